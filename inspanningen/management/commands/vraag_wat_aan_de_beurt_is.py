from django.core.management.base import BaseCommand

from inspanningen.tasks import vraag_wat_aan_de_beurt_is


class Command(BaseCommand):
    help = "Vraag om de volgende oordeelronde en realisatieplanning als het tijd is; elke nacht gebeurt dit vanzelf."

    def handle(self, *args, **options):
        vraag_wat_aan_de_beurt_is()
