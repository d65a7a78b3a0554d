"""A group that decides for itself how it works, gives something to think about, and hears what came of it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from ambassadeurs.models import Ambassadeursgroep
from ambassadeurs.persoonlijke_link import meedenken_token
from brunssum.core.rollen import Rol
from tests.factories import (
    AmbassadeurFactory,
    AmbassadeursgroepFactory,
    BijeenkomstFactory,
    InspanningFactory,
    OrganisatieFactory,
    ThemaFactory,
)
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


def test_what_is_given_by_a_link_is_answered_and_told_back(page, phone, programmamanager):
    groep = AmbassadeursgroepFactory(naam="Inwoners", contactpersoon=programmamanager)
    lid = AmbassadeurFactory(groep=groep, aanduiding="Buurvrouw uit Noord")
    ThemaFactory(naam="Wonen")
    begin = timezone.now() + timedelta(days=3)
    BijeenkomstFactory(titel="Koffie", begint_op=begin, eindigt_op=begin + timedelta(hours=1)).groepen.add(
        groep
    )

    link = reverse("ambassadeurs:meedenken_link", args=[meedenken_token(lid)])
    phone.goto(link)
    check_page(phone)
    phone.get_by_label("Wat wilt u ons meegeven?").fill("Er is geen bankje bij de bushalte.")
    phone.get_by_role("button", name="Verstuur").click()
    expect(phone.locator("[data-error-summary]")).to_be_focused()
    check_page(phone)
    phone.get_by_label("Waar gaat het over").select_option(label="Wonen")
    phone.get_by_role("button", name="Verstuur").click()
    expect(phone.get_by_text("Dank u wel.")).to_be_visible()

    log_in(page, programmamanager)
    page.goto("/ambassadeurs/")
    check_page(page)
    page.get_by_role("link", name="Alle reflecties").click()
    expect(page.get_by_role("heading", name="Reflecties")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Er is geen bankje").click()
    page.get_by_label("We doen het", exact=True).check()
    page.get_by_role("textbox", name="Antwoord").fill("De bank staat er voor de zomer.")
    page.get_by_role("button", name="Antwoord bewaren").click()
    expect(page.get_by_role("heading", name="Vertel het terug")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Het is terugverteld").click()
    expect(page.get_by_text("Deze reflectie is klaar.")).to_be_visible()

    phone.goto(link)
    expect(phone.get_by_text("De bank staat er voor de zomer.")).to_be_visible()


def test_a_bijeenkomst_is_planned_and_reported(page, programmamanager):
    groep = AmbassadeursgroepFactory(naam="Inwoners")
    AmbassadeurFactory(groep=groep, aanduiding="Buurvrouw uit Noord")
    log_in(page, programmamanager)
    page.goto("/ambassadeurs/bijeenkomsten/")
    check_page(page)
    page.get_by_role("link", name="Bijeenkomst plannen").click()
    page.get_by_label("Titel").fill("Koffie")
    page.get_by_label("Dag", exact=True).fill("2027-03-01")
    page.get_by_label("Begint om").fill("19:00")
    page.get_by_label("Eindigt om").fill("18:00")
    page.get_by_label("Plaats").fill("Noorderhuis")
    page.get_by_label("Inwoners").check()
    page.get_by_role("button", name="Plannen").click()
    expect(page.get_by_text("Het einde ligt niet na het begin.").first).to_be_visible()
    check_page(page)
    page.get_by_label("Eindigt om").fill("21:00")
    page.get_by_role("button", name="Plannen").click()
    expect(page.get_by_text("De bijeenkomst staat gepland.")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Verslag en aanwezigen").click()
    page.get_by_label("Buurvrouw uit Noord").check()
    page.get_by_label("Verslag").fill("Fijn gesprek.")
    check_page(page)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Het verslag is bewaard.")).to_be_visible()


def test_what_a_partner_gives_is_answered_and_read_at_once(page, phone, programmamanager, gebruiker_met):
    partner = gebruiker_met(Rol.PARTNER, organisatie=OrganisatieFactory(naam="Woonpartner"))
    inspanning = InspanningFactory(nummer="4A", naam="Buurtkamer", projectleider=programmamanager)

    log_in(phone, partner)
    phone.goto(f"/inspanningen/{inspanning.pk}/")
    expect(phone.get_by_text("Uw organisatie gaf hier nog niets over mee.")).to_be_visible()
    phone.get_by_role("link", name="Iets meegeven").click()
    check_page(phone)
    expect(phone.get_by_label("Waar gaat het over")).to_have_value(f"inspanningen.inspanning:{inspanning.pk}")
    phone.get_by_role("button", name="Meegeven").click()
    expect(phone.locator("[data-error-summary]")).to_be_focused()
    phone.get_by_label("Wat wilt u ons meegeven?").fill("Geef huismeesters een vast nummer.")
    phone.get_by_role("button", name="Meegeven").click()
    expect(phone.get_by_text("Dank u wel.")).to_be_visible()
    expect(phone.get_by_text("Wacht op antwoord")).to_be_visible()
    check_page(phone)

    log_in(page, programmamanager)
    page.goto("/ambassadeurs/reflecties/")
    page.get_by_role("link", name="Geef huismeesters een vast nummer.").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ervaring van Woonpartner")
    check_page(page)
    page.get_by_label("We doen het", exact=True).check()
    page.get_by_role("textbox", name="Antwoord").fill("Dat nummer komt er.")
    page.get_by_role("button", name="Antwoord geven").click()
    expect(page.get_by_text("Woonpartner leest het nu.")).to_be_visible()

    phone.reload()
    expect(phone.get_by_text("Dat nummer komt er.")).to_be_visible()
    check_page(phone)
