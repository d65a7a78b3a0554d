"""The ladder of participatie: where each step stands in the drawing, and what a row of the table says."""

from dataclasses import dataclass

from inspanningen.models import Participatie
from inspanningen.queries.participatie import Zeggenschap

BREED = 372
TREDE = 40
BOVEN = 26


@dataclass(frozen=True)
class Sport:
    """One step of the ladder; `y` is its middle."""

    y: int
    naam: str
    is_gepland: bool
    is_werkelijk: bool


@dataclass(frozen=True)
class Ladder:
    breedte: int
    hoogte: int
    sporten: tuple[Sport, ...]
    omschrijving: str


def ladder(stand: Zeggenschap) -> Ladder:
    """The drawing of one inspanning, most say on top."""
    gepland = stand.gepland.trede if stand.gepland else None
    werkelijk = stand.werkelijk.trede if stand.werkelijk else None
    sporten = tuple(
        Sport(BOVEN + n * TREDE + TREDE // 2, trede.label, trede == gepland, trede == werkelijk)
        for n, trede in enumerate(reversed(Participatie.Trede))
    )
    parts = [
        f"{soort} {'nog niet vastgelegd' if one is None else one.get_trede_display().lower()}"
        for soort, one in (("gepland:", stand.gepland), ("werkelijk:", stand.werkelijk))
    ]
    return Ladder(
        BREED, BOVEN + len(sporten) * TREDE + 4, sporten, f"Zeggenschap van inwoners. {', '.join(parts)}."
    )


def verschil(stand: Zeggenschap) -> str:
    """How reality stands beside the plan, in words."""
    if stand.gepland is None and stand.werkelijk is None:
        return "Nog niets vastgelegd"
    if stand.gepland is None:
        return "Geen plan vastgelegd"
    if stand.werkelijk is None:
        return "Werkelijkheid niet vastgelegd"
    steps = stand.achter
    if not steps:
        return "Zoals gepland"
    size = f"{abs(steps)} {'trede' if abs(steps) == 1 else 'treden'}"
    return f"{size} achter" if steps > 0 else f"{size} verder dan gepland"
