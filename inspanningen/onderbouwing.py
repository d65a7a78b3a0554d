"""When a bijdrage is evidenced, and when a doelstelling gets too little: the two rules of the DIN, in one place."""

from django.db import models

from inspanningen.models import Bijdrage, Inspanning

AAN_HET_WERK = frozenset({Inspanning.Fase.UITVOERING, Inspanning.Fase.NAAR_DE_LIJN})
"""In these fasen an inspanning does something for people."""

TELT_MEE = frozenset({Bijdrage.Sterkte.MIDDEL, Bijdrage.Sterkte.GROOT})
"""A doelstelling needs at least one bijdrage this strong of an inspanning that is at work: else it gets too little."""

VOORBIJ = frozenset({Inspanning.Fase.AFGEROND, Inspanning.Fase.GESTOPT})
"""In these fasen nobody asks any more what an inspanning is for."""


class Onderbouwing(models.TextChoices):
    """What the bewijzen of a bijdrage say together."""

    NOOIT = "nooit", "Nog nooit onderbouwd"
    STEUNT = "steunt", "Bewijs steunt de aanname"
    GEMENGD = "gemengd", "Bewijs wijst twee kanten op"
    TEGEN = "tegen", "Bewijs spreekt de aanname tegen"


def onderbouwing(steunt: int, tegen: int) -> Onderbouwing:
    """From how many bewijzen support and how many contradict."""
    if steunt and tegen:
        return Onderbouwing.GEMENGD
    if tegen:
        return Onderbouwing.TEGEN
    return Onderbouwing.STEUNT if steunt else Onderbouwing.NOOIT
