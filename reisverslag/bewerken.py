"""What every write to a reisverslag shares: its row is locked, and nothing changes once it is vastgesteld."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Max

from brunssum.core import audit
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker
from reisverslag import permissions
from reisverslag.models import Blok, Hoofdstuk, Reisverslag


class AlreadyVastgesteld(DomainError):
    """Nothing of it changes any more."""


def open_concept(reisverslag_id: int, actor: Gebruiker) -> Reisverslag:
    """Lock the reisverslag and see that this person may change it. All its changes wait for this row."""
    reisverslag = Reisverslag.objects.select_for_update().get(pk=reisverslag_id)
    if not permissions.may_write(actor):
        raise PermissionDenied
    if not reisverslag.is_concept:
        raise AlreadyVastgesteld(
            "Dit reisverslag is vastgesteld: er verandert niets meer aan. Maak een nieuw reisverslag voor wat anders moet."
        )
    return reisverslag


def open_hoofdstuk(hoofdstuk_id: int, actor: Gebruiker) -> tuple[Hoofdstuk, Reisverslag]:
    reisverslag = open_concept(Hoofdstuk.objects.get(pk=hoofdstuk_id).reisverslag_id, actor)
    return Hoofdstuk.objects.get(pk=hoofdstuk_id), reisverslag


def open_blok(blok_id: int, actor: Gebruiker) -> tuple[Blok, Reisverslag]:
    found = Blok.objects.select_related("hoofdstuk")
    reisverslag = open_concept(found.get(pk=blok_id).hoofdstuk.reisverslag_id, actor)
    return found.get(pk=blok_id), reisverslag


def record_change(
    actie: str, reisverslag: Reisverslag, actor: Gebruiker, voor: dict, na: dict, **detail: Any
) -> None:
    """Write down what changed; when nothing did, nothing."""
    voor, na = audit.changed(voor, na)
    if na:
        audit.record(actie, reisverslag, actor=actor, voor=voor, na=na, **detail)


def next_volgorde(rows) -> int:
    last = rows.aggregate(last=Max("volgorde"))["last"]
    return 0 if last is None else last + 1


def renumber(model: type[Hoofdstuk] | type[Blok], rows: list) -> None:
    for volgorde, row in enumerate(rows):
        row.volgorde = volgorde
    model.objects.bulk_update(rows, ["volgorde"])
