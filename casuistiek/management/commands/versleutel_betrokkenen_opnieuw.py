from django.core.management.base import BaseCommand, CommandError

from brunssum.core import tweede_factor
from brunssum.core.versleuteling import WrongKey
from casuistiek import services


class Command(BaseCommand):
    help = "Versleutel namen, contactgegevens en tweede factoren opnieuw, met de eerste sleutel van BETROKKENE_KEYS."

    def handle(self, *args, **options):
        try:
            count = services.reencrypt_betrokkenen()
            factors = tweede_factor.reencrypt()
        except WrongKey as error:
            raise CommandError(
                "Een betrokkene of tweede factor is met een andere sleutel versleuteld. Zet de oude sleutel achteraan in BETROKKENE_KEYS."
            ) from error
        if options["verbosity"]:
            self.stdout.write(f"{count} betrokkenen opnieuw versleuteld, en {factors} tweede factoren.")
