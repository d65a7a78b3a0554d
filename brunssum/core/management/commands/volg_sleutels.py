from django.core.management.base import BaseCommand

from brunssum.core.tasks import volg_sleutels


class Command(BaseCommand):
    help = "Meld de beheerder en de partner welke sleutel van een koppeling bijna of vandaag verloopt; elke nacht gebeurt dit vanzelf."

    def handle(self, *args, **options):
        volg_sleutels()
