"""The public places of a gebied."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.models import Gebruiker
from monitor import permissions
from monitor.models import Plek

VELDEN = ("naam", "soort", "gebied", "adres", "omschrijving")
_GEMETEN = ("naam", "soort", "gebied_id", "adres", "omschrijving")


@transaction.atomic
def add_plek(*, actor: Gebruiker, **velden: Any) -> Plek:
    """Add a place; `velden`: see VELDEN."""
    _may(actor)
    plek = Plek(**velden)
    plek.full_clean()
    plek.save()
    audit.record("plek.toegevoegd", plek, actor=actor)
    return plek


@transaction.atomic
def edit_plek(plek_id: int, *, actor: Gebruiker, **velden: Any) -> Plek:
    _may(actor)
    plek = Plek.objects.select_for_update().get(pk=plek_id)
    voor = audit.snapshot(plek, _GEMETEN)
    for name, value in velden.items():
        setattr(plek, name, value)
    plek.full_clean()
    plek.save()
    voor, na = audit.changed(voor, audit.snapshot(plek, _GEMETEN))
    if na:
        audit.record("plek.bewerkt", plek, actor=actor, voor=voor, na=na)
    return plek


@transaction.atomic
def remove_plek(plek_id: int, *, actor: Gebruiker) -> Plek:
    """Take a place away that is no longer there."""
    _may(actor)
    plek = Plek.objects.select_for_update(of=("self",)).select_related("gebied").get(pk=plek_id)
    audit.record("plek.weggehaald", plek, actor=actor, naam=plek.naam, gebied=plek.gebied.code)
    plek.delete()
    return plek


def _may(actor: Gebruiker) -> None:
    if not permissions.may_edit_plekken(actor):
        raise PermissionDenied
