"""How complete a kaart is: computed from what stands on it, never kept."""

from dataclasses import dataclass

from inspanningen.queries import Kaart
from inspanningen.velden import KOPPELINGEN, VELDEN


@dataclass(frozen=True)
class Ontbreekt:
    """A field that is still empty, and the sectie in which it is filled in."""

    naam: str
    label: str
    sectie: str


@dataclass(frozen=True)
class Volledigheid:
    """Of the nineteen texts how many there are, which are missing, and what is not chosen yet."""

    ingevuld: int
    totaal: int
    teksten: tuple[Ontbreekt, ...]
    koppelingen: tuple[Ontbreekt, ...]

    @property
    def is_volledig(self) -> bool:
        return not self.teksten and not self.koppelingen


# A text that says no more than what is chosen elsewhere on the kaart.
CHOSEN_INSTEAD = ("projectleider", "partners")


def volledigheid(kaart: Kaart) -> Volledigheid:
    """What is missing on this kaart. Only for a reader who sees every field: the others would count what is hidden."""
    gekozen = {koppeling.key: bool(getattr(kaart, koppeling.key)) for koppeling in KOPPELINGEN}
    leeg = tuple(
        Ontbreekt(veld.kolom, veld.label, veld.sectie)
        for veld in VELDEN
        if not kaart.tekst(veld.key) and not (veld.key in CHOSEN_INSTEAD and gekozen[veld.key])
    )
    niet_gekozen = tuple(
        Ontbreekt(koppeling.key, koppeling.label, koppeling.sectie)
        for koppeling in KOPPELINGEN
        if not gekozen[koppeling.key]
    )
    return Volledigheid(len(VELDEN) - len(leeg), len(VELDEN), leeg, niet_gekozen)
