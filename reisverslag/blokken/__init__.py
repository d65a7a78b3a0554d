"""The kinds of blok. To add one: a file here, a template in templates/reisverslag/blokken/, a line in SOORTEN."""

from reisverslag.blokken.driehoek import DriehoekBlok
from reisverslag.blokken.gebeurtenissen import GebeurtenissenBlok
from reisverslag.blokken.inspanningen import InspanningenBlok
from reisverslag.blokken.knelpunten import KnelpuntenBlok
from reisverslag.blokken.leerpunten import LeerpuntenBlok
from reisverslag.blokken.mijlpalen import MijlpalenBlok
from reisverslag.blokken.oordelen import OordelenBlok
from reisverslag.blokken.opvolging import OpvolgingBlok
from reisverslag.blokken.raadsstukken import RaadsstukkenBlok
from reisverslag.blokken.soort import Bloksoort, Lezing
from reisverslag.blokken.tekst import TekstBlok
from reisverslag.blokken.verhaal import VerhaalBlok
from reisverslag.blokken.wijkplan import WijkplanBlok

SOORTEN: dict[str, Bloksoort] = {
    soort.soort: soort
    for soort in (
        TekstBlok(),
        GebeurtenissenBlok(),
        InspanningenBlok(),
        MijlpalenBlok(),
        DriehoekBlok(),
        VerhaalBlok(),
        KnelpuntenBlok(),
        LeerpuntenBlok(),
        OpvolgingBlok(),
        WijkplanBlok(),
        OordelenBlok(),
        RaadsstukkenBlok(),
    )
}
"""All kinds, in the order in which an author is offered them."""

__all__ = ["SOORTEN", "Bloksoort", "InspanningenBlok", "KnelpuntenBlok", "Lezing"]
