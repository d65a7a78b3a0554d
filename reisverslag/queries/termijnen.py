"""How long a raadsstuk of each soort may take: the standard, or what this municipality set."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from reisverslag.models import Raadsstuk, Reactietermijn

STANDAARD = Path(__file__).parents[1] / "data" / "reactietermijnen.yaml"


@dataclass(frozen=True)
class Termijn:
    soort: str
    label: str
    dagen: int
    grond: str


def termijnen() -> list[Termijn]:
    """Of every soort, in the order of the soorten. One query."""
    own = {one.soort: (one.dagen, one.grond) for one in Reactietermijn.objects.all()}
    standard = _standard()
    return [
        Termijn(soort, label, *own.get(soort, standard[soort])) for soort, label in Raadsstuk.Soort.choices
    ]


def termijn_of(soort: str) -> Termijn:
    return next(one for one in termijnen() if one.soort == soort)


@cache
def _standard() -> dict[str, tuple[int, str]]:
    found = yaml.safe_load(STANDAARD.read_text(encoding="utf-8"))
    return {soort: (one["dagen"], one["grond"]) for soort, one in found.items()}
