"""Background work of core. Celery and the job rows look here; the work itself stands in services and taken.py."""

from celery import shared_task
from django.core.management import call_command

from brunssum.core import services, taken
from brunssum.core.models import Taak
from brunssum.core.taken import Meld, pick_up_open_taken, run_taak

__all__ = ["clean_up", "pick_up_open_taken", "run_taak", "send_uitnodiging"]


@taken.register("core.uitnodiging")
def send_uitnodiging(taak: Taak, meld: Meld) -> dict:
    services.send_uitnodiging(taak.gegevens["gebruiker_id"])
    return {"label": "de mail is verstuurd"}


@shared_task
def clean_up() -> None:
    """Every night: remove sessions and tokens that have expired."""
    call_command("clearsessions")
    call_command("cleartokens")
