from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from brunssum.core.exceptions import DomainError
from brunssum.core.models import Organisatie
from brunssum.core.scopes import LEZEN, SCOPES
from brunssum.core.services import create_api_client


class Command(BaseCommand):
    help = "Geeft een systeem van een partnerorganisatie toegang tot de API. Het geheim verschijnt één keer."

    def add_arguments(self, parser):
        parser.add_argument("--organisatie", required=True, help="naam van de organisatie, zoals in Kanarie")
        parser.add_argument("--naam", required=True, help="naam van het systeem dat de API gebruikt")
        parser.add_argument(
            "--scopes",
            nargs="+",
            choices=sorted(SCOPES),
            default=sorted(LEZEN),
            metavar="SCOPE",
            help=f"wat het systeem mag; alles lezen als u niets zegt. Te kiezen: {', '.join(sorted(SCOPES))}",
        )

    def handle(self, *, organisatie, naam, scopes, **options):
        found = Organisatie.objects.filter(naam__iexact=organisatie.strip()).first()
        if found is None:
            known = ", ".join(Organisatie.objects.order_by("naam").values_list("naam", flat=True))
            raise CommandError(
                f"De organisatie “{organisatie}” is niet bekend. Wel bekend: {known or 'nog geen'}."
            )
        try:
            client, secret = create_api_client(
                found.pk, actor=None, naam=naam, scopes=scopes, nu=timezone.now()
            )
        except DomainError as refused:
            raise CommandError(refused.messages[0])
        self.stdout.write(f"client-id: {client.client_id}\ngeheim:    {secret}\n")
        self.stderr.write(
            "Bewaar het geheim nu: het is later niet meer te zien. Geef het door langs een veilige weg, niet per mail."
        )
