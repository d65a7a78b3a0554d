"""Where everything of the timeline stands in its drawing: a row for each inspanning, a mark for each mijlpaal.

x is time. A plan of some days is a bar, one moment a diamond; reached is a filled circle with a tick, late a diamond
with an exclamation mark, vervallen a cross. A thin line under a mark runs from the end of the first plan to the end of
the present one. Marks that would cover each other move to another lane of their row; a name is written where there is
room, and what finds no room at all is counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten, wrap

from django.urls import reverse

from inspanningen.presenters.planning import Planningregel

BREEDTE = 1080
LINKS, RECHTS = 250, 1066
"""Between which x time runs; left of it stand the names."""
KOP = 78
BAAN = 24
MAX_BANEN = 4
RAND = 14
LETTER = 6.3
"""About so wide is a letter of a name, in 12 px."""
LABELS = (48, 26)
"""At most so many letters of a name: as much as fits, or else a little."""
NAAM_BREED = 31
NAAM_HOOG = 17
MERK = 10


@dataclass(frozen=True, slots=True)
class Merk:
    """One mijlpaal. x is where its symbol stands; a bar runs from balk_x."""

    regel: Planningregel
    x: float
    y: float
    balk_x: float
    balk_breedte: float
    raak_x: float
    raak_breedte: float
    lijn: tuple[float, float] | None  # from the first plan to the present one
    label: str
    label_x: float
    label_anker: str

    @property
    def soort(self) -> str:
        return "gepland" if self.regel.soort == "nu" else self.regel.soort

    @property
    def raak_y(self) -> float:
        return self.y - BAAN / 2

    @property
    def balk_y(self) -> float:
        return self.y - 6

    @property
    def lijn_y(self) -> float:
        return self.y + 10

    @property
    def label_y(self) -> float:
        return self.y + 4


@dataclass(frozen=True, slots=True)
class Rij:
    """One inspanning: its name in at most three lines, its marks, and how many found no room."""

    naam: tuple[str, ...]
    url: str
    y: float
    hoogte: float
    merken: tuple[Merk, ...]
    niet_getekend: int

    @property
    def naam_y(self) -> float:
        """The line above the first line of the name."""
        return self.y + 5


@dataclass(frozen=True, slots=True)
class Streep:
    """A line of the axis; `tekst` may be empty."""

    x: float
    tekst: str
    tekst_x: float
    is_jaar: bool


@dataclass(frozen=True)
class Tijdlijn:
    hoogte: float
    strepen: tuple[Streep, ...]
    vandaag_x: float | None
    rijen: tuple[Rij, ...]
    omschrijving: str
    breedte: int = BREEDTE
    links: int = LINKS
    rechts: int = RECHTS
    kop: int = KOP


Label = tuple[str, str]
"""On which side of its mark a name begins or ends ("start", "end"), and how it is written."""


@dataclass(frozen=True)
class _As:
    van: date
    tot: date

    def x(self, day: date) -> float:
        """Where a day begins; what lies outside stands on the edge."""
        part = (day - self.van).days / ((self.tot - self.van).days + 1)
        return round(LINKS + min(max(part, 0), 1) * (RECHTS - LINKS), 1)

    def end(self, day: date) -> float:
        return self.x(day + timedelta(days=1))


def tijdlijn(
    groepen: Iterable[tuple[str, int, Iterable[Planningregel]]],
    venster: tuple[date, date],
    vandaag: date,
) -> Tijdlijn:
    """Draw these groups (name, id of the inspanning, its rows) in this window of time."""
    axis = _As(*venster)
    rijen, y = [], float(KOP)
    for naam, pk, regels in groepen:
        rij = _rij(naam, pk, tuple(regels), axis, y)
        rijen.append(rij)
        y += rij.hoogte
    drawn = [merk.regel for rij in rijen for merk in rij.merken]
    return Tijdlijn(
        hoogte=y + 4,
        strepen=tuple(_strepen(axis)),
        vandaag_x=axis.x(vandaag) if axis.van <= vandaag <= axis.tot else None,
        rijen=tuple(rijen),
        omschrijving=_omschrijving(drawn, venster),
    )


def whole_years(span: tuple[date, date]) -> tuple[date, date]:
    """The years that this span touches, from the first of January to the last of December."""
    return date(span[0].year, 1, 1), date(span[1].year, 12, 31)


def _rij(naam: str, pk: int, regels: tuple[Planningregel, ...], axis: _As, y: float) -> Rij:
    lanes: list[float] = []
    merken: list[Merk] = []
    for regel in sorted(regels, key=lambda one: (_reach(one, axis)[0], one.feit.pk)):
        placed = _place(regel, axis, lanes)
        if placed:
            lane, label = placed
            merken.append(_merk(regel, axis, y + RAND / 2 + lane * BAAN + BAAN / 2, label))
    lost = len(regels) - len(merken)
    lines = tuple(wrap(shorten(naam, NAAM_BREED * 2, placeholder=" …"), NAAM_BREED))
    text = len(lines) + bool(lost)
    hoogte = max(max(len(lanes), 1) * BAAN, text * NAAM_HOOG) + RAND
    return Rij(lines, reverse("inspanningen:planning", args=[pk]), y, hoogte, tuple(merken), lost)


def _place(regel: Planningregel, axis: _As, lanes: list[float]) -> tuple[int, Label] | None:
    """A lane with room: for the mark with its name beside it, or else for the mark alone. Takes the room."""
    start, end = _reach(regel, axis)
    options = []
    for letters in LABELS:
        text = shorten(regel.feit.naam, letters, placeholder=" …")
        wide = len(text) * LETTER + 8
        if end + wide <= RECHTS + 4:
            options.append((("start", text), start, end + wide))
        elif start - wide >= LINKS:
            options.append((("end", text), start - wide, end))
    options.append((("", ""), start, end))
    for label, left, right in options:
        for lane, taken in enumerate(lanes):
            if taken + 6 <= left:
                lanes[lane] = right
                return lane, label
        if len(lanes) < MAX_BANEN:
            lanes.append(right)
            return len(lanes) - 1, label
    return None


def _points(regel: Planningregel, axis: _As) -> tuple[float, float, float]:
    """Where its bar begins and ends, and where its symbol stands."""
    feit = regel.feit
    if feit.gehaald_op:
        middle = (axis.x(feit.gehaald_op) + axis.end(feit.gehaald_op)) / 2
        return middle, middle, middle
    begin, end = axis.x(feit.van), axis.end(feit.tot)
    if regel.soort == "vervallen":
        middle = (begin + end) / 2
        return middle, middle, middle
    if regel.soort == "laat":
        return begin, end, end
    return begin, end, (begin + end) / 2


def _reach(regel: Planningregel, axis: _As) -> tuple[float, float]:
    begin, end, symbol = _points(regel, axis)
    line = _lijn(regel, axis) or (symbol, symbol)
    return min(begin, symbol - MERK, *line), max(end, symbol + MERK, *line)


def _lijn(regel: Planningregel, axis: _As) -> tuple[float, float] | None:
    feit = regel.feit
    if not regel.verschoven:
        return None
    first, now = axis.end(feit.eerste_tot), axis.end(feit.gehaald_op or feit.tot)
    return (first, now) if abs(first - now) >= 3 else None


def _merk(regel: Planningregel, axis: _As, y: float, label: Label) -> Merk:
    begin, end, symbol = _points(regel, axis)
    is_bar = end - begin > 2 * MERK
    left, right = _reach(regel, axis)
    return Merk(
        regel=regel,
        x=round(symbol, 1),
        y=y,
        balk_x=begin,
        balk_breedte=round(end - begin, 1) if is_bar else 0,
        raak_x=round(min(left, symbol - BAAN / 2), 1),
        raak_breedte=round(max(right - left, BAAN), 1),
        lijn=_lijn(regel, axis),
        label=label[1],
        label_x=round(left - 4 if label[0] == "end" else right + 4, 1),
        label_anker=label[0],
    )


def _strepen(axis: _As) -> Iterable[Streep]:
    """A line for each year, and for each quarter when there is room between them."""
    years = range(axis.van.year, axis.tot.year + 1)
    wide = (RECHTS - LINKS) / len(years)
    named = 1 if wide >= 40 else 5
    for year in years:
        x, end = axis.x(date(year, 1, 1)), axis.end(date(year, 12, 31))
        show = year % named == 0 or len(years) == 1
        yield Streep(x, str(year) if show else "", (x + end) / 2 if named == 1 else x, True)
        if wide < 60:
            continue
        for quarter in (1, 2, 3, 4):
            first = date(year, quarter * 3 - 2, 1)
            start = axis.x(first)
            middle = start + wide / 8
            yield Streep(start, f"kw {quarter}" if wide >= 160 else str(quarter), round(middle, 1), False)


def _omschrijving(regels: list[Planningregel], venster: tuple[date, date]) -> str:
    def count(*soorten: str) -> int:
        return sum(regel.soort in soorten for regel in regels)

    van, tot = venster[0].year, venster[1].year
    wanneer = str(van) if van == tot else f"{van} tot en met {tot}"
    return (
        f"{len(regels)} mijlpalen in {wanneer}: {count('gehaald')} gehaald, {count('gepland', 'nu')} gepland, "
        f"{count('laat')} te laat en {count('vervallen')} vervallen. De tabel hieronder zegt hetzelfde."
    )
