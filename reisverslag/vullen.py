"""What a new reisverslag begins with: a sjabloon, or what stands in another. For the services that begin one."""

from collections.abc import Callable

from reisverslag.blokken import SOORTEN
from reisverslag.models import Blok, Bloksteen, Hoofdstuk, Reisverslag
from reisverslag.sjablonen import Sjabloon


def fill_from_sjabloon(reisverslag: Reisverslag, sjabloon: Sjabloon) -> None:
    """Hoofdstukken with blokken to fill in."""
    for n, hoofdstuk in enumerate(sjabloon.hoofdstukken):
        made = Hoofdstuk.objects.create(reisverslag=reisverslag, titel=hoofdstuk.titel, volgorde=n)
        Blok.objects.bulk_create(
            Blok(
                hoofdstuk=made,
                soort=blok.soort,
                volgorde=m,
                vraag=blok.vraag,
                inhoud={"tekst": blok.tekst} if blok.tekst else {},
                nog_aanpassen=bool(blok.tekst),
            )
            for m, blok in enumerate(hoofdstuk.blokken)
        )


def fill_from_last(reisverslag: Reisverslag, vorige: Reisverslag) -> None:
    """The same hoofdstukken and blokken: texts to be adapted, and what was of that period to be chosen anew."""

    def copied(blok: Blok) -> Blok:
        cleared = SOORTEN[blok.soort].is_van_periode
        return Blok(
            soort=blok.soort,
            volgorde=blok.volgorde,
            vraag=blok.vraag,
            inhoud={} if cleared else blok.inhoud,
            nog_aanpassen=not cleared and bool(blok.inhoud),
        )

    copy_inhoud(vorige, reisverslag, copied)


def copy_inhoud(van: Reisverslag, naar: Reisverslag, copied: Callable[[Blok], Blok]) -> list[Bloksteen]:
    """Copy what stands in one to the other, each blok by `copied`; gives what the copies tell of, not stored."""
    stenen = []
    for hoofdstuk in van.hoofdstukken.present().in_order():
        made = Hoofdstuk.objects.create(reisverslag=naar, titel=hoofdstuk.titel, volgorde=hoofdstuk.volgorde)
        for blok in hoofdstuk.blokken.present().in_order().prefetch_related("stenen"):
            copy = copied(blok)
            copy.hoofdstuk = made
            copy.save()
            stenen += [Bloksteen(blok=copy, sleutel=steen.sleutel) for steen in blok.stenen.all()]
    return stenen
