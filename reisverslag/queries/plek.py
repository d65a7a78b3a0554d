"""Where a blok or hoofdstuk stands, and what a blok said before."""

from collections.abc import Sequence

from django.db.models import Q

from brunssum.core.models import Gebruiker
from reisverslag.blokken import SOORTEN, Lezing
from reisverslag.models import Blok, Blokversie, Hoofdstuk, Reisverslag
from reisverslag.queries.verslag import BlokDeel, feiten_of


def plek_of(blok: Blok) -> dict[str, int | str]:
    """The place of a blok as place_blok takes it: its hoofdstuk, and the blok after it (or "")."""
    rows = list(blok.hoofdstuk.blokken.present().in_order().values_list("pk", flat=True))
    after = rows[rows.index(blok.pk) + 1 :] if blok.pk in rows else []
    return {"hoofdstuk": blok.hoofdstuk_id, "voor": after[0] if after else ""}


def waar(blok: Blok) -> str:
    """In a sentence, to be heard as well."""
    rows = list(blok.hoofdstuk.blokken.present().in_order().values_list("pk", flat=True))
    place = f"plaats {rows.index(blok.pk) + 1} van {len(rows)}" if blok.pk in rows else "zijn plaats"
    return f"{SOORTEN[blok.soort].label} staat nu op {place} in {blok.hoofdstuk.titel}."


def waar_hoofdstuk(hoofdstuk: Hoofdstuk) -> str:
    rows = hoofdstuk.reisverslag.hoofdstukken.present().in_order()
    place = [*rows.values_list("pk", flat=True), hoofdstuk.pk].index(hoofdstuk.pk) + 1
    return f"{hoofdstuk.titel} is nu hoofdstuk {place}."


def versie_delen(blok: Blok, versies: Sequence[Blokversie], lezing: Lezing) -> list[BlokDeel | None]:
    """Each versie as it would be shown now; None where nothing was written or chosen. One gathering for all."""
    as_blokken = [
        Blok(pk=versie.pk, soort=blok.soort, inhoud=versie.inhoud) for versie in versies if versie.inhoud
    ]
    feiten = feiten_of(as_blokken, lezing)
    return [BlokDeel(one.pk, blok.soort, feiten[one.pk]) if one.inhoud else None for one in versies]


def vorige_voor(user: Gebruiker, publiek: str, niet: int) -> Reisverslag | None:
    """The last reisverslag for this publiek, but for this one."""
    rows = Reisverslag.objects.visible_to(user).filter(publiek=publiek).exclude(pk=niet)
    return rows.newest_first().first()


def opmerkelijk(reisverslag: Reisverslag) -> dict[int, Blok]:
    """The blokken of which the author must know something: a vraag, still to adapt, or fixed in an earlier versie.

    By id. One query.
    """
    known = Q(nog_aanpassen=True) | ~Q(vraag="") | Q(feiten_op__isnull=False)
    return Blok.objects.filter(known, hoofdstuk__reisverslag=reisverslag).in_bulk()
