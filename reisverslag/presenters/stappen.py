"""Where a reisverslag stands, as a row of steps."""

from dataclasses import dataclass
from datetime import datetime

from reisverslag.models import Reisverslag, Verslagstap
from reisverslag.stappen import AAN_ZET, Stap


@dataclass(frozen=True)
class Stapbeeld:
    """One step: behind us (`gedaan`), where it stands (`nu`), or still to come (`komt`)."""

    label: str
    staat: str
    wie: str
    op: datetime | None


def stapbeelden(reisverslag: Reisverslag, stappen: list[Verslagstap]) -> list[Stapbeeld]:
    """All steps in order. `stappen` are those it took, oldest first, with `door`."""
    here = list(Stap).index(Stap(reisverslag.stap))
    last = {one.naar: one for one in stappen if not one.terug}
    return [_beeld(stap, n, here, last.get(stap), reisverslag) for n, stap in enumerate(Stap)]


def aan_zet(reisverslag: Reisverslag, wie_leest: int) -> str:
    """Who has something to do now, in a sentence. `wie_leest`: how many still read along."""
    if reisverslag.is_in_bewerking:
        others = {0: "", 1: " Eén meelezer leest nog."}.get(wie_leest, f" {wie_leest} meelezers lezen nog.")
        return f"{_functie(reisverslag.auteur)} schrijft.{others}"
    return AAN_ZET[Stap(reisverslag.stap)]


def teruggegeven(reisverslag: Reisverslag, stappen: list[Verslagstap]) -> Verslagstap | None:
    """Why it is a concept again, as long as that is the last that happened."""
    return stappen[-1] if reisverslag.is_in_bewerking and stappen else None


def _beeld(stap: Stap, n: int, here: int, taken: Verslagstap | None, reisverslag: Reisverslag) -> Stapbeeld:
    staat = "nu" if n == here else "gedaan" if n < here else "komt"
    if stap == Stap.CONCEPT:
        return Stapbeeld(stap.label, staat, _functie(reisverslag.auteur), reisverslag.aangemaakt_op)
    if stap == Stap.VASTGESTELD and staat != "komt":
        return Stapbeeld(
            stap.label, staat, _functie(reisverslag.vastgesteld_door), reisverslag.vastgesteld_op
        )
    if staat == "komt" or taken is None:
        skipped = "overgeslagen" if staat == "gedaan" else staat
        return Stapbeeld(stap.label, skipped, "", None)
    return Stapbeeld(stap.label, staat, _functie(taken.door), taken.op)


def _functie(gebruiker) -> str:
    return gebruiker.functie or gebruiker.naam
