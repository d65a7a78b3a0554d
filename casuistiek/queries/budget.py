"""The budget of a year, on any day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Min, Q, Sum
from django.db.models.functions import Coalesce

from brunssum.core.models import Gebruiker
from casuistiek.kleine_cellen import round_down
from casuistiek.models import (
    Boeking,
    Budget,
    VoorgenomenBesluit,
)


@dataclass(frozen=True)
class Bedragen:
    """Where a budget stands, or several together."""

    bedrag: Decimal
    verplicht: Decimal
    betaald: Decimal

    @property
    def vrij(self) -> Decimal:
        return self.bedrag - self.verplicht

    @property
    def nog_te_betalen(self) -> Decimal:
        return self.verplicht - self.betaald


@dataclass(frozen=True)
class Budgetstand:
    """The budgets of a year: each on a day, and together."""

    jaar: int
    regels: tuple[tuple[Budget, Bedragen], ...]
    totaal: Bedragen
    wacht_op_tweede: Decimal  # decided above a mandaat and not yet confirmed: committed nowhere

    @property
    def budgetten(self) -> tuple[Budget, ...]:
        return tuple(budget for budget, _ in self.regels)


def budgetstand(user: Gebruiker, jaar: int, op: date | None = None) -> Budgetstand:
    """The budgets of a year and their totals, as they stood at the end of a day (None: now)."""
    budgetten = list(Budget.objects.visible_to(user).filter(jaar=jaar).order_by("financiering", "pk"))
    if op is None:
        stand = {one.pk: Bedragen(one.bedrag, one.verplicht, one.betaald) for one in budgetten}
    else:
        stand = _bedragen_on(budgetten, op)
    wacht = VoorgenomenBesluit.objects.filter(
        budget__in=budgetten, status=VoorgenomenBesluit.Status.WACHT
    ).aggregate(totaal=Sum("bedrag"))
    return Budgetstand(
        jaar,
        tuple((one, stand[one.pk]) for one in budgetten),
        Bedragen(
            *(
                sum((getattr(one, naam) for one in stand.values()), Decimal(0))
                for naam in ("bedrag", "verplicht", "betaald")
            )
        ),
        wacht["totaal"] or Decimal(0),
    )


def budget_jaren(user: Gebruiker) -> list[int]:
    """The years there is a budget of, newest first."""
    return list(Budget.objects.visible_to(user).order_by("-jaar").values_list("jaar", flat=True).distinct())


def budget_on(budget: Budget, day: date) -> Bedragen:
    """How a budget stood at the end of a day, counted from its bookings."""
    return _bedragen_on([budget], day)[budget.pk]


def _bedragen_on(budgetten: list[Budget], day: date) -> dict[int, Bedragen]:
    stand = {one.pk: dict.fromkeys(("bedrag", "verplicht", "betaald"), Decimal(0)) for one in budgetten}
    rows = Boeking.objects.filter(budget__in=budgetten, op__lte=day)
    for budget, soort, gecorrigeerd, bedrag in rows.values_list(
        "budget", "soort", "corrigeert__soort"
    ).annotate(som=Sum("bedrag")):
        totaal, teken = Boeking.WERKING[gecorrigeerd or soort]
        stand[budget][totaal] += teken * bedrag
    return {pk: Bedragen(**totals) for pk, totals in stand.items()}


def boekingen_of(stand: Budgetstand, op: date | None):
    """The bookings on the budgets of a year up to a day."""
    rows = Boeking.objects.filter(budget__in=stand.budgetten)
    return rows if op is None else rows.filter(op__lte=op)


STAP = Decimal(500)
"""Sums that leave casuïstiek are whole multiples of this, in euro."""


@dataclass(frozen=True)
class VeiligBudget:
    """What may be told of the budgets of a year: "… of meer", or None when that stays hidden."""

    jaar: int
    op: date
    beschikbaar: Decimal
    casussen: int | None
    toegezegd: Decimal | None


def safe_budgetten(jaren: Iterable[int], op: date) -> dict[int, VeiligBudget]:
    """The budgets of these years as they stood at the end of a day, or of their own year when that was earlier.

    What was promised is summed over whole groups of five casussen, in the order in which they first got something, and
    rounded down: two of these beside each other never differ by what one casus got. One query.
    """
    jaren = [jaar for jaar in jaren if jaar <= op.year]
    within = Q()
    for jaar in jaren:
        within |= Q(budget__jaar=jaar, op__lte=min(op, date(jaar, 12, 31)))
    if not jaren:
        return {}
    rows = Boeking.objects.filter(within).values_list(
        "budget__jaar", Coalesce("casus", "corrigeert__casus"), "soort", "corrigeert__soort"
    )
    found: dict[int, dict] = {}
    for jaar, casus, soort, gecorrigeerd, bedrag, eerste in rows.annotate(
        som=Sum("bedrag"), eerste=Min("op")
    ):
        totaal, teken = Boeking.WERKING[gecorrigeerd or soort]
        year = found.setdefault(jaar, {"bedrag": Decimal(0), "casussen": {}})
        if totaal == "bedrag":
            year["bedrag"] += teken * bedrag
        elif totaal == "verplicht" and casus is not None:
            since, sum_ = year["casussen"].get(casus, (eerste, Decimal(0)))
            year["casussen"][casus] = (min(since, eerste), sum_ + teken * bedrag)
    return {
        jaar: _safe(jaar, min(op, date(jaar, 12, 31)), year["bedrag"], year["casussen"])
        for jaar, year in sorted(found.items())
    }


def _safe(
    jaar: int, op: date, beschikbaar: Decimal, casussen: dict[int, tuple[date, Decimal]]
) -> VeiligBudget:
    told = round_down(len(casussen))
    in_order = sorted(casussen.items(), key=lambda one: (one[1][0], one[0]))[:told]
    som = sum((bedrag for _, (_, bedrag) in in_order), Decimal(0))
    return VeiligBudget(jaar, op, beschikbaar, told or None, som // STAP * STAP if told else None)
