"""Asking for less: a few fields, another order, or only what changed."""

import pytest

from tests.api.conftest import assert_is_problem
from tests.api.test_paging import codes, make
from tests.factories import GebiedFactory, InspanningFactory

PATH = "/api/v1/gebieden"


@pytest.fixture
def gebieden(db):
    return [
        make(code, naam=naam) for code, naam in (("B", "Zuid"), ("C", "Noord"), ("D", "Noord"), ("E", "Oost"))
    ]


# velden


def test_list_gives_the_fields_that_were_asked_for(api, gebieden):
    row = api.get(PATH, velden="naam, code").json()["resultaten"][0]
    assert row == {"code": "B", "naam": "Zuid"}


def test_one_resource_gives_them_too(api, gebieden):
    assert api.get(f"{PATH}/B", velden="soort").json() == {"soort": "wijk"}


def test_fields_hold_on_the_next_page(api, gebieden):
    pages = list(api.pages(PATH, velden="code", paginaGrootte=3))
    assert pages[1]["resultaten"] == [{"code": "E"}]


@pytest.mark.parametrize("velden", ["kleur", "code,kleur", "code,", ","])
def test_field_that_does_not_exist_is_a_400_that_names_the_others(api, velden):
    problem = assert_is_problem(api.get(PATH, velden=velden), 400)
    assert "Kies uit: code, naam, soort, ouder, geldigVan, geldigTot." in problem["detail"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE"])
def test_method_that_is_not_there_is_told_before_what_is_wrong_with_the_fields(api, gebieden, method):
    assert_is_problem(api.ask(method, f"{PATH}/B", query_params={"velden": "kleur"}), 405)


# sorteer


@pytest.mark.parametrize(
    ("sorteer", "expected"), [("code", "BCDE"), ("-code", "EDCB"), ("naam", "CDEB"), ("-naam", "BEDC")]
)
def test_order_holds_over_pages_in_both_directions(api, gebieden, sorteer, expected):
    pages = list(api.pages(PATH, sorteer=sorteer, paginaGrootte=2))
    assert "".join(code for page in pages for code in codes(page)) == expected
    assert "".join(codes(api.get(pages[1]["vorige"]).json())) == expected[:2]


def test_rows_added_meanwhile_shift_nothing_in_a_falling_order(api, gebieden):
    pages = api.pages(PATH, sorteer="-code", paginaGrootte=2)
    seen = codes(next(pages))
    make("F")
    make("A")
    seen += [code for page in pages for code in codes(page)]
    assert seen == list("EDCBA")


def test_cursor_of_another_order_is_refused(api, gebieden):
    cursor = api.get(PATH, paginaGrootte=2).json()["volgende"].partition("cursor=")[2].partition("&")[0]
    assert_is_problem(api.get(PATH, cursor=cursor.replace("%3A", ":"), sorteer="naam"), 400)


def test_order_by_moment_is_exact_to_the_microsecond(api, db):
    """Moments that are the same to the millisecond: a cursor that cut them off would skip one or give one twice."""
    rows = InspanningFactory.create_batch(5)
    for row, microsecond in zip(rows, (1, 2, 3, 400, 999), strict=True):
        type(row).objects.filter(pk=row.pk).update(gewijzigd_op=f"2026-03-01T12:00:00.000{microsecond:03}Z")
    pages = api.pages("/api/v1/inspanningen", sorteer="-gewijzigdOp", paginaGrootte=1)
    assert [page["resultaten"][0]["id"] for page in pages] == [row.pk for row in reversed(rows)]


def test_unknown_order_is_told_which_are_known(api):
    problem = assert_is_problem(api.get(PATH, sorteer="kleur"), 400)
    assert "code, naam, -code, -naam" in problem["detail"]


# only what changed


@pytest.mark.parametrize("path", [PATH, f"{PATH}/B", "/api/v1/openapi.json"])
def test_who_has_it_already_gets_a_304_without_it(api, gebieden, path):
    first = api.get(path)
    again = api.ask("GET", path, headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["API-Version"]
    assert again["Cache-Control"] == "no-store"


def test_what_changed_is_given_whole(api, gebieden):
    etag = api.get(PATH)["ETag"]
    GebiedFactory(code="F")
    again = api.ask("GET", PATH, headers={"If-None-Match": etag})
    assert again.status_code == 200
    assert again["ETag"] != etag


def test_list_of_etags_and_star_count_too(api, gebieden):
    etag = api.get(PATH)["ETag"]
    for header in (f'"x", {etag}', f"W/{etag}", "*"):
        assert api.ask("GET", PATH, headers={"If-None-Match": header}).status_code == 304
    assert api.ask("GET", PATH, headers={"If-None-Match": '"x"'}).status_code == 200


def test_if_match_of_something_else_is_a_412_problem(api, gebieden):
    assert_is_problem(api.ask("GET", PATH, headers={"If-Match": '"x"'}), 412)


def test_head_has_the_same_etag_and_no_body(api, gebieden):
    head = api.ask("HEAD", PATH)
    assert (head["ETag"], head.content) == (api.get(PATH)["ETag"], b"")
