from .bijeenkomst import Bijeenkomst, Deelname, Ritme, Trainingsmodule
from .groep import Ambassadeur, Ambassadeursgroep
from .reflectie import ONDERWERPEN, Reflectie

__all__ = [
    "ONDERWERPEN",
    "Ambassadeur",
    "Ambassadeursgroep",
    "Bijeenkomst",
    "Deelname",
    "Reflectie",
    "Ritme",
    "Trainingsmodule",
]
