"""What a delivered file says, and what we refuse of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from brunssum.core.exceptions import DomainError


class GeenIndicatorbestand(DomainError):
    """The file as a whole is refused; nothing of it is stored."""


@dataclass(frozen=True)
class BekendeIndicator:
    pk: int
    code: str
    naam: str
    andere_namen: tuple[str, ...]
    eenheid: str
    gunstig: str


@dataclass(frozen=True)
class BekendGebied:
    pk: int
    code: str
    naam: str


@dataclass(frozen=True)
class Keuzes:
    """What a person chose by hand, now or at an earlier file of this bron; None for a name: leave it out."""

    blad: str = ""
    indicator: int | None = None
    gebied: int | None = None
    indicatoren: Mapping[str, int | None] = field(default_factory=dict)
    gebieden: Mapping[str, int | None] = field(default_factory=dict)


@dataclass(frozen=True)
class GelezenCel:
    """One cell that can be stored: a figure, or the reason why there is none."""

    rij: int
    kolom: str
    tekst: str
    indicator: BekendeIndicator
    gebied: BekendGebied
    periode: int
    waarde: Decimal | None
    reden: str
    status: str = "definitief"


@dataclass(frozen=True)
class Weigering:
    """Why a cell is refused; or, with `cellen` above one, a whole row or column."""

    rij: int
    kolom: str
    gevonden: str
    verwacht: str
    cellen: int = 1
    indicator: str = ""
    gebied: str = ""
    blad: str = ""
    periode: int | None = None

    @property
    def zin(self) -> str:
        waar = f"Rij {self.rij}, kolom {self.kolom}"
        if self.blad:
            waar = f"Blad {self.blad}, rij {self.rij}, kolom {self.kolom}"
        gevonden = f"gevonden is “{self.gevonden}”" if self.gevonden else "de cel is leeg"
        return f"{waar}: {gevonden}, verwacht was {self.verwacht}."

    def as_dict(self) -> dict[str, str | int]:
        facts = {
            "rij": self.rij,
            "kolom": self.kolom,
            "gevonden": self.gevonden,
            "verwacht": self.verwacht,
            "cellen": self.cellen,
            "zin": self.zin,
        }
        return facts | {"blad": self.blad} if self.blad else facts


@dataclass(frozen=True)
class Onbekend:
    """A name in the file that leads to nothing we know; `voorstel` is what resembles it."""

    soort: str  # indicator or gebied
    tekst: str
    sleutel: str
    cellen: int
    voorstel: int | None = None


@dataclass(frozen=True)
class Inhoud:
    """All that a file says."""

    cellen: tuple[GelezenCel, ...]
    weigeringen: tuple[Weigering, ...]
    opmerkingen: tuple[str, ...]
    onbekend: tuple[Onbekend, ...] = ()
    bladen: tuple[str, ...] = ()
    blad: str = ""
    mist: tuple[str, ...] = ()  # indicator, gebied: the file names none and nobody chose one
    titel: str = ""  # what stands above the table, or else the name of its sheet: a next file is known by it
