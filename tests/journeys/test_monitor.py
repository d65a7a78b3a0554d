"""From a delivered file to the picture that the council looks at."""

import re

import pytest

from brunssum.core.models import Gebied
from brunssum.core.rollen import Rol
from monitor.services import load_indicatoren
from tests.factories import GebiedFactory
from tests.journeys.browser import check_page, log_in
from tests.monitor.conftest import CSV


@pytest.fixture
def gebieden(db):
    land = GebiedFactory(code="NL00", naam="Nederland", soort=Gebied.Soort.LAND)
    GebiedFactory(code="BM-SS", naam="Benchmark sterk stedelijk", soort=Gebied.Soort.BENCHMARK, ouder=land)
    gemeente = GebiedFactory(code="GM0899", naam="Brunssum", soort=Gebied.Soort.GEMEENTE, ouder=land)
    GebiedFactory(code="WK089902", naam="Wijk 02 Brunssum-Noord", ouder=gemeente)
    GebiedFactory(code="WK089903", naam="Wijk 03 Brunssum-Oost", ouder=gemeente)
    load_indicatoren(actor=None)


def given_a_person_on_the_monitor(page, user):
    log_in(page, user)
    page.goto("/monitor/")


def when_they_upload(page, inhoud: bytes, naam: str = "cijfers.csv"):
    page.goto("/monitor/verversingen/nieuw/")
    page.get_by_label("Bestand", exact=True).set_input_files(
        {"name": naam, "mimeType": "text/csv", "buffer": inhoud}
    )
    page.get_by_label("Jaar van de cijfers").fill("2023")
    page.get_by_role("button", name="Bekijk het bestand").click()


def then_the_drawing_says(page, text: str):
    page.locator("#driehoek").get_by_text(text, exact=False).first.wait_for()


def test_a_programme_manager_imports_figures_and_compares_a_wijk(page, programmamanager, gebieden):
    given_a_person_on_the_monitor(page, programmamanager)
    check_page(page)
    page.get_by_role("link", name="Cijfers importeren").first.click()
    check_page(page)

    when_they_upload(page, b"\x89PNG\r\n\x1a\n\x00", "foto.png")
    page.get_by_text("Dit is geen tekst").first.wait_for()
    check_page(page)

    when_they_upload(page, CSV.read_bytes().replace(b"6,8;7,0", b"6,8;1.005"))
    page.get_by_text("Er is nog niets opgeslagen").wait_for()
    assert page.get_by_role("cell", name="1.005", exact=True).is_visible()
    check_page(page)

    page.get_by_role("button", name="Sla de andere cellen op").click()
    page.get_by_text("De cijfers zijn opgeslagen").wait_for()
    check_page(page)

    page.get_by_role("link", name="Naar de driehoeken").click()
    check_page(page)
    page.get_by_role("link", name="Brunssum-Noord", exact=True).click()
    then_the_drawing_says(page, "De lijn in het midden is Benchmark sterk stedelijk")
    assert page.locator("svg.dh--breed a").count() == 28
    check_page(page)

    page.get_by_role("link", name="Nederland", exact=True).last.click()
    then_the_drawing_says(page, "De lijn in het midden is Nederland")
    assert "vergelijking=NL00" in page.url
    assert page.locator("h1").count() == 1
    check_page(page)

    page.locator("svg.dh--breed").get_by_role("link", name=re.compile("^Bijstand: 6,8%")).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Bijstand"
    check_page(page)


def test_a_figure_is_read_on_a_phone_and_by_keyboard(phone, gebruiker_met, programmamanager, gebieden):
    log_in(phone, programmamanager)
    when_they_upload(phone, CSV.read_bytes())
    phone.get_by_role("button", name="Sla deze cijfers op").click()
    log_in(phone, gebruiker_met(Rol.AMBASSADEUR))

    phone.goto("/monitor/driehoek/WK089903/")

    assert phone.locator("svg.dh--breed").is_hidden()
    smallest = phone.evaluate(
        """() => Math.min(...[...document.querySelectorAll("svg.dh--smal text")].map((text) =>
            parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"""
    )
    assert smallest >= 11, "the words of the drawing are readable on a phone"
    heights = phone.evaluate(
        """() => [...document.querySelectorAll("svg.dh--smal a")].map((a) => a.getBoundingClientRect().height)"""
    )
    assert min(heights) >= 44, "a bar is as large as a finger"
    check_page(phone)
    first = phone.locator("svg.dh--smal a").first
    first.focus()
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/monitor/indicatoren/lage-inkomensgrens/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_drawing_has_enough_contrast(open_page, programmamanager, gebieden, scheme):
    page = open_page(color_scheme=scheme)
    log_in(page, programmamanager)
    when_they_upload(page, CSV.read_bytes())
    page.get_by_role("button", name="Sla deze cijfers op").click()
    page.goto("/monitor/driehoek/WK089902/")
    check_page(page)
