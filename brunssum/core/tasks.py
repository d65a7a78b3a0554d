"""Background work of core. Celery and the job rows look here; the work itself stands in services and taken.py."""

from datetime import timedelta

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from brunssum.core import services, taken
from brunssum.core.models import Taak
from brunssum.core.services import (
    api_clients,
    herinneringen,
    koppeling_meldingen,
    meldingen,
    meldingen_mail,
    webhooks,
)
from brunssum.core.taken import Meld, pick_up_open_taken, run_taak
from brunssum.core.webhooks.bezorgen import deliver_bericht, pick_up_berichten
from brunssum.core.zoeken import index as zoekindex

__all__ = [
    "clean_up",
    "deliver_bericht",
    "herinner_actiepunten",
    "mail_meldingen",
    "pick_up_berichten",
    "pick_up_open_taken",
    "run_taak",
    "send_uitnodiging",
    "volg_sleutels",
]


@taken.register("core.uitnodiging")
def send_uitnodiging(taak: Taak, meld: Meld) -> dict:
    services.send_uitnodiging(taak.gegevens["gebruiker_id"])
    return {"label": "de mail is verstuurd"}


@shared_task
def clean_up() -> None:
    """Every night: count the calls of the API, and remove sessions and tokens that have expired, calls of the API, meldingen and berichten that are long past, and words that can no longer be found."""
    call_command("clearsessions")
    call_command("cleartokens")
    meldingen.drop_old(moment=timezone.now())
    api_clients.count_calls(vandaag=timezone.localdate())
    api_clients.drop_old(moment=timezone.now())
    webhooks.drop_old(moment=timezone.now())
    zoekindex.compact()


@shared_task
def herinner_actiepunten() -> None:
    """Every night: tell people what is late, or due in three days."""
    herinneringen.remind(vandaag=timezone.localdate())


@shared_task
def volg_sleutels() -> None:
    """Every night: tell who has to do with it that a key of a koppeling is about to end."""
    begin = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    koppeling_meldingen.remind(begin=begin, eind=begin + timedelta(days=1))


@shared_task
def mail_meldingen() -> None:
    """Every few minutes: mail who wants to hear at once, and in the morning who wants one mail a day or a week."""
    meldingen_mail.prepare_mails(moment=timezone.now())
    meldingen_mail.send_mails(moment=timezone.now())
