from django.core.management.base import BaseCommand

from casuistiek import services


class Command(BaseCommand):
    help = "Voeg de bewaartermijnen en deelprofielen toe die er nog niet zijn. Wat er al is, verandert niet."

    def handle(self, *args, **options):
        self.stdout.write(f"{services.load_bewaren(actor=None)} toegevoegd.")
