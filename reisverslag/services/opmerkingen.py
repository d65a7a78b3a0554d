"""What readers say beside a blok of a concept. Their words stay out of the audit trail."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker
from brunssum.core.services import meldingen
from reisverslag import meldingsoorten, permissions
from reisverslag.bewerken import lock, refuse_vastgesteld
from reisverslag.models import Blok, Opmerking, Reisverslag


class OpmerkingGeweigerd(DomainError):
    """A rule about opmerkingen said no."""


@transaction.atomic
def add_opmerking(blok_id: int, *, actor: Gebruiker, op: datetime, tekst: str) -> Opmerking:
    """Say something of a blok. Its author is told."""
    blok, reisverslag = _open(blok_id, actor)
    if blok.verwijderd_op or blok.hoofdstuk.verwijderd_op:
        raise OpmerkingGeweigerd("Dit blok is intussen weggehaald. Uw opmerking is niet bewaard.")
    opmerking = Opmerking(blok=blok, door=actor, op=op, tekst=tekst.strip())
    opmerking.full_clean()
    opmerking.save()
    audit.record("opmerking.gemaakt", reisverslag, actor=actor, blok=blok.pk, opmerking=opmerking.pk)
    _tell(reisverslag.auteur, meldingsoorten.OPMERKING_GEKREGEN, reisverslag, actor)
    return opmerking


@transaction.atomic
def settle_opmerking(opmerking_id: int, *, actor: Gebruiker, op: datetime, antwoord: str = "") -> Opmerking:
    """Something was done with it, or it needs nothing; perhaps with an answer. Who made it is told."""
    opmerking, reisverslag = _open_opmerking(opmerking_id, actor)
    if not opmerking.is_open:
        raise OpmerkingGeweigerd("Deze opmerking is al afgehandeld.")
    opmerking.antwoord = antwoord.strip()
    opmerking.afgehandeld_door, opmerking.afgehandeld_op = actor, op
    opmerking.full_clean()
    opmerking.save(update_fields=["antwoord", "afgehandeld_door", "afgehandeld_op"])
    audit.record("opmerking.afgehandeld", reisverslag, actor=actor, opmerking=opmerking.pk)
    _tell(opmerking.door, meldingsoorten.OPMERKING_AFGEHANDELD, reisverslag, actor)
    return opmerking


@transaction.atomic
def reopen_opmerking(opmerking_id: int, *, actor: Gebruiker) -> Opmerking:
    """It is not done yet after all. Opened again it stays open; the answer stays to be completed."""
    opmerking, reisverslag = _open_opmerking(opmerking_id, actor)
    if not opmerking.is_open:
        opmerking.afgehandeld_door = opmerking.afgehandeld_op = None
        opmerking.save(update_fields=["afgehandeld_door", "afgehandeld_op"])
        audit.record("opmerking.heropend", reisverslag, actor=actor, opmerking=opmerking.pk)
    return opmerking


def _open(blok_id: int, actor: Gebruiker) -> tuple[Blok, Reisverslag]:
    blokken = Blok.objects.select_related("hoofdstuk")
    reisverslag = lock(blokken.get(pk=blok_id).hoofdstuk.reisverslag_id)
    if not permissions.may_comment(actor, reisverslag):
        raise PermissionDenied
    refuse_vastgesteld(reisverslag)
    return blokken.get(pk=blok_id), reisverslag


def _open_opmerking(opmerking_id: int, actor: Gebruiker) -> tuple[Opmerking, Reisverslag]:
    """The opmerking, for who writes and for who made it."""
    _, reisverslag = _open(Opmerking.objects.get(pk=opmerking_id).blok_id, actor)
    opmerking = Opmerking.objects.select_related("door").get(pk=opmerking_id)
    if not permissions.may_settle(actor, opmerking):
        raise PermissionDenied
    return opmerking, reisverslag


def _tell(wie: Gebruiker, soort: str, reisverslag: Reisverslag, actor: Gebruiker) -> None:
    meldingen.tell([wie], soort=soort, onderwerp=reisverslag, actor=actor)
