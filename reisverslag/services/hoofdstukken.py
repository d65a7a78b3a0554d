"""Hoofdstukken: added, renamed, moved, taken out and put back."""

from datetime import datetime

from django.db import transaction

from brunssum.core import audit
from brunssum.core.models import Gebruiker
from reisverslag.bewerken import next_volgorde, open_concept, open_hoofdstuk, record_change, renumber
from reisverslag.models import Hoofdstuk


@transaction.atomic
def add_hoofdstuk(reisverslag_id: int, *, actor: Gebruiker, titel: str) -> Hoofdstuk:
    """Add a hoofdstuk at the end."""
    reisverslag = open_concept(reisverslag_id, actor)
    hoofdstuk = Hoofdstuk(
        reisverslag=reisverslag, titel=titel, volgorde=next_volgorde(reisverslag.hoofdstukken)
    )
    hoofdstuk.full_clean()
    hoofdstuk.save()
    audit.record(
        "hoofdstuk.toegevoegd", reisverslag, actor=actor, na={"titel": titel}, hoofdstuk=hoofdstuk.pk
    )
    return hoofdstuk


@transaction.atomic
def rename_hoofdstuk(hoofdstuk_id: int, *, actor: Gebruiker, titel: str) -> Hoofdstuk:
    hoofdstuk, reisverslag = open_hoofdstuk(hoofdstuk_id, actor)
    voor = {"titel": hoofdstuk.titel}
    hoofdstuk.titel = titel
    hoofdstuk.full_clean()
    hoofdstuk.save(update_fields=["titel"])
    record_change("hoofdstuk.hernoemd", reisverslag, actor, voor, {"titel": titel}, hoofdstuk=hoofdstuk.pk)
    return hoofdstuk


@transaction.atomic
def move_hoofdstuk(hoofdstuk_id: int, *, actor: Gebruiker, omhoog: bool) -> Hoofdstuk:
    """Change places with the hoofdstuk before or after it. At the edge nothing happens."""
    hoofdstuk, reisverslag = open_hoofdstuk(hoofdstuk_id, actor)
    rows = list(reisverslag.hoofdstukken.present().in_order())
    here = rows.index(hoofdstuk)
    there = here - 1 if omhoog else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
        renumber(Hoofdstuk, rows)
        audit.record("hoofdstuk.verplaatst", reisverslag, actor=actor, hoofdstuk=hoofdstuk.pk, omhoog=omhoog)
    return hoofdstuk


@transaction.atomic
def remove_hoofdstuk(hoofdstuk_id: int, *, actor: Gebruiker, op: datetime) -> Hoofdstuk:
    """Take a hoofdstuk out, with all that stands in it. It can be put back."""
    hoofdstuk, reisverslag = open_hoofdstuk(hoofdstuk_id, actor)
    hoofdstuk.verwijderd_op = op
    hoofdstuk.save(update_fields=["verwijderd_op"])
    audit.record(
        "hoofdstuk.verwijderd",
        reisverslag,
        actor=actor,
        voor={"titel": hoofdstuk.titel},
        hoofdstuk=hoofdstuk.pk,
    )
    return hoofdstuk


@transaction.atomic
def restore_hoofdstuk(hoofdstuk_id: int, *, actor: Gebruiker) -> Hoofdstuk:
    """Put a hoofdstuk back where it stood."""
    hoofdstuk, reisverslag = open_hoofdstuk(hoofdstuk_id, actor)
    hoofdstuk.verwijderd_op = None
    hoofdstuk.save(update_fields=["verwijderd_op"])
    audit.record("hoofdstuk.teruggezet", reisverslag, actor=actor, hoofdstuk=hoofdstuk.pk)
    return hoofdstuk
