"""An author moves a blok by mouse and by keyboard, writes without thinking of saving, and takes a step back."""

import re

import pytest
from playwright.sync_api import expect

from reisverslag.models import Blok
from tests.factories import (
    BlokFactory,
    HoofdstukFactory,
    MeelezerFactory,
    OpmerkingFactory,
    ReisverslagFactory,
)
from tests.journeys.browser import check_accessibility, check_page, log_in


def order():
    return [one.inhoud["tekst"] for one in Blok.objects.present().in_order()]


@pytest.fixture
def verslag(programmamanager):
    verslag = ReisverslagFactory(auteur=programmamanager)
    een, twee = (HoofdstukFactory(reisverslag=verslag, titel=titel) for titel in ("Zien", "Doen"))
    for hoofdstuk, tekst in ((een, "Eerste."), (een, "Tweede."), (twee, "Derde.")):
        BlokFactory(hoofdstuk=hoofdstuk, inhoud={"tekst": tekst})
    OpmerkingFactory(blok=een.blokken.first(), tekst="Is dit waar?")
    MeelezerFactory(reisverslag=verslag)
    return verslag


def drag(page, blok, onto):
    handle = page.locator(".blok", has_text=blok).locator(".sleep")
    handle.scroll_into_view_if_needed()
    start, end = handle.bounding_box(), page.locator(".blok", has_text=onto).bounding_box()
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + 30, end["y"] + end["height"] * 0.9, steps=6)
    expect(page.locator(".sleep__plek")).to_be_visible()
    page.mouse.up()


def test_author_drags_types_and_takes_a_step_back(page, programmamanager, verslag):
    log_in(page, programmamanager)
    page.goto(f"/reisverslagen/{verslag.pk}/")
    check_page(page)

    drag(page, "Eerste.", onto="Derde.")
    expect(page.locator(".ongedaan")).to_contain_text("Tekst staat nu op plaats 2 van 2 in Doen.")
    expect(page.locator("#live")).to_have_text("Tekst staat nu op plaats 2 van 2 in Doen.")
    assert order() == ["Tweede.", "Derde.", "Eerste."]
    check_accessibility(page)
    page.get_by_role("button", name="Ongedaan maken").press("Enter")
    expect(page.locator("article").first).to_contain_text("Eerste.")
    assert order() == ["Eerste.", "Tweede.", "Derde."]

    page.get_by_role("button", name="Tekst in Zien omlaag").first.press("Enter")
    expect(page.locator("article").first).to_contain_text("Tweede.")
    expect(page.locator("#live")).to_have_text("Tekst staat nu op plaats 2 van 2 in Zien.")

    page.get_by_role("link", name="Bewerken Tekst in Zien").first.press("Enter")
    area = page.get_by_label("Tekst", exact=True)
    area.fill("Mensen doen mee.")
    expect(page.get_by_text(re.compile(r"^Bewaard om \d\d:\d\d\.$"))).to_be_visible()
    area.press("Control+a")
    area.press("Control+b")
    expect(area).to_have_value("**Mensen doen mee.**")
    page.get_by_role("button", name="Vet").click()
    expect(area).to_have_value("Mensen doen mee.")
    check_accessibility(page)

    Blok.objects.filter(inhoud__tekst__startswith="Mensen").update(
        versienummer=99, inhoud={"tekst": "Van een ander."}
    )
    area.fill("Mensen doen weer mee.")
    expect(page.get_by_text("Iemand anders heeft dit blok intussen gewijzigd.")).to_be_visible()
    expect(area).to_have_value("Mensen doen weer mee.")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("heading", name="Wat er nu in het verslag staat")).to_be_visible()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator("article", has_text="Mensen doen weer mee.")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator("article", has_text="Mensen doen weer mee.")).to_have_count(0)
