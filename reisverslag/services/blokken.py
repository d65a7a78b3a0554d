"""Blokken: added, edited, moved, taken out and put back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from brunssum.core import audit
from brunssum.core.exceptions import DomainError, Tussentijds
from brunssum.core.models import Gebruiker
from reisverslag.bewerken import next_volgorde, open_blok, open_hoofdstuk, record_change, renumber
from reisverslag.blokken import SOORTEN
from reisverslag.models import Blok, Bloksteen, Blokversie
from reisverslag.services.versies import keep_versie


class BlokChanged(Tussentijds):
    """Someone else saved this blok in the meantime."""


class PlekWeg(DomainError):
    """The place where a blok should come is gone."""


@transaction.atomic
def add_blok(
    hoofdstuk_id: int, *, actor: Gebruiker, soort: str, inhoud: dict[str, Any], stenen: Iterable[str] = ()
) -> Blok:
    """Add a blok of this soort at the end of the hoofdstuk. `inhoud` is what the form of the soort gives.

    `stenen`: the sleutels of the bouwstenen that it tells of.
    """
    hoofdstuk, reisverslag = open_hoofdstuk(hoofdstuk_id, actor)
    inhoud = SOORTEN[soort].keep(inhoud)
    blok = Blok(
        hoofdstuk=hoofdstuk,
        soort=SOORTEN[soort].soort,
        inhoud=inhoud,
        volgorde=next_volgorde(hoofdstuk.blokken),
    )
    blok.full_clean()
    blok.save()
    keep_versie(blok, reisverslag, None, actor=actor, vanzelf=False)
    Bloksteen.objects.bulk_create(Bloksteen(blok=blok, sleutel=sleutel) for sleutel in dict.fromkeys(stenen))
    audit.record(
        "blok.toegevoegd", reisverslag, actor=actor, na={"inhoud": inhoud}, blok=blok.pk, soort=soort
    )
    return blok


@transaction.atomic
def edit_blok(
    blok_id: int, *, actor: Gebruiker, versienummer: int, inhoud: dict[str, Any], vanzelf: bool = False
) -> Blok:
    """Change what was written or chosen, unless someone else did since this `versienummer`.

    `vanzelf`: saved while someone writes. Nothing changed is then nothing saved, and the audit trail gets a row for
    each versie and not for each pause.
    """
    blok, reisverslag = open_blok(blok_id, actor)
    inhoud = SOORTEN[blok.soort].keep(inhoud)
    if blok.versienummer != versienummer and blok.inhoud != inhoud:
        raise BlokChanged(
            "Iemand anders heeft dit blok intussen gewijzigd. Hieronder staat wat er nu in het verslag staat, en "
            "daaronder wat u schreef. Bewaart u, dan komt uw tekst in het verslag."
        )
    if vanzelf and blok.inhoud == inhoud:
        return blok
    voor, blok.inhoud = blok.inhoud, inhoud
    blok.versienummer += 1
    blok.nog_aanpassen = False
    if voor != inhoud:
        blok.feiten = blok.feiten_op = None  # of a new versie of a verslag: what is chosen anew is read anew
    blok.full_clean()
    blok.save(update_fields=["inhoud", "versienummer", "nog_aanpassen", "feiten", "feiten_op"])
    is_new = keep_versie(blok, reisverslag, voor, actor=actor, vanzelf=vanzelf)
    if is_new or not vanzelf:
        record_change(
            "blok.bewerkt",
            reisverslag,
            actor,
            {"inhoud": voor},
            {"inhoud": inhoud},
            blok=blok.pk,
            soort=blok.soort,
        )
    return blok


@transaction.atomic
def put_back_versie(versie_id: int, *, actor: Gebruiker, versienummer: int) -> Blok:
    """Let a blok say again what it said before, unless someone changed it since this `versienummer`."""
    versie = Blokversie.objects.get(pk=versie_id)
    return edit_blok(versie.blok_id, actor=actor, versienummer=versienummer, inhoud=versie.inhoud)


@transaction.atomic
def place_blok(blok_id: int, *, actor: Gebruiker, hoofdstuk_id: int, voor: int | None) -> Blok:
    """Put a blok in a hoofdstuk of the same verslag: before the blok `voor`, or (None) at the end."""
    blok, reisverslag = open_blok(blok_id, actor)
    hoofdstuk = reisverslag.hoofdstukken.present().filter(pk=hoofdstuk_id).first()
    if hoofdstuk is None or blok.verwijderd_op:
        raise PlekWeg("Deze plek is er niet meer. Kijk hoe het verslag er nu uitziet en probeer het opnieuw.")
    rows = [row for row in hoofdstuk.blokken.present().in_order() if row != blok]
    there = next((n for n, row in enumerate(rows) if row.pk == voor), len(rows) if voor is None else None)
    if there is None:
        raise PlekWeg("Deze plek is er niet meer. Kijk hoe het verslag er nu uitziet en probeer het opnieuw.")
    blok.hoofdstuk = hoofdstuk
    blok.save(update_fields=["hoofdstuk"])
    renumber(Blok, [*rows[:there], blok, *rows[there:]])
    audit.record(
        "blok.verplaatst", reisverslag, actor=actor, blok=blok.pk, hoofdstuk=hoofdstuk.pk, plaats=there + 1
    )
    return blok


@transaction.atomic
def move_blok(blok_id: int, *, actor: Gebruiker, omhoog: bool) -> Blok:
    """Move one place, if need be into the hoofdstuk before or after. At the edge of the verslag nothing happens."""
    blok, reisverslag = open_blok(blok_id, actor)
    hoofdstukken = list(reisverslag.hoofdstukken.present().in_order())
    if blok.verwijderd_op or blok.hoofdstuk not in hoofdstukken:
        return blok
    rows = list(blok.hoofdstuk.blokken.present().in_order())
    here = rows.index(blok)
    there = here - 1 if omhoog else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    else:
        neighbour = hoofdstukken.index(blok.hoofdstuk) + (-1 if omhoog else 1)
        if not 0 <= neighbour < len(hoofdstukken):
            return blok
        blok.hoofdstuk = hoofdstukken[neighbour]
        blok.save(update_fields=["hoofdstuk"])
        others = [row for row in blok.hoofdstuk.blokken.present().in_order() if row != blok]
        rows = [*others, blok] if omhoog else [blok, *others]
    renumber(Blok, rows)
    audit.record(
        "blok.verplaatst", reisverslag, actor=actor, blok=blok.pk, hoofdstuk=blok.hoofdstuk_id, omhoog=omhoog
    )
    return blok


@transaction.atomic
def remove_blok(blok_id: int, *, actor: Gebruiker, op: datetime) -> Blok:
    """Take a blok out. It can be put back."""
    blok, reisverslag = open_blok(blok_id, actor)
    blok.verwijderd_op = op
    blok.save(update_fields=["verwijderd_op"])
    audit.record(
        "blok.verwijderd",
        reisverslag,
        actor=actor,
        voor={"inhoud": blok.inhoud},
        blok=blok.pk,
        soort=blok.soort,
    )
    return blok


@transaction.atomic
def restore_blok(blok_id: int, *, actor: Gebruiker) -> Blok:
    """Put a blok back where it stood."""
    blok, reisverslag = open_blok(blok_id, actor)
    blok.verwijderd_op = None
    blok.save(update_fields=["verwijderd_op"])
    audit.record("blok.teruggezet", reisverslag, actor=actor, blok=blok.pk, soort=blok.soort)
    return blok
