"""A reisverslag with its hoofdstukken and blokken, the steps it took, who reads along,
the files made of it and to whom these are sent, and what the raad asked.
"""

from .archief import Archiefpakket
from .blok import Blok, Blokversie, Opmerking
from .bloksteen import Bloksteen
from .raadsstuk import Raadsstuk, Reactietermijn
from .stap import Meelezer, Verslagstap
from .uitgave import Uitgave
from .verslag import Hoofdstuk, Reisverslag
from .verzending import Bezorging, Ontvanger, Toegangscode, Verzending, Verzendlijst

__all__ = [
    "Archiefpakket",
    "Bezorging",
    "Blok",
    "Bloksteen",
    "Blokversie",
    "Hoofdstuk",
    "Meelezer",
    "Ontvanger",
    "Opmerking",
    "Raadsstuk",
    "Reactietermijn",
    "Reisverslag",
    "Toegangscode",
    "Uitgave",
    "Verslagstap",
    "Verzending",
    "Verzendlijst",
]
