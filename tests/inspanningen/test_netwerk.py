"""The doelen-inspanningennetwerk: what is thin, how it is drawn, how many queries it takes."""

import itertools
import re

import pytest
from django.urls import reverse

from inspanningen.models import Doelstelling
from inspanningen.presenters.netwerk import LOS, draw
from inspanningen.queries.netwerk import Netwerkfilter, netwerk, read_netwerkfilter
from tests.factories import (
    BewijsFactory,
    BijdrageFactory,
    DoelstellingFactory,
    InspanningFactory,
    ProgrammaFactory,
)

pytestmark = pytest.mark.django_db
URL = reverse("programma:doelen")


@pytest.fixture
def as_manager(client, programmamanager):
    client.force_login(programmamanager)
    return client


@pytest.fixture
def boven():
    return DoelstellingFactory(nummer="1", naam="Boven")


@pytest.fixture
def onder(boven):
    return DoelstellingFactory(nummer="1.1", naam="Onder", soort="operationeel", ouder=boven)


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("fase", "sterkte", "is_genoeg"),
    [
        ("uitvoering", "middel", True),
        ("naar_de_lijn", "groot", True),
        ("uitvoering", "klein", False),
        ("uitvoering", "", False),
        ("voorbereiding", "groot", False),
        ("gestopt", "groot", False),
    ],
)
def test_a_doelstelling_gets_enough_from_one_strong_bijdrage_of_what_is_at_work(
    programmamanager, boven, fase, sterkte, is_genoeg
):
    BijdrageFactory(doelstelling=boven, inspanning=InspanningFactory(fase=fase), sterkte=sterkte)

    assert (netwerk(programmamanager).te_weinig == []) is is_genoeg


def test_a_strategische_is_also_served_by_what_is_under_it(programmamanager, boven, onder):
    ander = DoelstellingFactory(nummer="2")
    BijdrageFactory(doelstelling=onder, sterkte="groot")

    assert [doel.pk for doel in netwerk(programmamanager).te_weinig] == [ander.pk]


def test_what_ended_and_what_lapsed_does_not_count(programmamanager, boven):
    BijdrageFactory(doelstelling=boven, sterkte="groot", loopt=False)
    BijdrageFactory(doelstelling=DoelstellingFactory(status="vervallen"), sterkte="groot")

    found = netwerk(programmamanager)

    assert found.lijnen == ()
    assert [doel.pk for doel in found.doelen] == [boven.pk]


def test_an_operationele_stays_when_the_one_above_it_lapsed(programmamanager, boven, onder):
    Doelstelling.objects.filter(pk=boven.pk).update(status="vervallen")

    assert [doel.pk for doel in netwerk(programmamanager).doelen] == [onder.pk]
    assert draw(netwerk(programmamanager), "breed").vakken


def test_efforts_without_a_goal_are_those_that_are_not_over(programmamanager):
    los = InspanningFactory(fase="idee")
    for fase in ("afgerond", "gestopt"):
        InspanningFactory(fase=fase)
    BijdrageFactory()

    assert [one.pk for one in netwerk(programmamanager).zonder_doel] == [los.pk]


def test_what_was_never_evidenced_and_what_is_contradicted(programmamanager):
    nooit = BijdrageFactory()
    BijdrageFactory(inspanning=InspanningFactory(fase="idee"))  # nothing can be seen of it yet
    tegen = BewijsFactory(richting="spreekt_tegen").bijdrage
    BewijsFactory()

    found = netwerk(programmamanager)

    assert [lijn.pk for lijn in found.nooit] == [nooit.pk]
    assert [lijn.pk for lijn in found.tegengesproken] == [tegen.pk]


def test_the_doelen_stand_in_the_order_of_their_numbers(programmamanager, boven, onder):
    for nummer in ("10", "2", "1.10", "1.2"):
        soort = {"soort": "operationeel", "ouder": boven} if "." in nummer else {}
        DoelstellingFactory(nummer=nummer, **soort)

    assert [doel.nummer for doel in netwerk(programmamanager).doelen] == [
        "1",
        "1.1",
        "1.2",
        "1.10",
        "2",
        "10",
    ]


def test_a_raadslid_sees_nothing_of_it(gebruiker_met):
    BijdrageFactory()

    assert netwerk(gebruiker_met("raadslid")).lijnen == ()


# ------------------------------------------------------------------------------------------ drawing


def test_a_line_is_as_thick_as_it_is_strong_and_dashed_until_something_was_seen(programmamanager, boven):
    for sterkte in ("", "klein", "middel", "groot"):
        BijdrageFactory(doelstelling=boven, sterkte=sterkte)
    BewijsFactory(bijdrage=BijdrageFactory(doelstelling=boven, sterkte="groot"), richting="spreekt_tegen")

    for vorm in ("breed", "smal"):
        strepen = draw(netwerk(programmamanager), vorm).strepen
        assert sorted(streep.dikte for streep in strepen) == [1.5, 1.5, 4, 8, 8]
        assert sorted(streep.is_gestippeld for streep in strepen) == [False, True, True, True, True]
        assert [streep.merk for streep in strepen if streep.merk] == ["×"]


@pytest.mark.parametrize("vorm", ["breed", "smal"])
def test_nothing_stands_over_another_thing(programmamanager, boven, onder, vorm):
    ProgrammaFactory()
    for doel in (boven, onder, DoelstellingFactory(nummer="2", naam="Lang " * 30)):
        for _ in range(9):
            BijdrageFactory(doelstelling=doel, sterkte="groot")

    tekening = draw(netwerk(programmamanager), vorm)

    for things in (tekening.rijen, [vak for vak in tekening.vakken if vak.soort != "ambitie"]):
        ordered = sorted(things, key=lambda one: one.y)
        for above, below in itertools.pairwise(ordered):
            assert above.y + above.hoogte <= below.y
        assert ordered[-1].y + ordered[-1].hoogte <= tekening.hoogte


def test_many_inspanningen_become_numbers_that_lead_to_their_names(as_manager, programmamanager, boven):
    for _ in range(LOS + 1):
        BijdrageFactory(doelstelling=boven, sterkte="klein")
    tekening = draw(netwerk(programmamanager), "breed", Netwerkfilter(fase="uitvoering"))

    assert tekening.is_geteld
    assert [rij.regels[0] for rij in tekening.rijen] == [
        f"{LOS + 1} inspanningen, klein ({LOS + 1} aan het werk)"
    ]
    assert tekening.rijen[0].url == f"?doelstelling={boven.pk}&fase=uitvoering"
    page = text(as_manager.get(URL, {"doelstelling": boven.pk}))
    assert page.count("/doelen/#bijdrage-") >= LOS + 1


# ------------------------------------------------------------------------------------------ the page


def test_the_page_draws_and_tells_the_same(as_manager, boven, onder):
    ProgrammaFactory(ambitie="Een stabiel leven")
    bijdrage = BijdrageFactory(
        doelstelling=onder, sterkte="groot", inspanning=InspanningFactory(naam="Buurtkoks")
    )

    page = text(as_manager.get(URL))

    assert page.count('<svg class="din din--') == 2
    link = f"/inspanningen/{bijdrage.inspanning_id}/doelen/#bijdrage-{bijdrage.pk}"
    assert page.count(link) >= 3  # both drawings and the table
    assert "sterkte groot, nog nooit onderbouwd" in page
    assert not re.search(r'(?:cx|y|height|stroke-width)="\d+,\d', page)  # a decimal comma is no number in svg


@pytest.mark.parametrize(
    "query",
    [
        {"doelstelling": "x"},
        {"doelstelling": "9" * 40},
        {"doelstelling": "99"},
        {"doelstelling": "²"},
        {"fase": "nooit"},
        {"toon": "\x00"},
    ],
)
def test_a_filter_that_makes_no_sense_shows_all(as_manager, boven, query):
    BijdrageFactory(doelstelling=boven)

    response = as_manager.get(URL, query)

    assert response.status_code == 200
    assert len(response.context["netwerk"].lijnen) == 1


def test_a_filter_shows_a_part(programmamanager, boven, onder):
    ander = DoelstellingFactory(nummer="2")
    for doel in (boven, onder, ander):
        BijdrageFactory(doelstelling=doel)
    BewijsFactory(bijdrage=BijdrageFactory(doelstelling=ander), richting="spreekt_tegen")
    heel = netwerk(programmamanager)

    def part(**query):
        deel = read_netwerkfilter({name: str(value) for name, value in query.items()}).apply(heel)
        return [doel.nummer for doel in deel.doelen], len(deel.lijnen)

    assert part(doelstelling=boven.pk) == (["1", "1.1"], 2)
    assert part(doelstelling=onder.pk) == (["1", "1.1"], 1)
    assert part(toon="tegen") == (["1", "1.1", "2"], 1)
    assert part(toon="nooit")[1] == 3
    assert part(fase="idee")[1] == 0


def test_without_doelstellingen_the_page_says_how_to_begin(as_manager, client, gebruiker_met):
    assert "Begin met de strategische" in text(as_manager.get(URL))
    client.force_login(gebruiker_met("ambassadeur"))
    assert "Doelstelling toevoegen" not in text(client.get(URL))


def test_the_page_takes_the_same_queries_for_3_and_300(as_manager, boven, onder, django_assert_num_queries):
    def grow(n):
        for _ in range(n):
            BewijsFactory(bijdrage=BijdrageFactory(doelstelling=onder, sterkte="klein"))

    grow(3)
    as_manager.get(URL)
    with django_assert_num_queries(7) as first:
        as_manager.get(URL)
    grow(297)
    with django_assert_num_queries(len(first.captured_queries)):
        as_manager.get(URL)
