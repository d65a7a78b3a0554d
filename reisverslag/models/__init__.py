"""A reisverslag with its hoofdstukken and blokken, the files made of it, and what the raad asked."""

from .blok import Blok
from .bloksteen import Bloksteen
from .raadsstuk import Raadsstuk, Reactietermijn
from .uitgave import Uitgave
from .verslag import Hoofdstuk, Reisverslag

__all__ = ["Blok", "Bloksteen", "Hoofdstuk", "Raadsstuk", "Reactietermijn", "Reisverslag", "Uitgave"]
