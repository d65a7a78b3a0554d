"""Who decides up to which amount, and what waits for a second person."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Max, Q

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht
from casuistiek.models import (
    Mandaat,
    VoorgenomenBesluit,
    Voorstel,
)
from casuistiek.permissions import BESLISSENDE_ROLLEN, Ruimte


def mandaat_of(user: Gebruiker) -> Ruimte | None:
    """Up to which amounts this person decides, alone and as second, by the widest of their rollen; None: nothing."""
    widest = Mandaat.objects.filter(rol__in=user.rollen).aggregate(
        alleen=Max("tot_bedrag"), als_tweede=Max("als_tweede_tot_bedrag")
    )
    return None if widest["alleen"] is None else Ruimte(**widest)


def mandaten() -> dict[str, Mandaat | None]:
    """What is laid down for every rol that decides."""
    rows = {mandaat.rol: mandaat for mandaat in Mandaat.objects.all()}
    return {rol: rows.get(rol) for rol in BESLISSENDE_ROLLEN}


def who_may_confirm(bedrag: Decimal, *, beslisser: Gebruiker, voorstel: Voorstel):
    """The people who may be the second pair of eyes on this amount: not the beslisser, not who made the voorstel."""
    rollen = Mandaat.objects.filter(rol__in=BESLISSENDE_ROLLEN, als_tweede_tot_bedrag__gte=bedrag)
    return (
        Gebruiker.objects.filter(is_active=True, roltoekenningen__rol__in=rollen.values("rol"))
        .exclude(pk__in=[beslisser.pk, voorstel.door_id])
        .distinct()
        .order_by("naam", "pk")
    )


@dataclass(frozen=True)
class WachtOpTweede:
    """How many voorgenomen besluiten wait for a second person: all, and those this person may confirm."""

    alle: int
    voor_mij: int


def waiting_for_second(user: Gebruiker) -> WachtOpTweede:
    """For who decides; none for others."""
    mandaat = mandaat_of(user) if user.mag(Recht.CASUS_BESLISSEN) else None
    if mandaat is None:
        return WachtOpTweede(0, 0)
    mine = Q(bedrag__lte=mandaat.als_tweede) & ~Q(beslisser=user) & ~Q(voorstel__door=user)
    wacht = VoorgenomenBesluit.objects.filter(status=VoorgenomenBesluit.Status.WACHT)
    return WachtOpTweede(**wacht.aggregate(alle=Count("pk"), voor_mij=Count("pk", filter=mine)))
