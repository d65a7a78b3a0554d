"""Who has to do with a reisverslag."""

from django.db.models import QuerySet

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import RECHTEN, Recht
from reisverslag import permissions
from reisverslag.models import Reisverslag


def schrijvers() -> QuerySet[Gebruiker]:
    """Who may write and fix a reisverslag."""
    rollen = [rol for rol, rechten in RECHTEN.items() if Recht.REISVERSLAG_SCHRIJVEN in rechten]
    people = Gebruiker.objects.filter(is_active=True, roltoekenningen__rol__in=rollen)
    return people.distinct().with_rollen().order_by("naam", "pk")


def may_be_asked(reisverslag: Reisverslag) -> list[Gebruiker]:
    """Who may be asked to read this concept along and does not do so now, by name. Three queries."""
    reads = {
        one.gebruiker_id for one in reisverslag.meelezers.select_related("actiepunt") if not one.is_klaar
    }
    people = Gebruiker.objects.filter(is_active=True, roltoekenningen__isnull=False).distinct().with_rollen()
    return [
        one
        for one in people.exclude(pk=reisverslag.auteur_id).order_by("naam", "pk")
        if one.pk not in reads and permissions.may_read_along(one, reisverslag)
    ]
