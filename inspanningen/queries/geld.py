"""Money of the programme: what is covered, what is given away twice, and what stops when a financiering ends.

Two queries for the whole programme; all else is adding up. Amounts are Decimals, never floats.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from inspanningen.models import Budgetpost, Financiering, Inspanning
from inspanningen.querysets.geld import BudgetpostQuerySet, FinancieringQuerySet

NUL = Decimal(0)
BINNENKORT = timedelta(days=60)
"""So long before an account is due we begin to say so."""
KLAAR = (Inspanning.Fase.AFGEROND, Inspanning.Fase.GESTOPT)
"""An inspanning that is over misses no money."""


@dataclass(frozen=True)
class Jaarstand:
    """What one year costs, how much of that is covered, and what was spent (None: nothing known yet)."""

    jaar: int
    gepland: Decimal
    ongedekt: Decimal
    werkelijk: Decimal | None

    @property
    def gedekt(self) -> Decimal:
        return self.gepland - self.ongedekt


@dataclass(frozen=True)
class Financieringstand:
    """What of a financiering is assigned, in all.

    For money without an end all amounts are of one `jaar`: the first from now on with too much, or else this year.
    """

    financiering: Financiering
    toegewezen: Decimal
    besteed: Decimal
    jaar: int | None

    @property
    def vrij(self) -> Decimal:
        return self.financiering.bedrag - self.toegewezen

    @property
    def is_te_veel(self) -> bool:
        return self.vrij < 0


class Gevolg(StrEnum):
    """What the end of a financiering does to one inspanning, the worst first."""

    GEEN = "geen geld meer"
    TEKORT = "komt tekort"
    MINDER = "heeft minder dan het jaar ervoor"
    OPGEVANGEN = "al op een andere manier gedekt"


@dataclass(frozen=True)
class Verlies:
    """What one inspanning loses when a financiering ends, and how the year after it looks."""

    inspanning: Inspanning
    bedrag: Decimal
    gepland_na: Decimal
    gedekt_na: Decimal
    gevolg: Gevolg

    @property
    def vraagt_iemand(self) -> bool:
        return self.gevolg in (Gevolg.GEEN, Gevolg.TEKORT)

    @property
    def ongedekt_na(self) -> Decimal:
        return self.gepland_na - self.gedekt_na


@dataclass(frozen=True)
class Stop:
    """A financiering that ends, and what that does in the year after (`jaar`)."""

    financiering: Financiering
    verliezen: tuple[Verlies, ...]

    @property
    def jaar(self) -> int:
        return self.financiering.tot.year + 1

    def with_gevolg(self, gevolg: Gevolg) -> list[Verlies]:
        return [verlies for verlies in self.verliezen if verlies.gevolg == gevolg]


@dataclass(frozen=True)
class Geldstand:
    """The money of the programme as it stands."""

    financieringen: tuple[Financieringstand, ...]
    jaren: tuple[Jaarstand, ...]
    stops: tuple[Stop, ...]
    te_verantwoorden: tuple[Financiering, ...]


def geldstand(financieringen: FinancieringQuerySet, posten: BudgetpostQuerySet, vandaag: date) -> Geldstand:
    """Add it all up. Two queries, however much there is."""
    bronnen = list(financieringen.in_order())
    rows = list(posten.select_related("inspanning", "financiering"))
    return Geldstand(
        financieringen=tuple(_financieringstand(bron, rows, vandaag) for bron in bronnen),
        jaren=jaarstanden(rows),
        stops=stops(bronnen, rows, vandaag),
        te_verantwoorden=tuple(sorted(
            (bron for bron in bronnen if verantwoording(bron, vandaag)), key=lambda bron: (bron.verantwoorden_op, bron.pk)
        )),
    )  # fmt: skip


def jaarstanden(posten: Iterable[Budgetpost]) -> tuple[Jaarstand, ...]:
    """Per year, the earliest first; a year between two without any post is there too."""
    per_jaar = defaultdict(list)
    for post in posten:
        per_jaar[post.jaar].append(post)
    if not per_jaar:
        return ()
    return tuple(
        Jaarstand(
            jaar,
            gepland=sum((post.gepland for post in per_jaar[jaar]), NUL),
            ongedekt=sum((post.gepland for post in per_jaar[jaar] if post.financiering_id is None), NUL),
            werkelijk=_known_sum(post.werkelijk for post in per_jaar[jaar]),
        )
        for jaar in range(min(per_jaar), max(per_jaar) + 1)
    )


def stops(
    financieringen: Iterable[Financiering], posten: Iterable[Budgetpost], vandaag: date
) -> tuple[Stop, ...]:
    """Which financieringen end from this year on, the first one first, and what each of them takes along.

    `posten` are all those of the inspanningen in question: only then is it known what is covered afterwards.
    """
    gepland, gedekt = defaultdict(lambda: NUL), defaultdict(lambda: NUL)
    uit = defaultdict(lambda: defaultdict(lambda: NUL))
    inspanningen = {}
    for post in posten:
        inspanningen[post.inspanning_id] = post.inspanning
        gepland[post.inspanning_id, post.jaar] += post.gepland
        if post.financiering_id is not None:
            gedekt[post.inspanning_id, post.jaar] += post.gepland
            uit[post.financiering_id, post.jaar][post.inspanning_id] += post.gepland

    def verlies(pk: int, bedrag: Decimal, laatste: int) -> Verlies:
        na = laatste + 1
        if not gedekt[pk, na]:
            gevolg = Gevolg.GEEN
        elif gedekt[pk, na] < gepland[pk, na]:
            gevolg = Gevolg.TEKORT
        elif gedekt[pk, na] < gedekt[pk, laatste]:
            gevolg = Gevolg.MINDER
        else:
            gevolg = Gevolg.OPGEVANGEN
        return Verlies(inspanningen[pk], bedrag, gepland[pk, na], gedekt[pk, na], gevolg)

    ending = (bron for bron in financieringen if bron.tot and bron.tot.year >= vandaag.year)
    found = []
    for bron in sorted(ending, key=lambda bron: (bron.tot, bron.naam, bron.pk)):
        laatste = bron.tot.year
        verliezen = [
            verlies(pk, bedrag, laatste)
            for pk, bedrag in uit[bron.pk, laatste].items()
            if inspanningen[pk].fase not in KLAAR and bedrag
        ]
        in_order = sorted(
            verliezen, key=lambda one: (list(Gevolg).index(one.gevolg), _nummer(one.inspanning))
        )
        found.append(Stop(bron, tuple(in_order)))
    return tuple(found)


def verantwoording(financiering: Financiering, vandaag: date) -> str:
    """ "te laat" or "binnenkort" when an account is asked for; empty when nobody need do anything now."""
    op = financiering.verantwoorden_op
    if op is None or financiering.verantwoord_op is not None or op > vandaag + BINNENKORT:
        return ""
    return "te laat" if op < vandaag else "binnenkort"


def _financieringstand(
    financiering: Financiering, posten: list[Budgetpost], vandaag: date
) -> Financieringstand:
    eigen = [post for post in posten if post.financiering_id == financiering.pk]
    if not financiering.is_structureel:
        return Financieringstand(
            financiering,
            toegewezen=sum((post.gepland for post in eigen), NUL),
            besteed=sum((post.werkelijk or NUL for post in eigen), NUL),
            jaar=None,
        )
    per_jaar = {stand.jaar: stand for stand in jaarstanden(eigen)}
    te_veel = (jaar for jaar, stand in per_jaar.items() if jaar >= vandaag.year and stand.gepland > financiering.bedrag)  # fmt: skip
    jaar = next(te_veel, vandaag.year)
    stand = per_jaar.get(jaar, Jaarstand(jaar, NUL, NUL, None))
    return Financieringstand(financiering, stand.gepland, stand.werkelijk or NUL, jaar)


def _known_sum(bedragen: Iterable[Decimal | None]) -> Decimal | None:
    known = [bedrag for bedrag in bedragen if bedrag is not None]
    return sum(known, NUL) if known else None


def _nummer(inspanning: Inspanning) -> tuple[int, str]:
    return inspanning.volgnummer, inspanning.nummer


DUIZEND = Decimal(1000)
MINSTENS = 5
"""Of fewer inspanningen than this no sums leave the municipality: one would read what a single one costs."""


@dataclass(frozen=True)
class PubliekJaar:
    """The money of the whole programme in a year, in whole thousands: for a reisverslag."""

    jaar: int
    inspanningen: int
    gepland: Decimal
    gedekt: Decimal
    werkelijk: Decimal | None


def publieke_jaren(jaren: Iterable[int]) -> dict[int, PubliekJaar]:
    """Sums over all inspanningen together, as far as there are enough of them. One query."""
    posten = defaultdict(list)
    for post in Budgetpost.objects.filter(jaar__in=list(jaren)).order_by("pk"):
        posten[post.jaar].append(post)
    found = {}
    for jaar, rows in sorted(posten.items()):
        aantal = len({post.inspanning_id for post in rows})
        if aantal >= MINSTENS:
            (stand,) = jaarstanden(rows)
            found[jaar] = PubliekJaar(
                jaar,
                aantal,
                _in_thousands(stand.gepland),
                _in_thousands(stand.gedekt),
                None if stand.werkelijk is None else _in_thousands(stand.werkelijk),
            )
    return found


def _in_thousands(bedrag: Decimal) -> Decimal:
    return round(bedrag / DUIZEND) * DUIZEND
