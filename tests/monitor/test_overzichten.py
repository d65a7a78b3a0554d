"""All indicators, the ranglijst, stapeling as a waffle, and everything about one gebied."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import Gebied, LogRegel
from brunssum.core.rollen import Rol
from monitor import presenters, queries, services
from monitor.models import Indicator, Plek, Thema, Waarneming
from monitor.presenters.waffle import round_to_hundred
from monitor.queries import Stapeling
from tests.factories import (
    GebiedFactory,
    IndicatorFactory,
    PlekFactory,
    SignaalFactory,
    ThemaFactory,
    WaarnemingFactory,
)
from tests.monitor.conftest import CSV, LATER

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
    with django_assert_num_queries(11):
        page = text_of(lezer.get(reverse("monitor:gebied", args=["WK089902"])))
    assert "indicatoren zijn in 2023 ongunstiger dan Benchmark sterk stedelijk" in page
    assert "sinds 2019" in page
    assert '−62%<span class="visually-hidden"> ongunstiger</span>' in page
    assert page.count('aria-label="Hoofdmenu"') == 2, "the page hides nothing of the site around it"
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
    assert "Partners gaven" not in page
    wijk, vorig_jaar = Gebied.objects.get(code="WK089902"), timezone.localdate().year - 1
    SignaalFactory.create_batch(7, gebied=wijk, ontvangen_op=date(vorig_jaar, 5, 1))
    page = text_of(lezer.get(reverse("casuistiek:bij_gebied", args=["WK089902"])))
    assert "Partners gaven <strong>5 of meer</strong> signalen" in page
    assert "alleen per wijk" in text_of(lezer.get(reverse("casuistiek:bij_gebied", args=["GM0899"])))


def test_inspanningen_of_a_gebied(lezer, gebieden):
    page = text_of(lezer.get(reverse("inspanningen:bij_gebied", args=["WK089902"]), **HTMX))
    assert "nog geen inspanning" in page
    assert "<h1>" not in page


def test_small_cells_stay_out_of_the_api_query(cijfers):
    Indicator.objects.filter(code="bijstand").update(kleinste_cel=7)
    rows = Waarneming.objects.current().filter(indicator__code="bijstand").toonbaar()
    assert {row.getoonde_waarde for row in rows if row.gebied.code == "WK089902"} == {None}


# as known on a day, late, and for a spreadsheet


@pytest.fixture
def twee_keer(importeer):
    """The ranglijst and stapeling as delivered in March, and corrected in September."""
    for bestand in ("brede-welvaart-ranglijst.csv", "stapeling-2023.csv"):
        importeer((CSV.parent / bestand).read_bytes())
    importeer(b"indicator;positie\nTotaal thema's;300\n", moment=LATER)
    importeer(b"kengetal;eenheid;Brunssum\nHuishoudens met 1 of meer voorzieningen;%;50,0\n", moment=LATER)


@pytest.mark.parametrize(
    ("pagina", "nu", "toen"), [("ranglijst", "plaats 300", "plaats 321"), ("stapeling", "50,0", "77,1")]
)
def test_a_page_as_known_on_a_day(lezer, twee_keer, pagina, nu, toen):
    url = reverse(f"monitor:{pagina}")
    assert nu in text_of(lezer.get(url))
    page = text_of(lezer.get(f"{url}?bekend_op=2026-03-05"))
    assert toen in page
    assert nu not in page
    assert "zoals ze op <strong>5 maart 2026</strong> bekend waren" in page
    assert "Op deze dag waren er nog geen" in text_of(lezer.get(f"{url}?bekend_op=2026-01-01"))
    assert "Hieronder staat wat nu geldt" in text_of(lezer.get(f"{url}?bekend_op=x"))


@pytest.mark.parametrize("pagina", ["ranglijst", "stapeling"])
def test_a_late_bron_is_said_but_not_of_an_earlier_day(lezer, twee_keer, pagina):
    url = reverse(f"monitor:{pagina}")
    Indicator.objects.update(volgende_verversing="2099-01-01")
    assert "ververst moeten zijn" not in text_of(lezer.get(url))
    Indicator.objects.update(volgende_verversing="2025-02-01")
    assert "hadden uiterlijk 1 februari 2025 ververst moeten zijn" in text_of(lezer.get(url))
    assert "ververst moeten zijn" not in text_of(lezer.get(f"{url}?bekend_op=2026-03-05"))


def lines_of(response) -> list[str]:
    return response.content.decode("utf-8-sig").splitlines()


def test_ranglijst_csv(lezer, twee_keer):
    lines = lines_of(lezer.get(reverse("monitor:ranglijst_csv")))
    assert lines[:2] == ["gebied;jaar;thema;indicator;plaats;van", "Brunssum;2023;;Totaal thema's;300;337"]
    assert len(lines) == 39
    response = lezer.get(reverse("monitor:ranglijst_csv") + "?bekend_op=2026-03-05")
    assert "ranglijst-bekend-op-2026-03-05.csv" in response["Content-Disposition"]
    assert lines_of(response)[1] == "Brunssum;2023;;Totaal thema's;321;337;2026-03-05"


def test_stapeling_csv_hides_what_the_page_hides(lezer, twee_keer):
    url = reverse("monitor:stapeling_csv")
    assert "Brunssum-Noord;2023;Zonder voorziening;73,2" in lines_of(lezer.get(url))
    Indicator.objects.filter(code="stapeling-5").update(kleinste_cel=100)
    assert "Brunssum-Noord;2023;Met 5 voorzieningen;niet getoond" in lines_of(lezer.get(url))


def test_gebied_as_known_on_a_day(lezer, cijfers, importeer):
    importeer(b"indicator;Brunssum-Noord\nBijstand;1,0\n", moment=LATER)
    url = reverse("monitor:gebied", args=["WK089902"])
    assert "1,0%" in text_of(lezer.get(url))
    page = text_of(lezer.get(f"{url}?bekend_op=2026-03-05"))
    assert "6,8%" in page
    assert "1,0%" not in page
    assert "van dit gebied nog geen cijfers" in text_of(lezer.get(f"{url}?bekend_op=2026-01-01"))


# plekken


def test_gebied_lists_its_plekken_and_those_of_its_buurten(lezer, gebieden, django_assert_max_num_queries):
    noord = gebieden["WK089902"]
    PlekFactory(naam="Park", gebied=GebiedFactory(naam="Buurt Zuid", ouder=noord), soort=Plek.Soort.GROEN)
    PlekFactory(naam="Elders", gebied=gebieden["WK089903"])
    for number in range(9):
        PlekFactory(naam=f"Buurthuis {number}", gebied=noord)
    with django_assert_max_num_queries(12):
        page = text_of(lezer.get(reverse("monitor:gebied", args=["WK089902"])))
    assert "Park" in page
    assert "Buurthuis 8" in page
    assert "Elders" not in page
    assert "Plek toevoegen" not in page


def test_the_team_keeps_plekken(client, programmamanager, gebieden):
    client.force_login(programmamanager)
    noord = gebieden["WK089902"]
    add = reverse("monitor:plek_add")
    assert f'<option value="{noord.pk}" selected>' in text_of(client.get(f"{add}?gebied={noord.code}"))
    data = {"naam": "Inloop", "soort": "hulp", "gebied": noord.pk, "adres": "", "omschrijving": "Koffie."}
    assert client.post(add, data).url == reverse("monitor:gebied", args=[noord.code])
    again = client.post(add, data)
    assert again.status_code == 422
    assert "Deze plek staat er al" in text_of(again)
    plek = Plek.objects.get()
    edit = reverse("monitor:plek_edit", args=[plek.pk])
    assert client.post(edit, data | {"naam": ""}).status_code == 422
    assert client.post(edit, data | {"naam": "Huiskamer"}).status_code == 302
    assert LogRegel.objects.get(actie="plek.bewerkt").na == {"naam": "Huiskamer"}
    assert client.post(reverse("monitor:plek_remove", args=[plek.pk])).status_code == 302
    assert not Plek.objects.exists()


def test_only_the_team_changes_plekken(wijkmanager):
    plek = PlekFactory()
    with pytest.raises(PermissionDenied):
        services.remove_plek(plek.pk, actor=wijkmanager)
    with pytest.raises(PermissionDenied):
        services.edit_plek(plek.pk, actor=wijkmanager, naam="Anders")
    with pytest.raises(PermissionDenied):
        services.add_plek(actor=wijkmanager, naam="X", soort="groen", gebied=plek.gebied)


def test_a_plek_stands_once_in_its_gebied_and_has_a_name():
    plek = PlekFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        PlekFactory(naam=plek.naam, gebied=plek.gebied)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlekFactory(naam="")
