from django.core.management.base import BaseCommand
from django.utils import timezone

from inspanningen.services import wijkplan


class Command(BaseCommand):
    help = (
        "Vraag om de jaarlijkse ronde van elk wijkplan dat aan de beurt is; elke nacht gebeurt dit vanzelf."
    )

    def handle(self, *args, **options):
        aantal = wijkplan.ask_for_rondes(vandaag=timezone.localdate())
        self.stdout.write(f"{aantal} wijkplan{'' if aantal == 1 else 'nen'} aan de beurt.")
