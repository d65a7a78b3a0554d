"""Where a budget ends at the present pace."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

TE_VROEG = 30
"""Days of a year before a pace says anything."""


@dataclass(frozen=True)
class Prognose:
    """What will be committed on 31 December, and when the budget is used up: None when it lasts the year."""

    dagen: int
    dagen_in_jaar: int
    verplicht: Decimal
    op_is_op: date | None


def prognose(jaar: int, op: date, bedrag: Decimal, verplicht: Decimal) -> Prognose | None:
    """The present pace, carried on to the end of the year.

    verplicht on 31 December = verplicht on `op` ÷ days of the year gone by × days in the year

    None when that says nothing: another year, or its first thirty days. It may pass `bedrag`: the budget itself never
    does, so `op_is_op` then is the day on which the money is gone.
    """
    dagen = (op - date(jaar, 1, 1)).days + 1
    dagen_in_jaar = (date(jaar, 12, 31) - date(jaar, 1, 1)).days + 1
    if op.year != jaar or dagen <= TE_VROEG:
        return None
    end = (verplicht / dagen * dagen_in_jaar).quantize(Decimal("1"), rounding=ROUND_HALF_UP)
    used_up = None
    if verplicht and end > bedrag:
        days_left = int((bedrag - verplicht) * dagen / verplicht)
        used_up = op + timedelta(days=days_left)
    return Prognose(dagen, dagen_in_jaar, end, used_up)
