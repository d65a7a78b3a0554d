"""Which rows. Every page starts from visible_to."""

from .verslag import BlokQuerySet, BloksteenQuerySet, HoofdstukQuerySet, ReisverslagQuerySet, UitgaveQuerySet

__all__ = ["BlokQuerySet", "BloksteenQuerySet", "HoofdstukQuerySet", "ReisverslagQuerySet", "UitgaveQuerySet"]
