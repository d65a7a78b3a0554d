"""To the line: an inspanning that works is handed to a bateneigenaar, point by point, and taken over by a second person."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml
from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.exceptions import DomainError, Tussentijds
from brunssum.core.models import Actiepunt, Gebruiker
from brunssum.core.rollen import Rol
from brunssum.core.services import actiepunten
from inspanningen.models import Inspanning, Overdracht, Overdrachtspunt
from inspanningen.permissions import overdracht as permissions
from inspanningen.services.kaart import settle_fase
from inspanningen.tekst import clean, clean_line

PUNTEN = Path(__file__).parents[1] / "data" / "overdrachtspunten.yaml"

OVERNEMEN = "overdracht.overnemen"
"""The actiepunt of the bateneigenaar, from the beginning to the end."""

BEVESTIGEN = "overdracht.bevestigen"
"""The actiepunt of the bateneigenaar when all is said to be ready."""

BEVESTIG_BINNEN = timedelta(weeks=2)

MAX_PUNTEN = 30


class OverdrachtGeweigerd(DomainError):
    """A rule about going to the line said no."""


@cache
def standard_punten() -> tuple[tuple[str, str], ...]:
    """The points every overdracht begins with, as (titel, uitleg)."""
    rows = yaml.safe_load(PUNTEN.read_text(encoding="utf-8"))["punten"]
    return tuple((row["titel"], row["uitleg"]) for row in rows)


@transaction.atomic
def begin_overdracht(
    inspanning_id: int, *, actor: Gebruiker, bateneigenaar: Gebruiker, op: date, uiterlijk: date
) -> Overdracht:
    """Begin to hand it over: the fase becomes naar de lijn, and the bateneigenaar gets an actiepunt."""
    inspanning = Inspanning.objects.select_for_update().get(pk=inspanning_id)
    if reason := permissions.reason_not_to_hand_over(actor, inspanning):
        raise PermissionDenied(reason)
    _refuse(permissions.bezwaar_tegen_beginnen(inspanning))
    if Rol.BATENEIGENAAR not in bateneigenaar.rollen or not bateneigenaar.is_active:
        raise OverdrachtGeweigerd(
            {"bateneigenaar": f"{bateneigenaar} is geen bateneigenaar. Kies een ander."}
        )
    overdracht = Overdracht(
        inspanning=inspanning,
        bateneigenaar=bateneigenaar,
        begonnen_op=op,
        begonnen_door=actor,
        uiterlijk=uiterlijk,
    )
    overdracht.full_clean()
    overdracht.save()
    Overdrachtspunt.objects.bulk_create(
        Overdrachtspunt(overdracht=overdracht, volgorde=n, titel=titel, uitleg=uitleg)
        for n, (titel, uitleg) in enumerate(standard_punten(), start=1)
    )
    settle_fase(
        inspanning.pk,
        actor=actor,
        fase=Inspanning.Fase.NAAR_DE_LIJN,
        toelichting=f"Overdracht aan {bateneigenaar.functie or 'de bateneigenaar'} begonnen",
    )
    actiepunten.make(
        actor=None,
        titel=f"Neem over: {inspanning}"[:150],
        toelichting="Loop de punten na en zeg wat u nog nodig hebt.",
        eigenaar=bateneigenaar,
        vervalt_op=uiterlijk,
        onderwerp=overdracht,
        soort=OVERNEMEN,
        sleutel=f"{OVERNEMEN}:{overdracht.pk}",
    )
    audit.record(
        "overdracht.begonnen",
        overdracht,
        actor=actor,
        na=audit.snapshot(overdracht, ("inspanning", "bateneigenaar", "uiterlijk")),
    )
    return overdracht


@transaction.atomic
def add_punt(overdracht_id: int, *, actor: Gebruiker, titel: str, uitleg: str = "") -> Overdrachtspunt:
    """Add a point that only this inspanning has."""
    overdracht = _lock(overdracht_id, actor, permissions.reason_not_to_tick)
    _refuse(permissions.bezwaar_tegen_wijzigen(overdracht))
    count = overdracht.punten.count()
    if count >= MAX_PUNTEN:
        raise OverdrachtGeweigerd(f"Er staan al {MAX_PUNTEN} punten. Voeg er eerst een paar samen.")
    punt = Overdrachtspunt(
        overdracht=overdracht,
        volgorde=count + 1,
        titel=clean_line(titel),
        uitleg=clean_line(uitleg),
        is_eigen=True,
    )
    punt.full_clean()
    punt.save()
    audit.record("overdracht.punt_toegevoegd", overdracht, actor=actor, punt=punt.pk)
    return punt


@transaction.atomic
def tick_punt(
    punt_id: int,
    *,
    actor: Gebruiker,
    op: date,
    stand: str,
    opmerking: str = "",
    gelezen: str | None = None,
) -> Overdrachtspunt:
    """Say how a point stands: done, not needed (with why), or open after all.

    `gelezen` is how it stood when the writer read it: when another said otherwise since, nothing is kept.
    """
    pk = Overdrachtspunt.objects.values_list("overdracht_id", flat=True).get(pk=punt_id)
    overdracht = _lock(pk, actor, permissions.reason_not_to_tick)
    _refuse(permissions.bezwaar_tegen_wijzigen(overdracht))
    punt = overdracht.punten.select_related("door").get(pk=punt_id)
    if gelezen is not None and gelezen != punt.stand:
        raise Tussentijds(
            f"{punt.door or 'Iemand anders'} heeft dit punt intussen op ‘{punt.get_stand_display().lower()}’ gezet. "
            "Er is nog niets bewaard; uw tekst staat er nog."
        )
    voor = audit.snapshot(punt, ("stand",))
    is_open = stand == Overdrachtspunt.Stand.OPEN
    punt.stand, punt.opmerking = stand, clean_line(opmerking)
    punt.op, punt.door = (None, None) if is_open else (op, actor)
    if punt.op and punt.op < overdracht.begonnen_op:
        raise OverdrachtGeweigerd(f"De overdracht begon op {overdracht.begonnen_op:%-d-%-m-%Y}.")
    punt.full_clean()
    punt.save()
    audit.record(
        "overdracht.punt", overdracht, actor=actor, voor=voor, na=audit.snapshot(punt, voor), punt=punt.pk
    )
    return punt


@transaction.atomic
def report_ready(overdracht_id: int, *, actor: Gebruiker, op: date) -> Overdracht:
    """All points are done, or not needed for a reason: the bateneigenaar is asked to take over."""
    overdracht = _lock(overdracht_id, actor, permissions.reason_not_to_report_ready)
    _refuse(permissions.bezwaar_tegen_klaarmelden(overdracht, overdracht.punten.all()))
    overdracht.status = Overdracht.Status.KLAAR
    overdracht.klaar_op, overdracht.klaar_door = op, actor
    _save(overdracht, "overdracht.klaar_gemeld", actor)
    actiepunten.make(
        actor=None,
        titel=f"Bevestig dat u overneemt: {overdracht.inspanning}"[:150],
        toelichting="Alle punten zijn gedaan, of er staat bij waarom niet.",
        eigenaar=overdracht.bateneigenaar,
        vervalt_op=op + BEVESTIG_BINNEN,
        onderwerp=overdracht,
        soort=BEVESTIGEN,
    )
    return overdracht


@transaction.atomic
def take_over(overdracht_id: int, *, actor: Gebruiker, op: date, slotwoord: str = "") -> Overdracht:
    """The bateneigenaar takes it over: the second person. The inspanning is afgerond from then on."""
    overdracht = _lock(overdracht_id, actor, permissions.reason_not_to_take_over)
    _require_ready(overdracht)
    overdracht.status = Overdracht.Status.AFGEROND
    overdracht.beeindigd_op, overdracht.slotwoord = op, clean(slotwoord)
    _save(overdracht, "overdracht.overgenomen", actor)
    settle_fase(
        overdracht.inspanning_id,
        actor=actor,
        fase=Inspanning.Fase.AFGEROND,
        toelichting="Overgenomen door de bateneigenaar",
    )
    _finish(overdracht, uitkomst="De bateneigenaar heeft de inspanning overgenomen.")
    return overdracht


@transaction.atomic
def give_back(overdracht_id: int, *, actor: Gebruiker, op: date, reden: str) -> Overdracht:
    """The bateneigenaar does not take it over yet: the reason becomes a point of its own."""
    overdracht = _lock(overdracht_id, actor, permissions.reason_not_to_take_over)
    _require_ready(overdracht)
    reden = clean_line(reden)
    if not reden:
        raise OverdrachtGeweigerd({"reden": "Schrijf op wat er nog nodig is."})
    overdracht.status = Overdracht.Status.LOOPT
    overdracht.klaar_op = overdracht.klaar_door = None
    _save(overdracht, "overdracht.teruggegeven", actor)
    count = overdracht.punten.count()
    punt = Overdrachtspunt(
        overdracht=overdracht,
        volgorde=count + 1,
        titel=f"Nog nodig volgens de bateneigenaar ({op:%-d-%-m-%Y}, {count + 1})",
        uitleg=reden,
        is_eigen=True,
    )
    punt.full_clean()
    punt.save()
    _withdraw(overdracht, BEVESTIGEN)
    return overdracht


@transaction.atomic
def stop_overdracht(overdracht_id: int, *, actor: Gebruiker, op: date, reden: str) -> Overdracht:
    """It does not go to the line now: the inspanning is in uitvoering again, and it stays to be read why."""
    overdracht = _lock(overdracht_id, actor, _reason_not_to_stop)
    if not overdracht.is_lopend:
        raise OverdrachtGeweigerd(permissions.bezwaar_tegen_wijzigen(overdracht))
    overdracht.status = Overdracht.Status.GESTOPT
    overdracht.beeindigd_op, overdracht.slotwoord = op, clean(reden)
    _save(overdracht, "overdracht.gestopt", actor)
    settle_fase(
        overdracht.inspanning_id,
        actor=actor,
        fase=Inspanning.Fase.UITVOERING,
        toelichting="De overdracht naar de lijn is gestopt",
    )
    _withdraw(overdracht, OVERNEMEN, BEVESTIGEN)
    return overdracht


def _lock(overdracht_id: int, actor: Gebruiker, reason_not_to) -> Overdracht:
    """The overdracht, for this transaction alone; refused with a reason to who may not do this to it."""
    rows = Overdracht.objects.select_for_update(of=("self",)).select_related("inspanning", "bateneigenaar")
    overdracht = rows.get(pk=overdracht_id)
    if reason := reason_not_to(actor, overdracht):
        raise PermissionDenied(reason)
    return overdracht


def _reason_not_to_stop(actor: Gebruiker, overdracht: Overdracht) -> str:
    return permissions.reason_not_to_hand_over(actor, overdracht.inspanning)


def _refuse(zin: str) -> None:
    if zin:
        raise OverdrachtGeweigerd(zin)


def _require_ready(overdracht: Overdracht) -> None:
    if overdracht.status != Overdracht.Status.KLAAR:
        raise OverdrachtGeweigerd(
            "Overnemen kan als alle punten klaar zijn gemeld."
            if overdracht.is_lopend
            else permissions.bezwaar_tegen_wijzigen(overdracht)
        )


def _save(overdracht: Overdracht, actie: str, actor: Gebruiker) -> None:
    overdracht.full_clean()
    overdracht.save()
    audit.record(actie, overdracht, actor=actor, na={"status": str(overdracht.status)})


def _asked(overdracht: Overdracht, *soorten: str):
    return Actiepunt.objects.running().about(overdracht).filter(soort__in=soorten)


def _finish(overdracht: Overdracht, *, uitkomst: str) -> None:
    for actiepunt in _asked(overdracht, OVERNEMEN, BEVESTIGEN):
        if actiepunt.status == Actiepunt.Status.OPEN:
            actiepunten.finish(actiepunt.pk, actor=None, uitkomst=uitkomst)


def _withdraw(overdracht: Overdracht, *soorten: str) -> None:
    for actiepunt in _asked(overdracht, *soorten):
        actiepunten.withdraw(actiepunt.pk, actor=None)
