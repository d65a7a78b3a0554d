"""How many casussen there are per wijk and year, with small cells hidden: other apps may read it."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from brunssum.core.models import Gebied
from casuistiek.kleine_cellen import safe_count
from casuistiek.models import Casus, Casusknelpunt, Signaal


def wijk_of(gebied: Gebied) -> Gebied:
    """The wijk a buurt lies in; a larger gebied stays itself. A query, unless gebied__ouder came along."""
    return gebied.ouder if gebied.soort == Gebied.Soort.BUURT and gebied.ouder else gebied


@dataclass(frozen=True)
class VeiligeCel:
    gebied: Gebied
    aantal: int | None  # "… of meer"; None: fewer than five


@dataclass(frozen=True)
class VeiligeTelling:
    jaar: int
    cellen: tuple[VeiligeCel, ...]

    def cel_of(self, gebied: Gebied) -> VeiligeCel | None:
        """None when it is no wijk."""
        return next((cel for cel in self.cellen if cel.gebied == gebied), None)


def safe_counts_per_gebied(jaar: int) -> VeiligeTelling:
    """How many casussen were logged in a year, per wijk, by the small-cell rule."""
    return _per_wijk(Casus.objects.logged().filter(gemeld_op__year=jaar), jaar)


def safe_signalen_per_gebied(jaar: int) -> VeiligeTelling:
    """How many signalen partners gave in a year, per wijk, by the small-cell rule."""
    return _per_wijk(Signaal.objects.filter(ontvangen_op__year=jaar), jaar)


def _per_wijk(rows: QuerySet, jaar: int) -> VeiligeTelling:
    wijken = {wijk.pk: wijk for wijk in Gebied.objects.filter(soort=Gebied.Soort.WIJK, geldig_tot=None)}
    counts = dict.fromkeys(wijken, 0)
    for gebied, ouder, aantal in rows.values_list("gebied", "gebied__ouder").annotate(aantal=Count("pk")):
        wijk = gebied if gebied in counts else ouder
        if wijk in counts:
            counts[wijk] += aantal
    return VeiligeTelling(
        jaar,
        tuple(
            VeiligeCel(wijk, safe_count(counts[pk]))
            for pk, wijk in sorted(wijken.items(), key=lambda item: item[1].naam)
        ),
    )


@dataclass(frozen=True)
class VeiligTotaal:
    """All casussen there ever were, and those that ran into a knelpunt: "… of meer", or None."""

    alle: int | None
    met_knelpunt: int | None


def safe_totals() -> VeiligTotaal:
    """The two wholes of the red thread, each by the small-cell rule for the parts that other pages show. Three queries."""
    logged = Casus.objects.logged()
    cells = Counter()
    rows = logged.values_list("gebied", "gebied__soort", "gebied__ouder", "gemeld_op__year")
    for gebied, soort, ouder, jaar, aantal in rows.annotate(aantal=Count("pk")).order_by():
        cells[ouder if soort == Gebied.Soort.BUURT and ouder else gebied, jaar] += aantal
    seen = Casusknelpunt.objects.counted().values_list("geldend")
    per_knelpunt = seen.annotate(casussen=Count("casus", distinct=True)).order_by()
    return VeiligTotaal(
        alle=safe_count(cells.total(), cells.values()),
        met_knelpunt=safe_count(
            logged.filter(pk__in=Casusknelpunt.objects.values("casus")).count(),
            [row[-1] for row in per_knelpunt],
        ),
    )
