"""Background work: each job calls one service."""

from datetime import timedelta
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from brunssum.core import taken
from brunssum.core.models import Taak
from reisverslag import services


@taken.register(services.UITGAVE_TAAK, lease=timedelta(minutes=10))
def make_uitgave(taak: Taak, meld: taken.Meld) -> dict[str, Any]:
    """Make the PDF of a reisverslag; in the end the progress bar leads to it."""
    uitgave = services.make_uitgave(
        taak.gegevens["reisverslag_id"],
        actor=taak.aangevraagd_door,
        op=taak.aangevraagd_op,
        meld=meld,
        taak=taak,
    )
    return {
        "url": reverse("reisverslag:uitgave", args=[uitgave.pk]),
        "label": f"Download de pdf ({uitgave.paginas} bladzijden, {filesizeformat(uitgave.omvang)})",
    }
