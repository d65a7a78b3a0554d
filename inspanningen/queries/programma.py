"""The programme through the years: its perioden, and when the course is set anew."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from brunssum.core.models import Gebruiker
from inspanningen.models import Inspanning, Programma, Programmaperiode


@dataclass(frozen=True)
class Herijking:
    """When the course has to be set anew, for which years."""

    uiterlijk: date
    """The first day of the years it is for."""
    periode: Programmaperiode | None
    """None: those years are not a periode yet."""
    is_laat: bool


@dataclass(frozen=True)
class Looptijd:
    """The programme as a line of years."""

    programma: Programma
    perioden: tuple[Programmaperiode, ...]
    huidige: Programmaperiode | None
    herijking: Herijking | None
    """The next; None when the programme is at its end."""


def looptijd(user: Gebruiker, vandaag: date) -> Looptijd | None:
    """The years of the programme, or None while there is none. Two queries."""
    programma = Programma.objects.order_by("pk").first()
    if programma is None:
        return None
    perioden = tuple(Programmaperiode.objects.visible_to(user).filter(programma=programma).in_order())
    huidige = next((one for one in perioden if one.van <= vandaag.year <= one.tot), None)
    return Looptijd(programma, perioden, huidige, next_herijking(programma, perioden, vandaag))


def next_herijking(
    programma: Programma, perioden: tuple[Programmaperiode, ...], vandaag: date
) -> Herijking | None:
    """For the first periode whose course is not set yet: before its first day. Without one: for the years after the last."""
    waiting = next((one for one in perioden if one.herijkt_op is None), None)
    if waiting is not None:
        day = date(waiting.van, 1, 1)
    else:
        first_free = perioden[-1].tot + 1 if perioden else programma.start + programma.herijking_jaren
        if first_free > programma.horizon:
            return None
        day = date(first_free, 1, 1)
    return Herijking(day, waiting, day <= vandaag)


def per_fase(inspanningen: QuerySet[Inspanning]) -> list[tuple[str, str, int]]:
    """Of each fase its value, its name and how many inspanningen there are. One query."""
    counts = Counter(inspanningen.values_list("fase", flat=True))
    return [(fase.value, fase.label, counts[fase.value]) for fase in Inspanning.Fase]
