"""A wijkmanager sharpens the plan of the wijk on a phone; a resident reads what changed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from brunssum.core.rollen import Rol
from inspanningen.services import wijkplan as services
from tests.factories import GebiedFactory, WijkplanactieFactory, WijkplanFactory
from tests.journeys.browser import check_page, log_in


@pytest.fixture
def plan(transactional_db, gebruiker_met):
    """Agreed more than a year ago: the round is late."""
    vandaag = timezone.localdate()
    gebied = GebiedFactory(code="WK089902", naam="Wijk 02 Brunssum-Noord")
    plan = WijkplanFactory(gebied=gebied, van_jaar=vandaag.year - 2, tot_jaar=vandaag.year + 2)
    WijkplanactieFactory(wijkplan=plan, wat="Lampen bij het veldje", jaar=vandaag.year)
    team = gebruiker_met(Rol.PROGRAMMATEAM)
    return services.vaststellen(plan.pk, actor=team, op=vandaag - timedelta(days=380))


def test_the_wijk_sharpens_its_plan_and_reads_what_changed(phone, page, gebruiker_met, plan):
    wijkmanager = gebruiker_met(Rol.WIJKMANAGER, naam="Wijkmanager Noord")
    wijkmanager.gebieden.add(plan.gebied)
    log_in(phone, wijkmanager)
    log_in(page, gebruiker_met(Rol.AMBASSADEUR, naam="Inwoner uit Noord"))

    when_the_wijkmanager_opens_the_late_round(phone)
    when_an_actie_comes_into_it(phone)
    when_the_round_is_closed(phone)
    then_a_resident_compares_with_last_year(page)


def when_the_wijkmanager_opens_the_late_round(phone):
    phone.goto("/programma/wijkplannen/")
    expect(phone.get_by_text("Te laat")).to_be_visible()
    check_page(phone)
    phone.get_by_role("link", name="Brunssum-Noord").click()
    check_page(phone)
    phone.get_by_role("button", name="Begin de ronde").click()


def when_an_actie_comes_into_it(phone):
    phone.get_by_role("link", name="Actie toevoegen").click()
    check_page(phone)
    phone.get_by_label("Wat", exact=True).fill("Een bankje")
    phone.get_by_label("Waarom").fill("Wie onderweg kan zitten, gaat vaker naar buiten.")
    phone.get_by_label("Wie nog meer, of wie anders").fill("bewonersgroep")
    phone.get_by_label("Waar, in woorden").fill("Bij de school")
    phone.get_by_role("button", name="Bewaren").click()
    expect(phone.get_by_role("alert")).to_contain_text("schrijf op wanneer het is")
    phone.get_by_label("Wanneer, in woorden").fill("in het voorjaar")
    phone.get_by_role("button", name="Bewaren").click()
    expect(phone.get_by_role("heading", name="Een bankje")).to_be_visible()


def when_the_round_is_closed(phone):
    phone.get_by_role("link", name="Ronde afronden").click()
    phone.get_by_label("Wie deden er mee").fill("bewonersgroep en de wijkmanager")
    phone.get_by_label("Hoeveel bewoners deden mee").fill("31")
    phone.get_by_label("Wat is er veranderd").fill("Er komt een bankje bij de school.")
    check_page(phone)
    phone.get_by_role("button", name="Bewaren").click()
    expect(phone.get_by_text("(31 bewoners)")).to_be_visible()
    expect(phone.get_by_text("Volgende ronde voor")).to_be_visible()


def then_a_resident_compares_with_last_year(page):
    page.goto("/programma/wijkplannen/")
    page.get_by_role("link", name="Brunssum-Noord").click()
    page.get_by_label("Toon").select_option("gepland")
    expect(page.get_by_role("heading", name="Een bankje")).to_be_visible()
    expect(page.get_by_role("link", name="Actie toevoegen")).to_have_count(0)
    page.get_by_role("link", name="Vergelijk met vorig jaar").click()
    expect(page.get_by_text("1 actie is nieuw, 0 zijn anders, 1 bleef gelijk.")).to_be_visible()
    check_page(page)
