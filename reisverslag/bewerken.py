"""What every write to a reisverslag shares: its row is locked, and its text changes in a concept alone."""

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


class LigtTerBeoordeling(DomainError):
    """Its text rests while someone looks at it."""


def lock(reisverslag_id: int) -> Reisverslag:
    """All changes of a reisverslag wait for this row."""
    return Reisverslag.objects.select_for_update().get(pk=reisverslag_id)


def refuse_vastgesteld(reisverslag: Reisverslag) -> None:
    if not reisverslag.is_concept:
        raise AlreadyVastgesteld(
            "Dit reisverslag is vastgesteld: er verandert niets meer aan. Begin een nieuwe versie voor wat anders moet."
        )


def open_concept(reisverslag_id: int, actor: Gebruiker) -> Reisverslag:
    """Lock the reisverslag and see that this person may change it."""
    reisverslag = lock(reisverslag_id)
    if not permissions.may_write(actor):
        raise PermissionDenied
    refuse_vastgesteld(reisverslag)
    if not reisverslag.is_in_bewerking:
        raise LigtTerBeoordeling(
            "Dit reisverslag ligt ter beoordeling. Geef het eerst terug: dan is het weer een concept."
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
