"""Telling who has to do with a koppeling what happened to it, in time that a key ends, and that it gets no tokens."""

from datetime import datetime, timedelta

from django.utils import timezone

from brunssum.core import meldingsoorten
from brunssum.core.models import ApiAanroep, ApiClient, ApiSleutel, Gebruiker
from brunssum.core.rollen import Rol
from brunssum.core.services import meldingen

STEEDS, BINNEN = 10, timedelta(hours=1)
"""So many refusals within this time are no slip of the hand."""
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


def tell_of_no_tokens(aanroep: ApiAanroep) -> int:
    """Tell, once a day, that tokens are refused time after time; `aanroep` is the latest. Gives how many were told.

    Of a koppeling its people hear it; of who has none, the beheerders.
    """
    client, moment = aanroep.client, aanroep.tijdstip
    lately = ApiAanroep.objects.without_token().filter(client=client, tijdstip__gt=moment - BINNEN)
    if lately[:STEEDS].count() < STEEDS:
        return 0
    soort = meldingsoorten.KOPPELING_GEEN_TOKEN if client else meldingsoorten.ONBEKENDE_GEEN_TOKEN
    return meldingen.tell(
        _people_of(client) if client else Gebruiker.objects.having(Rol.BEHEERDER),
        soort=soort,
        onderwerp=client or aanroep,
        actor=None,
        sleutel=f"{soort}:{client.pk if client else ''}:{timezone.localtime(moment):%Y-%m-%d}",
    )


def _people_of(client: ApiClient) -> list[Gebruiker]:
    contacts = Gebruiker.objects.having(Rol.PARTNER).filter(organisatie=client.organisatie_id)
    return [*Gebruiker.objects.having(Rol.BEHEERDER), *contacts]
