"""Looks in an emergency that someone is to judge or to know of."""

from datetime import datetime

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import RECHTEN, Recht
from casuistiek.models import (
    Noodinzage,
)


def noodinzagen_to_judge(user: Gebruiker) -> int:
    """How many wait for this person's judgement; none for who judges none."""
    return Noodinzage.objects.visible_to(user).to_judge().exclude(door=user).count()


def noodinzagen_in_casussen_of(user: Gebruiker, since: datetime) -> list[Noodinzage]:
    """The times that another looked, since that moment, at who the casussen of this person are about."""
    rows = Noodinzage.objects.filter(casus__casusverantwoordelijke=user, begonnen_op__gte=since)
    return list(rows.exclude(door=user).for_list())


def functionarissen():
    """The people who watch over privacy, by name."""
    rollen = [rol for rol, rechten in RECHTEN.items() if Recht.LOGBOEK_ZIEN in rechten]
    return (
        Gebruiker.objects.filter(is_active=True, roltoekenningen__rol__in=rollen)
        .distinct()
        .order_by("naam", "pk")
    )
