"""The whole chain on the demo: kaart, figures, casus, besluit, verhaal, reisverslag, pdf; and each rol through all it may see."""

import re
import sqlite3
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Page, expect

from brunssum.core.rollen import Rol
from brunssum.demo import seed
from tests.inspanningen.test_import import formulier
from tests.journeys.browser import DESKTOP, PHONE, check_accessibility, check_reflow
from tests.pdf_checks import assert_publishable, text_of

CIJFERS = seed.INHOUD / "stabiliteitsdriehoek-2023.csv"
DIENSTEN = {
    person["rollen"][0]: person["email"] for person in reversed(seed.read("gebruikers")["gebruikers"])
}
EERSTE = {
    "Inspanningen": r"/inspanningen/\d+/",
    "Monitor": r"/monitor/driehoek/\w+/",
    "Casussen": r"/casussen/[0-9a-f-]{36}/",
    "Ambassadeurs": r"/ambassadeurs/\d+/",
    "Reisverslagen": r"/reisverslagen/\d+/",
    "Gebruikers": r"/gebruikers/\d+/",
}
"""What the address of one thing looks like, for each place in the navigation that is a list of things."""


@pytest.fixture(scope="module")
def as_it_was_made():
    """A copy of the demo: making it anew for each story takes half a minute. PostgreSQL, where one story is told, has none."""
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as copy:
        yield copy


@pytest.fixture(autouse=True)
def demo(transactional_db, as_it_was_made):
    if as_it_was_made.execute("SELECT 1 FROM sqlite_master").fetchone():
        connection.ensure_connection()
        as_it_was_made.backup(connection.connection)
        return
    seed.seed(timezone.localdate(), lambda _what: None)
    if connection.vendor == "sqlite":
        connection.connection.backup(as_it_was_made)


def log_in_as(page: Page, email: str) -> None:
    page.goto("/")
    page.get_by_role("button", name=f"{email}@{seed.DOMEIN}").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dag ")


def go_to(page: Page, plek: str) -> None:
    """By the navigation, on a phone by its menu."""
    if page.get_by_text("Menu", exact=True).is_visible():
        page.get_by_text("Menu", exact=True).click()
    link = page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name=plek, exact=True)
    address = link.get_attribute("href")
    link.click()
    expect(page).to_have_url(re.compile(rf"{address}$"))


# ------------------------------------------------------------------------------------------------ the whole chain


KAART, DAK, VERSLAG = "Repaircafé", "Een lekkende kelder", "Onderweg in Noord"


@pytest.mark.parametrize("script", [True, False], ids=["with javascript", "without javascript"])
def test_from_a_projectkaart_and_a_door_to_the_pdf_for_the_college(open_page, script):
    desk = open_page(DESKTOP, java_script_enabled=script)
    phone = open_page(PHONE, java_script_enabled=script)
    log_in_as(desk, "programmamanager")
    log_in_as(phone, "wijkmanager-noord")

    when_a_kaart_is_imported_and_edited(desk)
    when_new_figures_reach_the_driehoek(desk)
    nummer = when_a_casus_is_logged_at_a_door(phone)
    when_the_programmamanager_decides(desk, nummer)
    when_the_wijkmanager_pays_and_tells_the_story(phone)
    when_a_reisverslag_is_written(desk)

    then_the_pdf_tells_it_all(desk)


def when_a_kaart_is_imported_and_edited(desk):
    raw = formulier(KAART, aanleiding="Er wordt veel weggegooid.", resultaat="Elke maand open.")
    go_to(desk, "Inspanningen")
    desk.get_by_role("link", name="Importeren").click()
    desk.get_by_label("Bestand met projectformulieren").set_input_files(
        {"name": "formulieren.txt", "mimeType": "text/plain", "buffer": raw.encode()}
    )
    desk.get_by_role("button", name="Lezen en nakijken").click()
    desk.get_by_role("button", name="Neem over zoals gekozen").click()
    expect(desk.get_by_text("1 kaart gemaakt")).to_be_visible()

    go_to(desk, "Inspanningen")
    desk.get_by_label("Zoek in de kaarten").fill(KAART)
    desk.get_by_label("Zoek in de kaarten").press("Enter")
    desk.get_by_role("link", name=KAART).click()
    wat = desk.locator("#sectie-wat")
    wat.get_by_role("link", name="Bewerk").click()
    desk.get_by_label("Resultaat").fill(f"Elke week open. Dat zegt {KAART}.")
    desk.get_by_role("button", name="Opslaan").click()
    expect(wat.get_by_role("link", name="Bewerk")).to_be_visible()
    expect(wat).to_contain_text("Elke week open.")


def when_new_figures_reach_the_driehoek(desk):
    raw = CIJFERS.read_text(encoding="utf-8").replace(";6,8;7,0", ";6,1;7,0")
    go_to(desk, "Monitor")
    desk.get_by_role("link", name="Cijfers importeren").first.click()
    desk.get_by_label("Bestand", exact=True).set_input_files(
        {"name": "2024.csv", "mimeType": "text/csv", "buffer": raw.encode()}
    )
    desk.get_by_label("Jaar van de cijfers").fill("2024")
    desk.get_by_role("button", name="Bekijk het bestand").click()
    desk.get_by_role("button", name="Sla deze cijfers op").click()
    desk.get_by_role("link", name="Naar de driehoeken").click()
    desk.get_by_role("link", name="Brunssum-Noord", exact=True).click()
    bar = desk.locator("svg.dh--breed").get_by_role("link", name=re.compile("^Bijstand: 6,1%"))
    expect(bar).to_be_visible()


def when_a_casus_is_logged_at_a_door(phone) -> str:
    go_to(phone, "Casussen")
    phone.get_by_role("link", name="Casus melden").first.click()
    phone.get_by_label("Waar is het").select_option(label="Klingelsberg")
    phone.get_by_label("Wat gaat er mis").fill(f"{DAK}, en niemand is ervan.")
    phone.get_by_label("Wonen").check()
    phone.get_by_role("button", name="Casus melden").click()
    heading = phone.get_by_role("heading", level=1, name=re.compile(r"^Casus \d{4}-\d{3}$"))
    nummer = heading.inner_text().removeprefix("Casus ")

    phone.get_by_role("link", name="Ter plekke geweest").click()
    phone.get_by_label("Wat zag u").fill("Het is nog erger dan verteld.")
    phone.get_by_role("button", name="Ter plekke geweest").click()
    phone.get_by_role("link", name="Voorstel maken").click()
    phone.get_by_label("De kleine duw").fill("Laten herstellen.")
    phone.get_by_label("Wat kost het").fill("450")
    phone.get_by_label("Waarom niet regulier").fill("Het hoort nergens bij.")
    phone.get_by_label("Wat kost niets doen").fill("De bewoner valt.")
    wie_nee_zei = phone.get_by_role("group", name="Instantie 1")
    wie_nee_zei.get_by_label("Instantie").fill("Wmo-loket")
    wie_nee_zei.get_by_label("Op welke grond").fill("Algemeen gebruikelijk.")
    phone.get_by_role("button", name="Voorstel indienen").click()
    expect(phone.get_by_text("Het voorstel ligt er.")).to_be_visible()
    return nummer


def when_the_programmamanager_decides(desk, nummer):
    go_to(desk, "Casussen")
    desk.get_by_role("link", name=re.compile(r"^Wacht op besluit \(\d+\)$")).click()
    desk.get_by_role("link", name=nummer).click()
    desk.get_by_role("link", name="Besluit nemen").click()
    desk.get_by_label("Toegekend").check()
    desk.get_by_label("Uit welk budget").select_option(index=1)
    desk.get_by_label("Legitimiteit").fill("Veilig wonen is waar de regels voor zijn.")
    desk.get_by_label("Betrokkenheid").fill("De bewoner helpt mee.")
    desk.get_by_label("Rendement").fill("Goedkoper dan een gebroken heup.")
    desk.get_by_role("button", name="Besluit vastleggen").click()
    expect(desk.get_by_text("is genomen.")).to_be_visible()


def when_the_wijkmanager_pays_and_tells_the_story(phone):
    phone.reload()
    phone.get_by_role("link", name="Betaling boeken").click()
    phone.get_by_label("Bedrag").fill("445,50")
    phone.get_by_role("button", name="Betaling boeken").click()
    expect(phone.get_by_text("De betaling is geboekt.")).to_be_visible()
    phone.get_by_role("link", name="Verhaal vertellen").click()
    phone.get_by_label("Titel").fill(DAK)
    phone.get_by_label("Verhaal", exact=True).fill(f"{DAK} hield een leven tegen. Nu niet meer.")
    phone.get_by_role("button", name="Verhaal vrijgeven").click()
    expect(phone.get_by_text("Het verhaal is vrijgegeven.")).to_be_visible()


def when_a_reisverslag_is_written(desk):
    today = timezone.localdate()
    go_to(desk, "Reisverslagen")
    desk.get_by_role("link", name="Reisverslag beginnen").first.click()
    desk.get_by_label("Titel", exact=True).fill(VERSLAG)
    desk.get_by_label("Van", exact=True).fill(today.replace(month=1, day=1).isoformat())
    desk.get_by_label("Tot en met", exact=True).fill(today.isoformat())
    desk.get_by_label("College").check()
    desk.get_by_role("button", name="Beginnen").click()
    desk.get_by_label("Titel van het hoofdstuk").fill("Wat wij deden")
    desk.get_by_role("button", name="Hoofdstuk toevoegen").click()

    def choose_driehoek():
        desk.get_by_label("Gebied").select_option(label="Wijk 02 Brunssum-Noord")
        desk.get_by_label("Jaar").fill("2024")
        desk.get_by_label("Vergelijken met").select_option(label="Benchmark sterk stedelijk")

    for soort, fill, shows in (
        (
            "Tekst",
            lambda: desk.get_by_label("Tekst", exact=True).fill("Een **goed** jaar."),
            "Een goed jaar.",
        ),
        ("Inspanningen", lambda: desk.get_by_label(KAART).check(), "Elke week open."),
        ("Verhaal", lambda: desk.get_by_label(DAK).check(), "hield een leven tegen"),
        ("Stabiliteitsdriehoek", choose_driehoek, "Zo staat Brunssum-Noord ervoor"),
    ):
        desk.get_by_text("Blok toevoegen aan Wat wij deden").click()
        desk.locator("details[open]").get_by_role("link", name=soort, exact=True).click()
        expect(desk.get_by_role("button", name="Bewaren")).to_be_visible()
        fill()
        desk.get_by_role("button", name="Bewaren").click()
        expect(desk.locator("article").get_by_text(shows).first).to_be_visible()


def then_the_pdf_tells_it_all(desk):
    desk.get_by_role("button", name="Pdf maken").click()
    with desk.expect_download() as download:
        desk.get_by_role("link", name=re.compile("Download de pdf")).click()
    content = download.value.path().read_bytes()
    assert_publishable(content, titel=VERSLAG)
    text = " ".join(text_of(content).split())
    for words in (
        "Een goed jaar.",
        f"Elke week open. Dat zegt {KAART}.",
        f"{DAK} hield een leven tegen. Nu niet meer.",
        "6,1%",
    ):
        assert words in text
    assert "445,50" not in text.replace("€", ""), "what was paid exactly is of nobody's concern"


# ------------------------------------------------------------------------------- each rol through all it may see


def test_every_page_of_every_rol_is_good(open_page, subtests):
    seen = set()
    for rol in Rol:
        with subtests.test(rol.label):
            walk_through_all_places(open_page(DESKTOP), rol, seen)


def walk_through_all_places(page: Page, rol: Rol, seen: set[str]) -> None:
    """Each place in the navigation, and the first thing in each list."""
    log_in_as(page, DIENSTEN[rol])
    check_everywhere(page, seen)
    plekken = page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link").all_inner_texts()
    assert len(plekken) >= 2, f"{rol.label} has nowhere to go"
    for plek in plekken[1:]:
        go_to(page, plek)
        check_everywhere(page, seen)
        if plek in EERSTE:
            page.goto(first_of(page, EERSTE[plek]))
            check_everywhere(page, seen)


def first_of(page: Page, pattern: str) -> str:
    """The address of the first thing in this list. The demo has one for every rol."""
    links = page.locator("main").get_by_role("link").all()
    found = [href for href in (link.get_attribute("href") for link in links) if re.fullmatch(pattern, href)]
    assert found, f"{page.url} shows nothing like {pattern}"
    return found[0]


def check_everywhere(page: Page, seen: set[str]) -> None:
    """Accessible at a desk (the stories look at phones), and no sideways scrolling on the smallest phone.

    `seen` holds what was looked at: what two rollen see, the same but for its numbers, is looked at once.
    """
    assert page.get_by_role("heading", level=1).count() == 1, f"{page.url} has not one heading"
    check_reflow(page)
    part = "body" if urlsplit(page.url).path == "/" else "main"
    content = re.sub(r'value="\w{64}"|[0-9a-f-]{36}|\d+', "", page.locator(part).inner_html())
    if content in seen:
        return
    seen.add(content)
    check_accessibility(page)
