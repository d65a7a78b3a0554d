import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from brunssum.core.exceptions import DomainError
from monitor.aanlevering import check_size
from monitor.models import Verversing
from monitor.services import BESTAND, import_indicatorbestand


class Command(BaseCommand):
    help = (
        "Lees een csv of xlsx met indicatoren, met één regel per indicator of in een andere vorm die Kanarie herkent. "
        "Een cel die niet zeker te lezen is, wordt geweigerd en genoemd; de andere worden opgeslagen."
    )

    def add_arguments(self, parser):
        parser.add_argument("pad", type=Path, metavar="PAD")
        parser.add_argument(
            "--periode", type=int, metavar="JAAR", help="nodig als het bestand zelf geen jaren noemt"
        )
        parser.add_argument(
            "--bron", default=BESTAND, metavar="CODE", help="de bron waar het bestand bij hoort"
        )
        parser.add_argument("--json", action="store_true", help="Geef de uitkomst als één JSON-object.")

    def handle(self, *, pad, periode, bron, **options):
        try:
            verversing = import_indicatorbestand(
                _read(pad),
                actor=None,
                bestandsnaam=pad.name,
                periode=periode,
                bron=bron,
                moment=timezone.now(),
            )
        except DomainError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(verversing), ensure_ascii=False))
            return
        self.stdout.write(
            f"{verversing.indicatoren} indicatoren, {verversing.gebieden} gebieden, {verversing.cellen} cellen: "
            f"{verversing.nieuw} nieuw, {verversing.gewijzigd} gewijzigd, {verversing.ongewijzigd} ongewijzigd, "
            f"{verversing.geweigerd} geweigerd."
        )
        for zin in [*verversing.opmerkingen, *(reden["zin"] for reden in verversing.redenen)]:
            self.stdout.write(f"- {zin}")


def _read(pad: Path) -> bytes:
    try:
        check_size(pad.stat().st_size)
        return pad.read_bytes()
    except OSError as error:
        raise CommandError(
            f"Het bestand {pad} is niet te lezen. Controleer de naam en de rechten."
        ) from error


def _as_json(verversing: Verversing) -> dict:
    names = (
        "indicatoren",
        "gebieden",
        "cellen",
        "nieuw",
        "gewijzigd",
        "ongewijzigd",
        "geweigerd",
        "nvt",
        "redenen",
        "opmerkingen",
    )
    return {"verversing": verversing.pk, "periode": verversing.periode} | {
        name: getattr(verversing, name) for name in names
    }
