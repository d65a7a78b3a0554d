"""A casus goes to another casusverantwoordelijke only when that other accepts it."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from brunssum.core import audit
from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht
from brunssum.core.services import meldingen
from casuistiek import meldingsoorten, permissions
from casuistiek.models import Casus, Overdracht
from casuistiek.services.afspraken import move_nazorg
from casuistiek.services.privacyverzoek import move_verzoeken
from casuistiek.services.stap import lock, touch
from casuistiek.services.weigeringen import CannotHandOver


@transaction.atomic
def propose_overdracht(casus_id: int, *, actor: Gebruiker, naar: Gebruiker, op: date) -> Overdracht:
    """Ask another to become casusverantwoordelijke. Until they accept, nothing changes."""
    casus = lock(casus_id)
    if not permissions.may_propose_overdracht(actor, casus):
        raise PermissionDenied(permissions.NIET_VERANTWOORDELIJK)
    if zin := permissions.bezwaar_tegen_overdracht(casus, has_open=_open(casus).exists()):
        raise CannotHandOver(zin)
    if naar.pk == casus.casusverantwoordelijke_id:
        raise CannotHandOver(f"{naar} is al casusverantwoordelijke.")
    if not naar.mag(Recht.CASUS_BEHANDELEN):
        raise CannotHandOver(f"{naar} behandelt geen casussen.")
    overdracht = Overdracht(
        casus=casus, van=casus.casusverantwoordelijke, naar=naar, voorgesteld_door=actor, voorgesteld_op=op
    )
    overdracht.full_clean()
    overdracht.save()
    audit.record("overdracht.voorgesteld", casus, actor=actor, naar=naar.pk)
    meldingen.tell([naar], soort=meldingsoorten.CASUS_AANGEBODEN, onderwerp=casus, actor=actor)
    return overdracht


@transaction.atomic
def accept_overdracht(casus_id: int, *, actor: Gebruiker, op: date) -> Casus:
    """Become casusverantwoordelijke."""
    casus, overdracht = _offered(casus_id, actor)
    _answer(overdracht, Overdracht.Status.AANGENOMEN, op)
    voor = audit.snapshot(casus, ["casusverantwoordelijke"])
    casus.casusverantwoordelijke = actor
    touch(casus, op)
    casus.save(update_fields=["casusverantwoordelijke", "bewogen_op"])
    move_nazorg(casus, actor=actor)
    move_verzoeken(casus)
    na = audit.snapshot(casus, ["casusverantwoordelijke"])
    audit.record("overdracht.aangenomen", casus, actor=actor, voor=voor, na=na)
    asked = [overdracht.voorgesteld_door]
    meldingen.tell(asked, soort=meldingsoorten.CASUS_OVERGENOMEN, onderwerp=casus, actor=actor)
    return casus


@transaction.atomic
def decline_overdracht(casus_id: int, *, actor: Gebruiker, op: date) -> None:
    """Say no: the casus stays where it was."""
    casus, overdracht = _offered(casus_id, actor)
    _answer(overdracht, Overdracht.Status.AFGEWEZEN, op)
    audit.record("overdracht.afgewezen", casus, actor=actor)
    asked = [overdracht.voorgesteld_door]
    meldingen.tell(asked, soort=meldingsoorten.CASUS_AFGEWEZEN, onderwerp=casus, actor=actor)


@transaction.atomic
def withdraw_overdracht(casus_id: int, *, actor: Gebruiker, op: date) -> None:
    """Take the question back before it is answered."""
    casus = lock(casus_id)
    if not permissions.may_propose_overdracht(actor, casus):
        raise PermissionDenied(permissions.NIET_VERANTWOORDELIJK)
    overdracht = _open(casus).first()
    if overdracht is None:
        raise CannotHandOver("Er ligt geen voorstel tot overdracht meer.")
    _answer(overdracht, Overdracht.Status.INGETROKKEN, op)
    audit.record("overdracht.ingetrokken", casus, actor=actor)


def _open(casus: Casus):
    return casus.overdrachten.filter(status=Overdracht.Status.VOORGESTELD)


def _offered(casus_id: int, actor: Gebruiker) -> tuple[Casus, Overdracht]:
    casus = lock(casus_id)
    overdracht = _open(casus).filter(naar=actor).first()
    if overdracht is None or not actor.mag(Recht.CASUS_BEHANDELEN):
        raise PermissionDenied
    return casus, overdracht


def _answer(overdracht: Overdracht, status: str, op: date) -> None:
    overdracht.status, overdracht.beantwoord_op = status, op
    overdracht.save(update_fields=["status", "beantwoord_op"])
    offered = [meldingsoorten.CASUS_AANGEBODEN]
    meldingen.settle(overdracht.casus, offered, actor=None, op=timezone.now())
