"""When someone was here: so that the start page can tell what happened since the time before."""

from datetime import datetime, timedelta

from django.db.models import F, Q

from brunssum.core.models import Gebruiker

EEN_BEZOEK = timedelta(hours=4)
"""Whoever comes back within this time is still on the same visit: what is new stays new, however often they look."""


def note_visit(*, actor: Gebruiker, moment: datetime) -> bool:
    """Someone opens their start page; gives whether a new visit began. No audit row: nobody else sees this.

    `actor` is brought up to date. Two pages that open at once begin one visit.
    """
    if actor.laatste_bezoek and actor.laatste_bezoek > moment - EEN_BEZOEK:
        return False
    ended = Q(laatste_bezoek=None) | Q(laatste_bezoek__lte=moment - EEN_BEZOEK)
    began = Gebruiker.objects.filter(ended, pk=actor.pk).update(
        vorig_bezoek=F("laatste_bezoek"), laatste_bezoek=moment
    )
    actor.refresh_from_db(fields=["laatste_bezoek", "vorig_bezoek"])
    return bool(began)
