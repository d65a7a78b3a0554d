"""Where everything of a trend stands in its drawing: one line per gebied, told apart by dash, mark and its own label.

Two shapes of the same facts, as with the driehoek: BREED for a wide screen and paper, SMAL for a phone. A line is
broken where a year says that there is no figure; a year nobody measured does not break it.
"""

from dataclasses import dataclass, replace
from math import ceil, floor, log10

from brunssum.core.models import Gebied
from brunssum.core.templatetags.kanarie import getal
from monitor.queries import Punt, Reeks, Verloop
from monitor.queries.verloop import LIJNEN

STREPEN = ("", "9 4", "3 3", "12 3 3 3", "6 6", "2 5", "14 6")
LABEL_AFSTAND = 17


@dataclass(frozen=True)
class Maat:
    naam: str
    breedte: int
    hoogte: int
    links: int
    rechts: int
    boven: int
    onder: int
    jaren: int  # at most so many years under the axis
    letters: int  # at most so many letters in a label


BREED = Maat("breed", 800, 380, 52, 262, 16, 36, 14, 26)
SMAL = Maat("smal", 360, 330, 34, 152, 16, 34, 4, 14)
MATEN = {maat.naam: maat for maat in (BREED, SMAL)}


@dataclass(frozen=True)
class Merk:
    x: float
    y: float
    voorlopig: bool


@dataclass(frozen=True)
class Lijn:
    reeks: Reeks
    soort: int  # which colour and mark
    streep: str
    pad: str
    merken: tuple[Merk, ...]
    label: str
    label_x: float
    label_y: float
    einde_x: float
    einde_y: float


@dataclass(frozen=True)
class Streepje:
    """A tick of an axis."""

    plek: float
    tekst: str


@dataclass(frozen=True)
class Lijntekening:
    verloop: Verloop
    maat: Maat
    lijnen: tuple[Lijn, ...]
    y_as: tuple[Streepje, ...]
    x_as: tuple[Streepje, ...]
    weggelaten: tuple[str, ...]
    omschrijving: str
    breuken: tuple[Streepje, ...] = ()
    """Where the series breaks: between two years, with the first year after it."""

    @property
    def rechts(self) -> int:
        return self.maat.breedte - self.maat.rechts

    @property
    def onder(self) -> int:
        return self.maat.hoogte - self.maat.onder


def draw_verloop(verloop: Verloop, vorm: str) -> Lijntekening | None:
    """Lay the lines out in this shape ("breed" or "smal"); None when there is no figure to draw."""
    maat = MATEN[vorm]
    cut = [
        replace(reeks, punten=tuple(punt for punt in reeks.punten if punt.periode >= verloop.getekend_vanaf))
        for reeks in verloop.reeksen
    ]
    drawable = [reeks for reeks in cut if reeks.nieuwste]
    if not drawable:
        return None
    reeksen = sorted(drawable, key=_interest)[:LIJNEN]
    values = [punt.waarde for reeks in reeksen for punt in reeks.punten if punt.waarde is not None]
    ticks = _ticks(min(values), max(values))
    jaren = [jaar for jaar in verloop.perioden if jaar >= verloop.getekend_vanaf]
    breuken = [breuk.jaar for breuk in verloop.reeksbreuken if breuk.jaar > jaren[0]]
    right, bottom = maat.breedte - maat.rechts, maat.hoogte - maat.onder

    def x(jaar: float) -> float:
        if jaren[0] == jaren[-1]:
            return round((maat.links + right) / 2, 1)
        return round(
            maat.links + 8 + (jaar - jaren[0]) / (jaren[-1] - jaren[0]) * (right - maat.links - 16), 1
        )

    def y(waarde: float) -> float:
        return round(bottom - (waarde - ticks[0]) / (ticks[-1] - ticks[0]) * (bottom - maat.boven), 1)

    ends = [reeks.nieuwste for reeks in reeksen]
    heights = _spread([y(end.waarde) for end in ends], maat.boven + 4, bottom)
    lijnen = tuple(
        Lijn(
            reeks=reeks,
            soort=number,
            streep=STREPEN[number],
            pad=_path(reeks.punten, x, y, breuken),
            merken=tuple(
                Merk(x(punt.periode), y(punt.waarde), punt.voorlopig)
                for punt in reeks.punten
                if punt.waarde is not None
            ),
            label=f"{getal(end.waarde, verloop.decimalen)} {_cut(reeks.naam, maat.letters)}",
            label_x=right + 14,
            label_y=height,
            einde_x=x(end.periode),
            einde_y=y(end.waarde),
        )
        for number, (reeks, end, height) in enumerate(zip(reeksen, ends, heights, strict=True))
    )
    step = max(1, ceil(len(jaren) / maat.jaren))
    return Lijntekening(
        verloop=verloop,
        maat=maat,
        lijnen=lijnen,
        y_as=tuple(Streepje(y(tick), _tick_text(tick, ticks)) for tick in ticks),
        x_as=tuple(Streepje(x(jaar), str(jaar)) for jaar in jaren[::-1][::step][::-1]),
        weggelaten=tuple(reeks.naam for reeks in drawable if reeks not in reeksen),
        omschrijving=describe(verloop, reeksen),
        breuken=tuple(Streepje(x(jaar - 0.5), str(jaar)) for jaar in breuken),
    )


def describe(verloop: Verloop, reeksen: list[Reeks]) -> str:
    """The drawing in words, for who does not see it."""
    zinnen = []
    for reeks in reeksen:
        laatste_breuk = max(
            (breuk.jaar for breuk in verloop.reeksbreuken if breuk.jaar <= reeks.nieuwste.periode), default=0
        )
        known = [punt for punt in reeks.punten if punt.waarde is not None and punt.periode >= laatste_breuk]
        first, last = known[0], known[-1]
        zin = f"{reeks.naam}: {getal(last.waarde, verloop.decimalen)} in {last.periode}"
        if first is not last:
            zin += f", was {getal(first.waarde, verloop.decimalen)} in {first.periode}"
        zinnen.append(zin)
    return f"{verloop.naam} ({verloop.eenheid}). {'; '.join(zinnen)}."


def _cut(naam: str, letters: int) -> str:
    return naam if len(naam) <= letters else f"{naam[: letters - 1].rstrip()}…"


def _interest(reeks: Reeks) -> int:
    """The own gebieden first: they are the solid lines."""
    order = [Gebied.Soort.WIJK, Gebied.Soort.PROGRAMMAGEBIED, Gebied.Soort.GEMEENTE, Gebied.Soort.BENCHMARK]
    return order.index(reeks.soort) if reeks.soort in order else len(order)


def _path(punten: tuple[Punt, ...], x, y, breuken: list[int]) -> str:
    parts, pen_down, vorige = [], False, 0
    for punt in punten:
        if any(vorige < jaar <= punt.periode for jaar in breuken):
            pen_down = False
        vorige = punt.periode
        if punt.waarde is None:
            pen_down = False
            continue
        parts.append(f"{'L' if pen_down else 'M'}{x(punt.periode):g} {y(punt.waarde):g}")
        pen_down = True
    return "".join(parts)


def _spread(wanted: list[float], top: float, bottom: float) -> list[float]:
    """Labels at the height of their line's end, pushed apart until none covers another."""
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    placed: dict[int, float] = {}
    previous = top - LABEL_AFSTAND
    for number in order:
        previous = placed[number] = max(wanted[number], previous + LABEL_AFSTAND)
    limit = bottom + LABEL_AFSTAND
    for number in reversed(order):
        limit = placed[number] = min(placed[number], limit - LABEL_AFSTAND)
    return [round(placed[number], 1) for number in range(len(wanted))]


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers around the figures; from zero where that costs little."""
    if low > 0 and low < high * 0.6:
        low = 0
    span = (high - low) or abs(high) or 1
    raw = span / 4
    size = 10 ** floor(log10(raw))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= raw)
    first, last = floor(low / step), ceil(high / step)
    if first == last:
        last += 1
    return [round(number * step, 6) for number in range(first, last + 1)]


def _tick_text(tick: float, ticks: list[float]) -> str:
    step = ticks[1] - ticks[0]
    return getal(tick, 0 if step >= 1 and step == int(step) else 1 if step >= 0.1 else 2)


def plot_data(verloop: Verloop) -> dict:
    """The same lines for the interactive chart: plain values, small cells already gone."""
    return {
        "titel": verloop.naam,
        "eenheid": verloop.eenheid,
        "lijnen": [
            {
                "naam": reeks.naam,
                "jaren": [jaar for jaar, _ in punten],
                "waarden": [waarde for _, waarde in punten],
            }
            for reeks in verloop.reeksen
            if (punten := _plot_points(reeks, verloop))
        ],
    }


def _plot_points(reeks: Reeks, verloop: Verloop) -> list[tuple[float, float | None]]:
    """With an empty point at each break, so that no line runs over it."""
    punten = [(punt.periode, punt.waarde) for punt in reeks.punten if punt.periode >= verloop.getekend_vanaf]
    gaten = [
        (breuk.jaar - 0.5, None)
        for breuk in verloop.reeksbreuken
        if punten and punten[0][0] < breuk.jaar <= punten[-1][0]
    ]
    return sorted([*punten, *gaten], key=lambda point: point[0])
