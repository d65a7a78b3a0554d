"""A gebied beside a comparator: the stabiliteitsdriehoek.

A Driehoek can be stored as JSON (dataclasses.asdict) and restored (Driehoek.from_dict): a reisverslag freezes facts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Case, Exists, IntegerField, Max, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from brunssum.core.models import Gebied
from monitor.models import Indicator, Thema, Waarneming
from monitor.namen import korte_gebiedsnaam

NABIJ = 15  # as many gebieden as fit in a row of links


@dataclass(frozen=True)
class Staaf:
    """One indicator of one gebied beside the comparator: a bar of the driehoek."""

    code: str
    naam: str
    korte_naam: str
    eenheid: str
    decimalen: int
    gunstig: str
    waarde: float | None
    reden: str
    vergelijking: float | None
    vergelijking_reden: str
    afwijking: float | None
    """Deviation in % of the comparator's value; above zero is favourable, whichever way the indicator runs."""
    voorlopig: bool = False
    te_laat_sinds: str | None = None
    """ISO date on which a new figure was due; None when it is not late, or nobody asked."""

    @property
    def richting(self) -> str:
        if self.afwijking is None:
            return ""
        return "gunstig" if self.afwijking > 0 else "ongunstig" if self.afwijking < 0 else "gelijk"

    @property
    def reden_kort(self) -> str:
        return Waarneming.REDEN_KORT.get(self.reden, "")

    @property
    def vergelijking_reden_kort(self) -> str:
        return Waarneming.REDEN_KORT.get(self.vergelijking_reden, "")


@dataclass(frozen=True)
class Hoek:
    """A thema of the driehoek with its bars: one of the corners, or the middle."""

    code: str
    naam: str
    plek: str
    staven: tuple[Staaf, ...]

    @property
    def ongunstig(self) -> int:
        return sum(staaf.richting == "ongunstig" for staaf in self.staven)

    @property
    def gunstig(self) -> int:
        return sum(staaf.richting == "gunstig" for staaf in self.staven)

    @property
    def vergeleken(self) -> int:
        """How many bars could be drawn; the others miss a figure."""
        return sum(staaf.afwijking is not None for staaf in self.staven)


@dataclass(frozen=True)
class Driehoek:
    """The stabiliteitsdriehoek of one gebied in one year, against one comparator."""

    gebied_code: str
    gebied_naam: str
    periode: int
    vergelijking_code: str
    vergelijking_naam: str
    hoeken: tuple[Hoek, ...]
    bronnen: tuple[str, ...]
    ingelezen_op: str | None
    """ISO date of the newest verversing among its figures."""
    vergelijking_periode: int | None = None
    """The comparator's own year, where it is another one: the gebied beside what it was itself."""
    bekend_op: str | None = None
    """ISO date: the figures as they were known at the end of that day. None: as they are now."""
    te_laat: tuple[tuple[str, str], ...] = ()
    """The bronnen that are late, each with the ISO date since when."""

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Driehoek":
        """The inverse of dataclasses.asdict, also after a trip through JSON."""
        hoeken = tuple(
            Hoek(**hoek | {"staven": tuple(Staaf(**staaf) for staaf in hoek["staven"])})
            for hoek in data["hoeken"]
        )
        te_laat = tuple((bron, sinds) for bron, sinds in data.get("te_laat", ()))
        return cls(**data | {"hoeken": hoeken, "bronnen": tuple(data["bronnen"]), "te_laat": te_laat})

    @property
    def staven(self) -> tuple[Staaf, ...]:
        return tuple(staaf for hoek in self.hoeken for staaf in hoek.staven)

    @property
    def ongunstig(self) -> int:
        return sum(hoek.ongunstig for hoek in self.hoeken)

    @property
    def gunstig(self) -> int:
        return sum(hoek.gunstig for hoek in self.hoeken)

    @property
    def vergeleken(self) -> int:
        return sum(hoek.vergeleken for hoek in self.hoeken)

    @property
    def zonder_vergelijking(self) -> tuple[Staaf, ...]:
        """The indicators without a bar: a figure is missing here or at the comparator."""
        return tuple(staaf for staaf in self.staven if staaf.afwijking is None)

    @property
    def ingelezen(self) -> date | None:
        return date.fromisoformat(self.ingelezen_op) if self.ingelezen_op else None

    @property
    def bekend(self) -> date | None:
        return date.fromisoformat(self.bekend_op) if self.bekend_op else None

    @property
    def late_bronnen(self) -> list[tuple[str, date]]:
        return [(bron, date.fromisoformat(sinds)) for bron, sinds in self.te_laat]


def driehoek(
    gebied: Gebied,
    periode: int,
    vergelijking: Gebied,
    *,
    vergelijking_periode: int | None = None,
    bekend_op: datetime | None = None,
    vandaag: date | None = None,
) -> Driehoek:
    """The stabiliteitsdriehoek, as it is now or (`bekend_op`) as it was known then. Two queries.

    `vergelijking_periode`: the comparator in another year, for a gebied beside its own start. `vandaag`: say which
    bronnen are late by then.
    """
    perioden = {periode, vergelijking_periode or periode}
    cijfers = _Cijfers.of([gebied.pk, vergelijking.pk], perioden, bekend_op=bekend_op)
    return cijfers.driehoek(gebied, periode, vergelijking, vergelijking_periode, bekend_op, vandaag)


def standaard_driehoek(
    gebied: Gebied, *, bekend_op: datetime | None = None, vandaag: date | None = None
) -> Driehoek | None:
    """Its newest year beside the first comparator that has figures; None without either. Four queries."""
    periode = next(iter(perioden(gebied, bekend_op=bekend_op)), None)
    others = comparators(gebied, periode, bekend_op=bekend_op) if periode else []
    return driehoek(gebied, periode, others[0], bekend_op=bekend_op, vandaag=vandaag) if others else None


def driehoeken(gebieden: Iterable[Gebied], vergelijking: Gebied) -> list[Driehoek]:
    """One driehoek per gebied that has figures, each of its own latest year. Three queries, however many gebieden."""
    gebieden = list(gebieden)
    latest = latest_perioden(gebieden)
    cijfers = _Cijfers.of([*latest, vergelijking.pk], set(latest.values()))
    return [
        cijfers.driehoek(gebied, latest[gebied.pk], vergelijking)
        for gebied in gebieden
        if gebied.pk in latest
    ]


def latest_periode(gebied: Gebied) -> int | None:
    """The newest year this gebied has a figure of."""
    return latest_perioden([gebied]).get(gebied.pk)


def latest_perioden(gebieden: Iterable[Gebied]) -> dict[int, int]:
    """Per gebied (id) the newest year it has a figure of; a gebied without figures is absent."""
    rows = (
        Waarneming.objects.current()
        .filter(gebied__in=[gebied.pk for gebied in gebieden], waarde__isnull=False)
        .values_list("gebied_id")
        .annotate(Max("periode"))
        .order_by()
    )
    return dict(rows)


def perioden(gebied: Gebied, *, bekend_op: datetime | None = None) -> list[int]:
    """The years this gebied has (or then had) figures of, newest first."""
    rows = _figures_of(gebied.pk, bekend_op=bekend_op).values_list("periode", flat=True)
    return list(rows.distinct().order_by("-periode"))


def gebieden_with_figures(user) -> QuerySet[Gebied]:
    """The country, gemeenten and wijken that have figures, from large to small."""
    return _with_figures(user).exclude(soort=Gebied.Soort.BUURT)


def gebieden_around(gebied: Gebied, user) -> list[Gebied]:
    """Where a reader of this driehoek may want to look next: what it lies in, what lies beside it and in it."""
    near = Q(pk__in=[gebied.pk, *_ouders(gebied)]) | Q(ouder=gebied.pk)
    if gebied.ouder_id:
        near |= Q(ouder=gebied.ouder_id)
    return list(_with_figures(user).filter(near)[:NABIJ])


def comparators(gebied: Gebied, periode: int, *, bekend_op: datetime | None = None) -> list[Gebied]:
    """What this gebied can be compared with in this year: a benchmark first, then the gemeente, then the country."""
    return list(
        Gebied.objects.filter(
            Q(soort__in=[Gebied.Soort.BENCHMARK, Gebied.Soort.LAND]) | Q(pk__in=_ouders(gebied)),
            Exists(_figures_of(OuterRef("pk"), bekend_op=bekend_op, periode=periode)),
            geldig_tot__isnull=True,
        )
        .exclude(pk=gebied.pk)
        .order_by(_BENCHMARK_EERST, "code", "pk")
    )


def default_comparator(user) -> Gebied | None:
    """What the overview compares all its gebieden with: the benchmark, or the country when there is none."""
    return (
        Gebied.objects.visible_to(user)
        .filter(
            Exists(_figures_of(OuterRef("pk"))),
            soort__in=[Gebied.Soort.BENCHMARK, Gebied.Soort.LAND],
            geldig_tot__isnull=True,
        )
        .order_by(_BENCHMARK_EERST, "code", "pk")
        .first()
    )


def _ouders(gebied: Gebied) -> list[int]:
    """The ids of all that this gebied lies in. No query when the ouders came along."""
    found, ouder = [], gebied.ouder
    while ouder is not None:
        found.append(ouder.pk)
        ouder = ouder.ouder
    return found


_SOORTEN = (
    Gebied.Soort.LAND,
    Gebied.Soort.GEMEENTE,
    Gebied.Soort.PROGRAMMAGEBIED,
    Gebied.Soort.WIJK,
    Gebied.Soort.BUURT,
)


def _rank(soorten: Iterable[str]) -> Case:
    return Case(
        *(When(soort=soort, then=Value(rank)) for rank, soort in enumerate(soorten)),
        default=Value(99),
        output_field=IntegerField(),
    )


GROOTSTE_EERST = _rank(_SOORTEN)
_BENCHMARK_EERST = _rank((Gebied.Soort.BENCHMARK, *reversed(_SOORTEN)))


def _with_figures(user) -> QuerySet[Gebied]:
    return (
        Gebied.objects.visible_to(user)
        .exclude(soort=Gebied.Soort.BENCHMARK)
        .filter(Exists(_figures_of(OuterRef("pk"))), geldig_tot__isnull=True)
        .order_by(GROOTSTE_EERST, "code", "pk")
    )


def _figures_of(gebied_id, *, bekend_op: datetime | None = None, **filters) -> QuerySet[Waarneming]:
    return known(bekend_op).filter(gebied=gebied_id, waarde__isnull=False, **filters)


def end_of(dag: date) -> datetime:
    """The moment to ask for what was known on this day."""
    return timezone.make_aware(datetime.combine(dag, time.max))


def known(bekend_op: datetime | None) -> QuerySet[Waarneming]:
    """The figures that hold now, or that held at that moment."""
    return Waarneming.objects.as_known_on(bekend_op) if bekend_op else Waarneming.objects.current()


@dataclass(frozen=True)
class _Cijfer:
    waarde: Decimal | None
    reden: str
    voorlopig: bool
    ingelezen_op: date | None


_GEEN_CIJFER = _Cijfer(None, Waarneming.Reden.ONTBREEKT.value, False, None)


@dataclass(frozen=True)
class _Cijfers:
    """The figures of some gebieden and years, with small cells already hidden, from which driehoeken are made."""

    indicatoren: list[Indicator]
    cijfers: dict[tuple[int, int, int], _Cijfer]

    @classmethod
    def of(
        cls, gebied_ids: list[int], perioden: set[int], *, bekend_op: datetime | None = None
    ) -> "_Cijfers":
        indicatoren = list(Indicator.objects.in_order().exclude(thema__plek=Thema.Plek.GEEN))
        rows = (
            known(bekend_op)
            .filter(gebied__in=gebied_ids, periode__in=perioden)
            .toonbaar(bekend_op, van=indicatoren)
            .values_list(
                "gebied_id",
                "periode",
                "indicator_id",
                "getoonde_waarde",
                "reden",
                "status",
                "verversing__verwerkt_op",
            )
        )
        cijfers = {
            (gebied, periode, indicator): _Cijfer(
                waarde,
                Waarneming.reden_bij(waarde, reden),
                status == Waarneming.Status.VOORLOPIG,
                _day(verwerkt_op),
            )
            for gebied, periode, indicator, waarde, reden, status, verwerkt_op in rows
        }
        return cls(indicatoren, cijfers)

    def driehoek(
        self,
        gebied: Gebied,
        periode: int,
        vergelijking: Gebied,
        vergelijking_periode: int | None = None,
        bekend_op: datetime | None = None,
        vandaag: date | None = None,
    ) -> Driehoek:
        hoeken: dict[Thema, list[Staaf]] = {}
        bronnen: dict[str, None] = {}
        te_laat: dict[str, str] = {}
        ingelezen = []
        for indicator in self.indicatoren:
            hier = self.cijfers.get((gebied.pk, periode, indicator.pk), _GEEN_CIJFER)
            daar = self.cijfers.get(
                (vergelijking.pk, vergelijking_periode or periode, indicator.pk), _GEEN_CIJFER
            )
            sinds = indicator.te_laat_sinds(vandaag) if vandaag and not bekend_op else None
            late = sinds.isoformat() if sinds and hier.waarde is not None else None
            is_broken = _broken_between(indicator, periode, vergelijking_periode or periode)
            hoeken.setdefault(indicator.thema, []).append(_staaf(indicator, hier, daar, late, is_broken))
            if hier.waarde is not None:
                bronnen[indicator.bron.naam] = None
            if late:
                te_laat[indicator.bron.naam] = min(late, te_laat.get(indicator.bron.naam, late))
            ingelezen += [cijfer.ingelezen_op for cijfer in (hier, daar) if cijfer.ingelezen_op]
        return Driehoek(
            gebied_code=gebied.code,
            gebied_naam=korte_gebiedsnaam(gebied.naam),
            periode=periode,
            vergelijking_code=vergelijking.code,
            vergelijking_naam=korte_gebiedsnaam(vergelijking.naam)
            + (f" in {vergelijking_periode}" if vergelijking_periode else ""),
            hoeken=tuple(
                Hoek(thema.code, thema.naam, thema.plek, tuple(staven)) for thema, staven in hoeken.items()
            ),
            bronnen=tuple(bronnen),
            ingelezen_op=max(ingelezen).isoformat() if ingelezen else None,
            vergelijking_periode=vergelijking_periode,
            bekend_op=_day(bekend_op).isoformat() if bekend_op else None,
            te_laat=tuple(te_laat.items()),
        )


def _broken_between(indicator: Indicator, periode: int, andere: int) -> bool:
    first, last = sorted((periode, andere))
    return any(first < breuk["jaar"] <= last for breuk in indicator.breuken)


def _staaf(
    indicator: Indicator, hier: _Cijfer, daar: _Cijfer, te_laat_sinds: str | None, is_broken: bool
) -> Staaf:
    return Staaf(
        code=indicator.code,
        naam=indicator.naam,
        korte_naam=indicator.korte_naam,
        eenheid=indicator.eenheid,
        decimalen=indicator.decimalen,
        gunstig=indicator.gunstig,
        waarde=_float(hier.waarde),
        reden=hier.reden,
        vergelijking=_float(daar.waarde),
        vergelijking_reden=daar.reden,
        afwijking=None if is_broken else afwijking(hier.waarde, daar.waarde, indicator.gunstig),
        voorlopig=hier.voorlopig or daar.voorlopig,
        te_laat_sinds=te_laat_sinds,
    )


def afwijking(waarde: Decimal | None, vergelijking: Decimal | None, gunstig: str) -> float | None:
    """How far a figure is from the comparator's, in % of the comparator's, above zero when that is favourable.

    In % because the indicators have different units: only so can one scale hold a woz-waarde and a percentage.
    None where there is nothing to compare: a figure is missing, the comparator is zero, or neither way is favourable.
    """
    if waarde is None or not vergelijking or gunstig == Indicator.Gunstig.GEEN:
        return None
    deviation = (waarde - vergelijking) / abs(vergelijking) * 100
    return float(round(deviation if gunstig == Indicator.Gunstig.HOGER else -deviation, 2))


def _day(moment: datetime | None) -> date | None:
    return moment and timezone.localtime(moment).date()


def _float(waarde: Decimal | None) -> float | None:
    return None if waarde is None else float(waarde)
