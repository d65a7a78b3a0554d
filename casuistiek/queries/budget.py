"""The budget of a year, on any day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from brunssum.core.models import Gebruiker
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
