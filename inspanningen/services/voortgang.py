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
    _names_nobody(gedaan=melding.gedaan, belemmering=melding.belemmering, eenheid=melding.eenheid)
    if peildatum > vandaag:
        raise VoortgangGeweigerd({"peildatum": "Deze dag is nog niet geweest. Kies vandaag of een dag daarvoor."})  # fmt: skip
    if over is not None:
        _say_of_mijlpaal(melding, over, vandaag)
    if vervangt_id is not None:
        melding.vervangt = _to_improve(vervangt_id, actor, inspanning)
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


def _say_of_mijlpaal(melding: Voortgangsmelding, over: OverMijlpaal, vandaag: date) -> None:
    mijlpaal = Mijlpaal.objects.filter(pk=over.mijlpaal_id, inspanning=melding.inspanning).first()
    if mijlpaal is None:
        raise VoortgangGeweigerd({"mijlpaal": "Deze mijlpaal hoort niet bij deze inspanning. Kies een andere."})  # fmt: skip
    if mijlpaal.status != Mijlpaal.Status.GEPLAND:
        raise VoortgangGeweigerd({"mijlpaal": f"Deze mijlpaal is al {mijlpaal.get_status_display().lower()}. Kies een andere."})  # fmt: skip
    if (over.bereikt_op is None) == (over.wanneer is None):
        raise VoortgangGeweigerd({"mijlpaal": "Zeg van deze mijlpaal of die is gehaald, of wanneer u die nu verwacht. Eén van de twee."})  # fmt: skip
    if over.bereikt_op is not None and over.bereikt_op > vandaag:
        raise VoortgangGeweigerd({"bereikt_op": "Deze dag is nog niet geweest. Kies vandaag of een dag daarvoor."})  # fmt: skip
    melding.mijlpaal, melding.bereikt_op = mijlpaal, over.bereikt_op
    if over.wanneer is not None:
        if (over.wanneer.van, over.wanneer.tot) == (mijlpaal.van, mijlpaal.tot):
            raise VoortgangGeweigerd({"wanneer": f"De mijlpaal staat al gepland voor {mijlpaal.wanneer}."})
        melding.verwacht_wanneer = over.wanneer.tekst
        melding.verwacht_van, melding.verwacht_tot = over.wanneer.van, over.wanneer.tot
        melding.verwacht_getypt = clean_line(over.getypt) or over.wanneer.tekst


def _to_improve(melding_id: int, actor: Melder, inspanning: Inspanning) -> Voortgangsmelding:
    """What was given back, and is improved now. Of another organisation it is as if it were not there."""
    rows = Voortgangsmelding.objects.of_organisatie(actor.organisatie_id).filter(inspanning=inspanning)
    melding = rows.select_related("afhandeling", "vervangen_door").filter(pk=melding_id).first()
    if melding is None:
        raise VoortgangGeweigerd({"vervangt": "Deze melding is er niet bij deze inspanning. Kies een melding van uw eigen organisatie."})  # fmt: skip
    if zin := permissions.bezwaar_tegen_verbeteren(melding):
        raise VoortgangGeweigerd({"vervangt": zin})
    return melding


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
    _names_nobody(antwoord=antwoord)
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


def _names_nobody(**teksten: str) -> None:
    for name, tekst in teksten.items():
        if found := vrije_tekst.find(tekst):
            raise VoortgangGeweigerd({name: f"Er staat {' en '.join(found)} in. Haal dat eruit: hier mag niemand in te herkennen zijn."})  # fmt: skip
