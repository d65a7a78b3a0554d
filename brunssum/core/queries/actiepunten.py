"""How many actiepunten there are for someone, and who has to do with them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from brunssum.core.models import Actiepunt, Gebruiker


@dataclass(frozen=True)
class Actiestand:
    """How many actiepunten ask for someone, and how many of others are late."""

    mijn: int
    te_laat: int
    te_bevestigen: int
    te_laat_van_anderen: int


def actiestand(user: Gebruiker, vandaag: date) -> Actiestand:
    open_, late = Q(status=Actiepunt.Status.OPEN), Q(status=Actiepunt.Status.OPEN, vervalt_op__lt=vandaag)
    return Actiestand(
        **Actiepunt.objects.running()
        .visible_to(user)
        .aggregate(
            mijn=Count("pk", filter=open_ & Q(eigenaar=user)),
            te_laat=Count("pk", filter=late & Q(eigenaar=user)),
            te_bevestigen=Count("pk", filter=Q(bevestiger=user, status=Actiepunt.Status.GEDAAN)),
            te_laat_van_anderen=Count("pk", filter=late & ~Q(eigenaar=user)),
        )
    )


def kan_actiepunt_krijgen():
    """Who can be asked to do something: everyone who may log in and has a rol, by name."""
    return (
        Gebruiker.objects.filter(is_active=True, roltoekenningen__isnull=False)
        .distinct()
        .order_by("naam", "pk")
    )


def has_actiepunten():
    """Whose actiepunten there are, by name."""
    return Gebruiker.objects.filter(pk__in=Actiepunt.objects.values("eigenaar")).order_by("naam", "pk")


def has_running_actiepunten():
    """Who has something to do or to confirm, by name; also who cannot log in any more."""
    running = Actiepunt.objects.running()
    return Gebruiker.objects.filter(
        Q(pk__in=running.values("eigenaar"))
        | Q(pk__in=running.filter(bevestiger__isnull=False).values("bevestiger"))
    ).order_by("naam", "pk")


def soorten_actiepunten() -> list[str]:
    """What made actiepunten so far, besides people."""
    return list(
        Actiepunt.objects.exclude(soort="").order_by("soort").values_list("soort", flat=True).distinct()
    )
