"""Writing a projectkaart. Every save leaves a Versie; two people who edit at once never lose a word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.exceptions import DomainError, Tussentijds
from brunssum.core.models import Gebied, Gebruiker, Organisatie
from brunssum.core.rollen import Recht
from brunssum.core.services import meldingen
from inspanningen import meldingsoorten, permissions
from inspanningen.models import (
    Bijdrage,
    Doelstelling,
    Inspanning,
    LeidendPrincipe,
    Partnerschap,
    Versie,
)
from inspanningen.stand import (
    DOELSTELLINGEN,
    LIJSTEN,
    PARTNERS,
    VERWIJZINGEN,
    Stand,
    as_stand,
    changed_names,
    merge,
    read_stand,
)
from inspanningen.tekst import clean_line
from inspanningen.velden import LABELS, TEKSTKOLOMMEN, is_visible


class UnknownVersie(DomainError):
    """The version someone worked on does not exist."""


class CannotChangeFase(DomainError):
    """The table of fasen does not allow this step, or a reason is missing."""


class CannotBeOnderdeel(DomainError):
    """Inspanningen have onderdelen, and those have none."""


class CannotLead(DomainError):
    """This person has no right to edit the inspanningen they lead."""


@dataclass(frozen=True)
class Botsing:
    """One field that two people changed: what it was, what the other made of it, and what I did."""

    naam: str
    was: Any
    hunne: Any
    mijne: Any
    door: str
    op: datetime


class Botst(Tussentijds):
    """Someone else changed the same field. Nothing is saved; `waarden` is what to show in the form instead."""

    def __init__(self, versienummer: int, waarden: Stand, botsingen: tuple[Botsing, ...]):
        velden = ", ".join(LABELS[botsing.naam] for botsing in botsingen)
        super().__init__(
            f"Iemand anders heeft intussen ook iets veranderd bij: {velden}. Er is nog niets opgeslagen. "
            "Bekijk de verschillen, kies wat het moet worden en sla opnieuw op."
        )
        self.versienummer = versienummer
        self.waarden = waarden
        self.botsingen = botsingen


@transaction.atomic
def add_inspanning(
    *, actor: Gebruiker, nummer: str, naam: str, toelichting: str = "", **velden: Any
) -> Inspanning:
    """Add a kaart, with whatever is known of it already; `velden` has the names of velden.LABELS."""
    if permissions.reason_not_to_add(actor):
        raise PermissionDenied(permissions.ONLY_TEAM)
    stand = as_stand({"nummer": nummer, "naam": naam} | velden)
    _refuse_hidden(actor, stand)
    inspanning = Inspanning()
    _write_columns(inspanning, stand)
    inspanning.save()
    leeg = read_stand(inspanning, laatste={})
    _write_links(inspanning, leeg, stand)
    namen = [naam for naam in LABELS if stand.get(naam)]
    _keep_versie(inspanning, leeg | stand, namen, actor=actor, toelichting=toelichting)
    audit.record(
        "inspanning.toegevoegd",
        inspanning,
        actor=actor,
        na={"nummer": inspanning.nummer, "naam": inspanning.naam},
    )
    _tell_leider(inspanning, meldingsoorten.INSPANNING_LEIDEN, actor)
    return inspanning


@transaction.atomic
def edit_inspanning(
    inspanning_id: int,
    *,
    actor: Gebruiker,
    basisversie: int,
    velden: Mapping[str, Any],
    toelichting: str = "",
) -> Inspanning:
    """Save these fields of a kaart; `basisversie` is the version they were written on.

    What others saved since then is kept. When they changed the same field, `Botst` tells what they wrote and
    nothing is saved. Without any change no version is made.
    """
    inspanning, huidig = _lock(inspanning_id, actor)
    mijn = as_stand(velden)
    _refuse_hidden(actor, mijn)
    basis = huidig if basisversie == inspanning.versienummer else _stand_of_versie(inspanning, basisversie)
    samen = merge(basis, huidig, mijn)
    if samen.botsingen:
        raise _botst(inspanning, basisversie, basis, huidig, mijn, samen.waarden, samen.botsingen)
    _change(inspanning, huidig, samen.waarden, "inspanning.bewerkt", actor=actor, toelichting=toelichting)
    return inspanning


@transaction.atomic
def change_fase(inspanning_id: int, *, actor: Gebruiker, fase: str, toelichting: str = "") -> Inspanning:
    """Bring a kaart to another fase; stopping needs a reason."""
    inspanning, huidig = _lock(inspanning_id, actor)
    if inspanning.overdrachten.running().exists():
        raise CannotChangeFase(
            "Deze inspanning is op weg naar de lijn. Rond de overdracht af of stop haar, bij ‘Naar de lijn’."
        )
    if Inspanning.Fase(fase) == Inspanning.Fase.GESTOPT and not clean_line(toelichting):
        raise CannotChangeFase({"toelichting": "Schrijf op waarom deze inspanning stopt."})
    _bring_to(inspanning, huidig, Inspanning.Fase(fase), actor=actor, toelichting=toelichting)
    return inspanning


@transaction.atomic
def settle_fase(inspanning_id: int, *, actor: Gebruiker, fase: str, toelichting: str) -> Inspanning:
    """Bring a kaart to the fase that follows from what another service did, which asked whether `actor` may do that.

    A fase that it has already stays, without a version.
    """
    inspanning, huidig = _lock_unasked(inspanning_id)
    if inspanning.fase != fase:
        _bring_to(inspanning, huidig, Inspanning.Fase(fase), actor=actor, toelichting=toelichting)
    return inspanning


@transaction.atomic
def restore_versie(inspanning_id: int, *, actor: Gebruiker, nummer: int, toelichting: str = "") -> Inspanning:
    """Make the kaart what it was in an earlier version, as a new version. The fase stays what it is now.

    A person, gebied or organisation that is gone since then is left out.
    """
    inspanning, huidig = _lock(inspanning_id, actor)
    stand = {naam: waarde for naam, waarde in _stand_of_versie(inspanning, nummer).items() if naam != "fase"}
    _refuse_hidden(actor, stand)
    _leave_out_what_is_gone(stand)
    _change(
        inspanning,
        huidig,
        stand,
        "inspanning.versie_teruggezet",
        actor=actor,
        toelichting=toelichting or f"Versie {nummer} teruggezet",
    )
    return inspanning


def _lock(inspanning_id: int, actor: Gebruiker) -> tuple[Inspanning, Stand]:
    """The kaart, for us alone until we are done, and its present stand; refuses who may not edit it."""
    inspanning, huidig = _lock_unasked(inspanning_id)
    reason = permissions.reason_not_to_edit(actor, inspanning)
    if reason:
        raise PermissionDenied(reason)
    return inspanning, huidig


def _lock_unasked(inspanning_id: int) -> tuple[Inspanning, Stand]:
    inspanning = Inspanning.objects.select_for_update().get(pk=inspanning_id)
    laatste = (
        inspanning.versies.filter(nummer=inspanning.versienummer).values_list("stand", flat=True).first()
    )
    return inspanning, read_stand(inspanning, laatste)


def _bring_to(
    inspanning: Inspanning, huidig: Stand, nieuw: Inspanning.Fase, *, actor: Gebruiker, toelichting: str
) -> None:
    if not inspanning.can_become(nieuw):
        raise CannotChangeFase(
            f"Van ‘{inspanning.get_fase_display()}’ naar ‘{nieuw.label}’ kan niet in één stap."
            if nieuw != inspanning.fase
            else f"De fase is al ‘{nieuw.label}’."
        )
    _change(
        inspanning,
        huidig,
        {"fase": str(nieuw)},
        "inspanning.fase_gewijzigd",
        actor=actor,
        toelichting=toelichting,
    )


def _stand_of_versie(inspanning: Inspanning, nummer: int) -> Stand:
    stand = inspanning.versies.filter(nummer=nummer).values_list("stand", flat=True).first()
    if stand is None:
        raise UnknownVersie(
            "De versie waarop u verder werkte bestaat niet. Bewaar uw tekst, open de kaart opnieuw en plak hem daar."
        )
    return stand


def _botst(
    inspanning: Inspanning,
    basisversie: int,
    basis: Stand,
    huidig: Stand,
    mijn: Stand,
    waarden: Stand,
    namen: tuple[str, ...],
) -> Botst:
    since = inspanning.versies.filter(nummer__gt=basisversie).select_related("door").order_by("-nummer")
    versies = list(since.defer("stand"))

    def last_change(naam: str) -> Versie:
        return next((versie for versie in versies if naam in versie.gewijzigd), versies[0])

    botsingen = []
    for naam in namen:
        versie = last_change(naam)
        door = versie.door.naam if versie.door else "Kanarie zelf"
        botsingen.append(Botsing(naam, basis.get(naam), huidig[naam], mijn[naam], door, versie.opgeslagen_op))
    return Botst(inspanning.versienummer, waarden, tuple(botsingen))


def _change(
    inspanning: Inspanning, huidig: Stand, nieuw: Stand, actie: str, *, actor: Gebruiker, toelichting: str
) -> None:
    namen = changed_names(huidig, nieuw)
    if not namen:
        return
    veranderd = {naam: nieuw[naam] for naam in namen}
    _write_columns(inspanning, veranderd)
    _write_links(inspanning, huidig, veranderd)
    versie = _keep_versie(inspanning, huidig | veranderd, namen, actor=actor, toelichting=toelichting)
    audit.record(
        actie,
        inspanning,
        actor=actor,
        voor=_for_the_log(huidig, namen, versie.nummer - 1),
        na=_for_the_log(veranderd, namen, versie.nummer),
        versie=versie.nummer,
    )
    if "projectleider" in namen:
        _tell_leider(inspanning, meldingsoorten.INSPANNING_LEIDEN, actor)
    else:
        is_fase = "fase" in namen
        _tell_leider(
            inspanning,
            meldingsoorten.INSPANNING_FASE if is_fase else meldingsoorten.INSPANNING_GEWIJZIGD,
            actor,
        )


def _tell_leider(inspanning: Inspanning, soort: str, actor: Gebruiker) -> None:
    meldingen.tell([inspanning.projectleider], soort=soort, onderwerp=inspanning, actor=actor)


def _for_the_log(stand: Stand, namen: list[str], versienummer: int) -> Stand:
    """Texts stand in the versions, which belong to the kaart; the log only says where."""
    return {
        naam: f"zie versie {versienummer}" if naam in TEKSTKOLOMMEN or naam == PARTNERS else stand[naam]
        for naam in namen
    }


def _refuse_hidden(actor: Gebruiker, stand: Stand) -> None:
    if not all(is_visible(naam, actor.zicht) for naam in stand):
        raise PermissionDenied("U kunt geen velden bewerken die u niet mag zien.")


def _write_columns(inspanning: Inspanning, stand: Stand) -> None:
    """Put what stands in columns of its own on the object, and check it; saving is for the caller."""
    columns = {naam: waarde for naam, waarde in stand.items() if naam not in (*LIJSTEN, PARTNERS)}
    for naam, waarde in columns.items():
        setattr(inspanning, f"{naam}_id" if naam in VERWIJZINGEN else naam, waarde)
    untouched = [
        field.name for field in inspanning._meta.fields if field.name not in columns and inspanning.pk
    ]
    inspanning.full_clean(exclude=untouched)
    if columns.get("ouder"):
        _check_ouder(inspanning)
    if columns.get("projectleider"):
        _check_projectleider(inspanning)


def _check_ouder(inspanning: Inspanning) -> None:
    if inspanning.ouder.ouder_id:
        raise CannotBeOnderdeel(
            {"ouder": f"‘{inspanning.ouder}’ is zelf een onderdeel. Kies een inspanning die dat niet is."}
        )
    if inspanning.pk and inspanning.onderdelen.exists():
        raise CannotBeOnderdeel(
            {"ouder": "Deze inspanning heeft zelf onderdelen, en kan er dus geen zijn van een andere."}
        )


def _check_projectleider(inspanning: Inspanning) -> None:
    leider = inspanning.projectleider
    if not leider.mag(Recht.INSPANNINGEN_EIGEN_BEWERKEN):
        raise CannotLead(
            {
                "projectleider": f"{leider.naam} heeft niet de rol projectleider. "
                "Kies iemand anders, of vraag de beheerder om die rol te geven."
            }
        )


def _write_links(inspanning: Inspanning, huidig: Stand, nieuw: Stand) -> None:
    """Bring gebieden, principes, doelstellingen and partners from `huidig` to `nieuw`: only what differs."""
    through = {
        "gebieden": (Inspanning.gebieden.through, "gebied"),
        "principes": (Inspanning.principes.through, "leidendprincipe"),
    }
    for naam in through:
        if naam not in nieuw:
            continue
        model, field = through[naam]
        gone, added = set(huidig[naam]) - set(nieuw[naam]), set(nieuw[naam]) - set(huidig[naam])
        if gone:
            model.objects.filter(**{"inspanning": inspanning, f"{field}__in": gone}).delete()
        if added:
            model.objects.bulk_create(
                model(**{"inspanning": inspanning, f"{field}_id": pk}) for pk in sorted(added)
            )
    if DOELSTELLINGEN in nieuw:
        _write_bijdragen(inspanning, set(huidig[DOELSTELLINGEN]), set(nieuw[DOELSTELLINGEN]))
    if PARTNERS in nieuw:
        _write_partners(inspanning, huidig[PARTNERS], nieuw[PARTNERS])


def _write_bijdragen(inspanning: Inspanning, huidig: set[int], nieuw: set[int]) -> None:
    """What is taken off the kaart ends, what is put on it again goes on: strength, aanname and bewijs stay."""
    bijdragen = Bijdrage.objects.filter(inspanning=inspanning)
    bijdragen.filter(doelstelling__in=huidig - nieuw).update(loopt=False)
    added = nieuw - huidig
    known = set(bijdragen.filter(doelstelling__in=added).values_list("doelstelling", flat=True))
    bijdragen.filter(doelstelling__in=known).update(loopt=True)
    Bijdrage.objects.bulk_create(
        Bijdrage(inspanning=inspanning, doelstelling_id=pk) for pk in sorted(added - known)
    )


def _write_partners(inspanning: Inspanning, huidig: list[dict], nieuw: list[dict]) -> None:
    gone = [row["organisatie"] for row in huidig if row not in nieuw]
    added = [row for row in nieuw if row not in huidig]
    if gone:
        Partnerschap.objects.filter(inspanning=inspanning, organisatie__in=gone).delete()
    rows = [
        Partnerschap(inspanning=inspanning, organisatie_id=row["organisatie"], rol=row["rol"])
        for row in added
    ]
    for row in rows:
        row.clean_fields(exclude=["inspanning", "organisatie"])
    Partnerschap.objects.bulk_create(rows)


def _keep_versie(
    inspanning: Inspanning, stand: Stand, namen: list[str], *, actor: Gebruiker, toelichting: str
) -> Versie:
    """Save the kaart and keep how it now stands."""
    inspanning.versienummer += 1
    versie = Versie(
        inspanning=inspanning,
        nummer=inspanning.versienummer,
        door=actor,
        toelichting=clean_line(toelichting),
        stand=stand,
        gewijzigd=namen,
    )
    versie.clean_fields(exclude=["inspanning", "door"])
    versie.save(force_insert=True)
    inspanning.gewijzigd_op = versie.opgeslagen_op
    inspanning.save()
    return versie


def _leave_out_what_is_gone(stand: Stand) -> None:
    for naam, model in (
        ("gebieden", Gebied),
        ("principes", LeidendPrincipe),
        ("doelstellingen", Doelstelling),
    ):
        stand[naam] = sorted(model.objects.filter(pk__in=stand[naam]).values_list("pk", flat=True))
    there = set(
        Organisatie.objects.filter(pk__in=[row["organisatie"] for row in stand[PARTNERS]]).values_list(
            "pk", flat=True
        )
    )
    stand[PARTNERS] = [row for row in stand[PARTNERS] if row["organisatie"] in there]
    for naam, model in (("ouder", Inspanning), ("projectleider", Gebruiker)):
        if stand[naam] and not model.objects.filter(pk=stand[naam]).exists():
            stand[naam] = None
