"""What a blok said before: kept with each change. Putting it back: blokken.py."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from brunssum.core.models import Gebruiker
from reisverslag.models import Blok, Blokversie, Reisverslag

EEN_ZIT = timedelta(minutes=30)
"""Someone who goes on writing within this time writes at the same versie."""


def keep_versie(
    blok: Blok, reisverslag: Reisverslag, voor: dict[str, Any] | None, *, actor: Gebruiker, vanzelf: bool
) -> bool:
    """Keep what the blok says now; gives whether that is a new versie. In the transaction of who changed it.

    What is saved by itself while one person goes on writing is one versie, that grows until they save it. `voor`: what
    the blok said until now, for one of which nothing was kept yet; None of a new blok.
    """
    now = timezone.now()
    last = blok.versies.newest_first().first()
    if last is None and voor is not None:
        Blokversie.objects.create(
            blok=blok,
            nummer=blok.versienummer - 1,
            inhoud=voor,
            door=reisverslag.auteur,
            op=reisverslag.aangemaakt_op,
        )
    if last and last.groeit and last.door_id == actor.pk and now - last.op < EEN_ZIT:
        last.nummer, last.inhoud, last.op, last.groeit = blok.versienummer, blok.inhoud, now, vanzelf
        last.save(update_fields=["nummer", "inhoud", "op", "groeit"])
        return False
    if last and last.inhoud == blok.inhoud:
        return False
    Blokversie.objects.create(
        blok=blok, nummer=blok.versienummer, inhoud=blok.inhoud, door=actor, op=now, groeit=vanzelf
    )
    return True
