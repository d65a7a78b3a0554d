"""Writing a wijkplan: begin it, change it, agree on it, and look at it again every year."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit, vrije_tekst
from brunssum.core.exceptions import DomainError, Tussentijds
from brunssum.core.models import Actiepunt, Gebied, Gebruiker
from brunssum.core.rollen import Rol
from brunssum.core.services import actiepunten
from inspanningen.models import Aanscherping, Wijkplan, Wijkplanactie, Wijkplanversie
from inspanningen.permissions import wijkplan as permissions
from inspanningen.queries.wijkplan import PLANVELDEN, read_stand
from inspanningen.ritme import ritme
from monitor.namen import korte_gebiedsnaam

ACTIEVELDEN = (
    "wat",
    "organisatie",
    "wie",
    "plek",
    "waar",
    "waarom",
    "jaar",
    "wanneer",
    "contact",
    "inspanning",
    "doelstelling",
)
AANSCHERPEN = "wijkplan.aanscherpen"
MAX_ACTIES = 100
"""More than this nobody reads, nor fits a leaflet."""


class WijkplanGeweigerd(DomainError):
    """A rule about wijkplannen said no."""


@transaction.atomic
def add_wijkplan(
    *,
    actor: Gebruiker,
    gebied: Gebied,
    van_jaar: int,
    tot_jaar: int,
    opgave: str,
    contact: str,
    bewoners: str = "",
    contact_waar: str = "",
) -> Wijkplan:
    """Begin the plan of a wijk or buurt, as a concept. The years of two plans of one gebied do not overlap."""
    gebied = Gebied.objects.select_for_update(of=("self",)).get(pk=gebied.pk)
    if reason := permissions.reason_not_to_write(actor, gebied):
        raise PermissionDenied(reason)
    if gebied.soort not in Wijkplan.SOORTEN:
        raise WijkplanGeweigerd({"gebied": "Kies een wijk of een buurt."})
    wijkplan = Wijkplan(gebied=gebied, van_jaar=van_jaar, tot_jaar=tot_jaar)
    _fill_plan(wijkplan, opgave=opgave, bewoners=bewoners, contact=contact, contact_waar=contact_waar)
    wijkplan.full_clean()
    same_years = Wijkplan.objects.filter(gebied=gebied, van_jaar__lte=tot_jaar, tot_jaar__gte=van_jaar)
    if other := same_years.first():
        raise WijkplanGeweigerd(
            {"van_jaar": f"Er is al een wijkplan van {other.periode}. Kies jaren die daarna komen."}
        )
    wijkplan.save()
    audit.record("wijkplan.begonnen", wijkplan, actor=actor, na=audit.snapshot(wijkplan, ("gebied", "van_jaar", "tot_jaar")))  # fmt: skip
    return wijkplan


@transaction.atomic
def edit_wijkplan(wijkplan_id: int, *, actor: Gebruiker, bewerking: int, **velden: Any) -> Wijkplan:
    """Change the words of a plan (PLANVELDEN). `bewerking`: the one that the writer began from.

    When another saved since then nothing is overwritten (Tussentijds).
    """
    wijkplan = _lock(wijkplan_id, actor)
    _refuse(permissions.bezwaar_tegen_wijzigen(wijkplan))
    _refuse_if_changed(wijkplan, bewerking)
    voor = audit.snapshot(wijkplan, PLANVELDEN)
    _fill_plan(wijkplan, **velden)
    voor, na = audit.changed(voor, audit.snapshot(wijkplan, PLANVELDEN))
    if na:
        wijkplan.bewerking += 1
        wijkplan.full_clean()
        wijkplan.save()
        audit.record("wijkplan.bewerkt", wijkplan, actor=actor, voor=voor, na=na)
    return wijkplan


@transaction.atomic
def vaststellen(wijkplan_id: int, *, actor: Gebruiker, op: date) -> Wijkplan:
    """The team agrees on a concept: from then on it changes only in the yearly round. Its first version is kept."""
    wijkplan = _lock(wijkplan_id, actor)
    if reason := permissions.reason_not_to_vaststellen(actor):
        raise PermissionDenied(reason)
    if not wijkplan.is_concept:
        raise WijkplanGeweigerd("Dit plan is al vastgesteld.")
    if op.year > wijkplan.tot_jaar:
        raise WijkplanGeweigerd(f"Dit plan loopt tot en met {wijkplan.tot_jaar}. Dat is al voorbij.")
    if not wijkplan.acties.exists():
        raise WijkplanGeweigerd("Er staat nog geen actie in. Zet er eerst in wie wat doet, waar en waarom.")
    wijkplan.status, wijkplan.vastgesteld_op = Wijkplan.Status.VASTGESTELD, op
    wijkplan.full_clean()
    wijkplan.save()
    _keep_versie(wijkplan, actor=actor, op=op)
    audit.record("wijkplan.vastgesteld", wijkplan, actor=actor, na={"status": wijkplan.status})
    return wijkplan


@transaction.atomic
def add_actie(wijkplan_id: int, *, actor: Gebruiker, op: date, **velden: Any) -> Wijkplanactie:
    """Add who does what, where, why and when (ACTIEVELDEN)."""
    wijkplan = _lock(wijkplan_id, actor)
    _refuse(permissions.bezwaar_tegen_wijzigen(wijkplan))
    if wijkplan.acties.count() >= MAX_ACTIES:
        raise WijkplanGeweigerd(f"Er staan al {MAX_ACTIES} acties in dit plan. Meer leest niemand: voeg er samen, of begin een plan voor een buurt.")  # fmt: skip
    actie = Wijkplanactie(wijkplan=wijkplan, status_sinds=op)
    _fill_actie(actie, wijkplan, **velden)
    actie.full_clean()
    actie.save()
    audit.record("wijkplan.actie_toegevoegd", wijkplan, actor=actor, na={"actie": actie.pk, "wat": actie.wat})
    return actie


@transaction.atomic
def edit_actie(actie_id: int, *, actor: Gebruiker, bewerking: int, **velden: Any) -> Wijkplanactie:
    """Change what an actie says (ACTIEVELDEN); how far it is goes by tell_status."""
    actie, wijkplan = _lock_actie(actie_id, actor)
    _refuse(permissions.bezwaar_tegen_wijzigen(wijkplan))
    _refuse_if_changed(actie, bewerking)
    voor = audit.snapshot(actie, ACTIEVELDEN)
    _fill_actie(actie, wijkplan, **velden)
    voor, na = audit.changed(voor, audit.snapshot(actie, ACTIEVELDEN))
    if na:
        _save_actie(actie)
        audit.record("wijkplan.actie_bewerkt", wijkplan, actor=actor, voor=voor, na=na, actie_id=actie.pk)
    return actie


@transaction.atomic
def tell_status(
    actie_id: int, *, actor: Gebruiker, op: date, bewerking: int, status: str, toelichting: str = ""
) -> Wijkplanactie:
    """Say how far an actie is, also between two rounds. What is dropped needs a reason."""
    actie, wijkplan = _lock_actie(actie_id, actor)
    _refuse_if_changed(actie, bewerking)
    status, toelichting = Wijkplanactie.Status(status), " ".join(toelichting.split())
    _names_nobody(toelichting)
    if status == Wijkplanactie.Status.VERVALLEN and not toelichting:
        raise WijkplanGeweigerd({"toelichting": "Schrijf op waarom deze actie vervalt."})
    voor = audit.snapshot(actie, ("status", "toelichting"))
    if status != actie.status:
        actie.status, actie.status_sinds = status, op
    actie.toelichting = toelichting
    voor, na = audit.changed(voor, audit.snapshot(actie, ("status", "toelichting")))
    if na:
        _save_actie(actie)
        audit.record("wijkplan.actie_stand", wijkplan, actor=actor, voor=voor, na=na, actie_id=actie.pk)
    return actie


@transaction.atomic
def remove_actie(actie_id: int, *, actor: Gebruiker) -> Wijkplan:
    """Take an actie out of a concept. Of a plan that was agreed nothing goes away: an actie is dropped with its reason."""
    actie, wijkplan = _lock_actie(actie_id, actor)
    _refuse(permissions.bezwaar_tegen_weghalen(wijkplan))
    audit.record("wijkplan.actie_weggehaald", wijkplan, actor=actor, voor={"actie": actie.pk, "wat": actie.wat})  # fmt: skip
    actie.delete()
    return wijkplan


@transaction.atomic
def begin_ronde(wijkplan_id: int, *, actor: Gebruiker, op: date) -> Aanscherping:
    """Begin the yearly round: from now until it is closed the plan may change."""
    wijkplan = _lock(wijkplan_id, actor)
    _refuse(permissions.bezwaar_tegen_ronde(wijkplan, op.year))
    if op < wijkplan.laatst_aangescherpt:
        raise WijkplanGeweigerd("Deze dag ligt voor de vorige ronde. Kies een latere dag.")
    ronde = Aanscherping(wijkplan=wijkplan, jaar=op.year, begonnen_op=op)
    ronde.full_clean()
    ronde.save()
    audit.record("wijkplan.ronde_begonnen", wijkplan, actor=actor, na={"jaar": ronde.jaar})
    return ronde


@transaction.atomic
def close_ronde(
    wijkplan_id: int,
    *,
    actor: Gebruiker,
    op: date,
    wie: str,
    wat_veranderde: str,
    bewoners: int | None = None,
) -> Aanscherping:
    """Close the open round: who took part, what changed, and the plan as it now stands is kept as a version."""
    wijkplan = _lock(wijkplan_id, actor)
    ronde = Aanscherping.objects.select_for_update().filter(wijkplan=wijkplan, gesloten_op=None).first()
    if ronde is None:
        raise WijkplanGeweigerd("Er loopt geen ronde meer: iemand heeft haar al afgerond.")
    ronde.wie, ronde.wat_veranderde, ronde.bewoners = " ".join(wie.split()), wat_veranderde.strip(), bewoners
    _names_nobody(ronde.wie, ronde.wat_veranderde)
    if not ronde.wie:
        raise WijkplanGeweigerd({"wie": "Schrijf op wie er meededen."})
    if not ronde.wat_veranderde:
        raise WijkplanGeweigerd(
            {"wat_veranderde": "Schrijf op wat er veranderde, of dat alles gelijk bleef."}
        )
    if op < ronde.begonnen_op:
        raise WijkplanGeweigerd({"op": f"De ronde begon op {ronde.begonnen_op:%-d-%-m-%Y}. Kies die dag of een dag daarna."})  # fmt: skip
    ronde.gesloten_op, ronde.versie = op, _keep_versie(wijkplan, actor=actor, op=op)
    ronde.full_clean()
    ronde.save()
    audit.record("wijkplan.aangescherpt", wijkplan, actor=actor, na={"jaar": ronde.jaar, "bewoners": bewoners})  # fmt: skip
    for asked in Actiepunt.objects.running().about(wijkplan).filter(soort=AANSCHERPEN):
        actiepunten.finish(asked.pk, actor=None, uitkomst=f"Het wijkplan is aangescherpt op {op:%-d-%-m-%Y}.")
    return ronde


def ask_for_rondes(*, vandaag: date) -> int:
    """Work of the system, every night: ask the wijkmanager (or else the team) for each round that is due.

    Once for each plan and year; safe to run twice. Gives how many are due.
    """
    plannen = Wijkplan.objects.running_in(vandaag.year).select_related("gebied").with_ritme().order_by("pk")
    due = [(plan, stand) for plan in plannen if (stand := ritme(plan, vandaag)).is_aan_de_beurt]
    for plan, stand in due:
        if eigenaar := _who_sharpens(plan.gebied):
            actiepunten.make(
                actor=None,
                titel=f"Scherp het wijkplan van {korte_gebiedsnaam(plan.gebied.naam)} aan",
                toelichting="Ga met bewoners en partners het plan langs: wat is gedaan, wat komt erbij, wat vervalt?",
                eigenaar=eigenaar,
                vervalt_op=stand.uiterlijk,
                onderwerp=plan,
                soort=AANSCHERPEN,
                sleutel=f"{AANSCHERPEN}:{plan.pk}:{stand.uiterlijk:%Y-%m-%d}",
            )
    return len(due)


def _who_sharpens(gebied: Gebied) -> Gebruiker | None:
    """The wijkmanager of this wijk; without one someone of the team."""
    people = Gebruiker.objects.filter(is_active=True).order_by("pk")
    here = [gebied.pk, *([gebied.ouder_id] if gebied.ouder_id else [])]
    return (
        people.filter(roltoekenningen__rol=Rol.WIJKMANAGER, gebieden__in=here).first()
        or people.filter(roltoekenningen__rol=Rol.PROGRAMMATEAM).first()
        or people.filter(roltoekenningen__rol=Rol.PROGRAMMAMANAGER).first()
    )


def _lock(wijkplan_id: int, actor: Gebruiker) -> Wijkplan:
    """The plan, for this transaction alone; refused with a reason to who may not write it."""
    rows = Wijkplan.objects.select_related("gebied").select_for_update(of=("self",))
    wijkplan = rows.get(pk=wijkplan_id)
    if reason := permissions.reason_not_to_write(actor, wijkplan.gebied):
        raise PermissionDenied(reason)
    return wijkplan


def _lock_actie(actie_id: int, actor: Gebruiker) -> tuple[Wijkplanactie, Wijkplan]:
    """The plan first, so that closing a round and changing an actie wait for each other."""
    wijkplan = _lock(Wijkplanactie.objects.values_list("wijkplan", flat=True).get(pk=actie_id), actor)
    return Wijkplanactie.objects.select_for_update(of=("self",)).get(pk=actie_id), wijkplan


def _refuse(zin: str) -> None:
    if zin:
        raise WijkplanGeweigerd(zin)


def _refuse_if_changed(row: Wijkplan | Wijkplanactie, bewerking: int) -> None:
    if bewerking != row.bewerking:
        raise Tussentijds("Iemand anders heeft dit intussen veranderd. Uw tekst staat er nog; lees eerst wat er nu staat.")  # fmt: skip


def _fill_plan(wijkplan: Wijkplan, **velden: str) -> None:
    for name in PLANVELDEN:
        setattr(wijkplan, name, velden[name].strip())
    # A public number of the gemeente may stand with where to find someone; nowhere else.
    _names_nobody(*(getattr(wijkplan, name) for name in PLANVELDEN if name != "contact_waar"))


def _fill_actie(actie: Wijkplanactie, wijkplan: Wijkplan, **velden: Any) -> None:
    for name in ACTIEVELDEN:
        value = velden.get(name)
        empty = None if Wijkplanactie._meta.get_field(name).null else ""
        setattr(actie, name, (value.strip() if isinstance(value, str) else value) or empty)
    actie.waar = actie.waar or (actie.plek.naam if actie.plek else "")
    _names_nobody(actie.wat, actie.wie, actie.waar, actie.waarom, actie.wanneer, actie.contact)
    if actie.jaar and not wijkplan.van_jaar <= actie.jaar <= wijkplan.tot_jaar:
        raise WijkplanGeweigerd({"jaar": f"Dit plan loopt van {wijkplan.periode}. Kies een jaar daarvan, of schrijf bij ‘wanneer’ iets anders."})  # fmt: skip


def _save_actie(actie: Wijkplanactie) -> None:
    actie.bewerking += 1
    actie.full_clean()
    actie.save()


def _keep_versie(wijkplan: Wijkplan, *, actor: Gebruiker, op: date) -> Wijkplanversie:
    nummer = wijkplan.versies.count() + 1
    return Wijkplanversie.objects.create(wijkplan=wijkplan, nummer=nummer, op=op, stand=read_stand(wijkplan), door=actor)  # fmt: skip


def _names_nobody(*teksten: str) -> None:
    if found := vrije_tekst.find("\n".join(teksten)):
        raise WijkplanGeweigerd(f"Een wijkplan leest de hele straat. Er staat {' en '.join(found)} in. Haal dat eruit.")  # fmt: skip
