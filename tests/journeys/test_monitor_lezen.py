"""Reading the monitor: from a figure to its trend, on a desk and on a phone, in the light and in the dark."""

import pytest
from playwright.sync_api import expect

from brunssum.core.models import Gebied
from brunssum.core.rollen import Rol
from monitor.models import Indicator
from monitor.services import import_indicatorbestand
from tests.factories import DoelstellingFactory, PlekFactory, StreefwaardeFactory
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
    for naam in ("stapeling-2023.csv", "brede-welvaart-ranglijst.csv"):
        import_indicatorbestand(
            (CSV.parent / naam).read_bytes(), actor=None, bestandsnaam=naam, periode=2023, moment=MOMENT
        )
    noord, bijstand = Gebied.objects.get(code="WK089902"), Indicator.objects.get(code="bijstand")
    PlekFactory(naam="Noorderhuis", gebied=noord, adres="Rimburgerweg", omschrijving="Ontmoeten.")
    StreefwaardeFactory(indicator=bijstand, gebied=noord)
    Indicator.objects.filter(code="bijstand").update(breuken=[{"jaar": 2020, "uitleg": "Anders geteld."}])


@pytest.mark.parametrize(("device", "scheme"), [(DESKTOP, "dark"), (PHONE, "light")])
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
        page.wait_for_load_state("networkidle")  # with what other apps add to it
        check_page(page)


def test_the_team_sets_a_streefwaarde_and_adds_a_plek(page, programmamanager, cijfers):
    DoelstellingFactory(nummer="9", naam="Meer bestaanszekerheid")
    log_in(page, programmamanager)
    page.goto("/monitor/indicatoren/bijstand/")
    page.get_by_role("link", name="Streefwaarden bijhouden").click()
    page.get_by_role("link", name="Streefwaarde toevoegen").click()
    page.get_by_label("Doelstelling").select_option(label="9. Meer bestaanszekerheid")
    page.get_by_label("Gebied").select_option(label="Brunssum-Oost")
    page.get_by_label("Jaar").fill("2030")
    page.get_by_label("Streefwaarde").fill("5.5")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("met een komma voor de decimalen").first).to_be_visible()
    check_page(page)
    page.get_by_label("Streefwaarde").fill("5,5")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("cell", name="7,0 in 2023: nog niet gehaald")).to_be_visible()
    check_page(page)

    page.goto("/monitor/gebieden/WK089903/")
    page.get_by_role("link", name="Plek toevoegen").click()
    expect(page.get_by_label("Gebied")).to_have_value(str(Gebied.objects.get(code="WK089903").pk))
    check_page(page)
    page.get_by_label("Naam").fill("Schutterspark")
    page.get_by_label("Waar is de plek voor").select_option("groen")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("listitem").filter(has_text="Schutterspark")).to_be_visible()


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
