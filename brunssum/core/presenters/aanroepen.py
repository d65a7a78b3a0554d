"""How many calls there were each day, drawn: a bar per day, what was refused on top of it."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from brunssum.core.queries.aanroepen import Dag
from brunssum.core.templatetags.kanarie import datum, getal

VORMEN = (("breed", 760, 170), ("smal", 340, 150))
"""Name, width and height: the same facts for a wide screen and for a phone."""
MEEST = 92
"""More days than this are too many bars."""
BOVEN, ONDER = 20, 24


@dataclass(frozen=True)
class Staaf:
    x: float
    y: float
    breedte: float
    gelukt_y: float
    gelukt: float
    geweigerd: float


@dataclass(frozen=True)
class Dagstaven:
    vorm: str
    breedte: int
    hoogte: int
    grond: int
    top: int
    staven: tuple[Staaf, ...]
    bijschriften: tuple[tuple[float, str, str], ...]
    omschrijving: str


def dagstaven(dagen: list[Dag]) -> list[Dagstaven]:
    """In both widths; nothing when there were no calls, or too many days."""
    if len(dagen) > MEEST or not any(dag.totaal for dag in dagen):
        return []
    return [_dagstaven(dagen, *vorm) for vorm in VORMEN]


def _dagstaven(dagen: list[Dag], vorm: str, breedte: int, hoogte: int) -> Dagstaven:
    grond, top = hoogte - ONDER, max(dag.totaal for dag in dagen)
    stap = breedte / len(dagen)

    def hoog(aantal: int) -> float:
        return round(aantal / top * (grond - BOVEN), 1)

    staven = []
    for n, dag in enumerate(dagen):
        gelukt, geweigerd = hoog(dag.gelukt), hoog(dag.geweigerd)
        if dag.geweigerd:
            geweigerd = max(geweigerd, 2)  # one refusal among a thousand calls is still to be seen
        staven.append(
            Staaf(
                x=round(n * stap + stap * 0.1, 1),
                y=round(grond - gelukt - geweigerd, 1),
                breedte=round(stap * 0.8, 1),
                gelukt_y=round(grond - gelukt, 1),
                gelukt=gelukt,
                geweigerd=geweigerd,
            )
        )
    eerste, laatste = _kort(dagen[0].dag), _kort(dagen[-1].dag)
    bijschriften = (
        ((0, "begin", eerste), (breedte, "eind", laatste)) if len(dagen) > 1 else ((0, "begin", eerste),)
    )
    return Dagstaven(vorm, breedte, hoogte, grond, top, tuple(staven), bijschriften, _omschrijving(dagen))


def _kort(dag: date) -> str:
    return date_format(dag, "j b")


def _omschrijving(dagen: list[Dag]) -> str:
    meest = max(dagen, key=lambda dag: dag.totaal)
    geweigerd = sum(dag.geweigerd for dag in dagen)
    return (
        f"Aanroepen per dag van {datum(dagen[0].dag)} tot en met {datum(dagen[-1].dag)}: "
        f"in totaal {getal(sum(dag.totaal for dag in dagen))}, waarvan {getal(geweigerd)} geweigerd of mislukt. "
        f"De meeste op {datum(meest.dag)}: {getal(meest.totaal)}."
    )
