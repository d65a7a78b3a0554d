"""What we learned, on its way to a change: asked of someone, answered, taken up, made part of the work."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from brunssum.core import audit, vrije_tekst
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Actiepunt, Gebruiker
from brunssum.core.permissions.actiepunten import may_finish
from brunssum.core.rollen import Recht
from brunssum.core.services import actiepunten, meldingen
from inspanningen import meldingsoorten, permissions
from inspanningen.models import Inspanning, Leerpunt, Leerpuntstap

ANTWOORD_BINNEN = timedelta(weeks=4)
"""Who is asked has this long to answer."""

FIELDS = ("titel", "leercirkel", "herkomst")


class LeerpuntGeweigerd(DomainError):
    """A rule about leerpunten said no."""


@transaction.atomic
def add_leerpunt(
    *,
    actor: Gebruiker,
    op: date,
    titel: str,
    tekst: str,
    leercirkel: str,
    herkomst: str,
    inspanningen: Iterable[Inspanning] = (),
) -> Leerpunt:
    """Write down what was learned; nobody is asked yet."""
    if reason := permissions.reason_not_to_add_leerpunt(actor):
        raise PermissionDenied(reason)
    leerpunt = Leerpunt(gesignaleerd_op=op, staat_sinds=op, gesignaleerd_door=actor)
    _fill(leerpunt, titel=titel, tekst=tekst, leercirkel=leercirkel, herkomst=herkomst)
    leerpunt.inspanningen.set(inspanningen)
    Leerpuntstap.objects.create(leerpunt=leerpunt, naar=leerpunt.staat, op=op, door=actor)
    audit.record("leerpunt.gesignaleerd", leerpunt, actor=actor, na=_stand(leerpunt))
    return leerpunt


@transaction.atomic
def edit_leerpunt(
    leerpunt_id: int,
    *,
    actor: Gebruiker,
    titel: str,
    tekst: str,
    leercirkel: str,
    herkomst: str,
    inspanningen: Iterable[Inspanning],
) -> Leerpunt:
    """Put the words right, or say which inspanningen carry it. Its steps stay as they are."""
    leerpunt = _lock(leerpunt_id, actor)
    voor, oude_tekst = _stand(leerpunt), leerpunt.tekst
    _fill(leerpunt, titel=titel, tekst=tekst, leercirkel=leercirkel, herkomst=herkomst)
    leerpunt.inspanningen.set(inspanningen)
    voor, na = audit.changed(voor | {"tekst": oude_tekst}, _stand(leerpunt) | {"tekst": leerpunt.tekst})
    if na:
        audit.record("leerpunt.bewerkt", leerpunt, actor=actor, voor=voor, na=na)
    return leerpunt


@transaction.atomic
def address_leerpunt(leerpunt_id: int, *, actor: Gebruiker, op: date, aan: Gebruiker, tekst: str) -> Leerpunt:
    """Ask someone what will change. That person gets an actiepunt; one who was asked before is let off."""
    leerpunt = _lock(leerpunt_id, actor)
    if not aan.mag(Recht.LEREN_ZIEN):
        raise LeerpuntGeweigerd(f"{aan} kan leerpunten niet zien. Kies een ander.")
    _let_off(leerpunt, actor)
    leerpunt.geadresseerde = aan
    stap = _step(leerpunt, Leerpunt.Staat.GEADRESSEERD, actor=actor, op=op, tekst=tekst, aan=aan)
    actiepunten.make(
        actor=None,
        titel=f"Beantwoord: {leerpunt.titel}"[:150],
        toelichting=stap.tekst,
        eigenaar=aan,
        vervalt_op=op + ANTWOORD_BINNEN,
        onderwerp=leerpunt,
        soort="leerpunt.antwoord",
        sleutel=f"leerpunt.antwoord:{stap.pk}",
        tell=False,
    )
    meldingen.tell([aan], soort=meldingsoorten.LEERPUNT_AAN_U, onderwerp=leerpunt, actor=actor)
    return leerpunt


@transaction.atomic
def answer_leerpunt(leerpunt_id: int, *, actor: Gebruiker, op: date, tekst: str) -> Leerpunt:
    """Say what will change, or why nothing will."""
    leerpunt = _lock(leerpunt_id, actor, permissions.reason_not_to_answer)
    _step(leerpunt, Leerpunt.Staat.BEANTWOORD, actor=actor, op=op, tekst=tekst)
    _let_off(leerpunt, actor, uitkomst=tekst)
    meldingen.tell(
        [leerpunt.gesignaleerd_door],
        soort=meldingsoorten.LEERPUNT_BEANTWOORD,
        onderwerp=leerpunt,
        actor=actor,
    )
    return leerpunt


@transaction.atomic
def change_for_leerpunt(leerpunt_id: int, *, actor: Gebruiker, op: date, tekst: str) -> Leerpunt:
    """Say what changed in the work."""
    leerpunt = _lock(leerpunt_id, actor)
    _step(leerpunt, Leerpunt.Staat.AANGEPAKT, actor=actor, op=op, tekst=tekst)
    return leerpunt


@transaction.atomic
def secure_leerpunt(leerpunt_id: int, *, actor: Gebruiker, op: date, tekst: str) -> Leerpunt:
    """Say where the change is laid down, so that it outlives the people who made it."""
    leerpunt = _lock(leerpunt_id, actor)
    _step(leerpunt, Leerpunt.Staat.GEBORGD, actor=actor, op=op, tekst=tekst)
    return leerpunt


def _lock(leerpunt_id: int, actor: Gebruiker, reason_not_to=permissions.reason_not_to_edit_leerpunt):
    """The leerpunt, for this transaction alone; refused with a reason to who may not do this to it."""
    leerpunt = Leerpunt.objects.select_for_update().get(pk=leerpunt_id)
    if reason := reason_not_to(actor, leerpunt):
        raise PermissionDenied(reason)
    return leerpunt


def _fill(leerpunt: Leerpunt, *, titel: str, tekst: str, leercirkel: str, herkomst: str) -> None:
    leerpunt.titel, leerpunt.tekst = titel.strip(), tekst.strip()
    leerpunt.leercirkel, leerpunt.herkomst = leercirkel, herkomst.strip()
    _names_nobody(leerpunt.titel, leerpunt.tekst, leerpunt.herkomst)
    leerpunt.full_clean()
    leerpunt.save()


def _step(
    leerpunt: Leerpunt, naar: str, *, actor: Gebruiker, op: date, tekst: str, aan: Gebruiker | None = None
) -> Leerpuntstap:
    """Check and take one step; the words that belong to it stay with it."""
    if zin := permissions.bezwaar_tegen_leerpuntstap(leerpunt, naar):
        raise LeerpuntGeweigerd(zin)
    if op < leerpunt.staat_sinds:
        raise LeerpuntGeweigerd(f"De datum ligt voor {leerpunt.staat_sinds:%-d-%-m-%Y}, de dag van de vorige stap.")  # fmt: skip
    if not tekst.strip():
        raise LeerpuntGeweigerd("Schrijf er iets bij: dat is wat anderen later lezen.")
    _names_nobody(tekst)
    van, leerpunt.staat, leerpunt.staat_sinds = leerpunt.staat, naar, op
    leerpunt.full_clean()
    leerpunt.save()
    stap = Leerpuntstap.objects.create(
        leerpunt=leerpunt, naar=naar, op=op, door=actor, aan=aan, tekst=tekst.strip()
    )
    audit.record(f"leerpunt.{naar}", leerpunt, actor=actor, voor={"staat": van}, na={"staat": str(naar)})
    return stap


def _let_off(leerpunt: Leerpunt, actor: Gebruiker, uitkomst: str = "") -> None:
    """Close the actiepunt of who was asked: answered, or no longer asked of them."""
    meldingen.settle(leerpunt, [meldingsoorten.LEERPUNT_AAN_U], actor=actor, op=timezone.now())
    asked = Actiepunt.objects.running().about(leerpunt).filter(soort="leerpunt.antwoord")
    for actiepunt in asked:
        if uitkomst and may_finish(actor, actiepunt):
            actiepunten.finish(actiepunt.pk, actor=actor, uitkomst=uitkomst)
        else:
            actiepunten.withdraw(actiepunt.pk, actor=None)


def _names_nobody(*teksten: str) -> None:
    if found := vrije_tekst.find("\n".join(teksten)):
        raise LeerpuntGeweigerd(
            f"Een leerpunt leest iedereen bij de gemeente. Er staat {' en '.join(found)} in. Haal dat eruit."
        )


def _stand(leerpunt: Leerpunt) -> dict:
    """What the audit trail keeps of it."""
    inspanningen = sorted(leerpunt.inspanningen.values_list("pk", flat=True))
    return audit.snapshot(leerpunt, FIELDS) | {"inspanningen": inspanningen}
