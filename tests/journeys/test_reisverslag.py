"""The author of a reisverslag: from an empty page to a PDF that may go to the college."""

import re

import pytest
from playwright.sync_api import expect

from reisverslag import services
from reisverslag.models import Reisverslag, Uitgave
from tests.journeys.browser import DESKTOP, PHONE, check_accessibility, check_page, log_in
from tests.pdf_checks import assert_publishable, bladwijzers_of, text_of
from tests.reisverslag.conftest import NU, bronnen, inhouden, verslag  # noqa: F401 - fixtures of this story

KOP = {"Titel": "Onderweg in Noord", "Van": "2026-01-01", "Tot en met": "2026-06-30"}


def given_a_new_reisverslag(page):
    page.goto("/reisverslagen/")
    check_page(page)
    page.get_by_role("link", name="Reisverslag beginnen").first.click()
    check_page(page)
    for label, value in KOP.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("College").check()
    page.get_by_label("Leeg", exact=True).check()
    page.get_by_role("button", name="Beginnen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Onderweg in Noord")


def given_a_verslag():
    """The address of the reisverslag of these stories."""
    return f"/reisverslagen/{Reisverslag.objects.get().pk}/"


def when_a_hoofdstuk_is_added(page, titel):
    page.get_by_label("Titel van het hoofdstuk").fill(titel)
    page.get_by_role("button", name="Hoofdstuk toevoegen").click()
    expect(page.get_by_role("heading", level=2, name=titel)).to_be_visible()


def when_a_blok_is_added(page, hoofdstuk, soort, fill, shows):
    page.get_by_text(f"Blok toevoegen aan {hoofdstuk}").click()
    page.locator("#verslag-inhoud details[open]").get_by_role("link", name=soort, exact=True).click()
    page.get_by_role("button", name="Bewaren").wait_for()
    check_accessibility(page)
    fill(page)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator("article").get_by_text(shows).first).to_be_visible()


def fill_driehoek(page):
    page.get_by_label("Gebied").select_option(label="Wijk 02 Brunssum-Noord")
    page.get_by_label("Jaar").fill("2023")
    page.get_by_label("Vergelijken met").select_option(label="Benchmark sterk stedelijk")


def then_the_pdf_is_good(page, titel):
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Download de pdf")).click()
    assert download.value.suggested_filename == "reisverslag-2026-01-01-2026-06-30-college-concept.pdf"
    content = download.value.path().read_bytes()
    assert_publishable(content, titel=titel)
    return content


@pytest.mark.usefixtures("bronnen")
def test_author_writes_with_every_kind_of_blok_and_makes_a_pdf(page, programmamanager):
    log_in(page, programmamanager)
    given_a_new_reisverslag(page)
    check_page(page)

    when_a_hoofdstuk_is_added(page, "Wat we zagen")
    when_a_hoofdstuk_is_added(page, "Wat we deden")
    when_a_blok_is_added(
        page,
        "Wat we zagen",
        "Tekst",
        lambda page: page.get_by_label("Tekst", exact=True).fill("Mensen doen **weer** mee."),
        "Mensen doen weer mee.",
    )
    when_a_blok_is_added(
        page, "Wat we zagen", "Stabiliteitsdriehoek", fill_driehoek, "Zo staat Brunssum-Noord ervoor"
    )
    when_a_blok_is_added(
        page,
        "Wat we deden",
        "Inspanningen",
        lambda page: page.get_by_label("2 Werken met ambassadeurs").check(),
        "Drie groepen denken mee.",
    )
    when_a_blok_is_added(
        page,
        "Wat we deden",
        "Verhaal",
        lambda page: page.get_by_label(re.compile("Een dak boven een scootmobiel")).check(),
        "Drie jaar lang ging het over de vraag",
    )
    check_page(page)

    page.get_by_role("link", name="Voorbeeld lezen").click()
    expect(page.get_by_role("heading", name="1 Wat we zagen")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Terug naar het reisverslag").click()

    page.get_by_role("button", name="Pdf maken").click()
    expect(page.get_by_text(re.compile("^Klaar"))).to_be_visible()
    check_page(page)
    content = then_the_pdf_is_good(page, "Onderweg in Noord")
    assert bladwijzers_of(content)[0] == "1 Wat we zagen"
    for words in ("Mensen doen weer mee.", "Drie groepen denken mee.", "Drie jaar lang", "6,8"):
        assert words in text_of(content)
    expect(page.locator(f'input[value="{Uitgave.objects.get().sha256}"]')).to_have_count(1)

    page.get_by_role("link", name="Vaststellen").click()
    check_page(page)
    page.get_by_role("button", name="Definitief vaststellen").click()
    expect(page.get_by_text("Vastgesteld", exact=True).first).to_be_visible()
    expect(page.get_by_role("link", name="Bewerken")).to_have_count(0)
    check_page(page)
    assert Reisverslag.objects.get().vastgesteld_door == programmamanager


@pytest.mark.usefixtures("verslag")
def test_author_works_with_the_keyboard_and_keeps_the_place(page, programmamanager):
    log_in(page, programmamanager)
    page.goto(given_a_verslag())

    down = page.get_by_role("button", name="Tekst in Wat we zagen omlaag")
    down.focus()
    page.keyboard.press("Enter")
    expect(page.locator("article").first).to_contain_text("Zo staat Brunssum-Noord ervoor")
    expect(down).to_be_focused()

    page.get_by_role("link", name="Bewerken Tekst in Wat we zagen").press("Enter")
    expect(page.locator("#verslag-inhoud [data-focus]", has_text="Tekst bewerken").last).to_be_focused()
    page.get_by_label("Tekst", exact=True).fill("")
    page.get_by_role("button", name="Bewaren").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Schrijf een tekst.")
    expect(page.get_by_role("alert")).to_be_focused()
    check_accessibility(page)
    page.get_by_label("Tekst", exact=True).fill("Opnieuw geschreven.")
    page.get_by_role("button", name="Bewaren").press("Enter")
    expect(page.locator("article", has_text="Opnieuw geschreven.")).to_be_focused()

    page.get_by_role("button", name="Weghalen Tekst in Wat we zagen").press("Enter")
    expect(page.get_by_text("Opnieuw geschreven.")).to_have_count(0)
    check_accessibility(page)
    page.get_by_role("button", name="Terugzetten Tekst uit Wat we zagen").press("Enter")
    expect(page.get_by_text("Opnieuw geschreven.")).to_be_visible()


@pytest.mark.usefixtures("verslag")
def test_author_with_two_forms_open_loses_no_word(page, programmamanager):
    log_in(page, programmamanager)
    page.goto(given_a_verslag())
    page.get_by_role("link", name="Bewerken Tekst in Wat we zagen").click()
    open_text = page.get_by_label("Tekst", exact=True)
    open_text.fill("Nog niet bewaard.")

    page.get_by_role("link", name="Hernoemen Wat we deden").click()
    expect(page.get_by_role("heading", name="Hoofdstuk hernoemen")).to_be_visible()
    page.get_by_label("Titel van het hoofdstuk").first.fill("Wat we samen deden")
    check_accessibility(page)
    page.get_by_role("button", name="Bewaren").last.click()
    expect(page.get_by_role("heading", name="2 Wat we samen deden")).to_be_visible()
    expect(open_text).to_have_value("Nog niet bewaard.")

    page.get_by_text("Blok toevoegen aan Wat we zagen").click()
    page.locator("#verslag-inhoud details[open]").get_by_role("link", name="Tekst", exact=True).click()
    expect(page.get_by_role("heading", name="Tekst toevoegen aan Wat we zagen")).to_be_visible()
    page.get_by_role("link", name="Annuleren").last.click()
    expect(page.get_by_text("Blok toevoegen aan Wat we zagen")).to_be_focused()
    expect(open_text).to_have_value("Nog niet bewaard.")

    expect(page.get_by_text(re.compile("^Bewaard om"))).to_be_visible()
    page.get_by_role("link", name="Hernoemen Wat we zagen").click()
    expect(page.get_by_role("heading", name="Hoofdstuk hernoemen")).to_be_visible()
    open_title = page.get_by_label("Titel van het hoofdstuk").first
    open_title.fill("Wat wij zagen")
    asked = []
    page.once("dialog", lambda dialog: asked.append(dialog.message) or dialog.dismiss())
    page.get_by_role("button", name="Hoofdstuk Wat we samen deden omhoog").click()
    expect(open_title).to_have_value("Wat wij zagen")
    assert "niet is bewaard" in asked[0]
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Hoofdstuk Wat we samen deden omhoog").click()
    expect(page.get_by_role("heading", name="1 Wat we samen deden")).to_be_visible()


@pytest.mark.usefixtures("verslag")
def test_two_authors_lose_no_word(open_page, programmamanager):
    pages = [open_page(), open_page()]
    for page in pages:
        log_in(page, programmamanager)
        page.goto(given_a_verslag())
        page.get_by_role("link", name="Bewerken Tekst in Wat we zagen").click()
        page.get_by_label("Tekst", exact=True).wait_for()
    for page, words in zip(pages, ("Van de eerste.", "Van de tweede."), strict=True):
        page.get_by_label("Tekst", exact=True).fill(words)
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            page.get_by_role("button", name="Bewaren").click()

    second = pages[1]
    expect(second.get_by_role("heading", name="Wat er nu in het verslag staat")).to_be_visible()
    expect(second.get_by_text("Van de eerste.")).to_be_visible()
    expect(second.get_by_label("Tekst", exact=True)).to_have_value("Van de tweede.")
    check_accessibility(second)
    second.get_by_role("button", name="Bewaren").click()
    expect(second.locator("article", has_text="Van de tweede.")).to_be_visible()


@pytest.mark.usefixtures("verslag")
def test_everything_works_without_javascript(open_page, programmamanager):
    page = open_page(DESKTOP, java_script_enabled=False)
    log_in(page, programmamanager)
    page.goto(given_a_verslag())

    page.get_by_role("button", name="Tekst in Wat we zagen omlaag").click()
    expect(page.locator("article").first).to_contain_text("Zo staat Brunssum-Noord ervoor")
    page.get_by_role("link", name="Bewerken Tekst in Wat we zagen").click()
    page.get_by_label("Tekst", exact=True).fill("Zonder script geschreven.")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Zonder script geschreven.")).to_be_visible()
    page.get_by_role("button", name="Weghalen hoofdstuk Wat we deden").click()
    page.get_by_role("button", name="Terugzetten Hoofdstuk Wat we deden").click()
    page.get_by_role("button", name="Pdf maken").click()
    expect(page.get_by_text(re.compile("^Klaar"))).to_be_visible()


@pytest.mark.usefixtures("verslag")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_reader_on_a_phone(open_page, gebruiker_met, programmamanager, scheme):
    services.vaststellen(Reisverslag.objects.get().pk, actor=programmamanager, op=NU)
    page = open_page(PHONE, color_scheme=scheme)
    log_in(page, gebruiker_met("raadslid"))

    page.goto("/reisverslagen/")
    check_page(page)
    page.get_by_role("link", name="Onderweg in Noord").click()
    expect(page.get_by_text("Drie groepen denken mee.")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Lezen zoals in de pdf").click()
    check_page(page)
