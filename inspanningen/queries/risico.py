"""Risico's of the whole programme, counted."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import RECHTEN, ZICHT, Recht, Zicht
from inspanningen.querysets.risico import BEKIJK_BINNEN, RisicoQuerySet

Plek = tuple[int, int]


@dataclass(frozen=True)
class Risicostand:
    """Where the open risico's stand, and how many ask for someone."""

    zonder: dict[Plek, int]
    nu: dict[Plek, int]
    open: int
    zonder_maatregel: int
    zonder_eigenaar: int
    niet_bekeken: int


def risicostand(risicos: RisicoQuerySet, vandaag: date) -> Risicostand:
    """Count these risico's. One query, however many."""
    rows = list(
        risicos.open()
        .with_score()
        .values_list("kans", "impact", "kans_nu", "impact_nu", "maatregel", "eigenaar", "beoordeeld_op")
    )
    return Risicostand(
        zonder=dict(Counter((row[0], row[1]) for row in rows)),
        nu=dict(Counter((row[2], row[3]) for row in rows)),
        open=len(rows),
        zonder_maatregel=sum(not row[4] for row in rows),
        zonder_eigenaar=sum(row[5] is None for row in rows),
        niet_bekeken=sum(row[6] < vandaag - BEKIJK_BINNEN for row in rows),
    )


def kan_op_risico_letten():
    """Who can watch over a risico: everyone who may see it, by name."""
    rollen = [
        rol
        for rol, rechten in RECHTEN.items()
        if Recht.INSPANNINGEN_ZIEN in rechten and ZICHT.get(rol) == Zicht.INTERN
    ]
    people = Gebruiker.objects.filter(is_active=True, roltoekenningen__rol__in=rollen)
    return people.distinct().order_by("naam", "pk")
