"""One thread from its beginning to now: what is told, to whom, and on whom it waits."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ambassadeurs import services as ambassadeurs
from brunssum.core.rollen import Rol
from brunssum.draad.stations import CASUS, KNELPUNT, LEERPUNT, REFLECTIE, REISVERSLAG
from brunssum.draad.volg import reis_of
from brunssum.draad.web import draad_of
from casuistiek import services as casuistiek
from inspanningen import services as inspanningen
from inspanningen.models import Bewijs, Leerpunt, Mijlpaal, Versie
from reisverslag.models import Reisverslag
from tests.factories import (
    AmbassadeursgroepFactory,
    BlokFactory,
    HoofdstukFactory,
    KnelpuntFactory,
    LeerpuntFactory,
    ReflectieFactory,
    ReisverslagFactory,
    SignaalFactory,
    WaarnemingFactory,
)

DAG = date(2026, 11, 30)


def volg(client, user, station, obj):
    client.force_login(user)
    return client.get(reverse("draad:volg", args=[station.key, station.sleutel(obj)]))


def reis(user, station, obj, vandaag=DAG):
    return reis_of(user, draad_of(user, station, obj), vandaag)


@pytest.fixture
def team(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM, functie="Ondersteuner programma", naam="Karin van Dijk")


@pytest.fixture
def teammanager(gebruiker_met):
    return gebruiker_met(Rol.BATENEIGENAAR, functie="Teammanager", naam="Joost Hermans")


def test_a_casus_that_began_as_a_signaal_begins_there(thread):
    op = thread.casus.gemeld_op - timedelta(days=3)
    signaal = SignaalFactory(casus=thread.casus, stand="opgepakt", ontvangen_op=op)
    told = reis(thread.wijkmanager, CASUS, thread.casus)
    assert told.begin == op
    first = told.momenten[0]
    assert (first.titel, first.wie) == ("Signaal van een partner", signaal.organisatie.naam)
    assert first.url == reverse("casuistiek:signaal", args=[signaal.uuid])


# Where it is now


def test_a_casus_without_a_knelpunt_waits_for_one(thread, team):
    thread.casus.casusknelpunten.all().delete()
    stand = reis(thread.wijkmanager, CASUS, thread.casus, timezone.localdate()).stand
    assert "waar liep deze casus op vast" in stand.zin
    assert (stand.station, stand.wie, stand.dagen) == (KNELPUNT, "Wijkmanager", 0)


def test_a_knelpunt_without_a_leerpunt_waits_for_one(team, teammanager):
    knelpunt = KnelpuntFactory(eigenaar=teammanager, gemaakt_op=DAG - timedelta(days=12))
    stand = reis(team, KNELPUNT, knelpunt).stand
    assert (stand.station, stand.wie, stand.dagen) == (LEERPUNT, "Teammanager", 12)


def test_the_leerpunt_that_is_furthest_back_says_on_whom_it_waits(team, teammanager):
    knelpunt = KnelpuntFactory()
    knelpunt.leerpunten.add(LeerpuntFactory(staat="geborgd", geadresseerde=team, staat_sinds=DAG))
    asked = LeerpuntFactory(staat="gesignaleerd", gesignaleerd_op=DAG - timedelta(days=20), staat_sinds=DAG - timedelta(days=20), gesignaleerd_door=team)  # fmt: skip
    knelpunt.leerpunten.add(asked)
    inspanningen.address_leerpunt(
        asked.pk, actor=team, op=DAG - timedelta(days=12), aan=teammanager, tekst="Kan dit anders?"
    )
    stand = reis(team, KNELPUNT, knelpunt).stand
    assert stand.zin == "Nu wacht dit op een antwoord."
    assert (stand.wie, stand.dagen, stand.label) == ("Teammanager", 12, str(asked))


@pytest.mark.parametrize(
    ("staat", "woorden"),
    [
        ("gesignaleerd", "op de vraag aan iemand"),
        ("beantwoord", "is uitgevoerd"),
        ("aangepakt", "is geborgd"),
    ],
)
def test_each_staat_of_a_leerpunt_waits_for_something_of_its_own(staat, woorden, team):
    leerpunt = LeerpuntFactory(staat=staat, geadresseerde=team)
    assert woorden in reis(team, LEERPUNT, leerpunt).stand.zin


def test_what_is_geborgd_waits_to_be_told_and_is_round_when_it_was(team):
    knelpunt = KnelpuntFactory()
    geborgd = LeerpuntFactory(staat="geborgd", geadresseerde=team, staat_sinds=date(2026, 5, 1))
    knelpunt.leerpunten.add(geborgd)
    assert "een plek in een reisverslag" in reis(team, LEERPUNT, geborgd).stand.zin

    verslag = ReisverslagFactory(periode_van=date(2026, 1, 1), periode_tot=date(2026, 6, 30))
    BlokFactory(hoofdstuk=HoofdstukFactory(reisverslag=verslag), soort="knelpunten", inhoud={"knelpunten": [knelpunt.pk]})  # fmt: skip
    stand = reis(team, LEERPUNT, geborgd).stand
    assert "tot het reisverslag is vastgesteld" in stand.zin
    assert stand.station == REISVERSLAG

    verslag.stap, verslag.vastgesteld_door = Reisverslag.Stap.VASTGESTELD, team
    verslag.vastgesteld_op = datetime(2026, 7, 8, 12, tzinfo=UTC)
    verslag.save()
    found = reis(team, LEERPUNT, geborgd)
    assert found.stand.zin == "Dit is rond: geborgd op 1 mei 2026, en op 8 juli 2026 verteld aan het college."
    assert found.stand.station is None
    assert [one.titel for one in found.momenten if one.station == REISVERSLAG] == [
        "Verteld in een reisverslag voor het college"
    ]


def test_a_verslag_of_before_it_was_settled_did_not_tell_of_it(team):
    knelpunt = KnelpuntFactory()
    geborgd = LeerpuntFactory(staat="geborgd", geadresseerde=team, staat_sinds=date(2026, 7, 1))
    knelpunt.leerpunten.add(geborgd)
    verslag = ReisverslagFactory(
        stap=Reisverslag.Stap.VASTGESTELD,
        periode_tot=date(2026, 6, 30),
        vastgesteld_op=datetime(2026, 7, 8, tzinfo=UTC),
        vastgesteld_door=team,
    )
    BlokFactory(hoofdstuk=HoofdstukFactory(reisverslag=verslag), soort="knelpunten", inhoud={"knelpunten": [knelpunt.pk]})  # fmt: skip
    assert "een plek in een reisverslag" in reis(team, LEERPUNT, geborgd).stand.zin


def test_a_reflectie_waits_for_an_answer_for_telling_back_and_is_round(team):
    reflectie = ambassadeurs.add_reflectie(
        AmbassadeursgroepFactory(contactpersoon=team).pk,
        actor=team,
        op=DAG - timedelta(days=40),
        soort="vraag",
        tekst="Blijft het open?",
        onderwerp=KnelpuntFactory(),
        ambassadeur=None,
    )
    stand = reis(team, REFLECTIE, reflectie).stand
    assert stand.zin == "Nu wacht dit op een antwoord."
    assert (stand.wie, stand.dagen, stand.is_laat) == ("Ondersteuner programma", 40, True)

    ambassadeurs.answer_reflectie(
        reflectie.pk, actor=team, op=DAG - timedelta(days=9), gevolg="overgenomen", antwoord="Ja."
    )
    reflectie.refresh_from_db()
    stand = reis(team, REFLECTIE, reflectie).stand
    assert "tot het is terugverteld" in stand.zin
    assert stand.dagen == 9

    ambassadeurs.tell_back(reflectie.pk, actor=team, op=DAG, hoe="gesprek")
    reflectie.refresh_from_db()
    found = reis(team, REFLECTIE, reflectie)
    assert "Dit is rond" in found.stand.zin
    assert [one.titel for one in found.momenten] == [
        "Vraag ontvangen",
        "Beantwoord: we doen het",
        "Terugverteld: in een gesprek",
    ]


# What is told of the way


def test_what_came_of_it_stands_in_the_order_of_the_days(thread, team):
    begin = thread.leerpunt.gesignaleerd_op
    Mijlpaal.objects.create(
        inspanning=thread.inspanning,
        naam="Eerste avond open",
        wanneer="mei 2026",
        getypt="mei 2026",
        eerste_wanneer="mei 2026",
        van=begin,
        tot=begin,
        eerste_van=begin,
        eerste_tot=begin,
        status="gehaald",
        gehaald_op=begin + timedelta(days=30),
    )
    bijdrage = thread.inspanning.bijdragen.get()
    Bewijs.objects.create(
        bijdrage=bijdrage, op=begin + timedelta(days=60), tekst="Het zit vol.", richting="steunt", door=team
    )
    Bewijs.objects.create(
        bijdrage=bijdrage, op=date(2020, 1, 1), tekst="Van lang geleden.", richting="steunt", door=team
    )
    Versie.objects.create(
        inspanning=thread.inspanning,
        nummer=2,
        opgeslagen_op=datetime(2026, 4, 1, 12, tzinfo=UTC),
        door=team,
        stand={"fase": "uitvoering"},
        gewijzigd=["fase"],
    )
    found = reis(team, KNELPUNT, thread.knelpunt)
    titels = [one.titel for one in found.momenten]
    assert [one.op for one in found.momenten] == sorted(one.op for one in found.momenten)
    assert "Mijlpaal gehaald: Eerste avond open" in titels
    assert "Bewijs gezien: steunt de aanname" in titels
    assert "Fase werd: Uitvoering" in titels
    assert not any("lang geleden" in one.tekst for one in found.momenten)


def test_a_figure_at_the_beginning_and_now_with_its_direction(thread, team):
    gebied = thread.doelstelling.streefwaarden.get().gebied
    for periode, waarde in ((2023, 20), (2025, 19), (2026, 16)):
        WaarnemingFactory(indicator=thread.indicator, gebied=gebied, periode=periode, waarde=waarde)
    thread.leerpunt.gesignaleerd_op = thread.knelpunt.gemaakt_op = date(2025, 5, 5)
    for one in (thread.leerpunt, thread.knelpunt):
        one.save()
    effect = reis(team, KNELPUNT, thread.knelpunt).effecten[0]
    assert (effect.toen.periode, effect.nu.periode, effect.verschil) == (2025, 2026, -3)
    assert effect.richting == "lager: gunstiger"


def test_without_a_later_figure_nothing_is_said_of_a_difference(thread, team):
    gebied = thread.doelstelling.streefwaarden.get().gebied
    WaarnemingFactory(indicator=thread.indicator, gebied=gebied, periode=2023)
    effect = reis(team, KNELPUNT, thread.knelpunt).effecten[0]
    assert (effect.verschil, effect.richting) == (None, "nog geen later cijfer")


def test_the_page_names_functions_and_nobody(client, gebruiker_met, thread, team, teammanager):
    inspanningen.address_leerpunt(
        thread.leerpunt.pk, actor=team, op=DAG, aan=teammanager, tekst="Kan dit anders?"
    )
    page = volg(client, gebruiker_met(Rol.AMBASSADEUR), LEERPUNT, thread.leerpunt).content.decode()
    assert "Geadresseerd aan Teammanager" in page
    assert "Joost" not in page
    assert "Karin" not in page


# Casussen


def test_a_casus_is_followed_without_a_word_of_it(client, thread):
    page = volg(client, thread.wijkmanager, CASUS, thread.casus)
    assert page.status_code == 200
    assert thread.casus.wat_gaat_mis not in page.content.decode()
    assert "Knelpunt vastgelegd" in page.content.decode()


@pytest.mark.parametrize("rol", sorted({*Rol} - {Rol.PROGRAMMAMANAGER}))
def test_nobody_follows_a_casus_they_may_not_see(rol, client, gebruiker_met, thread):
    assert volg(client, gebruiker_met(rol), CASUS, thread.casus).status_code == 404


@pytest.mark.parametrize("rol", [Rol.BESTUUR, Rol.PROGRAMMAMANAGER])
def test_from_a_knelpunt_no_day_of_a_casus_is_told(rol, client, gebruiker_met, thread):
    found = volg(client, gebruiker_met(rol), KNELPUNT, thread.knelpunt)
    assert not [one for one in found.context["reis"].momenten if one.station == CASUS]
    assert "Minder dan vijf casussen" in found.content.decode()
    assert str(thread.casus.kenmerk) not in found.content.decode()


def test_a_casus_is_not_followed_without_a_second_factor(client, thread, settings):
    settings.TWEEDE_FACTOR_VOOR = ("casuistiek",)
    asked = volg(client, thread.wijkmanager, CASUS, thread.casus)
    assert asked["Location"].startswith(reverse("mfa_index"))


def test_only_where_a_thread_begins_it_is_followed(client, gebruiker_met, thread):
    client.force_login(gebruiker_met(Rol.PROGRAMMAMANAGER))
    pk = thread.inspanning.pk
    assert client.get(reverse("draad:volg", args=["inspanning", pk])).status_code == 404


@pytest.mark.parametrize("rol", [Rol.PARTNER, Rol.RAADSLID, Rol.BEHEERDER, Rol.FUNCTIONARIS])
def test_who_sees_no_leerpunten_follows_no_thread(rol, client, gebruiker_met, thread):
    for station in (KNELPUNT, LEERPUNT, REFLECTIE):
        assert volg(client, gebruiker_met(rol), station, getattr(thread, station.key)).status_code == 404


@pytest.mark.parametrize("station", [CASUS, KNELPUNT, LEERPUNT, REFLECTIE], ids=lambda one: one.key)
def test_a_page_takes_as_many_queries_for_a_long_thread_as_for_a_short_one(
    station, thread, gebruiker_met, django_assert_max_num_queries
):
    manager = gebruiker_met(Rol.PROGRAMMAMANAGER)
    manager.mag("")
    obj = getattr(thread, station.key)
    with django_assert_max_num_queries(30) as few:
        reis(manager, station, obj)
    for _ in range(6):
        leerpunt = LeerpuntFactory()
        thread.knelpunt.leerpunten.add(leerpunt)
        leerpunt.inspanningen.add(thread.inspanning)
        Leerpunt.stappen.rel.related_model.objects.create(
            leerpunt=leerpunt, naar="gesignaleerd", op=DAG, door=manager
        )
        ReflectieFactory(onderwerp=thread.inspanning)
        casuistiek.link_knelpunt(
            thread.casus.pk, actor=manager, op=timezone.localdate(), knelpunt=KnelpuntFactory()
        )
    with django_assert_max_num_queries(30) as many:
        reis(manager, station, obj)
    assert len(many) == len(few)
