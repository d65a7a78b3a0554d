"""The steps that ask for little more than a date and a word, and the notities along the way."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.models import Gebruiker
from casuistiek.models import Casus, Hoekmeting, Notitie
from casuistiek.services.afspraken import finish_nazorg, plan_nazorg
from casuistiek.services.budget import release_rest
from casuistiek.services.hoeken import Hoeken, write_meting
from casuistiek.services.stap import check_step, lock, take_step, touch
from casuistiek.services.weigeringen import CannotStep
from casuistiek.stappen import Stap


@transaction.atomic
def go_to(casus_id: int, *, actor: Gebruiker, op: date, toelichting: str = "") -> Casus:
    """Someone went and looked; also when the regular line sent a doorgeleide casus back."""
    return _simple_step(casus_id, Stap.TER_PLEKKE, actor=actor, op=op, toelichting=toelichting)


@transaction.atomic
def begin_uitvoering(
    casus_id: int, *, actor: Gebruiker, op: date, toelichting: str = "", hoeken: Hoeken | None = None
) -> Casus:
    """The small push is given: the first help. A first betaling does this too.

    `hoeken`: how the resident says things go before it; None known is nothing written.
    """
    casus = lock(casus_id)
    check_step(casus, Stap.UITVOERING, actor=actor, op=op)
    casus.eerste_hulp_op = casus.eerste_hulp_op or op
    take_step(casus, Stap.UITVOERING, actor=actor, op=op, toelichting=toelichting)
    _write_hoeken(casus, Hoekmeting.Moment.VOOR, hoeken, actor=actor, op=op)
    return casus


@transaction.atomic
def to_nazorg(casus_id: int, *, actor: Gebruiker, op: date, toelichting: str = "") -> Casus:
    """The push is given; the casusverantwoordelijke gets an actiepunt to see after three months whether it held."""
    casus = _simple_step(casus_id, Stap.NAZORG, actor=actor, op=op, toelichting=toelichting)
    plan_nazorg(casus, actor=actor, op=op)
    return casus


@transaction.atomic
def close(
    casus_id: int, *, actor: Gebruiker, op: date, toelichting: str = "", hoeken: Hoeken | None = None
) -> Casus:
    """Done, and so is its nazorg. What was committed and not paid becomes free again.

    `hoeken`: how the resident says things go now; None known is nothing written.
    """
    casus = _last_step(casus_id, Stap.GESLOTEN, actor=actor, op=op, toelichting=toelichting)
    _write_hoeken(casus, Hoekmeting.Moment.NA, hoeken, actor=actor, op=op)
    finish_nazorg(casus, actor=actor)
    return casus


@transaction.atomic
def doorgeleiden(casus_id: int, *, actor: Gebruiker, op: date, toelichting: str) -> Casus:
    """The regular line can do it after all; `toelichting` says who takes it and what was agreed."""
    return _last_step(casus_id, Stap.DOORGELEID, actor=actor, op=op, toelichting=toelichting, why="Schrijf op wie de casus overneemt en wat is afgesproken.")  # fmt: skip


@transaction.atomic
def intrekken(casus_id: int, *, actor: Gebruiker, op: date, toelichting: str) -> Casus:
    """It need not go on; `toelichting` says why."""
    return _last_step(casus_id, Stap.INGETROKKEN, actor=actor, op=op, toelichting=toelichting, why="Schrijf op waarom de casus niet verder hoeft.")  # fmt: skip


@transaction.atomic
def add_notitie(
    casus_id: int, *, actor: Gebruiker, op: date, tekst: str, voor: str = Notitie.Voor.INTERN
) -> Notitie:
    """Write something down, for who handles it or for the overleg. Everyone who sees the casus may, also after it ended."""
    casus = lock(casus_id)
    if casus.is_concept or not Casus.objects.visible_to(actor).filter(pk=casus.pk).exists():
        raise PermissionDenied
    notitie = Notitie(casus=casus, tekst=tekst.strip(), voor=voor, op=op, door=actor)
    notitie.full_clean()
    notitie.save()
    touch(casus, op)
    casus.save(update_fields=["bewogen_op"])
    audit.record("casus.notitie", casus, actor=actor)
    return notitie


def _write_hoeken(
    casus: Casus, moment: Hoekmeting.Moment, hoeken: Hoeken | None, *, actor: Gebruiker, op: date
) -> None:
    if hoeken and any(hoeken.values()):
        write_meting(casus, actor=actor, op=op, moment=moment, hoeken=hoeken)


def _simple_step(casus_id: int, naar: Stap, *, actor: Gebruiker, op: date, toelichting: str) -> Casus:
    casus = lock(casus_id)
    check_step(casus, naar, actor=actor, op=op)
    take_step(casus, naar, actor=actor, op=op, toelichting=toelichting)
    return casus


def _last_step(
    casus_id: int, naar: Stap, *, actor: Gebruiker, op: date, toelichting: str, why: str = ""
) -> Casus:
    casus = lock(casus_id)
    check_step(casus, naar, actor=actor, op=op)
    if why and not toelichting.strip():
        raise CannotStep(why)
    release_rest(casus, actor=actor, op=op)
    take_step(casus, naar, actor=actor, op=op, toelichting=toelichting)
    return casus
