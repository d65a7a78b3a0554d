"""The sections of a kaart, to read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from brunssum.core.rollen import Zicht
from inspanningen.queries import (
    Kaart,
    KaartVerwijzing,
)
from inspanningen.velden import BASIS, SECTIES, VELDEN, is_visible


@dataclass(frozen=True)
class Kaartregel:
    """One row of a sectie: what was chosen and what was written under the same name."""

    anker: str
    label: str
    gekozen: tuple[str, ...] = ()
    tekst: str = ""
    links: tuple[tuple[str, str], ...] = ()

    @property
    def is_leeg(self) -> bool:
        return not (self.gekozen or self.tekst or self.links)


@dataclass(frozen=True)
class Sectieweergave:
    key: str
    titel: str
    regels: tuple[Kaartregel, ...]

    @property
    def ingevuld(self) -> list[Kaartregel]:
        return [regel for regel in self.regels if not regel.is_leeg]

    @property
    def leeg(self) -> str:
        """The labels of what is not filled in yet: one sentence instead of a row each."""
        return ", ".join(regel.label for regel in self.regels if regel.is_leeg)


def sectie_weergaven(kaart: Kaart) -> list[Sectieweergave]:
    """The secties of the kaart, with in each row both the text and what is linked; only what the kaart holds.

    Who leads stands on top: a row about the projectleider follows only when more was written about it.
    """
    gekozen = {
        "principes": kaart.principes,
        "partners": tuple(
            f"{partner.naam}: {partner.rol}" if partner.rol else partner.naam for partner in kaart.partners
        ),
    }
    links = {
        "doelstellingen": tuple(
            (reverse("programma:doelstelling", args=[doel.pk]), f"{doel.nummer}. {doel.naam}")
            for doel in kaart.doelstellingen
        )
    }
    teksten = {veld.key: veld.tekst for sectie in kaart.secties for veld in sectie.velden}
    weergaven = [_basis(kaart)]
    for sectie in SECTIES:
        regels = tuple(
            Kaartregel(
                veld.key,
                veld.label,
                gekozen.get(veld.key, ()),
                teksten.get(veld.key, ""),
                links.get(veld.key, ()),
            )
            for veld in VELDEN
            if veld.sectie == sectie.key
            and (veld.key in teksten or gekozen.get(veld.key) or links.get(veld.key))
            and not (veld.key == "projectleider" and kaart.projectleider and not teksten[veld.key])
        )
        if regels:
            weergaven.append(Sectieweergave(sectie.key, sectie.titel, regels))
    return weergaven


def _basis(kaart: Kaart) -> Sectieweergave:
    regels = [Kaartregel("gebieden", "Gebieden", tuple(gebied.naam for gebied in kaart.gebieden))]
    if is_visible("projectleider", Zicht(kaart.zicht)):
        leider = (kaart.projectleider,) if kaart.projectleider else ()
        regels.insert(0, Kaartregel("leider", "Projectleider", leider))
    if kaart.ouder:
        regels.append(Kaartregel("ouder", "Onderdeel van", links=_links([kaart.ouder])))
    if kaart.onderdelen:
        regels.append(Kaartregel("onderdelen", "Onderdelen", links=_links(kaart.onderdelen)))
    return Sectieweergave(BASIS.key, BASIS.titel, tuple(regels))


def _links(verwijzingen: Iterable[KaartVerwijzing]) -> tuple[tuple[str, str], ...]:
    base = reverse("inspanningen:list")
    return tuple((f"{base}{kaart.pk}/", f"{kaart.nummer} {kaart.naam}") for kaart in verwijzingen)


def sectie_titel(key: str) -> str:
    return next(sectie.titel for sectie in (BASIS, *SECTIES) if sectie.key == key)
