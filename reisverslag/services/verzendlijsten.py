"""Verzendlijsten, and who stands on them. Addresses go into no log: the audit row counts."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.exceptions import DomainError, Tussentijds
from brunssum.core.models import Gebruiker
from reisverslag.models import Ontvanger, Verzendlijst
from reisverslag.permissions import verzending as permissions

VELDEN = ("naam", "publiek", "wijze")


class CannotChangeLijst(DomainError):
    """The list cannot be changed like this."""


@transaction.atomic
def add_verzendlijst(*, actor: Gebruiker, naam: str, publiek: str, wijze: str) -> Verzendlijst:
    """Begin a list; nobody stands on it yet."""
    if not permissions.may_manage(actor):
        raise PermissionDenied
    lijst = Verzendlijst(naam=naam.strip(), publiek=publiek, wijze=wijze)
    lijst.full_clean()
    lijst.save()
    audit.record("verzendlijst.toegevoegd", lijst, actor=actor, na=audit.snapshot(lijst, VELDEN))
    return lijst


@transaction.atomic
def edit_verzendlijst(
    lijst_id: int, *, actor: Gebruiker, naam: str, publiek: str, wijze: str, gelezen: dict[str, str]
) -> Verzendlijst:
    """Change what the list is. `gelezen`: the fields as the writer found them; changed since, it is refused."""
    lijst = _lock(lijst_id, actor)
    voor = audit.snapshot(lijst, VELDEN)
    if gelezen != voor:
        raise Tussentijds(
            "Iemand anders heeft deze lijst intussen gewijzigd. Kijk na wat er nu staat en bewaar dan."
        )
    lijst.naam, lijst.publiek, lijst.wijze = naam.strip(), publiek, wijze
    lijst.full_clean()
    lijst.save(update_fields=VELDEN)
    voor, na = audit.changed(voor, audit.snapshot(lijst, VELDEN))
    if na:
        audit.record("verzendlijst.gewijzigd", lijst, actor=actor, voor=voor, na=na)
    return lijst


@transaction.atomic
def close_verzendlijst(lijst_id: int, *, actor: Gebruiker, op: datetime) -> Verzendlijst:
    """Use this list no more: its addresses are erased; what was sent to it stays told."""
    lijst = _lock(lijst_id, actor)
    lijst.opgeheven_op = op
    lijst.save(update_fields=["opgeheven_op"])
    weg = lijst.ontvangers.filter(weggehaald_op__isnull=True).update(weggehaald_op=op, mailadres="")
    audit.record("verzendlijst.opgeheven", lijst, actor=actor, ontvangers=weg)
    return lijst


@transaction.atomic
def add_ontvanger(
    lijst_id: int,
    *,
    actor: Gebruiker,
    naam: str = "",
    mailadres: str = "",
    gebruiker: Gebruiker | None = None,
) -> Ontvanger:
    """Put someone on the list: a gebruiker, or a function with an address. Nobody gets the same mail twice."""
    lijst = _lock(lijst_id, actor)
    naam, mailadres = naam.strip(), mailadres.strip()
    if gebruiker is None and not mailadres:
        raise CannotChangeLijst("Kies een gebruiker, of vul een functie en een mailadres in.")
    nieuw = Ontvanger(lijst=lijst, naam=naam, mailadres=mailadres, gebruiker=gebruiker)
    adressen = {
        one.adres.casefold() for one in lijst.ontvangers.present()
    }  # encrypted: not for the database to say
    if nieuw.adres.casefold() in adressen:
        raise CannotChangeLijst("Dit mailadres staat al op de lijst.")
    nieuw.full_clean()
    nieuw.save()
    audit.record("verzendlijst.ontvanger_toegevoegd", lijst, actor=actor, ontvanger=nieuw.pk)
    return nieuw


@transaction.atomic
def remove_ontvanger(ontvanger_id: int, *, actor: Gebruiker, op: datetime) -> Ontvanger:
    """Take someone off the list and erase the address: links that were sent stop. Done twice it is done once."""
    lijst = _lock(Ontvanger.objects.get(pk=ontvanger_id).lijst_id, actor)
    ontvanger = Ontvanger.objects.select_for_update().get(pk=ontvanger_id)
    if ontvanger.weggehaald_op is None:
        ontvanger.weggehaald_op, ontvanger.mailadres = op, ""
        ontvanger.save(update_fields=["weggehaald_op", "mailadres"])
        audit.record("verzendlijst.ontvanger_weggehaald", lijst, actor=actor, ontvanger=ontvanger.pk)
    return ontvanger


def _lock(lijst_id: int, actor: Gebruiker) -> Verzendlijst:
    if not permissions.may_manage(actor):
        raise PermissionDenied
    lijst = Verzendlijst.objects.select_for_update().get(pk=lijst_id)
    if lijst.opgeheven_op:
        raise CannotChangeLijst("Deze lijst is opgeheven. Maak een nieuwe lijst.")
    return lijst
