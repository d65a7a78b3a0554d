"""Sending a reisverslag that is vastgesteld: asked for in the web request, mailed one by one in a job.

Nobody gets it twice. A bezorging is claimed before its mail goes out and written down before the next one; when the
worker dies in between, nobody knows whether that one mail went out, and a person decides whether to try again.
"""

import logging
from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from brunssum.core import audit, taken
from brunssum.core.accounts import site_url
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker
from brunssum.core.services import meldingen
from brunssum.core.templatetags.kanarie import datum
from reisverslag.bezorglink import GELDIG, token_of
from reisverslag.meldingsoorten import REISVERSLAG_TOEGEZONDEN
from reisverslag.models import Bezorging, Reisverslag, Verzending, Verzendlijst
from reisverslag.permissions import verzending as permissions
from reisverslag.queries.verzending import definitieve_uitgave
from reisverslag.services import stappen

logger = logging.getLogger(__name__)

VERZENDEN = "reisverslag.verzenden"
Status = Bezorging.Status

ONBEKEND = "Het versturen stopte halverwege: onbekend of deze mail aankwam."
GEEN_ADRES = "Van de lijst gehaald, of het account is geblokkeerd."
GEWEIGERD = "De mailserver kent dit adres niet of weigert het."
STORING = "De mailserver gaf geen goed antwoord."


class CannotSend(DomainError):
    """This reisverslag cannot go to this list, now."""


class AlreadySent(CannotSend):
    """This uitgave went to this list before: only who says to be sure sends it to who did not get it."""


@transaction.atomic
def request_verzending(
    reisverslag_id: int, *, actor: Gebruiker, lijst: Verzendlijst, op: datetime, zeker: bool = False
) -> Verzending:
    """Have the definite uitgave mailed to who is on the list and did not get it yet.

    Sent to this list before, it needs `zeker`. Asked for while it is being sent, it is the same job.
    """
    reisverslag = Reisverslag.objects.select_for_update().get(pk=reisverslag_id)
    if not permissions.may_manage(actor):
        raise PermissionDenied
    uitgave = definitieve_uitgave(reisverslag)
    lijst = Verzendlijst.objects.select_for_update().get(pk=lijst.pk)
    if zin := permissions.reason_not_to_send(actor, reisverslag, uitgave) or permissions.reason_not_for_list(
        reisverslag, uitgave, lijst
    ):
        raise CannotSend(zin)
    verzending = Verzending.objects.filter(uitgave=uitgave, lijst=lijst).first()
    if verzending and not zeker:
        raise AlreadySent(
            "Deze pdf is al naar deze lijst gestuurd. Weet u het zeker, dan krijgt alleen wie hem nog niet had een mail."
        )
    if verzending is None:
        verzending = Verzending(
            reisverslag=reisverslag,
            uitgave=uitgave,
            sha256=uitgave.sha256,
            lijst=lijst,
            gevraagd_door=actor,
            gevraagd_op=op,
        )
        verzending.full_clean()
        verzending.save()
    _ask(verzending)
    return _start(verzending, actor)


@transaction.atomic
def retry_verzending(verzending_id: int, *, actor: Gebruiker) -> Verzending:
    """Try again for whom it did not work."""
    if not permissions.may_manage(actor):
        raise PermissionDenied
    verzending = (
        Verzending.objects.select_for_update(of=("self",)).select_related("lijst").get(pk=verzending_id)
    )
    if verzending.lijst.opgeheven_op:
        raise CannotSend("Deze lijst is opgeheven.")
    verzending.bezorgingen.filter(status=Status.MISLUKT).update(status=Status.GEVRAAGD, fout="")
    return _start(verzending, actor)


def send_verzending(
    verzending_id: int, *, meld: taken.Meld, op: datetime, connection: BaseEmailBackend | None = None
) -> tuple[int, int]:
    """Mail each one that waits, as sent at `op`; gives how many of all went out by now and how many did not.

    `connection` is how mail goes: none is the mail server of the settings.
    """
    verzending = Verzending.objects.select_related("reisverslag", "uitgave", "lijst", "gevraagd_door").get(
        pk=verzending_id
    )
    verzending.bezorgingen.filter(status=Status.BEZIG).update(status=Status.MISLUKT, fout=ONBEKEND)
    waiting = verzending.bezorgingen.filter(status=Status.GEVRAAGD).select_related("ontvanger__gebruiker")
    done = 0
    while bezorging := waiting.order_by("pk").first():  # also who was asked for since this began
        left = waiting.count()
        meld(100 * done // (done + left), f"Mail {done + 1} van {done + left}")
        _deliver(verzending, bezorging, op, connection)
        done += 1
    return _round_off(verzending, done, op)


def message(verzending: Verzending, bezorging: Bezorging | None) -> tuple[str, str]:
    """Subject and text of the mail. Without a bezorging: as an example, with a link that leads nowhere."""
    reisverslag = verzending.reisverslag
    token = token_of(bezorging) if bezorging else "…"
    text = render_to_string(
        "reisverslag/mail/verzending.txt",
        {
            "verslag": reisverslag,
            "gemeente": reisverslag.colofon.get("gemeente", settings.GEMEENTE_NAAM),
            "programma": reisverslag.colofon.get("programma", settings.PROGRAMMA_NAAM),
            "sha256": verzending.sha256,
            "is_bijlage": verzending.lijst.wijze == Verzendlijst.Wijze.BIJLAGE,
            "bestandsnaam": verzending.uitgave.naam,
            "link": site_url(reverse("reisverslag:bezorgd", args=[token]))
            if bezorging
            else f"{settings.SITE_URL}/…",
            "dagen": GELDIG.days,
            "contact": settings.CONTACT_EMAIL,
        },
    )
    periode = f"{datum(reisverslag.periode_van)} tot en met {datum(reisverslag.periode_tot)}"
    return f"Reisverslag {periode}: {reisverslag.titel}", text


def _ask(verzending: Verzending) -> None:
    """A row for each on the list; who has it, or is about to get it, stays as is."""
    known = set(verzending.bezorgingen.values_list("ontvanger_id", flat=True))
    present = list(verzending.lijst.ontvangers.present())
    if not present:
        raise CannotSend("Er staat nog niemand op deze lijst.")
    Bezorging.objects.bulk_create(
        Bezorging(verzending=verzending, ontvanger=one) for one in present if one.pk not in known
    )
    verzending.bezorgingen.filter(status=Status.MISLUKT).update(status=Status.GEVRAAGD, fout="")


def _start(verzending: Verzending, actor: Gebruiker) -> Verzending:
    waiting = verzending.bezorgingen.filter(status=Status.GEVRAAGD).count()
    busy = verzending.bezorgingen.filter(status=Status.BEZIG).exists()
    if not waiting and not busy:
        raise CannotSend("Iedereen op deze lijst heeft deze pdf al gekregen.")
    verzending.taak = taken.request(
        VERZENDEN, actor=actor, sleutel=f"{VERZENDEN}:{verzending.pk}", verzending_id=verzending.pk
    )
    verzending.save(update_fields=["taak"])
    audit.record(
        "reisverslag.verzending_gevraagd",
        verzending.reisverslag,
        actor=actor,
        verzending=verzending.pk,
        lijst=verzending.lijst_id,
        sha256=verzending.sha256,
        ontvangers=waiting,
    )
    return verzending


def _deliver(
    verzending: Verzending, bezorging: Bezorging, op: datetime, connection: BaseEmailBackend | None
) -> None:
    """Claim it, mail it, write down how that went. What another worker claimed is left to that one."""
    row = Bezorging.objects.filter(pk=bezorging.pk)
    if not row.filter(status=Status.GEVRAAGD).update(status=Status.BEZIG):
        return
    adres = bezorging.ontvanger.adres
    if not adres:
        row.update(status=Status.MISLUKT, fout=GEEN_ADRES)
        return
    subject, text = message(verzending, bezorging)
    mail = EmailMessage(
        subject, text, None, [adres], connection=connection, headers={"Auto-Submitted": "auto-generated"}
    )
    if verzending.lijst.wijze == Verzendlijst.Wijze.BIJLAGE:
        with verzending.uitgave.bestand.open("rb") as stored:
            mail.attach(verzending.uitgave.naam, stored.read(), "application/pdf")
    try:
        mail.send()
    except (SMTPException, OSError) as error:  # its text may hold the address
        logger.warning("bezorging %s refused: %s", bezorging.pk, type(error).__name__)
        is_refused = isinstance(error, SMTPRecipientsRefused)
        row.update(status=Status.MISLUKT, fout=GEWEIGERD if is_refused else STORING)
    else:
        row.update(status=Status.VERSTUURD, fout="", verstuurd_op=op, wijze=verzending.lijst.wijze)
        _tell(verzending, bezorging)


def _tell(verzending: Verzending, bezorging: Bezorging) -> None:
    """Who logs in finds it among the meldingen too; who may not see it there has only the mail."""
    if gebruiker := bezorging.ontvanger.gebruiker:
        wie = Gebruiker.objects.filter(pk=gebruiker.pk).with_rollen()
        meldingen.tell(
            wie,
            soort=REISVERSLAG_TOEGEZONDEN,
            onderwerp=verzending.reisverslag,
            actor=verzending.gevraagd_door,
            sleutel=f"{REISVERSLAG_TOEGEZONDEN}:{bezorging.pk}",
        )


def _round_off(verzending: Verzending, done: int, op: datetime) -> tuple[int, int]:
    verstuurd = verzending.bezorgingen.filter(status=Status.VERSTUURD).count()
    if verstuurd and permissions.may_manage(verzending.gevraagd_door):
        stappen.mark_verzonden(verzending.reisverslag_id, actor=verzending.gevraagd_door, op=op)
    mislukt = verzending.bezorgingen.filter(status=Status.MISLUKT).count()
    if done:
        audit.record(
            "reisverslag.verstuurd",
            verzending.reisverslag,
            actor=verzending.gevraagd_door,
            verzending=verzending.pk,
            verstuurd=verstuurd,
            mislukt=mislukt,
        )
    return verstuurd, mislukt
