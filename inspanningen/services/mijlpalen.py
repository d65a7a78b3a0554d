"""Planning: a mijlpaal is planned, moves with a reason, is reached or falls away. Nothing of it is forgotten."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit, vrije_tekst
from brunssum.core.exceptions import DomainError, Tussentijds
from brunssum.core.gebeurtenissoorten import Gebeurtenissoort
from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Zicht
from brunssum.core.services.gebeurtenissen import announce
from inspanningen.models import Inspanning, Mijlpaal, Verschuiving
from inspanningen.permissions import mijlpalen as permissions
from inspanningen.tekst import clean, clean_line
from inspanningen.vage_datum import VageDatum
from inspanningen.velden import is_visible

PLAN = ("wanneer", "van", "tot")
STATUS = ("status", "gehaald_op", "vervallen_op", "vervallen_reden")


class MijlpaalGeweigerd(DomainError):
    """A rule about mijlpalen said no."""


@transaction.atomic
def add_mijlpaal(
    inspanning_id: int,
    *,
    actor: Gebruiker,
    naam: str,
    wanneer: VageDatum,
    getypt: str = "",
    toelichting: str = "",
) -> Mijlpaal:
    """Plan something. `wanneer` comes from vage_datum.read, `getypt` is the text it was read from."""
    inspanning = Inspanning.objects.select_for_update().get(pk=inspanning_id)
    if reason := permissions.reason_not_to_plan(actor, inspanning):
        raise PermissionDenied(reason)
    mijlpaal = Mijlpaal(
        inspanning=inspanning,
        eerste_wanneer=wanneer.tekst,
        eerste_van=wanneer.van,
        eerste_tot=wanneer.tot,
    )
    _plan(mijlpaal, wanneer, getypt)
    _describe(mijlpaal, naam, toelichting)
    _save(mijlpaal)
    na = audit.snapshot(mijlpaal, ("inspanning", "naam", "toelichting", *PLAN))
    audit.record("mijlpaal.toegevoegd", mijlpaal, actor=actor, na=na)
    return mijlpaal


@transaction.atomic
def edit_mijlpaal(
    mijlpaal_id: int,
    *,
    actor: Gebruiker,
    op: date,
    naam: str,
    wanneer: VageDatum,
    getypt: str = "",
    toelichting: str = "",
    reden: str = "",
    gelezen: int | None = None,
) -> Mijlpaal:
    """Put the words right, or move it: another range of days asks for a `reden`, and leaves a Verschuiving.

    `gelezen` is the versienummer the writer began from; when another saved since, nothing is overwritten
    (Tussentijds).
    """
    mijlpaal = _lock(mijlpaal_id, actor, gelezen)
    fields = ("naam", "toelichting", *PLAN)
    voor = audit.snapshot(mijlpaal, fields)
    moves = (wanneer.van, wanneer.tot) != (mijlpaal.van, mijlpaal.tot)
    if moves:
        _move(mijlpaal, wanneer, actor=actor, op=op, reden=clean(reden))
    _plan(mijlpaal, wanneer, getypt)
    _describe(mijlpaal, naam, toelichting)
    voor, na = audit.changed(voor, audit.snapshot(mijlpaal, fields))
    if na:
        mijlpaal.versienummer += 1
        _save(mijlpaal)
        detail = {"reden": clean(reden)} if moves else {}
        actie = "mijlpaal.verschoven" if moves else "mijlpaal.bewerkt"
        audit.record(actie, mijlpaal, actor=actor, voor=voor, na=na, **detail)
    return mijlpaal


@transaction.atomic
def reach_mijlpaal(
    mijlpaal_id: int, *, actor: Gebruiker, gehaald_op: date, vandaag: date, gelezen: int | None = None
) -> Mijlpaal:
    """Say that it is there, and since which day."""
    mijlpaal = _lock(mijlpaal_id, actor, gelezen)
    _must_be(mijlpaal, Mijlpaal.Status.GEPLAND)
    if gehaald_op > vandaag:
        raise MijlpaalGeweigerd({"gehaald_op": "Deze dag is nog niet geweest. Kies vandaag of een dag daarvoor."})  # fmt: skip
    return _change_status(mijlpaal, "mijlpaal.gehaald", actor, Mijlpaal.Status.GEHAALD, gehaald_op=gehaald_op)


@transaction.atomic
def drop_mijlpaal(
    mijlpaal_id: int, *, actor: Gebruiker, op: date, reden: str, gelezen: int | None = None
) -> Mijlpaal:
    """Say that it will not come, and why. It stays in the planning as vervallen."""
    mijlpaal = _lock(mijlpaal_id, actor, gelezen)
    _must_be(mijlpaal, Mijlpaal.Status.GEPLAND)
    reden = _reason(reden, "Schrijf op waarom deze mijlpaal vervalt.")
    return _change_status(
        mijlpaal,
        "mijlpaal.vervallen",
        actor,
        Mijlpaal.Status.VERVALLEN,
        vervallen_op=op,
        vervallen_reden=reden,
    )


@transaction.atomic
def reopen_mijlpaal(
    mijlpaal_id: int, *, actor: Gebruiker, reden: str, gelezen: int | None = None
) -> Mijlpaal:
    """Take back that it was reached or fell away: it is planned again, as it was."""
    mijlpaal = _lock(mijlpaal_id, actor, gelezen)
    if mijlpaal.status == Mijlpaal.Status.GEPLAND:
        raise MijlpaalGeweigerd("Deze mijlpaal staat al gepland.")
    reden = _reason(reden, "Schrijf op waarom deze mijlpaal weer gepland is.")
    return _change_status(mijlpaal, "mijlpaal.heropend", actor, Mijlpaal.Status.GEPLAND, reden=reden)


@transaction.atomic
def remove_mijlpaal(mijlpaal_id: int, *, actor: Gebruiker) -> None:
    """Take away what was added by mistake. What is in a realisatieplanning, or ever moved, stays."""
    mijlpaal = _lock(mijlpaal_id, actor, None)
    if zin := permissions.bezwaar_tegen_weghalen(mijlpaal):
        raise MijlpaalGeweigerd(zin)
    voor = audit.snapshot(mijlpaal, ("inspanning", "naam", *PLAN))
    audit.record("mijlpaal.weggehaald", mijlpaal, actor=actor, voor=voor)
    mijlpaal.delete()


def _lock(mijlpaal_id: int, actor: Gebruiker, gelezen: int | None) -> Mijlpaal:
    """The mijlpaal, for this transaction alone; refused to who may not plan here, and when another was first."""
    mijlpaal = Mijlpaal.objects.select_for_update(of=("self",)).select_related("inspanning").get(pk=mijlpaal_id)  # fmt: skip
    if reason := permissions.reason_not_to_plan(actor, mijlpaal.inspanning):
        raise PermissionDenied(reason)
    if gelezen is not None and gelezen != mijlpaal.versienummer:
        raise Tussentijds(
            "Iemand anders heeft deze mijlpaal intussen veranderd. Er is nog niets opgeslagen en wat u invulde staat er nog. "
            "Lees eerst wat er nu staat en sla dan opnieuw op."
        )
    return mijlpaal


def _move(mijlpaal: Mijlpaal, wanneer: VageDatum, *, actor: Gebruiker, op: date, reden: str) -> None:
    if mijlpaal.status != Mijlpaal.Status.GEPLAND:
        raise MijlpaalGeweigerd(
            {
                "wanneer": "Verschuiven kan alleen zolang de mijlpaal gepland is. Zet hem eerst terug naar gepland."
            }
        )
    if not reden:
        raise MijlpaalGeweigerd({"reden": f"De planning was {mijlpaal.wanneer} en wordt {wanneer.tekst}. Schrijf op waarom."})  # fmt: skip
    _names_nobody(reden=reden)
    verschuiving = Verschuiving(
        mijlpaal=mijlpaal,
        op=op,
        door=actor,
        oud_wanneer=mijlpaal.wanneer,
        oud_van=mijlpaal.van,
        oud_tot=mijlpaal.tot,
        nieuw_wanneer=wanneer.tekst,
        nieuw_van=wanneer.van,
        nieuw_tot=wanneer.tot,
        reden=reden,
    )
    verschuiving.full_clean()
    verschuiving.save(force_insert=True)


def _plan(mijlpaal: Mijlpaal, wanneer: VageDatum, getypt: str) -> None:
    mijlpaal.wanneer, mijlpaal.van, mijlpaal.tot = wanneer.tekst, wanneer.van, wanneer.tot
    mijlpaal.getypt = clean_line(getypt) or wanneer.tekst


def _describe(mijlpaal: Mijlpaal, naam: str, toelichting: str) -> None:
    mijlpaal.naam, mijlpaal.toelichting = clean_line(naam), clean(toelichting)
    _names_nobody(naam=mijlpaal.naam, toelichting=mijlpaal.toelichting)


def _change_status(
    mijlpaal: Mijlpaal, actie: str, actor: Gebruiker, status: str, *, reden: str = "", **velden
) -> Mijlpaal:
    voor = audit.snapshot(mijlpaal, STATUS)
    leeg = {"gehaald_op": None, "vervallen_op": None, "vervallen_reden": ""}
    for name, value in (leeg | velden | {"status": status}).items():
        setattr(mijlpaal, name, value)
    mijlpaal.versienummer += 1
    _save(mijlpaal)
    voor, na = audit.changed(voor, audit.snapshot(mijlpaal, STATUS))
    audit.record(actie, mijlpaal, actor=actor, voor=voor, na=na, **({"reden": reden} if reden else {}))
    return mijlpaal


def _must_be(mijlpaal: Mijlpaal, status: str) -> None:
    if mijlpaal.status != status:
        raise MijlpaalGeweigerd(f"Deze mijlpaal is al {mijlpaal.get_status_display().lower()}.")


def _reason(reden: str, question: str) -> str:
    reden = clean(reden)
    if not reden:
        raise MijlpaalGeweigerd({"reden": question})
    _names_nobody(reden=reden)
    return reden


def _save(mijlpaal: Mijlpaal) -> None:
    """Keep it, and tell the systems of the partners of this inspanning, who see the planning."""
    mijlpaal.full_clean(exclude=["inspanning"])
    mijlpaal.save()
    if is_visible("planning_tekst", Zicht.PARTNERS):
        partners = mijlpaal.inspanning.partnerschappen.values_list("organisatie_id", flat=True)
        announce(
            Gebeurtenissoort.MIJLPAAL_GEWIJZIGD,
            verwijzing=f"/mijlpalen/{mijlpaal.pk}",
            organisaties=partners,
        )


def _names_nobody(**teksten: str) -> None:
    for name, tekst in teksten.items():
        if found := vrije_tekst.find(tekst):
            raise MijlpaalGeweigerd({name: f"Iedereen die de inspanning ziet, leest dit. Er staat {' en '.join(found)} in. Haal dat eruit."})  # fmt: skip
