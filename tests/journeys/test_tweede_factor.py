"""From a password alone to a casus: with an app, and with a key."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from playwright.sync_api import expect

from brunssum.core.rollen import Rol
from tests.journeys.browser import check_page

WACHTWOORD = "een-lang-wachtwoord"


@pytest.fixture(autouse=True)
def for_real(settings):
    settings.TWEEDE_FACTOR_VOOR = ("casuistiek",)
    cache.clear()


@pytest.fixture
def wijkmanager(gebruiker_met):
    return gebruiker_met(Rol.WIJKMANAGER, naam="Wijkmanager", email="wijk@example.org")


def log_in_with_password(page):
    page.goto("/casussen/")
    page.get_by_label("E-mailadres").fill("wijk@example.org")
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen").click()


def confirm_password(page):
    expect(page.get_by_role("heading", name="Bevestig dat u het bent")).to_be_visible()
    check_page(page)
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.get_by_role("button", name="Bevestigen").click()


def log_out(page):
    page.locator(".site-header__account").get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("button", name="Inloggen")).to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_with_an_app(page, wijkmanager):
    log_in_with_password(page)
    expect(page.get_by_role("heading", name="Stel eerst een tweede factor in")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="App instellen").click()
    confirm_password(page)
    expect(page.get_by_role("img", name="QR-code voor de app")).to_be_visible()
    check_page(page)
    secret = page.locator("figcaption code").inner_text()
    page.get_by_label("Code uit de app").fill("000000")
    page.get_by_role("button", name="App instellen").click()
    expect(page.get_by_text("Deze code klopt niet").first).to_be_visible()
    [counter] = yield_hotp_counters_from_time()
    page.get_by_label("Code uit de app").fill(format_hotp_value(hotp_value(secret, counter)))
    page.get_by_role("button", name="App instellen").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    check_page(page)
    code = page.get_by_role("main").locator("code").first.inner_text()
    page.get_by_role("link", name="Verder").click()
    expect(page.get_by_role("heading", name="Casussen", exact=True)).to_be_visible()
    page.goto("/account/tweede-factor/")
    expect(page.get_by_role("heading", name="Uw tweede factor")).to_be_visible()
    check_page(page)

    log_out(page)
    log_in_with_password(page)
    expect(page.get_by_role("heading", name="Nog één stap")).to_be_visible()
    check_page(page)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    expect(page.get_by_role("heading", name="Casussen", exact=True)).to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_with_a_key(page, wijkmanager):
    """Chromium plays the key. All of it under our Content-Security-Policy."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True,
                     "automaticPresenceSimulation": True}},
    )  # fmt: skip
    log_in_with_password(page)
    page.get_by_role("link", name="Sleutel instellen").click()
    confirm_password(page)
    page.get_by_label("Naam van de sleutel").fill("Sleutelbos")
    check_page(page)
    page.get_by_role("button", name="Sleutel instellen").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    page.goto("/account/tweede-factor/")
    expect(page.get_by_role("heading", name="Sleutelbos")).to_be_visible()

    log_out(page)
    log_in_with_password(page)
    page.get_by_role("button", name="Inloggen met een sleutel").click()
    expect(page.get_by_role("heading", name="Casussen", exact=True)).to_be_visible()
