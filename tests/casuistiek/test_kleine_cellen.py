"""The small-cell rule, tried on every small table: whoever knows the rule and all that is shown still knows nothing."""

from collections import defaultdict
from itertools import product

import pytest

from casuistiek.kleine_cellen import KLEINSTE_CEL, safe_count, safe_median

SMALL = range(1, KLEINSTE_CEL)


@pytest.mark.parametrize(
    ("aantal", "delen", "shown"),
    [
        (0, (), None),
        (4, (), None),
        (5, (), 5),
        (9, (), 5),
        (10, (), 10),
        (10, (6, 7), 10),
        (8, (4, 4), 5),
        (20, (4, 4, 4, 4, 4), 15),
        (12, (8, 4), 10),
        (13, (9, 4), 10),
    ],
)
def test_safe_count_rounds_down_and_leaves_room(aantal, delen, shown):
    assert safe_count(aantal, delen) == shown


def test_safe_count_never_shows_a_small_number_nor_more_than_there_is():
    for aantal in range(60):
        shown = safe_count(aantal)
        assert shown is None or KLEINSTE_CEL <= shown <= aantal
        assert shown is None or shown % KLEINSTE_CEL == 0


def test_two_numbers_never_differ_by_a_small_one():
    """Yesterday's and today's, or a whole and its part: subtracting gives nothing."""
    shown = {safe_count(aantal) or 0 for aantal in range(100)}
    assert all(abs(one - other) % KLEINSTE_CEL == 0 for one in shown for other in shown)


@pytest.mark.parametrize("parts", [1, 2, 3, 4])
def test_every_hidden_part_may_be_anything_from_one_to_four(parts):
    """All tables of so many parts and their whole, with and without casussen that count twice.

    The reader knows the rule and sees every number. Group the tables by what is shown: in each group every hidden
    part takes every value from one to four.
    """
    highest = {1: 30, 2: 20, 3: 15, 4: 10}[parts]  # whole fives, or the last group would be cut short
    seen = defaultdict(lambda: [set() for _ in range(parts)])
    for delen in product(range(highest), repeat=parts):
        for whole in range(max(delen), sum(delen) + 1):
            shown = (safe_count(whole, delen), *map(safe_count, delen))
            for values, deel in zip(seen[shown], delen, strict=True):
                values.add(deel)
    for (_, *shown), found in seen.items():
        for number, values in zip(shown, found, strict=True):
            if number is None:
                assert values >= set(SMALL), (shown, found)


def test_five_parts_of_four_are_not_given_away():
    """The table that is too large to try all of: every part at its most, and the whole their sum."""
    for parts in range(1, 30):
        delen = [KLEINSTE_CEL - 1] * parts
        shown = safe_count(sum(delen), delen) or 0
        assert shown <= (parts - 1) * (KLEINSTE_CEL - 1) + 1, "one part of one would do as well"


def test_a_whole_is_never_shown_smaller_than_a_part():
    for delen in product(range(14), repeat=3):
        for whole in range(max(delen), sum(delen) + 1):
            assert (safe_count(whole, delen) or 0) >= max(safe_count(deel) or 0 for deel in delen)


def test_safe_median_needs_five():
    assert safe_median([1, 2, 3, 4]) is None
    assert safe_median([9, 1, 2, 3, 4]) == 3
    assert safe_median([1, 2, 3, 4, 5, 6]) == 3.5
