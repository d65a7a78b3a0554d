import dataclasses
import json
from decimal import Decimal

import pytest

from brunssum.core.models import Gebied
from monitor import queries
from monitor.models import Thema
from tests.factories import (
    GebiedFactory,
    IndicatorFactory,
    ThemaFactory,
    VerversingFactory,
    WaarnemingFactory,
)
from tests.monitor.conftest import LATER, MOMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def noord(cijfers, gebieden):
    return queries.driehoek(gebieden["WK089902"], 2023, gebieden["BM-SS"])


def staaf(driehoek, code):
    return next(staaf for staaf in driehoek.staven if staaf.code == code)


def test_driehoek_of_noord_shows_what_the_programme_plan_shows(noord):
    """Nearly everything is unfavourable against the benchmark; reports of nuisance are the exception."""
    assert [
        (hoek.naam, hoek.plek, hoek.ongunstig, hoek.gunstig, hoek.vergeleken) for hoek in noord.hoeken
    ] == [
        ("Bestaanszekerheid", "hoek", 8, 0, 8),
        ("Continuïteit van zorg en ondersteuning", "hoek", 6, 0, 6),
        ("Meedoen", "hoek", 5, 0, 5),
        ("Stress", "midden", 6, 1, 7),
    ]
    assert [one.naam for one in noord.staven if one.richting == "gunstig"] == ["Overlastmeldingen"]
    assert (noord.ongunstig, noord.gunstig, noord.vergeleken) == (25, 1, 26)
    assert (noord.gebied_naam, noord.vergelijking_naam) == ("Brunssum-Noord", "Benchmark sterk stedelijk")


def test_driehoek_of_oost_and_of_brunssum(cijfers, gebieden):
    oost = queries.driehoek(gebieden["WK089903"], 2023, gebieden["BM-SS"])
    brunssum = queries.driehoek(gebieden["GM0899"], 2023, gebieden["BM-SS"])

    assert {one.code for one in oost.staven if one.richting == "gunstig"} == {
        "overlastmeldingen",
        "eenpersoonshuishoudens",
    }
    assert {one.code for one in brunssum.staven if one.richting == "gunstig"} == {
        "overlastmeldingen",
        "corporatiewoningen",
    }


def test_driehoek_names_what_is_missing_and_draws_no_zero(noord):
    missing = noord.zonder_vergelijking
    assert [one.code for one in missing] == ["stress-school", "stress-thuis"]
    assert {(one.waarde, one.reden, one.reden_kort, one.afwijking, one.richting) for one in missing} == {
        (None, "nvt", "n.v.t.", None, "")
    }
    assert missing[0].vergelijking == 36.4


def test_driehoek_says_where_its_figures_come_from(noord):
    assert "CBS, Kerncijfers wijken en buurten" in noord.bronnen
    assert len(noord.bronnen) == 5
    assert noord.ingelezen_op == "2026-03-02"
    assert noord.ingelezen.isoformat() == "2026-03-02"


def test_driehoek_survives_a_trip_through_json(noord):
    again = queries.Driehoek.from_dict(json.loads(json.dumps(dataclasses.asdict(noord))))
    assert again == noord
    assert again.ongunstig == 25


@pytest.mark.parametrize(
    ("waarde", "vergelijking", "gunstig", "afwijking"),
    [
        ("6", "4", "lager", -50),
        ("6", "4", "hoger", 50),
        ("2", "4", "lager", 50),
        ("2", "4", "hoger", -50),
        ("4", "4", "lager", 0),
        ("0", "4", "lager", 100),
        ("4", "0", "lager", None),
        (None, "4", "lager", None),
        ("4", None, "lager", None),
        ("6", "4", "geen", None),
        ("-6", "-4", "hoger", -50),
    ],
)
def test_afwijking_is_above_zero_when_favourable(waarde, vergelijking, gunstig, afwijking):
    def number(text):
        return None if text is None else Decimal(text)

    assert queries.afwijking(number(waarde), number(vergelijking), gunstig) == afwijking


def test_driehoek_as_known_on_an_earlier_day(cijfers, importeer, driehoek_csv, gebieden):
    importeer(driehoek_csv.replace(b";6,8;7,0", b";4,1;7,0"), moment=LATER)
    noord, benchmark = gebieden["WK089902"], gebieden["BM-SS"]

    now = staaf(queries.driehoek(noord, 2023, benchmark), "bijstand")
    then = staaf(queries.driehoek(noord, 2023, benchmark, bekend_op=MOMENT), "bijstand")

    assert (now.waarde, now.richting) == (4.1, "gunstig")
    assert (then.waarde, then.richting) == (6.8, "ongunstig")


def test_driehoek_hides_a_small_cell_and_its_deviation(gebieden):
    indicator = IndicatorFactory(eenheid="aantal", kleinste_cel=5)
    WaarnemingFactory(indicator=indicator, gebied=gebieden["WK089902"], waarde=4)
    WaarnemingFactory(indicator=indicator, gebied=gebieden["BM-SS"], waarde=40)

    (one,) = queries.driehoek(gebieden["WK089902"], 2023, gebieden["BM-SS"]).staven

    assert (one.waarde, one.reden, one.afwijking, one.vergelijking) == (None, "onderdrukt", None, 40)


def test_driehoek_without_a_row_says_that_the_figure_is_missing(gebieden):
    IndicatorFactory()
    (one,) = queries.driehoek(gebieden["WK089902"], 2023, gebieden["BM-SS"]).staven
    assert (one.reden_kort, one.vergelijking_reden_kort) == ("geen cijfer", "geen cijfer")


def test_driehoek_marks_what_is_provisional(gebieden):
    indicator = IndicatorFactory()
    WaarnemingFactory(indicator=indicator, gebied=gebieden["WK089902"], status="voorlopig")
    WaarnemingFactory(indicator=indicator, gebied=gebieden["BM-SS"])
    assert queries.driehoek(gebieden["WK089902"], 2023, gebieden["BM-SS"]).staven[0].voorlopig


def test_driehoek_leaves_out_a_thema_that_is_no_part_of_it(gebieden):
    IndicatorFactory(thema=ThemaFactory(plek=Thema.Plek.GEEN))
    assert queries.driehoek(gebieden["WK089902"], 2023, gebieden["BM-SS"]).hoeken == ()


def test_driehoek_takes_two_queries(cijfers, gebieden, django_assert_num_queries):
    with django_assert_num_queries(2):
        queries.driehoek(gebieden["WK089902"], 2023, gebieden["BM-SS"])


def test_driehoeken_take_three_queries_however_many_gebieden(cijfers, gebieden, django_assert_num_queries):
    with django_assert_num_queries(3):
        found = queries.driehoeken(gebieden.values(), gebieden["BM-SS"])
    assert [one.gebied_code for one in found] == ["NL00", "BM-SS", "GM0899", "WK089902", "WK089903"]
    assert found[3] == queries.driehoek(gebieden["WK089902"], 2023, gebieden["BM-SS"])


def test_latest_periode_is_of_a_figure_not_of_a_reason(gebieden):
    noord = gebieden["WK089902"]
    indicator = IndicatorFactory()
    assert queries.latest_periode(noord) is None
    WaarnemingFactory(indicator=indicator, gebied=noord, periode=2022)
    WaarnemingFactory(indicator=indicator, gebied=noord, periode=2023, waarde=None, reden="ontbreekt")
    WaarnemingFactory(indicator=indicator, gebied=noord, periode=2024, vervangen_door=VerversingFactory())

    assert queries.latest_periode(noord) == 2022
    assert queries.perioden(noord) == [2022]


@pytest.mark.parametrize(
    ("code", "namen"),
    [
        ("WK089902", ["BM-SS", "GM0899", "NL00"]),
        ("GM0899", ["BM-SS", "NL00"]),
        ("NL00", ["BM-SS"]),
        ("BM-SS", ["NL00"]),
    ],
)
def test_comparators_are_the_benchmark_and_what_lies_around(cijfers, gebieden, code, namen):
    found = queries.comparators(Gebied.objects.get(code=code), 2023)
    assert [gebied.code for gebied in found] == namen


def test_comparators_have_figures_of_that_year(cijfers, gebieden):
    assert queries.comparators(gebieden["WK089902"], 2022) == []


def test_gebieden_around_are_near_and_have_figures(cijfers, gebieden, programmamanager):
    GebiedFactory(naam="Elders")
    around = queries.gebieden_around(gebieden["WK089902"], programmamanager)
    assert [gebied.code for gebied in around] == ["NL00", "GM0899", "WK089902", "WK089903"]


def test_default_comparator_is_the_benchmark_or_else_the_country(gebieden, programmamanager):
    assert queries.default_comparator(programmamanager) is None
    indicator = IndicatorFactory()
    WaarnemingFactory(indicator=indicator, gebied=gebieden["NL00"])
    assert queries.default_comparator(programmamanager).code == "NL00"
    WaarnemingFactory(indicator=indicator, gebied=gebieden["BM-SS"])
    assert queries.default_comparator(programmamanager).code == "BM-SS"


def test_indicator_tabel_has_a_row_per_gebied_and_a_column_per_year(
    cijfers, importeer, driehoek_csv, gebieden, programmamanager
):
    importeer(driehoek_csv.replace(b";6,8;7,0", b";6,5;"), periode=2022)
    indicator = IndicatorFactory._meta.model.objects.get(code="bijstand")
    where = queries.gebieden_of(indicator, programmamanager)

    tabel = queries.indicator_tabel(indicator, where, programmamanager)

    assert tabel.perioden == (2023, 2022)
    assert [rij.naam for rij in tabel.rijen] == [
        "Nederland",
        "Brunssum",
        "Brunssum-Noord",
        "Brunssum-Oost",
        "Benchmark sterk stedelijk",
    ]
    assert [(stand.waarde, stand.reden_kort) for stand in tabel.rijen[3].standen] == [
        (7, ""),
        (None, "geen cijfer"),
    ]
    assert tabel.ingelezen.isoformat() == "2026-03-02"
