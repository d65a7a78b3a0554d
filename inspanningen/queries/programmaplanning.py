"""The planning of all inspanningen together, a page at a time: the same few queries however many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Max, Min, QuerySet

from inspanningen.models import Inspanning, Mijlpaal
from inspanningen.queries.mijlpalen import MijlpaalFeit, mijlpaal_feiten

MAX_ZONDER = 40
"""So many inspanningen without a mijlpaal are named; of more only the number."""


@dataclass(frozen=True)
class ZonderPlanning:
    """Inspanningen that run, and have no mijlpaal at all."""

    aantal: int
    eerste: tuple[tuple[int, str], ...]


def by_inspanning(
    mijlpalen: QuerySet[Mijlpaal], inspanningen: Sequence[int]
) -> Mapping[int, tuple[MijlpaalFeit, ...]]:
    """Of each of these inspanningen its mijlpalen, in order. One query."""
    feiten = mijlpaal_feiten(mijlpalen.filter(inspanning__in=inspanningen).in_order())
    return {pk: tuple(own) for pk, own in groupby(feiten, key=lambda feit: feit.inspanning_pk)}


def time_span(mijlpalen: QuerySet[Mijlpaal]) -> tuple[date, date] | None:
    """From the first day to the last of all these plans, the first plans and what was reached included."""
    found = mijlpalen.order_by().aggregate(
        a=Min("van"), b=Min("eerste_van"), c=Min("gehaald_op"), d=Max("tot"), e=Max("eerste_tot"), f=Max("gehaald_op")
    )  # fmt: skip
    begin = [found[name] for name in "abc" if found[name]]
    end = [found[name] for name in "def" if found[name]]
    return (min(begin), max(end)) if begin else None


def zonder_planning(inspanningen: QuerySet[Inspanning]) -> ZonderPlanning:
    """Which of these run without any mijlpaal. Two queries."""
    done = (Inspanning.Fase.AFGEROND, Inspanning.Fase.GESTOPT)
    rows = inspanningen.exclude(fase__in=done).exclude(pk__in=Mijlpaal.objects.values("inspanning"))
    first = tuple(
        (pk, f"{nummer} {naam}")
        for pk, nummer, naam in rows.in_order().values_list("pk", "nummer", "naam")[: MAX_ZONDER + 1]
    )
    aantal = len(first) if len(first) <= MAX_ZONDER else rows.count()
    return ZonderPlanning(aantal, first[:MAX_ZONDER])
