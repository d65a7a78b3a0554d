from django.core.management.base import BaseCommand, CommandError

from brunssum.core import tweede_factor, versleuteling
from brunssum.core.versleuteling import WrongKey


class Command(BaseCommand):
    help = "Versleutel namen, contactgegevens, mailadressen van ambassadeurs en tweede factoren opnieuw, met de eerste sleutel van BETROKKENE_KEYS."

    def handle(self, *args, **options):
        try:
            count = versleuteling.reencrypt()
            factors = tweede_factor.reencrypt()
        except WrongKey as error:
            raise CommandError(
                "Er is iets met een andere sleutel versleuteld. Zet de oude sleutel achteraan in BETROKKENE_KEYS."
            ) from error
        if options["verbosity"]:
            self.stdout.write(f"{count} namen en adressen opnieuw versleuteld, en {factors} tweede factoren.")
