from datetime import date

import pytest

from inspanningen.planverschil import days_later, duration, shift_text
from inspanningen.vage_datum import read


@pytest.mark.parametrize(
    ("oud", "nieuw", "days"),
    [
        ("april 2026", "april 2026", 0),
        ("april 2026", "mei 2026", 31),
        ("mei 2026", "april 2026", -31),
        ("2026", "april 2026", 0),  # more precise is not earlier
        ("april 2026", "maart t/m april 2026", 0),  # may be there sooner, ends the same
        ("april 2026", "2026", 245),  # vaguer can end later
        ("15 april 2026", "10 april 2026", -5),
    ],
)
def test_a_plan_is_later_when_it_ends_later(oud, nieuw, days):
    one, two = read(oud), read(nieuw)
    assert days_later((one.van, one.tot), (two.van, two.tot)) == days


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 dag"),
        (13, "13 dagen"),
        (14, "2 weken"),
        (43, "6 weken"),
        (79, "11 weken"),
        (92, "3 maanden"),
        (365, "12 maanden"),
        (731, "2 jaar"),
        (761, "2 jaar en 1 maand"),
        ((date(2050, 1, 1) - date(2026, 1, 1)).days, "24 jaar"),
    ],
)
def test_duration_in_words(days, words):
    assert duration(days) == words


def test_shift_text():
    assert shift_text(43) == "6 weken later dan eerst gepland"
    assert shift_text(-5, dan="in voorjaar 2026") == "5 dagen eerder dan in voorjaar 2026"
    assert shift_text(0) == ""
