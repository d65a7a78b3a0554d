"""The kinds of blok. To add one: a file here, a template in templates/reisverslag/blokken/, a line in SOORTEN."""

from reisverslag.blokken.driehoek import DriehoekBlok
from reisverslag.blokken.inspanningen import InspanningenBlok
from reisverslag.blokken.knelpunten import KnelpuntenBlok
from reisverslag.blokken.leerpunten import LeerpuntenBlok
from reisverslag.blokken.opvolging import OpvolgingBlok
from reisverslag.blokken.soort import Bloksoort, Lezing
from reisverslag.blokken.tekst import TekstBlok
from reisverslag.blokken.verhaal import VerhaalBlok

SOORTEN: dict[str, Bloksoort] = {
    soort.soort: soort
    for soort in (
        TekstBlok(),
        InspanningenBlok(),
        DriehoekBlok(),
        VerhaalBlok(),
        KnelpuntenBlok(),
        LeerpuntenBlok(),
        OpvolgingBlok(),
    )
}
"""All kinds, in the order in which an author is offered them."""

__all__ = ["SOORTEN", "Bloksoort", "InspanningenBlok", "KnelpuntenBlok", "Lezing"]
