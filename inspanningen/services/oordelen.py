"""The half-yearly round: opened by the team, answered per inspanning, never overwritten, and help that follows."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from brunssum.core import audit
from brunssum.core.exceptions import DomainError, Tussentijds
from brunssum.core.models import Actiepunt, Gebruiker
from brunssum.core.rollen import Rol, Zicht
from brunssum.core.services import actiepunten, meldingen
from inspanningen.criteria import CRITERIA
from inspanningen.meldingsoorten import OORDEEL_GEVRAAGD, OORDEEL_HERINNERD
from inspanningen.models import Inspanning, Oordeel, Oordeelronde, Oordeelvraag
from inspanningen.permissions import oordelen as permissions
from inspanningen.queries.oordelen import (
    GEVEN,
    HULP,
    asked_actiepunten,
    current_oordeel,
    help_of,
    previous_oordeel,
)
from inspanningen.services import ritme
from inspanningen.tekst import clean_line

HULP_BINNEN = timedelta(weeks=4)
"""Who is asked for help has this long."""

HERINNER_VOORAF = timedelta(weeks=1)
"""So long before the last day, and each time so long after it, who has not answered is reminded."""

ANTWOORDEN = tuple(name for criterium in CRITERIA for name in (criterium.key, criterium.zin))
TEKSTEN = (*(criterium.zin for criterium in CRITERIA), "samenvatting", "hulp_gevraagd", "reden")


class OordeelGeweigerd(DomainError):
    """A rule about oordelen said no."""


@transaction.atomic
def open_ronde(*, actor: Gebruiker, naam: str, van: date, uiterlijk: date) -> Oordeelronde:
    """Begin a round: every inspanning that runs is asked, and its projectleider gets an actiepunt."""
    if reason := permissions.reason_not_to_lead_ronde(actor):
        raise PermissionDenied(reason)
    before = list(
        Oordeelronde.objects.select_for_update().newest_first()
    )  # two who open one: one after the other
    if before and van <= before[0].van:
        raise OordeelGeweigerd(
            f"De vorige ronde begon op {before[0].van:%-d-%-m-%Y}. Een nieuwe begint daarna."
        )
    ronde = Oordeelronde(naam=clean_line(naam), van=van, uiterlijk=uiterlijk, geopend_door=actor)
    ronde.full_clean()
    ronde.save()
    asked = _ask_running(ronde)
    audit.record(
        "oordeelronde.geopend",
        ronde,
        actor=actor,
        na={"naam": ronde.naam, "uiterlijk": uiterlijk.isoformat()},
        gevraagd=asked,
    )
    ritme.settle(ritme.RONDE, actor=actor, uitkomst=f"Geopend: {ronde}.")
    return ronde


@transaction.atomic
def close_ronde(ronde_id: int, *, actor: Gebruiker, op: date) -> Oordeelronde:
    """End a round. Who did not answer need not any more; that they did not stays to be seen."""
    if reason := permissions.reason_not_to_lead_ronde(actor):
        raise PermissionDenied(reason)
    ronde = Oordeelronde.objects.select_for_update().get(pk=ronde_id)
    if not ronde.is_open:
        raise OordeelGeweigerd("Deze ronde is al gesloten.")
    ronde.gesloten_op, ronde.gesloten_door = op, actor
    ronde.full_clean()
    ronde.save(update_fields=["gesloten_op", "gesloten_door"])
    for actiepunt in asked_actiepunten(ronde.vragen.all()).values():
        if actiepunt.is_lopend:
            actiepunten.withdraw(actiepunt.pk, actor=None)
    audit.record("oordeelronde.gesloten", ronde, actor=actor, na={"gesloten_op": op.isoformat()})
    return ronde


@transaction.atomic
def give_oordeel(
    ronde_id: int,
    inspanning_id: int,
    *,
    actor: Gebruiker,
    op: date,
    gelezen: int | None = None,
    **velden: Any,
) -> Oordeel:
    """Judge an inspanning in a round; when that was done already this one replaces it, with a reason.

    `velden`: each criterium with its sentence (criteria.py), samenvatting, hulp_gevraagd, hulp_van, reden.
    `gelezen` is the pk of the oordeel the writer had before them, 0 for none: when another was given since,
    nothing is kept (Tussentijds). None does not ask.
    """
    ronde = Oordeelronde.objects.select_for_update().get(pk=ronde_id)
    inspanning = Inspanning.objects.get(pk=inspanning_id)
    if reason := permissions.reason_not_to_judge(actor, inspanning):
        raise PermissionDenied(reason)
    _refuse(permissions.bezwaar_tegen_oordeel(ronde, inspanning))
    if op < ronde.van:
        raise OordeelGeweigerd(f"De ronde begint op {ronde.van:%-d-%-m-%Y}.")
    eerder = current_oordeel(inspanning, ronde)
    if gelezen is not None and gelezen != (eerder.pk if eerder else 0):
        raise Tussentijds(_meanwhile(eerder))
    oordeel = Oordeel(
        ronde=ronde, inspanning=inspanning, gegeven_op=op, gegeven_door=actor, vervangt=eerder, **velden
    )
    for naam in TEKSTEN:
        setattr(oordeel, naam, clean_line(getattr(oordeel, naam)))
    if oordeel.hulp_gevraagd:
        oordeel.hulp_van = _helper(oordeel.hulp_van, actor)
    _refuse_sameness(oordeel, eerder, previous_oordeel(inspanning, ronde))
    oordeel.full_clean()
    oordeel.save(force_insert=True)
    _answered(ronde, inspanning)
    _settle_help(oordeel, eerder, actor)
    audit.record(
        "oordeel.verbeterd" if eerder else "oordeel.gegeven",
        oordeel,
        actor=actor,
        na=audit.snapshot(oordeel, [criterium.key for criterium in CRITERIA]),
        inspanning=inspanning.pk,
        ronde=ronde.pk,
    )
    return oordeel


@transaction.atomic
def remind(ronde_id: int, *, actor: Gebruiker, op: date, vraag_id: int | None = None) -> int:
    """Tell who has not answered yet, or only who has this vraag. Gives how many people; twice on a day is once.

    It is a melding: whether that is mailed as well is what each chose.
    """
    if reason := permissions.reason_not_to_lead_ronde(actor):
        raise PermissionDenied(reason)
    ronde = Oordeelronde.objects.select_for_update().get(pk=ronde_id)
    if not ronde.is_open:
        raise OordeelGeweigerd("Deze ronde is gesloten: er is niemand meer te herinneren.")
    vragen = list(ronde.vragen.waiting().in_order())
    if vraag_id is not None:
        vragen = [vraag for vraag in vragen if vraag.pk == vraag_id]
    return _remind([vraag for vraag in vragen if vraag.herinnerd_op != op], actor=actor, op=op)


@transaction.atomic
def watch_ronde(*, actor: Gebruiker | None, vandaag: date) -> int:
    """Every night, and safe to run twice: ask what began to run since, let off what stopped, and remind.

    A reminder goes a week before the last day, and each week after it. Gives how many people were reminded.
    """
    ronde = Oordeelronde.objects.select_for_update().open().first()
    if ronde is None:
        return 0
    _ask_running(ronde)
    _let_off_what_stopped(ronde)
    waiting = list(ronde.vragen.waiting().select_related("inspanning__projectleider").in_order())
    _pass_on(ronde, waiting)
    due = [vraag for vraag in waiting if _is_due(vraag, ronde, vandaag)]
    return _remind(due, actor=actor, op=vandaag)


def _refuse(zin: str) -> None:
    if zin:
        raise OordeelGeweigerd(zin)


def _meanwhile(eerder: Oordeel | None) -> str:
    wie = eerder.gegeven_door if eerder else "Iemand"
    return (
        f"{wie} heeft intussen ook een oordeel gegeven. Er is nog niets bewaard. Lees het hieronder. "
        "Uw tekst staat er nog: bewaart u die, dan komt zij ervoor in de plaats."
    )


def _helper(chosen: Gebruiker | None, actor: Gebruiker) -> Gebruiker:
    """Who is asked for help: the one chosen, or else a programmamanager."""
    if chosen is None:
        managers = Gebruiker.objects.filter(is_active=True, roltoekenningen__rol=Rol.PROGRAMMAMANAGER)
        chosen = managers.exclude(pk=actor.pk).order_by("pk").first()
        if chosen is None:
            raise OordeelGeweigerd({"hulp_van": "Kies wie u om hulp vraagt."})
    if chosen.pk == actor.pk:
        raise OordeelGeweigerd({"hulp_van": "U vraagt uzelf om hulp. Kies een ander."})
    if not chosen.is_active or chosen.zicht < Zicht.INTERN:
        raise OordeelGeweigerd({"hulp_van": f"{chosen} kan oordelen niet zien. Kies een ander."})
    return chosen


def _refuse_sameness(oordeel: Oordeel, eerder: Oordeel | None, vorig: Oordeel | None) -> None:
    """A correction changes something; and half a year later a worry needs words of its own, not those of then."""
    names = (*ANTWOORDEN, "samenvatting", "hulp_gevraagd", "hulp_van_id")
    if eerder and all(getattr(oordeel, name) == getattr(eerder, name) for name in names):
        raise OordeelGeweigerd("U hebt niets veranderd. Er is geen nieuw oordeel bewaard.")
    if vorig is None:
        return
    same = {
        criterium.zin: "Dezelfde zin als vorige keer. Schrijf wat er sindsdien is gebeurd, of waarom niet."
        for criterium in CRITERIA
        if oordeel.antwoord(criterium.key) != Oordeel.Antwoord.GOED
        and _same(oordeel.zin(criterium.key), vorig.zin(criterium.key))
    }
    if _same(oordeel.samenvatting, vorig.samenvatting):
        same["samenvatting"] = "Dezelfde zin als vorige keer. Schrijf hoe het er nu voor staat."
    if same:
        raise OordeelGeweigerd(same)


def _same(een: str, ander: str) -> bool:
    return bool(een) and een.casefold().rstrip(" .!") == ander.casefold().rstrip(" .!")


def _settle_help(oordeel: Oordeel, eerder: Oordeel | None, actor: Gebruiker) -> None:
    """What is asked becomes an actiepunt; a correction that asks otherwise takes the earlier one back."""
    if eerder and (eerder.hulp_gevraagd, eerder.hulp_van_id) == (oordeel.hulp_gevraagd, oordeel.hulp_van_id):
        return
    if eerder:
        for actiepunt in help_of([eerder]).values():
            if actiepunt.is_lopend:
                actiepunten.withdraw(actiepunt.pk, actor=None)
    if oordeel.hulp_gevraagd:
        actiepunten.make(
            actor=actor,
            titel=f"Hulp gevraagd bij {oordeel.inspanning}"[:150],
            toelichting=oordeel.hulp_gevraagd,
            eigenaar=oordeel.hulp_van,
            bevestiger=actor,
            vervalt_op=oordeel.gegeven_op + HULP_BINNEN,
            onderwerp=oordeel,
            soort=HULP,
            sleutel=f"{HULP}:{oordeel.pk}",
        )


def _answered(ronde: Oordeelronde, inspanning: Inspanning) -> None:
    """Done is what was asked. One that began to run since the round was opened is asked and answered at once."""
    vraag, _ = Oordeelvraag.objects.get_or_create(ronde=ronde, inspanning=inspanning)
    for actiepunt in asked_actiepunten([vraag]).values():
        if actiepunt.status == Actiepunt.Status.OPEN:
            actiepunten.finish(actiepunt.pk, actor=None, uitkomst="Het oordeel is gegeven.")
    meldingen.settle(vraag, [OORDEEL_GEVRAAGD], actor=None, op=timezone.now())


def _ask_running(ronde: Oordeelronde) -> int:
    """Ask every inspanning that runs and was not asked yet."""
    rows = Inspanning.objects.filter(fase__in=Oordeelvraag.FASEN).exclude(oordeelvragen__ronde=ronde)
    inspanningen = list(rows.select_related("projectleider").in_order())
    for inspanning in inspanningen:
        vraag = Oordeelvraag.objects.create(ronde=ronde, inspanning=inspanning)
        actiepunten.make(
            actor=None,
            titel=f"Geef uw oordeel over {inspanning}"[:150],
            toelichting=f"Ronde {ronde}: vijf vragen, een paar minuten.",
            eigenaar=_responsible(ronde, inspanning),
            vervalt_op=ronde.uiterlijk,
            onderwerp=vraag,
            soort=GEVEN,
            sleutel=f"{GEVEN}:{ronde.pk}:{inspanning.pk}",
            tell=False,
        )
        meldingen.tell(
            [_responsible(ronde, inspanning)],
            soort=OORDEEL_GEVRAAGD,
            onderwerp=vraag,
            actor=ronde.geopend_door,
        )
    return len(inspanningen)


def _responsible(ronde: Oordeelronde, inspanning: Inspanning) -> Gebruiker:
    """The projectleider; without one who can log in, who opened the round finds out."""
    leider = inspanning.projectleider
    return leider if leider is not None and leider.is_active else ronde.geopend_door


def _let_off_what_stopped(ronde: Oordeelronde) -> None:
    stopped = ronde.vragen.exclude(inspanning__fase__in=Oordeelvraag.FASEN)
    for actiepunt in asked_actiepunten(stopped).values():
        if actiepunt.status == Actiepunt.Status.OPEN:
            actiepunten.withdraw(actiepunt.pk, actor=None)


def _pass_on(ronde: Oordeelronde, vragen: list[Oordeelvraag]) -> None:
    """Who does not lead it any more cannot answer: it goes to who does. Given to another by hand, it stays there."""
    found = asked_actiepunten(vragen)
    for vraag in vragen:
        actiepunt, naar = found.get(vraag.pk), _responsible(ronde, vraag.inspanning)
        if (
            actiepunt
            and actiepunt.is_lopend
            and actiepunt.eigenaar_id != naar.pk
            and naar.is_active
            and permissions.reason_not_to_judge(actiepunt.eigenaar, vraag.inspanning)
        ):
            actiepunten.hand_over(actiepunt.pk, actor=None, naar=naar)


def _is_due(vraag: Oordeelvraag, ronde: Oordeelronde, vandaag: date) -> bool:
    last = vraag.herinnerd_op
    if vandaag > ronde.uiterlijk:
        return last is None or last <= ronde.uiterlijk or vandaag - last >= HERINNER_VOORAF
    first = ronde.uiterlijk - HERINNER_VOORAF
    return vandaag >= first and (last is None or last < first)


def _remind(vragen: list[Oordeelvraag], *, actor: Gebruiker | None, op: date) -> int:
    """Tell the owner of each actiepunt; that it was done stays at each vraag."""
    found = asked_actiepunten(vragen)
    people = set()
    for vraag in vragen:
        actiepunt = found.get(vraag.pk)
        if actiepunt is None or not actiepunt.eigenaar.is_active:
            continue
        people.add(actiepunt.eigenaar_id)
        vraag.herinnerd_op = op
        vraag.save(update_fields=["herinnerd_op"])
        meldingen.tell([actiepunt.eigenaar], soort=OORDEEL_HERINNERD, onderwerp=vraag, actor=actor)
        audit.record("oordeelvraag.herinnerd", vraag, actor=actor, na={"herinnerd_op": op.isoformat()})
    return len(people)
