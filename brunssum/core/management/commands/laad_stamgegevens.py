from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from brunssum.core.exceptions import DomainError
from brunssum.core.services import load_stamgegevens
from brunssum.core.stamgegevens import ACTIVITEITEN, GEBIEDEN, ORGANISATIES


class Command(BaseCommand):
    help = "Laad de gebieden, organisaties en verwerkingsactiviteiten. Nog een keer laden kan geen kwaad: er wordt niets verwijderd."

    def add_arguments(self, parser):
        parser.add_argument(
            "--gebieden", type=Path, default=GEBIEDEN, metavar="PAD", help="csv met code;naam;soort;ouder"
        )
        parser.add_argument(
            "--organisaties", type=Path, default=ORGANISATIES, metavar="PAD", help="yaml met organisaties"
        )
        parser.add_argument(
            "--activiteiten",
            type=Path,
            default=ACTIVITEITEN,
            metavar="PAD",
            help="yaml met verwerkingsactiviteiten",
        )

    def handle(self, *, gebieden, organisaties, activiteiten, **options):
        try:
            verslag = load_stamgegevens(gebieden, organisaties, activiteiten, vandaag=timezone.localdate())
        except DomainError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        if options["verbosity"]:
            self.stdout.write(
                "Gebieden: {nieuw} nieuw, {vervangen} vervangen, {gewijzigd} gewijzigd, {ongewijzigd} ongewijzigd.".format_map(
                    verslag.gebieden
                )
            )
            self.stdout.write(
                "Organisaties: {nieuw} nieuw, {gewijzigd} gewijzigd, {ongewijzigd} ongewijzigd.".format_map(
                    verslag.organisaties
                )
            )
            self.stdout.write(
                "Verwerkingsactiviteiten: {nieuw} nieuw, {gewijzigd} gewijzigd, {ongewijzigd} ongewijzigd.".format_map(
                    verslag.activiteiten
                )
            )
