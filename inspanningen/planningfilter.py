"""What someone asks of the planning of the programme, read from the query string."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inspanningen.lijstfilter import Lijstfilter, read_lijstfilter
from inspanningen.queries import FilterOpties

PERIODEN = {"jaar": "Dit jaar", "vier": "Vier jaar", "alles": "Alle jaren"}
VOORAF, DAARNA = 1, 2
"""Four years: so many before this one, and so many after it."""


@dataclass(frozen=True)
class Planningfilter:
    """Which inspanningen, in which period, and whether only what is late."""

    inspanningen: Lijstfilter
    periode: str
    laat: bool

    @property
    def is_actief(self) -> bool:
        return self.laat or self.periode != "vier" or self.inspanningen.is_actief

    def window(self, vandaag: date) -> tuple[date, date] | None:
        """From and until which day, both included; None for all there is."""
        if self.periode == "alles":
            return None
        before, after = (VOORAF, DAARNA) if self.periode == "vier" else (0, 0)
        return date(vandaag.year - before, 1, 1), date(vandaag.year + after, 12, 31)


def read_planningfilter(
    query: Mapping[str, str], opties: FilterOpties | None, *, met_projectleider: bool
) -> Planningfilter:
    """The filter in this query string; what makes no sense is not asked. What is late is late in any period."""
    laat = query.get("laat") == "1"
    periode = query.get("periode", "")
    return Planningfilter(
        inspanningen=read_lijstfilter(query, opties, met_projectleider=met_projectleider),
        periode=periode if periode in PERIODEN else "alles" if laat else "vier",
        laat=laat,
    )
