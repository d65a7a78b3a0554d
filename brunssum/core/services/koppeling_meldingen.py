"""Telling who has to do with a koppeling what happened to it, and in time that a key ends."""

from datetime import datetime, timedelta

from brunssum.core import meldingsoorten
from brunssum.core.models import ApiClient, ApiSleutel, Gebruiker
from brunssum.core.rollen import Rol
from brunssum.core.services import meldingen

LOOKS_BACK = timedelta(days=3)
"""So long a night that was missed is made up for."""


def tell(client: ApiClient, soort: str, *, actor: Gebruiker | None) -> int:
    """Tell the beheerders and the contacts of its organisatie. For other services to call, in their transaction."""
    return meldingen.tell(_people_of(client), soort=soort, onderwerp=client, actor=actor)


def remind(*, begin: datetime, eind: datetime) -> int:
    """Tell of each key once that it ends within a month, and once on the day it ends; gives how many were told.

    The day is from `begin` to `eind`. A key that was replaced is not told of a month before; on its last day it is when
    the new one was never used, for then a system is about to stop. Safe to run twice, and after a night it did not run.
    """
    told = 0
    ending = ApiSleutel.objects.ending(begin - LOOKS_BACK, eind)
    due = ApiSleutel.objects.due_within(ApiSleutel.BIJNA, begin).exclude(pk__in=ending.values("pk"))
    for soort, sleutels in ((meldingsoorten.SLEUTEL_BIJNA, due), (meldingsoorten.SLEUTEL_VERLOOPT, ending)):
        for sleutel in sleutels.select_related("client").order_by("pk"):
            told += meldingen.tell(
                _people_of(sleutel.client),
                soort=soort,
                onderwerp=sleutel,
                actor=None,
                sleutel=f"{soort}:{sleutel.pk}",
            )
    return told


def _people_of(client: ApiClient) -> list[Gebruiker]:
    contacts = Gebruiker.objects.having(Rol.PARTNER).filter(organisatie=client.organisatie_id)
    return [*Gebruiker.objects.having(Rol.BEHEERDER), *contacts]
