"""What happened, put in the verslag as blokken."""

from collections.abc import Collection

from django.db import transaction

from brunssum.core import bouwstenen
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker
from reisverslag import aanbod
from reisverslag.bewerken import open_concept
from reisverslag.models import Blok
from reisverslag.services.blokken import add_blok
from reisverslag.services.hoofdstukken import add_hoofdstuk


class CannotPlace(DomainError):
    """Nothing was chosen, or it is no longer there."""


@transaction.atomic
def place_bouwstenen(
    reisverslag_id: int, *, actor: Gebruiker, sleutels: Collection[str], hoofdstuk_id: int | None
) -> list[Blok]:
    """Make blokken of these bouwstenen, all or none: at the end of this hoofdstuk, or (None) a new one per kind."""
    reisverslag = open_concept(reisverslag_id, actor)
    if not sleutels:
        raise CannotPlace("Kies ten minste één bouwsteen.")
    if hoofdstuk_id is not None and not reisverslag.hoofdstukken.present().filter(pk=hoofdstuk_id).exists():
        raise CannotPlace("Dit hoofdstuk is er niet meer. Kies een ander.")
    by_kind = aanbod.picked(reisverslag, actor, sleutels)
    if sum(map(len, by_kind.values())) < len(set(sleutels)):
        raise CannotPlace(
            "Een van deze bouwstenen is er niet meer, of valt niet meer in deze periode. Kies opnieuw."
        )
    if hoofdstuk_id is not None:
        together = [steen for stenen in by_kind.values() for steen in stenen]
        return _add(hoofdstuk_id, actor, together)
    made = []
    for bron in bouwstenen.all_bronnen():
        if bron.soort in by_kind:
            hoofdstuk = add_hoofdstuk(reisverslag.pk, actor=actor, titel=bron.label)
            made += _add(hoofdstuk.pk, actor, by_kind[bron.soort])
    return made


def _add(hoofdstuk_id: int, actor: Gebruiker, stenen: list[bouwstenen.Bouwsteen]) -> list[Blok]:
    return [
        add_blok(
            hoofdstuk_id,
            actor=actor,
            soort=voorstel.soort,
            inhoud=voorstel.inhoud,
            stenen=voorstel.sleutels,
        )
        for voorstel in aanbod.as_blokken(stenen)
    ]
