"""A developer of a partner opens the page of the API, asks a token, asks a question and reads the answer."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from brunssum.core.services import create_api_client
from tests.factories import GebiedFactory, OrganisatieFactory
from tests.journeys.browser import DESKTOP, check_accessibility, check_page


@pytest.fixture
def key(db) -> tuple[str, str]:
    """The client-id and the secret that the beheerder handed over."""
    GebiedFactory(code="WK089901", naam="Wijk 01 Voorbeeld-Zuid")
    client, secret = create_api_client(
        OrganisatieFactory().pk, actor=None, naam="Klantsysteem", scopes=["gebieden:lezen"], nu=timezone.now()
    )
    return client.client_id, secret


def when_they_look_for(page, words: str):
    page.get_by_label("Zoek een aanvraag", exact=True).fill(words)


def when_they_ask_a_token(page, client_id: str, secret: str):
    page.get_by_label("Client-id", exact=True).fill(client_id)
    page.get_by_label("Geheim", exact=True).fill(secret)
    page.get_by_role("button", name="Vraag een token op").click()


def test_a_developer_gets_a_token_asks_and_reads_the_answer(page, key):
    page.goto("/api/")
    expect(page.get_by_role("heading", level=1)).to_have_text("API voor partners")
    check_page(page)

    when_they_look_for(page, "get gebied code")
    operation = page.locator("details", has=page.locator("#leesGebied"))
    expect(page.get_by_text(re.compile(r"^[0-9]+ van"))).to_be_visible()
    operation.locator("summary").first.click()
    send = operation.get_by_role("button", name="Verstuur")
    send.click()
    expect(operation.get_by_text("401: vraag eerst een token op")).to_be_visible()

    when_they_ask_a_token(page, key[0], "kan_verkeerd")
    expect(page.get_by_text("horen niet bij elkaar")).to_be_visible()
    when_they_ask_a_token(page, *key)
    expect(page.get_by_text("Dit token geldt 60 minuten, met de scopes gebieden:lezen.")).to_be_visible()
    expect(page.get_by_label("Geheim", exact=True)).to_have_value("")

    send.click()
    expect(operation.get_by_text("Status 200")).to_be_visible()
    answer = operation.get_by_label("Antwoord op Eén gebied")
    expect(answer).to_contain_text('"naam": "Wijk 01 Voorbeeld-Zuid"')
    operation.get_by_text("Headers van het antwoord").click()
    expect(operation.get_by_label("Headers van het antwoord")).to_contain_text("api-version")
    check_page(page)

    operation.get_by_label("code verplicht").fill("WK000000")
    send.click()
    expect(operation.get_by_text("Status 404")).to_be_visible()
    expect(answer).to_contain_text("Dit bestaat niet")
    operation.get_by_label("code verplicht").fill("")
    send.click()
    expect(operation.get_by_text("Vul code in.")).to_be_visible()

    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    page.reload()
    expect(page.get_by_label("Token", exact=True)).to_have_value("")


def test_what_came_back_fills_in_what_can_be_asked_next(page, key):
    GebiedFactory(code="GM0001", naam="Gemeente Voorbeeld")
    page.goto("/api/")
    when_they_ask_a_token(page, *key)
    expect(page.get_by_text("Dit token geldt")).to_be_visible()
    listing = page.locator("details", has=page.locator("#leesGebieden"))
    listing.locator("summary").first.click()
    listing.get_by_role("button", name="Verstuur").click()
    expect(listing.get_by_text("Status 200")).to_be_visible()

    listing.get_by_role("link", name="Eén gebied").click()

    operation = page.locator("details", has=page.locator("#leesGebied"))
    expect(operation.get_by_label("code verplicht")).to_have_value("GM0001")
    operation.get_by_role("button", name="Verstuur").click()
    expect(operation.get_by_label("Antwoord op Eén gebied")).to_contain_text("Gemeente Voorbeeld")


def test_page_with_everything_unfolded_is_accessible_on_a_phone(phone):
    phone.goto("/api/")
    phone.get_by_text("Op deze pagina", exact=True).tap()
    phone.get_by_role("navigation").get_by_role("link", name="Alle aanvragen").tap()
    expect(phone.get_by_role("heading", name="Alle aanvragen")).to_be_in_viewport()
    phone.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    check_page(phone)


def test_page_reads_without_javascript(open_page):
    page = open_page(DESKTOP, java_script_enabled=False)
    page.goto("/api/#leesGebied")
    operation = page.locator("details", has=page.locator("#leesGebied"))
    if operation.get_attribute("open") is None:
        operation.locator("summary").first.click()
    expect(operation.get_by_text("/api/v1/gebieden/WK089901")).to_be_visible()
    expect(page.get_by_role("button", name="Verstuur")).to_have_count(0)
    expect(page.get_by_label("Token", exact=True)).to_be_hidden()


def test_a_link_to_what_is_folded_in_opens_it_in_the_dark(open_page):
    page = open_page(DESKTOP, color_scheme="dark")
    page.goto("/api/#schema-Gebied")
    expect(page.get_by_role("group", name="Velden van Gebied")).to_be_visible()
    check_accessibility(page)
