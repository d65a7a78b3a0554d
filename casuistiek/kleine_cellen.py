"""Which numbers of casussen may be seen outside casuïstiek. The one rule for tables, lists and totals.

1. Nothing under five is shown: among four, someone recognises someone.
2. What is shown is a multiple of five, as "10 of meer". One casus more does not show, and the difference of any two
   numbers (this month's and last month's, a whole and its part) is never a small number of people.
3. A whole is shown no larger than leaves room for its hidden parts: of five parts of four each, "20 of meer" would
   say that each is exactly four. Then it is "15 of meer", and each hidden part may still be anything from one to four.

A table has no totals of its rows and columns: they would be wholes with many hidden parts, and say little.
tests/casuistiek/test_kleine_cellen.py tries every small table there is.
"""

from collections.abc import Iterable

KLEINSTE_CEL = 5


def round_down(aantal: int) -> int:
    return aantal - aantal % KLEINSTE_CEL


def safe_count(aantal: int, delen: Iterable[int] = ()) -> int | None:
    """The number that may be shown as "… of meer"; None: it stays hidden.

    `delen`: the numbers that are shown beside it, of which this is the whole. A casus may count in several of them.
    """
    delen = list(delen)
    ceiling = aantal
    if any(deel < KLEINSTE_CEL for deel in delen):
        # With a hidden part of one, and all others as large as what is shown of them allows, it must still fit.
        largest = sum(round_down(deel) + KLEINSTE_CEL - 1 for deel in delen)
        ceiling = min(aantal, largest - (KLEINSTE_CEL - 1) + 1)
    return round_down(ceiling) or None


def safe_median(waarden: Iterable[int | float]) -> float | None:
    """The middle one of these values; None when there are too few of them to be nobody's."""
    waarden = sorted(waarden)
    if len(waarden) < KLEINSTE_CEL:
        return None
    middle = len(waarden) // 2
    return waarden[middle] if len(waarden) % 2 else (waarden[middle - 1] + waarden[middle]) / 2
