from datetime import date

import pytest

from tests.api.conftest import assert_is_problem
from tests.factories import GebiedFactory

PATH = "/api/v1/gebieden"


@pytest.fixture
def gebieden(db):
    """A wijk that got its code from another that is no more, with a buurt in it."""
    gemeente = GebiedFactory(code="GM1", naam="Gemeente", soort="gemeente")
    GebiedFactory(code="WK1", naam="Oude wijk", ouder=gemeente, geldig_tot=date(2020, 1, 1))
    wijk = GebiedFactory(code="WK1", naam="Nieuwe wijk", ouder=gemeente, geldig_van=date(2020, 1, 1))
    GebiedFactory(code="BU1", naam="Buurt", soort="buurt", ouder=wijk)


def names(api, **query):
    return [row["naam"] for row in api.get(PATH, **query).json()["resultaten"]]


def test_list_holds_also_what_is_no_more(api, gebieden):
    assert names(api) == ["Buurt", "Gemeente", "Oude wijk", "Nieuwe wijk"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"soort": "buurt"}, ["Buurt"]),
        ({"ouder": "GM1"}, ["Oude wijk", "Nieuwe wijk"]),
        ({"ouder": "GM1", "geldigOp": "2019-12-31"}, ["Oude wijk"]),
        ({"ouder": "GM1", "geldigOp": "2020-01-01"}, ["Nieuwe wijk"]),
        ({"ouder": "WK1"}, ["Buurt"]),
    ],
)
def test_filters(api, gebieden, query, found):
    assert names(api, **query) == found


def test_detail_is_the_one_that_has_the_code_now(api, gebieden):
    assert api.get(f"{PATH}/WK1").json() == {
        "code": "WK1",
        "naam": "Nieuwe wijk",
        "soort": "wijk",
        "ouder": {"code": "GM1", "naam": "Gemeente"},
        "geldigVan": "2020-01-01",
        "geldigTot": None,
    }


def test_detail_of_a_code_that_nobody_has_now_is_the_last_that_had_it(api, gebieden):
    GebiedFactory(code="WK2", naam="Eerst", geldig_tot=date(2010, 1, 1))
    GebiedFactory(code="WK2", naam="Laatst", geldig_tot=date(2015, 1, 1))
    assert api.get(f"{PATH}/WK2").json()["naam"] == "Laatst"


def test_code_of_nothing_is_a_404(api, gebieden):
    assert_is_problem(api.get(f"{PATH}/WK9"), 404)
