"""Where every box and arrow of the samenhang stands: layers from left to right, what is needed first on the left.

The same input gives the same drawing. An arrow that passes a layer gets a place of its own in it, so that it runs
between the boxes and not through them.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from textwrap import wrap

from django.urls import reverse

from inspanningen.models import Inspanning
from inspanningen.queries.samenhang import Samenhang, Schakel

BREED, HOOG = 168, 62
"""A box."""
GANG = 52
"""Between two layers: room for the arrows."""
TUSSEN, DOORGANG = 18, 12
"""Between two boxes above each other, and the height of an arrow that passes a layer."""
RAND = 6
LETTERS = 23
SWEEPS = 8

Knoop = Hashable


@dataclass(frozen=True)
class Vak:
    """One box: an inspanning, or something outside the programme (without url)."""

    x: float
    y: float
    kop: str
    regels: tuple[tuple[float, str], ...]
    url: str
    zin: str
    is_spil: bool


@dataclass(frozen=True)
class Pijl:
    pad: str
    punt: str
    is_kritiek: bool
    is_vervuld: bool
    zin: str


@dataclass(frozen=True)
class Tekening:
    breedte: float
    hoogte: float
    vakken: tuple[Vak, ...]
    pijlen: tuple[Pijl, ...]
    omschrijving: str


@dataclass
class _Plan:
    """Layers of knopen, with the places where arrows pass; `edges` go one layer to the right each."""

    layers: list[list[Knoop]]
    edges: list[tuple[Knoop, Knoop]]
    routes: list[list[Knoop]]
    y: dict[Knoop, float] = field(default_factory=dict)


def tekening(samenhang: Samenhang) -> Tekening | None:
    """The whole graph; None when nothing waits for anything."""
    schakels = samenhang.schakels
    if not schakels:
        return None
    knopen = {}
    for schakel in schakels:
        one = schakel.afhankelijkheid
        knopen[_bron(schakel)] = one.hangt_af_van or one.buiten
        knopen[one.inspanning_id] = one.inspanning
    order = sorted(knopen, key=lambda knoop: _sort_key(knopen[knoop]))
    edges = [(_bron(schakel), schakel.afhankelijkheid.inspanning_id) for schakel in schakels]
    plan = _plan(order, edges)
    spillen = {spil.inspanning.pk for spil in samenhang.spillen}
    vakken, pijlen = [], []
    for number, layer in enumerate(plan.layers):
        x = RAND + number * (BREED + GANG)
        vakken += [
            _vak(knopen[knoop], x, plan.y[knoop], knoop in spillen) for knoop in layer if knoop in knopen
        ]
    for schakel, route in zip(schakels, plan.routes, strict=True):
        pijlen.append(_pijl(schakel, route, plan))
    return Tekening(
        breedte=2 * RAND + len(plan.layers) * BREED + (len(plan.layers) - 1) * GANG,
        hoogte=max(plan.y[knoop] + _height(knoop, knopen) for layer in plan.layers for knoop in layer) + RAND,
        vakken=tuple(vakken),
        # the thick ones last: they lie on top
        pijlen=tuple(sorted(pijlen, key=lambda pijl: pijl.is_kritiek)),
        omschrijving=f"Wat op elkaar wacht: {len(knopen)} vakken en {len(pijlen)} pijlen. Dezelfde feiten staan in de tabel.",
    )


def _bron(schakel: Schakel) -> Knoop:
    """What is waited for: the id of an inspanning, or the words for something outside."""
    one = schakel.afhankelijkheid
    return one.hangt_af_van_id or one.buiten.casefold()


def _sort_key(thing: Inspanning | str) -> tuple:
    return (1, 0, thing.casefold()) if isinstance(thing, str) else (0, thing.volgnummer, thing.nummer)


def _plan(knopen: Sequence[Knoop], edges: Sequence[tuple[Knoop, Knoop]]) -> _Plan:
    level = _levels(knopen, edges)
    layers: list[list[Knoop]] = [[] for _ in range(max(level.values()) + 1)]
    for knoop in knopen:
        layers[level[knoop]].append(knoop)
    short, routes = [], []
    for van, naar in edges:
        # arrows of the same pair share their way
        passing = [("langs", van, naar, number) for number in range(level[van] + 1, level[naar])]
        for stop in passing:
            if stop not in layers[stop[3]]:
                layers[stop[3]].append(stop)
        routes.append([van, *passing, naar])
        short += pairwise(routes[-1])
    plan = _Plan(layers, short, routes)
    _untangle(plan)
    _place(plan, set(knopen))
    return plan


def _levels(knopen: Sequence[Knoop], edges: Sequence[tuple[Knoop, Knoop]]) -> dict[Knoop, int]:
    """One more than the furthest of what it waits for; what waits for nothing stands just before its first waiter."""
    before, after = defaultdict(set), defaultdict(set)
    for van, naar in edges:
        before[naar].add(van)
        after[van].add(naar)
    level = dict.fromkeys(knopen, 0)
    for _ in knopen:  # the longest way has at most so many steps; the services refuse circles
        for van, naar in edges:
            level[naar] = max(level[naar], level[van] + 1)
    for knoop in knopen:
        if not before[knoop] and after[knoop]:
            level[knoop] = min(level[naar] for naar in after[knoop]) - 1
    return level


def _untangle(plan: _Plan) -> None:
    """Put each layer in the order of what it hangs on, to and fro: fewer arrows cross."""
    left, right = defaultdict(list), defaultdict(list)
    for van, naar in plan.edges:
        right[van].append(naar)
        left[naar].append(van)
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        neighbours = left if forward else right
        layers = plan.layers if forward else plan.layers[::-1]
        place = {knoop: n for layer in plan.layers for n, knoop in enumerate(layer)}
        for layer in layers[1:]:
            layer.sort(key=_middle(neighbours, place))
            place.update({knoop: n for n, knoop in enumerate(layer)})


def _middle(neighbours: dict, place: dict) -> Callable[[Knoop], float]:
    def middle(knoop: Knoop) -> float:
        places = [place[one] for one in neighbours[knoop]]
        return sum(places) / len(places) if places else place[knoop]

    return middle


def _place(plan: _Plan, echte: set) -> None:
    """The y of everything: as near to its neighbours as the order of its layer allows."""
    height = {knoop: HOOG if knoop in echte else DOORGANG for layer in plan.layers for knoop in layer}
    for layer in plan.layers:
        y = float(RAND)
        for knoop in layer:
            plan.y[knoop] = y
            y += height[knoop] + TUSSEN
    neighbours = defaultdict(list)
    for van, naar in plan.edges:
        neighbours[van].append(naar)
        neighbours[naar].append(van)
    for sweep in range(SWEEPS):
        for layer in plan.layers if sweep % 2 == 0 else plan.layers[::-1]:
            wanted = {}
            for knoop in layer:
                middles = [plan.y[one] + height[one] / 2 for one in neighbours[knoop]]
                middle = sum(middles) / len(middles) if middles else plan.y[knoop] + height[knoop] / 2
                wanted[knoop] = middle - height[knoop] / 2
            _spread(layer, wanted, height, plan.y)
    top = min(plan.y.values())
    for knoop in plan.y:
        plan.y[knoop] = round(plan.y[knoop] - top + RAND, 1)


def _spread(layer: list[Knoop], wanted: dict, height: dict, y: dict) -> None:
    """Give everything in this layer its wanted place, pushed apart so that nothing overlaps; the push is shared."""
    floor = float("-inf")
    for knoop in layer:
        y[knoop] = max(wanted[knoop], floor)
        floor = y[knoop] + height[knoop] + TUSSEN
    too_low = sum(y[knoop] - wanted[knoop] for knoop in layer) / len(layer)
    for knoop in layer:
        y[knoop] -= too_low


def _height(knoop: Knoop, knopen: dict) -> float:
    return HOOG if knoop in knopen else DOORGANG


def _vak(thing: Inspanning | str, x: float, y: float, is_spil: bool) -> Vak:
    if isinstance(thing, str):
        kop, naam, url, zin = "Buiten", thing, "", f"Buiten het programma: {thing}"
    else:
        kop, naam, zin = thing.nummer, thing.naam, str(thing)
        url = reverse("inspanningen:samenhang", args=[thing.pk])
    regels = wrap(naam, LETTERS, max_lines=2, placeholder="…")
    return Vak(
        x, y, kop, tuple((y + 37 + 15 * n, regel) for n, regel in enumerate(regels)), url, zin, is_spil
    )


def _pijl(schakel: Schakel, route: list[Knoop], plan: _Plan) -> Pijl:
    """A line that leaves on the right, passes the layers it must, and ends on the left of who waits."""
    column = {knoop: number for number, layer in enumerate(plan.layers) for knoop in layer}
    van, *langs, naar = route
    start = (RAND + column[van] * (BREED + GANG) + BREED, plan.y[van] + HOOG / 2)
    eind = (RAND + column[naar] * (BREED + GANG) - 8, plan.y[naar] + HOOG / 2)
    pad, (x, y) = f"M{start[0]:g} {start[1]:g}", start
    for stop in langs:
        links, midden = RAND + column[stop] * (BREED + GANG), plan.y[stop] + DOORGANG / 2
        pad += _curve(x, y, links, midden) + f"H{links + BREED:g}"
        x, y = links + BREED, midden
    pad += _curve(x, y, *eind)
    one = schakel.afhankelijkheid
    zin = f"{one.inspanning.nummer} wacht op {one.hangt_af_van.nummer if one.hangt_af_van else one.buiten}: {one.waarvoor}"
    punt = f"{eind[0]:g},{eind[1] - 5:g} {eind[0] + 8:g},{eind[1]:g} {eind[0]:g},{eind[1] + 5:g}"
    return Pijl(pad, punt, schakel.is_kritiek, schakel.is_vervuld, zin)


def _curve(x: float, y: float, naar_x: float, naar_y: float) -> str:
    half = (x + naar_x) / 2
    return f"C{half:g} {y:g} {half:g} {naar_y:g} {naar_x:g} {naar_y:g}"


def nummers(inspanningen: Iterable[Inspanning]) -> str:
    woorden = [inspanning.nummer for inspanning in inspanningen]
    return " en ".join(filter(None, (", ".join(woorden[:-1]), *woorden[-1:])))
