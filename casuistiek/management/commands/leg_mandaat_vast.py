from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from brunssum.core.rollen import RECHTEN, Recht
from brunssum.core.templatetags.kanarie import euro
from casuistiek import services

ROLLEN = [rol.value for rol, rechten in RECHTEN.items() if Recht.CASUS_BESLISSEN in rechten]


class Command(BaseCommand):
    help = "Leg vast tot en met welk bedrag een rol over een voorstel beslist."

    def add_arguments(self, parser):
        parser.add_argument("rol", choices=ROLLEN)
        parser.add_argument("bedrag", help="In hele euro's, zoals 7500.")

    def handle(self, *args, rol, bedrag, **options):
        try:
            mandaat = services.set_mandaat(actor=None, rol=rol, tot_bedrag=Decimal(bedrag))
        except (InvalidOperation, ValidationError) as error:
            raise CommandError(f"{bedrag} is geen bedrag. Schrijf het als 7500.") from error
        self.stdout.write(f"{mandaat.get_rol_display()} beslist tot en met {euro(mandaat.tot_bedrag)}.")
