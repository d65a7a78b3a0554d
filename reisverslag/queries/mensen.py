"""Who has to do with a reisverslag."""

from django.db.models import QuerySet

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import RECHTEN, Recht


def schrijvers() -> QuerySet[Gebruiker]:
    """Who may write and fix a reisverslag."""
    rollen = [rol for rol, rechten in RECHTEN.items() if Recht.REISVERSLAG_SCHRIJVEN in rechten]
    people = Gebruiker.objects.filter(is_active=True, roltoekenningen__rol__in=rollen)
    return people.distinct().with_rollen().order_by("naam", "pk")
