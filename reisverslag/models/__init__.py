"""A reisverslag with its hoofdstukken and blokken, the steps it took, who reads along,
the files made of it, and what the raad asked.
"""

from .blok import Blok, Blokversie, Opmerking
from .bloksteen import Bloksteen
from .raadsstuk import Raadsstuk, Reactietermijn
from .stap import Meelezer, Verslagstap
from .uitgave import Uitgave
from .verslag import Hoofdstuk, Reisverslag

__all__ = [
    "Blok",
    "Bloksteen",
    "Blokversie",
    "Hoofdstuk",
    "Meelezer",
    "Opmerking",
    "Raadsstuk",
    "Reactietermijn",
    "Reisverslag",
    "Uitgave",
    "Verslagstap",
]
