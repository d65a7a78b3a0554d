"""Rounds in which residents are asked, with their counts."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.models import Gebruiker
from monitor import permissions
from monitor.models import Uitvraag, Uitvraagcijfer

VELDEN = ("naam", "soort", "van", "tot", "gebied", "methode", "uitgenodigd", "meegedaan", "samenvatting")
_GETELD = ("naam", "soort", "van", "tot", "uitgenodigd", "meegedaan")


@transaction.atomic
def add_uitvraag(*, actor: Gebruiker, **velden: Any) -> Uitvraag:
    """Plan or record a round; `velden`: see VELDEN."""
    _may(actor)
    uitvraag = Uitvraag(**velden)
    uitvraag.full_clean()
    uitvraag.save()
    audit.record("uitvraag.toegevoegd", uitvraag, actor=actor)
    return uitvraag


@transaction.atomic
def edit_uitvraag(uitvraag_id: int, *, actor: Gebruiker, **velden: Any) -> Uitvraag:
    _may(actor)
    uitvraag = Uitvraag.objects.select_for_update().get(pk=uitvraag_id)
    voor = audit.snapshot(uitvraag, _GETELD)
    for name, value in velden.items():
        setattr(uitvraag, name, value)
    uitvraag.full_clean()
    uitvraag.save()
    voor, na = audit.changed(voor, audit.snapshot(uitvraag, _GETELD))
    audit.record("uitvraag.bewerkt", uitvraag, actor=actor, voor=voor, na=na)
    return uitvraag


@transaction.atomic
def add_uitvraagcijfer(
    uitvraag_id: int, *, actor: Gebruiker, omschrijving: str, aantal: int, van_aantal: int
) -> Uitvraagcijfer:
    """Add how many of those who answered said something."""
    _may(actor)
    uitvraag = Uitvraag.objects.select_for_update().get(pk=uitvraag_id)
    cijfer = Uitvraagcijfer(
        uitvraag=uitvraag, omschrijving=omschrijving.strip(), aantal=aantal, van_aantal=van_aantal
    )
    cijfer.full_clean()
    cijfer.save()
    # Without the counts: of a small group they are shown to nobody.
    audit.record("uitvraag.cijfer_toegevoegd", uitvraag, actor=actor, cijfer=cijfer.omschrijving)
    return cijfer


@transaction.atomic
def remove_uitvraagcijfer(cijfer_id: int, *, actor: Gebruiker) -> Uitvraag:
    _may(actor)
    cijfer = Uitvraagcijfer.objects.select_for_update().get(pk=cijfer_id)
    uitvraag = cijfer.uitvraag
    cijfer.delete()
    audit.record("uitvraag.cijfer_verwijderd", uitvraag, actor=actor, cijfer=cijfer.omschrijving)
    return uitvraag


def _may(actor: Gebruiker) -> None:
    if not permissions.may_edit_uitvragen(actor):
        raise PermissionDenied
