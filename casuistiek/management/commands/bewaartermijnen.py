from django.core.management.base import BaseCommand

from casuistiek.tasks import bewaartermijnen


class Command(BaseCommand):
    help = "Ruim op wat niet is afgemaakt en zet op een lijst wat lang genoeg is bewaard; elke nacht gebeurt dit vanzelf."

    def handle(self, *args, **options):
        bewaartermijnen()
