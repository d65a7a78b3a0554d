"""How many calls of the API there were each day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Q, QuerySet, Sum, Value

from brunssum.core.models import ApiDagtelling

GELUKT, GEWEIGERD = Q(status__lt=400), Q(status__gte=400)


@dataclass(frozen=True)
class Dag:
    dag: date
    gelukt: int
    geweigerd: int

    @property
    def totaal(self) -> int:
        return self.gelukt + self.geweigerd


def per_day(aanroepen: QuerySet, tellingen: QuerySet, van: date, tot: date) -> list[Dag]:
    """Every day of the period, also those without calls. Three queries, however many calls there are.

    `aanroepen` and `tellingen` say of which calls, the same of both. What was counted at night is not counted again.
    """
    counted_until = ApiDagtelling.objects.aggregate(last=Max("dag"))["last"] or date.min
    days = [van + timedelta(days=n) for n in range((tot - van).days + 1)]
    found = _counted(tellingen.filter(dag__gte=van, dag__lte=tot))
    found |= _count_now(aanroepen, [day for day in days if day > counted_until])
    return [Dag(day, *found.get(day, (0, 0))) for day in days]


def _counted(tellingen: QuerySet) -> dict[date, tuple[int, int]]:
    rows = (
        tellingen.order_by()
        .values("dag")
        .annotate(
            gelukt=Sum("aantal", filter=GELUKT, default=0),
            geweigerd=Sum("aantal", filter=GEWEIGERD, default=0),
        )
        .values_list("dag", "gelukt", "geweigerd")
    )
    return {day: (gelukt, geweigerd) for day, gelukt, geweigerd in rows}


def _count_now(aanroepen: QuerySet, days: list[date]) -> dict[date, tuple[int, int]]:
    """One query that looks along the index day by day: to work out of each row on which Dutch day it fell is slower."""
    if not days:
        return {}
    first, *others = (
        aanroepen.between(day, day)
        .order_by()
        .annotate(nummer=Value(n))
        .values("nummer")
        .annotate(gelukt=Count("pk", filter=GELUKT), geweigerd=Count("pk", filter=GEWEIGERD))
        .values_list("nummer", "gelukt", "geweigerd")
        for n, day in enumerate(days)
    )
    return {days[n]: (gelukt, geweigerd) for n, gelukt, geweigerd in first.union(*others, all=True)}
