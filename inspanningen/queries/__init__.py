"""Reads over several models, for a screen, a PDF, a reisverslag or the API. Only what may be seen comes along."""

from inspanningen.queries.filters import FilterOpties, filter_opties
from inspanningen.queries.importvoorstel import VeldVoorstel, Voorstel, voorstellen
from inspanningen.queries.lijst import Rij, rijen
from inspanningen.queries.projectkaart import (
    Kaart,
    KaartDoelstelling,
    KaartGebied,
    KaartPartner,
    KaartSectie,
    KaartVeld,
    KaartVerwijzing,
    kaart,
    kaarten,
)
from inspanningen.queries.streefwaarden import Koers, Streven, streven, streven_van
from inspanningen.queries.versies import Namen, namen_van

__all__ = [
    "FilterOpties",
    "Kaart",
    "KaartDoelstelling",
    "KaartGebied",
    "KaartPartner",
    "KaartSectie",
    "KaartVeld",
    "KaartVerwijzing",
    "Koers",
    "Namen",
    "Rij",
    "Streven",
    "VeldVoorstel",
    "Voorstel",
    "filter_opties",
    "kaart",
    "kaarten",
    "namen_van",
    "rijen",
    "streven",
    "streven_van",
    "voorstellen",
]
