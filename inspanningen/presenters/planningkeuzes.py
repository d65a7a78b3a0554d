"""The choices above the planning of the programme."""

from inspanningen.planningfilter import PERIODEN, Planningfilter
from inspanningen.presenters.lijst import Keuzelijst, keuzelijsten
from inspanningen.queries import FilterOpties

SHOWN = ("fase", "gebied", "projectleider")


def planningkeuzes(
    opties: FilterOpties | None, gekozen: Planningfilter, *, met_projectleider: bool
) -> list[Keuzelijst]:
    """Period, fase, gebied and, for who may see persons, projectleider; none when the choices were not asked for."""
    if opties is None:
        return []
    perioden = tuple((value, label, value == gekozen.periode) for value, label in PERIODEN.items())
    lists = keuzelijsten(opties, gekozen.inspanningen, met_projectleider=met_projectleider)
    return [Keuzelijst("periode", "Periode", "", perioden), *(one for one in lists if one.naam in SHOWN)]
