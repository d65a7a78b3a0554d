"""The pages of a doelstelling and of what an inspanning brings closer."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from brunssum.core.rollen import Rol
from inspanningen.models import Bewijs, Doelstelling
from inspanningen.services import doelstelling as doelstellingen
from tests.factories import (
    BewijsFactory,
    BijdrageFactory,
    DoelstellingFactory,
    GebruikerFactory,
    IndicatorFactory,
    InspanningFactory,
    StreefwaardeFactory,
    ThemaFactory,
    VerhaalFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_manager(client, programmamanager):
    client.force_login(programmamanager)
    return client


@pytest.fixture
def concept(programmamanager):
    return doelstellingen.add_doelstelling(
        actor=programmamanager, nummer="4", naam="Rondkomen", omschrijving="Meer mensen komen rond."
    )


def text(response) -> str:
    return response.content.decode()


# ------------------------------------------------------------------------------------------ the doelstelling


def test_the_page_shows_the_words_the_figures_who_works_on_it_and_a_story(as_manager):
    thema = ThemaFactory(naam="Rondkomen")
    doel = DoelstellingFactory(omschrijving="- Minder schulden", hoek=thema)
    StreefwaardeFactory(doelstelling=doel, indicator=IndicatorFactory(naam="Bijstand", thema=thema))
    bewijs = BewijsFactory(
        bijdrage=BijdrageFactory(doelstelling=doel, sterkte="groot", aanname="Als samen, dan beter."),
        tekst="De rij werd korter.",
    )
    VerhaalFactory(gepubliceerd=True, thema=thema, titel="De brief")

    page = text(as_manager.get(reverse("programma:doelstelling", args=[doel.pk])))

    for words in ("<li>Minder schulden</li>", "Bijstand", "Sterkte: groot", "Als samen, dan beter."):
        assert words in page
    assert "De rij werd korter." in page
    assert str(bewijs.door) in page
    assert "De brief" in page


def test_an_ambassadeur_does_not_read_names(client, ambassadeur_lid):
    client.force_login(ambassadeur_lid)
    eigenaar = GebruikerFactory(rollen=[Rol.BATENEIGENAAR], naam="Jo Geheim", functie="Teammanager")
    doel = DoelstellingFactory(bateneigenaar=eigenaar)
    ziener = GebruikerFactory(naam="Kim Ziener")
    bijdrage = BewijsFactory(bijdrage=BijdrageFactory(doelstelling=doel), door=ziener).bijdrage

    for url in (
        reverse("programma:doelstelling", args=[doel.pk]),
        reverse("inspanningen:doelen", args=[bijdrage.inspanning_id]),
    ):
        page = text(client.get(url))
        assert "Jo Geheim" not in page
        assert "Kim Ziener" not in page


@pytest.fixture
def ambassadeur_lid():
    return GebruikerFactory(rollen=[Rol.AMBASSADEUR])


def test_the_page_takes_the_same_queries_for_three_and_for_thirty(as_manager, django_assert_num_queries):
    doel = DoelstellingFactory(hoek=ThemaFactory())
    url = reverse("programma:doelstelling", args=[doel.pk])

    def grow(n):
        for _ in range(n):
            BewijsFactory(
                bijdrage=BijdrageFactory(doelstelling=doel, sterkte="klein"),
                indicator=IndicatorFactory(),
                verhaal=VerhaalFactory(gepubliceerd=True),
            )
            StreefwaardeFactory(doelstelling=doel)

    grow(3)
    as_manager.get(url)
    with django_assert_num_queries(11) as first:
        as_manager.get(url)
    grow(27)
    with django_assert_num_queries(len(first.captured_queries)):
        as_manager.get(url)


def test_a_story_that_was_withdrawn_is_no_longer_linked(as_manager):
    bewijs = BewijsFactory(verhaal=VerhaalFactory(titel="Niet meer"))
    url = reverse("programma:doelstelling", args=[bewijs.bijdrage.doelstelling_id])

    assert "Niet meer" not in text(as_manager.get(url))


def test_the_team_adds_a_concept(as_manager):
    boven = DoelstellingFactory()
    data = {
        "soort": "operationeel",
        "nummer": "1.1",
        "naam": "Rondkomen",
        "ouder": boven.pk,
        "term_van": "2026",
        "term_tot": "2029",
    }
    response = as_manager.post(reverse("programma:doelstelling_add"), data)

    made = Doelstelling.objects.get(nummer="1.1")
    assert response.url == reverse("programma:doelstelling", args=[made.pk])
    assert (made.status, made.ouder, made.term_tot) == ("concept", boven, 2029)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ouder": ""},
        {"ouder": "99999999999999999999"},
        {"term_van": "9999"},
        {"term_van": "2030"},
        {"nummer": "1"},
        {"naam": ""},
        {"naam": "x\x00"},
        {"omschrijving": "x" * 20_000},
        {"bateneigenaar": "99999999999999999999"},
        {"soort": "iets"},
    ],
)
def test_a_doelstelling_that_makes_no_sense_is_refused_with_what_was_typed(as_manager, wrong):
    boven = DoelstellingFactory(nummer="1")
    data = {
        "soort": "operationeel",
        "nummer": "1.1",
        "naam": "Rondkomen",
        "ouder": boven.pk,
        "term_van": "2026",
        "term_tot": "2029",
    }
    response = as_manager.post(reverse("programma:doelstelling_add"), data | wrong)

    assert response.status_code == 422
    assert "Dit klopt nog niet" in text(response)
    assert Doelstelling.objects.count() == 1


def test_who_saves_second_sees_both_texts_and_then_chooses(as_manager, programmamanager, concept):
    doelstellingen.edit_doelstelling(
        concept.pk, actor=programmamanager, basisversie=1, velden={"omschrijving": "Van een ander."}
    )
    url = reverse("programma:doelstelling_edit", args=[concept.pk])
    mine = {"nummer": "4", "naam": "Rondkomen", "omschrijving": "Van mij.", "basisversie": "1"}

    response = as_manager.post(url, mine)

    assert response.status_code == 422
    page = text(response)
    assert "Van een ander." in page
    assert "Van mij." in page
    assert 'name="basisversie" value="2"' in page

    as_manager.post(url, mine | {"basisversie": "2"})
    concept.refresh_from_db()
    assert concept.omschrijving == "Van mij."


def test_adopting_asks_first_for_what_is_missing(as_manager, concept):
    url = reverse("programma:doelstelling_status", args=[concept.pk])

    assert "Vul eerst in: een bateneigenaar" in text(as_manager.get(url))
    assert as_manager.post(url, {"status": "vastgesteld"}).status_code == 422

    Doelstelling.objects.update(bateneigenaar=GebruikerFactory(rollen=[Rol.BATENEIGENAAR]))
    as_manager.post(url, {"status": "vastgesteld"})

    concept.refresh_from_db()
    assert (concept.status, concept.vastgesteld_op) == ("vastgesteld", timezone.localdate())


def test_the_team_reads_why_it_cannot_edit_what_is_vastgesteld(client):
    client.force_login(GebruikerFactory(rollen=[Rol.PROGRAMMATEAM]))
    doel = DoelstellingFactory(status="vastgesteld", vastgesteld_op=date(2026, 1, 1))

    assert "alleen de programmamanager" in text(client.get(reverse("programma:doelstelling", args=[doel.pk])))
    assert client.get(reverse("programma:doelstelling_edit", args=[doel.pk])).status_code == 403


def test_the_versions_show_who_wrote_what(as_manager, programmamanager, concept):
    doelstellingen.edit_doelstelling(
        concept.pk,
        actor=programmamanager,
        basisversie=1,
        velden={"omschrijving": "Meer gezinnen komen rond."},
        namens="Inwoners",
    )
    page = text(as_manager.get(reverse("programma:doelstelling_versies", args=[concept.pk])))

    assert "Inwoners" in page
    assert "gezinnen" in page
    assert "<del>" in page


# ------------------------------------------------------------------------------------------ the inspanning


def test_the_tab_says_what_to_do_when_there_is_no_doelstelling(as_manager):
    page = text(as_manager.get(reverse("inspanningen:doelen", args=[InspanningFactory().pk])))

    assert "nog aan geen doelstelling gekoppeld" in page
    assert "Kies een doelstelling" in page


def test_the_tab_keeps_what_ended(as_manager):
    bewijs = BewijsFactory(bijdrage=BijdrageFactory(loopt=False), tekst="Het hielp toen.")

    page = text(as_manager.get(reverse("inspanningen:doelen", args=[bewijs.bijdrage.inspanning_id])))

    assert "Droeg eerder bij aan" in page
    assert "Het hielp toen." in page


def test_sterkte_and_aanname_are_edited_by_the_own_projectleider(client, projectleider):
    client.force_login(projectleider)
    bijdrage = BijdrageFactory(inspanning=InspanningFactory(projectleider=projectleider))
    url = reverse("inspanningen:bijdrage_edit", args=[bijdrage.pk])

    response = client.post(url, {"sterkte": "middel", "aanname": "Als wij koken, dan komen mensen."})

    assert response.url.endswith(f"/doelen/#bijdrage-{bijdrage.pk}")
    bijdrage.refresh_from_db()
    assert (bijdrage.sterkte, bijdrage.aanname) == ("middel", "Als wij koken, dan komen mensen.")


def test_two_who_write_an_aanname_see_both(as_manager):
    bijdrage = BijdrageFactory(aanname="Van een ander.")
    url = reverse("inspanningen:bijdrage_edit", args=[bijdrage.pk])

    response = as_manager.post(url, {"sterkte": "", "aanname": "Van mij.", "gelezen": ""})

    assert response.status_code == 422
    assert "Van een ander." in text(response)
    assert "Van mij." in text(response)


def test_bewijs_is_added(as_manager, programmamanager):
    bijdrage = BijdrageFactory()
    url = reverse("inspanningen:bewijs_add", args=[bijdrage.pk])
    data = {"op": "2026-03-01", "tekst": "De rij werd langer.", "richting": "spreekt_tegen"}

    response = as_manager.post(url, data)

    assert response.status_code == 302
    bewijs = Bewijs.objects.get()
    assert (bewijs.door, bewijs.richting) == (programmamanager, "spreekt_tegen")
    page = text(as_manager.get(reverse("inspanningen:doelen", args=[bijdrage.inspanning_id])))
    assert "Bewijs spreekt de aanname tegen" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"op": "9999-01-01"},
        {"op": "2199-01-01"},
        {"op": "gisteren"},
        {"tekst": ""},
        {"tekst": "x" * 20_000},
        {"richting": "weet niet"},
        {"verhaal": "99999999999999999999"},
        {"indicator": "99999999999999999999"},
    ],
)
def test_bewijs_that_makes_no_sense_is_refused(as_manager, wrong):
    url = reverse("inspanningen:bewijs_add", args=[BijdrageFactory().pk])
    data = {"op": "2026-03-01", "tekst": "De rij werd langer.", "richting": "steunt"}

    response = as_manager.post(url, data | wrong)

    assert response.status_code == 422
    assert not Bewijs.objects.exists()


def test_bewijs_that_tells_who_someone_is_warns_first(as_manager):
    url = reverse("inspanningen:bewijs_add", args=[BijdrageFactory().pk])
    data = {"op": "2026-03-01", "tekst": "Bel 06-12345678.", "richting": "steunt"}

    response = as_manager.post(url, data)

    assert response.status_code == 422
    assert "nog niet bewaard" in text(response)
