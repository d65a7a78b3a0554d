"""Finding something with the keyboard alone: from any page to the field, through the list, to the thing itself."""

from playwright.sync_api import expect

from brunssum.core.rollen import Rol
from tests.factories import CasusFactory, InspanningFactory, LeerpuntFactory
from tests.journeys.browser import check_page, log_in


def test_search_with_the_keyboard(phone, page, gebruiker_met, transactional_db):
    InspanningFactory(nummer="2B", naam="Minder wachtlijsten")
    for n in range(7):
        LeerpuntFactory(titel=f"Een wachtlijst zonder eigenaar, deel {n}")
    manager = gebruiker_met(Rol.PROGRAMMAMANAGER, naam="Programmamanager")
    CasusFactory(wat_gaat_mis="Al een jaar op de wachtlijst.", casusverantwoordelijke=manager)
    leider = gebruiker_met(Rol.PROJECTLEIDER, naam="Projectleider")
    log_in(page, leider)
    log_in(phone, manager)

    when_typing_a_list_comes_and_goes(page)
    then_arrows_and_enter_lead_to_a_thing(page)
    then_enter_gives_all_of_it(page)
    then_on_a_phone_casussen_are_found_and_no_word_stands_in_the_address(phone)


def go_to_the_field(page):
    page.wait_for_load_state("load")  # the key is listened to from here on
    page.keyboard.press("/")


def when_typing_a_list_comes_and_goes(page):
    page.goto("/monitor/")
    go_to_the_field(page)
    field = page.locator("#zoek-kop")
    expect(field).to_be_focused()
    page.keyboard.type("wachtl")
    expect(page.get_by_role("link", name="Minder wachtlijsten")).to_be_visible()
    expect(page.locator("#live")).to_contain_text("8 resultaten")
    check_page(page)
    field.focus()  # the check looks everywhere
    page.keyboard.press("Escape")
    expect(page.locator(".zoek__paneel")).to_have_count(0)
    expect(field).to_be_focused()
    expect(field).to_have_value("wachtl")


def then_arrows_and_enter_lead_to_a_thing(page):
    page.keyboard.type("ijst")
    expect(page.locator(".zoek__treffers a")).to_have_count(4)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".zoek__treffers a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Minder wachtlijsten")).to_be_visible()


def then_enter_gives_all_of_it(page):
    go_to_the_field(page)
    page.keyboard.type("wachtlijst")
    page.keyboard.press("Enter")
    expect(page.get_by_text("8 resultaten voor “wachtlijst”")).to_be_visible()
    expect(page).to_have_url("/zoeken/?q=wachtlijst")
    check_page(page)
    page.get_by_role("link", name="Alle 7 leerpunten").press("Enter")
    expect(page.get_by_text("7 leerpunten voor “wachtlijst”")).to_be_visible()
    go_to_the_field(page)
    page.keyboard.type("2b")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Minder wachtlijsten")).to_be_visible()


def then_on_a_phone_casussen_are_found_and_no_word_stands_in_the_address(phone):
    phone.goto("/")
    phone.get_by_text("Menu", exact=True).click()
    phone.get_by_role("searchbox").press_sequentially("wachtlijst")
    expect(phone.locator(".zoek__treffers a")).to_have_count(4)
    expect(phone.locator(".zoek__treffers a", has_text="Casus")).to_have_count(0)  # never while typing
    assert "zoeken" not in phone.url
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="Casussen")).to_be_visible()
    expect(phone.get_by_text("9 resultaten voor “wachtlijst”")).to_be_focused()
    expect(phone).to_have_url("/zoeken/")
    check_page(phone)
    phone.get_by_role("button", name="Alle 7 leerpunten").click()
    expect(phone.get_by_text("7 leerpunten voor “wachtlijst”")).to_be_focused()
    expect(phone).to_have_url("/zoeken/")


def test_who_types_and_presses_enter_at_once_gets_the_page_and_no_list_over_it(
    page, gebruiker_met, transactional_db
):
    """The wait before a suggestion ends after the answer came."""
    InspanningFactory(naam="Minder wachtlijsten")
    log_in(page, gebruiker_met(Rol.PROJECTLEIDER))
    page.clock.install()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/monitor/")
    page.locator("#zoek-kop").fill("wachtl")
    page.locator("#zoek-kop").press("Enter")
    expect(page.get_by_text("1 resultaat voor")).to_be_visible()
    page.clock.fast_forward(5_000)
    page.evaluate("fetch('/healthz')")
    assert not any("suggesties" in url for url in asked)
