"""Logging in: by e-mail, without sign-up, and without telling who has an account."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import NoReverseMatch, get_resolver, reverse

from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol

WACHTWOORD = "een-lang-wachtwoord"
LOGIN = "/account/inloggen/"


@pytest.fixture(autouse=True)
def _no_attempts_of_other_tests():
    """allauth counts attempts in the cache."""
    cache.clear()


@pytest.fixture
def iemand(gebruiker_met):
    return gebruiker_met(Rol.BEHEERDER, email="iemand@example.org")


def log_in(client, email, password=WACHTWOORD, **kwargs):
    return client.post(LOGIN, {"login": email, "password": password}, **kwargs)


@pytest.mark.parametrize("email", ["iemand@example.org", "Iemand@Example.ORG"])
def test_login_by_email_whatever_its_case(client, iemand, email):
    response = log_in(client, email)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get(reverse("core:profiel")).status_code == 200


@pytest.mark.parametrize(
    ("email", "password"), [("iemand@example.org", "fout"), ("niemand@example.org", WACHTWOORD)]
)
def test_login_that_fails_does_not_say_which_of_the_two_is_wrong(client, iemand, email, password):
    response = log_in(client, email, password)
    assert response.status_code == 200
    assert "Dit e-mailadres en dit wachtwoord horen niet bij elkaar." in response.content.decode()
    assert client.get(reverse("core:profiel")).status_code == 302


def test_login_goes_on_to_the_page_that_was_asked_for(client, iemand):
    profiel = reverse("core:profiel")
    asked = client.get(profiel)
    assert asked["Location"] == f"{LOGIN}?next={profiel}"
    assert (
        client.post(asked["Location"], {"login": iemand.email, "password": WACHTWOORD})["Location"] == profiel
    )


def test_login_does_not_lead_to_another_site(client, iemand):
    response = client.post(
        f"{LOGIN}?next=https://elders.example.org/", {"login": iemand.email, "password": WACHTWOORD}
    )
    assert response["Location"] == "/"


def test_login_is_refused_after_many_attempts(client, iemand):
    for _ in range(12):
        log_in(client, iemand.email, "fout")
    response = log_in(client, iemand.email)
    assert client.get(reverse("core:profiel")).status_code == 302
    assert response.status_code in {200, 429}


def test_someone_who_is_shut_out_does_not_log_in(client, gebruiker_met):
    gebruiker_met(Rol.PROJECTLEIDER, email="weg@example.org", is_active=False)
    log_in(client, "weg@example.org", follow=True)
    assert client.get(reverse("core:profiel")).status_code == 302


def test_a_session_of_someone_who_is_shut_out_ends(client, iemand):
    client.force_login(iemand)
    iemand.is_active = False
    iemand.save()
    assert client.get(reverse("core:profiel")).status_code == 302


def test_logging_out_ends_the_session(client, iemand):
    log_in(client, iemand.email)
    client.post(reverse("account_logout"))
    assert client.get(reverse("core:profiel")).status_code == 302


def test_nobody_signs_up(client, db):
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert not any("signup" in str(key) for key in get_resolver().reverse_dict)
    page = client.get(LOGIN).content.decode()
    assert "signup" not in page.lower()
    assert "registreer" not in page.lower()


def test_password_reset_gives_the_same_page_for_a_known_and_an_unknown_address(client, iemand):
    pages = []
    for email in ("iemand@example.org", "niemand@example.org"):
        response = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        assert response.redirect_chain == [(reverse("account_reset_password_done"), 302)]
        pages.append(re.sub(r'"X-CSRFToken": "\w+"', "", response.content.decode()))
    assert pages[0] == pages[1]
    assert [message.to for message in mail.outbox] == [["iemand@example.org"]]


def test_password_reset_does_not_mail_someone_who_is_shut_out(client, gebruiker_met):
    gebruiker_met(email="weg@example.org", is_active=False)
    client.post(reverse("account_reset_password"), {"email": "weg@example.org"})
    assert mail.outbox == []


def test_password_reset_links_to_our_own_address_whatever_host_the_browser_sent(client, iemand, settings):
    settings.SITE_URL = "https://kanarie.example.org"
    client.post(reverse("account_reset_password"), {"email": iemand.email}, headers={"Host": "localhost"})
    assert "https://kanarie.example.org/account/wachtwoord/instellen/" in mail.outbox[0].body
    assert "localhost" not in mail.outbox[0].body


def test_password_reset_ends_other_sessions_and_is_written_down(client, iemand, django_user_model):
    client.force_login(iemand)
    other = type(client)()
    other.post(reverse("account_reset_password"), {"email": iemand.email})
    link = next(word for word in mail.outbox[0].body.split() if "/wachtwoord/instellen/" in word)
    page = other.get(link.removeprefix("http://localhost:8000"), follow=True)
    response = other.post(
        page.redirect_chain[-1][0],
        {"password1": "een-heel-ander-wachtwoord", "password2": "een-heel-ander-wachtwoord"},
    )
    assert response["Location"] == reverse("account_reset_password_from_key_done")
    assert client.get(reverse("core:profiel")).status_code == 302, "the old session is over"
    assert log_in(other, iemand.email, "een-heel-ander-wachtwoord").status_code == 302
    assert LogRegel.objects.about(iemand).get().actie == "gebruiker.wachtwoord_gekozen"


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("kort", "te kort"),
        ("iemand@example.org", "lijkt te veel op"),
        ("password1", "te algemeen"),
    ],
)
def test_password_change_refuses_a_weak_password(client, iemand, password, sentence):
    client.force_login(iemand)
    response = client.post(
        reverse("account_change_password"),
        {"oldpassword": WACHTWOORD, "password1": password, "password2": password},
    )
    assert sentence in response.content.decode()
    iemand.refresh_from_db()
    assert iemand.check_password(WACHTWOORD)


def test_what_is_sent_after_the_session_ended_comes_back_to_who_wrote_it(client, iemand):
    """No browser keeps a text of a page that may not be stored, and many addresses only take a POST."""
    page = "/casussen/signalen/?toon=wacht"
    sent = {
        "tekst": "De monteur <komt> vrijdag.",
        "kenmerk": "W-14",
        "csrfmiddlewaretoken": "een twee",
        "password1": "drie vier vijf",
    }
    answer = client.post("/actiepunten/nieuw/", sent, headers={"Referer": f"http://testserver{page}"})
    text = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (403, "no-store")
    assert "De monteur &lt;komt&gt; vrijdag." in text
    assert "een twee" not in text
    assert "drie vier vijf" not in text, "a password is never shown"
    assert f"{LOGIN}?next=%2Fcasussen%2Fsignalen%2F%3Ftoon%3Dwacht" in text


def test_a_button_pressed_after_the_session_ended_leads_back_to_its_page(client, iemand):
    for referer, back in (("http://testserver/programma/", "%2Fprogramma%2F"), ("https://elders.example.org/x/", "%2F"), ("", "%2F")):  # fmt: skip
        answer = client.post("/actiepunten/nieuw/", {"toon": "alles"}, headers={"Referer": referer})
        assert answer["Location"] == f"{LOGIN}?next={back}"


def test_htmx_is_sent_to_the_login_page_as_before(client, iemand):
    answer = client.post(
        "/actiepunten/nieuw/", {"tekst": "Iets met woorden."}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 302
