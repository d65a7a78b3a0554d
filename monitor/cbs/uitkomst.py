"""What reading gives back: figures to store, what to remember, and everything that a person should hear about."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any


@dataclass(frozen=True)
class CbsGebied:
    """A gebied of ours to read figures for; other names under which it may stand in older tables."""

    code: str
    naam: str
    andere_namen: tuple[str, ...] = ()


@dataclass(frozen=True)
class CbsCel:
    """One figure for one indicator, gebied and year, or the reason why there is none."""

    indicator: str
    gebied: str
    periode: int
    waarde: Decimal | None
    reden: str = ""
    status: str = "definitief"
    editie: str = ""
    indeling_jaar: int | None = None
    berekend: bool = False
    opmerking: str = ""


@dataclass(frozen=True)
class CbsWeigering:
    """A figure that is not stored because it cannot be right."""

    indicator: str
    gebied: str
    periode: int
    gevonden: str
    verwacht: str


@dataclass(frozen=True)
class Vastgehouden:
    """A measure whose figures wait for a person, because it looks different from what the settings expect."""

    tabel: str
    indicator: str
    maat: str
    zin: str


@dataclass(frozen=True)
class Breuk:
    """A table in which the code of a gebied of ours stands for something else: its figures are left out."""

    tabel: str
    gebied: str
    periode: int | None
    onze_naam: str
    hun_naam: str
    zin: str


@dataclass(frozen=True)
class TabelStaat:
    """What to remember of a table that was read and stored, to know next time that nothing changed.

    `vraag` changes with the settings and the gebieden; `basis` holds the versions of the tables with bases.
    """

    versie: str
    gewijzigd: str
    vraag: str
    basis: tuple[tuple[str, str, str], ...] = ()
    gevuld: tuple[str, ...] = ()
    vastgehouden: tuple[Vastgehouden, ...] = ()
    breuken: tuple[Breuk, ...] = ()

    def unchanged(self, other: "TabelStaat") -> bool:
        """Whether what was remembered still holds; never for a table that gives no version at all."""
        return bool(other.versie or other.gewijzigd) and (
            self.versie,
            self.gewijzigd,
            self.vraag,
            self.basis,
        ) == (
            other.versie,
            other.gewijzigd,
            other.vraag,
            other.basis,
        )

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "TabelStaat":
        return cls(
            versie=data["versie"],
            gewijzigd=data["gewijzigd"],
            vraag=data["vraag"],
            basis=tuple(tuple(one) for one in data.get("basis", ())),
            gevuld=tuple(data.get("gevuld", ())),
            vastgehouden=tuple(Vastgehouden(**one) for one in data.get("vastgehouden", ())),
            breuken=tuple(Breuk(**one) for one in data.get("breuken", ())),
        )


class Uitslag(StrEnum):
    GELEZEN = "gelezen"
    ONGEWIJZIGD = "ongewijzigd"
    MISLUKT = "mislukt"


@dataclass(frozen=True)
class TabelUitkomst:
    """One table: all of its figures or none. Remember `staat` in the transaction that stores `cellen`."""

    tabel: str
    uitslag: Uitslag
    staat: TabelStaat | None = None
    cellen: tuple[CbsCel, ...] = ()
    vastgehouden: tuple[Vastgehouden, ...] = ()
    breuken: tuple[Breuk, ...] = ()
    weigeringen: tuple[CbsWeigering, ...] = ()
    opmerkingen: tuple[str, ...] = ()
    fout: str = ""


@dataclass(frozen=True)
class CbsUitkomst:
    """One run of one bron, table by table."""

    bron: str
    tabellen: tuple[TabelUitkomst, ...] = field(default_factory=tuple)

    @property
    def gelukt(self) -> bool:
        return not self.fouten

    @property
    def fouten(self) -> tuple[str, ...]:
        """Each once: when a service is down every table has the same."""
        return tuple(dict.fromkeys(tabel.fout for tabel in self.tabellen if tabel.fout))

    @property
    def cellen(self) -> tuple[CbsCel, ...]:
        return tuple(cel for tabel in self.tabellen for cel in tabel.cellen)

    @property
    def vastgehouden(self) -> tuple[Vastgehouden, ...]:
        return tuple(one for tabel in self.tabellen for one in tabel.vastgehouden)

    @property
    def breuken(self) -> tuple[Breuk, ...]:
        return tuple(one for tabel in self.tabellen for one in tabel.breuken)

    @property
    def weigeringen(self) -> tuple[CbsWeigering, ...]:
        return tuple(one for tabel in self.tabellen for one in tabel.weigeringen)

    @property
    def opmerkingen(self) -> tuple[str, ...]:
        return tuple(one for tabel in self.tabellen for one in tabel.opmerkingen)

    def remember(self, bekend: Mapping[str, TabelStaat]) -> dict[str, TabelStaat]:
        """What to remember after this run, when all tables that were read are stored."""
        return dict(bekend) | {tabel.tabel: tabel.staat for tabel in self.tabellen if tabel.staat}
