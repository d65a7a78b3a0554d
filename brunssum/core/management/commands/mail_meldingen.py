from django.core.management.base import BaseCommand

from brunssum.core.tasks import mail_meldingen


class Command(BaseCommand):
    help = "Mail wie dat wil hoeveel meldingen er zijn; elke vijf minuten gebeurt dit vanzelf."

    def handle(self, *args, **options):
        mail_meldingen()
