"""Bijdragen and the versions of a doelstelling, to read."""

from collections.abc import Iterable
from dataclasses import dataclass

from brunssum.core.verschillen import Stuk, word_diff
from inspanningen.models import Bewijs, Bijdrage, Doelstelling, Doelstellingversie
from inspanningen.onderbouwing import Onderbouwing
from inspanningen.queries.bijdragen import Bewezen

STATUS_BADGE = {
    Doelstelling.Status.CONCEPT: "info",
    Doelstelling.Status.VASTGESTELD: "good",
    Doelstelling.Status.VERVALLEN: "neutral",
}
ONDERBOUWING_BADGE = {
    Onderbouwing.NOOIT: "neutral",
    Onderbouwing.STEUNT: "good",
    Onderbouwing.GEMENGD: "info",
    Onderbouwing.TEGEN: "attention",
}
STERKTE_ONBEKEND = "Nog niet bepaald"


@dataclass(frozen=True)
class Bijdrageregel:
    """One bijdrage with its words and its bewijzen."""

    bijdrage: Bijdrage
    loopt: bool
    sterkte: str
    onderbouwing: str
    badge: str
    bewijzen: tuple[Bewijs, ...]


@dataclass(frozen=True)
class Versieregel:
    """One save of a doelstelling, with what it did to the words."""

    versie: Doelstellingversie
    verschillen: tuple[tuple[str, tuple[Stuk, ...]], ...]
    ook: tuple[str, ...]
    """What else changed, in words."""


def sterkte_label(sterkte: str) -> str:
    return Bijdrage.Sterkte(sterkte).label if sterkte else STERKTE_ONBEKEND


def bijdrage_regels(bijdragen: Iterable[Bewezen]) -> list[Bijdrageregel]:
    return [
        Bijdrageregel(
            one.bijdrage,
            one.bijdrage.loopt,
            sterkte_label(one.bijdrage.sterkte),
            one.onderbouwing.label,
            ONDERBOUWING_BADGE[one.onderbouwing],
            one.bewijzen,
        )
        for one in bijdragen
    ]


def versie_regels(versies: list[Doelstellingversie], vorige: Doelstellingversie | None) -> list[Versieregel]:
    """These versions, the newest first; `vorige` is the one before the oldest of them."""
    labels = {field.name: str(field.verbose_name) for field in Doelstelling._meta.fields}
    regels = []
    for nieuw, oud in zip(versies, [*versies[1:], vorige], strict=False):
        verschillen = []
        for name in ("naam", "omschrijving"):
            before, after = getattr(oud, name) if oud else "", getattr(nieuw, name)
            if before != after:
                verschillen.append((labels[name].capitalize(), word_diff(before, after)))
        ook = tuple(
            labels[name]
            for name in nieuw.gewijzigd
            if name in labels and name not in ("naam", "omschrijving")
        )
        regels.append(Versieregel(nieuw, tuple(verschillen), ook))
    return regels
