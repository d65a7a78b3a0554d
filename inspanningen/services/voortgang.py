"""Voortgang by partners: handed in, accepted or given back by who may edit the kaart, or withdrawn. No text is ever changed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from brunssum.core import audit, vrije_tekst
from brunssum.core.exceptions import Botsing, DomainError, Tussentijds
from brunssum.core.gebeurtenissoorten import Gebeurtenissoort
from brunssum.core.models import ApiClient, Gebruiker
from brunssum.core.rollen import Rol
from brunssum.core.services import meldingen
from brunssum.core.services.gebeurtenissen import announce
from inspanningen import meldingsoorten
from inspanningen import voortgangsregels as regels
from inspanningen.models import Inspanning, Mijlpaal, Voortgangsafhandeling, Voortgangsmelding
from inspanningen.permissions import voortgang as permissions
from inspanningen.services import mijlpalen
from inspanningen.tekst import clean, clean_line
from inspanningen.vage_datum import VageDatum

Melder = Gebruiker | ApiClient
Stand = Voortgangsmelding.Stand


class VoortgangGeweigerd(DomainError):
    """A rule about voortgang said no."""


@dataclass(frozen=True)
class OverMijlpaal:
    """What a partner says of one mijlpaal: reached on a day, or expected at another moment than planned."""

    mijlpaal_id: int
    bereikt_op: date | None = None
    wanneer: VageDatum | None = None
    getypt: str = ""


@transaction.atomic
def report_voortgang(
    inspanning_id: int,
    *,
    actor: Melder,
    moment: datetime,
    peildatum: date,
    gedaan: str,
    belemmering: str = "",
    aantal: int | None = None,
    eenheid: str = "",
    over: OverMijlpaal | None = None,
    vervangt_id: int | None = None,
) -> Voortgangsmelding:
    """Hand in how it stands with the part of one's own organisation. It counts once it is accepted.

    Handed in twice, it is there once. `vervangt_id`: the melding that was given back and that this one improves.
    """
    inspanning = Inspanning.objects.select_for_update().get(pk=inspanning_id)
    if reason := permissions.reason_not_to_report(actor, inspanning):
        raise PermissionDenied(reason)
    if zin := permissions.bezwaar_tegen_melden(inspanning):
        raise Botsing(zin)
    melding = Voortgangsmelding(
        inspanning=inspanning,
        organisatie=actor.organisatie,
        peildatum=peildatum,
        gedaan=clean(gedaan),
        belemmering=clean(belemmering),
        aantal=aantal,
        eenheid=clean_line(eenheid),
        ingediend_op=moment,
        ingediend_door=_person(actor),
    )
    vandaag = timezone.localdate(moment)
    bezwaren = _named_in(gedaan=melding.gedaan, belemmering=melding.belemmering, eenheid=melding.eenheid)
    bezwaren["peildatum"] = regels.bezwaar_tegen_dag(peildatum, vandaag)
    if over is not None:
        bezwaren |= _say_of_mijlpaal(melding, over, vandaag)
    if vervangt_id is not None:
        former = regels.teruggegeven_melding(
            vervangt_id, organisatie_id=actor.organisatie_id, inspanning=inspanning
        )
        bezwaren["vervangt"] = regels.bezwaar_tegen_verbetering(former)
        melding.vervangt = former
    _refuse(bezwaren)
    melding.full_clean(exclude=["inspanning", "organisatie", "vervangt"])
    if again := _same(melding):
        return again
    melding.save(force_insert=True)
    audit.record(
        "voortgang.gemeld",
        melding,
        actor=actor,
        na=audit.snapshot(melding, ("inspanning", "organisatie", "peildatum", "mijlpaal", "vervangt")),
    )
    meldingen.tell(
        _judges_of(inspanning), soort=meldingsoorten.VOORTGANG_GEMELD, onderwerp=melding, actor=_person(actor)
    )
    return melding


@transaction.atomic
def accept_voortgang(
    melding_id: int, *, actor: Gebruiker, moment: datetime, antwoord: str = "", reden: str = ""
) -> Voortgangsmelding:
    """Take it over: from now on it counts. The mijlpaal it is about is reached, or moved with this partner as the reason.

    `reden` is said with that move, after who reported it.
    """
    melding = _lock_to_judge(melding_id, actor)
    if melding.mijlpaal_id is not None:
        _carry_out(melding, actor=actor, vandaag=timezone.localdate(moment), reden=clean_line(reden))
    _handle(melding, Stand.AANVAARD, "voortgang.aanvaard", actor=actor, moment=moment, antwoord=antwoord)
    _tell_partner(melding, actor)
    return melding


@transaction.atomic
def give_back_voortgang(
    melding_id: int, *, actor: Gebruiker, moment: datetime, antwoord: str
) -> Voortgangsmelding:
    """Not like this: the partner reads why, and can hand in a better one."""
    melding = _lock_to_judge(melding_id, actor)
    if not clean(antwoord):
        raise VoortgangGeweigerd({"antwoord": "Schrijf op wat de partner anders moet melden."})
    _handle(melding, Stand.TERUGGEGEVEN, "voortgang.teruggegeven", actor=actor, moment=moment, antwoord=antwoord)  # fmt: skip
    _tell_partner(melding, actor)
    return melding


@transaction.atomic
def withdraw_voortgang(melding_id: int, *, actor: Melder, moment: datetime) -> Voortgangsmelding:
    """Take back what was handed in, before it is judged."""
    melding = _lock(melding_id)
    if reason := permissions.reason_not_to_withdraw(actor, melding):
        raise PermissionDenied(reason)
    _must_wait(melding)
    _handle(melding, Stand.INGETROKKEN, "voortgang.ingetrokken", actor=actor, moment=moment)
    return melding


def _say_of_mijlpaal(melding: Voortgangsmelding, over: OverMijlpaal, vandaag: date) -> dict[str, str]:
    """Write it on the melding; gives what is wrong with it."""
    mijlpaal = regels.mijlpaal_of(melding.inspanning, over.mijlpaal_id)
    bezwaar = regels.bezwaar_tegen_mijlpaal(mijlpaal) or regels.bezwaar_tegen_bericht(
        is_gehaald=over.bereikt_op is not None, is_verwacht=over.wanneer is not None
    )
    bezwaren = {"mijlpaal": bezwaar, "bereikt_op": regels.bezwaar_tegen_dag(over.bereikt_op, vandaag)}
    melding.mijlpaal, melding.bereikt_op = mijlpaal, over.bereikt_op
    if over.wanneer is not None and mijlpaal is not None:
        bezwaren["wanneer"] = regels.bezwaar_tegen_moment(over.wanneer, mijlpaal)
        melding.verwacht_wanneer = over.wanneer.tekst
        melding.verwacht_van, melding.verwacht_tot = over.wanneer.van, over.wanneer.tot
        melding.verwacht_getypt = clean_line(over.getypt) or over.wanneer.tekst
    return bezwaren


SAME = (
    *("inspanning", "organisatie", "peildatum", "gedaan", "belemmering", "aantal", "eenheid"),
    *("mijlpaal", "bereikt_op", "verwacht_van", "verwacht_tot"),
)


def _same(melding: Voortgangsmelding) -> Voortgangsmelding | None:
    """The very same, which waits already: a button was pressed twice."""
    return Voortgangsmelding.objects.waiting().filter(**{name: getattr(melding, name) for name in SAME}).first()  # fmt: skip


def _lock(melding_id: int) -> Voortgangsmelding:
    """For this transaction alone. What became of it is read after that, so that two never handle it both."""
    rows = Voortgangsmelding.objects.select_for_update(of=("self",))
    return rows.select_related("inspanning", "organisatie").get(pk=melding_id)


def _lock_to_judge(melding_id: int, actor: Gebruiker) -> Voortgangsmelding:
    melding = _lock(melding_id)
    if reason := permissions.reason_not_to_judge(actor, melding.inspanning):
        raise PermissionDenied(reason)
    _must_wait(melding)
    return melding


def _must_wait(melding: Voortgangsmelding) -> None:
    if zin := permissions.bezwaar_tegen_afhandelen(melding):
        raise Tussentijds(zin)


def _carry_out(melding: Voortgangsmelding, *, actor: Gebruiker, vandaag: date, reden: str) -> None:
    """Do to the mijlpaal what the partner said of it."""
    mijlpaal = Mijlpaal.objects.select_for_update().get(pk=melding.mijlpaal_id)
    if mijlpaal.status != Mijlpaal.Status.GEPLAND:
        if melding.bereikt_op is not None and mijlpaal.status == Mijlpaal.Status.GEHAALD:
            return  # someone of the gemeente wrote it down already
        raise VoortgangGeweigerd(
            f"De mijlpaal ‘{mijlpaal}’ is intussen {mijlpaal.get_status_display().lower()}. "
            "Geef de melding terug, of zet de mijlpaal eerst terug naar gepland."
        )
    if melding.bereikt_op is not None:
        mijlpalen.reach_mijlpaal(mijlpaal.pk, actor=actor, gehaald_op=melding.bereikt_op, vandaag=vandaag)
        return
    gemeld = f"Gemeld door {melding.organisatie}."
    mijlpalen.edit_mijlpaal(
        mijlpaal.pk,
        actor=actor,
        op=vandaag,
        naam=mijlpaal.naam,
        toelichting=mijlpaal.toelichting,
        wanneer=VageDatum(melding.verwacht_van, melding.verwacht_tot, melding.verwacht_wanneer),
        getypt=melding.verwacht_getypt,
        reden=f"{gemeld} {reden}" if reden else gemeld,
    )


def _handle(
    melding: Voortgangsmelding,
    stand: Stand,
    actie: str,
    *,
    actor: Melder,
    moment: datetime,
    antwoord: str = "",
) -> None:
    antwoord = clean(antwoord)
    _refuse(_named_in(antwoord=antwoord))
    afhandeling = Voortgangsafhandeling(
        melding=melding, uitkomst=stand.value, antwoord=antwoord, op=moment, door=_person(actor)
    )
    afhandeling.full_clean()
    afhandeling.save(force_insert=True)
    audit.record(actie, melding, actor=actor, na={"stand": stand.value}, inspanning=melding.inspanning_id)
    meldingen.settle(melding, [meldingsoorten.VOORTGANG_GEMELD], actor=_person(actor), op=moment)


def _judges_of(inspanning: Inspanning) -> list[Gebruiker]:
    """Who is told that something waits: the projectleider; where nobody leads, the programmateam."""
    if inspanning.projectleider is not None and inspanning.projectleider.is_active:
        return [inspanning.projectleider]
    return list(_with_rol(Rol.PROGRAMMATEAM))


def _tell_partner(melding: Voortgangsmelding, actor: Gebruiker) -> None:
    contacts = _with_rol(Rol.PARTNER).filter(organisatie=melding.organisatie_id)
    meldingen.tell(contacts, soort=meldingsoorten.VOORTGANG_BEOORDEELD, onderwerp=melding, actor=actor)
    announce(
        Gebeurtenissoort.VOORTGANG_BEOORDEELD,
        verwijzing=f"/voortgang/{melding.pk}",
        organisaties=[melding.organisatie_id],
    )


def _with_rol(rol: Rol):
    return Gebruiker.objects.filter(is_active=True, roltoekenningen__rol=rol).with_rollen()


def _person(actor: Melder) -> Gebruiker | None:
    """Who did it, when that is a person and not the system of a partner."""
    return actor if isinstance(actor, Gebruiker) else None


def _named_in(**teksten: str) -> dict[str, str]:
    """Of each text in which somebody can be recognised: why it is refused."""
    found = {name: vrije_tekst.find(tekst) for name, tekst in teksten.items()}
    return {
        name: f"Er staat {' en '.join(one)} in. Haal dat eruit: hier mag niemand in te herkennen zijn."
        for name, one in found.items()
        if one
    }


def _refuse(bezwaren: dict[str, str]) -> None:
    """With all there is to say at once."""
    if said := {name: zin for name, zin in bezwaren.items() if zin}:
        raise VoortgangGeweigerd(said)
