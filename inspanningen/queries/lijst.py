"""The rows of the list: no texts, no model objects, two queries however many rows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from inspanningen.models import Inspanning


@dataclass(frozen=True, slots=True)
class Rij:
    pk: int
    nummer: str
    naam: str
    ouder: str
    fase: str
    projectleider: str
    gebieden: str
    gewijzigd_op: datetime

    @property
    def fase_label(self) -> str:
        return Inspanning.Fase(self.fase).label


def rijen(inspanningen: QuerySet[Inspanning], *, met_projectleider: bool) -> list[Rij]:
    """These inspanningen as rows, in their order; without the name of the projectleider when that stays inside."""
    leider = ("projectleider__naam",) if met_projectleider else ()
    found: Sequence[tuple] = list(
        inspanningen.values_list("pk", "nummer", "naam", "ouder__naam", "fase", "gewijzigd_op", *leider)
    )
    gebieden = defaultdict(list)
    links = Inspanning.gebieden.through.objects.filter(inspanning__in=[row[0] for row in found])
    for pk, naam in links.order_by("gebied__naam").values_list("inspanning", "gebied__naam"):
        gebieden[pk].append(naam)
    return [
        Rij(
            pk=pk,
            nummer=nummer,
            naam=naam,
            ouder=ouder or "",
            fase=fase,
            projectleider=(wie[0] or "") if wie else "",
            gebieden=", ".join(gebieden[pk]),
            gewijzigd_op=op,
        )
        for pk, nummer, naam, ouder, fase, op, *wie in found
    ]
