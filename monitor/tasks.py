"""Background work of the monitor: fetch, call one service."""

from datetime import timedelta

from celery import shared_task
from django.urls import reverse
from django.utils import timezone

from brunssum.core import taken
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Taak
from monitor import services


class NietAllesGelezen(DomainError):
    """The run is kept, and says what could not be read."""


# One table may take long: the service is slow, and is asked again when it fails.
@taken.register(services.VERVERSEN, lease=timedelta(minutes=30))
def ververs_bron(taak: Taak, meld: taken.Meld) -> dict:
    verversing = services.ververs_bron(
        taak.gegevens["bron_id"], actor=taak.aangevraagd_door, moment=timezone.now(), meld=meld
    )
    if verversing.fout:
        raise NietAllesGelezen(verversing.fout)
    url = reverse("monitor:verversing", args=[verversing.pk])
    return {"url": url, "label": "Bekijk wat er is gelezen", "verversing": verversing.pk}


@shared_task
def ververs_bronnen() -> None:
    """Every night: ask for a run of what is due."""
    services.request_due_verversingen(actor=None, today=timezone.localdate())
