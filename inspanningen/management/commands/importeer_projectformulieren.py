"""Read projectformulieren from a text file: show what is in it, print it as JSON, or keep it."""

import json
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError

from brunssum.core.models import Gebruiker
from inspanningen import services
from inspanningen.models import Projectformulierimport
from inspanningen.projectformulieren import GeenProjectformulier, Uitkomst, read_projectformulieren
from inspanningen.queries import voorstellen
from inspanningen.velden import VELD


class Command(BaseCommand):
    help = (
        "Leest projectformulieren uit een tekstbestand. Zonder opties: laat zien wat erin staat. "
        "Met --opslaan worden er kaarten van gemaakt; een kaart die al bestaat wordt alleen aangevuld."
    )

    def add_arguments(self, parser):
        parser.add_argument("pad", type=Path, help="Het tekstbestand.")
        parser.add_argument("--json", action="store_true", help="Schrijf alles wat is gelezen als JSON.")
        parser.add_argument("--opslaan", action="store_true", help="Maak er kaarten van.")
        parser.add_argument("--door", metavar="EMAIL", help="Namens wie wordt opgeslagen.")

    def handle(self, *, pad: Path, json: bool, opslaan: bool, door: str | None, **options):
        if json and opslaan:
            raise CommandError("Kies --json of --opslaan, niet allebei.")
        raw = _read(pad)
        try:
            uitkomst = read_projectformulieren(raw)
        except GeenProjectformulier as refused:
            raise CommandError(str(refused))
        if json:
            self._print_json(uitkomst)
        elif opslaan:
            self._save(pad.name, raw, _actor(door))
        else:
            self._print_summary(uitkomst)

    def _print_json(self, uitkomst: Uitkomst) -> None:
        self.stdout.write(json.dumps(uitkomst.als_json(), ensure_ascii=False, indent=2))

    def _print_summary(self, uitkomst: Uitkomst) -> None:
        self.stdout.write(
            f"{len(uitkomst.kaarten)} kaarten met {uitkomst.aantal_velden} ingevulde velden. Er is niets opgeslagen."
        )
        for kaart in uitkomst.kaarten:
            leeg = [VELD[key].label for key, tekst in kaart.velden.items() if not tekst]
            filled = len(kaart.velden) - len(leeg)
            self.stdout.write(f"\n{kaart.naam}: {filled} van {len(kaart.velden)} velden")
            if kaart.onderdelen:
                self.stdout.write(f"  onderdelen: {', '.join(kaart.onderdelen)}")
            if leeg:
                self.stdout.write(f"  leeg: {', '.join(leeg)}")
            for twijfel in uitkomst.onzeker:
                if twijfel.kaart == kaart.naam:
                    waar = VELD[twijfel.veld].label if twijfel.veld in VELD else "kaart"
                    self.stdout.write(f"  nakijken, {waar}: {twijfel.zin}")

    def _save(self, naam: str, raw: bytes, actor: Gebruiker) -> None:
        try:
            gelezen = services.start_import(actor=actor, bestandsnaam=naam, raw=raw)
            done = services.accept_import(gelezen.pk, actor=actor, keuzes=_as_proposed(gelezen))
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages))
        except PermissionDenied as refused:
            raise CommandError(str(refused))
        made, changed = len(done.resultaat["nieuw"]), len(done.resultaat["bijgewerkt"])
        self.stdout.write(f"{made} kaarten gemaakt, {changed} aangevuld.")


def _read(pad: Path) -> bytes:
    try:
        return pad.read_bytes()
    except OSError as error:
        raise CommandError(f"{pad} is niet te lezen: {error.strerror}.")


def _actor(door: str | None) -> Gebruiker:
    if not door:
        raise CommandError("Zeg met --door EMAIL namens wie wordt opgeslagen.")
    actor = Gebruiker.objects.with_rollen().filter(email__iexact=door).first()
    if actor is None:
        raise CommandError(f"Er is geen gebruiker met e-mailadres {door}.")
    return actor


def _as_proposed(gelezen: Projectformulierimport) -> list[services.KaartKeuze]:
    """What the preview proposes: new kaarten with their onderdelen, and texts of ours stay as they are."""
    return [
        services.KaartKeuze(
            index=voorstel.index,
            keuze=voorstel.keuze,
            nummer=voorstel.nummer,
            bestaand=voorstel.bestaand.pk if voorstel.bestaand else None,
            basisversie=voorstel.basisversie,
            met_onderdelen=voorstel.keuze == "nieuw",
        )
        for voorstel in voorstellen(gelezen.uitkomst)
    ]
