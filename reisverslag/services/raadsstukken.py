"""Raadsstukken: in, answered, settled or withdrawn. Each that runs is an actiepunt of its behandelaar."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone

from brunssum.core import audit
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Actiepunt, Gebruiker
from brunssum.core.rollen import Recht
from brunssum.core.services import actiepunten, meldingen
from inspanningen.gelijktijdig import next_versie
from inspanningen.tekst import clean, clean_line
from reisverslag.meldingsoorten import RAADSSTUK_BIJNA, RAADSSTUK_TE_LAAT
from reisverslag.models import Raadsstuk, Reactietermijn
from reisverslag.permissions import raadsstukken as permissions
from reisverslag.queries.termijnen import termijn_of

AFHANDELEN = "raadsstuk.afhandelen"
"""The soort of its actiepunt, which is done when the raadsstuk is."""

KOP = ("soort", "kenmerk", "fractie", "onderwerp", "tekst", "ontvangen_op", "uiterlijk", "behandelaar")

WERKWOORD = {
    Raadsstuk.Soort.RAADSVRAAG: "Beantwoord",
    Raadsstuk.Soort.MOTIE: "Voer uit",
    Raadsstuk.Soort.TOEZEGGING: "Kom na",
    Raadsstuk.Soort.AANBEVELING: "Handel af",
}


class RaadsstukGeweigerd(DomainError):
    """A rule about raadsstukken said no."""


@transaction.atomic
def add_raadsstuk(
    *,
    actor: Gebruiker,
    soort: str,
    fractie: str,
    onderwerp: str,
    tekst: str,
    ontvangen_op: date,
    behandelaar: Gebruiker,
    kenmerk: str = "",
    uiterlijk: date | None = None,
) -> Raadsstuk:
    """Enter what the raad asked. Without `uiterlijk` the reaction term of its soort counts from the day it came."""
    _refuse_who_may_not_write(actor)
    raadsstuk = Raadsstuk(toegevoegd_door=actor)
    _fill(raadsstuk, soort, kenmerk, fractie, onderwerp, tekst, ontvangen_op, uiterlijk, behandelaar)
    raadsstuk.full_clean()
    raadsstuk.save()
    actiepunten.make(
        actor=None,
        titel=f"{WERKWOORD[Raadsstuk.Soort(soort)]}: {raadsstuk.titel}"[:150],
        eigenaar=behandelaar,
        vervalt_op=raadsstuk.uiterlijk,
        onderwerp=raadsstuk,
        soort=AFHANDELEN,
        sleutel=f"{AFHANDELEN}:{raadsstuk.pk}",
        tell=behandelaar != actor,
    )
    audit.record("raadsstuk.toegevoegd", raadsstuk, actor=actor, na=audit.snapshot(raadsstuk, KOP))
    return raadsstuk


@transaction.atomic
def edit_raadsstuk(
    raadsstuk_id: int,
    *,
    actor: Gebruiker,
    soort: str,
    kenmerk: str,
    fractie: str,
    onderwerp: str,
    tekst: str,
    ontvangen_op: date,
    uiterlijk: date | None,
    behandelaar: Gebruiker,
    gelezen: int | None = None,
) -> Raadsstuk:
    """Put the words right, or say who deals with it and by when; the actiepunt goes along.

    `gelezen` is the versie its writer began from (Tussentijds when there is a newer).
    """
    raadsstuk = _lock_to_write(raadsstuk_id, actor)
    _refuse(permissions.bezwaar_tegen_bewerken(raadsstuk))
    if soort != raadsstuk.soort and raadsstuk.status != Raadsstuk.Status.OPEN:
        raise RaadsstukGeweigerd({"soort": "De soort verandert niet meer: er is al op geantwoord."})
    next_versie(raadsstuk, gelezen)
    voor = audit.snapshot(raadsstuk, KOP)
    _fill(raadsstuk, soort, kenmerk, fractie, onderwerp, tekst, ontvangen_op, uiterlijk, behandelaar)
    _save(raadsstuk, "raadsstuk.bewerkt", actor, voor)
    if punt := _actiepunt(raadsstuk):
        naar = raadsstuk.behandelaar if voor["behandelaar"] != behandelaar.pk else punt.eigenaar
        actiepunten.hand_over(punt.pk, actor=None, naar=naar, vervalt_op=raadsstuk.uiterlijk)
    return raadsstuk


@transaction.atomic
def link_raadsstuk(
    raadsstuk_id: int, *, actor: Gebruiker, gelezen: int | None = None, **verbanden: Iterable[models.Model]
) -> Raadsstuk:
    """Say what it is about: `inspanningen`, `leerpunten`, `indicatoren`, `knelpunten`; those not named stay."""
    raadsstuk = _lock_to_write(raadsstuk_id, actor)
    next_versie(raadsstuk, gelezen)
    voor = _linked(raadsstuk, verbanden)
    for naam, rows in verbanden.items():
        getattr(raadsstuk, naam).set(rows)
    raadsstuk.save(update_fields=["versie"])
    voor, na = audit.changed(voor, _linked(raadsstuk, verbanden))
    if na:
        audit.record("raadsstuk.verbonden", raadsstuk, actor=actor, voor=voor, na=na)
    return raadsstuk


@transaction.atomic
def write_antwoord(
    raadsstuk_id: int, *, actor: Gebruiker, antwoord: str, gelezen: int | None = None
) -> Raadsstuk:
    """Keep the words of the answer: a draft, or an answer that was given and is put right.

    What was given is put right by who writes reisverslagen only; its earlier words stay in the audit trail.
    """
    raadsstuk = _lock_to_answer(raadsstuk_id, actor)
    _refuse(permissions.bezwaar_tegen_schrijven(raadsstuk))
    if raadsstuk.beantwoord_op:
        _refuse_who_may_not_write(actor)
    next_versie(raadsstuk, gelezen)
    voor = audit.snapshot(raadsstuk, ("antwoord",))
    raadsstuk.antwoord = clean(antwoord)
    _save(raadsstuk, "raadsstuk.antwoord_geschreven", actor, voor)
    return raadsstuk


@transaction.atomic
def answer_raadsstuk(
    raadsstuk_id: int, *, actor: Gebruiker, op: date, antwoord: str, gelezen: int | None = None
) -> Raadsstuk:
    """The raad has its answer. Of a raadsvraag that is the end; the others still wait to be settled."""
    raadsstuk = _lock_to_answer(raadsstuk_id, actor)
    _refuse(permissions.bezwaar_tegen_stap(raadsstuk, Raadsstuk.Status.BEANTWOORD))
    next_versie(raadsstuk, gelezen)
    if not clean(antwoord):
        raise RaadsstukGeweigerd({"antwoord": "Schrijf het antwoord op."})
    _refuse_before(raadsstuk.ontvangen_op, op, "ontvangen")
    voor = audit.snapshot(raadsstuk, ("status", "antwoord", "beantwoord_op"))
    raadsstuk.antwoord, raadsstuk.beantwoord_op = clean(antwoord), op
    raadsstuk.status = Raadsstuk.Status.BEANTWOORD
    _save(raadsstuk, "raadsstuk.beantwoord", actor, voor)
    if not raadsstuk.loopt:
        _done(raadsstuk, "Het antwoord is gegeven.")
    return raadsstuk


@transaction.atomic
def settle_raadsstuk(
    raadsstuk_id: int, *, actor: Gebruiker, op: date, hoe: str, gelezen: int | None = None
) -> Raadsstuk:
    """What the raad asked or was promised has been done: say how."""
    raadsstuk = _lock_to_answer(raadsstuk_id, actor)
    _refuse(permissions.bezwaar_tegen_stap(raadsstuk, Raadsstuk.Status.AFGEDAAN))
    next_versie(raadsstuk, gelezen)
    _refuse_before(raadsstuk.ontvangen_op, op, "ontvangen")
    if raadsstuk.beantwoord_op:
        _refuse_before(raadsstuk.beantwoord_op, op, "beantwoord")
    voor = audit.snapshot(raadsstuk, ("status", "afgedaan_op", "afgedaan_hoe"))
    raadsstuk.afgedaan_op, raadsstuk.afgedaan_hoe = op, clean(hoe)
    raadsstuk.status = Raadsstuk.Status.AFGEDAAN
    _save(raadsstuk, "raadsstuk.afgedaan", actor, voor)
    _done(raadsstuk, "Het is afgedaan.")
    return raadsstuk


@transaction.atomic
def withdraw_raadsstuk(raadsstuk_id: int, *, actor: Gebruiker, op: date, reden: str) -> Raadsstuk:
    """It need not be dealt with any more: say why. It stays in the register."""
    raadsstuk = _lock_to_write(raadsstuk_id, actor)
    _refuse(permissions.bezwaar_tegen_stap(raadsstuk, Raadsstuk.Status.INGETROKKEN))
    next_versie(raadsstuk, None)
    _refuse_before(raadsstuk.ontvangen_op, op, "ontvangen")
    voor = audit.snapshot(raadsstuk, ("status", "ingetrokken_op", "ingetrokken_reden"))
    raadsstuk.ingetrokken_op, raadsstuk.ingetrokken_reden = op, clean_line(reden)
    raadsstuk.status = Raadsstuk.Status.INGETROKKEN
    _save(raadsstuk, "raadsstuk.ingetrokken", actor, voor)
    if punt := _actiepunt(raadsstuk):
        actiepunten.withdraw(punt.pk, actor=None)
    _settle_meldingen(raadsstuk)
    return raadsstuk


@transaction.atomic
def set_reactietermijn(*, actor: Gebruiker, soort: str, dagen: int, grond: str) -> Reactietermijn:
    """How many days a raadsstuk of this soort may take from now on. What is in the register keeps its last day."""
    _refuse_who_may_not_write(actor)
    before = termijn_of(soort)
    termijn, _ = Reactietermijn.objects.select_for_update().get_or_create(
        soort=Raadsstuk.Soort(soort), defaults={"dagen": before.dagen, "grond": before.grond}
    )
    voor = {"dagen": before.dagen, "grond": before.grond}
    termijn.dagen, termijn.grond = dagen, clean_line(grond)
    termijn.full_clean()
    termijn.save()
    voor, na = audit.changed(voor, audit.snapshot(termijn, ("dagen", "grond")))
    if na:
        audit.record("reactietermijn.gewijzigd", termijn, actor=actor, voor=voor, na=na)
    return termijn


def watch_raadsstukken(*, actor: Gebruiker | None, vandaag: date) -> int:
    """Every night, and safe to run twice: tell of what must be done within a week, and of what is late.

    Soon: the behandelaar. Late: also who entered it. Each is told once for each last day. Whoever was given the
    actiepunt by hand deals with it from now on. Gives how many people were told.
    """
    told = 0
    due = Raadsstuk.objects.due(vandaag).order_by("pk")
    _follow_actiepunten(actor)
    for raadsstuk in due.select_related("behandelaar", "toegevoegd_door").iterator(chunk_size=500):
        late = raadsstuk.is_late(vandaag)
        soort = RAADSSTUK_TE_LAAT if late else RAADSSTUK_BIJNA
        told += meldingen.tell(
            {raadsstuk.behandelaar, raadsstuk.toegevoegd_door} if late else [raadsstuk.behandelaar],
            soort=soort,
            onderwerp=raadsstuk,
            actor=actor,
            sleutel=f"{soort}:{raadsstuk.pk}:{raadsstuk.uiterlijk.isoformat()}",
        )
    return told


@transaction.atomic
def _follow_actiepunten(actor: Gebruiker | None) -> None:
    """When someone leaves, all their actiepunten go to another at once: what those are about goes along."""
    punten = Actiepunt.objects.running().filter(soort=AFHANDELEN).select_related("eigenaar")
    owners = {punt.onderwerp_id: punt.eigenaar for punt in punten}
    moved = [
        pk
        for pk, behandelaar in Raadsstuk.objects.running().values_list("pk", "behandelaar")
        if pk in owners and owners[pk].pk != behandelaar and _may_handle(owners[pk])
    ]
    for raadsstuk in Raadsstuk.objects.select_for_update().filter(pk__in=moved).order_by("pk"):
        voor = audit.snapshot(raadsstuk, ("behandelaar",))
        raadsstuk.behandelaar = owners[raadsstuk.pk]
        next_versie(raadsstuk, None)
        raadsstuk.save(update_fields=["behandelaar", "versie"])
        voor, na = audit.changed(voor, audit.snapshot(raadsstuk, ("behandelaar",)))
        audit.record("raadsstuk.overgedragen", raadsstuk, actor=actor, voor=voor, na=na)


def _fill(
    raadsstuk: Raadsstuk,
    soort: str,
    kenmerk: str,
    fractie: str,
    onderwerp: str,
    tekst: str,
    ontvangen_op: date,
    uiterlijk: date | None,
    behandelaar: Gebruiker,
) -> None:
    if behandelaar.pk != raadsstuk.behandelaar_id and not _may_handle(behandelaar):
        raise RaadsstukGeweigerd(
            {"behandelaar": f"{behandelaar} kan raadsstukken niet zien. Kies een ander."}
        )
    raadsstuk.soort, raadsstuk.behandelaar = Raadsstuk.Soort(soort), behandelaar
    raadsstuk.kenmerk, raadsstuk.fractie = clean_line(kenmerk), clean_line(fractie)
    raadsstuk.onderwerp, raadsstuk.tekst = clean_line(onderwerp), clean(tekst)
    raadsstuk.ontvangen_op = ontvangen_op
    raadsstuk.uiterlijk = uiterlijk or ontvangen_op + timedelta(days=termijn_of(soort).dagen)


def _may_handle(gebruiker: Gebruiker) -> bool:
    return (
        gebruiker.is_active
        and gebruiker.mag(Recht.REISVERSLAG_LEZEN)
        and permissions.may_see_names(gebruiker)
    )


def _save(raadsstuk: Raadsstuk, actie: str, actor: Gebruiker, voor: dict[str, Any]) -> None:
    """Keep it, and write down what changed; when nothing did, nothing."""
    raadsstuk.full_clean()
    raadsstuk.save()
    voor, na = audit.changed(voor, audit.snapshot(raadsstuk, voor))
    if na:
        audit.record(actie, raadsstuk, actor=actor, voor=voor, na=na)


def _linked(raadsstuk: Raadsstuk, namen: Iterable[str]) -> dict[str, list[int]]:
    return {naam: sorted(getattr(raadsstuk, naam).values_list("pk", flat=True)) for naam in namen}


def _lock(raadsstuk_id: int) -> Raadsstuk:
    return Raadsstuk.objects.select_for_update().get(pk=raadsstuk_id)


def _lock_to_write(raadsstuk_id: int, actor: Gebruiker) -> Raadsstuk:
    _refuse_who_may_not_write(actor)
    return _lock(raadsstuk_id)


def _lock_to_answer(raadsstuk_id: int, actor: Gebruiker) -> Raadsstuk:
    raadsstuk = _lock(raadsstuk_id)
    if reason := permissions.reason_not_to_answer(actor, raadsstuk):
        raise PermissionDenied(reason)
    return raadsstuk


def _refuse_who_may_not_write(actor: Gebruiker) -> None:
    if reason := permissions.reason_not_to_write(actor):
        raise PermissionDenied(reason)


def _refuse(zin: str) -> None:
    if zin:
        raise RaadsstukGeweigerd(zin)


def _refuse_before(eerst: date, op: date, wat: str) -> None:
    if op < eerst:
        raise RaadsstukGeweigerd({"op": f"Deze dag ligt voor {eerst:%-d-%-m-%Y}, toen het is {wat}."})


def _actiepunt(raadsstuk: Raadsstuk) -> Actiepunt | None:
    """The one that runs."""
    return Actiepunt.objects.about(raadsstuk).running().filter(soort=AFHANDELEN).first()


def _done(raadsstuk: Raadsstuk, uitkomst: str) -> None:
    if punt := _actiepunt(raadsstuk):
        actiepunten.finish(punt.pk, actor=None, uitkomst=uitkomst)
    _settle_meldingen(raadsstuk)


def _settle_meldingen(raadsstuk: Raadsstuk) -> None:
    meldingen.settle(raadsstuk, [RAADSSTUK_BIJNA, RAADSSTUK_TE_LAAT], actor=None, op=timezone.now())
