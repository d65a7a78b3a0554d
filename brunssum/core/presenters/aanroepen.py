"""How many calls there were each day, counted and drawn: a bar per day, what was refused on top of it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet, Value
from django.utils import timezone
from django.utils.formats import date_format

from brunssum.core.templatetags.kanarie import datum, getal

VORMEN = (("breed", 760, 170), ("smal", 340, 150))
"""Name, width and height: the same facts for a wide screen and for a phone."""
MEEST = 92
"""More days than this are too many bars."""
BOVEN, ONDER = 20, 24


@dataclass(frozen=True)
class Dag:
    dag: date
    gelukt: int
    geweigerd: int

    @property
    def totaal(self) -> int:
        return self.gelukt + self.geweigerd


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


def per_day(rows: QuerySet, van: date, tot: date) -> list[Dag]:
    """Every day of the period, also those without calls; nothing of a period with too many days.

    One query that looks along the index day by day: to work out of each row on which Dutch day it fell takes SQLite
    twice as long.
    """
    days = [van + timedelta(days=n) for n in range((tot - van).days + 1)]
    if len(days) > MEEST:
        return []
    first, *others = (_of_day(rows.order_by(), n, day) for n, day in enumerate(days))
    counted = {n: counts for n, *counts in first.union(*others, all=True)}
    return [Dag(day, *counted.get(n, (0, 0))) for n, day in enumerate(days)]


def _of_day(rows: QuerySet, n: int, day: date) -> QuerySet:
    begin, end = (
        timezone.make_aware(datetime.combine(one, time.min)) for one in (day, day + timedelta(days=1))
    )
    within = rows.filter(tijdstip__gte=begin, tijdstip__lt=end)
    return (
        within.annotate(nummer=Value(n))
        .values("nummer")
        .annotate(
            gelukt=Count("pk", filter=Q(status__lt=400)), geweigerd=Count("pk", filter=Q(status__gte=400))
        )
        .values_list("nummer", "gelukt", "geweigerd")
    )


def dagstaven(dagen: list[Dag]) -> list[Dagstaven]:
    """In both widths; nothing when there were no calls."""
    if not any(dag.totaal for dag in dagen):
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
