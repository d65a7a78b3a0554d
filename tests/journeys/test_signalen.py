"""A signaal from the phone of a partner to a casus, and what the partner reads of it: with two people in turn."""

import pytest
from django.conf import settings
from django.utils.timezone import localdate
from playwright.sync_api import expect

from brunssum.core.models import Gebied, Organisatie
from brunssum.core.rollen import Rol
from casuistiek.models import Casus, Signaal
from casuistiek.services import hand_in_signaal, refuse_signaal
from tests.factories import GebiedFactory, OrganisatieFactory
from tests.journeys.browser import DESKTOP, check_page, log_in

NAAM = "Saar Kwartelkuiken"
TEKST = "De verwarming is stuk en de ketel is van de huurder zelf."


@pytest.fixture
def buurt(transactional_db):
    wijk = GebiedFactory(code="WK999902", naam="Wijk Noord")
    return GebiedFactory(code="BU99990203", naam="Klingelsberg", soort=Gebied.Soort.BUURT, ouder=wijk)


def test_a_partner_gives_a_signaal_and_reads_what_came_of_it(phone, open_page, buurt, gebruiker_met):
    weller = OrganisatieFactory(naam="Weller", soort=Organisatie.Soort.CORPORATIE)
    wijkmanager = gebruiker_met(Rol.WIJKMANAGER, naam="Wijkmanager Noord")
    wijkmanager.gebieden.add(buurt.ouder)
    log_in(phone, gebruiker_met(Rol.PARTNER, organisatie=weller))
    desk = open_page(DESKTOP)
    log_in(desk, wijkmanager)

    when_the_partner_gives_a_signaal(phone)
    when_the_wijkmanager_looks_and_asks(desk)
    when_the_partner_answers(phone)
    when_the_wijkmanager_takes_it_up(desk)
    then_the_partner_reads_so_and_no_more(phone)


def when_the_partner_gives_a_signaal(page):
    page.goto("/casussen/signalen/")
    check_page(page)
    page.get_by_role("link", name="Signaal geven").first.click()
    expect(page.get_by_role("heading", level=1, name="Signaal geven")).to_be_visible()
    page.get_by_role("button", name="Signaal geven").click()
    page.get_by_label("Waar woont de bewoner").select_option(label="Klingelsberg")
    page.get_by_label("Wat is er aan de hand").fill(TEKST)
    page.get_by_label("Wonen").check()
    page.get_by_label("Vandaag nog").check()
    page.get_by_label("Nee, of dat weet ik niet").check()
    page.get_by_label("Naam van de bewoner").fill(NAAM)
    page.get_by_role("button", name="Signaal geven").click()
    expect(page.get_by_text("mogen alleen mee als de bewoner").first).to_be_visible()
    expect(page.get_by_label("Wat is er aan de hand")).to_have_value(TEKST)
    check_page(page)
    page.get_by_label("Ja, de bewoner weet het").check()
    page.get_by_role("button", name="Signaal geven").click()
    expect(page.get_by_text("Het signaal is binnen.")).to_be_visible()
    expect(page.get_by_text(NAAM)).to_have_count(0)
    check_page(page)


def when_the_wijkmanager_looks_and_asks(page):
    page.goto("/")
    page.get_by_role("link", name="1 signaal van een partner wacht op een antwoord").click()
    check_page(page)
    page.get_by_role("link", name="Weller").click()
    expect(page.get_by_text(TEKST)).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Bekijken, en vastleggen dat ik keek").click()
    expect(page.get_by_text(NAAM)).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Terug naar het signaal").click()
    page.get_by_label("Bericht aan de partner").fill("Is er al een offerte?")
    page.get_by_label("Dit is een vraag").check()
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_text("Uw bericht is naar de partner.")).to_be_visible()


def when_the_partner_answers(page):
    page.goto("/")
    page.get_by_role("link", name="1 vraag van de gemeente over een signaal van u").click()
    page.get_by_role("link", name="Signaal van").click()
    expect(page.get_by_text("Is er al een offerte?").first).to_be_visible()
    page.get_by_label("Uw antwoord").fill("Ja, van twee bedrijven.")
    check_page(page)
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_text("Ja, van twee bedrijven.")).to_be_visible()


def when_the_wijkmanager_takes_it_up(page):
    page.reload()
    expect(page.get_by_text("Ja, van twee bedrijven.")).to_be_visible()
    page.get_by_role("link", name="Oppakken als nieuwe casus").click()
    expect(page.get_by_label("Wat gaat er mis")).to_have_value(TEKST)
    page.get_by_label("Bericht aan de partner").fill("Wij gaan morgen langs.")
    check_page(page)
    page.get_by_role("button", name="Casus melden").click()
    expect(page.get_by_role("heading", level=2, name="Signaal van een partner")).to_be_visible()
    expect(page.get_by_text("1 persoon, versleuteld bewaard.")).to_be_visible()
    check_page(page)


def then_the_partner_reads_so_and_no_more(page):
    signaal, casus = Signaal.objects.get(), Casus.objects.get()
    page.goto(f"/casussen/signalen/{signaal.uuid}/")
    expect(page.get_by_text("Wij gaan morgen langs.")).to_be_visible()
    expect(page.get_by_text("Iemand van de gemeente gaat ermee aan de slag.")).to_be_visible()
    expect(page.get_by_text(casus.nummer)).to_have_count(0)
    expect(page.get_by_text("Wijkmanager Noord")).to_have_count(0)
    check_page(page)


def test_a_resident_at_the_door_asks_what_is_kept_and_has_it_erased(phone, buurt, gebruiker_met):
    """On a phone, with a session that ends halfway."""
    wijkmanager = gebruiker_met(Rol.WIJKMANAGER)
    wijkmanager.gebieden.add(buurt.ouder)
    signaal = hand_in_signaal(
        actor=gebruiker_met(Rol.PARTNER, organisatie=OrganisatieFactory(naam="Weller")),
        op=localdate(),
        gebied=buurt,
        wat_gaat_mis=TEKST,
        leefgebieden=["wonen"],
        bewoner_akkoord=True,
        naam=NAAM,
    )
    refuse_signaal(signaal.pk, actor=wijkmanager, op=localdate(), reden="De bewoner wil het niet.")
    log_in(phone, wijkmanager)

    when_the_name_is_put_right(phone, signaal)
    when_the_resident_asks_to_be_erased(phone, wijkmanager)
    then_nothing_is_left(phone, signaal)


def when_the_name_is_put_right(page, signaal):
    page.goto(f"/casussen/signalen/{signaal.uuid}/")
    page.get_by_role("button", name="Bekijken, en vastleggen dat ik keek").click()
    page.get_by_text("Wijzigen").click()
    page.get_by_label("Naam").fill("Saar Kwartel")
    check_page(page)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("De gegevens van de bewoner zijn verbeterd.")).to_be_visible()


def when_the_resident_asks_to_be_erased(page, wijkmanager):
    page.get_by_role("link", name="Rechten van de bewoner").click()
    page.get_by_label("Wissen: haal mijn gegevens weg").check()
    page.get_by_label("Wat zegt de betrokkene").fill("Zij wil er niets meer mee te maken hebben.")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Verzoek vastleggen").click()
    expect(page.get_by_role("heading", level=1, name="U bent uitgelogd")).to_be_visible()
    expect(page.get_by_label("Wat u schreef")).to_have_value("Zij wil er niets meer mee te maken hebben.")
    check_page(page)
    back = page.get_by_role("link", name="Opnieuw inloggen").get_attribute("href")
    log_in(page, wijkmanager)
    page.goto(back)
    page.get_by_label("Wissen: haal mijn gegevens weg").check()
    page.get_by_role("button", name="Verzoek vastleggen").click()
    expect(page.get_by_text("U hebt een maand om te antwoorden.")).to_be_visible()
    check_page(page)


def then_nothing_is_left(page, signaal):
    page.get_by_role("link", name="Beantwoorden").click()
    page.get_by_label("Gedaan", exact=True).check()
    page.get_by_label("Wat is er gedaan, of waarom niet").fill("Alles is gewist.")
    check_page(page)
    page.get_by_role("button", name="Antwoord vastleggen").click()
    expect(page.get_by_text("Het verzoek is beantwoord.")).to_be_visible()
    page.get_by_role("link", name="In cijfers").click()
    check_page(page)
    signaal.refresh_from_db()
    assert (signaal.wat_gaat_mis, signaal.betrokkenen.count()) == ("", 0)
