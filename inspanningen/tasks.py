"""Background work of inspanningen: fetch, call one service."""

from django.urls import reverse

from brunssum.core import taken
from brunssum.core.models import Taak
from inspanningen import services


@taken.register(services.KAART_PDF)
def make_kaart_pdf(taak: Taak, meld: taken.Meld) -> dict:
    bestand = services.make_kaart_pdf(
        taak.gegevens["inspanning_id"],
        actor=taak.aangevraagd_door,
        zicht=taak.gegevens["zicht"],
        gemaakt_op=taak.aangevraagd_op,
        meld=meld,
    )
    url = reverse("inspanningen:pdf_download", args=[taak.gegevens["inspanning_id"], taak.pk])
    return {"url": url, "label": "Download de projectkaart (pdf)", "bestand": bestand}
