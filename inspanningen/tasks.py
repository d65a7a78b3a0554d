"""Background work of inspanningen: fetch, call one service."""

import logging

from celery import shared_task
from django.urls import reverse
from django.utils import timezone

from brunssum.core import taken
from brunssum.core.models import Taak
from inspanningen import services
from inspanningen.services import oordelen, ritme, wijkplan, wijkplan_pdf

logger = logging.getLogger(__name__)


@taken.register(services.KAART_PDF, te_stoppen=True)
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


@taken.register(wijkplan_pdf.WIJKPLAN_PDF, te_stoppen=True)
def make_wijkplan_pdf(taak: Taak, meld: taken.Meld) -> dict:
    wijkplan_id = taak.gegevens["wijkplan_id"]
    bestand = wijkplan_pdf.make_wijkplan_pdf(
        wijkplan_id, actor=taak.aangevraagd_door, gemaakt_op=taak.aangevraagd_op, meld=meld
    )
    url = reverse("wijkplannen:pdf_download", args=[wijkplan_id, taak.pk])
    return {"url": url, "label": "Download het wijkplan (pdf)", "bestand": bestand}


@shared_task
def vraag_om_aanscherping() -> None:
    """Every night: ask the wijkmanagers for the yearly round of each wijkplan that is due."""
    logger.info("%s wijkplannen are due", wijkplan.ask_for_rondes(vandaag=timezone.localdate()))


@shared_task
def vraag_wat_aan_de_beurt_is() -> None:
    """Every night: ask the programmamanager for the next oordeelronde and realisatieplanning when it is time."""
    logger.info(
        "%s of the rhythm of the programme are due", ritme.ask_what_is_due(vandaag=timezone.localdate())
    )


@shared_task
def oordeelronde_volgen() -> None:
    """Every night: who has not answered in the open round is reminded, a week before and when late."""
    oordelen.watch_ronde(actor=None, vandaag=timezone.localdate())
