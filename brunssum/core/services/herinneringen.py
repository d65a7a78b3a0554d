"""Telling people of their actiepunten that are late, or soon will be."""

from datetime import date, timedelta

from brunssum.core import meldingsoorten
from brunssum.core.models import Actiepunt
from brunssum.core.services import meldingen

BIJNA = timedelta(days=3)


def remind(*, vandaag: date) -> int:
    """Tell each eigenaar once of what is late, and once of what is due in three days; gives how many were told.

    Safe to run twice, and on a day after it did not run. Who gets an actiepunt from another, or another date for it,
    is told anew.
    """
    told = 0
    soon = Actiepunt.objects.open().filter(vervalt_op__lte=vandaag + BIJNA, eigenaar__is_active=True)
    for actiepunt in soon.select_related("eigenaar").order_by("pk").iterator(chunk_size=500):
        late = actiepunt.is_late(vandaag)
        soort = meldingsoorten.ACTIEPUNT_TE_LAAT if late else meldingsoorten.ACTIEPUNT_BIJNA
        sleutel = f"{soort}:{actiepunt.pk}:{actiepunt.vervalt_op.isoformat()}"
        told += meldingen.tell(
            [actiepunt.eigenaar], soort=soort, onderwerp=actiepunt, actor=None, sleutel=sleutel
        )
    return told
