"""Bringing berichten where they go: at once, again when it fails, and given up after a day.

The work is a row (Bericht); a message to a worker only says "look now". Whoever claims the row sends it, once; a worker
that dies is noticed when its claim ends, and the bericht goes out again with the same id: at least once, never lost.

A webhook that fails is left alone for a while, longer each time, and then asked with one bericht: what waits for it
holds nobody up, and does not fall upon it all at once. When nothing has come through for a day it is switched off.
"""

import logging
import random
from datetime import datetime, timedelta
from functools import partial

from celery import shared_task
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import KombuError

from brunssum.core import audit, meldingsoorten
from brunssum.core.models import Bericht, Gebruiker, Webhook
from brunssum.core.rollen import Rol
from brunssum.core.services import meldingen
from brunssum.core.webhooks import bericht as message
from brunssum.core.webhooks import versturen
from brunssum.core.webhooks.versturen import Uitkomst

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=2)
"""How long a worker may be busy with one attempt before it is thought dead: a slow name server and ten seconds."""
EEN_DAG = timedelta(hours=24)
EERSTE_WACHT, LANGSTE_WACHT = timedelta(seconds=30), timedelta(hours=2)
PER_ROUND = 500
RESEND_AFTER = timedelta(seconds=20)
"""A message to a worker that is younger than this is probably still under way."""


def request(bericht_pk: int) -> None:
    """Let a worker look at this bericht as soon as the transaction commits."""
    transaction.on_commit(partial(_send, bericht_pk))


@shared_task
def deliver_bericht(*, bericht_id: int, **_future_arguments) -> None:
    """The message to a worker: look at this row now."""
    deliver(bericht_id, moment=timezone.now())


@shared_task
def pick_up_berichten() -> None:
    """Every half minute: send out what is due. Of a webhook that failed only the one that is first in turn."""
    for pk in due(timezone.now()):
        _send(pk, expires=60)  # or they pile up behind a long job; the next round sends another


def due(moment: datetime) -> list[int]:
    rows = Bericht.objects.due(moment).filter(volgende_poging_op__lte=moment - RESEND_AFTER)
    first, failing = [], set()
    for pk, webhook_id, failed in rows.order_by("volgende_poging_op", "pk").values_list(
        "pk", "webhook_id", "webhook__mislukt_achtereen"
    )[:PER_ROUND]:
        if webhook_id not in failing:
            first.append(pk)
        if failed:
            failing.add(webhook_id)
    return first


def deliver(bericht_pk: int, *, moment: datetime) -> bool:
    """Try this one now, unless it is not its turn or another worker has it; whether it was delivered."""
    due_now = Bericht.objects.due(moment).select_related("webhook", "gebeurtenis")
    bericht = due_now.filter(pk=bericht_pk).first()
    if bericht is None or not claim(bericht, moment=moment):
        return False
    webhook, body = bericht.webhook, message.body_of(bericht.gebeurtenis)
    headers = message.headers_of(webhook, bericht.gebeurtenis, body, moment=moment)
    uitkomst = versturen.post(webhook.url, body, headers)
    keep(bericht, uitkomst, moment=moment)
    return uitkomst.is_bezorgd


def claim(bericht: Bericht, *, moment: datetime) -> bool:
    """Take it for this worker: of two that read the same row the second finds it changed, and gets nothing."""
    as_it_was = {"pogingen": bericht.pogingen, "volgende_poging_op": bericht.volgende_poging_op}
    bericht.pogingen += 1
    bericht.begonnen_op = bericht.begonnen_op or moment
    return bool(
        Bericht.objects.waiting()
        .filter(pk=bericht.pk, **as_it_was)
        .update(
            pogingen=bericht.pogingen,
            begonnen_op=bericht.begonnen_op,
            laatste_poging_op=moment,
            volgende_poging_op=moment + CLAIM,
            waarom=Bericht.Waarom.ONDERBROKEN,  # until we know better
        )
    )


@transaction.atomic
def keep(claimed: Bericht, uitkomst: Uitkomst, *, moment: datetime) -> None:
    """Write down how the attempt went, and what comes next. Nothing when it was removed or taken over meanwhile."""
    webhook = Webhook.objects.select_for_update().filter(pk=claimed.webhook_id).first()
    bericht = (
        Bericht.objects.waiting()
        .select_for_update(of=("self",))
        .select_related("gebeurtenis")
        .filter(pk=claimed.pk, pogingen=claimed.pogingen)
        .first()
    )
    if webhook is None or bericht is None:
        return
    bericht.antwoord, bericht.duur_ms, bericht.waarom = uitkomst.status, uitkomst.duur_ms, uitkomst.waarom
    if uitkomst.is_bezorgd:
        _close(bericht, Bericht.Stand.BEZORGD)
    elif bericht.gebeurtenis.is_proef:
        _close(bericht, Bericht.Stand.MISLUKT)  # someone is watching, and tries again
    else:
        _try_later(bericht, webhook, uitkomst, moment)
    bericht.save(update_fields=["stand", "volgende_poging_op", "antwoord", "duur_ms", "waarom"])
    if uitkomst.is_bezorgd:
        webhook.laatst_gelukt_op = moment
        webhook.faalt_sinds, webhook.mislukt_achtereen, webhook.rust_tot = None, 0, None
    webhook.save(update_fields=["laatst_gelukt_op", "faalt_sinds", "mislukt_achtereen", "rust_tot"])
    if not uitkomst.is_bezorgd:
        logger.info("bericht %s failed, attempt %s: %s", bericht.pk, bericht.pogingen, bericht.waarom)
        _give_up_on(webhook, bericht, moment)


def _try_later(bericht: Bericht, webhook: Webhook, uitkomst: Uitkomst, moment: datetime) -> None:
    webhook.faalt_sinds = webhook.faalt_sinds or moment
    webhook.mislukt_achtereen += 1
    webhook.rust_tot = moment + _wait(moment - webhook.faalt_sinds, uitkomst)
    if moment < (a_day_of_failing := webhook.faalt_sinds + EEN_DAG):
        webhook.rust_tot = min(webhook.rust_tot, a_day_of_failing)
    end = bericht.begonnen_op + EEN_DAG
    if moment >= end:
        _close(bericht, Bericht.Stand.MISLUKT)
    else:
        bericht.volgende_poging_op = min(moment + _wait(moment - bericht.begonnen_op, uitkomst), end)


def _wait(since: timedelta, uitkomst: Uitkomst) -> timedelta:
    """As long as it has failed already, which is twice as long each time; spread, so that not all comes back at once.

    And as long as the other side asked.
    """
    wait = min(max(since, EERSTE_WACHT), LANGSTE_WACHT) * random.uniform(0.8, 1.0)  # noqa: S311
    return max(wait, timedelta(seconds=uitkomst.wacht))


def _close(bericht: Bericht, stand: str) -> None:
    bericht.stand, bericht.volgende_poging_op = stand, None


def _give_up_on(webhook: Webhook, bericht: Bericht, moment: datetime) -> None:
    """Switch a webhook off that says that it is gone, or that took nothing for a day; and tell who can mend it."""
    if not webhook.is_actief or bericht.gebeurtenis.is_proef:
        return
    if bericht.waarom == Bericht.Waarom.OPGEHEVEN:
        reden = Webhook.Reden.OPGEHEVEN
    elif moment - webhook.faalt_sinds >= EEN_DAG:
        reden = Webhook.Reden.ONBEREIKBAAR
    else:
        return
    switch_off(webhook, reden, moment=moment)
    audit.record("webhook.uitgezet", webhook, actor=None, reden=reden)
    contacts = Gebruiker.objects.having(Rol.PARTNER).filter(organisatie=webhook.organisatie_id)
    meldingen.tell(
        [*contacts, *Gebruiker.objects.having(Rol.BEHEERDER)],
        soort=meldingsoorten.WEBHOOK_UITGEZET,
        onderwerp=webhook,
        actor=None,
    )


def switch_off(webhook: Webhook, reden: str, *, moment: datetime) -> None:
    """Off, with what still waited: it is kept as not delivered, and can be sent again. The webhook is locked."""
    webhook.stand, webhook.uitgezet_op, webhook.uitgezet_reden = Webhook.Stand.UITGEZET, moment, reden
    webhook.save(update_fields=["stand", "uitgezet_op", "uitgezet_reden"])
    webhook.berichten.waiting().exclude(waarom="").update(
        stand=Bericht.Stand.MISLUKT, volgende_poging_op=None
    )
    webhook.berichten.waiting().update(
        stand=Bericht.Stand.MISLUKT, volgende_poging_op=None, waarom=Bericht.Waarom.UITGEZET
    )


def _send(bericht_pk: int, *, expires: int | None = None) -> None:
    """Tell the workers. Without a broker nothing is lost: the row waits for pick_up_berichten."""
    try:
        deliver_bericht.apply_async(kwargs={"bericht_id": bericht_pk}, expires=expires)
    except (KombuError, OSError):
        logger.warning("bericht %s waits: the broker does not answer", bericht_pk, exc_info=True)
