"""What a reisverslag for each publiek may begin with: data/sjablonen.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from reisverslag.blokken import SOORTEN
from reisverslag.models import Reisverslag

DATA = Path(__file__).parent / "data" / "sjablonen.yaml"


@dataclass(frozen=True)
class Sjabloonblok:
    """`vraag` helps who writes and never comes in the verslag; `tekst` is a beginning, to be adapted."""

    soort: str
    vraag: str
    tekst: str = ""


@dataclass(frozen=True)
class Sjabloonhoofdstuk:
    titel: str
    blokken: tuple[Sjabloonblok, ...]


@dataclass(frozen=True)
class Sjabloon:
    publiek: str
    uitleg: str
    hoofdstukken: tuple[Sjabloonhoofdstuk, ...]


@cache
def sjablonen() -> dict[str, Sjabloon]:
    """By publiek. Raises ValueError when the file names a publiek or soort that there is not."""
    found = {}
    for publiek, content in yaml.safe_load(DATA.read_text(encoding="utf-8")).items():
        hoofdstukken = tuple(
            Sjabloonhoofdstuk(one["titel"], tuple(Sjabloonblok(**blok) for blok in one["blokken"]))
            for one in content["hoofdstukken"]
        )
        unknown = {blok.soort for one in hoofdstukken for blok in one.blokken} - set(SOORTEN)
        if unknown or publiek not in Reisverslag.Publiek.values:
            raise ValueError(f"{DATA.name}: {publiek} {unknown}")
        found[publiek] = Sjabloon(publiek, content["uitleg"], hoofdstukken)
    return found
