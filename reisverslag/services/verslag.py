"""The reisverslag itself: begun, edited, fixed."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from brunssum.core import audit
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker
from brunssum.core.services import meldingen
from reisverslag import permissions, queries
from reisverslag.bewerken import lock, open_concept, record_change, refuse_vastgesteld
from reisverslag.blokken import SOORTEN
from reisverslag.meldingsoorten import REISVERSLAG_VASTGESTELD
from reisverslag.models import Blok, Reisverslag
from reisverslag.services.meelezen import end_reading
from reisverslag.services.stappen import take_step
from reisverslag.sjablonen import sjablonen
from reisverslag.stappen import Stap
from reisverslag.vullen import fill_from_last, fill_from_sjabloon

KOP = ("titel", "periode_van", "periode_tot", "publiek")


class Begin(models.TextChoices):
    """What a new reisverslag begins with."""

    SJABLOON = "sjabloon", "Met de opzet voor dit publiek: hoofdstukken met vragen die u helpen schrijven"
    VORIGE = "vorige", "Met het laatste reisverslag voor dit publiek: u past de teksten aan en kiest opnieuw"
    LEEG = "leeg", "Leeg"


class NietTeBeginnen(DomainError):
    """There is nothing to begin with."""


class CannotVaststellen(DomainError):
    """Something is missing."""


@transaction.atomic
def start_reisverslag(
    *,
    actor: Gebruiker,
    titel: str,
    periode_van: date,
    periode_tot: date,
    publiek: str,
    begin: str = Begin.LEEG,
) -> Reisverslag:
    """Begin a reisverslag: a concept, of which the actor is the author. `begin`: what stands in it from the start."""
    if not permissions.may_write(actor):
        raise PermissionDenied
    reisverslag = Reisverslag(
        titel=titel, periode_van=periode_van, periode_tot=periode_tot, publiek=publiek, auteur=actor
    )
    reisverslag.full_clean()
    reisverslag.save()
    if begin == Begin.SJABLOON:
        fill_from_sjabloon(reisverslag, sjablonen()[publiek])
    elif begin == Begin.VORIGE:
        if (vorige := queries.vorige_voor(actor, publiek, reisverslag.pk)) is None:
            raise NietTeBeginnen("Er is nog geen reisverslag voor dit publiek. Begin met de opzet, of leeg.")
        fill_from_last(reisverslag, vorige)
    audit.record(
        "reisverslag.gestart",
        reisverslag,
        actor=actor,
        na=audit.snapshot(reisverslag, KOP),
        begin=str(begin),
    )
    return reisverslag


@transaction.atomic
def edit_reisverslag(
    reisverslag_id: int, *, actor: Gebruiker, titel: str, periode_van: date, periode_tot: date, publiek: str
) -> Reisverslag:
    """Change the title, the period or the publiek."""
    reisverslag = open_concept(reisverslag_id, actor)
    voor = audit.snapshot(reisverslag, KOP)
    reisverslag.titel, reisverslag.publiek = titel, publiek
    reisverslag.periode_van, reisverslag.periode_tot = periode_van, periode_tot
    reisverslag.full_clean()
    reisverslag.save(update_fields=KOP)
    record_change("reisverslag.bewerkt", reisverslag, actor, voor, audit.snapshot(reisverslag, KOP))
    return reisverslag


@transaction.atomic
def vaststellen(reisverslag_id: int, *, actor: Gebruiker, op: datetime) -> Reisverslag:
    """Fix every word and figure as it is at this moment. There is no way back."""
    reisverslag = lock(reisverslag_id)
    if not permissions.may_write(actor):
        raise PermissionDenied
    refuse_vastgesteld(reisverslag)
    blokken = list(
        Blok.objects.filter(hoofdstuk__reisverslag=reisverslag)
        .select_related("hoofdstuk")
        .present()
        .in_order()
    )
    if not blokken:
        raise CannotVaststellen(
            "Er staat nog niets in dit reisverslag. Voeg eerst een hoofdstuk met een blok toe."
        )
    feiten = queries.feiten_of(blokken, queries.lezing(reisverslag, actor))
    aan_te_passen = [
        f"Hoofdstuk {blok.hoofdstuk}: {SOORTEN[blok.soort].label} is nog niet aangepast. Pas het aan, of zeg dat het klopt."
        for blok in blokken
        if blok.nog_aanpassen
    ]
    ontbrekend = [
        f"Hoofdstuk {blok.hoofdstuk}: {sentence}"
        for blok in blokken
        if (sentence := queries.ontbreekt(feiten[blok.pk]))
    ]
    if ontbrekend or aan_te_passen:
        raise CannotVaststellen(ontbrekend + aan_te_passen)
    for blok in blokken:
        if blok.feiten is None:  # of a new versie some are still as they were fixed before
            blok.feiten, blok.feiten_op = feiten[blok.pk], op
    Blok.objects.bulk_update(blokken, ["feiten", "feiten_op"])
    reisverslag.vastgesteld_door, reisverslag.vastgesteld_op = actor, op
    reisverslag.colofon = queries.colofon(reisverslag, actor)
    take_step(
        reisverslag,
        Stap.VASTGESTELD,
        "reisverslag.vastgesteld",
        actor=actor,
        op=op,
        blokken=len(blokken),
    )
    end_reading(reisverslag, actor=actor, op=op)
    lezers = Gebruiker.objects.filter(is_active=True, roltoekenningen__isnull=False).with_rollen().distinct()
    meldingen.tell(lezers, soort=REISVERSLAG_VASTGESTELD, onderwerp=reisverslag, actor=actor)
    return reisverslag
