from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from brunssum.core import services
from brunssum.core.accounts import make_password_url
from brunssum.core.rollen import Rol


class Command(BaseCommand):
    help = (
        "Voeg iemand toe, zoals de eerste beheerder van een nieuwe installatie. Daarna kan het in de browser."
    )

    def add_arguments(self, parser):
        parser.add_argument("email", help="het e-mailadres waarmee deze persoon inlogt")
        parser.add_argument("naam", help="de naam of functie zoals anderen die zien")
        parser.add_argument(
            "--rol", action="append", default=[], choices=Rol.values, help="mag vaker dan één keer"
        )
        parser.add_argument(
            "--toon-link",
            action="store_true",
            help="toon de link om een wachtwoord te kiezen ook hier, voor als er nog geen mailserver is",
        )

    def handle(self, *, email, naam, rol, toon_link, **options):
        try:
            gebruiker = services.add_gebruiker(actor=None, email=email, naam=naam, rollen=rol)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        self.stdout.write(f"{gebruiker} is toegevoegd en krijgt een mail op {gebruiker.email}.")
        if toon_link:
            self.stdout.write(f"Kies hier een wachtwoord: {make_password_url(gebruiker)}")
