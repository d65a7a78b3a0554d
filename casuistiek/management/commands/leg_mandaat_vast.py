from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from brunssum.core.templatetags.kanarie import euro
from casuistiek import services
from casuistiek.permissions import BESLISSENDE_ROLLEN


class Command(BaseCommand):
    help = "Leg vast tot en met welk bedrag een rol over een voorstel beslist."

    def add_arguments(self, parser):
        parser.add_argument("rol", choices=[rol.value for rol in BESLISSENDE_ROLLEN])
        parser.add_argument("bedrag", help="In hele euro's, zoals 7500.")
        parser.add_argument("--als-tweede", metavar="BEDRAG", help="Wat de rol als tweede mag bevestigen; anders evenveel.")  # fmt: skip

    def handle(self, *args, rol, bedrag, als_tweede, **options):
        try:
            amounts = {"tot_bedrag": Decimal(bedrag), "als_tweede_tot_bedrag": Decimal(als_tweede or bedrag)}
        except InvalidOperation as error:
            raise CommandError("Schrijf een bedrag als 7500.") from error
        try:
            mandaat = services.set_mandaat(actor=None, rol=rol, **amounts)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        self.stdout.write(
            f"{mandaat.get_rol_display()} beslist tot en met {euro(mandaat.tot_bedrag)}, "
            f"en als tweede tot en met {euro(mandaat.als_tweede_tot_bedrag)}."
        )
