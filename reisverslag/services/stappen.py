"""The steps of a reisverslag, by the one table in stappen.py. The step to vastgesteld is in verslag.py."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.exceptions import DomainError
from brunssum.core.gebeurtenissoorten import Gebeurtenissoort
from brunssum.core.models import Gebruiker
from brunssum.core.services import meldingen
from brunssum.core.services.gebeurtenissen import announce
from reisverslag import meldingsoorten, permissions, queries
from reisverslag.bewerken import lock
from reisverslag.models import Reisverslag, Verslagstap
from reisverslag.stappen import Stap, overgang, why_not


class StapGeweigerd(DomainError):
    """This step cannot be taken now."""


@transaction.atomic
def submit_reisverslag(
    reisverslag_id: int, *, actor: Gebruiker, op: datetime, toelichting: str = ""
) -> Reisverslag:
    """Give a concept to who is to look at it and fix it: from now on its text rests."""
    reisverslag = lock(reisverslag_id)
    if not permissions.may_write(actor):
        raise PermissionDenied
    refuse_step(reisverslag, Stap.TER_BEOORDELING, actor=actor)
    if not queries.has_blokken(reisverslag):
        raise StapGeweigerd(
            "Er staat nog niets in dit reisverslag. Voeg eerst een hoofdstuk met een blok toe."
        )
    take_step(
        reisverslag,
        Stap.TER_BEOORDELING,
        "reisverslag.ter_beoordeling",
        actor=actor,
        op=op,
        toelichting=toelichting,
    )
    meldingen.tell(
        queries.schrijvers(),
        soort=meldingsoorten.REISVERSLAG_TER_BEOORDELING,
        onderwerp=reisverslag,
        actor=actor,
    )
    return reisverslag


@transaction.atomic
def give_back_reisverslag(
    reisverslag_id: int, *, actor: Gebruiker, op: datetime, toelichting: str
) -> Reisverslag:
    """From ter beoordeling to concept, with what must be different."""
    reisverslag = lock(reisverslag_id)
    if not permissions.may_write(actor):
        raise PermissionDenied
    refuse_step(reisverslag, Stap.CONCEPT, actor=actor)
    take_step(
        reisverslag, Stap.CONCEPT, "reisverslag.teruggegeven", actor=actor, op=op, toelichting=toelichting
    )
    meldingen.tell(
        [reisverslag.auteur], soort=meldingsoorten.REISVERSLAG_TERUG, onderwerp=reisverslag, actor=actor
    )
    return reisverslag


@transaction.atomic
def mark_verzonden(reisverslag_id: int, *, actor: Gebruiker, op: datetime) -> Reisverslag:
    """It has been sent to someone. Sent again it stays what it was; what is published stays so, and was sent too."""
    reisverslag = lock(reisverslag_id)
    if not permissions.may_write(actor):
        raise PermissionDenied
    if reisverslag.stap == Stap.GEPUBLICEERD:
        if not _was_verzonden(reisverslag):
            _keep(reisverslag, Stap.VERZONDEN, actor, op)
    elif reisverslag.stap != Stap.VERZONDEN:
        refuse_step(reisverslag, Stap.VERZONDEN, actor=actor)
        take_step(reisverslag, Stap.VERZONDEN, "reisverslag.verzonden", actor=actor, op=op)
    return reisverslag


@transaction.atomic
def publish(reisverslag_id: int, *, actor: Gebruiker, op: datetime) -> Reisverslag:
    """Let everyone read it, without logging in."""
    reisverslag = lock(reisverslag_id)
    if reason := permissions.reason_not_to_publish(actor, reisverslag):
        raise StapGeweigerd(reason) if permissions.may_publish(actor) else PermissionDenied(reason)
    take_step(reisverslag, Stap.GEPUBLICEERD, "reisverslag.gepubliceerd", actor=actor, op=op)
    _announce(reisverslag)
    return reisverslag


@transaction.atomic
def withdraw_publication(
    reisverslag_id: int, *, actor: Gebruiker, op: datetime, toelichting: str
) -> Reisverslag:
    """Take it out of the public eye, with why. It stays vastgesteld, and sent when it was."""
    reisverslag = lock(reisverslag_id)
    if reason := permissions.reason_not_to_withdraw_publication(actor, reisverslag):
        raise StapGeweigerd(reason) if permissions.may_publish(actor) else PermissionDenied(reason)
    naar = Stap.VERZONDEN if _was_verzonden(reisverslag) else Stap.VASTGESTELD
    take_step(
        reisverslag, naar, "reisverslag.publicatie_ingetrokken", actor=actor, op=op, toelichting=toelichting
    )
    _announce(reisverslag)
    return reisverslag


def refuse_step(reisverslag: Reisverslag, naar: Stap, *, actor: Gebruiker) -> None:
    """Raise when the table does not let this person take this step."""
    if reason := why_not(reisverslag.stap, naar):
        raise StapGeweigerd(reason)
    if not actor.mag(overgang(reisverslag.stap, naar).recht):
        raise PermissionDenied


def take_step(
    reisverslag: Reisverslag,
    naar: Stap,
    actie: str,
    *,
    actor: Gebruiker,
    op: datetime,
    toelichting: str = "",
    **detail: Any,
) -> None:
    """Bring the locked reisverslag to this step, and keep who, when and why. The caller saw that it may."""
    van, step = reisverslag.stap, overgang(reisverslag.stap, naar)
    _keep(reisverslag, naar, actor, op, step.terug, toelichting.strip())
    reisverslag.stap = naar
    reisverslag.full_clean()
    reisverslag.save(update_fields=["stap", "vastgesteld_door", "vastgesteld_op", "colofon"])
    audit.record(actie, reisverslag, actor=actor, voor={"stap": van}, na={"stap": naar}, **detail)
    asked = (meldingsoorten.REISVERSLAG_TER_BEOORDELING, meldingsoorten.REISVERSLAG_TERUG)
    meldingen.settle(reisverslag, asked, actor=actor, op=op)


def _keep(
    reisverslag: Reisverslag,
    naar: Stap,
    actor: Gebruiker,
    op: datetime,
    terug: bool = False,
    toelichting: str = "",
) -> None:
    row = Verslagstap(
        reisverslag=reisverslag, naar=naar, door=actor, op=op, terug=terug, toelichting=toelichting
    )
    row.full_clean()
    row.save()


def _announce(reisverslag: Reisverslag) -> None:
    """Tell every partner that follows: the address answers what it is now, or that it is gone."""
    announce(
        Gebeurtenissoort.REISVERSLAG_GEPUBLICEERD,
        verwijzing=f"/reisverslagen/{reisverslag.pk}",
        organisaties=None,
    )


def _was_verzonden(reisverslag: Reisverslag) -> bool:
    return reisverslag.stappen.filter(naar=Stap.VERZONDEN, terug=False).exists()
