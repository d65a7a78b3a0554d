from .betrokkene import Betrokkene
from .bijlage import Bijlage
from .budget import Boeking, Budget, Mandaat
from .casus import Casus, CasusLeefgebied, Leefgebied, Notitie, Nummerreeks, Overdracht, Stapwissel
from .hoekmeting import Hoekmeting
from .inzage import Inzage, Noodinzage
from .knelpunt import Casusknelpunt, Knelpunt
from .voorstel import Besluit, VoorgenomenBesluit, Voorstel, Weigering

__all__ = [
    "Besluit",
    "Betrokkene",
    "Bijlage",
    "Boeking",
    "Budget",
    "Casus",
    "CasusLeefgebied",
    "Casusknelpunt",
    "Hoekmeting",
    "Inzage",
    "Knelpunt",
    "Leefgebied",
    "Mandaat",
    "Noodinzage",
    "Notitie",
    "Nummerreeks",
    "Overdracht",
    "Stapwissel",
    "VoorgenomenBesluit",
    "Voorstel",
    "Weigering",
]
