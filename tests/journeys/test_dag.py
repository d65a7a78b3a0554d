"""A day: someone is asked to do something, hears of it by the bell, does it, and who asked hears that it is done."""

from playwright.sync_api import expect

from brunssum.core.models import Actiepunt
from brunssum.core.rollen import Rol
from tests.factories import InspanningFactory
from tests.journeys.browser import check_page, log_in


def test_what_is_asked_is_heard_done_and_told_back(page, phone, gebruiker_met, transactional_db):
    team = gebruiker_met(Rol.PROGRAMMATEAM, naam="Programmateam")
    leider = gebruiker_met(Rol.PROJECTLEIDER, naam="Projectleider")
    kaart = InspanningFactory(nummer="2B", naam="Inwoners", projectleider=leider)
    log_in(page, team)
    log_in(phone, leider)

    when_the_team_asks_something_on_the_page_it_is_about(page, kaart)
    when_the_projectleider_hears_of_it_and_does_it(phone)
    then_the_team_hears_that_it_is_done(page)
    assert Actiepunt.objects.get().uitkomst == "Gebeld, ze komen dinsdag."


def when_the_team_asks_something_on_the_page_it_is_about(page, kaart):
    page.goto(f"/inspanningen/{kaart.pk}/")
    page.get_by_role("link", name="Actiepunt maken").click()
    page.get_by_label("Wat moet er gebeuren").fill("Bel de corporatie")
    page.get_by_label("Wie doet het").select_option("Projectleider")
    page.get_by_label("Uiterlijk op").fill("2099-01-01")
    page.get_by_role("button", name="Actiepunt maken").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Inwoners")  # back where it was
    expect(page.get_by_role("link", name="Bel de corporatie", exact=True)).to_be_visible()
    check_page(page)


def when_the_projectleider_hears_of_it_and_does_it(phone):
    phone.goto("/")
    expect(phone.get_by_text("Niemand anders veranderde iets")).to_be_visible()
    check_page(phone)
    phone.get_by_role("link", name="Meldingen 1 ongelezen").click()
    check_page(phone)
    phone.get_by_role("button", name="Bekijk").click()
    phone.get_by_label("Wat is de uitkomst").fill("Gebeld, ze komen dinsdag.")
    phone.get_by_role("button", name="Afronden").click()
    expect(phone.get_by_text("Het actiepunt is afgerond.")).to_be_visible()
    expect(phone.get_by_role("link", name="Meldingen", exact=True)).to_be_visible()


def then_the_team_hears_that_it_is_done(page):
    page.goto("/meldingen/")
    expect(page.get_by_text("Een actiepunt dat u maakte, is afgerond.").first).to_be_visible()
    page.get_by_role("button", name="Alles gelezen").click()
    expect(page.get_by_text("Alle meldingen zijn gelezen.")).to_be_visible()
    page.get_by_role("link", name="Meldingen per mail").click()
    page.get_by_label("Niet per mail").check()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Uw keuze is bewaard.")).to_be_visible()
    check_page(page)
