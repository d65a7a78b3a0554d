"""The second factor: nothing of a casus is shown without one, and how one gets it, gives it and loses it."""

import re

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from brunssum.core import tweede_factor
from brunssum.core.models import ApiClient, LogRegel
from brunssum.core.rollen import Rol
from brunssum.core.services import create_api_client
from casuistiek.models import Vernietigingsbewijs
from tests.core.rechtenmatrix import ANDERMANS, EIGEN, OBJECTS
from tests.factories import OrganisatieFactory

WACHTWOORD = "een-lang-wachtwoord"
OPEN = {
    "casuistiek:bij_gebied",
    "casuistiek:mandaten",
    "casuistiek:mandaat",
    "casuistiek:bewaartermijn",
}
"""Pages of casuïstiek that show nothing of a casus: safe counts, and rules that a beheerder keeps."""


@pytest.fixture(autouse=True)
def for_real(settings):
    """As a real installation: the tests themselves run as the demo."""
    settings.TWEEDE_FACTOR_VOOR = ("casuistiek",)
    cache.clear()


@pytest.fixture
def iemand(gebruiker_met):
    return gebruiker_met(Rol.WIJKMANAGER, email="iemand@example.org")


def log_in(client, email="iemand@example.org"):
    return client.post(reverse("account_login"), {"login": email, "password": WACHTWOORD})


def code_now(secret: str, ahead: int = 0) -> str:
    [counter] = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, counter + ahead))


def confirm_password(client, url):
    """Open a page that first wants the password again."""
    asked = client.get(url)
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    return client.post(asked["Location"], {"password": WACHTWOORD}, follow=True)


def set_up_app(client) -> str:
    """Set up an app; gives its secret."""
    page = confirm_password(client, reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    response = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    return secret


@pytest.mark.django_db(transaction=True)
def test_from_casus_to_app_to_recovery_codes_and_back_to_the_casus(client, iemand):
    log_in(client)
    wanted = reverse("casuistiek:list") + "?toon=mijn"
    asked = client.get(wanted, follow=True)
    assert "Stel eerst een tweede factor in" in asked.content.decode()
    set_up_app(client)
    codes = client.get(reverse("mfa_view_recovery_codes"))
    assert len(re.findall(r"<code>\d{8}</code>", codes.content.decode())) == 10
    assert client.get(reverse("mfa_go_on"))["Location"] == wanted
    assert client.get(wanted).status_code == 200
    assert LogRegel.objects.about(iemand)[0].actie == "gebruiker.tweede_factor_ingesteld"


@pytest.mark.django_db(transaction=True)
def test_login_then_asks_for_it_and_takes_each_code_once(client, iemand):
    log_in(client)
    secret = set_up_app(client)
    [first, *_] = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    for code in (code_now(secret), first):
        other = Client()
        assert log_in(other)["Location"] == reverse("mfa_authenticate")
        assert other.get(reverse("casuistiek:list")).status_code == 302, "not logged in yet"
        page = other.get(reverse("mfa_authenticate"))
        assert "Nog één stap" in page.content.decode()
        assert "casus" not in page.content.decode().lower()
        refused = other.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert "Deze code klopt niet" in refused.content.decode()
        assert other.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
        assert other.get(reverse("casuistiek:list")).status_code == 200
        again = Client()
        log_in(again)
        assert again.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200, "a code works once"


@pytest.mark.django_db(transaction=True)
def test_a_session_from_before_must_give_it_too(client, iemand):
    """Who stole the password and was in already, gains nothing when the owner sets up a second factor."""
    thief = Client()
    log_in(thief)
    log_in(client)
    secret = set_up_app(client)
    wanted = reverse("casuistiek:list")
    asked = thief.get(wanted, follow=True)
    assert asked.redirect_chain[-1][0] == f"{reverse('mfa_reauthenticate')}?next=%2Fcasussen%2F"
    assert thief.get(wanted).status_code == 302
    given = thief.post(asked.redirect_chain[-1][0], {"code": code_now(secret)})
    assert given["Location"] == wanted
    assert thief.get(wanted).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_taking_it_away_shuts_the_casussen_again(client, iemand):
    log_in(client)
    set_up_app(client)
    assert client.get(reverse("casuistiek:list")).status_code == 200
    assert "Weghalen" in client.get(reverse("mfa_index")).content.decode()
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert client.get(reverse("casuistiek:list")).status_code == 302
    assert LogRegel.objects.about(iemand)[0].actie == "gebruiker.tweede_factor_weggehaald"


# Making a key asks for it once more


@pytest.fixture
def beheerder(gebruiker_met):
    return gebruiker_met(Rol.BEHEERDER, email="iemand@example.org")


@pytest.fixture
def koppeling(db):
    organisatie = OrganisatieFactory(naam="Weller")
    client, _ = create_api_client(
        organisatie.pk, actor=None, naam="Klantsysteem", scopes=["gebieden:lezen"], nu=timezone.now()
    )
    return client


def five_minutes_pass(client):
    session = client.session
    for method in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        method["at"] -= 5 * 60
    session.save()


@pytest.mark.parametrize("name", ["core:koppeling_add", "core:koppeling_change", "core:koppeling_rotate"])
def test_pages_that_give_access_ask_who_it_is(client, beheerder, koppeling, name):
    log_in(client)
    url = reverse(name, args=[] if name == "core:koppeling_add" else [koppeling.pk])
    page = confirm_password(client, url)
    assert page.redirect_chain[-1][0] == url
    assert client.get(url).status_code == 200, "not again at once"
    five_minutes_pass(client)
    assert client.get(url).status_code == 302


def test_what_was_typed_is_kept_while_it_is_asked(client, beheerder, koppeling):
    log_in(client)
    url = reverse("core:koppeling_add")
    confirm_password(client, url)
    five_minutes_pass(client)
    typed = {"organisatie": koppeling.organisatie_id, "naam": "Atlas", "lezen": ["gebieden:lezen"]}
    asked = client.post(url, typed)
    assert not ApiClient.objects.filter(name="Atlas").exists()
    assert client.post(asked["Location"], {"password": "fout"}).status_code == 200
    made = client.post(asked["Location"], {"password": WACHTWOORD}, follow=True)
    assert ApiClient.objects.get(name="Atlas").scopes == ["gebieden:lezen"]
    assert made.context["geheim"]


def test_what_was_typed_wrong_comes_back_to_be_mended(client, beheerder, koppeling):
    log_in(client)
    url = reverse("core:koppeling_add")
    asked = client.post(url, {"organisatie": koppeling.organisatie_id, "naam": "Atlas"})
    page = client.post(asked["Location"], {"password": WACHTWOORD})
    assert page.status_code == 422
    assert 'value="Atlas"' in page.content.decode()
    assert f'action="{url}"' in page.content.decode()


def test_a_contact_is_asked_before_a_new_key(client, gebruiker_met, koppeling):
    gebruiker_met(Rol.PARTNER, email="iemand@example.org", organisatie=koppeling.organisatie)
    log_in(client)
    asked = client.post(reverse("core:koppeling_rotate", args=[koppeling.pk]))
    assert koppeling.sleutels.count() == 1
    client.post(asked["Location"], {"password": WACHTWOORD})
    assert koppeling.sleutels.count() == 2


def test_a_leaked_key_is_ended_without_a_question(client, beheerder, koppeling):
    log_in(client)
    client.post(reverse("core:koppeling_key_withdraw", args=[koppeling.pk, koppeling.sleutels.get().pk]))
    assert koppeling.sleutels.get().ingetrokken_op


@pytest.mark.django_db(transaction=True)
def test_who_has_a_second_factor_gives_that_and_not_the_password(client, beheerder):
    log_in(client)
    secret = set_up_app(client)
    five_minutes_pass(client)
    asked = client.get(reverse("core:koppeling_add"))
    assert asked["Location"].startswith(reverse("mfa_reauthenticate"))
    by_password = client.post(reverse("account_reauthenticate"), {"password": WACHTWOORD})
    assert by_password["Location"].startswith(reverse("mfa_reauthenticate"))
    assert client.get(reverse("core:koppeling_add")).status_code == 302
    client.post(asked["Location"], {"code": code_now(secret)})
    assert client.get(reverse("core:koppeling_add")).status_code == 200


def test_in_the_demo_nobody_is_asked(client, beheerder, settings):
    settings.TWEEDE_FACTOR_VOOR = ()
    client.force_login(beheerder)
    assert client.get(reverse("core:koppeling_add")).status_code == 200


def addresses():
    return sorted(name for name in ANDERMANS if name.startswith("casuistiek:") and name not in OPEN)


@pytest.mark.parametrize("name", addresses())
def test_no_address_of_casuistiek_answers_without_it(name, gebruiker_met):
    """Pages, partials, files and buttons alike, one's own or not, for everyone with every rol."""
    eigenaar = gebruiker_met(*Rol)
    url = reverse(name, kwargs=OBJECTS[name](eigenaar) if name in OBJECTS else {})
    client = Client()
    client.force_login(eigenaar)
    shut = reverse("mfa_index")
    is_button = (EIGEN.get(name) or ANDERMANS[name]).post
    response = client.post(url) if is_button else client.get(url)
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, shut)
    partial = client.get(url, headers={"HX-Request": "true"})
    assert partial["HX-Redirect"].startswith(shut)
    assert not partial.content


def test_safe_counts_are_open(client, gebruiker_met):
    client.force_login(gebruiker_met(Rol.BESTUUR))
    name = "casuistiek:bij_gebied"
    assert client.get(reverse(name, kwargs=OBJECTS[name](None))).status_code == 200


def test_what_a_beheerder_lays_down_is_open_and_names_no_casus(client, gebruiker_met):
    Vernietigingsbewijs.objects.create(
        soort="melding", nummer="C-2019-0007", aantallen={"casus": 1}, grondslag="Lijst", maanden=12
    )
    client.force_login(gebruiker_met(Rol.BEHEERDER))
    for name in (
        "casuistiek:bewaren",
        "casuistiek:bewaartermijn",
        "casuistiek:mandaten",
        "casuistiek:mandaat",
    ):
        page = client.get(reverse(name, kwargs=OBJECTS[name](None) if name in OBJECTS else {}))
        assert page.status_code == 200, name
        assert "C-2019-0007" not in page.content.decode()


def test_the_rest_of_the_site_does_not_ask(client, iemand):
    client.force_login(iemand)
    for name in ("start", "core:profiel", "inspanningen:list", "monitor:overview"):
        assert client.get(reverse(name)).status_code == 200, name


def test_next_leads_to_no_other_site(client, iemand):
    client.force_login(iemand)
    client.get(reverse("mfa_index"), {"next": "https://elders.example.org/"})
    assert client.get(reverse("mfa_go_on"))["Location"] == "/"


def test_in_the_demo_it_is_off_and_every_page_says_so(client, iemand, settings):
    settings.TWEEDE_FACTOR_VOOR = ()
    client.force_login(iemand)
    page = client.get(reverse("casuistiek:list"))
    assert page.status_code == 200
    assert "zonder tweede factor bij het inloggen" in page.content.decode()
    assert client.get(reverse("mfa_activate_totp"))["Location"] == reverse("core:profiel"), (
        "nobody locks others out"
    )


@pytest.mark.django_db(transaction=True)
def test_secrets_are_unreadable_in_the_database_and_follow_the_keys(client, iemand, settings):
    settings.BETROKKENE_KEYS = ["oude sleutel " * 4]
    log_in(client)
    secret = set_up_app(client)
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        raw = str(cursor.fetchall())
    assert secret not in raw
    settings.BETROKKENE_KEYS = ["nieuwe sleutel " * 4, "oude sleutel " * 4]
    call_command("versleutel_betrokkenen_opnieuw", verbosity=0)
    settings.BETROKKENE_KEYS = ["nieuwe sleutel " * 4]
    assert client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"] == codes
    settings.BETROKKENE_KEYS = ["een heel andere sleutel " * 2]
    page = client.get(reverse("mfa_view_recovery_codes"), follow=True)
    assert "Uw tweede factor is niet te lezen" in page.content.decode()
    other = Client()
    log_in(other)
    refused = other.post(reverse("mfa_authenticate"), {"code": code_now(secret, ahead=1)})
    assert "Uw tweede factor is niet te lezen" in refused.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_beheerder_wipes_the_second_factor_of_who_lost_it(client, iemand, gebruiker_met):
    log_in(client)
    set_up_app(client)
    beheerder = Client()
    beheerder.force_login(gebruiker_met(Rol.BEHEERDER))
    page = beheerder.get(reverse("core:gebruiker_change", args=[iemand.pk]))
    assert "Ingesteld" in page.content.decode()
    response = beheerder.post(reverse("core:gebruiker_wipe_factors", args=[iemand.pk]))
    assert response.status_code == 302
    assert not tweede_factor.factors_of(iemand).exists()
    assert not Authenticator.objects.exists(), "the recovery codes go along"
    assert client.get(reverse("core:profiel")).status_code == 302, "who had it is logged out"
    assert LogRegel.objects.about(iemand)[0].actie == "gebruiker.tweede_factor_gewist"
