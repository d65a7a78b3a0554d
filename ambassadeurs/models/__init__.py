from .bijeenkomst import Bijeenkomst, Deelname, Ritme, Trainingsmodule
from .groep import Ambassadeur, Ambassadeursgroep
from .meeschrijven import Meeschrijven
from .reflectie import ONDERWERPEN, Reflectie

__all__ = [
    "ONDERWERPEN",
    "Ambassadeur",
    "Ambassadeursgroep",
    "Bijeenkomst",
    "Deelname",
    "Meeschrijven",
    "Reflectie",
    "Ritme",
    "Trainingsmodule",
]
