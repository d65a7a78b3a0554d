"""What a row of a workbook means for us."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Celverschil:
    """One cell that differs: what stands here now, and what the file wants."""

    naam: str
    label: str
    was: str
    wordt: str


@dataclass(frozen=True)
class Celbotsing(Celverschil):
    """The same, where someone changed our side after the file was made."""

    door: str = ""
    op: datetime | None = None


@dataclass(frozen=True)
class Regel:
    """One row of the file with what it means for us.

    `stand` holds the values to write, for the names that the file has; `basisversie` the version they were written on.
    """

    blad: str
    rij: int
    titel: str
    pk: int | None
    basisversie: int | None
    verschillen: tuple[Celverschil, ...] = ()
    botsingen: tuple[Celbotsing, ...] = ()
    weigeringen: tuple[str, ...] = ()
    stand: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sleutel(self) -> str:
        """What this row is called in a form."""
        return f"{self.blad}-{self.rij}"

    @property
    def soort(self) -> str:
        if self.weigeringen:
            return "geweigerd"
        if self.pk is None:
            return "nieuw"
        if self.botsingen:
            return "botst"
        return "gewijzigd" if self.verschillen else "gelijk"


def whole(tekst: str) -> int | None:
    """A number that can be an id or a version, or None."""
    tekst = tekst.strip()
    return int(tekst) if tekst.isdecimal() and len(tekst) < 10 else None
