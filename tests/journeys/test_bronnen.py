"""The programmateam looks where figures come from, has one read now, and sees the new figure."""

from django.utils import timezone
from playwright.sync_api import expect

from monitor import services
from monitor.services import load_indicatoren
from tests.journeys.browser import check_page, log_in
from tests.monitor.conftest import (  # noqa: F401 - fixtures of this story
    cbs,
    gebieden,
    indicatoren,
    kwb,
    list_as_loaded,
)


def test_team_looks_where_figures_come_from(page, programmamanager):
    load_indicatoren(actor=None)
    log_in(page, programmamanager)
    page.goto("/monitor/bronnen/")
    check_page(page)

    page.get_by_role("link", name="CBS, Kerncijfers wijken en buurten").click()
    expect(page.get_by_text("Kanarie leest deze bron zelf en kijkt elke 7 dagen")).to_be_visible()
    check_page(page)
    expect(page.get_by_role("button", name="Ververs nu")).to_be_visible()


def test_team_has_a_bron_read_now_and_sees_the_new_figure(page, kwb, cbs, programmamanager):  # noqa: F811
    services.ververs_bron(kwb.pk, actor=None, moment=timezone.now(), meld=lambda percent, zin: None)
    newest = cbs.change("85984NED")
    newest.properties |= {"Version": "later", "ObservationsModified": "later"}
    newest.put("A047047", "WK089902", Value=77)
    cbs.control(
        {"tabel": "84799NED", "gebieden": {"WK089903": "Wijk 03 Treebeek"}, "eigenschappen": {"Version": "3"}}
    )
    log_in(page, programmamanager)
    page.goto("/monitor/bronnen/kwb/")

    page.get_by_role("button", name="Ververs nu").click()
    expect(page.get_by_text("Klaar:")).to_be_visible()
    expect(page.get_by_role("heading", name="Andere naam, misschien een ander gebied")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Bekijk wat er is gelezen").click()
    expect(page.get_by_role("heading", name="Wat er eerst stond")).to_be_visible()
    check_page(page)
    page.get_by_role("row", name="Wijk 02 Brunssum-Noord").get_by_role("link").click()
    row = page.get_by_role("region", name="Tabel met cijfers").get_by_role("row", name="Brunssum-Noord")
    expect(row.get_by_role("cell").first).to_have_text("77,0")
    check_page(page)
