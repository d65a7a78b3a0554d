"""The second pair of eyes: a besluit above the mandaat is confirmed, or given back, by another.

The money is committed when the besluit is final, not when it is laid before a second: a yes that may still become a
no is no promise, and must not keep the last of a budget from someone whose besluit is final. So it may not fit any
more by then; the one who confirms reads that, and the budget is never overspent.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.models import Gebruiker
from casuistiek import permissions
from casuistiek.models import Besluit, Casus, VoorgenomenBesluit
from casuistiek.queries import mandaat_of
from casuistiek.services.besluitvorming import make_final
from casuistiek.services.stap import check_step, lock, touch
from casuistiek.services.weigeringen import CannotDecide
from casuistiek.stappen import Stap

Status = VoorgenomenBesluit.Status


@transaction.atomic
def confirm_besluit(voorgenomen_id: int, *, actor: Gebruiker, op: date) -> Besluit:
    """Make a voorgenomen besluit final, as second person, and commit its money; or fail and leave it waiting."""
    casus, voorgenomen = _waiting(voorgenomen_id, actor, op)
    if voorgenomen.budget.jaar != op.year:
        raise CannotDecide(
            f"{voorgenomen.budget} is niet het budget van {op.year}. Geef het terug, dan kan het opnieuw."
        )
    _answer(voorgenomen, Status.BEVESTIGD, op, door=actor)
    besluit = Besluit(
        voorstel=voorgenomen.voorstel,
        uitkomst=Besluit.Uitkomst.TOEGEKEND,
        bedrag=voorgenomen.bedrag,
        budget=voorgenomen.budget,
        legitimiteit=voorgenomen.legitimiteit,
        betrokkenheid=voorgenomen.betrokkenheid,
        rendement=voorgenomen.rendement,
        beslisser=voorgenomen.beslisser,
        bevestigd_door=actor,
        op=op,
    )
    return make_final(besluit, casus, actor=actor)


@transaction.atomic
def return_besluit(
    voorgenomen_id: int, *, actor: Gebruiker, op: date, toelichting: str
) -> VoorgenomenBesluit:
    """Do not confirm it: the voorstel waits for a besluit again, and `toelichting` says why."""
    casus, voorgenomen = _waiting(voorgenomen_id, actor, op)
    if not toelichting.strip():
        raise CannotDecide("Schrijf op waarom u niet bevestigt.")
    voorgenomen.toelichting = toelichting.strip()
    _answer(voorgenomen, Status.TERUGGEGEVEN, op, door=actor)
    _moved(casus, op)
    audit.record("besluit.teruggegeven", voorgenomen, actor=actor, na={"casus": casus.nummer})
    return voorgenomen


@transaction.atomic
def withdraw_besluit(voorgenomen_id: int, *, actor: Gebruiker, op: date) -> VoorgenomenBesluit:
    """Take an own voorgenomen besluit back before anyone confirmed it."""
    casus, voorgenomen = _lock(voorgenomen_id)
    if voorgenomen.beslisser_id != actor.pk or not permissions.may_decide(actor):
        raise PermissionDenied
    _answer(voorgenomen, Status.VERVALLEN, op)
    _moved(casus, op)
    audit.record("besluit.teruggenomen", voorgenomen, actor=actor, na={"casus": casus.nummer})
    return voorgenomen


def _lock(voorgenomen_id: int) -> tuple[Casus, VoorgenomenBesluit]:
    rows = VoorgenomenBesluit.objects.select_related("voorstel", "budget", "beslisser")
    casus = lock(rows.get(pk=voorgenomen_id).voorstel.casus_id)
    voorgenomen = rows.get(pk=voorgenomen_id)  # again: another may have answered while we waited
    if voorgenomen.status != Status.WACHT:
        raise CannotDecide(f"Dit voorgenomen besluit is intussen {voorgenomen.get_status_display().lower()}.")
    return casus, voorgenomen


def _waiting(voorgenomen_id: int, actor: Gebruiker, op: date) -> tuple[Casus, VoorgenomenBesluit]:
    casus, voorgenomen = _lock(voorgenomen_id)
    check_step(casus, Stap.BESLUIT, actor=actor, op=op)
    if zin := permissions.bezwaar_tegen_bevestiging(actor, voorgenomen, mandaat_of(actor)):
        raise CannotDecide(zin)
    return casus, voorgenomen


def _answer(voorgenomen: VoorgenomenBesluit, status: str, op: date, *, door: Gebruiker | None = None) -> None:
    voorgenomen.status, voorgenomen.beantwoord_op, voorgenomen.beantwoord_door = status, op, door
    voorgenomen.save(update_fields=["status", "beantwoord_op", "beantwoord_door", "toelichting"])


def _moved(casus: Casus, op: date) -> None:
    touch(casus, op)
    casus.save(update_fields=["bewogen_op"])
