"""Background work of casuïstiek. Each calls one service that may run twice."""

import logging

from celery import shared_task
from django.urls import reverse
from django.utils import timezone

from brunssum.core import taken
from brunssum.core.models import Taak
from brunssum.core.taken import Meld
from casuistiek import services
from casuistiek.models import Vernietigingslijst
from casuistiek.services.noodinzage import MELDEN

logger = logging.getLogger(__name__)


@taken.register(MELDEN)
def send_noodinzage(taak: Taak, meld: Meld) -> dict:
    services.send_noodinzage(taak.gegevens["noodinzage_id"])
    return {"label": "de functionaris en de casusverantwoordelijke weten het"}


@shared_task
def controleer_inzagelog() -> None:
    """Every night: check the chain. The line in the process log is a witness outside the database."""
    controle = services.check_inzagelog()
    if controle.breuk:
        logger.error("inzagelog broken after row %s, hash %s", controle.aantal, controle.hash)
        services.report_breuk(controle)
    else:
        services.keep_check(controle)
        logger.info("inzagelog whole up to row %s, hash %s", controle.aantal, controle.hash)


@taken.register(services.VERNIETIGING)
def vernietig(taak: Taak, meld: Meld) -> dict:
    done = services.destroy(taak.gegevens["lijst_id"], op=timezone.now(), meld=meld)
    url = reverse("casuistiek:vernietigingslijst", args=[taak.gegevens["lijst_id"]])
    return {"url": url, "label": f"{done} casussen vernietigd, met bewijs"}


@shared_task
def bewaartermijnen() -> None:
    """Every night: clean up what was never finished, list what has been kept long enough, go on with what stopped."""
    vandaag = timezone.localdate()
    services.clean_up_unaccepted(vandaag=vandaag)
    services.make_vernietigingslijst(vandaag=vandaag)
    unfinished = Vernietigingslijst.objects.filter(status=Vernietigingslijst.Status.VASTGESTELD)
    for lijst_id in unfinished.values_list("pk", flat=True):
        services.request_vernietiging(lijst_id, actor=None)


@shared_task
def herinner_signalen() -> None:
    """Every night: who lets a partner wait too long hears so."""
    services.remind_of_signalen(vandaag=timezone.localdate())
