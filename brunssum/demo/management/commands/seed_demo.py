from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from brunssum.demo import seed


class Command(BaseCommand):
    help = "Vult een lege database met demo-inhoud. Weigert waar echte gebruikers zijn."

    def add_arguments(self, parser):
        parser.add_argument(
            "--prepare",
            action="store_true",
            help="Voert eerst de migraties uit; zegt daarna hoe u inlogt.",
        )

    def handle(self, *, prepare, **options):
        if prepare:
            call_command("migrate", interactive=False, verbosity=0)
        if seed.is_seeded():
            self.stdout.write("De demo-inhoud staat er al.")
        else:
            self._seed()
        if prepare:
            self._tell_how_to_log_in()

    def _seed(self):
        self.stdout.write("Demo-inhoud maken:")
        try:
            seed.seed(timezone.localdate(), lambda what: self.stdout.write(f"  {what}"))
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        client_id, secret = seed.seed_api_client()
        self.stdout.write(
            f"API-client van Weller: id {client_id}, geheim {secret} (wordt maar één keer getoond)"
        )

    def _tell_how_to_log_in(self):
        logins = seed.logins()
        self.stdout.write(
            f"\nKanarie: {settings.SITE_URL}\n\nInloggen, overal met wachtwoord {logins[0][2]}:"
        )
        for email, functie, _password in logins:
            self.stdout.write(f"  {email:42} {functie}")
        self.stdout.write("\nStoppen met Ctrl-C.\n")
