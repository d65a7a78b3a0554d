"""A system of a partner: made by the beheerder, used, and given a new key by the partner's own contact, on a phone."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from brunssum.core.models import ApiClient
from brunssum.core.rollen import Rol
from brunssum.core.services import use_api_key
from tests.factories import OrganisatieFactory, WebhookFactory
from tests.journeys.browser import check_page, log_in


@pytest.fixture(autouse=True)
def for_real(settings):
    """As a real installation, which asks who it is; the tests themselves run as the demo."""
    settings.TWEEDE_FACTOR_VOOR = ("casuistiek",)


def test_a_koppeling_is_made_used_and_given_a_new_key(page, phone, gebruiker_met, transactional_db):
    weller = OrganisatieFactory(naam="Weller")
    beheerder = gebruiker_met(Rol.BEHEERDER, naam="Beheerder")
    contact = gebruiker_met(Rol.PARTNER, naam="Contact", organisatie=weller)
    log_in(page, beheerder)
    log_in(phone, contact)

    secret = when_the_beheerder_makes_a_koppeling(page)
    when_the_system_asks_with_a_wrong_secret(page)
    when_the_system_asks(page, secret)
    new = when_the_contact_replaces_the_key_and_ends_the_old_one(phone, secret)
    koppeling = ApiClient.objects.get()
    assert use_api_key(koppeling, new, nu=timezone.now())
    assert not use_api_key(koppeling, secret, nu=timezone.now())
    WebhookFactory(organisatie=weller)
    then_the_beheerder_hears_of_it_and_ends_the_koppeling(page)


def confirm(page):
    expect(page.get_by_role("heading", name="Bevestig dat u het bent")).to_be_visible()
    check_page(page)
    page.get_by_label("Wachtwoord").fill("een-lang-wachtwoord")
    page.get_by_role("button", name="Bevestigen").click()


def when_the_beheerder_makes_a_koppeling(page) -> str:
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="Koppelingen").first.click()
    check_page(page)
    page.get_by_role("link", name="Koppeling maken").first.click()
    confirm(page)
    page.get_by_role("button", name="Koppeling maken").click()
    expect(page.get_by_text("Kies wat het systeem mag").first).to_be_visible()
    check_page(page)
    page.get_by_label("Organisatie", exact=True).select_option("Weller")
    page.get_by_label("Naam van het systeem").fill("Klantsysteem")
    page.get_by_label("Gebieden lezen").check()
    page.get_by_role("button", name="Koppeling maken").click()
    expect(page.get_by_role("heading", name="Bewaar het geheim nu")).to_be_visible()
    check_page(page)
    secret = page.get_by_label("Geheim", exact=True).input_value()
    page.reload()
    expect(page.get_by_role("heading", name="Het geheim is al getoond")).to_be_visible()
    check_page(page)
    return secret


def ask_token(page, secret):
    client_id = ApiClient.objects.get().client_id
    sent = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
    return page.request.post("/oauth/token", form=sent)


def when_the_system_asks_with_a_wrong_secret(page):
    assert ask_token(page, "fout").status == 401
    page.goto("/koppelingen/")
    page.get_by_role("link", name="Klantsysteem").click()
    expect(page.get_by_text("kreeg het niet. Het geheim klopt niet.")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Bekijk deze aanroepen").click()
    expect(page.get_by_text("401 Het geheim klopt niet").locator("visible=true")).to_be_visible()
    check_page(page)


def when_the_system_asks(page, secret):
    answer = ask_token(page, secret)
    headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    assert page.request.get("/api/v1/gebieden", headers=headers).ok
    assert page.request.get("/api/v1/inspanningen", headers=headers).status == 403
    page.goto("/koppelingen/")
    page.get_by_role("link", name="Aanroepen").click()
    expect(page.get_by_text("403 Mag dit niet").locator("visible=true")).to_be_visible()
    check_page(page)
    for _ in range(60):
        page.request.get("/api/v1/gebieden", headers=headers)
    page.reload()
    page.get_by_role("link", name="Oudere aanroepen").click()
    expect(page.get_by_text("403 Mag dit niet").locator("visible=true")).to_be_visible()
    check_page(page)


def when_the_contact_replaces_the_key_and_ends_the_old_one(phone, secret) -> str:
    phone.goto("/koppelingen/")
    expect(phone.get_by_role("heading", name="Onze koppelingen")).to_be_visible()
    check_page(phone)
    phone.get_by_role("link", name="Klantsysteem").click()
    check_page(phone)
    phone.get_by_role("link", name="Nieuwe sleutel maken").click()
    confirm(phone)
    expect(phone.get_by_role("heading", name="Nieuwe sleutel maken")).to_be_visible()
    check_page(phone)
    phone.get_by_role("button", name="Sleutel maken").click()
    new = phone.get_by_label("Geheim", exact=True).input_value()
    phone.get_by_role("link", name="Ik heb het geheim bewaard").click()
    phone.get_by_role("link", name=f"Intrekken van {secret[:8]}").click()
    check_page(phone)
    phone.get_by_role("button", name="Sleutel intrekken").click()
    expect(phone.get_by_text(f"Sleutel {secret[:8]}… werkt niet meer")).to_be_visible()
    return new


def then_the_beheerder_hears_of_it_and_ends_the_koppeling(page):
    page.goto("/meldingen/")
    expect(page.get_by_text("Een sleutel van een koppeling is ingetrokken.").first).to_be_visible()
    page.get_by_role("button", name="Bekijk").first.click()
    expect(page.get_by_role("heading", name="Klantsysteem")).to_be_visible()
    page.get_by_role("link", name="Koppeling intrekken").click()
    expect(page.get_by_text("De webhook die aan staat, gaat ook uit")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Koppeling intrekken").click()
    expect(page.get_by_text("heeft geen toegang meer").first).to_be_visible()
    check_page(page)
