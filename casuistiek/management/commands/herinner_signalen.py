from django.core.management.base import BaseCommand

from casuistiek.tasks import herinner_signalen


class Command(BaseCommand):
    help = "Meld welk signaal van een partner te lang op een antwoord wacht; elke nacht gebeurt dit vanzelf."

    def handle(self, *args, **options):
        herinner_signalen()
