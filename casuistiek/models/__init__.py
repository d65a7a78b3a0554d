from .betrokkene import Betrokkene
from .budget import Boeking, Budget, Mandaat
from .casus import Casus, CasusLeefgebied, Leefgebied, Notitie, Nummerreeks, Overdracht, Stapwissel
from .knelpunt import Casusknelpunt, Knelpunt
from .voorstel import Besluit, VoorgenomenBesluit, Voorstel, Weigering

__all__ = [
    "Besluit",
    "Betrokkene",
    "Boeking",
    "Budget",
    "Casus",
    "CasusLeefgebied",
    "Casusknelpunt",
    "Knelpunt",
    "Leefgebied",
    "Mandaat",
    "Notitie",
    "Nummerreeks",
    "Overdracht",
    "Stapwissel",
    "VoorgenomenBesluit",
    "Voorstel",
    "Weigering",
]
