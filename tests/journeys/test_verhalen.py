"""A story on its way: heard at a door, written down on a phone, checked by someone else, read beside the figures."""

import pytest

from brunssum.core.models import Gebied
from brunssum.core.rollen import Rol
from monitor.models import Verhaal
from monitor.services import load_verhaalingangen
from tests.core.test_foto import picture
from tests.factories import GebiedFactory, IndicatorFactory, ThemaFactory, UitvraagFactory, WaarnemingFactory
from tests.journeys.browser import PHONE, check_page, log_in

TEKST = "Ik durfde de brief niet open te maken. Een buurvrouw deed het samen met mij."


@pytest.fixture
def wijk(db):
    load_verhaalingangen(actor=None)
    wijk = GebiedFactory(naam="Wijk 02 Noord", soort=Gebied.Soort.WIJK)
    indicator = IndicatorFactory(naam="Bijstand", thema=ThemaFactory(naam="Bestaanszekerheid"))
    WaarnemingFactory(indicator=indicator, gebied=wijk)
    UitvraagFactory(naam="Vragenronde", uitgenodigd=100, meegedaan=40).cijfers.create(
        omschrijving="Voelt zich thuis", aantal=30, van_aantal=40
    )
    return wijk


def when_they_write_it_down(page, tekst: str):
    page.goto("/monitor/verhalen/")
    check_page(page)
    page.get_by_role("link", name="Verhaal toevoegen").first.click()
    check_page(page)
    page.get_by_label("Het verhaal").fill(tekst)
    page.get_by_label("Titel").fill("De brief")
    page.get_by_label("Waar speelt het").select_option(label="Wijk 02 Noord")
    page.get_by_label("Waar gaat het over").select_option(
        label="Bestaansonzekerheid door stapeling van problemen"
    )
    page.get_by_label("Bij welk thema past het").select_option(label="Bestaanszekerheid")
    page.get_by_label("Toestemming van wie het vertelt").select_option(label="In een gesprek")
    page.get_by_role("button", name="Bewaren").click()


def when_the_team_publishes_it(page):
    page.goto("/monitor/verhalen/controle/")
    check_page(page)
    page.get_by_role("link", name="De brief").click()
    check_page(page)
    page.get_by_role("button", name="Publiceren").click()
    page.get_by_text("Het verhaal is gepubliceerd").wait_for()


def test_a_story_is_told_at_a_door_checked_and_read(phone, page, open_page, wijkmanager, gebruiker_met, wijk):
    log_in(phone, wijkmanager)
    when_they_write_it_down(phone, TEKST + " Bel haar op 0612345678.")
    phone.get_by_text("lijkt een telefoonnummer te staan").wait_for()
    check_page(phone)
    phone.get_by_label("Het verhaal").fill(TEKST)
    phone.get_by_role("button", name="Bewaren").click()
    phone.get_by_text("Alleen u ziet het nog").wait_for()
    check_page(phone)

    phone.get_by_role("link", name="Foto toevoegen").click()
    check_page(phone)
    phone.get_by_label("Foto", exact=True).set_input_files(
        {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": picture(size=(800, 600))}
    )
    phone.get_by_label("Wat staat er op de foto").fill("Een brief op een tafel")
    phone.get_by_label("Er staat niemand herkenbaar op").check()
    phone.get_by_role("button", name="Foto bewaren").click()
    image = phone.get_by_alt_text("Een brief op een tafel")
    image.wait_for()
    assert image.evaluate("(img) => img.complete && img.naturalWidth") == 800
    check_page(phone)
    phone.get_by_role("button", name="Stuur naar het programmateam").click()
    phone.get_by_text("voordat anderen het lezen").wait_for()

    log_in(page, gebruiker_met(Rol.PROGRAMMATEAM))
    when_the_team_publishes_it(page)

    reader = open_page(PHONE)
    log_in(reader, gebruiker_met(Rol.BESTUUR))
    reader.goto("/monitor/verhalen/")
    reader.get_by_role("link", name="Bestaansonzekerheid door stapeling van problemen").click()
    check_page(reader)
    reader.get_by_label("Thema").select_option(label="Bestaanszekerheid")
    reader.wait_for_url("**thema=*")
    reader.get_by_role("link", name="De brief").click()
    reader.get_by_text(TEKST).wait_for()
    check_page(reader)
    reader.get_by_role("link", name="Bijstand").click()
    assert reader.get_by_role("heading", level=1).inner_text() == "Bijstand"

    phone.reload()
    phone.get_by_role("link", name="Verhaal intrekken en wissen").click()
    check_page(phone)
    phone.get_by_role("button", name="Intrekken en wissen").click()
    phone.get_by_text("De tekst en de foto zijn gewist").wait_for()
    check_page(phone)
    assert Verhaal.objects.get().tekst == ""


def test_a_story_is_told_without_javascript(open_page, wijkmanager, gebruiker_met, wijk):
    phone = open_page(PHONE, java_script_enabled=False)
    log_in(phone, wijkmanager)
    phone.goto("/monitor/verhalen/nieuw/")
    phone.get_by_label("Het verhaal").fill(TEKST)
    phone.get_by_label("Titel").fill("De brief")
    phone.get_by_label("Waar speelt het").select_option(label="Wijk 02 Noord")
    phone.get_by_label("Waar gaat het over").select_option(label="Grote bereidheid om anderen te helpen")
    phone.get_by_label("Bij welk thema past het").select_option(label="Bestaanszekerheid")
    phone.get_by_label("Toestemming van wie het vertelt").select_option(label="In een gesprek")
    phone.get_by_role("button", name="Bewaren").click()
    phone.get_by_role("button", name="Stuur naar het programmateam").click()

    log_in(phone, gebruiker_met(Rol.PROGRAMMATEAM))
    phone.goto("/monitor/verhalen/controle/")
    phone.get_by_role("link", name="De brief").click()
    phone.get_by_role("button", name="Publiceren").click()
    phone.goto("/monitor/verhalen/alle/")
    phone.get_by_label("Thema").select_option(label="Bestaanszekerheid")
    phone.get_by_role("button", name="Toon").click()
    assert "thema=" in phone.url
    phone.get_by_role("link", name="De brief").click()
    phone.get_by_text(TEKST).wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_uitvraag_is_read_and_kept(open_page, gebruiker_met, wijk, scheme):
    page = open_page(PHONE, color_scheme=scheme)
    log_in(page, gebruiker_met(Rol.PROGRAMMATEAM))
    page.goto("/monitor/uitvragen/")
    check_page(page)
    page.get_by_role("link", name="Vragenronde").last.click()
    page.get_by_text("40 van elke 100").wait_for()
    check_page(page)
    page.get_by_text("Cijfer toevoegen").first.click()
    page.get_by_label("Wat zeiden zij").fill("Wil meedenken")
    page.get_by_label("Hoeveel mensen zeiden dit").fill("25")
    page.get_by_label("Hoeveel mensen gaven antwoord").fill("40")
    page.get_by_role("button", name="Cijfer toevoegen").click()
    page.get_by_role("rowheader", name="Wil meedenken").wait_for()
    check_page(page)
    page.get_by_role("link", name="Bewerken").click()
    check_page(page)
