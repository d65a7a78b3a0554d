"""The kinds of blok. To add one: a file here, a template in templates/reisverslag/blokken/, a line in SOORTEN."""

from reisverslag.blokken.budget import BudgetBlok
from reisverslag.blokken.citaat import CitaatBlok
from reisverslag.blokken.din import DinBlok
from reisverslag.blokken.driehoek import DriehoekBlok
from reisverslag.blokken.ervaringen import ErvaringenBlok
from reisverslag.blokken.foto import FotoBlok
from reisverslag.blokken.gebeurtenissen import GebeurtenissenBlok
from reisverslag.blokken.indicatorverloop import IndicatorverloopBlok
from reisverslag.blokken.inspanningen import InspanningenBlok
from reisverslag.blokken.knelpunten import KnelpuntenBlok
from reisverslag.blokken.leerpunten import LeerpuntenBlok
from reisverslag.blokken.mijlpalen import MijlpalenBlok
from reisverslag.blokken.oordelen import OordelenBlok
from reisverslag.blokken.opvolging import OpvolgingBlok
from reisverslag.blokken.raadsstukken import RaadsstukkenBlok
from reisverslag.blokken.soort import Bloksoort, Lezing
from reisverslag.blokken.tekst import TekstBlok
from reisverslag.blokken.veranderd import VeranderdBlok
from reisverslag.blokken.verhaal import VerhaalBlok
from reisverslag.blokken.wijkplan import WijkplanBlok

SOORTEN: dict[str, Bloksoort] = {
    soort.soort: soort
    for soort in (
        TekstBlok(),
        FotoBlok(),
        CitaatBlok(),
        GebeurtenissenBlok(),
        InspanningenBlok(),
        MijlpalenBlok(),
        DinBlok(),
        DriehoekBlok(),
        IndicatorverloopBlok(),
        VerhaalBlok(),
        ErvaringenBlok(),
        KnelpuntenBlok(),
        LeerpuntenBlok(),
        OpvolgingBlok(),
        WijkplanBlok(),
        OordelenBlok(),
        RaadsstukkenBlok(),
        BudgetBlok(),
    )
}
"""All kinds, in the order in which an author is offered them."""

SOORTEN[VeranderdBlok.soort] = VeranderdBlok(SOORTEN)

__all__ = ["SOORTEN", "Bloksoort", "InspanningenBlok", "KnelpuntenBlok", "Lezing"]
