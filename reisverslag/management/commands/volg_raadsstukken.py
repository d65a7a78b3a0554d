from django.core.management.base import BaseCommand

from reisverslag.tasks import volg_raadsstukken


class Command(BaseCommand):
    help = "Vertel wie een raadsstuk heeft dat bijna of te laat is; elke nacht gebeurt dit vanzelf."

    def handle(self, *args, **options):
        volg_raadsstukken()
