"""From one case to a change: a knelpunt found while typing, seen three times, and the leerpunt that follows."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from brunssum.core.models import Gebied
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Casusknelpunt
from tests.factories import CasusFactory, GebiedFactory, InspanningFactory, KnelpuntFactory
from tests.journeys.browser import check_page, log_in


@pytest.fixture
def noord(transactional_db):
    wijk = GebiedFactory(code="WK089902", naam="Wijk 02 Brunssum-Noord")
    return GebiedFactory(code="BU08990203", naam="Klingelsberg", soort=Gebied.Soort.BUURT, ouder=wijk)


def test_a_knelpunt_that_keeps_coming_back_becomes_a_leerpunt(phone, page, gebruiker_met, noord):
    wijkmanager = gebruiker_met(Rol.WIJKMANAGER, naam="Wijkmanager Noord")
    eigenaar = gebruiker_met(Rol.PROGRAMMATEAM, naam="Programmateam")
    InspanningFactory(nummer="3", naam="Tussen-Wal-en-Schip-budget")
    knelpunt = KnelpuntFactory(naam="Een stalling valt nergens onder", eigenaar=eigenaar)
    casussen = [CasusFactory(casusverantwoordelijke=wijkmanager, gebied=noord) for _ in range(3)]
    for casus in casussen[:2]:
        services.link_knelpunt(casus.pk, actor=wijkmanager, op=timezone.localdate(), knelpunt=knelpunt)
    log_in(phone, wijkmanager)
    log_in(page, eigenaar)

    when_the_wijkmanager_finds_it_while_typing(phone, casussen[2])
    when_the_owner_learns_from_it(page)
    then_the_map_shows_no_small_number(page)


def when_the_wijkmanager_finds_it_while_typing(phone, casus):
    phone.goto(f"/casussen/{casus.kenmerk}/knelpunt/")
    check_page(phone)
    phone.get_by_label("Wat botst er?").fill("ergens een stalling nodig")
    phone.get_by_role("button", name="Een stalling valt nergens onder").click()
    expect(phone.get_by_role("link", name="Een stalling valt nergens onder")).to_be_visible()
    assert Casusknelpunt.objects.count() == 3


def when_the_owner_learns_from_it(page):
    page.goto("/")
    page.get_by_role("link", name="Actiepunten").first.click()
    page.get_by_role(
        "link", name="Maak een leerpunt van: Een stalling valt nergens onder", exact=True
    ).click()
    page.get_by_role("link", name="Een stalling valt nergens onder", exact=True).click()
    expect(page.get_by_role("heading", name="In cijfers")).to_be_visible()
    expect(page.get_by_text("minder dan 5", exact=True)).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Leerpunt toevoegen").click()
    page.get_by_label("Wat moet er anders").fill("De stalling hoort bij de indicatie")
    page.get_by_label("Wat leerden we").fill("Nu zoekt iemand zelf uit wie de stalling betaalt.")
    check_page(page)
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("link", name="De stalling hoort bij de indicatie").click()
    expect(page.get_by_role("link", name="Een stalling valt nergens onder")).to_be_visible()  # and back
    check_page(page)


def then_the_map_shows_no_small_number(page):
    page.get_by_role("link", name="Leren", exact=True).first.click()
    expect(page.get_by_role("heading", name="Waar knelt het systeem")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="<5 casussen, 1 knelpunt").click()
    expect(page.get_by_role("heading", name="Knelpunten", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Een stalling valt nergens onder")).to_be_visible()
    check_page(page)
