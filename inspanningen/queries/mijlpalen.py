"""Mijlpalen as facts: what is late, what was reached in a period, each with its inspanning named.

Each function starts from a queryset that the caller limited to who asks:

    late_mijlpalen(Mijlpaal.objects.visible_to(user), vandaag)
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from inspanningen.models import Inspanning, Mijlpaal, Verschuiving
from inspanningen.planverschil import days_later


@dataclass(frozen=True, slots=True)
class MijlpaalFeit:
    """One mijlpaal. `wanneer` is the plan in words ("medio april 2025"), from `van` until `tot`, both included."""

    pk: int
    inspanning_pk: int
    inspanning_nummer: str
    inspanning_naam: str
    projectleider_pk: int | None
    naam: str
    toelichting: str
    wanneer: str
    van: date
    tot: date
    eerste_wanneer: str
    eerste_van: date
    eerste_tot: date
    status: str
    gehaald_op: date | None
    vervallen_op: date | None
    vervallen_reden: str
    keer_verschoven: int
    inspanning_fase: str = ""

    @property
    def inspanning(self) -> str:
        return f"{self.inspanning_nummer} {self.inspanning_naam}"

    @property
    def dagen_verschoven(self) -> int:
        """How many days later than planned first: by when it was reached, or by how it is planned now."""
        nu = (self.gehaald_op, self.gehaald_op) if self.gehaald_op else (self.van, self.tot)
        return days_later((self.eerste_van, self.eerste_tot), nu)

    @property
    def is_gestopt(self) -> bool:
        """That nobody works on it any more: the inspanning was stopped."""
        return self.inspanning_fase == Inspanning.Fase.GESTOPT

    def is_late(self, vandaag: date) -> bool:
        """As MijlpaalQuerySet.late says it."""
        return self.status == Mijlpaal.Status.GEPLAND and self.tot < vandaag and not self.is_gestopt

    def dagen_te_laat(self, vandaag: date) -> int:
        """How many days ago the last day of the plan was; 0 when it is not late."""
        return (vandaag - self.tot).days if self.is_late(vandaag) else 0


_COLUMNS = (
    "pk",
    "inspanning",
    "inspanning__nummer",
    "inspanning__naam",
    "inspanning__projectleider",
    "naam",
    "toelichting",
    "wanneer",
    "van",
    "tot",
    "eerste_wanneer",
    "eerste_van",
    "eerste_tot",
    "status",
    "gehaald_op",
    "vervallen_op",
    "vervallen_reden",
    "keer_verschoven",
    "inspanning__fase",
)
_TIMES_MOVED = (
    Verschuiving.objects.filter(mijlpaal=OuterRef("pk"))
    .order_by()
    .values("mijlpaal")
    .annotate(keer=Count("pk"))
    .values("keer")
)


def mijlpaal_feiten(mijlpalen: QuerySet[Mijlpaal]) -> tuple[MijlpaalFeit, ...]:
    """These mijlpalen in the order they have. One query."""
    rows = mijlpalen.annotate(keer_verschoven=Coalesce(Subquery(_TIMES_MOVED), 0))
    return tuple(MijlpaalFeit(*row) for row in rows.values_list(*_COLUMNS))


def late_mijlpalen(mijlpalen: QuerySet[Mijlpaal], vandaag: date) -> tuple[MijlpaalFeit, ...]:
    """Of these, what should have been there by now; the longest late first."""
    return mijlpaal_feiten(mijlpalen.late(vandaag).order_by("tot", "pk"))


def reached_mijlpalen(mijlpalen: QuerySet[Mijlpaal], van: date, tot: date) -> tuple[MijlpaalFeit, ...]:
    """Of these, what was reached in this period, both days included; the first reached first."""
    return mijlpaal_feiten(mijlpalen.reached_between(van, tot).order_by("gehaald_op", "pk"))
