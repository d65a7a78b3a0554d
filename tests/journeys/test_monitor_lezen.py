"""Reading the monitor: from a figure to its trend, on a desk and on a phone, in the light and in the dark."""

import pytest
from playwright.sync_api import expect

from brunssum.core.rollen import Rol
from monitor.services import import_indicatorbestand
from tests.journeys.browser import DESKTOP, PHONE, Recorder, check_page, log_in
from tests.journeys.test_monitor import gebieden  # noqa: F401 - a fixture
from tests.monitor.conftest import CSV, MOMENT


@pytest.fixture
def cijfers(gebieden):  # noqa: F811
    for jaar, bijstand in ((2019, b"7,9;8,1"), (2021, b"7,2;7,6"), (2023, b"6,8;7,0")):
        import_indicatorbestand(
            CSV.read_bytes().replace(b"6,8;7,0", bijstand),
            actor=None,
            bestandsnaam="cijfers.csv",
            periode=jaar,
            moment=MOMENT,
        )


@pytest.mark.parametrize(
    ("device", "scheme"), [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark")]
)
def test_pages_are_accessible(open_page, gebruiker_met, cijfers, device, scheme):
    page = open_page(device, color_scheme=scheme)
    log_in(page, gebruiker_met(Rol.BESTUUR))
    for address in (
        "/monitor/driehoek/WK089902/?naast=WK089903&vergelijking=begin&bekend_op=2026-03-05",
        "/monitor/indicatoren/bijstand/",
        "/monitor/indicatoren/",
        "/monitor/ranglijst/",
        "/monitor/stapeling/",
        "/monitor/gebieden/WK089902/",
    ):
        page.goto(address)
        check_page(page)


def test_a_chart_is_downloaded_without_plotly(page, gebruiker_met, cijfers):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    log_in(page, gebruiker_met(Rol.BESTUUR))
    page.goto("/monitor/indicatoren/bijstand/")

    with page.expect_download() as download:
        page.get_by_role("button", name="Download als png").click()

    assert download.value.suggested_filename == "indicator-bijstand.png"
    assert download.value.path().read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert not any("plotly" in url for url in asked)


def test_a_chart_is_made_interactive_on_request(browser, live_server, gebruiker_met, cijfers):
    context = browser.new_context(base_url=live_server.url, locale="nl-NL", **DESKTOP)
    recorder = Recorder(context.new_page())
    page = recorder.page
    log_in(page, gebruiker_met(Rol.BESTUUR))
    page.goto("/monitor/indicatoren/bijstand/")

    page.get_by_role("button", name="Maak de grafiek interactief").click()

    expect(page.locator("#grafiek .js-plotly-plot .main-svg").first).to_be_visible()
    expect(page.get_by_text("Brunssum-Noord").first).to_be_visible()
    refused = page.evaluate("window.__csp.map((line) => line)")
    page.wait_for_load_state("networkidle")  # the server has answered all that was asked
    context.close()
    # The script carries one style of its maps, which we do not draw: our CSP refuses it, and nothing else.
    assert len(refused) <= 1
    assert all(line.startswith("style-src-elem refused inline") and "plotly" in line for line in refused)
    assert [line for line in recorder.problems if "inline style" not in line] == []
