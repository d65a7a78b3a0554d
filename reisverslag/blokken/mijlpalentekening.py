"""Where the mijlpalen of a reisverslag stand in their drawing: one row each, names at the left, time at the right.

Narrower than the timeline of a planning, so that it reads at the width of a page of paper.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten, wrap

from inspanningen.presenters.planning import Planningregel

BREEDTE = 660
LINKS, RECHTS = 292, 646
"""Between which x time runs."""
KOP = 40
REGEL = 16
LETTERS = 44
"""So many letters of a name fit in a line."""
MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True)
class Merk:
    """One mijlpaal: its name in lines, its symbol at x, and where its bar and the line from its first plan run."""

    soort: str
    regels: tuple[str, ...]
    y: float
    tekst_y: float
    x: float
    balk: tuple[float, float] | None  # x and width
    lijn: tuple[float, float] | None

    @property
    def lijn_y(self) -> float:
        return self.y + 10


@dataclass(frozen=True)
class Kop:
    """The inspanning that the mijlpalen under it are of."""

    tekst: str
    y: float


@dataclass(frozen=True)
class Streep:
    x: float
    tekst: str
    is_jaar: bool


@dataclass(frozen=True)
class Mijlpalentekening:
    hoogte: float
    koppen: tuple[Kop, ...]
    merken: tuple[Merk, ...]
    strepen: tuple[Streep, ...]
    omschrijving: str
    breedte: int = BREEDTE
    links: int = LINKS
    rechts: int = RECHTS


@dataclass(frozen=True)
class _As:
    van: date
    tot: date

    def x(self, day: date) -> float:
        part = (day - self.van).days / ((self.tot - self.van).days + 1)
        return round(LINKS + min(max(part, 0), 1) * (RECHTS - LINKS), 1)


def draw_mijlpalen(regels: Iterable[Planningregel]) -> Mijlpalentekening:
    """Lay out these mijlpalen, in the order they have, under a head for each inspanning."""
    regels = list(regels)
    days = [day for regel in regels for day in _span(regel)]
    axis = _As(_month(min(days)), _next_month(max(days)) - timedelta(days=1)) if days else None
    koppen, merken, y, above = [], [], float(KOP), ""
    for regel in regels:
        if regel.feit.inspanning != above:
            above = regel.feit.inspanning
            koppen.append(Kop(shorten(above, LETTERS + 4, placeholder=" …"), y + 18))
            y += 26
        merk = _merk(regel, axis, y)
        merken.append(merk)
        y += max(len(merk.regels) * REGEL, REGEL) + 10
    return Mijlpalentekening(
        hoogte=y + 4,
        koppen=tuple(koppen),
        merken=tuple(merken),
        strepen=tuple(_strepen(axis)) if axis else (),
        omschrijving=_describe(regels),
    )


def _span(regel: Planningregel) -> tuple[date, ...]:
    feit = regel.feit
    return (feit.eerste_tot, feit.gehaald_op) if feit.gehaald_op else (feit.eerste_tot, feit.van, feit.tot)


def _merk(regel: Planningregel, axis: _As, y: float) -> Merk:
    feit = regel.feit
    lines = tuple(wrap(shorten(feit.naam, LETTERS * 2, placeholder=" …"), LETTERS)) or ("",)
    middle = y + len(lines) * REGEL / 2
    balk = None
    if feit.gehaald_op:
        x = axis.x(feit.gehaald_op)
    elif regel.soort == "laat":
        x = axis.x(feit.tot)
    else:
        begin, end = axis.x(feit.van), axis.x(feit.tot + timedelta(days=1))
        x = round((begin + end) / 2, 1)
        balk = (begin, round(end - begin, 1)) if end - begin > 18 and regel.soort != "vervallen" else None
    first, last = axis.x(feit.eerste_tot), axis.x(feit.gehaald_op or feit.tot)
    lijn = (first, last) if regel.verschoven and abs(first - last) >= 3 else None
    soort = "gepland" if regel.soort == "nu" else regel.soort
    return Merk(soort, lines, middle, y + 13, x, balk, lijn)


def _month(day: date) -> date:
    return day.replace(day=1)


def _next_month(day: date) -> date:
    return _month(_month(day) + timedelta(days=31))


def _strepen(axis: _As) -> Iterable[Streep]:
    """A line for each month, quarter or year: as many as have room for a name."""
    months = (axis.tot.year - axis.van.year) * 12 + axis.tot.month - axis.van.month + 1
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if months / step <= 10)
    day = axis.van
    while day <= axis.tot:
        if ((day.year * 12 + day.month - 1) % step) == 0:
            is_jaar = day.month == 1
            yield Streep(axis.x(day), str(day.year) if is_jaar else MAANDEN[day.month - 1], is_jaar)
        day = _next_month(day)


def _describe(regels: list[Planningregel]) -> str:
    def count(*soorten: str) -> int:
        return sum(regel.soort in soorten for regel in regels)

    return (
        f"{len(regels)} mijlpalen: {count('gehaald')} gehaald, {count('gepland', 'nu')} gepland, "
        f"{count('laat')} te laat en {count('vervallen')} vervallen. De tabel hieronder zegt hetzelfde."
    )
