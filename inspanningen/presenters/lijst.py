"""What the list of inspanningen would otherwise compute: its heads, its filters, its rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localtime

from brunssum.core.templatetags.kanarie import LEEG
from inspanningen.lijstfilter import Lijstfilter
from inspanningen.models import Inspanning
from inspanningen.queries import (
    FilterOpties,
    Rij,
)

FASE_BADGE = {
    Inspanning.Fase.IDEE: "neutral",
    Inspanning.Fase.VOORBEREIDING: "info",
    Inspanning.Fase.UITVOERING: "good",
    Inspanning.Fase.NAAR_DE_LIJN: "info",
    Inspanning.Fase.AFGEROND: "neutral",
    Inspanning.Fase.GESTOPT: "neutral",
}
_FASE_LABEL = dict(Inspanning.Fase.choices)


@dataclass(frozen=True, slots=True)
class Kolom:
    """A head of the table: pressing it sorts, pressing it again the other way round."""

    label: str
    url: str
    aria_sort: str
    css: str


@dataclass(frozen=True, slots=True)
class Keuzelijst:
    """A filter to choose from, as (value, label, is chosen)."""

    naam: str
    label: str
    alles: str
    opties: tuple[tuple[str, str, bool], ...]


def lijst_kolommen(query: QueryDict, sorteer: str, *, met_projectleider: bool) -> list[Kolom]:
    """The heads of the list. The rest of the query string stays as it is; the page starts again at one."""
    kept = query.copy()
    kept.pop("pagina", None)
    heads = [
        ("nummer", "Nr.", ""),
        ("naam", "Inspanning", ""),
        ("fase", "Fase", ""),
        *([("projectleider", "Projectleider", "wide-only")] if met_projectleider else []),
        ("", "Gebieden", "wide-only"),
        ("gewijzigd", "Gewijzigd", "number wide-only"),
    ]
    kolommen = []
    for naam, label, css in heads:
        is_up, is_down = sorteer == naam, sorteer == f"-{naam}"
        kept["sorteer"] = f"-{naam}" if is_up else naam
        aria_sort = "ascending" if is_up else "descending" if is_down else ""
        kolommen.append(Kolom(label, f"?{kept.urlencode()}" if naam else "", aria_sort, css))
    return kolommen


def lijst_regels(rijen: Iterable[Rij]) -> list[tuple[str, ...]]:
    """Each row as (nummer, url, naam, ouder, badge, fase, projectleider, gebieden, gewijzigd).

    Plain strings, because the template draws them thousands of times an hour: looking an attribute up, a filter
    and an if each cost more there than here.
    """
    base = reverse("inspanningen:list")
    return [
        (
            rij.nummer,
            f"{base}{rij.pk}/",
            rij.naam,
            rij.ouder,
            FASE_BADGE[rij.fase],
            _FASE_LABEL[rij.fase],
            rij.projectleider or LEEG,
            rij.gebieden or LEEG,
            _short_date(rij.gewijzigd_op),
        )
        for rij in rijen
    ]


def _short_date(moment: datetime) -> str:
    day = localtime(moment)
    return f"{day.day}-{day.month}-{day.year}"


def keuzelijsten(opties: FilterOpties, gekozen: Lijstfilter, *, met_projectleider: bool) -> list[Keuzelijst]:
    """The filters of the list; none when the choices were not asked for."""
    if opties is None:
        return []
    fasen = tuple((value, label, value == gekozen.fase) for value, label in Inspanning.Fase.choices)
    lists = [Keuzelijst("fase", "Fase", "Alle fasen", fasen)]
    for naam, label, alles in (
        ("doelstelling", "Doelstelling", "Alle doelstellingen"),
        ("principe", "Principe", "Alle principes"),
        ("gebied", "Gebied", "Alle gebieden"),
        *([("projectleider", "Projectleider", "Iedereen")] if met_projectleider else []),
    ):
        wanted = getattr(gekozen, naam)
        choices = tuple((str(pk), text, pk == wanted) for pk, text in getattr(opties, naam))
        lists.append(Keuzelijst(naam, label, alles, choices))
    return lists
