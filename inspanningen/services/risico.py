"""Risico's of an inspanning. Every look at kans and impact leaves a Risicobeoordeling."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from brunssum.core import audit
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker
from inspanningen.gelijktijdig import next_versie
from inspanningen.models import Inspanning, Risico, Risicobeoordeling
from inspanningen.permissions import risico as permissions
from inspanningen.tekst import clean, clean_line

BEOORDELING = ("kans", "impact", "kans_na", "impact_na")
RECORDED = ("omschrijving", *BEOORDELING, "maatregel", "eigenaar", "status", "reden_gesloten")


class RisicoGeweigerd(DomainError):
    """A rule about risico's said no."""


@transaction.atomic
def add_risico(
    inspanning_id: int,
    *,
    actor: Gebruiker,
    op: date,
    omschrijving: str,
    kans: int,
    impact: int,
    maatregel: str = "",
    kans_na: int | None = None,
    impact_na: int | None = None,
    eigenaar: Gebruiker | None = None,
) -> Risico:
    """Write down what may go wrong. It gets the next number of its inspanning."""
    inspanning = Inspanning.objects.select_for_update().get(pk=inspanning_id)
    if reason := permissions.reason_not_to_change(actor, inspanning):
        raise PermissionDenied(reason)
    last = inspanning.risicos.aggregate(last=Max("nummer"))["last"] or 0
    risico = Risico(inspanning=inspanning, nummer=last + 1)
    _fill(risico, omschrijving, kans, impact, maatregel, kans_na, impact_na, eigenaar)
    _keep(risico, actor=actor, op=op)
    audit.record("risico.toegevoegd", risico, actor=actor, na=_stand(risico))
    return risico


@transaction.atomic
def edit_risico(
    risico_id: int,
    *,
    actor: Gebruiker,
    op: date,
    omschrijving: str,
    kans: int,
    impact: int,
    maatregel: str,
    kans_na: int | None,
    impact_na: int | None,
    eigenaar: Gebruiker | None,
    toelichting: str = "",
    gelezen: int | None = None,
) -> Risico:
    """Say anew what the risico is. `gelezen` is the version the writer began from (Tussentijds when there is a newer)."""
    risico = _lock(risico_id, actor)
    if not risico.is_open:
        raise RisicoGeweigerd(permissions.IS_CLOSED)
    next_versie(risico, gelezen)
    before = _stand(risico)
    _fill(risico, omschrijving, kans, impact, maatregel, kans_na, impact_na, eigenaar)
    _keep(risico, actor=actor, op=op, toelichting=toelichting)
    voor, na = audit.changed(before, _stand(risico))
    audit.record("risico.bewerkt", risico, actor=actor, voor=voor, na=na)
    return risico


@transaction.atomic
def look_again(
    risico_id: int, *, actor: Gebruiker, op: date, toelichting: str = "", gelezen: int | None = None
) -> Risico:
    """Say that someone looked, and that it is still so. Whoever watches over the risico may do this too.

    `gelezen` is the version that was on the page: nobody agrees with what they did not see.
    """
    risico = _lock(risico_id, actor, permissions.reason_not_to_look_again)
    if not risico.is_open:
        raise RisicoGeweigerd(permissions.IS_CLOSED)
    next_versie(risico, gelezen)
    _keep(risico, actor=actor, op=op, toelichting=toelichting)
    audit.record("risico.bekeken", risico, actor=actor)
    return risico


@transaction.atomic
def close_risico(risico_id: int, *, actor: Gebruiker, op: date, reden: str) -> Risico:
    """It cannot happen any more, or it happened: say which."""
    risico = _lock(risico_id, actor)
    if not risico.is_open:
        raise RisicoGeweigerd("Dit risico is al gesloten.")
    if op < risico.beoordeeld_op:
        raise RisicoGeweigerd({"op": _too_early(risico)})
    risico.status, risico.gesloten_op, risico.reden_gesloten = Risico.Status.GESLOTEN, op, clean_line(reden)
    next_versie(risico, None)
    risico.full_clean()
    risico.save()
    audit.record("risico.gesloten", risico, actor=actor, na={"reden_gesloten": risico.reden_gesloten})
    return risico


@transaction.atomic
def reopen_risico(risico_id: int, *, actor: Gebruiker, op: date) -> Risico:
    """It may happen after all. It counts as looked at today."""
    risico = _lock(risico_id, actor)
    if risico.is_open:
        raise RisicoGeweigerd(permissions.IS_OPEN)
    voor = {"gesloten_op": risico.gesloten_op.isoformat(), "reden_gesloten": risico.reden_gesloten}
    risico.status, risico.gesloten_op, risico.reden_gesloten = Risico.Status.OPEN, None, ""
    next_versie(risico, None)
    _keep(risico, actor=actor, op=op, toelichting="Opnieuw open")
    audit.record("risico.heropend", risico, actor=actor, voor=voor)
    return risico


def _lock(risico_id: int, actor: Gebruiker, reason_not_to=None) -> Risico:
    """The risico, for this transaction alone; refused with a reason to who may not do this to it."""
    risico = Risico.objects.select_for_update(of=("self",)).select_related("inspanning").get(pk=risico_id)
    reason = (
        reason_not_to(actor, risico)
        if reason_not_to
        else permissions.reason_not_to_change(actor, risico.inspanning)
    )
    if reason:
        raise PermissionDenied(reason)
    return risico


def _fill(
    risico: Risico,
    omschrijving: str,
    kans: int,
    impact: int,
    maatregel: str,
    kans_na: int | None,
    impact_na: int | None,
    eigenaar: Gebruiker | None,
) -> None:
    if eigenaar is not None and permissions.reason_not_to_see(eigenaar):
        raise RisicoGeweigerd({"eigenaar": f"{eigenaar} kan risico’s niet zien. Kies een ander."})
    risico.omschrijving, risico.maatregel = clean_line(omschrijving), clean(maatregel)
    risico.kans, risico.impact, risico.kans_na, risico.impact_na = kans, impact, kans_na, impact_na
    risico.eigenaar = eigenaar


def _keep(risico: Risico, *, actor: Gebruiker, op: date, toelichting: str = "") -> None:
    """Save the risico as it is now judged, with a row of its own."""
    if risico.beoordeeld_op and op < risico.beoordeeld_op:
        raise RisicoGeweigerd(_too_early(risico))
    risico.beoordeeld_op, risico.beoordeeld_door = op, actor
    risico.full_clean()
    risico.save()
    beoordeling = Risicobeoordeling(
        risico=risico, op=op, door=actor, toelichting=clean_line(toelichting), **audit.snapshot(risico, BEOORDELING)
    )  # fmt: skip
    beoordeling.full_clean()
    beoordeling.save()


def _too_early(risico: Risico) -> str:
    return f"Deze dag ligt voor {risico.beoordeeld_op:%-d-%-m-%Y}, toen dit risico het laatst is bekeken."


def _stand(risico: Risico) -> dict:
    return audit.snapshot(risico, RECORDED)
