from django.core.management.base import BaseCommand, CommandError

from casuistiek import services
from casuistiek.versleuteling import WrongKey


class Command(BaseCommand):
    help = "Versleutel namen en contactgegevens opnieuw, met de eerste sleutel van BETROKKENE_KEYS."

    def handle(self, *args, **options):
        try:
            count = services.reencrypt_betrokkenen()
        except WrongKey as error:
            raise CommandError(
                "Een betrokkene is met een andere sleutel versleuteld. Zet de oude sleutel achteraan in BETROKKENE_KEYS."
            ) from error
        self.stdout.write(f"{count} betrokkenen opnieuw versleuteld.")
