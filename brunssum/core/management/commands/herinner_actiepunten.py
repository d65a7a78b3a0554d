from django.core.management.base import BaseCommand

from brunssum.core.tasks import herinner_actiepunten


class Command(BaseCommand):
    help = "Meld wie een actiepunt heeft dat te laat is of binnen drie dagen klaar moet zijn; elke nacht gebeurt dit vanzelf."

    def handle(self, *args, **options):
        herinner_actiepunten()
