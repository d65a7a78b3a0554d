"""The driehoek beside its own start, beside another gebied, as known on a day, and with late bronnen."""

from dataclasses import asdict
from datetime import date

import pytest
from django.urls import reverse

from brunssum.core.rollen import Rol
from monitor import queries
from monitor.models import Indicator
from monitor.queries import Driehoek
from tests.monitor.conftest import LATER

pytestmark = pytest.mark.django_db


@pytest.fixture
def lezer(client, gebruiker_met):
    client.force_login(gebruiker_met(Rol.BESTUUR))
    return client


@pytest.fixture
def twee_jaren(cijfers, importeer):
    """Bijstand was 8,0 in 2019, and 2023 was corrected in September."""
    importeer(b"indicator;Nederland;Brunssum-Noord;Brunssum-Oost\nBijstand;4,1;8,0;9,0\n", periode=2019)
    importeer(b"indicator;Brunssum-Noord\nBijstand;6,1\n", moment=LATER)


def url(query="", code="WK089902", name="driehoek"):
    return reverse(f"monitor:{name}", args=[code]) + query


def text_of(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def bijstand(driehoek):
    return next(staaf for staaf in driehoek.staven if staaf.code == "bijstand")


def test_driehoek_beside_its_own_start_compares_two_years(gebieden, twee_jaren):
    noord = gebieden["WK089902"]
    found = queries.driehoek(noord, 2023, noord, vergelijking_periode=2019)
    assert found.vergelijking_naam == "Brunssum-Noord in 2019"
    assert (bijstand(found).waarde, bijstand(found).vergelijking) == (6.1, 8.0)
    assert bijstand(found).richting == "gunstig"


def test_driehoek_stored_before_these_fields_can_be_read(gebieden, cijfers):
    data = asdict(queries.driehoek(gebieden["WK089902"], 2023, gebieden["BM-SS"]))
    old = data | {"hoeken": [dict(hoek) for hoek in data["hoeken"]]}
    for name in ("vergelijking_periode", "bekend_op", "te_laat"):
        old.pop(name)
    assert Driehoek.from_dict(old) == Driehoek.from_dict(data)


def test_page_offers_the_own_start_year(lezer, twee_jaren):
    page = text_of(lezer.get(url("?vergelijking=begin")))
    assert "Eigen beginjaar (2019)" in page
    assert "De lijn in het midden is Brunssum-Noord in 2019" in page
    first = lezer.get(url("?vergelijking=begin&periode=2019"))
    assert "Eigen beginjaar" not in text_of(first)
    assert first.context["driehoek"].vergelijking_code == "NL00"


def test_page_as_known_on_a_day_says_so_and_shows_what_was_known(lezer, twee_jaren):
    now = lezer.get(url())
    then = lezer.get(url("?bekend_op=2026-03-05"))
    assert bijstand(now.context["driehoek"]).waarde == 6.1
    assert bijstand(then.context["driehoek"]).waarde == 6.8
    assert "zoals ze op <strong>5 maart 2026</strong> bekend waren" in text_of(then)
    assert text_of(then).count("zoals bekend op 5 maart 2026") >= 2
    assert "zoals bekend op 5 maart" not in text_of(now)


def test_csv_as_known_on_a_day_says_so(lezer, twee_jaren):
    response = lezer.get(url("?bekend_op=2026-03-05", name="driehoek_csv"))
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0].endswith(";bekend op")
    assert "Bestaanszekerheid;Bijstand;%;lager;6,8;4,2;-61,9;ongunstiger;2026-03-05" in lines
    assert "bekend-op-2026-03-05.csv" in response["Content-Disposition"]


def test_page_before_anything_was_known(lezer, cijfers):
    assert "Op deze dag waren er van dit gebied nog geen cijfers" in text_of(
        lezer.get(url("?bekend_op=2020-01-01"))
    )


@pytest.mark.parametrize(
    ("dag", "zin"),
    [("gisteren", "bestaat niet"), ("2026-02-30", "bestaat niet"), ("2999-01-01", "weten wij niets")],
)
def test_page_of_a_day_that_cannot_be_says_so_and_shows_now(lezer, cijfers, dag, zin):
    page = text_of(lezer.get(url(f"?bekend_op={dag}")))
    assert zin in page
    assert "Hieronder staat wat nu geldt" in page
    assert 'class="dh-rij"' in page


def test_two_gebieden_stand_side_by_side(lezer, cijfers, django_assert_num_queries):
    with django_assert_num_queries(11):
        response = lezer.get(url("?naast=WK089903&vergelijking=NL00"))
    page = text_of(response)
    assert '<h2 id="links">Brunssum-Noord</h2>' in page
    assert '<h2 id="rechts">Brunssum-Oost</h2>' in page
    assert response.context["driehoek_naast"].vergelijking_code == "NL00"
    assert "Download Brunssum-Oost als csv" in page


@pytest.mark.parametrize("naast", ["WK089902", "BESTAATNIET", ""])
def test_beside_itself_or_nothing_is_one_driehoek(lezer, cijfers, naast):
    assert lezer.get(url(f"?naast={naast}")).context["driehoek_naast"] is None


def test_a_late_bron_is_said_on_the_drawing_and_in_the_table(lezer, cijfers):
    Indicator.objects.filter(bron__code="kwb").update(volgende_verversing=date(2026, 2, 1))
    page = text_of(lezer.get(url()))
    assert "te laat ververst sinds 1 februari 2026: CBS, Kerncijfers wijken en buurten" in page
    assert "* CBS, Kerncijfers wijken en buurten is te laat ververst sinds 1 februari 2026" in page
    assert "Bijstand: 6,8%, Benchmark sterk stedelijk 4,2% (te laat ververst sinds 1 februari 2026)" in page
    assert "(te laat ververst)" in page


def test_what_is_not_late_is_not_called_late(lezer, cijfers):
    Indicator.objects.update(volgende_verversing=None)
    assert "te laat" not in text_of(lezer.get(url()))


def test_a_small_cell_stays_hidden_in_every_way_of_asking(lezer, twee_jaren):
    Indicator.objects.filter(code="bijstand").update(kleinste_cel=20)
    for query in ("?vergelijking=begin", "?bekend_op=2026-03-05", "?naast=WK089903"):
        page = text_of(lezer.get(url(query)))
        assert "Bijstand: niet getoond" in page, query
        for value in ("6,8%", "8,0%", "6,1%"):
            assert f"Bijstand: {value}" not in page, query
    listing = lezer.get(url("?vergelijking=begin", name="driehoek_csv")).content.decode()
    assert "Bijstand;%;lager;niet getoond;niet getoond" in listing
