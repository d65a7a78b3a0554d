"""Where everything of the DIN stands in its drawing: positions and texts, for one svg template.

Two shapes of the same facts. BREED: ambitie, doelstellingen and inspanningen beside each other, with a line for each
bijdrage. SMAL, for a phone: each doelstelling with its inspanningen under it. A line is thicker for a stronger bijdrage
and dashed as long as nobody wrote down what came of it. With more than LOS inspanningen each doelstelling has one row
per sterkte instead, with how many there are.
"""

from collections import Counter
from dataclasses import dataclass, replace
from textwrap import wrap
from urllib.parse import urlencode

from django.urls import reverse

from inspanningen.models import Bijdrage
from inspanningen.onderbouwing import Onderbouwing
from inspanningen.presenters.doelen import sterkte_label
from inspanningen.queries.netwerk import Lijn, NetDoel, Netwerk, Netwerkfilter

LOS = 60
"""So many inspanningen can still be told apart in one drawing."""

DIKTE = {Bijdrage.Sterkte.GROOT: 8, Bijdrage.Sterkte.MIDDEL: 4, Bijdrage.Sterkte.KLEIN: 1.5, "": 1.5}
REGEL = 18  # height of a line of text
VOLGORDE = [Bijdrage.Sterkte.GROOT, Bijdrage.Sterkte.MIDDEL, Bijdrage.Sterkte.KLEIN, ""]


@dataclass(frozen=True)
class Vorm:
    """The measures of one shape: where the columns begin, how wide they are, how many letters fit in them."""

    naam: str
    breedte: int
    doel_x: int
    doel_breedte: int
    inspring: int  # an operationele doelstelling stands so much to the right
    doel_letters: int
    rij_x: int
    rij_letters: int
    legenda: tuple[tuple[int, int], ...]  # where each of its seven parts stands


BREED = Vorm(
    naam="breed",
    breedte=1100,
    doel_x=176,
    doel_breedte=400,
    inspring=36,
    doel_letters=50,
    rij_x=770,
    rij_letters=42,
    legenda=((0, 12), (110, 12), (224, 12), (330, 12), (530, 12), (735, 12), (890, 12)),
)
SMAL = Vorm(
    naam="smal",
    breedte=360,
    doel_x=0,
    doel_breedte=358,
    inspring=16,
    doel_letters=39,
    rij_x=70,
    rij_letters=34,
    legenda=((0, 12), (120, 12), (240, 12), (0, 36), (0, 60), (0, 84), (190, 84)),
)


@dataclass(frozen=True)
class Vak:
    """A doelstelling, or the ambitie."""

    x: float
    y: float
    breedte: float
    hoogte: float
    regels: tuple[str, ...]
    soort: str
    url: str = ""
    zin: str = ""
    merk: str = ""
    """What is the matter with it, in a few words."""


@dataclass(frozen=True)
class Rij:
    """An inspanning, or a number of them."""

    x: float
    y: float
    breedte: float
    regels: tuple[str, ...]
    is_vol: bool
    url: str
    zin: str

    @property
    def hoogte(self) -> float:
        return len(self.regels) * REGEL + 4


@dataclass(frozen=True)
class Streep:
    """A bijdrage: a line that is thick for strong and dashed for never evidenced."""

    pad: str
    dikte: float
    is_gestippeld: bool
    is_onbekend: bool
    merk: str  # × where bewijs contradicts, ± where it points both ways
    merk_x: float
    merk_y: float
    url: str
    zin: str


@dataclass(frozen=True)
class Tekening:
    """All that the svg template needs."""

    vorm: Vorm
    hoogte: float
    vakken: tuple[Vak, ...]
    rijen: tuple[Rij, ...]
    strepen: tuple[Streep, ...]
    takken: tuple[str, ...]
    """From the ambitie to the strategische, and from there to the operationele doelstellingen."""
    omschrijving: str
    is_geteld: bool
    """Whether inspanningen stand together as numbers."""


@dataclass(frozen=True)
class _Groep:
    """One row to draw, with the doelstelling that each of its lines goes to."""

    label: str
    is_vol: bool
    url: str
    zin: str
    lijnen: tuple["_Band", ...]


@dataclass(frozen=True)
class _Band:
    doel: int
    sterkte: str
    onderbouwing: Onderbouwing
    url: str
    zin: str


def draw(netwerk: Netwerk, vorm: str, filter: Netwerkfilter | None = None) -> Tekening:
    """Lay the netwerk out in this shape ("breed" or "smal"). `filter`: what of it was asked for; numbers lead further in."""
    filter = filter or Netwerkfilter()
    is_geteld = is_counted(netwerk, filter)
    if vorm == BREED.naam:
        return _beside(netwerk, _counted(netwerk, filter) if is_geteld else _single(netwerk), is_geteld)
    return _below(netwerk, filter, is_geteld)


def is_counted(netwerk: Netwerk, filter: Netwerkfilter) -> bool:
    """Whether there are too many to name each. Of one doelstelling they are always named: nobody could look further."""
    return not filter.doelstelling and len({lijn.inspanning.pk for lijn in netwerk.lijnen}) > LOS


def describe(netwerk: Netwerk) -> str:
    """The drawing in words, for who does not see it."""
    inspanningen = len({lijn.inspanning.pk for lijn in netwerk.lijnen})
    return (
        f"{len(netwerk.doelen)} doelstellingen, {inspanningen} inspanningen en {len(netwerk.lijnen)} bijdragen. "
        f"{len(netwerk.te_weinig)} doelstellingen krijgen te weinig inzet; van {len(netwerk.nooit)} bijdragen van "
        f"inspanningen die aan het werk zijn is nog nooit opgeschreven wat er van komt; "
        f"{len(netwerk.tegengesproken)} bijdragen worden door bewijs tegengesproken. De tabel geeft dezelfde feiten."
    )


def _band(lijn: Lijn) -> _Band:
    zin = (
        f"{lijn.inspanning} draagt bij aan {lijn.doel}: sterkte {sterkte_label(lijn.sterkte).lower()}, "
        f"{lijn.onderbouwing.label.lower()}"
    )
    url = f"{reverse('inspanningen:doelen', args=[lijn.inspanning.pk])}#bijdrage-{lijn.pk}"
    return _Band(lijn.doel.pk, lijn.sterkte, lijn.onderbouwing, url, zin)


def _row_of(lijnen: list[Lijn]) -> _Groep:
    one = lijnen[0].inspanning
    return _Groep(
        label=str(one),
        is_vol=one.is_aan_het_werk,
        url=reverse("inspanningen:detail", args=[one.pk]),
        zin=f"{one}, {one.fase_label.lower()}",
        lijnen=tuple(_band(lijn) for lijn in lijnen),
    )


def _single(netwerk: Netwerk) -> list[_Groep]:
    """Each inspanning a row of its own."""
    by_inspanning: dict[int, list[Lijn]] = {}
    for lijn in netwerk.lijnen:
        by_inspanning.setdefault(lijn.inspanning.pk, []).append(lijn)
    return [_row_of(lijnen) for lijnen in by_inspanning.values()]


def _counted(netwerk: Netwerk, filter: Netwerkfilter) -> list[_Groep]:
    return [groep for doel in netwerk.doelen for groep in _counts_of(netwerk, doel, filter)]


def _counts_of(netwerk: Netwerk, doel: NetDoel, filter: Netwerkfilter) -> list[_Groep]:
    """The inspanningen of a doelstelling as a row for each sterkte."""
    groepen = []
    url = further_in(doel, filter)
    for sterkte in VOLGORDE:
        lijnen = [lijn for lijn in netwerk.lijnen_van(doel) if lijn.sterkte == sterkte]
        if not lijnen:
            continue
        werkt = sum(lijn.inspanning.is_aan_het_werk for lijn in lijnen)
        noun = "inspanning" if len(lijnen) == 1 else "inspanningen"
        label = f"{len(lijnen)} {noun}, {sterkte_label(sterkte).lower()} ({werkt} aan het werk)"
        stand = _stand_of(lijnen)
        zin = f"{doel}: {label}, {stand.label.lower()}"
        groepen.append(_Groep(label, bool(werkt), url, zin, (_Band(doel.pk, sterkte, stand, url, zin),)))
    return groepen


def further_in(doel: NetDoel, filter: Netwerkfilter) -> str:
    """The query string that shows what is counted here."""
    asked = {"doelstelling": str(doel.pk), "fase": filter.fase, "toon": filter.toon}
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def _stand_of(lijnen: list[Lijn]) -> Onderbouwing:
    """What is said of some bijdragen together: the worst that is known of one of them."""
    found = Counter(lijn.onderbouwing for lijn in lijnen)
    for stand in (Onderbouwing.TEGEN, Onderbouwing.GEMENGD, Onderbouwing.STEUNT):
        if found[stand]:
            return stand
    return Onderbouwing.NOOIT


def _vak(doel: NetDoel, y: float, vorm: Vorm, te_weinig: frozenset[int], ruimte: float = 0) -> Vak:
    """A doelstelling as a box; `ruimte`: what the lines that leave it ask of its height."""
    inspring = vorm.inspring if doel.is_operationeel else 0
    letters = vorm.doel_letters - inspring // 7
    regels = tuple(wrap(str(doel), letters)) or (str(doel),)
    merken = ["concept"] if doel.status == "concept" else []
    if doel.pk in te_weinig:
        merken.append("te weinig inzet")
    merk = ", ".join(merken)
    hoogte = max(len(regels) * REGEL + (REGEL if merk else 0) + 16, ruimte)
    return Vak(
        x=vorm.doel_x + inspring,
        y=y,
        breedte=vorm.doel_breedte - inspring,
        hoogte=hoogte,
        regels=regels,
        soort="operationeel" if doel.is_operationeel else "strategisch",
        url=reverse("programma:doelstelling", args=[doel.pk]),
        zin=f"{doel}{f' ({merk})' if merk else ''}",
        merk=merk,
    )


def _beside(netwerk: Netwerk, groepen: list[_Groep], is_geteld: bool) -> Tekening:
    """Ambitie, doelstellingen, inspanningen from left to right."""
    top = 74.0  # under the legend and the heads of the columns
    need = sum(len(_wrapped(groep, BREED)) * REGEL + 10 for groep in groepen)
    ruimte: dict[int, float] = {}
    for groep in groepen:
        for band in groep.lijnen:
            ruimte[band.doel] = ruimte.get(band.doel, 8) + DIKTE[band.sterkte] + 3
    flat = [_vak(doel, 0, BREED, netwerk.mager, ruimte.get(doel.pk, 0)) for doel in netwerk.doelen]
    gap = _gap(flat, need)
    vakken: dict[int, Vak] = {}
    y = top
    for doel, vak in zip(netwerk.doelen, flat, strict=True):
        vakken[doel.pk] = replace(vak, y=y)
        y += vak.hoogte + gap
    below = y - gap
    rijen, placed = _rows(groepen, vakken, top, max(0.0, below - top - need))
    hoogte = max([below, *(rij.y + rij.hoogte for rij in rijen)]) + 12
    ambitie = _ambitie(netwerk.ambitie, top)
    hoogte = max(hoogte, ambitie.y + ambitie.hoogte + 12)
    return Tekening(
        vorm=BREED,
        hoogte=hoogte,
        vakken=(ambitie, *vakken.values()),
        rijen=tuple(rijen),
        strepen=tuple(_strepen(placed, vakken)),
        takken=tuple(_takken(netwerk, vakken, ambitie)),
        omschrijving=describe(netwerk),
        is_geteld=is_geteld,
    )


def _gap(vakken: list[Vak], need: float) -> float:
    """Between two doelstellingen: as wide as the inspanningen beside them ask, within reason."""
    free = need - sum(vak.hoogte for vak in vakken)
    return min(max(free / max(len(vakken) - 1, 1), 16.0), 220.0)


def _wrapped(groep: _Groep, vorm: Vorm) -> tuple[str, ...]:
    return tuple(wrap(groep.label, vorm.rij_letters)) or (groep.label,)


def _rows(
    groepen: list[_Groep], vakken: dict[int, Vak], top: float, spare: float
) -> tuple[list[Rij], list[tuple[_Groep, Rij]]]:
    """The inspanningen at the height of what they bring closer, so that few lines cross."""

    def height(groep: _Groep) -> float:
        middles = [
            vakken[band.doel].y + vakken[band.doel].hoogte / 2
            for band in groep.lijnen
            for _ in range(1 + VOLGORDE[::-1].index(band.sterkte))
        ]
        return sum(middles) / len(middles)

    ordered = sorted(groepen, key=height)
    between = 10 + spare / max(len(ordered), 1)
    rijen, placed, y = [], [], top
    for groep in ordered:
        rij = Rij(
            BREED.rij_x,
            y,
            BREED.breedte - BREED.rij_x + 12,
            _wrapped(groep, BREED),
            groep.is_vol,
            groep.url,
            groep.zin,
        )
        rijen.append(rij)
        placed.append((groep, rij))
        y += rij.hoogte + between
    return rijen, placed


def _strepen(placed: list[tuple[_Groep, Rij]], vakken: dict[int, Vak]) -> list[Streep]:
    """A line for each bijdrage; those of one doelstelling leave it in the order in which they arrive."""
    arriving: dict[int, list[tuple[_Band, Rij]]] = {}
    for groep, rij in placed:
        for band in groep.lijnen:
            arriving.setdefault(band.doel, []).append((band, rij))
    strepen = []
    for doel, bands in arriving.items():
        vak = vakken[doel]
        for number, (band, rij) in enumerate(bands, start=1):
            x1, y1 = vak.x + vak.breedte, vak.y + vak.hoogte * number / (len(bands) + 1)
            x2, y2 = rij.x - 14, rij.y + REGEL / 2
            mid = (x1 + x2) / 2
            pad = f"M{x1:g},{y1:.1f} C{mid:g},{y1:.1f} {mid:g},{y2:.1f} {x2:g},{y2:.1f}"
            strepen.append(_streep(band, pad, x2 - 26, y2 + (y1 - y2) * 0.04))
    return strepen


def _streep(band: _Band, pad: str, merk_x: float, merk_y: float) -> Streep:
    merken = {Onderbouwing.TEGEN: "×", Onderbouwing.GEMENGD: "±"}
    return Streep(
        pad=pad,
        dikte=DIKTE[band.sterkte],
        is_gestippeld=band.onderbouwing == Onderbouwing.NOOIT,
        is_onbekend=not band.sterkte,
        merk=merken.get(band.onderbouwing, ""),
        merk_x=round(merk_x, 1),
        merk_y=round(merk_y, 1),
        url=band.url,
        zin=band.zin,
    )


def _ambitie(tekst: str, y: float) -> Vak:
    regels = tuple(wrap(tekst, 15)) or ("Nog geen ambitie",)
    return Vak(0, y, 136, len(regels) * REGEL + 16, regels, "ambitie")


def _takken(netwerk: Netwerk, vakken: dict[int, Vak], ambitie: Vak) -> list[str]:
    takken = []
    for doel in netwerk.doelen:
        vak = vakken[doel.pk]
        middle = vak.y + vak.hoogte / 2
        if doel.ouder in vakken:
            x = BREED.doel_x + BREED.inspring / 2
            boven = vakken[doel.ouder]
            takken.append(f"M{x:g},{boven.y + boven.hoogte:g} V{middle:g} H{vak.x:g}")
        else:
            x = ambitie.breedte + 20
            takken.append(f"M{ambitie.breedte:g},{ambitie.y + 24:g} H{x:g} V{middle:g} H{vak.x:g}")
    return takken


def _below(netwerk: Netwerk, filter: Netwerkfilter, is_geteld: bool) -> Tekening:
    """Each doelstelling with its inspanningen under it."""
    y = 112.0  # under the legend
    vakken, rijen, strepen = [], [], []
    if netwerk.ambitie:
        regels = tuple(wrap(netwerk.ambitie, 42))
        vakken.append(Vak(0, y, 358, len(regels) * REGEL + 16, regels, "ambitie"))
        y += vakken[-1].hoogte + 22
    for doel in netwerk.doelen:
        vak = _vak(doel, y, SMAL, netwerk.mager)
        vakken.append(vak)
        y += vak.hoogte + 10
        groepen = (
            _counts_of(netwerk, doel, filter)
            if is_geteld
            else [_row_of([lijn]) for lijn in netwerk.lijnen_van(doel)]
        )
        spine = vak.x + 12
        for groep in groepen:
            rij = Rij(
                SMAL.rij_x,
                y,
                SMAL.breedte - SMAL.rij_x + 12,
                _wrapped(groep, SMAL),
                groep.is_vol,
                groep.url,
                groep.zin,
            )
            middle = rij.y + REGEL / 2
            pad = f"M{spine:g},{middle:g} H{rij.x - 14:g}"
            strepen.append(_streep(groep.lijnen[0], pad, spine + 14, middle))
            rijen.append(rij)
            y += rij.hoogte + 12
        y += 16
    return Tekening(SMAL, y, tuple(vakken), tuple(rijen), tuple(strepen), (), describe(netwerk), is_geteld)


@dataclass(frozen=True)
class Telling:
    """The bijdragen to one doelstelling, counted: for a table when there are too many to name."""

    doel: NetDoel
    url: str
    aantallen: tuple[int, ...]
    """As VOLGORDE: groot, middel, klein, not known."""
    nooit: int
    tegen: int


def tellingen(netwerk: Netwerk, filter: Netwerkfilter) -> list[Telling]:
    found = []
    for doel in netwerk.doelen:
        lijnen = netwerk.lijnen_van(doel)
        sterkten = Counter(lijn.sterkte for lijn in lijnen)
        nooit = sum(lijn.onderbouwing == Onderbouwing.NOOIT for lijn in lijnen)
        aantallen = tuple(sterkten[sterkte] for sterkte in VOLGORDE)
        tegen = sum(bool(lijn.tegen) for lijn in lijnen)
        found.append(Telling(doel, further_in(doel, filter), aantallen, nooit, tegen))
    return found


@dataclass(frozen=True)
class Lijnregel:
    """A bijdrage as a row of the table."""

    doel: NetDoel
    inspanning: str
    url: str
    fase: str
    sterkte: str
    onderbouwing: str


def lijn_regels(lijnen: list[Lijn] | tuple[Lijn, ...]) -> list[Lijnregel]:
    return [
        Lijnregel(
            lijn.doel,
            str(lijn.inspanning),
            f"{reverse('inspanningen:doelen', args=[lijn.inspanning.pk])}#bijdrage-{lijn.pk}",
            lijn.inspanning.fase_label,
            sterkte_label(lijn.sterkte),
            lijn.onderbouwing.label,
        )
        for lijn in lijnen
    ]
