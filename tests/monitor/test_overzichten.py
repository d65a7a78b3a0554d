"""All indicators, the ranglijst, stapeling as a waffle, and everything about one gebied."""

import pytest
from django.urls import reverse

from brunssum.core.models import Gebied
from brunssum.core.rollen import Rol
from monitor import presenters, queries
from monitor.models import Indicator, Thema, Waarneming
from monitor.presenters.waffle import round_to_hundred
from monitor.queries import Stapeling
from tests.factories import GebiedFactory, IndicatorFactory, ThemaFactory, WaarnemingFactory

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def lezer(client, gebruiker_met):
    client.force_login(gebruiker_met(Rol.BESTUUR))
    return client


@pytest.fixture
def gemeente(db):
    return GebiedFactory(code="GM0899", naam="Brunssum", soort=Gebied.Soort.GEMEENTE)


@pytest.fixture
def plaatsen(gemeente):
    thema = ThemaFactory(code="ranglijst", plek=Thema.Plek.GEEN)
    for code, naam, plaats in (
        ("ranglijst-totaal", "Totaal thema's", 321),
        ("ranglijst-natuur", "Natuur (thema)", 57),
        ("ranglijst-bos", "Bos", 1),
        ("ranglijst-rust", "Rust", None),
    ):
        WaarnemingFactory(
            indicator=IndicatorFactory(
                code=code, naam=naam, korte_naam=naam, thema=thema, eenheid="positie onder 337 gemeenten"
            ),
            gebied=gemeente,
            waarde=plaats,
            reden="" if plaats else "onderdrukt",
        )


@pytest.fixture
def huishoudens(gemeente):
    delen = zip(queries.overzichten.STAPELING_DELEN, (45.3, 26.2, 15.4, 7.5, 3.0, 2.6), strict=True)
    thema = ThemaFactory(plek=Thema.Plek.GEEN)
    for code, waarde in ((queries.overzichten.STAPELING_TOTAAL, 22.9), *delen):
        WaarnemingFactory(
            indicator=IndicatorFactory(code=code, korte_naam=code[:28], thema=thema),
            gebied=gemeente,
            waarde=waarde,
        )


def text_of(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


# ranglijst


def test_ranglijst_shows_place_theme_and_indicators(lezer, plaatsen, django_assert_num_queries):
    with django_assert_num_queries(5):
        page = text_of(lezer.get(reverse("monitor:ranglijst")))
    assert "plaats 321 van 337" in page
    assert 'aria-label="Plaats 57 van 337"' in page
    assert 'cx="192"' in page, "the best place stands at the right"
    assert "niet getoond" in page


def test_ranglijst_shows_the_newest_year(gemeente, plaatsen, programmamanager):
    WaarnemingFactory(
        indicator=Indicator.objects.get(code="ranglijst-bos"), gebied=gemeente, periode=2025, waarde=9
    )
    (lijst,) = queries.ranglijst(programmamanager)
    assert (lijst.periode, lijst.themas[0][0].positie) == (2025, 9)


def test_ranglijst_without_figures_says_so(lezer):
    assert "nog geen plaatsen" in text_of(lezer.get(reverse("monitor:ranglijst")))


# stapeling


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([77.1, 10.4, 6.0, 3.5, 1.7, 0.7, 0.6], [77, 10, 6, 3, 2, 1, 1]),
        ([1, 1, 1], [34, 33, 33]),
        ([100, 0], [100, 0]),
        ([0, 0], [0, 0]),
    ],
)
def test_round_to_hundred_adds_up(parts, whole):
    assert round_to_hundred(parts) == whole


def test_stapeling_is_a_hundred_squares_with_a_table(lezer, huishoudens, django_assert_num_queries):
    with django_assert_num_queries(5):
        page = text_of(lezer.get(reverse("monitor:stapeling")))
    assert page.count('<rect class="wafel-') == 100
    assert "Van elke honderd huishoudens in Brunssum in 2023: zonder voorziening: 77" in page
    assert '<td class="number">77,1</td>' in page
    assert '<td class="number">10,4</td>' in page
    assert "Wij ronden eerst alles naar beneden af" in page


def test_a_small_part_is_not_drawn_nor_given_away(lezer, huishoudens):
    Indicator.objects.filter(code="stapeling-5").update(kleinste_cel=5)
    page = text_of(lezer.get(reverse("monitor:stapeling")))
    assert 'class="wafel"' not in page
    assert "niet getoond" in page
    assert "Daarom is er geen tekening" in page


def test_a_hidden_total_hides_all_that_is_computed_from_it():
    hidden = Stapeling("X", "X", 2023, (("Zonder", None, "niet getoond"), ("1", None, "niet getoond")), "")
    assert presenters.draw_waffle(hidden) is None


# one gebied


def test_gebied_brings_everything_together(lezer, cijfers, importeer, django_assert_num_queries):
    importeer(b"indicator;Brunssum-Noord\nBijstand;8,0\n", periode=2019)
    with django_assert_num_queries(10):
        page = text_of(lezer.get(reverse("monitor:gebied", args=["WK089902"])))
    assert "indicatoren zijn in 2023 ongunstiger dan Benchmark sterk stedelijk" in page
    assert "sinds 2019" in page
    for name in ("inspanningen:bij_gebied", "casuistiek:bij_gebied", "monitor:verhalen_bij_gebied"):
        assert f'hx-get="{reverse(name, args=["WK089902"])}"' in page


def test_gebied_without_figures_says_so(lezer, gebieden):
    assert "nog geen cijfers" in text_of(lezer.get(reverse("monitor:gebied", args=["WK089901"])))


def test_gebied_shows_no_small_cell(lezer, cijfers):
    Indicator.objects.filter(code="bijstand").update(kleinste_cel=7)
    page = text_of(lezer.get(reverse("monitor:gebied", args=["WK089902"])))
    assert "6,8%" not in page
    assert "niet getoond" in page


def test_a_trend_of_one_year_is_no_line(gemeente, programmamanager):
    thema = ThemaFactory()
    WaarnemingFactory(indicator=IndicatorFactory(thema=thema), gebied=gemeente)
    ((_, reeks),) = queries.trends(gemeente, programmamanager)
    assert presenters.sparkline(reeks) == ""


# all indicators


def test_list_searches_and_filters(lezer, indicatoren):
    def found(query):
        response = lezer.get(reverse("monitor:indicator_list") + query)
        return {indicator.code for indicator, _ in response.context["rijen"]}

    Indicator.objects.update(volgende_verversing=None)
    Indicator.objects.filter(code="ww").update(volgende_verversing="2020-01-01")
    WaarnemingFactory(indicator=Indicator.objects.get(code="ww"))
    assert found("?q=bijstandsuitkering") == {"bijstand"}
    assert found("?stand=laat") == {"ww"}
    assert "ww" not in found("?stand=ontbreekt&thema=bestaanszekerheid")
    assert found("?bron=politie") == {"overlastmeldingen"}
    assert found("?thema=bestaat-niet") == set()


def test_list_has_a_fixed_number_of_queries_and_pages(lezer, django_assert_num_queries):
    IndicatorFactory.create_batch(30)
    with django_assert_num_queries(7):
        page = text_of(lezer.get(reverse("monitor:indicator_list")))
    assert page.count('<th scope="row">') == 25
    assert "30 indicatoren" in page


def test_list_gives_htmx_only_the_rows(lezer, indicatoren):
    page = text_of(lezer.get(reverse("monitor:indicator_list") + "?q=zzz", **HTMX))
    assert "<h1>" not in page
    assert "Geen indicator past hierbij" in page


# what other apps tell of a gebied


def test_casussen_of_a_gebied_are_a_safe_count(lezer, gebieden):
    page = text_of(lezer.get(reverse("casuistiek:bij_gebied", args=["WK089902"])))
    assert "tonen wij niet" in page
    assert "alleen per wijk" in text_of(lezer.get(reverse("casuistiek:bij_gebied", args=["GM0899"])))


def test_inspanningen_of_a_gebied(lezer, gebieden):
    page = text_of(lezer.get(reverse("inspanningen:bij_gebied", args=["WK089902"]), **HTMX))
    assert "nog geen inspanning" in page
    assert "<h1>" not in page


def test_small_cells_stay_out_of_the_api_query(cijfers):
    Indicator.objects.filter(code="bijstand").update(kleinste_cel=7)
    rows = Waarneming.objects.current().filter(indicator__code="bijstand").toonbaar()
    assert {row.getoonde_waarde for row in rows if row.gebied.code == "WK089902"} == {None}
