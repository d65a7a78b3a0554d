"""Where everything of the stabiliteitsdriehoek stands in its drawing: positions and texts, for one svg template.

Two shapes of the same facts: BREED, a triangle of four panels for a wide screen and for paper, and SMAL, the panels
under each other for a phone. A bar starts at the zero line, the comparator's value; its length is the deviation in %,
and SCHAAL % fills the half, so that two drawings can be laid side by side. What is longer ends in a point.
"""

from dataclasses import dataclass, replace
from datetime import date
from math import pi
from textwrap import wrap

from brunssum.core.templatetags.kanarie import datum, getal
from monitor.queries import Driehoek, Hoek, Staaf

SCHAAL = 80  # % deviation that fills a half; few indicators go beyond
BOL_STRAAL = 30
TITELREGEL = 20
PUNT = 6  # how far the point of a bar that does not fit sticks out


@dataclass(frozen=True)
class Vorm:
    """The measures of one shape of the drawing; x and y within a panel or a row."""

    naam: str
    breedte: int
    vlak: int  # width of a panel
    kop: int  # height of a panel above its rows
    rij: int  # height of a row
    marge: int
    nul: int  # x of the zero line
    half: int  # width of SCHAAL %
    nul_van: int  # the zero line in a row
    nul_tot: int
    balk: int  # y of a bar in its row
    dikte: int
    label: int  # y of the name
    afwijking: int  # y of the text beside the zero line
    waarde: int  # x where the value ends
    vergelijking: int  # x where the comparator's value ends
    telling: int  # y of "7 van 8 ongunstiger"
    kolomkop: int  # y of the heads of the columns
    legenda: tuple[int, int]
    titel: int  # at most so many letters in a line of a panel's title


BREED = Vorm(
    naam="breed",
    breedte=980,
    vlak=480,
    kop=62,
    rij=24,
    marge=14,
    nul=284,
    half=62,
    nul_van=0,
    nul_tot=24,
    balk=5,
    dikte=14,
    label=17,
    afwijking=17,
    waarde=396,
    vergelijking=470,
    telling=52,
    kolomkop=52,
    legenda=(742, 24),
    titel=44,
)
SMAL = Vorm(
    naam="smal",
    breedte=360,
    vlak=360,
    kop=78,
    rij=52,
    marge=10,
    nul=180,
    half=154,
    nul_van=24,
    nul_tot=46,
    balk=27,
    dikte=16,
    label=18,
    afwijking=40,
    waarde=284,
    vergelijking=350,
    telling=47,
    kolomkop=71,
    legenda=(4, 14),
    titel=32,
)
VORMEN = {vorm.naam: vorm for vorm in (BREED, SMAL)}


@dataclass(frozen=True)
class Rij:
    """One indicator in a panel; x and y from the panel's own corner."""

    staaf: Staaf
    y: float
    balk_x: float
    balk_breedte: float
    punten: str  # the point of a bar that is longer than the scale
    afwijking_x: float
    afwijking_anker: str
    afwijking: str
    waarde: str
    vergelijking: str
    zin: str


@dataclass(frozen=True)
class Vlak:
    """One thema: a corner of the triangle, or its middle."""

    hoek: Hoek
    x: float
    y: float
    hoogte: float
    rijen: tuple[Rij, ...]
    titel: tuple[str, ...]
    """In lines that fit; all else in the panel stands `lager` px lower for it."""

    @property
    def lager(self) -> int:
        return (len(self.titel) - 1) * TITELREGEL


@dataclass(frozen=True)
class Bol:
    """One thema in the small triangle: a ring that is blue for what is unfavourable."""

    hoek: Hoek
    x: float
    y: float
    ongunstig: str  # stroke-dasharray
    gunstig: str
    gunstig_vanaf: float

    @property
    def naam(self) -> str:
        """The first word of a long name: under a ring there is little room."""
        return self.hoek.naam if len(self.hoek.naam) <= 18 else self.hoek.naam.split()[0]


@dataclass(frozen=True)
class Tekening:
    """All that the svg template needs."""

    driehoek: Driehoek
    vorm: Vorm
    hoogte: float
    punten: str  # the triangle
    vlakken: tuple[Vlak, ...]
    sleutel: str
    omschrijving: str
    schaal: int = SCHAAL

    @property
    def naam(self) -> list[str]:
        """The name of the gebied in lines that fit beside the top panel."""
        return wrap(self.driehoek.gebied_naam, 17)

    @property
    def ondertitel(self) -> list[str]:
        regels = wrap(f"{self.driehoek.periode}, vergeleken met {self.driehoek.vergelijking_naam}", 27)
        if self.driehoek.bekend_op:
            regels += wrap(f"zoals bekend op {datum(self.driehoek.bekend)}", 27)
        return regels

    @property
    def vergelijking_kop(self) -> str:
        """The comparator's name, short enough for the head of a column."""
        if self.driehoek.vergelijking_periode:
            return str(self.driehoek.vergelijking_periode)
        return self.driehoek.vergelijking_naam.split()[0][:10]


@dataclass(frozen=True)
class Embleem:
    """The small triangle: a ring per thema, at the corners and in the middle."""

    driehoek: Driehoek
    bollen: tuple[Bol, ...]
    omschrijving: str


def draw(driehoek: Driehoek, vorm: str) -> Tekening:
    """Lay the driehoek out in this shape ("breed" or "smal")."""
    shape = VORMEN[vorm]
    hoeken, midden = corners_and_middle(driehoek)
    layout = _triangle if shape is BREED else _stack
    vlakken = layout(driehoek, hoeken, midden, shape)
    hoogte = max((vlak.y + vlak.hoogte for vlak in vlakken), default=0) + 2
    return Tekening(
        driehoek=driehoek,
        vorm=shape,
        hoogte=hoogte,
        punten=_points(hoogte, vlakken) if shape is BREED and len(hoeken) == 3 else "",
        vlakken=vlakken,
        sleutel=f"{driehoek.gebied_code}-{driehoek.periode}-{driehoek.vergelijking_code}"
        f"{driehoek.vergelijking_periode or ''}-{vorm}",
        omschrijving=describe(driehoek),
    )


def draw_embleem(driehoek: Driehoek) -> Embleem:
    """Lay the small triangle out, in a box of 300 by 274."""
    hoeken, midden = corners_and_middle(driehoek)
    places = [(150, 40), (46, 214), (254, 214)][: len(hoeken)] + [(150, 148)] * len(midden[:1])
    bollen = tuple(_bol(hoek, x, y) for hoek, (x, y) in zip([*hoeken[:3], *midden[:1]], places, strict=True))
    return Embleem(driehoek, bollen, describe(driehoek))


def corners_and_middle(driehoek: Driehoek) -> tuple[list[Hoek], list[Hoek]]:
    hoeken = [hoek for hoek in driehoek.hoeken if hoek.plek != "midden"]
    return hoeken, [hoek for hoek in driehoek.hoeken if hoek.plek == "midden"]


def describe(driehoek: Driehoek) -> str:
    """The drawing in words, for who does not see it."""
    per_thema = "; ".join(
        f"{hoek.naam}: {hoek.ongunstig} van {hoek.vergeleken} ongunstiger" for hoek in driehoek.hoeken
    )
    return (
        f"Van {driehoek.vergeleken} indicatoren is {driehoek.gebied_naam} in {driehoek.periode} bij "
        f"{driehoek.ongunstig} ongunstiger en bij {driehoek.gunstig} gunstiger dan {driehoek.vergelijking_naam}. "
        f"{per_thema}."
    )


def value_text(waarde: float | None, staaf: Staaf, reden_kort: str) -> str:
    """A figure with its unit where that is short, or the reason why there is none."""
    if waarde is None:
        return reden_kort
    return getal(waarde, staaf.decimalen) + ("%" if staaf.eenheid == "%" else "")


def deviation_text(staaf: Staaf) -> str:
    """The deviation with its sign: −55%, +8%; with one decimal under one percent, and no more than >999%."""
    if staaf.afwijking is None:
        return ""
    if not staaf.afwijking:
        return "gelijk"
    size = abs(staaf.afwijking)
    text = ">999" if size >= 999.5 else getal(size, 1 if size < 0.95 else 0)
    return f"{'+' if staaf.afwijking > 0 else '−'}{text}%"


def sentence(staaf: Staaf, driehoek: Driehoek) -> str:
    """One bar in words."""
    waarde = value_text(staaf.waarde, staaf, staaf.reden_kort)
    daar = value_text(staaf.vergelijking, staaf, staaf.vergelijking_reden_kort)
    facts = f"{staaf.naam}: {waarde}, {driehoek.vergelijking_naam} {daar}"
    if staaf.te_laat_sinds:
        facts += f" (te laat ververst sinds {datum(date.fromisoformat(staaf.te_laat_sinds))})"
    if staaf.afwijking is None:
        return f"{facts}, niet te vergelijken"
    if not staaf.afwijking:
        return f"{facts}, gelijk"
    return f"{facts}, {deviation_text(staaf).lstrip('+−')} {staaf.richting}er"


def _triangle(driehoek: Driehoek, hoeken: list[Hoek], midden: list[Hoek], vorm: Vorm) -> tuple[Vlak, ...]:
    """The first corner on top, the middle under it, the other corners side by side at the bottom."""
    centre = (vorm.breedte - vorm.vlak) / 2
    vlakken, y = [], 0.0
    for hoek in [*hoeken[:1], *midden]:
        vlakken.append(_vlak(driehoek, hoek, centre, y, vorm))
        y += vlakken[-1].hoogte + 56
    for pair in (hoeken[1:][i : i + 2] for i in range(0, len(hoeken[1:]), 2)):
        row = [
            _vlak(driehoek, hoek, side * (vorm.breedte - vorm.vlak), y, vorm)
            for side, hoek in enumerate(pair)
        ]
        hoogte = max(vlak.hoogte for vlak in row)
        vlakken += [replace(vlak, hoogte=hoogte) for vlak in row]
        y += hoogte + 20
    return tuple(vlakken)


def _stack(driehoek: Driehoek, hoeken: list[Hoek], midden: list[Hoek], vorm: Vorm) -> tuple[Vlak, ...]:
    vlakken, y = [], 106.0  # under the legend
    for hoek in [*hoeken, *midden]:
        vlakken.append(_vlak(driehoek, hoek, 0, y, vorm))
        y += vlakken[-1].hoogte + 28
    return tuple(vlakken)


def _points(hoogte: float, vlakken: tuple[Vlak, ...]) -> str:
    """The triangle behind the panels: it comes out from under the top one and runs to the outer corners."""
    links, rechts, onder = 4, BREED.breedte - 4, vlakken[-1].y
    corners = (
        (BREED.breedte / 2, 10),
        (rechts, onder),
        (rechts, hoogte - 20),
        (links, hoogte - 20),
        (links, onder),
    )
    return " ".join(f"{x:g},{y:g}" for x, y in corners)


def _vlak(driehoek: Driehoek, hoek: Hoek, x: float, y: float, vorm: Vorm) -> Vlak:
    rijen = tuple(
        _rij(staaf, vorm.kop + number * vorm.rij, vorm, sentence(staaf, driehoek))
        for number, staaf in enumerate(hoek.staven)
    )
    titel = tuple(wrap(hoek.naam, vorm.titel)) or ("",)
    hoogte = vorm.kop + len(rijen) * vorm.rij + 10 + (len(titel) - 1) * TITELREGEL
    return Vlak(hoek, x, y, hoogte, rijen, titel)


def _rij(staaf: Staaf, y: float, vorm: Vorm, zin: str) -> Rij:
    afwijking = staaf.afwijking or 0
    length = min(abs(afwijking), SCHAAL) / SCHAAL * vorm.half
    if afwijking:
        length = max(length, 1.5)
    left = afwijking < 0
    end = vorm.nul - length if left else vorm.nul + length
    return Rij(
        staaf=staaf,
        y=y,
        balk_x=round(end if left else vorm.nul, 1),
        balk_breedte=round(length, 1),
        punten=_point(end, -PUNT if left else PUNT, vorm) if abs(afwijking) > SCHAAL else "",
        afwijking_x=vorm.nul + (5 if left else -5),
        afwijking_anker="start" if left else "end",
        afwijking=deviation_text(staaf),
        waarde=value_text(staaf.waarde, staaf, staaf.reden_kort),
        vergelijking=value_text(staaf.vergelijking, staaf, staaf.vergelijking_reden_kort),
        zin=zin,
    )


def _point(x: float, reach: int, vorm: Vorm) -> str:
    top, bottom = vorm.balk, vorm.balk + vorm.dikte
    return f"{x:g},{top} {x + reach:g},{(top + bottom) / 2:g} {x:g},{bottom}"


def _bol(hoek: Hoek, x: float, y: float) -> Bol:
    around = 2 * pi * BOL_STRAAL
    ongunstig = around * hoek.ongunstig / hoek.vergeleken if hoek.vergeleken else 0
    gunstig = around * hoek.gunstig / hoek.vergeleken if hoek.vergeleken else 0
    return Bol(
        hoek,
        x,
        y,
        f"{ongunstig:.1f} {around - ongunstig:.1f}",
        f"{gunstig:.1f} {around - gunstig:.1f}",
        round(-ongunstig, 1),
    )
