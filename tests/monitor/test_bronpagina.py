"""The page of a bron: how far a run is, what waits for a person, and which names mean the same gebied."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from brunssum.core import taken
from brunssum.core.models import LogRegel, Taak
from brunssum.core.rollen import Rol
from monitor import queries, services
from monitor.models import Indicator, Koppeling, Verversing, Waarneming
from monitor.services.koppeling import OnbekendeKeuze, confirm_same_gebied, forget_name
from tests.monitor.conftest import KWB_TABELLEN

pytestmark = pytest.mark.django_db

PAGE = "/monitor/bronnen/kwb/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def collega(client, gebruiker_met):
    """Someone else of the team."""
    client.force_login(gebruiker_met(Rol.PROGRAMMATEAM))
    return client


def refresh(bron) -> Verversing:
    return services.ververs_bron(bron.pk, actor=None, moment=timezone.now(), meld=lambda percent, zin: None)


def test_a_colleague_sees_how_far_the_run_of_another_is(kwb, collega, programmamanager):
    taak = services.request_verversing(kwb.pk, actor=programmamanager)
    Taak.objects.filter(pk=taak.pk).update(status="bezig", voortgang=40, zin="Tabel 84799NED lezen")

    page = collega.get(PAGE).content.decode()
    part = collega.get(f"{PAGE}voortgang/", headers=HTMX)

    assert 'hx-get="/monitor/bronnen/kwb/voortgang/"' in page
    assert "Tabel 84799NED lezen" in page
    assert "Ververs nu" not in page
    assert part.status_code == 200
    assert 'value="40"' in part.content.decode()
    assert collega.get(f"/taken/{taak.pk}/").status_code == 404  # the job itself stays the other's


def test_the_colleague_hears_when_it_is_done(kwb, collega, programmamanager):
    taak = services.request_verversing(kwb.pk, actor=programmamanager)
    taken.run(taak.pk)
    part = collega.get(f"{PAGE}voortgang/", headers=HTMX)
    assert part.status_code == 286
    assert f"/monitor/verversingen/{Verversing.objects.get().pk}/" in part.content.decode()
    assert collega.get(f"{PAGE}voortgang/")["Location"] == PAGE  # without htmx: the page


def test_the_night_that_failed_is_told_to_everyone(kwb, cbs, collega):
    cbs.fail(503)
    taken.run(services.request_verversing(kwb.pk, actor=None).pk)
    assert "De cijfers die er waren blijven staan" in collega.get(PAGE).content.decode()


def test_refresh_of_a_bron_that_is_being_read_says_so(kwb, collega):
    services.request_verversing(kwb.pk, actor=None)
    page = collega.post(f"{PAGE}verversen/", follow=True).content.decode()
    assert "Deze bron werd al gelezen." in page
    assert Taak.objects.count() == 1


def test_lists_and_pages_say_when_it_was_and_will_be_read(kwb, collega, django_assert_max_num_queries):
    assert "Vannacht" in collega.get("/monitor/bronnen/").content.decode()
    services.ververs_bron(
        kwb.pk, actor=None, moment=timezone.now() - timedelta(days=20), meld=lambda percent, zin: None
    )
    with django_assert_max_num_queries(20):
        page = collega.get(PAGE).content.decode()
    assert "Te laat: deze bron had uiterlijk" in page
    assert "kijkt elke 7 dagen" in page
    assert "Te laat sinds" in collega.get("/monitor/bronnen/").content.decode()
    refresh(kwb)
    assert "Te laat: " not in collega.get(PAGE).content.decode()
    assert "Te laat sinds" not in collega.get("/monitor/bronnen/").content.decode()


@pytest.mark.parametrize(("vandaag", "due"), [(date(2027, 12, 31), None), (date(2028, 1, 1), 2028)])
def test_an_edition_that_nobody_added_is_asked_for(kwb, collega, monkeypatch, vandaag, due):
    """These settings know 2020 and 2024: the next one is of 2028."""
    monkeypatch.setattr("monitor.views.bronnen.timezone.localdate", lambda *_: vandaag)
    page, overview = (collega.get(url).content.decode() for url in (PAGE, "/monitor/bronnen/"))
    assert ("Van 2028 kent Kanarie nog geen uitgave" in page) is (due is not None)
    assert ("Nog geen uitgave van 2028" in overview) is (due is not None)


def test_a_measure_that_is_held_is_named_with_its_indicator(kwb, cbs, collega):
    cbs.control({"tabel": "84799NED", "maten": {"A047047": {"Unit": "aantal"}}})
    run = refresh(kwb)
    page = collega.get(PAGE).content.decode()
    naam = Indicator.objects.get(code="corporatiewoningen").naam
    assert "Wacht op nakijken" in page
    assert f"<strong>{naam}</strong> (tabel 84799NED)" in page
    assert f"{naam} wacht op nakijken (tabel 84799NED). De eenheid van A047047 is nu" in run.opmerkingen[0]


def test_a_refused_cell_is_named_in_plain_dutch(kwb, cbs, collega):
    cbs.change("84799NED").put("A047047", "WK089902", Value=120)
    run = refresh(kwb)
    naam = Indicator.objects.get(code="corporatiewoningen").naam
    assert run.redenen[0]["kolom"] == f"{naam}, Wijk 02 Brunssum-Noord, 2020"
    page = collega.get(f"/monitor/verversingen/{run.pk}/").content.decode()
    assert run.redenen[0]["kolom"] in page
    assert "een getal van 0 tot en met 100" in page


def test_a_figure_is_stored_with_where_it_comes_from(kwb, cbs, gebieden):
    cbs.change("84799NED").put("A047047", "WK089902", ValueAttribute="Geschat")
    refresh(kwb)
    asis, share = (
        Waarneming.objects.get(indicator__code=code, gebied=gebieden["WK089902"], periode=2020)
        for code in ("corporatiewoningen", "gescheiden")
    )
    assert (asis.indeling_jaar, asis.berekend) == (2020, False)
    assert asis.opmerking == "De bron zet bij dit cijfer: Geschat."
    assert (share.indeling_jaar, share.berekend, share.opmerking) == (2020, True, "")


# another name for a gebied


@pytest.fixture
def renamed(kwb, cbs):
    """The source has another name for a wijk of ours, in one of the tables; it was read."""
    cbs.control({"tabel": "84799NED", "gebieden": {"WK089902": "Wijk 02 Treebeek"}})
    refresh(kwb)
    return kwb


def in_2020(gebieden) -> bool:
    return Waarneming.objects.filter(gebied=gebieden["WK089902"], periode=2020).exists()


def test_a_name_that_someone_calls_the_same_gebied_goes_on(renamed, gebieden, collega):
    assert not in_2020(gebieden)
    page = collega.get(PAGE).content.decode()
    assert "Wijk 02 Treebeek is hetzelfde gebied als Wijk 02 Brunssum-Noord" in page

    answer = collega.post(
        f"{PAGE}zelfde-gebied/", {"gebied": "WK089902", "naam": "Wijk 02 Treebeek"}, follow=True
    )
    assert "“Wijk 02 Treebeek” is Wijk 02 Brunssum-Noord" in answer.content.decode()
    assert LogRegel.objects.about(renamed).filter(actie="koppeling.zelfde_gebied").exists()
    refresh(renamed)

    renamed.refresh_from_db()
    assert in_2020(gebieden)
    assert queries.bronnen.onderbroken(renamed) == []


def test_what_was_said_can_be_taken_back(renamed, collega, programmamanager):
    koppeling = confirm_same_gebied(
        renamed.pk, actor=programmamanager, code="WK089902", hun_naam="Wijk 02 Treebeek"
    )
    collega.post(f"{PAGE}ander-gebied/{koppeling.pk}/")
    assert not Koppeling.objects.exists()
    refresh(renamed)
    renamed.refresh_from_db()
    assert [(one.code, one.hun_naam, one.tabellen) for one in queries.bronnen.onderbroken(renamed)] == [
        ("WK089902", "Wijk 02 Treebeek", ("84799NED",))
    ]


@pytest.mark.parametrize(
    ("code", "naam"), [("WK089902", "Iets anders"), ("WK089903", "Wijk 02 Treebeek"), ("", "")]
)
def test_only_a_name_that_reading_stumbled_on_can_be_the_same(renamed, collega, programmamanager, code, naam):
    with pytest.raises(OnbekendeKeuze):
        confirm_same_gebied(renamed.pk, actor=programmamanager, code=code, hun_naam=naam)
    answer = collega.post(f"{PAGE}zelfde-gebied/", {"gebied": code, "naam": naam}, follow=True)
    assert "Deze naam staat er niet meer." in answer.content.decode()
    assert not Koppeling.objects.exists()


def test_saying_and_forgetting_need_the_right(renamed, wijkmanager, programmamanager):
    with pytest.raises(PermissionDenied):
        confirm_same_gebied(renamed.pk, actor=wijkmanager, code="WK089902", hun_naam="Wijk 02 Treebeek")
    koppeling = confirm_same_gebied(
        renamed.pk, actor=programmamanager, code="WK089902", hun_naam="Wijk 02 Treebeek"
    )
    with pytest.raises(PermissionDenied):
        forget_name(koppeling.pk, actor=wijkmanager)


def test_the_same_name_of_two_gebieden_is_two_answers(kwb, cbs, programmamanager):
    for code in ("WK089902", "WK089903"):
        cbs.control({"tabel": KWB_TABELLEN[0], "gebieden": {code: "Verspreide huizen"}})
    refresh(kwb)
    for code in ("WK089902", "WK089903"):
        confirm_same_gebied(kwb.pk, actor=programmamanager, code=code, hun_naam="Verspreide huizen")
    assert Koppeling.objects.count() == 2
