"""The programmateam looks where figures come from and how reading them went."""

from playwright.sync_api import expect

from monitor.services import load_indicatoren
from tests.journeys.browser import check_page, log_in


def test_team_looks_where_figures_come_from(page, programmamanager):
    load_indicatoren(actor=None)
    log_in(page, programmamanager)
    page.goto("/monitor/bronnen/")
    check_page(page)

    page.get_by_role("link", name="CBS, Kerncijfers wijken en buurten").click()
    expect(page.get_by_text("Kanarie leest deze bron zelf, elke 7 dagen")).to_be_visible()
    check_page(page)
    expect(page.get_by_role("button", name="Ververs nu")).to_be_visible()
