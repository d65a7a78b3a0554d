"""What the pages about many indicators show: ranglijst, stapeling, the trends of one gebied, the list of all."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from brunssum.core.models import Gebied
from monitor.models import Indicator, Thema, Waarneming
from monitor.namen import korte_gebiedsnaam
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


@dataclass(frozen=True)
class Stapeling:
    """Of every hundred huishoudens of one gebied, how many voorzieningen they use."""

    code: str
    gebied: str
    periode: int
    rijen: tuple[tuple[str, float | None, str], ...]
    """Per group: name, percentage of all huishoudens, and why there is none."""
    bron: str

    @property
    def is_volledig(self) -> bool:
        return all(deel is not None for _, deel, _ in self.rijen)


def ranglijst(user) -> list[Ranglijst]:
    """Per gebied with places, of its newest year. Two queries."""
    rows = _rows(Indicator.objects.visible_to(user).filter(thema__code=RANGLIJST))
    found = []
    for gebied, periode, places in _newest(rows):
        plaatsen = [_plaats(indicator, punt) for indicator, punt in places]
        totaal = next((plaats for plaats in plaatsen if "totaal" in plaats.code), None)
        groups: list[list[Plaats]] = []
        for plaats in plaatsen:
            if plaats is totaal:
                continue
            if plaats.is_thema or not groups:
                groups.append([])
            groups[-1].append(plaats)
        found.append(
            Ranglijst(gebied.naam, periode, totaal, tuple(map(tuple, groups)), places[0][0].bron.naam)
        )
    return found


def stapelingen(user) -> list[Stapeling]:
    """Per gebied with figures of stapeling, of its newest year. Two queries."""
    codes = (STAPELING_TOTAAL, *STAPELING_DELEN)
    rows = _rows(Indicator.objects.visible_to(user).filter(code__in=codes))
    found = []
    for gebied, periode, places in _newest(rows):
        by_code = {indicator.code: (indicator, punt) for indicator, punt in places}
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
        bron = by_code[STAPELING_TOTAAL][0].bron.naam
        found.append(Stapeling(gebied.code, korte_gebiedsnaam(gebied.naam), periode, tuple(rijen), bron))
    return found


def trends(gebied: Gebied, user) -> list[tuple[Indicator, Reeks]]:
    """The indicators of the driehoek with this gebied's figures through the years. Two queries."""
    indicatoren = list(Indicator.objects.visible_to(user).in_order().exclude(thema__plek=Thema.Plek.GEEN))
    per_indicator = _punten(indicatoren, gebied=gebied)
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


def _rows(indicatoren: QuerySet[Indicator]) -> list[tuple[Indicator, Gebied, Punt]]:
    indicatoren = list(indicatoren.in_order())
    by_pk = {indicator.pk: indicator for indicator in indicatoren}
    rows = (
        Waarneming.objects.current()
        .filter(indicator__in=list(by_pk))
        .toonbaar()
        .select_related("gebied")
        .order_by("gebied__code", "indicator__volgorde", "pk")
    )
    return [(by_pk[row.indicator_id], row.gebied, _punt(row)) for row in rows]


def _newest(rows) -> Iterable[tuple[Gebied, int, list[tuple[Indicator, Punt]]]]:
    """Per gebied its newest year, with the figures of that year."""
    per_gebied: dict[int, list] = {}
    for indicator, gebied, punt in rows:
        per_gebied.setdefault(gebied.pk, []).append((indicator, gebied, punt))
    for group in per_gebied.values():
        newest = max(punt.periode for _, _, punt in group)
        places = [(indicator, punt) for indicator, _, punt in group if punt.periode == newest]
        yield group[0][1], newest, places


def _punten(indicatoren: list[Indicator], *, gebied: Gebied) -> dict[int, list[Punt]]:
    rows = Waarneming.objects.current().filter(indicator__in=[i.pk for i in indicatoren], gebied=gebied)
    found: dict[int, list[Punt]] = {}
    for row in rows.toonbaar().order_by("periode", "pk"):
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
