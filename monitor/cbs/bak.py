"""The figures of one table, per measure, gebied and year, on their way from the service to the indicators."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from monitor.cbs.controle import Keus
from monitor.cbs.edities import Editie, maat_says_voorlopig
from monitor.cbs.instellingen import Vast
from monitor.cbs.meting import added
from monitor.cbs.perioden import Jaren
from monitor.cbs.tabel import AFWEZIG, Code, Gegeven


@dataclass(frozen=True)
class Kolom:
    """A measure, for one choice of the other dimensions."""

    maat: str
    vast: Vast = ()

    @property
    def order(self) -> tuple:
        return self.maat, [(name, keuze.code, keuze.titel) for name, keuze in self.vast]


@dataclass
class Bak:
    """All that was read of one table. A place without a row is not in `cijfers`."""

    editie: Editie
    keuzes: dict[str, Keus]
    codes: Mapping[str, Code]
    jaren: Jaren
    indeling_jaar: int | None
    gemeenten: set[str] = field(default_factory=set)
    cijfers: dict[tuple[Kolom, str, int], Gegeven] = field(default_factory=dict)

    def get(self, kolom: Kolom, gebied: str, jaar: int) -> Gegeven | None:
        return self.cijfers.get((kolom, gebied, jaar))

    def voorlopig(self, maten: Iterable[str], jaar: int) -> bool:
        koppen = [self.keuzes[maat].kop for maat in maten]
        return (
            self.editie.voorlopig
            or jaar in self.jaren.voorlopig
            or any(maat_says_voorlopig(kop.toelichting) for kop in koppen if kop)
        )


@dataclass(frozen=True)
class Basis:
    """Where the bases of one year are: the table itself, or another one."""

    bak: Bak
    jaar: int
    vast: Vast

    def get(self, maat: str, gebied: str) -> Gegeven:
        return self.bak.get(Kolom(maat, self.vast), gebied, self.jaar) or AFWEZIG

    def together(self, maten: Iterable[str], gebied: str) -> Gegeven:
        return added(self.get(maat, gebied) for maat in maten)


class Notes:
    """Sentences about one table for people, each once."""

    def __init__(self) -> None:
        self._zinnen: dict[str, None] = {}

    def add(self, zin: str) -> None:
        if zin:
            self._zinnen[zin] = None

    @property
    def zinnen(self) -> tuple[str, ...]:
        return tuple(self._zinnen)


def fixed(table: Vast, own: Vast) -> Vast:
    """The choices for a whole table with those for one meting over them."""
    return tuple(sorted((dict(table) | dict(own)).items(), key=lambda one: one[0]))
