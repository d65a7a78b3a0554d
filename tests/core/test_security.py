"""What every answer carries to keep the browser on our side, and where to report that we failed."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from sectxt import Parser

from brunssum import settings as configured
from brunssum.core.middleware import NOT_USED
from brunssum.core.rollen import Rol

CSP = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


@pytest.fixture
def https(settings, client):
    """The settings that HTTPS=1 gives; the tests themselves run without."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"


def test_every_page_carries_the_security_headers(client, db):
    for path in (reverse("account_login"), "/bestaat-niet/", reverse("core:gebruiker_list")):
        headers = client.get(path).headers
        assert set(headers["Content-Security-Policy"].split("; ")) == CSP, path
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Permissions-Policy"].split(", ") == [f"{feature}=()" for feature in NOT_USED]


def test_plain_http_is_sent_to_https_and_https_stays_https(client, https, db):
    response = client.get(reverse("account_login"))
    assert (response.status_code, response["Location"]) == (301, "https://testserver/account/inloggen/")
    response = client.get(reverse("account_login"), secure=True)
    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_cookies_are_for_our_own_pages_over_https_only(client, https, gebruiker_met):
    gebruiker_met(Rol.BEHEERDER, email="beheer@example.org")
    client.get(reverse("account_login"), secure=True)
    response = client.post(
        reverse("account_login"),
        {"login": "beheer@example.org", "password": "een-lang-wachtwoord"},
        secure=True,
    )
    assert response.status_code == 302
    assert {"__Host-sessionid", "__Host-csrftoken"} <= set(client.cookies)
    for cookie in client.cookies.values():
        assert cookie["secure"] is True, cookie.key
        assert cookie["httponly"] is True, cookie.key
        assert cookie["samesite"] == "Lax", cookie.key
        assert cookie["path"] == "/", cookie.key
        assert not cookie["domain"], cookie.key


def test_a_page_for_someone_who_is_logged_in_is_not_stored(client, buitenstaander):
    client.force_login(buitenstaander)
    for path in (reverse("core:profiel"), "/bestaat-niet/"):
        assert {"no-store", "private"} <= set(client.get(path)["Cache-Control"].split(", ")), path


def test_logging_out_clears_what_the_browser_kept(client, buitenstaander):
    client.force_login(buitenstaander)
    assert not client.get(reverse("account_logout")).has_header("Clear-Site-Data")
    response = client.post(reverse("account_logout"))
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert not client.get(reverse("account_logout")).has_header("Clear-Site-Data")
    assert client.get(reverse("core:profiel")).status_code == 302


def test_a_form_without_its_token_is_refused(buitenstaander):
    client = Client(enforce_csrf_checks=True)
    client.force_login(buitenstaander)
    response = client.post(reverse("account_logout"))
    assert response.status_code == 403
    assert not response.has_header("Clear-Site-Data")
    assert client.get(reverse("core:profiel")).status_code == 200, "still logged in"


def test_security_txt_is_valid(client, settings, db):
    settings.SITE_URL = "https://kanarie.example.org/"
    settings.CONTACT_EMAIL = "veilig@example.org"
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    parsed = Parser(response.content, urls="https://kanarie.example.org/.well-known/security.txt")
    assert [error for error in parsed.errors if error["code"] != "not_signed"] == []
    assert parsed.contact_email == "veilig@example.org"
    assert parsed.preferred_languages == ["nl"]
    expires = re.search(r"^Expires: (.+)$", response.text, re.MULTILINE)[1]
    left = datetime.fromisoformat(expires) - datetime.now(UTC)
    assert timedelta(days=150) < left < timedelta(days=365)


def test_passwords_are_kept_as_argon2(settings):
    """With the hasher of a running Kanarie; tests have a faster one."""
    settings.PASSWORD_HASHERS = configured.PASSWORD_HASHERS
    assert make_password("een-lang-wachtwoord").startswith("argon2$argon2id$")
