"""Cursors: every row once, in order, also when rows come and go meanwhile."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import assert_is_problem
from tests.factories import GebiedFactory

PATH = "/api/v1/gebieden"


@pytest.fixture
def gebieden(db):
    """Seven rows; two share the code D, as gebieden of different years may."""
    return [make(code) for code in "BCDDEFG"]


def make(code, **fields):
    return GebiedFactory(code=code, geldig_tot=date(2020, 1, 1), **fields)


def codes(page):
    return [row["code"] for row in page["resultaten"]]


def test_following_volgende_gives_every_row_once(api, gebieden):
    pages = list(api.pages(PATH, paginaGrootte=3))
    assert [codes(page) for page in pages] == [["B", "C", "D"], ["D", "E", "F"], ["G"]]
    assert [row["naam"] for page in pages for row in page["resultaten"]] == [
        gebied.naam for gebied in gebieden
    ]


def test_following_vorige_leads_back(api, gebieden):
    *_, last = api.pages(PATH, paginaGrootte=3)
    middle = api.get(last["vorige"]).json()
    first = api.get(middle["vorige"]).json()
    assert [codes(page) for page in (first, middle)] == [["B", "C", "D"], ["D", "E", "F"]]
    assert first["vorige"] is None
    assert codes(api.get(first["volgende"]).json()) == ["D", "E", "F"]


def test_order_by_a_long_name_with_accents_goes_on_as_well(api, db):
    for number in range(3):
        GebiedFactory(naam=f"{'é€😀' * 33}{number}")
    pages = list(api.pages(PATH, sorteer="naam", paginaGrootte=1))
    assert [row["naam"][-1] for page in pages for row in page["resultaten"]] == ["0", "1", "2"]


def test_single_page_has_no_links(api, gebieden):
    page = api.get(PATH).json()
    assert (page["volgende"], page["vorige"], len(page["resultaten"])) == (None, None, 7)


def test_page_that_is_just_full_is_the_last(api, gebieden):
    assert api.get(PATH, paginaGrootte=7).json()["volgende"] is None


def test_empty_list_is_an_empty_page(api):
    assert api.get(PATH).json() == {"volgende": None, "vorige": None, "resultaten": []}


def test_rows_added_meanwhile_shift_nothing(api, gebieden):
    pages = api.pages(PATH, paginaGrootte=3)
    seen = codes(next(pages))
    make("A")
    make("B")
    make("E")
    seen += [code for page in pages for code in codes(page)]
    assert seen == ["B", "C", "D", "D", "E", "E", "F", "G"]


def test_rows_removed_meanwhile_shift_nothing(api, gebieden):
    pages = api.pages(PATH, paginaGrootte=3)
    seen = codes(next(pages))
    gebieden[2].delete()  # the very row that the cursor points at
    seen += [code for page in pages for code in codes(page)]
    assert seen == ["B", "C", "D", "D", "E", "F", "G"]


def test_page_whose_rows_are_all_gone_is_empty(api, gebieden):
    link = api.get(PATH, paginaGrootte=6).json()["volgende"]
    gebieden[-1].delete()
    assert api.get(link).json() == {"volgende": None, "vorige": None, "resultaten": []}


def test_filters_hold_on_the_next_page(api, gebieden):
    make("C", soort="buurt")
    pages = list(api.pages(PATH, soort="wijk", paginaGrootte=4))
    assert [code for page in pages for code in codes(page)] == list("BCDDEFG")


def test_links_are_relative_and_so_right_behind_any_proxy(api, gebieden):
    answer = api.ask("GET", f"{PATH}?paginaGrootte=3", headers={"Host": "127.0.0.1"})
    assert answer.json()["volgende"].startswith("/api/v1/gebieden?")


@pytest.mark.parametrize("change", [lambda c: c[:-1], lambda c: "x" + c, lambda c: "", lambda c: "x" * 501])
def test_cursor_that_was_changed_is_refused(api, gebieden, change):
    link = api.get(PATH, paginaGrootte=3).json()["volgende"]
    cursor = link.partition("cursor=")[2].replace("%3A", ":")
    assert_is_problem(api.get(PATH, cursor=change(cursor)), 400)


@pytest.mark.parametrize("size", [1, 100])
def test_page_costs_the_same_queries_however_many_rows(api, size):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert api.get(PATH, paginaGrootte=100).status_code == 200
        return len(captured)

    ouder = GebiedFactory()
    with_one = queries()
    GebiedFactory.create_batch(size, ouder=ouder)
    assert queries() == with_one
