"""Which figures are hidden because they are about too few people. The one rule, in the database, for every reader.

1. A figure under its indicator's kleinste_cel is hidden. What is a percentage of another indicator's number
   (`deel_van`) is measured by the number of people or huishoudens behind it.
2. Indicators that are parts of the same whole are hidden together: the others and the whole would give one away.
3. Of gebieden side by side, the smallest of the rest is hidden with the small ones: what they lie in, minus those that
   are shown, is then never the small figure itself. Only for what adds up: numbers, and parts of a number.
4. What lies in a gebied that is hidden so is hidden too: it would add up to it. What lies in a small one is small.

Only of wijken and buurten: of a country Kanarie does not have all gemeenten. Everything is asked of the same moment as the figure itself. An indicator without kleinste_cel costs nothing.
"""

from django.db.models import Case, DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThan

AANTAL = "aantal"  # the eenheid of what is counted
DEELGEBIEDEN = ("wijk", "buurt")
TELT_OP = Q(indicator__eenheid=AANTAL) | Q(indicator__deel_van__isnull=False)
ZELFDE_TABEL = Q(indicator=OuterRef("indicator")) | Q(indicator__deel_van=OuterRef("indicator__deel_van"))


def verborgen(geldend: QuerySet) -> list[Q]:
    """Conditions on a waarneming of an indicator with a kleinste_cel: under any of them it is hidden.

    `geldend`: all waarnemingen that hold at the moment that is asked about.
    """
    zelf = Q(LessThan(_mensen(geldend), F("indicator__kleinste_cel")))  # what was replaced no longer holds
    tweede = [TELT_OP & _is_tweede(geldend, plek) for plek in ("gebied", "gebied__ouder")]
    return [zelf, Q(_klein_in(geldend)), *tweede]


def _geheel(geldend: QuerySet) -> Subquery:
    """The number that a figure is part of, in its own gebied and year."""
    rows = geldend.filter(
        indicator=OuterRef("indicator__deel_van"), gebied=OuterRef("gebied"), periode=OuterRef("periode")
    )
    return Subquery(rows.values("waarde")[:1])


def _mensen(geldend: QuerySet) -> Case:
    """How many people or huishoudens a figure is about; where that is not known, the figure itself."""
    is_deel = Q(indicator__deel_van__isnull=False) & ~Q(indicator__eenheid=AANTAL)
    return Case(
        When(is_deel, then=Coalesce(F("waarde") * _geheel(geldend) / 100, F("waarde"))),
        default=F("waarde"),
        output_field=DecimalField(),
    )


def _kleine(geldend: QuerySet) -> QuerySet:
    """What is hidden for its own sake; what the bron itself hides counts as such."""
    return geldend.annotate(mensen=_mensen(geldend)).filter(
        Q(mensen__lt=F("indicator__kleinste_cel")) | Q(reden="onderdrukt"),
        indicator__kleinste_cel__isnull=False,
    )


def _klein_in(geldend: QuerySet) -> Exists:
    """Whether the gebied has a small figure in the table of this indicator and year."""
    return Exists(
        _kleine(geldend).filter(ZELFDE_TABEL, gebied=OuterRef("gebied"), periode=OuterRef("periode"))
    )


def _is_tweede(geldend: QuerySet, plek: str) -> Q:
    """Whether this gebied is the one to hide with the small ones beside it.

    By the size of the whole, so that all parts of that whole are hidden in the same gebied.
    """
    ernaast = {"gebied__ouder": OuterRef(f"{plek}__ouder"), "gebied__soort": OuterRef(f"{plek}__soort")}
    kleine = _kleine(geldend).filter(ZELFDE_TABEL, periode=OuterRef("periode"), **ernaast)
    rest = (
        geldend.filter(
            ~_klein_in(geldend),
            indicator=OuterRef("indicator"),
            periode=OuterRef("periode"),
            waarde__isnull=False,
            **ernaast,
        )
        .annotate(omvang=Coalesce(_geheel(geldend), F("waarde")))
        .order_by("omvang", "gebied__code", "pk")
    )
    is_deelgebied = Q(**{f"{plek}__soort__in": DEELGEBIEDEN})
    return is_deelgebied & Q(Exists(kleine)) & Q(**{plek: Subquery(rest.values("gebied")[:1])})
