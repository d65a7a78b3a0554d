"""From a casus to the reisverslag and back, by clicking nothing but the strip of the red thread."""

import re

from playwright.sync_api import expect

from brunssum.core.rollen import Rol
from tests.draad.thread import make_thread
from tests.journeys.browser import check_page, log_in


def test_a_casus_leads_to_the_reisverslag_and_back(page, transactional_db, gebruiker_met):
    wijkmanager = gebruiker_met(Rol.WIJKMANAGER, functie="Wijkmanager")
    thread = make_thread(wijkmanager)
    log_in(page, wijkmanager)

    page.goto(f"/casussen/{thread.casus.kenmerk}/")
    for naar, kop in (
        ("1 knelpunt", str(thread.knelpunt)),
        ("1 leerpunt", str(thread.leerpunt)),
        ("1 inspanning", str(thread.inspanning)),
        ("1 cijfer", thread.indicator.naam),
        ("1 verhaal", str(thread.verhaal)),
        ("1 reisverslag", str(thread.reisverslag)),
    ):
        click_on(page, naar)
        expect(page.get_by_role("heading", name=kop, level=1)).to_be_visible()
        expect(strip(page).locator('[aria-current="step"]')).to_be_visible()
    check_page(page)

    click_on(page, "1 knelpunt")
    click_on(page, "minder dan 5 casussen")
    check_page(page)
    page.get_by_role("link", name=str(thread.casus)).click()
    expect(page.get_by_role("heading", name=str(thread.casus), level=1)).to_be_visible()
    expect(strip(page).get_by_role("link").first).to_be_visible()
    check_page(page)

    strip(page).get_by_role("link", name=re.compile("volg deze casus")).click()
    expect(page.get_by_text("Aan zet:")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="De rode draad van het hele programma").click()
    expect(page.get_by_role("heading", name="Waar het stokt")).to_be_visible()
    check_page(page)


def strip(page):
    return page.get_by_role("navigation", name="De rode draad")


def click_on(page, naar):
    """A link of the strip, which htmx brings; and wait for the page it leads to."""
    strip(page).get_by_role("link", name=naar, exact=True).click()
    page.wait_for_load_state("load")
