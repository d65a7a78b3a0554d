"""The page of the programme: its years, where its doelstellingen stand, how complete its kaarten are."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from inspanningen import queries, services
from inspanningen.models import Inspanning, Programma, Programmaperiode
from inspanningen.presenters.looptijd import BREEDTE, draw_looptijd
from inspanningen.queries.programma import looptijd
from inspanningen.volledigheid import ONDERDELEN, programmavolledigheid, volledigheid
from tests.factories import (
    BijdrageFactory,
    DoelstellingFactory,
    FinancieringFactory,
    InspanningFactory,
    MijlpaalFactory,
    ProgrammaFactory,
    ProgrammaperiodeFactory,
    ReflectieFactory,
    RisicoFactory,
    StreefwaardeFactory,
    VerhaalFactory,
)

pytestmark = pytest.mark.django_db
URL = reverse("programma:overzicht")
NU = date(2026, 7, 1)


@pytest.fixture
def as_manager(client, programmamanager):
    client.force_login(programmamanager)
    return client


@pytest.fixture
def programma():
    return ProgrammaFactory(start=2024, horizon=2050)


def text(response) -> str:
    return response.content.decode()


# ------------------------------------------------------------------------------------------ the years


@pytest.mark.parametrize(
    ("perioden", "uiterlijk", "is_laat"),
    [
        ([], date(2028, 1, 1), False),
        ([(2024, 2027, True)], date(2028, 1, 1), False),
        ([(2024, 2027, True), (2028, 2031, False)], date(2028, 1, 1), False),
        ([(2024, 2025, True), (2026, 2029, False)], date(2026, 1, 1), True),
        ([(2024, 2050, True)], None, False),
    ],
)
def test_the_next_herijking_is_before_the_first_years_without_a_course(
    programma, programmamanager, perioden, uiterlijk, is_laat
):
    for van, tot, is_herijkt in perioden:
        ProgrammaperiodeFactory(
            programma=programma,
            van=van,
            tot=tot,
            koers="Verder.",
            herijkt_op=date(2024, 6, 1) if is_herijkt else None,
        )

    found = looptijd(programmamanager, NU).herijking

    assert (found and found.uiterlijk, bool(found and found.is_laat)) == (uiterlijk, is_laat)


def test_the_line_runs_from_start_to_horizon_with_today_on_it(programma, programmamanager):
    ProgrammaperiodeFactory(programma=programma, van=2024, tot=2027)
    ProgrammaperiodeFactory(programma=programma, van=2047, tot=2050)

    lijn = draw_looptijd(looptijd(programmamanager, NU), NU)

    eerste, laatste = lijn.stukken
    assert (eerste.x, eerste.is_nu, laatste.is_nu) == (0, True, False)
    assert laatste.x + laatste.breedte <= BREEDTE
    assert eerste.x < lijn.nu_x < eerste.x + eerste.breedte
    assert "Nu: 2024–2027." in lijn.omschrijving


def test_a_periode_is_written_by_the_team(as_manager, programma):
    add = reverse("programma:periode_add")
    assert 'value="2024"' in text(as_manager.get(add))
    as_manager.post(add, {"van": "2024", "tot": "2027", "koers": "Beginnen."})
    periode = Programmaperiode.objects.get()
    edit = reverse("programma:periode_edit", args=[periode.pk])

    as_manager.post(edit, {"van": "2024", "tot": "2026", "koers": "Vertrouwen.", "gelezen": "Beginnen."})

    periode.refresh_from_db()
    assert (periode.tot, periode.koers) == (2026, "Vertrouwen.")
    refused = as_manager.post(edit, {"van": "2024", "tot": "2026", "koers": "Mijn.", "gelezen": "Beginnen."})
    assert refused.status_code == 422
    assert "Vertrouwen." in text(refused)
    assert "Mijn." in text(refused)


@pytest.mark.parametrize(
    "wrong",
    [{"van": "9999"}, {"tot": "x"}, {"tot": "2020"}, {"koers": "x" * 20_000}, {"herijkt_op": "2199-01-01"}, {"koers": "\x00"}],
)  # fmt: skip
def test_a_periode_that_makes_no_sense_is_refused(as_manager, programma, wrong):
    data = {"van": "2024", "tot": "2027", "koers": "Beginnen."}

    assert as_manager.post(reverse("programma:periode_add"), data | wrong).status_code == 422
    assert not Programmaperiode.objects.exists()


def test_the_programme_is_written_and_no_word_is_lost(as_manager, programma):
    url = reverse("programma:programma_edit")
    data = {
        "ambitie": "Samen.",
        "start": "2024",
        "horizon": "2050",
        "herijking_jaren": "4",
        "realisatieplanning_per_jaar": "4",
    }

    assert as_manager.post(url, data | {"gelezen": programma.ambitie}).status_code == 302
    refused = as_manager.post(url, data | {"ambitie": "Anders.", "gelezen": programma.ambitie})

    assert refused.status_code == 422
    assert "Samen." in text(refused)
    assert "Anders." in text(refused)


def test_the_years_of_the_programme_hold_its_perioden(as_manager, programma):
    ProgrammaperiodeFactory(programma=programma, van=2024, tot=2027)
    data = {
        "ambitie": "Samen.",
        "start": "2025",
        "horizon": "2050",
        "herijking_jaren": "4",
        "realisatieplanning_per_jaar": "4",
    }

    refused = as_manager.post(reverse("programma:programma_edit"), data | {"gelezen": programma.ambitie})

    assert "valt dan buiten het programma" in text(refused)


def test_an_empty_kanarie_begins_with_the_programme(as_manager):
    assert "nog niet ingevuld" in text(as_manager.get(URL))
    assert as_manager.get(reverse("programma:periode_add"), follow=True).redirect_chain
    data = {
        "naam": "Noord",
        "ambitie": "Samen.",
        "start": "2024",
        "horizon": "2050",
        "herijking_jaren": "4",
        "realisatieplanning_per_jaar": "4",
    }

    as_manager.post(reverse("programma:programma_edit"), data)

    assert Programma.objects.get().naam == "Noord"
    assert Programma.objects.get().realisatieplanning_per_jaar == 4


@pytest.mark.parametrize("keer", ["", "0", "13", "9" * 40, "vaak"])
def test_how_often_a_realisatieplanning_is_taken_is_a_number_of_months(as_manager, programma, keer):
    data = {"ambitie": "Samen.", "start": "2024", "horizon": "2050", "herijking_jaren": "4"}
    refused = as_manager.post(
        reverse("programma:programma_edit"), data | {"realisatieplanning_per_jaar": keer}
    )
    assert refused.status_code == 422
    assert Programma.objects.get().realisatieplanning_per_jaar == 2


# ------------------------------------------------------------------------------------------ the page


def test_the_page_tells_where_the_programme_stands(as_manager, programma):
    ProgrammaperiodeFactory(programma=programma, koers="Vertrouwen winnen.")
    streef = StreefwaardeFactory(doelstelling=DoelstellingFactory(naam="Rondkomen"))
    MijlpaalFactory(
        naam="Spreekuur open", wanneer="januari 2020", van=date(2020, 1, 1), tot=date(2020, 1, 31)
    )
    VerhaalFactory(gepubliceerd=True, titel="De brief")

    page = text(as_manager.get(URL))

    for words in ("Rondkomen", "1 nog niet te zeggen", "Te weinig inzet", "Spreekuur open", "De brief"):
        assert words in page
    assert "Vertrouwen winnen." in page
    assert reverse("programma:doelstelling", args=[streef.doelstelling_id]) in page


def test_money_risicos_and_volledigheid_stay_inside(client, gebruiker_met, programma):
    FinancieringFactory(naam="Regiodeal", tot=timezone.localdate())
    RisicoFactory()
    client.force_login(gebruiker_met("ambassadeur"))

    page = text(client.get(URL))

    for words in ("Regiodeal", "Risico’s", "Volledigheid", "bewerken"):
        assert words not in page
    assert client.get(reverse("programma:volledigheid")).status_code == 403
    client.force_login(gebruiker_met("bestuur"))
    assert "Regiodeal" in text(client.get(URL))


def test_the_answers_to_ambassadeurs_come_by_their_own_address(as_manager, programma):
    ReflectieFactory()
    url = reverse("ambassadeurs:reflectiestand")
    assert f'hx-get="{url}"' in text(as_manager.get(URL))

    part = text(as_manager.get(url, headers={"HX-Request": "true"}))
    assert "Nog niet terugverteld" in part
    assert "<html" not in part


def test_the_page_takes_the_same_queries_for_3_and_30(as_manager, programma, django_assert_num_queries):
    def grow(n):
        for _ in range(n):
            inspanning = BijdrageFactory(doelstelling=DoelstellingFactory()).inspanning
            StreefwaardeFactory(doelstelling=inspanning.bijdragen.get().doelstelling)
            MijlpaalFactory(inspanning=inspanning)
            RisicoFactory(inspanning=inspanning)

    grow(3)
    as_manager.get(URL)
    with django_assert_num_queries(20) as first:
        as_manager.get(URL)
    grow(27)
    with django_assert_num_queries(len(first.captured_queries)):
        as_manager.get(URL)


# ------------------------------------------------------------------------------------------ volledigheid


def test_the_database_and_the_kaart_miss_the_same(programmamanager):
    BijdrageFactory()
    for velden in ({"context_tekst": "Er speelt veel."}, {"partners_tekst": "Weller", "budget_tekst": "Nul"}):
        InspanningFactory(**velden)
    InspanningFactory(projectleider=programmamanager)

    found = programmavolledigheid(Inspanning.objects.all())

    for kaart in found.kaarten:
        (alone,) = queries.kaarten([kaart.pk], programmamanager.zicht)
        assert kaart.volledigheid == volledigheid(alone)


def test_parts_are_asked_of_what_has_begun(programmamanager):
    def missing(inspanning):
        (kaart,) = programmavolledigheid(Inspanning.objects.filter(pk=inspanning.pk)).kaarten
        return {onderdeel.key for onderdeel in kaart.volledigheid.onderdelen}

    loopt, idee = InspanningFactory(), InspanningFactory(fase="idee")
    assert {"mijlpalen", "risicos"} <= missing(loopt)
    assert missing(idee) == set()
    MijlpaalFactory(inspanning=loopt)
    RisicoFactory(inspanning=loopt)
    assert not {"mijlpalen", "risicos"} & missing(loopt)
    bijdrage = BijdrageFactory(inspanning=idee)
    assert missing(idee) == {"sterkte"}
    services.bijdrage.edit_bijdrage(bijdrage.pk, actor=programmamanager, sterkte="klein", aanname="")
    assert missing(idee) == set()


def test_each_part_that_has_a_page_leads_there(as_manager):
    inspanning = InspanningFactory()
    for onderdeel in ONDERDELEN:
        if onderdeel.url_name:
            assert as_manager.get(reverse(onderdeel.url_name, args=[inspanning.pk])).status_code == 200


def test_what_is_over_is_not_asked_any_more(programmamanager):
    InspanningFactory(fase="gestopt")

    assert programmavolledigheid(Inspanning.objects.all()).kaarten == ()


def test_the_kaarten_that_miss_one_thing(as_manager):
    zonder, met = (
        InspanningFactory(naam="Zonder"),
        InspanningFactory(naam="Buurtkoks", context_tekst="Er speelt veel."),
    )
    url = reverse("programma:volledigheid")

    page = text(as_manager.get(url, {"mist": "Context"}))

    assert zonder.naam in page
    assert met.naam not in page
    assert "Buurtkoks" in text(as_manager.get(url, {"mist": "iets anders"}))
