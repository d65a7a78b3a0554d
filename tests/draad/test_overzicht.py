"""The whole programme: what goes on, where it stalls, and who may know."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import Gebied
from brunssum.core.rollen import Rol
from brunssum.draad.stand import STIL, standen, stilstanden
from casuistiek.models import Casusknelpunt
from inspanningen.models import Bewijs
from reisverslag.models import Reisverslag
from tests.factories import (
    BlokFactory,
    CasusFactory,
    GebiedFactory,
    HoofdstukFactory,
    InspanningFactory,
    KnelpuntFactory,
    LeerpuntFactory,
    ReflectieFactory,
)


def by_station(user):
    return {stand.station.key: stand for stand in standen(user)}


def by_key(user):
    return {one.stil.key: one.aantal for one in stilstanden(user)}


@pytest.fixture
def team(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM)


def test_what_stands_at_a_station_and_how_much_goes_on(team, thread):
    KnelpuntFactory()
    InspanningFactory()
    found = by_station(team)
    assert (found["knelpunt"].aantal, found["knelpunt"].verder) == ("2", "1 van 2")
    assert found["leerpunt"].verder == "1 van 1"
    assert found["inspanning"].verder == "1 van 2"
    assert found["reflectie"].verder == "0 van 1"


@pytest.mark.parametrize(("casussen", "shown"), [(4, "<5"), (5, "5+"), (12, "10+")])
def test_casussen_are_counted_by_the_small_cell_rule(casussen, shown, team, thread):
    for _ in range(casussen - 1):
        casus = CasusFactory(gebied=thread.casus.gebied)
        Casusknelpunt.objects.create(
            casus=casus, knelpunt=thread.knelpunt, door=thread.wijkmanager, op=timezone.localdate()
        )
    found = by_station(team)["casus"]
    assert (found.aantal, found.verder) == (shown, shown)


def test_hidden_cells_are_not_added_up_to_a_number_that_tells_them(team):
    """Five wijken of four casussen, each in a buurt of its own: twenty or more would say four in each wijk."""
    for wijk in GebiedFactory.create_batch(5):
        for _ in range(4):
            CasusFactory(gebied=GebiedFactory(soort=Gebied.Soort.BUURT, ouder=wijk))
    assert by_station(team)["casus"].aantal == "15+"


def test_where_it_stalls(team, thread):
    assert by_key(team) == {
        "leerpunt-zonder-vraag": 1,
        "inspanning-zonder-bewijs": 1,
        "reflectie-niet-terugverteld": 1,
    }
    Bewijs.objects.create(
        bijdrage=thread.inspanning.bijdragen.get(),
        op=date(2026, 3, 1),
        tekst="Het werkt.",
        richting="steunt",
        door=team,
    )
    InspanningFactory()
    KnelpuntFactory()
    LeerpuntFactory(staat="geadresseerd", geadresseerde=team)
    LeerpuntFactory(staat="geborgd", geadresseerde=team)
    found = by_key(team)
    assert "inspanning-zonder-bewijs" not in found
    assert found["inspanning-zonder-doel"] == 1
    assert found["knelpunt-zonder-leerpunt"] == 1
    assert found["leerpunt-zonder-antwoord"] == 1
    assert found["leerpunt-zonder-inspanning"] == 2
    assert found["geborgd-niet-verteld"] == 1


def test_what_was_told_since_it_was_settled_stalls_no_more(team):
    knelpunt = KnelpuntFactory()
    knelpunt.leerpunten.add(
        LeerpuntFactory(staat="geborgd", geadresseerde=team, staat_sinds=date(2026, 3, 2))
    )
    hoofdstuk = HoofdstukFactory(
        reisverslag__stap=Reisverslag.Stap.VASTGESTELD,
        reisverslag__vastgesteld_op=datetime(2026, 7, 1, tzinfo=UTC),
        reisverslag__vastgesteld_door=team,
    )
    assert by_key(team)["geborgd-niet-verteld"] == 1
    BlokFactory(hoofdstuk=hoofdstuk, soort="knelpunten", inhoud={"knelpunten": [knelpunt.pk]})
    assert "geborgd-niet-verteld" not in by_key(team)


def test_that_a_knelpunt_was_seen_three_times_is_told_to_who_sees_the_actiepunten(
    team, gebruiker_met, thread
):
    knelpunt = KnelpuntFactory()
    for _ in range(3):
        Casusknelpunt.objects.create(
            casus=CasusFactory(), knelpunt=knelpunt, door=thread.wijkmanager, op=timezone.localdate()
        )
    assert by_key(team)["knelpunt-vaak-gezien"] == 1
    assert "knelpunt-vaak-gezien" not in by_key(gebruiker_met(Rol.AMBASSADEUR))


def test_an_ambassadeur_finds_no_list_of_what_was_often_seen(client, gebruiker_met, db):
    url = reverse("draad:stil", args=["knelpunt-vaak-gezien"])
    client.force_login(gebruiker_met(Rol.AMBASSADEUR))
    assert client.get(url).status_code == 404
    client.force_login(gebruiker_met(Rol.BESTUUR))
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("stil", STIL, ids=lambda one: one.key)
def test_each_place_lists_its_things(stil, client, team, thread):
    client.force_login(team)
    response = client.get(reverse("draad:stil", args=[stil.key]))
    assert response.status_code == 200
    assert len(response.context["rijen"]) == stil.rijen(team).count()


def test_an_empty_programme_stalls_nowhere(client, team):
    client.force_login(team)
    assert "Nergens." in client.get(reverse("draad:overzicht")).content.decode()


def test_the_page_takes_as_many_queries_however_much_there_is(
    client, team, thread, django_assert_max_num_queries
):
    client.force_login(team)
    url = reverse("draad:overzicht")
    with django_assert_max_num_queries(60) as few:
        client.get(url)
    for _ in range(8):
        ReflectieFactory(onderwerp=InspanningFactory())
        LeerpuntFactory(staat="geborgd", geadresseerde=team)
        KnelpuntFactory()
    with django_assert_max_num_queries(60) as many:
        client.get(url)
    assert len(many) <= len(few) + 3  # which places stall decides how many lists are counted
