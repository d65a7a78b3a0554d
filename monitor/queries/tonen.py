"""What the pages about one indicator and one verversing show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from brunssum.core.models import Gebied
from monitor.models import Indicator, Verversing, Waarneming
from monitor.namen import korte_gebiedsnaam
from monitor.queries.vergelijken import GROOTSTE_EERST

PERIODEN = 10  # years in a table


@dataclass(frozen=True)
class Stand:
    """A figure as a reader may see it, or the reason why there is none."""

    waarde: Decimal | None
    reden: str
    voorlopig: bool = False

    @property
    def reden_kort(self) -> str:
        return Waarneming.REDEN_KORT.get(self.reden, "")


@dataclass(frozen=True)
class GebiedRij:
    code: str
    naam: str
    heeft_driehoek: bool
    standen: tuple[Stand, ...]


@dataclass(frozen=True)
class IndicatorTabel:
    """An indicator's figures: a row per gebied, a column per year."""

    perioden: tuple[int, ...]
    rijen: tuple[GebiedRij, ...]
    ingelezen: date | None


def gebieden_of(indicator: Indicator, user) -> QuerySet[Gebied]:
    """The gebieden this indicator has figures of, from large to small."""
    figures = Waarneming.objects.current().filter(indicator=indicator, gebied=OuterRef("pk"))
    return Gebied.objects.visible_to(user).filter(Exists(figures)).order_by(GROOTSTE_EERST, "code", "pk")


def indicator_tabel(indicator: Indicator, gebieden: Iterable[Gebied], user) -> IndicatorTabel:
    """The newest years of these gebieden. One query."""
    gebieden = list(gebieden)
    rows = (
        Waarneming.objects.visible_to(user, van=[indicator])
        .current()
        .filter(gebied__in=[gebied.pk for gebied in gebieden])
        .values_list("gebied_id", "periode", "getoonde_waarde", "reden", "status", "verversing__verwerkt_op")
    )
    standen, ingelezen = {}, []
    for gebied_id, periode, waarde, reden, status, verwerkt_op in rows:
        standen[gebied_id, periode] = Stand(
            waarde, Waarneming.reden_bij(waarde, reden), status == Waarneming.Status.VOORLOPIG
        )
        ingelezen.append(verwerkt_op)
    perioden = tuple(sorted({periode for _, periode in standen}, reverse=True)[:PERIODEN])
    leeg = Stand(None, Waarneming.Reden.ONTBREEKT.value)
    return IndicatorTabel(
        perioden,
        tuple(
            GebiedRij(
                gebied.code,
                korte_gebiedsnaam(gebied.naam),
                gebied.soort != Gebied.Soort.BENCHMARK,
                tuple(standen.get((gebied.pk, periode), leeg) for periode in perioden),
            )
            for gebied in gebieden
        ),
        timezone.localtime(max(ingelezen)).date() if ingelezen else None,
    )


def replaced_by(verversing: Verversing, user) -> QuerySet[Waarneming]:
    """The figures that this run replaced, as they were."""
    just_before = verversing.verwerkt_op and verversing.verwerkt_op - timedelta(microseconds=1)
    return (
        Waarneming.objects.visible_to(user, just_before)
        .filter(vervangen_door=verversing)
        .select_related("indicator__thema", "gebied")
        .order_by("indicator__thema__volgorde", "indicator__volgorde", "gebied__code", "pk")
    )
