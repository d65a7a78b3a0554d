from django.core.management.base import BaseCommand

from inspanningen.tasks import oordeelronde_volgen


class Command(BaseCommand):
    help = "Herinner wie in de open oordeelronde nog niet heeft geantwoord; elke nacht gebeurt dit vanzelf."

    def handle(self, *args, **options):
        oordeelronde_volgen()
