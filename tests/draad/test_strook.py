"""The strip: what hangs together, who sees what of it, and that no small number of casussen shows."""

import pytest
from django.urls import reverse
from django.utils import timezone

from brunssum.core.rollen import Rol
from brunssum.draad.stations import (
    CASUS,
    DOELSTELLING,
    INSPANNING,
    KNELPUNT,
    LEERPUNT,
    REFLECTIE,
    REISVERSLAG,
    STATION,
    STATIONS,
)
from brunssum.draad.web import draad_of
from casuistiek import services as casuistiek
from casuistiek.models import Casusknelpunt
from reisverslag.models import Reisverslag
from tests.factories import (
    BijeenkomstFactory,
    BlokFactory,
    CasusFactory,
    DoelstellingFactory,
    HoofdstukFactory,
    IndicatorFactory,
    InspanningFactory,
    KnelpuntFactory,
    LeerpuntFactory,
    ReflectieFactory,
    ReisverslagFactory,
    StreefwaardeFactory,
    ThemaFactory,
    VerhaalFactory,
)


def address(station, obj, name="strook", *more):
    return reverse(f"draad:{name}", args=[station.key, station.sleutel(obj), *more])


def strip(client, user, station, obj, **headers):
    client.force_login(user)
    return client.get(address(station, obj), **headers)


def haltes(response):
    return {halte.station: halte for halte in response.context["strook"].haltes}


# The way there and the way back


@pytest.mark.parametrize("van", STATIONS, ids=lambda station: station.key)
def test_from_each_station_to_each_other_and_back_in_one_click(van, client, gebruiker_met, thread):
    manager = gebruiker_met(Rol.PROGRAMMAMANAGER)
    begin = getattr(thread, van.key)
    shown = haltes(strip(client, manager, van, begin))
    for naar in set(STATIONS) - {van}:
        end, url = getattr(thread, naar.key), shown[naar].url
        page = client.get(url)
        assert page.status_code == 200, naar.key
        # Straight to the one; to casussen always by way of their list, which tells nothing on the page itself.
        if naar == CASUS:
            assert naar.url(end) in page.content.decode()
        else:
            assert url == naar.url(end)
        back = haltes(client.get(address(naar, end)))[van].url
        assert back == (van.url(begin) if van != CASUS else address(naar, end, "station", "casus")), naar.key


@pytest.mark.parametrize("station", STATIONS, ids=lambda station: station.key)
def test_each_page_of_the_thread_asks_for_its_strip_and_links_to_it(station, client, gebruiker_met, thread):
    client.force_login(gebruiker_met(Rol.PROGRAMMAMANAGER))
    obj = getattr(thread, station.key)
    page = client.get(station.url(obj)).content.decode()
    assert f'hx-get="{address(station, obj)}"' in page
    assert f'<a href="{address(station, obj)}">' in page  # without JavaScript
    assert station.label(obj) in client.get(address(station, obj)).content.decode()


def test_more_than_one_is_a_page_that_lists_them(client, gebruiker_met, thread):
    ander = LeerpuntFactory(titel="Ga samen kijken")
    thread.knelpunt.leerpunten.add(ander)
    lid = gebruiker_met(Rol.BESTUUR)
    halte = haltes(strip(client, lid, KNELPUNT, thread.knelpunt))[LEERPUNT]
    assert (halte.aantal, halte.url) == ("2", address(KNELPUNT, thread.knelpunt, "station", "leerpunt"))
    page = client.get(halte.url).content.decode()
    assert LEERPUNT.url(ander) in page
    assert LEERPUNT.url(thread.leerpunt) in page


def test_a_walk_does_not_turn_round(gebruiker_met, thread):
    """Another leerpunt of the same inspanning has nothing to do with this knelpunt."""
    ander = LeerpuntFactory()
    ander.inspanningen.add(thread.inspanning)
    KnelpuntFactory().leerpunten.add(ander)
    lid = gebruiker_met(Rol.BESTUUR)
    assert draad_of(lid, KNELPUNT, thread.knelpunt).rijen["leerpunt"] == [thread.leerpunt]
    assert len(draad_of(lid, INSPANNING, thread.inspanning).rijen["leerpunt"]) == 2


def test_a_reflectie_on_what_an_inspanning_shares_with_others_is_not_a_reflectie_on_it(gebruiker_met, thread):
    over_doel = ReflectieFactory(onderwerp=thread.doelstelling)
    over_thema = ReflectieFactory(onderwerp=thread.indicator.thema)
    lid = gebruiker_met(Rol.BESTUUR)
    assert draad_of(lid, INSPANNING, thread.inspanning).rijen["reflectie"] == [thread.reflectie]
    of_doel = draad_of(lid, DOELSTELLING, thread.doelstelling).rijen["reflectie"]
    assert set(of_doel) == {thread.reflectie, over_doel}
    of_cijfer = draad_of(lid, STATION["indicator"], thread.indicator).rijen["reflectie"]
    assert set(of_cijfer) == {thread.reflectie, over_thema}
    back = draad_of(lid, REFLECTIE, over_thema)
    assert back.rijen["indicator"] == [thread.indicator]
    assert back.rijen["verhaal"] == [thread.verhaal]


def test_a_leerpunt_of_a_bijeenkomst_hangs_on_what_was_said_there(gebruiker_met, thread):
    bijeenkomst = BijeenkomstFactory()
    bijeenkomst.leerpunten.add(thread.leerpunt)
    gezegd = ReflectieFactory(onderwerp=ThemaFactory(), bijeenkomst=bijeenkomst)
    lid = gebruiker_met(Rol.BESTUUR)
    assert gezegd in draad_of(lid, LEERPUNT, thread.leerpunt).rijen["reflectie"]
    assert draad_of(lid, REFLECTIE, gezegd).rijen["leerpunt"] == [thread.leerpunt]
    assert draad_of(lid, REFLECTIE, gezegd).rijen["inspanning"] == [thread.inspanning]


def test_a_doel_without_a_streefwaarde_has_the_figures_of_its_hoek(gebruiker_met, thread):
    lid = gebruiker_met(Rol.BESTUUR)
    ander = IndicatorFactory(thema=thread.indicator.thema)
    thread.doelstelling.hoek = thread.indicator.thema
    thread.doelstelling.save()
    assert draad_of(lid, DOELSTELLING, thread.doelstelling).rijen["indicator"] == [thread.indicator]
    assert draad_of(lid, STATION["indicator"], ander).rijen["doelstelling"] == []
    thread.doelstelling.streefwaarden.all().delete()
    assert set(draad_of(lid, DOELSTELLING, thread.doelstelling).rijen["indicator"]) == {
        thread.indicator,
        ander,
    }
    assert draad_of(lid, STATION["indicator"], ander).rijen["doelstelling"] == [thread.doelstelling]


def test_what_contributes_to_an_operationele_doelstelling_contributes_to_its_strategische(
    gebruiker_met, thread
):
    lid = gebruiker_met(Rol.BESTUUR)
    deel = DoelstellingFactory(soort="operationeel", ouder=thread.doelstelling)
    thread.inspanning.bijdragen.update(doelstelling=deel)
    found = draad_of(lid, INSPANNING, thread.inspanning).rijen
    assert set(found["doelstelling"]) == {thread.doelstelling, deel}
    assert found["indicator"] == [thread.indicator]
    assert draad_of(lid, DOELSTELLING, thread.doelstelling).rijen["inspanning"] == [thread.inspanning]
    assert draad_of(lid, STATION["indicator"], thread.indicator).rijen["inspanning"] == [thread.inspanning]


def test_a_merged_knelpunt_hangs_where_the_other_hangs(gebruiker_met, thread):
    manager = gebruiker_met(Rol.PROGRAMMAMANAGER)
    nieuw = KnelpuntFactory()
    casuistiek.merge_knelpunt(thread.knelpunt.pk, actor=manager, op=timezone.localdate(), naar=nieuw)
    later = LeerpuntFactory()
    nieuw.leerpunten.add(later)
    reflectie = ReflectieFactory(onderwerp=thread.knelpunt)
    of_nieuw = draad_of(manager, KNELPUNT, nieuw)
    assert of_nieuw.rijen["reisverslag"] == [thread.reisverslag]
    assert set(of_nieuw.rijen["reflectie"]) == {thread.reflectie, reflectie}
    assert of_nieuw.casussen.mag_openen
    for station, one in ((CASUS, thread.casus), (REISVERSLAG, thread.reisverslag), (REFLECTIE, reflectie)):
        found = draad_of(manager, station, one)
        assert found.rijen["knelpunt"] == [nieuw], station
        assert set(found.rijen["leerpunt"]) == {thread.leerpunt, later}, station


def test_a_verslag_that_tells_of_a_leerpunt_or_of_a_reflectie_hangs_on_it(gebruiker_met, thread):
    volger = gebruiker_met(Rol.PROJECTLEIDER)
    over_doel = ReflectieFactory(onderwerp=thread.doelstelling)
    los = LeerpuntFactory()
    hoofdstuk = HoofdstukFactory()
    BlokFactory(hoofdstuk=hoofdstuk, soort="leerpunten", inhoud={"leerpunten": [los.pk]})
    BlokFactory(hoofdstuk=hoofdstuk, soort="opvolging", inhoud={"reflecties": [over_doel.pk]})
    verslag = hoofdstuk.reisverslag
    for station, one in ((LEERPUNT, los), (REFLECTIE, over_doel)):
        assert draad_of(volger, station, one).rijen["reisverslag"] == [verslag], station.key
        assert draad_of(volger, REISVERSLAG, verslag).rijen[station.key] == [one], station.key


# Who sees what

ALL = {station.key for station in STATIONS}
OUTSIDE = {"inspanning", "doelstelling", "indicator", "verhaal", "reisverslag"}
SEES = {
    Rol.PROGRAMMAMANAGER: (ALL, ALL),
    Rol.PROGRAMMATEAM: (ALL, ALL - {"casus"}),
    Rol.PROJECTLEIDER: (ALL, ALL - {"casus"}),
    Rol.BATENEIGENAAR: (ALL, ALL - {"casus"}),
    Rol.BESTUUR: (ALL, ALL - {"casus", "reisverslag"}),  # the verslag is a concept
    Rol.AMBASSADEUR: (ALL, ALL - {"casus", "reisverslag"}),
    Rol.PARTNER: (OUTSIDE, OUTSIDE - {"reisverslag"}),
}
"""By rol: the stations it sees on the page of an inspanning, and those it can go on to."""


@pytest.mark.parametrize("rol", SEES)
def test_a_strip_shows_what_a_rol_may_know_of(rol, client, gebruiker_met, thread):
    shown = haltes(strip(client, gebruiker_met(rol), INSPANNING, thread.inspanning))
    seen, opened = SEES[rol]
    assert {station.key for station in shown} == seen
    assert {station.key for station, halte in shown.items() if halte.url} == opened - {"inspanning"}


@pytest.mark.parametrize("rol", [Rol.RAADSLID, Rol.FUNCTIONARIS, Rol.BEHEERDER])
def test_who_does_not_see_an_inspanning_finds_no_strip_of_it(rol, client, gebruiker_met, thread):
    assert strip(client, gebruiker_met(rol), INSPANNING, thread.inspanning).status_code == 404


def test_a_raadslid_reads_a_verslag_without_a_thread(client, gebruiker_met, thread):
    verslag = ReisverslagFactory(
        publiek=Reisverslag.Publiek.RAAD,
        stap=Reisverslag.Stap.VASTGESTELD,
        vastgesteld_op=timezone.now(),
        vastgesteld_door=gebruiker_met(Rol.PROGRAMMAMANAGER),
    )
    response = strip(client, gebruiker_met(Rol.RAADSLID), REISVERSLAG, verslag)
    assert response.status_code == 200
    assert not response.context["strook"].is_zinvol
    assert "draad__lijn" not in response.content.decode()


@pytest.mark.parametrize("rol", sorted({*Rol} - {Rol.PROGRAMMAMANAGER, Rol.WIJKMANAGER}))
def test_no_casus_has_a_strip_for_who_may_not_see_it(rol, client, gebruiker_met, thread):
    assert strip(client, gebruiker_met(rol), CASUS, thread.casus).status_code == 404


def test_another_wijkmanager_finds_neither_the_casus_nor_a_way_to_it(client, gebruiker_met, thread):
    ander = gebruiker_met(Rol.WIJKMANAGER)
    assert strip(client, ander, CASUS, thread.casus).status_code == 404
    assert haltes(strip(client, ander, KNELPUNT, thread.knelpunt))[CASUS].url == ""
    page = client.get(address(KNELPUNT, thread.knelpunt, "station", "casus")).content.decode()
    assert str(thread.casus.kenmerk) not in page


@pytest.mark.parametrize("soort", ["knelpunt", "casus", "indicator", "niets"])
@pytest.mark.parametrize("sleutel", ["0", "999999", "9" * 40, "x", "٣"])
def test_an_address_that_makes_no_sense_leads_nowhere(soort, sleutel, client, gebruiker_met, db):
    client.force_login(gebruiker_met(Rol.PROGRAMMAMANAGER))
    assert client.get(f"/draad/strook/{soort}/{sleutel}/").status_code == 404


def test_a_station_that_is_none_leads_nowhere(client, gebruiker_met, thread):
    client.force_login(gebruiker_met(Rol.PARTNER))
    for naar in ("inspanning", "knelpunt", "niets"):
        assert client.get(address(INSPANNING, thread.inspanning, "station", naar)).status_code == 404


def test_casussen_stay_shut_without_a_second_factor(client, gebruiker_met, thread, settings):
    settings.TWEEDE_FACTOR_VOOR = ("casuistiek",)
    shown = haltes(strip(client, thread.wijkmanager, KNELPUNT, thread.knelpunt))
    assert shown[CASUS].url == ""
    asked = reverse("mfa_index")
    assert client.get(address(KNELPUNT, thread.knelpunt, "station", "casus"))["Location"].startswith(asked)
    assert client.get(address(CASUS, thread.casus))["Location"].startswith(asked)
    assert client.get(address(CASUS, thread.casus, "station", "knelpunt"))["Location"].startswith(asked)


# Small cells


@pytest.mark.parametrize(("casussen", "shown"), [(1, "<5"), (4, "<5"), (5, "5+"), (9, "5+"), (10, "10+")])
@pytest.mark.parametrize("rol", [Rol.PROGRAMMAMANAGER, Rol.BESTUUR])
def test_the_number_of_casussen_is_a_safe_one_for_everyone(
    rol, casussen, shown, client, gebruiker_met, thread
):
    for _ in range(casussen - 1):
        Casusknelpunt.objects.create(
            casus=CasusFactory(), knelpunt=thread.knelpunt, door=thread.wijkmanager, op=timezone.localdate()
        )
    user = gebruiker_met(rol)
    for station in STATIONS:
        if station != CASUS and station.rijen(user).filter(pk=getattr(thread, station.key).pk).exists():
            response = strip(client, user, station, getattr(thread, station.key), HTTP_HX_REQUEST="true")
            assert haltes(response)[CASUS].aantal == shown, station.key


def test_hidden_parts_are_not_added_up_to_a_number_that_tells_them(client, gebruiker_met, thread):
    """Five knelpunten of four casussen each: twenty or more would say that each has exactly four."""
    for knelpunt in [thread.knelpunt, *(KnelpuntFactory() for _ in range(4))]:
        knelpunt.leerpunten.add(thread.leerpunt)
        for _ in range(4 - knelpunt.casusknelpunten.count()):
            Casusknelpunt.objects.create(
                casus=CasusFactory(), knelpunt=knelpunt, door=thread.wijkmanager, op=timezone.localdate()
            )
    shown = haltes(strip(client, gebruiker_met(Rol.BESTUUR), LEERPUNT, thread.leerpunt))
    assert shown[CASUS].aantal == "15+"


def test_the_story_of_a_casus_leads_back_only_who_may_see_it(client, gebruiker_met, thread):
    verslag = HoofdstukFactory().reisverslag
    BlokFactory(hoofdstuk=verslag.hoofdstukken.get(), soort="verhaal", inhoud={"casus": thread.casus.pk})
    assert verslag in draad_of(thread.wijkmanager, CASUS, thread.casus).rijen["reisverslag"]
    back = haltes(strip(client, thread.wijkmanager, REISVERSLAG, verslag))[CASUS]
    assert CASUS.url(thread.casus) in client.get(back.url).content.decode()
    volger = haltes(strip(client, gebruiker_met(Rol.PROJECTLEIDER), REISVERSLAG, verslag))[CASUS]
    assert (volger.aantal, volger.url) == ("<5", "")


# What it costs


@pytest.mark.parametrize("station", STATIONS, ids=lambda station: station.key)
def test_a_strip_takes_fewer_than_twelve_queries_however_much_hangs_on_it(
    station, gebruiker_met, thread, django_assert_max_num_queries
):
    manager = gebruiker_met(Rol.PROGRAMMAMANAGER)
    manager.mag("")  # reads the rollen
    obj = getattr(thread, station.key)
    with django_assert_max_num_queries(11) as few:
        draad_of(manager, station, station.find(manager, station.sleutel(obj)))
    for _ in range(8):
        _grow(thread)
    with django_assert_max_num_queries(11) as many:
        draad_of(manager, station, station.find(manager, station.sleutel(obj)))
    assert len(many) == len(few)


def _grow(thread):
    leerpunt, inspanning = LeerpuntFactory(), InspanningFactory()
    thread.knelpunt.leerpunten.add(leerpunt)
    leerpunt.inspanningen.add(inspanning, thread.inspanning)
    StreefwaardeFactory(doelstelling=thread.doelstelling)
    VerhaalFactory(thema=thread.indicator.thema, gepubliceerd=True)
    ReflectieFactory(onderwerp=inspanning)
    Casusknelpunt.objects.create(
        casus=CasusFactory(), knelpunt=thread.knelpunt, door=thread.wijkmanager, op=timezone.localdate()
    )
    BlokFactory(hoofdstuk=HoofdstukFactory(), soort="knelpunten", inhoud={"knelpunten": [thread.knelpunt.pk]})
