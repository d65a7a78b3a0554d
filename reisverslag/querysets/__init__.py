"""Which rows. Every page starts from visible_to."""

from .opmerking import BlokversieQuerySet, OpmerkingQuerySet
from .stap import MeelezerQuerySet, VerslagstapQuerySet
from .verslag import BlokQuerySet, BloksteenQuerySet, HoofdstukQuerySet, ReisverslagQuerySet, UitgaveQuerySet

__all__ = [
    "BlokQuerySet",
    "BloksteenQuerySet",
    "BlokversieQuerySet",
    "HoofdstukQuerySet",
    "MeelezerQuerySet",
    "OpmerkingQuerySet",
    "ReisverslagQuerySet",
    "UitgaveQuerySet",
    "VerslagstapQuerySet",
]
