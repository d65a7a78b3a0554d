"""What the list can be filtered on: only what is in use."""

from dataclasses import dataclass

from inspanningen.models import Doelstelling, Inspanning, LeidendPrincipe

Optie = tuple[int, str]


@dataclass(frozen=True)
class FilterOpties:
    """The choices of each filter, as (id, name)."""

    doelstelling: tuple[Optie, ...]
    principe: tuple[Optie, ...]
    gebied: tuple[Optie, ...]
    projectleider: tuple[Optie, ...]


def filter_opties(*, met_projectleider: bool, met_doelen: bool = True) -> FilterOpties:
    """All choices in four queries: one with unions is slower to build. No names for who may not see persons.

    Without `met_doelen` in two: gebied and projectleider only.
    """
    doelen = Doelstelling.objects.order_by("nummer", "pk").values_list("pk", "nummer", "naam")
    principes = LeidendPrincipe.objects.order_by("volgorde", "pk").values_list("pk", "kort")
    gebieden = Inspanning.gebieden.through.objects.values_list("gebied", "gebied__naam").distinct()
    leiders = Inspanning.objects.filter(projectleider__isnull=False)
    return FilterOpties(
        doelstelling=tuple((pk, f"{nummer}. {naam}") for pk, nummer, naam in doelen) if met_doelen else (),
        principe=tuple(principes) if met_doelen else (),
        gebied=_by_name(gebieden),
        projectleider=_by_name(leiders.values_list("projectleider", "projectleider__naam").distinct())
        if met_projectleider
        else (),
    )


def _by_name(opties) -> tuple[Optie, ...]:
    return tuple(sorted(opties, key=lambda optie: optie[1].casefold()))
