"""Telling who handles signalen that one waits too long."""

from datetime import date

from brunssum.core.services import meldingen
from casuistiek.meldingsoorten import SIGNAAL_TE_LANG
from casuistiek.models import Signaal
from casuistiek.queries.signalen import behandelaars_of


def remind_of_signalen(*, vandaag: date) -> int:
    """Tell each of them once of a signaal that waits longer than its urgentie allows; gives how many were told.

    Work of the night; safe to run twice, and on a day after it did not run.
    """
    return sum(
        meldingen.tell(
            behandelaars_of(signaal),
            soort=SIGNAAL_TE_LANG,
            onderwerp=signaal,
            actor=None,
            sleutel=f"{SIGNAAL_TE_LANG}:{signaal.pk}",
        )
        for signaal in Signaal.objects.waiting_too_long(vandaag)
        .select_related("gebied__ouder")
        .order_by("pk")
    )
