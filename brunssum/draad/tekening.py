"""Where everything of the red thread stands in its drawing: one line of stations, lying down or standing up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format

from brunssum.draad.stand import Stationsstand
from brunssum.draad.stations import CASUS, STATIONS, Station
from brunssum.draad.volg import Reis
from casuistiek.kleine_cellen import KLEINSTE_CEL

BREED_STAP, BREED_KANT, BREED_Y = 122, 62, 46
SMAL_STAP, SMAL_KANT, SMAL_X = 52, 26, 22
STRAAL = 13


@dataclass(frozen=True)
class Kraal:
    """What the drawing shows of one station: a bead on the thread."""

    station: Station
    label: str
    onder: str = ""  # a few words under its name
    is_vol: bool = False  # something is there
    is_hier: bool = False  # the thread was begun here
    vraagt: bool = False  # here it waits for someone
    verder: str = ""  # how much goes on from here to the next, in a few words


@dataclass(frozen=True)
class Plek:
    """A bead with its place; `naar_*` is where the line to the next one ends."""

    kraal: Kraal
    x: int
    y: int
    naar_x: int | None
    naar_y: int | None
    is_heel: bool  # this one and the next are both there

    @property
    def tekst_x(self) -> int:
        """Beside it, in the standing drawing."""
        return self.x + STRAAL + 12

    @property
    def tussen_x(self) -> int | None:
        return None if self.naar_x is None else (self.x + self.naar_x) // 2

    @property
    def tussen_y(self) -> int | None:
        return None if self.naar_y is None else (self.y + self.naar_y) // 2


@dataclass(frozen=True)
class Tekening:
    vorm: str
    breedte: int
    hoogte: int
    plekken: tuple[Plek, ...]
    straal: int = field(default=STRAAL)

    @property
    def terug(self) -> str:
        """The way back, from the last station under the thread to the first: the path of the lying drawing."""
        first, last = self.plekken[0], self.plekken[-1]
        under = self.hoogte - 14
        return f"M{last.x} {under - 22}V{under}H{first.x}V{under - 22}"

    @property
    def pijl(self) -> str:
        """The head of the arrow at the end of the way back."""
        x, y = self.plekken[0].x, self.hoogte - 36
        return f"M{x - 6} {y + 2}L{x} {y - 8}L{x + 6} {y + 2}Z"


def draw(kralen: Iterable[Kraal], vorm: str) -> Tekening:
    """`vorm`: "breed" for a wide screen and paper, "smal" for a phone."""
    kralen = list(kralen)
    lying = vorm == "breed"

    def place(i: int) -> tuple[int, int]:
        return (BREED_KANT + i * BREED_STAP, BREED_Y) if lying else (SMAL_X, SMAL_KANT + i * SMAL_STAP)

    plekken = []
    for i, kraal in enumerate(kralen):
        is_last = i + 1 == len(kralen)
        to = (None, None) if is_last else place(i + 1)
        is_heel = not is_last and kraal.is_vol and kralen[i + 1].is_vol
        plekken.append(Plek(kraal, *place(i), *to, is_heel))
    if lying:
        return Tekening(vorm, 2 * BREED_KANT + (len(STATIONS) - 1) * BREED_STAP, 152, tuple(plekken))
    return Tekening(vorm, 340, 2 * SMAL_KANT + (len(kralen) - 1) * SMAL_STAP, tuple(plekken))


def draw_reis(reis: Reis, vorm: str) -> Tekening:
    """The thread of one thing: what is reached, when first, and where it waits."""
    first: dict[str, date] = {}
    for moment in reis.momenten:
        first.setdefault(moment.station.key, moment.op)
    return draw((_kraal(station, reis, first.get(station.key)) for station in STATIONS), vorm)


def _kraal(station: Station, reis: Reis, sinds: date | None) -> Kraal:
    rijen = reis.draad.rijen[station.key]
    is_hier = station == reis.draad.station
    vraagt = reis.stand.station == station
    if station == CASUS and not is_hier:
        casussen = reis.draad.casussen
        aantal = "" if casussen is None else f"{casussen.aantal}+" if casussen.aantal else f"<{KLEINSTE_CEL}"
        return Kraal(station, f"{station.meer} {aantal}".strip(), is_vol=casussen is not None)
    label = station.enkel if is_hier or len(rijen) == 1 else f"{station.meer} {len(rijen) or ''}".strip()
    onder = "wacht hier" if vraagt else date_format(sinds, "M Y").lower() if sinds else ""
    return Kraal(station, label, onder, is_hier or bool(rijen), is_hier, vraagt)


def draw_standen(standen: Iterable[Stationsstand], vorm: str) -> Tekening:
    """The thread of the whole programme, with what goes on from one station to the next."""
    return draw(
        (Kraal(one.station, one.station.meer, one.aantal, one.is_vol, verder=one.verder) for one in standen),
        vorm,
    )
