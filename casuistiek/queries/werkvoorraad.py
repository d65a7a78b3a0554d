"""How much work waits, and who does it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import RECHTEN, Recht
from casuistiek.models import (
    Casus,
    Overdracht,
)
from casuistiek.querysets import is_late, is_running, stands_still, waits_for_besluit
from casuistiek.stappen import LOPEND


@dataclass(frozen=True)
class Werkvoorraad:
    """What waits for this person. A start page shows these numbers to this person alone."""

    mijn: int
    wacht_op_besluit: int
    te_laat: int
    staat_stil: int
    concepten: int
    overdrachten: int


def werkvoorraad_counts(user: Gebruiker, vandaag: date | None = None) -> Werkvoorraad:
    """How much waits for this person; all zero for someone who sees no casussen."""
    if not user.mag(Recht.CASUS_BEHANDELEN):
        return Werkvoorraad(0, 0, 0, 0, 0, 0)
    vandaag = vandaag or timezone.localdate()
    mine = Q(casusverantwoordelijke=user)
    unfinished = Casus.objects.filter(stap__in=LOPEND)  # also the concepts; the rest ended, over the years
    counts = unfinished.visible_to(user).aggregate(
        mijn=Count("pk", filter=mine & is_running()),
        wacht_op_besluit=Count("pk", filter=waits_for_besluit()),
        te_laat=Count("pk", filter=is_late(vandaag)),
        staat_stil=Count("pk", filter=stands_still(vandaag)),
        concepten=Count("pk", filter=mine & Q(is_concept=True)),
    )
    offered = Overdracht.objects.filter(naar=user, status=Overdracht.Status.VOORGESTELD)
    return Werkvoorraad(**counts, overdrachten=offered.count())


def behandelaars():
    """The people who may be casusverantwoordelijke, by name."""
    rollen = [rol for rol, rechten in RECHTEN.items() if Recht.CASUS_BEHANDELEN in rechten]
    return (
        Gebruiker.objects.filter(is_active=True, roltoekenningen__rol__in=rollen)
        .distinct()
        .order_by("naam", "pk")
    )
