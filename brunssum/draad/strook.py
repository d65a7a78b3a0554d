"""The strip that each page of the thread shows: the stations in order, where this page stands, and what hangs on it."""

from dataclasses import dataclass

from django.urls import reverse

from brunssum.core.models import Gebruiker
from brunssum.core.templatetags.kanarie import getal
from brunssum.draad.stations import CASUS, KNELPUNT, LEERPUNT, REFLECTIE, STATIONS, VERHAAL, Station
from brunssum.draad.web import HOOGSTENS, Draad
from casuistiek.kleine_cellen import KLEINSTE_CEL

TE_VOLGEN = {
    CASUS: "deze casus",
    KNELPUNT: "dit knelpunt",
    LEERPUNT: "dit leerpunt",
    REFLECTIE: "deze reflectie",
}
"""Where a thread begins: from here its whole way is told on one page."""


@dataclass(frozen=True)
class Halte:
    """One station of the strip. Without `url` it is no link."""

    station: Station
    is_hier: bool = False
    aantal: str = ""  # "3", "10+"; empty: nothing
    voluit: str = ""  # the same in words
    url: str = ""

    @property
    def label(self) -> str:
        return self.station.enkel if self.is_hier or self.voluit.startswith("1 ") else self.station.meer


@dataclass(frozen=True)
class Strook:
    haltes: tuple[Halte, ...]
    volg_url: str = ""
    volg_wie: str = ""  # "dit knelpunt"

    @property
    def is_zinvol(self) -> bool:
        """Someone who sees one station only is shown no thread."""
        return len(self.haltes) > 1


def strook_of(user: Gebruiker, draad: Draad, *, met_casussen: bool) -> Strook:
    """`met_casussen`: whether this session may open casussen (its second factor was given)."""
    haltes = tuple(_halte(station, draad, met_casussen) for station in STATIONS if station.is_known_to(user))
    volg_wie = TE_VOLGEN.get(draad.station, "")
    return Strook(haltes, reverse("draad:volg", args=_address(draad)) if volg_wie else "", volg_wie)


def _halte(station: Station, draad: Draad, met_casussen: bool) -> Halte:
    if station == draad.station:
        return Halte(station, is_hier=True)
    if station == CASUS:
        return _casushalte(draad, met_casussen)
    rijen = draad.rijen[station.key]
    if not rijen:
        return Halte(station)
    aantal = getal(len(rijen))
    if station == VERHAAL and len(rijen) == HOOGSTENS:
        aantal = f"{HOOGSTENS}+"
    naam = station.enkel if len(rijen) == 1 else station.meer
    url = station.url(rijen[0]) if len(rijen) == 1 else reverse("draad:station", args=[*_address(draad), station.key])  # fmt: skip
    return Halte(station, aantal=aantal, voluit=f"{aantal} {naam.lower()}", url=url)


def _casushalte(draad: Draad, met_casussen: bool) -> Halte:
    """A safe number for everyone; a way in for who may open one of them."""
    url = ""
    if draad.casussen is None:
        return Halte(CASUS)
    if met_casussen and draad.casussen.mag_openen:
        url = reverse("draad:station", args=[*_address(draad), CASUS.key])
    if not draad.knelpunten:
        return Halte(CASUS, url=url, aantal="…" if url else "", voluit="uw casussen" if url else "")
    if draad.casussen.aantal is None:
        return Halte(CASUS, aantal=f"<{KLEINSTE_CEL}", voluit=f"minder dan {KLEINSTE_CEL} casussen", url=url)
    aantal = getal(draad.casussen.aantal)
    return Halte(CASUS, aantal=f"{aantal}+", voluit=f"{aantal} casussen of meer", url=url)


def _address(draad: Draad) -> tuple[str, str]:
    return draad.station.key, draad.station.sleutel(draad.object)
