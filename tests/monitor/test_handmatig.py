from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from monitor.models import Indicator, Verversing, Waarneming
from monitor.queries import raster as grid
from monitor.services import handmatig
from monitor.services.handmatig import Ingevuld, store_cellen
from tests.monitor.conftest import LATER, MOMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def bijstand(indicatoren) -> Indicator:
    return Indicator.objects.get(code="bijstand")


@pytest.fixture
def typ(bijstand, gebieden, programmamanager):
    """Type in cells of one indicator: typ({("GM0899", 2023): ("4,7", "")})."""

    def run(cellen: dict, *, moment: datetime = MOMENT, actor=None):
        filled = [
            Ingevuld((bijstand.pk, gebieden[code].pk, jaar), tekst, was)
            for (code, jaar), (tekst, was) in cellen.items()
        ]
        done = store_cellen(filled, actor=actor or programmamanager, moment=moment)
        codes = {gebied.pk: code for code, gebied in gebieden.items()}
        return {(codes[plaats[1]], plaats[2]): one for plaats, one in done.items()}

    return run


@pytest.fixture
def as_manager(client, programmamanager):
    client.force_login(programmamanager)
    return client


def current(gebied="GM0899", jaar=2023):
    return Waarneming.objects.current().get(gebied__code=gebied, periode=jaar)


def text_of(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


# storing


def test_a_typed_figure_is_a_waarneming_of_the_bron_handmatig(typ, programmamanager, bijstand):
    done = typ({("GM0899", 2023): (" 4,70 ", ""), ("NL00", 2023): ("n.v.t.", "")})

    assert {key: (one.tekst, one.fout) for key, one in done.items()} == {
        ("GM0899", 2023): ("4,7", ""),
        ("NL00", 2023): ("n.v.t.", ""),
    }
    assert current().waarde == Decimal("4.7")
    assert current("NL00").reden == "nvt"
    run = Verversing.objects.get()
    assert (run.bron.code, run.status, run.aangevraagd_door) == ("handmatig", "verwerkt", programmamanager)
    assert (run.cellen, run.nieuw, run.nvt, run.indicatoren, run.gebieden) == (2, 2, 1, 1, 2)
    assert [regel.detail["gebied"] for regel in LogRegel.objects.about(bijstand)[:2]] == ["GM0899", "NL00"]


def test_a_day_of_typing_is_one_run_per_person(typ, gebruiker_met):
    typ({("GM0899", 2023): ("4,7", "")})
    typ({("GM0899", 2023): ("4,8", "4,7")}, moment=MOMENT + timedelta(hours=2))
    typ({("NL00", 2023): ("3,9", "")}, moment=MOMENT + timedelta(hours=3))
    assert Verversing.objects.count() == 1
    run = Verversing.objects.get()
    assert (run.cellen, run.nieuw, run.gewijzigd, run.gebieden) == (3, 2, 1, 2)

    typ({("NL00", 2022): ("4", "")}, actor=gebruiker_met(Rol.PROGRAMMATEAM))
    typ({("NL00", 2021): ("4", "")}, moment=MOMENT + timedelta(days=1))
    assert Verversing.objects.count() == 3


def test_what_was_known_on_a_day_stays_known(typ, gebieden):
    typ({("GM0899", 2023): ("4,7", "")})
    typ({("GM0899", 2023): ("4,8", "4,7")}, moment=MOMENT + timedelta(hours=1))
    typ({("GM0899", 2023): ("5", "4,8")}, moment=LATER)

    def known(moment) -> list[Decimal]:
        day = timezone.localtime(moment).date()
        end = timezone.make_aware(datetime.combine(day, time.max))
        return [row.waarde for row in Waarneming.objects.as_known_on(end)]

    assert known(MOMENT - timedelta(days=1)) == []
    assert known(MOMENT) == [Decimal("4.8")]
    assert known(LATER) == [Decimal(5)]


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("1.005", "op één manier te lezen"),
        ("veel", "een getal zoals 12,5"),
        ("101", "een percentage van 0 tot en met 100"),
        ("", "Leeg haalt geen cijfer weg"),
    ],
)
def test_a_refused_cell_keeps_its_text_and_leaves_the_others_alone(typ, tekst, zin):
    typ({("GM0899", 2023): ("4,7", "")})
    done = typ({("GM0899", 2023): (tekst, "4,7"), ("NL00", 2023): ("3,9", "")})
    assert zin in done["GM0899", 2023].fout
    assert done["GM0899", 2023].tekst == tekst
    assert current().waarde == Decimal("4.7")
    assert current("NL00").waarde == Decimal("3.9")


def test_a_cell_that_another_filled_meanwhile_is_not_overwritten(typ, gebruiker_met):
    typ({("GM0899", 2023): ("4,7", "")}, actor=gebruiker_met(Rol.PROGRAMMATEAM))
    done = typ({("GM0899", 2023): ("5", "")})
    assert "Intussen staat hier “4,7”" in done["GM0899", 2023].fout
    assert current().waarde == Decimal("4.7")
    again = typ({("GM0899", 2023): ("5", done["GM0899", 2023].nu)})
    assert (again["GM0899", 2023].fout, current().waarde) == ("", 5)


def test_what_did_not_change_is_no_work(typ):
    assert typ({("GM0899", 2023): ("", ""), ("NL00", 2023): ("4,7", "4,7")}) == {}
    assert not Verversing.objects.exists()


@pytest.mark.parametrize("jaar", [1989, MOMENT.year + 1])
def test_a_year_that_cannot_be_is_refused(typ, jaar):
    assert "bestaat niet meer" in typ({("GM0899", jaar): ("5", "")})["GM0899", jaar].fout
    assert not Waarneming.objects.exists()


def test_a_small_cell_is_stored_and_not_shown(typ, bijstand):
    Indicator.objects.filter(pk=bijstand.pk).update(kleinste_cel=5)
    assert typ({("GM0899", 2023): ("3", "")})["GM0899", 2023].tekst == "x"
    assert current().waarde == 3
    assert list(grid.current_texts([(bijstand.pk, current().gebied_id, 2023)]).values()) == ["x"]


def test_a_page_of_cells_costs_a_fixed_number_of_queries(typ, django_assert_max_num_queries):
    years = range(2010, 2026)
    typ({("NL00", 2000): ("1", "")})
    with django_assert_max_num_queries(21 + len(years)):  # and a line in the log for each
        typ({("GM0899", year): ("4,7", "") for year in years})


def test_too_many_cells_at_once_are_refused(typ, monkeypatch):
    monkeypatch.setattr(handmatig, "MAX_CELLEN", 1)
    with pytest.raises(handmatig.TeVeelCellen, match="hoogstens 1 cellen"):
        typ({("GM0899", 2023): ("5", ""), ("NL00", 2023): ("5", "")})


@pytest.mark.parametrize("rol", [Rol.WIJKMANAGER, Rol.BESTUUR, Rol.PARTNER, Rol.BEHEERDER])
def test_typing_is_for_who_manages_the_monitor(typ, gebruiker_met, client, rol):
    user = gebruiker_met(rol)
    with pytest.raises(PermissionDenied):
        typ({("GM0899", 2023): ("5", "")}, actor=user)
    client.force_login(user)
    for url in (
        reverse("monitor:invullen"),
        reverse("monitor:invullen_indicator", args=["bijstand"]),
        reverse("monitor:invullen_gebied", args=["GM0899"]),
        reverse("monitor:invullen_verleden", args=["bijstand", "GM0899"]),
    ):
        assert client.get(url).status_code == 403, url


# pages


def test_the_choice_of_grids_is_searched_and_paged(
    as_manager, gebieden, indicatoren, django_assert_num_queries
):
    with django_assert_num_queries(6):
        page = text_of(as_manager.get(reverse("monitor:invullen")))
    assert page.count('href="/monitor/invullen/indicator/') == 25
    assert "Brunssum-Noord" in page
    page = text_of(as_manager.get(reverse("monitor:invullen") + "?zoek=bijstand"))
    assert page.count('href="/monitor/invullen/indicator/') == 2
    assert "geen indicator met deze naam" in text_of(
        as_manager.get(reverse("monitor:invullen") + "?zoek=qqq")
    )


def test_the_grid_of_an_indicator_shows_gebieden_and_years(as_manager, cijfers, django_assert_num_queries):
    url = reverse("monitor:invullen_indicator", args=["bijstand"])
    with django_assert_num_queries(7):
        page = text_of(as_manager.get(url + "?tot=2024"))
    assert page.count('type="text"') == 6 * grid.JAREN
    assert 'value="6,8"' in page
    assert "Bijstand (%), Brunssum-Noord, 2023" in page
    assert "geldt tot de volgende verversing" in page
    assert '<th scope="col">2019</th>' not in text_of(as_manager.get(url + "?tot=1200"))


def test_the_grid_of_a_gebied_shows_indicators_and_years(as_manager, cijfers, django_assert_num_queries):
    url = reverse("monitor:invullen_gebied", args=["WK089902"])
    with django_assert_num_queries(7):
        page = text_of(as_manager.get(url + "?tot=2023"))
    assert page.count('type="text"') == 25 * grid.JAREN
    assert as_manager.get(reverse("monitor:invullen_gebied", args=["WK999999"])).status_code == 404
    assert as_manager.get(reverse("monitor:invullen_indicator", args=["geluk"])).status_code == 404


def post(client, gebied, tekst, was="", jaar=2023, **headers):
    indicator = Indicator.objects.get(code="bijstand")
    key = f"{indicator.pk}-{gebied.pk}-{jaar}"
    url = reverse("monitor:invullen_indicator", args=["bijstand"]) + "?tot=2024"
    return key, client.post(url, {f"c-{key}": tekst, f"w-{key}": was, "c-onzin": "9"}, **headers)


def test_saving_the_page_stores_what_changed_and_comes_back(as_manager, gebieden, indicatoren):
    _, response = post(as_manager, gebieden["GM0899"], "4,7")
    assert (response.status_code, response.url) == (302, "/monitor/invullen/indicator/bijstand/?tot=2024")
    assert "1 cijfer opgeslagen." in text_of(as_manager.get(response.url))
    assert current().waarde == Decimal("4.7")
    _, response = post(as_manager, gebieden["GM0899"], "4,7", "4,7")
    assert "Er was niets gewijzigd." in text_of(as_manager.get(response.url))


def test_saving_the_page_keeps_the_text_that_is_refused(as_manager, gebieden, indicatoren):
    _, response = post(as_manager, gebieden["GM0899"], "1.005")
    page = text_of(response)
    assert response.status_code == 422
    assert 'value="1.005"' in page
    assert 'aria-invalid="true"' in page
    assert "Niet opgeslagen. Verwacht was een getal dat op één manier te lezen is" in page
    assert "1 cel niet opgeslagen" in page


def test_a_script_gets_the_fate_of_each_cell(as_manager, gebieden, indicatoren):
    key, response = post(as_manager, gebieden["GM0899"], "4,70", HTTP_ACCEPT="application/json")
    assert response.json() == {key: {"tekst": "4,7", "nu": "4,7", "fout": ""}}
    key, response = post(as_manager, gebieden["GM0899"], "veel", "4,7", HTTP_ACCEPT="application/json")
    assert response.json()[key]["fout"].startswith("Niet opgeslagen.")


def test_the_history_of_a_cell_says_who_and_until_when(
    as_manager, cijfers, typ, gebruiker_met, django_assert_num_queries
):
    someone = gebruiker_met(Rol.PROGRAMMATEAM)
    typ({("GM0899", 2023): ("5", "4,7")}, moment=LATER, actor=someone)
    with django_assert_num_queries(6):
        page = text_of(as_manager.get(reverse("monitor:invullen_verleden", args=["bijstand", "GM0899"])))
    assert page.index("5,0") < page.index("4,7")
    assert someone.naam in page
    assert "Kanarie zelf" in page
    assert "geldt nu" in page
    page = text_of(as_manager.get(reverse("monitor:invullen_verleden", args=["ww", "WK089901"])))
    assert "nog nooit een cijfer" in page
