from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from brunssum.core.exceptions import DomainError
from monitor.indicatorlijst import INDICATOREN
from monitor.services import load_indicatoren, load_verhaalingangen


class Command(BaseCommand):
    help = "Laad de thema's, bronnen, indicatoren, probleemclusters en kansen. Nog een keer laden kan geen kwaad: er wordt niets verwijderd."

    def add_arguments(self, parser):
        parser.add_argument(
            "--lijst", type=Path, default=INDICATOREN, metavar="PAD", help="yaml met indicatoren"
        )

    def handle(self, *, lijst, **options):
        try:
            telling = load_indicatoren(lijst, actor=None)
            ingangen = load_verhaalingangen(actor=None)
        except DomainError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        if options["verbosity"]:
            self.stdout.write(
                "Thema's, bronnen en indicatoren: {nieuw} nieuw, {gewijzigd} gewijzigd, {ongewijzigd} ongewijzigd.".format_map(
                    telling
                )
            )
            self.stdout.write(
                "Probleemclusters en kansen: {nieuw} nieuw, {gewijzigd} gewijzigd, {ongewijzigd} ongewijzigd.".format_map(
                    ingangen
                )
            )
