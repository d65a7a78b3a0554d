"""Every request for a token leaves a line: whose it was, and why it got none. A run of them is told to people, once."""

import base64
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from brunssum.core import meldingsoorten
from brunssum.core.models import ApiAanroep, ApiSleutel, Melding
from brunssum.core.rollen import Rol
from brunssum.core.services import create_api_client, rotate_api_key, withdraw_api_client, withdraw_api_key
from brunssum.core.services.koppeling_meldingen import BINNEN, STEEDS
from tests.api.test_access import ask_token
from tests.factories import OrganisatieFactory

Waarom = ApiAanroep.Waarom


@pytest.fixture
def key(db):
    return create_api_client(
        OrganisatieFactory(naam="Weller").pk,
        actor=None,
        naam="Klantsysteem",
        scopes=["gebieden:lezen"],
        nu=timezone.now(),
    )


def lines():
    return list(ApiAanroep.objects.order_by("pk").values_list("pad", "status", "client", "waarom"))


def test_token_that_is_given_leaves_a_line(client, key):
    partner, secret = key
    ask_token(client, partner.client_id, secret)
    assert lines() == [("/oauth/token", 200, partner.pk, "")]


def test_wrong_secret_leaves_a_line_that_says_so(client, key):
    partner, _ = key
    ask_token(client, partner.client_id, "geraden-geheim")
    assert lines() == [("/oauth/token", 401, partner.pk, Waarom.GEHEIM)]
    assert "geraden" not in str(list(ApiAanroep.objects.values()))


def test_line_says_which_way_the_key_ended(client, key):
    partner, secret = key
    ApiSleutel.objects.update(
        gemaakt_op=timezone.now() - timedelta(days=2), verloopt_op=timezone.now() - timedelta(days=1)
    )
    ask_token(client, partner.client_id, secret)
    rotated = rotate_api_key(partner.client_id, actor=None, nu=timezone.now())
    withdraw_api_key(partner.sleutels.latest("pk").pk, actor=None, nu=timezone.now())
    ask_token(client, partner.client_id, rotated)
    withdraw_api_client(partner.client_id, actor=None, nu=timezone.now())
    ask_token(client, partner.client_id, rotated)
    assert [waarom for *_, waarom in lines()] == [
        Waarom.SLEUTEL_VERLOPEN,
        Waarom.SLEUTEL_INGETROKKEN,
        Waarom.KOPPELING_INGETROKKEN,
    ]
    assert {client for _, _, client, _ in lines()} == {partner.pk}


def test_scope_and_odd_question_leave_a_line(client, key):
    partner, secret = key
    ask_token(client, partner.client_id, secret, scope="signalen:schrijven")
    ask_token(client, partner.client_id, secret, grant_type="password")
    assert lines() == [
        ("/oauth/token", 400, partner.pk, Waarom.SCOPE),
        ("/oauth/token", 400, partner.pk, Waarom.VRAAG),
    ]


def test_secret_that_came_over_plain_http_leaves_a_line(client, key, settings):
    settings.SECURE_SSL_REDIRECT = True
    ask_token(client, *(key[0].client_id, key[1]))
    assert lines() == [("/oauth/token", 403, key[0].pk, Waarom.ONVEILIG)]


def test_key_in_the_body_is_known_as_well(client, key):
    sent = {"grant_type": "client_credentials", "client_id": key[0].client_id, "client_secret": "fout"}
    client.post("/oauth/token", sent)
    assert lines() == [("/oauth/token", 401, key[0].pk, Waarom.GEHEIM)]


@pytest.mark.parametrize("client_id", ["wie-dan-ook", "", "nul\x00nul", "é" * 300])
def test_unknown_client_is_counted_and_nothing_of_it_kept(client, db, client_id):
    ask_token(client, client_id, "geheim-van-elders")
    assert lines() == [("/oauth/token", 401, None, Waarom.ONBEKEND)]
    assert "wie-dan-ook" not in str(list(ApiAanroep.objects.values()))


@pytest.mark.parametrize("basic", ["x", "é", base64.b64encode(b"\xff\xfe").decode()])
def test_header_that_cannot_be_read_is_of_nobody(client, db, basic):
    data = {"grant_type": "client_credentials"}
    client.post("/oauth/token", data, headers={"Authorization": f"Basic {basic}"})
    assert lines() == [("/oauth/token", 401, None, Waarom.ONBEKEND)]


def test_body_that_cannot_be_read_is_of_nobody(client, db, settings, monkeypatch):
    """Over plain http nothing read it before; to read it now must not break the answer."""
    settings.SECURE_SSL_REDIRECT = True
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1
    assert client.post("/oauth/token", {"client_id": "x", "client_secret": "y"}).status_code == 403
    assert lines() == []


def test_flood_fills_no_log(client, key, settings):
    settings.API_TOKEN_RATE = 2
    for _ in range(4):
        ask_token(client, key[0].client_id, "fout")
    assert len(lines()) == 2


# Who hears of it


def told(gebruiker):
    return list(Melding.objects.filter(ontvanger=gebruiker).values_list("soort", "aantal"))


@pytest.fixture
def often(client, settings):
    settings.API_TOKEN_RATE = 100

    def ask(client_id, times=STEEDS):
        for _ in range(times):
            ask_token(client, client_id, "fout")

    return ask


def test_run_of_refusals_is_told_once(key, often, gebruiker_met):
    beheerder = gebruiker_met(Rol.BEHEERDER)
    contact = gebruiker_met(Rol.PARTNER, organisatie=key[0].organisatie)
    elders = gebruiker_met(Rol.PARTNER, organisatie=OrganisatieFactory())
    often(key[0].client_id, STEEDS - 1)
    assert not Melding.objects.exists()
    often(key[0].client_id, 5)
    assert told(beheerder) == told(contact) == [(meldingsoorten.KOPPELING_GEEN_TOKEN, 1)]
    assert told(elders) == []


def test_refusals_spread_over_the_day_are_no_run(key, often, gebruiker_met):
    gebruiker_met(Rol.BEHEERDER)
    often(key[0].client_id, STEEDS - 1)
    ApiAanroep.objects.update(tijdstip=timezone.now() - BINNEN)
    often(key[0].client_id, 1)
    assert not Melding.objects.exists()


def test_tokens_that_are_given_are_no_run(client, key, settings, gebruiker_met):
    settings.API_TOKEN_RATE = 100
    gebruiker_met(Rol.BEHEERDER)
    for _ in range(STEEDS + 1):
        ask_token(client, key[0].client_id, key[1])
    assert not Melding.objects.exists()


def test_run_of_unknown_clients_is_told_to_the_beheerder(client, key, often, gebruiker_met):
    beheerder = gebruiker_met(Rol.BEHEERDER)
    contact = gebruiker_met(Rol.PARTNER, organisatie=key[0].organisatie)
    for n in range(STEEDS + 3):
        often(f"geraden-{n}", 1)
    assert told(beheerder) == [(meldingsoorten.ONBEKENDE_GEEN_TOKEN, 1)]
    assert told(contact) == []
    client.force_login(beheerder)
    opened = client.post(reverse("core:melding_open", args=[Melding.objects.get().pk]), follow=True)
    assert len(opened.context["rijen"]) == STEEDS + 3


def test_page_of_the_koppeling_tells_until_it_has_a_token(client, key, gebruiker_met):
    partner, secret = key
    ask_token(client, partner.client_id, "fout")
    client.force_login(gebruiker_met(Rol.BEHEERDER))
    page = client.get(reverse("core:koppeling", args=[partner.pk])).content.decode()
    assert "en kreeg het niet. Het geheim klopt niet." in page
    ask_token(client, partner.client_id, secret)
    page = client.get(reverse("core:koppeling", args=[partner.pk])).content.decode()
    assert "en kreeg het niet" not in page
    assert "1 keer" in page
