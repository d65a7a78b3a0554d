"""When the yearly round of a wijkplan is due: dates in, words out. Nothing here looks at the clock."""

from dataclasses import dataclass
from datetime import date, timedelta

from inspanningen.models import Wijkplan

VOORUIT = timedelta(weeks=6)
"""So long before the year is over someone is asked to begin the round."""


@dataclass(frozen=True)
class Ritme:
    """Where a plan stands in its year, on one day. `uiterlijk`: None when no round is to come."""

    uiterlijk: date | None
    is_aan_de_beurt: bool = False
    is_te_laat: bool = False


def ritme(wijkplan: Wijkplan, vandaag: date) -> Ritme:
    """When this plan must be sharpened at the latest: a year after the last time, while its years last."""
    laatst = wijkplan.laatst_aangescherpt
    uiterlijk = _a_year_later(laatst) if laatst else None
    if uiterlijk is None or uiterlijk.year > wijkplan.tot_jaar:
        return Ritme(None)
    return Ritme(uiterlijk, is_aan_de_beurt=vandaag >= uiterlijk - VOORUIT, is_te_laat=vandaag > uiterlijk)


def _a_year_later(dag: date) -> date:
    """The same day of the next year; 29 february gives the 28th."""
    try:
        return dag.replace(year=dag.year + 1)
    except ValueError:
        return dag.replace(year=dag.year + 1, day=28)
