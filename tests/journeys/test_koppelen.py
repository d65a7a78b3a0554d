"""A file with names that Kanarie does not know, explained by hand."""

from playwright.sync_api import expect

from tests.journeys.browser import check_page, log_in
from tests.journeys.test_monitor import gebieden, when_they_upload  # noqa: F401 - a fixture
from tests.monitor.workbooks import workbook


def test_unknown_names_are_explained_once(page, programmamanager, gebieden):  # noqa: F811
    log_in(page, programmamanager)
    raw = workbook(
        cijfers=[["indicator", "Nederland", "Brunsum"], ["Bijstnd", 3.9, 4.7], ["Geluk", 1, "1.005"]],
        oud=[["indicator", "Nederland"], ["Bijstand", 3.1]],
    )
    when_they_upload(page, raw, "cijfers.xlsx")
    page.get_by_role("heading", name="Hoe lezen wij dit bestand?").wait_for()
    check_page(page)

    page.get_by_label("“Geluk” (indicator").select_option("-")
    page.get_by_role("button", name="Lees het bestand zo").click()
    expect(page.get_by_text("Uw keuzes zijn onthouden")).to_be_visible()
    expect(page.get_by_text("“Bijstnd” als Bijstand")).to_be_visible()
    expect(page.get_by_text("2 nieuw")).to_be_visible()
    check_page(page)

    page.get_by_role("button", name="Sla deze cijfers op").click()
    expect(page.get_by_text("De cijfers zijn opgeslagen")).to_be_visible()
