"""What the pages about many indicators show: ranglijst, stapeling, the trends of one gebied, the list of all."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from brunssum.core.models import Gebied
from monitor.models import Indicator, Thema, Waarneming
from monitor.namen import korte_gebiedsnaam
from monitor.queries.vergelijken import known
from monitor.queries.verloop import Punt, Reeks, breuken_of

RANGLIJST = "ranglijst"  # the code of its thema
GEMEENTEN = 337  # when the unit of an indicator does not say among how many
STAPELING_TOTAAL = "stapeling-1-of-meer-pct"
STAPELING_DELEN = (
    *(f"stapeling-{aantal}" for aantal in range(1, 6)),
    "stapeling-6-of-meer-voorzieningen",
)


@dataclass(frozen=True)
class Plaats:
    """A place on the ranglijst; None where there is none to show."""

    code: str
    naam: str
    positie: int | None
    reden_kort: str
    van: int
    is_thema: bool

    @property
    def deel(self) -> float | None:
        """From 0 (the best place) to 1 (the last)."""
        return None if self.positie is None or self.van < 2 else (self.positie - 1) / (self.van - 1)


@dataclass(frozen=True)
class Ranglijst:
    gebied: str
    periode: int
    totaal: Plaats | None
    themas: tuple[tuple[Plaats, ...], ...]
    """Per thema its own place first, then its indicators."""
    bron: str
    ingelezen: date | None = None
    te_laat_sinds: date | None = None


@dataclass(frozen=True)
class Stapeling:
    """Of every hundred huishoudens of one gebied, how many voorzieningen they use."""

    code: str
    gebied: str
    periode: int
    rijen: tuple[tuple[str, float | None, str], ...]
    """Per group: name, percentage of all huishoudens, and why there is none."""
    bron: str
    ingelezen: date | None = None
    te_laat_sinds: date | None = None

    @property
    def is_volledig(self) -> bool:
        return all(deel is not None for _, deel, _ in self.rijen)


def ranglijst(user, *, bekend_op: datetime | None = None, vandaag: date | None = None) -> list[Ranglijst]:
    """Per gebied with places, of its newest year; as now, or as known then. Two queries.

    `vandaag`: say since when its bron is late by then.
    """
    rows = _rows(Indicator.objects.visible_to(user).filter(thema__code=RANGLIJST), bekend_op)
    found = []
    for groep in _newest(rows):
        plaatsen = [_plaats(indicator, punt) for indicator, punt in groep.cijfers]
        totaal = next((plaats for plaats in plaatsen if "totaal" in plaats.code), None)
        themas: list[list[Plaats]] = []
        for plaats in plaatsen:
            if plaats is totaal:
                continue
            if plaats.is_thema or not themas:
                themas.append([])
            themas[-1].append(plaats)
        found.append(
            Ranglijst(
                groep.gebied.naam,
                groep.periode,
                totaal,
                tuple(map(tuple, themas)),
                **groep.herkomst(vandaag, bekend_op),
            )
        )
    return found


def stapelingen(user, *, bekend_op: datetime | None = None, vandaag: date | None = None) -> list[Stapeling]:
    """Per gebied with figures of stapeling, of its newest year; see ranglijst. Two queries."""
    codes = (STAPELING_TOTAAL, *STAPELING_DELEN)
    rows = _rows(Indicator.objects.visible_to(user).filter(code__in=codes), bekend_op)
    found = []
    for groep in _newest(rows):
        by_code = {indicator.code: (indicator, punt) for indicator, punt in groep.cijfers}
        if STAPELING_TOTAAL not in by_code:
            continue
        totaal = by_code[STAPELING_TOTAAL][1]
        met = totaal.waarde
        rijen = [("Zonder voorziening", None if met is None else 100 - met, totaal.reden_kort)]
        for code in STAPELING_DELEN:
            if code in by_code:
                indicator, punt = by_code[code]
                deel = None if met is None or punt.waarde is None else met * punt.waarde / 100
                rijen.append((indicator.korte_naam, deel, punt.reden_kort or totaal.reden_kort))
        found.append(
            Stapeling(
                groep.gebied.code,
                korte_gebiedsnaam(groep.gebied.naam),
                groep.periode,
                tuple(rijen),
                **groep.herkomst(vandaag, bekend_op),
            )
        )
    return found


def trends(gebied: Gebied, user, *, bekend_op: datetime | None = None) -> list[tuple[Indicator, Reeks]]:
    """The indicators of the driehoek with this gebied's figures through the years. Two queries."""
    indicatoren = list(Indicator.objects.visible_to(user).in_order().exclude(thema__plek=Thema.Plek.GEEN))
    per_indicator = _punten(indicatoren, gebied, bekend_op)
    naam = korte_gebiedsnaam(gebied.naam)
    return [
        (indicator, Reeks(gebied.code, naam, gebied.soort, _since_break(indicator, per_indicator)))
        for indicator in indicatoren
        if indicator.pk in per_indicator
    ]


def indicatoren_list(
    user, vandaag: date, *, q: str = "", thema: str = "", bron: str = "", stand: str = ""
) -> QuerySet[Indicator]:
    """All indicators that fit the filters, each with `heeft_cijfers`."""
    figures = Waarneming.objects.current().filter(indicator=OuterRef("pk"), waarde__isnull=False)
    rows = Indicator.objects.visible_to(user).in_order().annotate(heeft_cijfers=Exists(figures))
    for woord in q.split()[:8]:
        rows = rows.filter(
            Q(naam__icontains=woord) | Q(definitie__icontains=woord) | Q(korte_naam__icontains=woord)
        )
    if thema:
        rows = rows.filter(thema__code=thema)
    if bron:
        rows = rows.filter(bron__code=bron)
    if stand == "laat":
        rows = rows.filter(volgende_verversing__lt=vandaag)
    if stand == "ontbreekt":
        rows = rows.filter(heeft_cijfers=False)
    return rows


def _plaats(indicator: Indicator, punt: Punt) -> Plaats:
    among = re.search(r"\d+", indicator.eenheid)
    return Plaats(
        indicator.code,
        indicator.naam.removesuffix(" (thema)"),
        None if punt.waarde is None else int(punt.waarde),
        punt.reden_kort,
        int(among.group()) if among else GEMEENTEN,
        indicator.naam.endswith("(thema)"),
    )


@dataclass(frozen=True)
class _Groep:
    """The newest year of one gebied."""

    gebied: Gebied
    periode: int
    cijfers: list[tuple[Indicator, Punt]]
    ingelezen: datetime

    def herkomst(self, vandaag: date | None, bekend_op: datetime | None) -> dict:
        """Where its figures come from and how fresh they are; what was known earlier is not late."""
        since = [indicator.te_laat_sinds(vandaag) for indicator, _ in self.cijfers] if vandaag else []
        return {
            "bron": self.cijfers[0][0].bron.naam,
            "ingelezen": timezone.localtime(self.ingelezen).date(),
            "te_laat_sinds": None if bekend_op else min(filter(None, since), default=None),
        }


def _rows(
    indicatoren: QuerySet[Indicator], bekend_op: datetime | None
) -> list[tuple[Indicator, Gebied, Punt, datetime]]:
    indicatoren = list(indicatoren.in_order())
    by_pk = {indicator.pk: indicator for indicator in indicatoren}
    rows = (
        known(bekend_op)
        .toonbaar(bekend_op, van=indicatoren)
        .select_related("gebied")
        .annotate(ingelezen=F("verversing__verwerkt_op"))
        .order_by("gebied__code", "indicator__volgorde", "pk")
    )
    return [(by_pk[row.indicator_id], row.gebied, _punt(row), row.ingelezen) for row in rows]


def _newest(rows) -> Iterable[_Groep]:
    """Per gebied its newest year, with the figures of that year."""
    per_gebied: dict[int, list] = {}
    for row in rows:
        per_gebied.setdefault(row[1].pk, []).append(row)
    for group in per_gebied.values():
        newest = max(punt.periode for _, _, punt, _ in group)
        of_year = [row for row in group if row[2].periode == newest]
        cijfers = [(indicator, punt) for indicator, _, punt, _ in of_year]
        yield _Groep(group[0][1], newest, cijfers, max(moment for *_, moment in of_year))


def _punten(
    indicatoren: list[Indicator], gebied: Gebied, bekend_op: datetime | None
) -> dict[int, list[Punt]]:
    rows = known(bekend_op).filter(gebied=gebied).toonbaar(bekend_op, van=indicatoren)
    found: dict[int, list[Punt]] = {}
    for row in rows.order_by("periode", "pk"):
        found.setdefault(row.indicator_id, []).append(_punt(row))
    return found


def _since_break(indicator: Indicator, per_indicator: dict[int, list[Punt]]) -> tuple[Punt, ...]:
    """A small line has no room to say that it breaks: it begins after the last time it did."""
    punten = per_indicator[indicator.pk]
    begin = max(
        (breuk.jaar for breuk in breuken_of(indicator) if breuk.jaar <= punten[-1].periode), default=0
    )
    return tuple(punt for punt in punten if punt.periode >= begin)


def _punt(row: Waarneming) -> Punt:
    waarde = None if row.getoonde_waarde is None else float(row.getoonde_waarde)
    return Punt(
        row.periode, waarde, row.getoonde_reden, row.status == Waarneming.Status.VOORLOPIG, row.editie
    )
