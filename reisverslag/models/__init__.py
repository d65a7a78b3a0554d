"""A reisverslag with its hoofdstukken and blokken, and the files made of it."""

from .blok import Blok
from .bloksteen import Bloksteen
from .uitgave import Uitgave
from .verslag import Hoofdstuk, Reisverslag

__all__ = ["Blok", "Bloksteen", "Hoofdstuk", "Reisverslag", "Uitgave"]
