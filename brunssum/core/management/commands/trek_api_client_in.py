from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from brunssum.core.exceptions import DomainError
from brunssum.core.models import ApiClient
from brunssum.core.services import withdraw_api_client


class Command(BaseCommand):
    help = "Neemt een systeem zijn toegang tot de API af, meteen. Nodig als het geheim is uitgelekt."

    def add_arguments(self, parser):
        parser.add_argument("client_id", help="het client-id dat maak_api_client gaf")

    def handle(self, *, client_id, **options):
        try:
            withdraw_api_client(client_id, actor=None, nu=timezone.now())
        except ApiClient.DoesNotExist:
            raise CommandError("Er is geen client met dit id.")
        except DomainError as refused:
            raise CommandError(refused.messages[0])
        self.stdout.write("De client is ingetrokken. Zijn sleutels en tokens werken niet meer.")
