"""Someone types figures in a grid, with the keyboard and from a spreadsheet."""

import pytest
from playwright.sync_api import expect

from monitor.models import Waarneming
from tests.journeys.browser import PHONE, check_page, log_in
from tests.journeys.test_monitor import gebieden  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db(transaction=True)

_PASTE = """(input, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text", text);
  input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def cel(page, plek: str, jaar: int):
    return page.get_by_label(f"Bijstand (%), {plek}, {jaar}", exact=True)


def test_figures_are_typed_pasted_refused_and_kept(page, programmamanager, gebieden):  # noqa: F811
    log_in(page, programmamanager)
    page.goto("/monitor/invullen/?zoek=bijstand")
    check_page(page)
    page.get_by_role("link", name="Bijstand", exact=True).click()
    page.goto(page.url + "?tot=2024")
    check_page(page)

    cel(page, "Nederland", 2023).fill("3,9")
    page.keyboard.press("Enter")
    expect(cel(page, "Brunssum", 2023)).to_be_focused()
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(cel(page, "Brunssum", 2024)).to_be_focused()

    cel(page, "Brunssum", 2022).evaluate(_PASTE, "4,8\t4,70\n1.005\t6,8\n")
    expect(page.get_by_text("1 niet opgeslagen: zie de cel.")).to_be_visible()
    expect(page.get_by_text("op één manier te lezen")).to_be_visible()
    expect(cel(page, "Brunssum-Noord", 2022)).to_have_value("1.005")
    expect(cel(page, "Brunssum", 2023)).to_have_value("4,7")
    check_page(page)
    assert Waarneming.objects.current().count() == 4

    cel(page, "Brunssum-Noord", 2022).fill("7")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="Sla op").focus()
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()
    page.reload()
    expect(cel(page, "Brunssum-Noord", 2022)).to_have_value("7")

    page.get_by_role("link", name="Geschiedenis van Brunssum-Noord").click()
    check_page(page)


def test_what_cannot_be_saved_stays_where_it_was_typed(page, programmamanager, gebieden):  # noqa: F811
    log_in(page, programmamanager)
    page.goto("/monitor/invullen/indicator/bijstand/?tot=2024")
    page.route("**/invullen/**", lambda route: route.fulfill(status=403))
    cel(page, "Nederland", 2023).fill("3,9")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kanarie is niet bereikbaar")).to_be_visible()
    expect(cel(page, "Nederland", 2023)).to_have_value("3,9")

    page.unroute("**/invullen/**")
    page.get_by_role("button", name="Sla op").click()
    expect(page.get_by_text("1 cijfer opgeslagen.")).to_be_visible()


def test_a_grid_works_on_a_phone_without_scripts(open_page, programmamanager, gebieden):  # noqa: F811
    page = open_page(PHONE, java_script_enabled=False)
    log_in(page, programmamanager)
    page.goto("/monitor/invullen/gebied/GM0899/?tot=2024")
    page.get_by_label("Bijstand (%), Brunssum, 2023", exact=True).fill("veel")
    page.get_by_role("button", name="Sla op").click()
    expect(page.get_by_text("1 cel niet opgeslagen")).to_be_visible()
    page.get_by_label("Bijstand (%), Brunssum, 2023", exact=True).fill("4,7")
    page.get_by_role("button", name="Sla op").click()
    expect(page.get_by_text("1 cijfer opgeslagen.")).to_be_visible()
    assert Waarneming.objects.current().count() == 1
