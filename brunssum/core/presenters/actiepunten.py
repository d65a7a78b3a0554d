"""Actiepunten as every list of them shows them: what it is, whose, and the same buttons everywhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse

from brunssum.core import onderwerpen
from brunssum.core.models import Actiepunt, Gebruiker
from brunssum.core.permissions import actiepunten as permissions
from brunssum.core.queries.onderwerpen import OnderwerpLink

NIETS: Mapping[int, OnderwerpLink] = {}


@dataclass(frozen=True)
class Rij:
    """One actiepunt for one reader."""

    actiepunt: Actiepunt
    is_laat: bool
    onderwerp: OnderwerpLink | None
    may_finish: bool
    may_confirm: bool
    may_hand_over: bool


def rijen(
    user: Gebruiker,
    actiepunten: Iterable[Actiepunt],
    vandaag: date,
    *,
    onderwerp_links: Mapping[int, OnderwerpLink] = NIETS,
) -> list[Rij]:
    """In the order they came. No query, but for a content type once for each process."""
    return [
        Rij(
            actiepunt=one,
            is_laat=one.is_late(vandaag),
            onderwerp=onderwerp_links.get(one.pk),
            may_finish=permissions.may_finish(user, one)
            and not permissions.bezwaar_tegen_afronden(user, one),
            may_confirm=permissions.may_confirm(user, one) and not permissions.bezwaar_tegen_bevestigen(one),
            may_hand_over=permissions.may_hand_over(user, one)
            and not permissions.bezwaar_tegen_wijzigen(one),
        )
        for one in actiepunten
    ]


def make_url(user: Gebruiker, obj: models.Model, *, back: str) -> str:
    """Where this reader makes an actiepunt about this; empty when they may not, or not now."""
    onderwerp = onderwerpen.of(type(obj))
    if not permissions.may_make_actiepunt(user):
        return ""
    if onderwerp.make_url is not None:
        return onderwerp.make_url(obj)
    query = urlencode({"over": f"{obj._meta.label_lower}:{obj.pk}", "next": back})
    return f"{reverse('core:actiepunt_add')}?{query}"
