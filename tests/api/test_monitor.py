"""Indicatoren and waarnemingen."""

from datetime import date
from decimal import Decimal

import pytest

from tests.api.cijfers import make_indicator, make_verversing, make_waarneming
from tests.api.conftest import assert_is_problem
from tests.factories import GebiedFactory, ThemaFactory

INDICATOREN = "/api/v1/indicatoren"
WAARNEMINGEN = "/api/v1/waarnemingen"


def waarnemingen(api, **query):
    return api.get(WAARNEMINGEN, **query).json()["resultaten"]


def test_indicator(api, db):
    make_indicator(kleinste_cel=5, volgende_verversing=date(2027, 2, 1), methode="Zo.", grenzen="Dat niet.")
    expected = {
        "code": "buurtcontact",
        "naam": "Indicator buurtcontact",
        "thema": {"code": "meedoen", "naam": "Meedoen"},
        "eenheid": "%",
        "decimalen": 1,
        "gunstig": "hoger",
        "invloed": "helpt_mee",
        "definitie": "Wat er is gemeten.",
        "methode": "Zo.",
        "grenzen": "Dat niet.",
        "bron": "Monitor",
        "kleinsteCel": 5,
        "volgendeVerversing": "2027-02-01",
    }
    assert api.get(f"{INDICATOREN}/buurtcontact").json() == expected
    assert api.get(INDICATOREN).json()["resultaten"] == [expected]
    assert_is_problem(api.get(f"{INDICATOREN}/onbekend"), 404)


def test_indicatoren_of_a_thema(api, db):
    make_indicator()
    assert len(api.get(INDICATOREN, thema="meedoen").json()["resultaten"]) == 1
    ThemaFactory(code="leeg")
    assert api.get(INDICATOREN, thema="leeg").json()["resultaten"] == []


def test_waarneming(api, db):
    gebied = GebiedFactory(code="WK1", naam="Wijk")
    facts = {"editie": "2026", "indeling_jaar": 2024, "berekend": True, "opmerking": "Berekend: gewogen."}
    indicator = make_indicator()
    make_waarneming(indicator, gebied, waarde=Decimal("61.4000"), status="voorlopig", **facts)
    assert waarnemingen(api) == [
        {
            "indicator": {"code": "buurtcontact", "naam": indicator.naam},
            "eenheid": "%",
            "gebied": {"code": "WK1", "naam": "Wijk"},
            "jaar": 2025,
            "waarde": 61.4,
            "reden": None,
            "stand": "voorlopig",
            "editie": "2026",
            "indelingJaar": 2024,
            "berekend": True,
            "opmerking": "Berekend: gewogen.",
            "ingelezenOp": "2026-02-03T02:00:00Z",
        }
    ]


def test_decimals_are_numbers(api, db):
    make_waarneming(make_indicator(), waarde=Decimal("12345678901.1234"))
    assert b'"waarde":12345678901.1234,' in api.get(WAARNEMINGEN).content


@pytest.mark.parametrize(
    ("waarde", "kleinste_cel", "shown"),
    [("4", 5, None), ("4.9999", 5, None), ("5", 5, 5.0), ("0", 5, None), ("4", None, 4.0)],
)
def test_small_cell_is_not_given(api, db, waarde, kleinste_cel, shown):
    make_waarneming(make_indicator(kleinste_cel=kleinste_cel), waarde=Decimal(waarde))
    (row,) = waarnemingen(api)
    assert (row["waarde"], row["reden"]) == (shown, "onderdrukt" if shown is None else None)


@pytest.mark.parametrize("reden", ["onderdrukt", "nvt", "ontbreekt"])
def test_reason_stands_in_place_of_a_figure(api, db, reden):
    make_waarneming(make_indicator(), waarde=None, reden=reden)
    (row,) = waarnemingen(api)
    assert (row["waarde"], row["reden"]) == (None, reden)


def test_only_the_current_figure_is_given(api, db):
    indicator, gebied = make_indicator(), GebiedFactory()
    make_waarneming(indicator, gebied, waarde=1, vervangen_door=make_verversing(indicator))
    make_waarneming(indicator, gebied, waarde=2)
    assert [row["waarde"] for row in waarnemingen(api)] == [2.0]


@pytest.fixture
def reeksen(db):
    wijk, buurt = GebiedFactory(code="WK1"), GebiedFactory(code="BU1")
    for code in ("een", "twee"):
        indicator = make_indicator(code)
        for gebied in (wijk, buurt):
            for periode in (2023, 2024):
                make_waarneming(indicator, gebied, periode, waarde=periode)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 8),
        ({"indicator": "een"}, 4),
        ({"gebied": "WK1"}, 4),
        ({"jaar": "2023"}, 4),
        ({"indicator": "een", "gebied": "BU1", "jaar": "2024"}, 1),
        ({"jaar": "2022"}, 0),
    ],
)
def test_filters(api, reeksen, query, count):
    rows = waarnemingen(api, **query)
    assert len(rows) == count
    for row in rows:
        asked = {
            "indicator": row["indicator"]["code"],
            "gebied": row["gebied"]["code"],
            "jaar": str(row["jaar"]),
        }
        assert asked | query == asked


def key(row: dict) -> tuple:
    return (row["indicator"]["code"], row["gebied"]["code"], row["jaar"])


def test_pages_give_every_figure_once(api, reeksen):
    keys = [key(row) for page in api.pages(WAARNEMINGEN, paginaGrootte=3) for row in page["resultaten"]]
    assert len(keys) == len(set(keys)) == 8


def test_figure_replaced_meanwhile_keeps_its_place(api, reeksen):
    pages = api.pages(WAARNEMINGEN, paginaGrootte=3)
    seen = next(pages)["resultaten"]
    first = seen[0]
    old = make_indicator("x").waarnemingen.model.objects.get(
        indicator__code=first["indicator"]["code"],
        gebied__code=first["gebied"]["code"],
        periode=first["jaar"],
    )
    old.vervangen_door = make_verversing(old.indicator)
    old.save()
    make_waarneming(old.indicator, old.gebied, old.periode, waarde=1)
    rest = [row for page in pages for row in page["resultaten"]]
    assert len(seen) + len(rest) == 8
    assert key(first) not in {key(row) for row in rest}


@pytest.mark.parametrize("jaar", ["1899", "2201", "medio 2025", "20.5"])
def test_year_that_is_none_is_a_400(api, jaar):
    assert_is_problem(api.get(WAARNEMINGEN, jaar=jaar), 400)


@pytest.mark.parametrize("path", [INDICATOREN, WAARNEMINGEN])
def test_list_costs_three_queries(api, reeksen, django_assert_num_queries, path):
    with django_assert_num_queries(3):  # token, page, log
        api.get(path)


def test_waarneming_has_no_address_of_its_own(api, reeksen):
    assert_is_problem(api.get(f"{WAARNEMINGEN}/1"), 404)
