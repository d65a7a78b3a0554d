"""A group that decides for itself how it works."""

from playwright.sync_api import expect

from ambassadeurs.models import Ambassadeursgroep
from brunssum.core.rollen import Rol
from tests.factories import AmbassadeurFactory, AmbassadeursgroepFactory
from tests.journeys.browser import check_page, log_in


def test_a_group_begins_and_writes_how_it_works(page, phone, programmamanager, gebruiker_met):
    ambassadeur = gebruiker_met(Rol.AMBASSADEUR, naam="Ambassadeur Inwoners")
    given_two_groups()

    log_in(page, programmamanager)
    when_a_group_begins(page)
    when_an_ambassadeur_joins(page, "Inwoner uit Noord", "Ambassadeur Inwoners")

    log_in(phone, ambassadeur)
    when_the_ambassadeur_writes_the_werkwijze(phone)

    then_everyone_reads_it(page)


def given_two_groups():
    AmbassadeurFactory(groep=AmbassadeursgroepFactory(naam="Medewerkers gemeente", soort="medewerkers"))
    AmbassadeursgroepFactory(naam="Externe partijen", soort="externe_partijen")


def when_a_group_begins(page):
    page.goto("/ambassadeurs/")
    check_page(page)
    page.get_by_role("link", name="Groep beginnen").click()
    check_page(page)
    page.get_by_label("Naam").fill("Inwoners")
    page.get_by_role("button", name="Groep beginnen").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    check_page(page)
    page.get_by_label("Omschrijving").fill("Inwoners van Noord en Oost.")
    page.get_by_role("button", name="Groep beginnen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inwoners")


def when_an_ambassadeur_joins(page, aanduiding, account):
    expect(page.get_by_text("Er doet nog niemand mee.")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Ambassadeur toevoegen").click()
    check_page(page)
    page.get_by_label("Hoe staat deze ambassadeur hier bekend").fill(aanduiding)
    page.get_by_label("Account").select_option(label=account)
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_text(f"{aanduiding} doet mee.")).to_be_visible()


def when_the_ambassadeur_writes_the_werkwijze(phone):
    phone.goto("/ambassadeurs/")
    phone.get_by_role("link", name="Inwoners").click()
    expect(phone.get_by_text("U bent lid van deze groep.")).to_be_visible()
    check_page(phone)
    phone.get_by_role("link", name="Werkwijze opschrijven").click()
    check_page(phone)
    phone.get_by_label("Onze werkwijze").fill("Elke maand koffie.\n\nWie er is, beslist.")
    phone.get_by_role("button", name="Bewaren").click()
    expect(phone.get_by_text("De werkwijze is bewaard.")).to_be_visible()
    check_page(phone)


def then_everyone_reads_it(page):
    groep = Ambassadeursgroep.objects.get(naam="Inwoners")
    page.goto(f"/ambassadeurs/{groep.pk}/")
    expect(page.locator(".prose").first).to_contain_text("Wie er is, beslist.")
    page.get_by_text("Geschiedenis").click()
    expect(page.get_by_text("Ambassadeursgroep werkwijze gewijzigd")).to_be_visible()
    check_page(page)


def test_two_who_write_at_once_lose_no_word(page, gebruiker_met):
    groep = AmbassadeursgroepFactory(werkwijze="Elke maand koffie.")
    lid = AmbassadeurFactory(groep=groep, gebruiker=gebruiker_met(Rol.AMBASSADEUR))
    log_in(page, lid.gebruiker)
    page.goto(f"/ambassadeurs/{groep.pk}/werkwijze/")

    Ambassadeursgroep.objects.update(werkwijze="Elke week thee.")
    page.get_by_label("Onze werkwijze").fill("Elke maand taart.")
    page.get_by_role("button", name="Bewaren").click()

    expect(page.get_by_role("heading", name="Wat er nu staat")).to_be_visible()
    expect(page.get_by_text("Elke week thee.")).to_be_visible()
    expect(page.get_by_label("Onze werkwijze")).to_have_value("Elke maand taart.")
    check_page(page)
    page.get_by_role("button", name="Mijn tekst bewaren").click()
    expect(page.get_by_text("De werkwijze is bewaard.")).to_be_visible()
