"""How long residents wait, per wijk: the median of the days from melding to first help and to besluit."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from brunssum.core.models import Gebied
from casuistiek.kleine_cellen import KLEINSTE_CEL
from casuistiek.models import Casus


@dataclass(frozen=True)
class Wachttijd:
    """The median in days; None when there are fewer than five to take it from."""

    dagen: Decimal | None
    is_te_klein: bool  # there are some, but fewer than five

    @classmethod
    def of(cls, dagen: list[int]) -> "Wachttijd":
        enough = len(dagen) >= KLEINSTE_CEL
        return cls(Decimal(str(median(dagen))).normalize() if enough else None, bool(dagen) and not enough)


@dataclass(frozen=True)
class Regel:
    naam: str
    tot_eerste_hulp: Wachttijd
    tot_besluit: Wachttijd


@dataclass(frozen=True)
class Doorlooptijd:
    """Of the casussen logged in one year."""

    jaar: int
    wijken: tuple[Regel, ...]
    alle: Regel


def doorlooptijd(jaar: int) -> Doorlooptijd:
    """All casussen of a year count, whoever asks: that is safe, because no median of fewer than five is shown.

    A median cannot be subtracted from another, so the total gives no hidden one away. Two queries.
    """
    wijken = list(Gebied.objects.filter(soort=Gebied.Soort.WIJK, geldig_tot=None).order_by("naam", "pk"))
    known = {wijk.pk for wijk in wijken}
    hulp, besluit = defaultdict(list), defaultdict(list)
    rows = Casus.objects.logged().filter(gemeld_op__year=jaar)
    for gebied, ouder, gemeld, geholpen, besloten in rows.values_list(
        "gebied", "gebied__ouder", "gemeld_op", "eerste_hulp_op", "besloten_op"
    ).iterator():
        wijk = gebied if gebied in known else ouder
        for days, op in ((hulp, geholpen), (besluit, besloten)):
            if op is not None:
                days[wijk].append((op - gemeld).days)
    return Doorlooptijd(
        jaar,
        tuple(
            Regel(wijk.naam, Wachttijd.of(hulp[wijk.pk]), Wachttijd.of(besluit[wijk.pk])) for wijk in wijken
        ),
        Regel(
            "Alle gebieden samen",
            Wachttijd.of([dag for dagen in hulp.values() for dag in dagen]),
            Wachttijd.of([dag for dagen in besluit.values() for dag in dagen]),
        ),
    )


def jaren(vandaag: date) -> list[int]:
    """The years there are casussen of, newest first; at least this one."""
    first = Casus.objects.logged().order_by("gemeld_op").values_list("gemeld_op", flat=True).first()
    return list(range(vandaag.year, (first.year if first else vandaag.year) - 1, -1))
