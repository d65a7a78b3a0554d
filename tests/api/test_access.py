"""Who may call, and how often."""

import base64
import logging
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone
from oauth2_provider.models import AccessToken

from brunssum.core.api import access
from brunssum.core.models import ApiClient, ApiSleutel, LogRegel
from brunssum.core.rollen import Rol
from brunssum.core.services import ApiClientGeweigerd, create_api_client, withdraw_api_client
from tests.api.conftest import Api, assert_is_problem
from tests.factories import OrganisatieFactory


def test_without_token_is_a_401(anonymous):
    answer = anonymous.get("/api/v1/gebieden")
    assert_is_problem(answer, 401)
    assert answer["WWW-Authenticate"] == 'Bearer realm="Kanarie"'


@pytest.mark.parametrize(
    "value", ["Bearer onbekend", "Bearer ", "Bearer", "Bearer é", "Token x", "Basic eDp5"]
)
def test_strange_token_is_a_401_that_says_so(anonymous, value):
    answer = anonymous.ask("GET", "/api/v1/gebieden", headers={"Authorization": value})
    assert_is_problem(answer, 401)
    assert answer["WWW-Authenticate"] == 'Bearer realm="Kanarie", error="invalid_token"'


def test_expired_token_is_a_401_that_says_so(partner, token_for):
    problem = assert_is_problem(Api(token_for(partner, minutes=-1)).get("/api/v1/gebieden"), 401)
    assert "verlopen" in problem["detail"]


def test_token_without_the_scope_is_a_403_that_names_it(partner, token_for):
    answer = Api(token_for(partner, scope="themas:lezen")).get("/api/v1/gebieden")
    problem = assert_is_problem(answer, 403)
    assert "gebieden:lezen" in problem["detail"]
    challenge = 'Bearer realm="Kanarie", error="insufficient_scope", scope="gebieden:lezen"'
    assert answer["WWW-Authenticate"] == challenge


def test_token_in_the_address_is_refused(anonymous, partner, token_for):
    token = token_for(partner)
    for name in ("access_token", "token"):
        assert_is_problem(anonymous.get("/api/v1/gebieden", **{name: token}), 401)


def test_session_of_a_person_opens_nothing_and_is_not_looked_up(
    client, programmamanager, django_assert_num_queries
):
    client.force_login(programmamanager)
    with django_assert_num_queries(1):  # the line in the log, and no session
        answer = client.get("/api/v1/gebieden")
    assert_is_problem(answer, 401)
    assert "Vary" not in answer


def test_call_keeps_no_session_and_costs_three_queries(api, django_assert_num_queries):
    with django_assert_num_queries(3):  # the token with its client, the page, the line in the log
        api.get("/api/v1/gebieden")


# The token


def ask_token(client, name, secret, *, behind="", **data):
    basic = base64.b64encode(f"{name}:{secret}".encode()).decode()
    data = {"grant_type": "client_credentials"} | data
    headers = {"Authorization": f"Basic {basic}", "X-Forwarded-For": behind}
    return client.post("/oauth/token", data, headers=headers)


NU = datetime(2026, 3, 1, 12, tzinfo=UTC)


def make_client(
    organisatie_id, *, actor=None, naam="Systeem", scopes=("gebieden:lezen", "themas:lezen"), nu=NU
):
    return create_api_client(organisatie_id, actor=actor, naam=naam, scopes=scopes, nu=nu)


@pytest.fixture
def key(db):
    return make_client(OrganisatieFactory().pk, nu=timezone.now())


def test_token_opens_the_api(client, key):
    partner, secret = key
    answer = ask_token(client, partner.client_id, secret)
    token = answer.json()
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert (token["token_type"], token["scope"], token["expires_in"]) == (
        "Bearer",
        "gebieden:lezen themas:lezen",
        3600,
    )
    assert "refresh_token" not in token
    assert Api(token["access_token"]).get("/api/v1/gebieden").status_code == 200


def test_key_may_also_stand_in_the_body(client, key):
    partner, secret = key
    data = {"grant_type": "client_credentials", "client_id": partner.client_id, "client_secret": secret}
    assert client.post("/oauth/token", data).status_code == 200


def test_neither_secret_nor_token_is_stored_readable(client, key):
    partner, secret = key
    token = ask_token(client, partner.client_id, secret).json()["access_token"]
    assert secret not in str(ApiClient.objects.values().get()) + str(ApiSleutel.objects.values().get())
    assert token not in str(AccessToken.objects.values().get())


@pytest.mark.parametrize("secret", ["fout", ""])
def test_wrong_secret_gives_no_token(client, key, secret):
    answer = ask_token(client, key[0].client_id, secret)
    assert answer.status_code == 401
    assert answer.json() == {"error": "invalid_client"}


@pytest.mark.parametrize("grant", ["password", "authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code", "x"])  # fmt: skip
def test_no_other_grant_is_offered(client, key, grant):
    partner, secret = key
    answer = ask_token(client, partner.client_id, secret, grant_type=grant)
    assert answer.status_code == 400
    assert answer.json()["error"] == "unsupported_grant_type"


def test_scope_that_the_client_was_not_given_is_refused(client, key):
    partner, secret = key
    for scope in ("schrijven", "signalen:schrijven", "gebieden:lezen signalen:lezen"):
        assert ask_token(client, partner.client_id, secret, scope=scope).json()["error"] == "invalid_scope"


def test_token_address_answers_post_only(client, db):
    assert client.get("/oauth/token").status_code == 405


def test_guessing_secrets_is_stopped(client, key, settings):
    settings.API_TOKEN_RATE = 2
    assert [ask_token(client, key[0].client_id, "fout").status_code for _ in range(3)] == [401, 401, 429]
    answer = ask_token(client, *key)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60


def test_limits_go_by_who_called_the_proxy_and_not_by_the_proxy(client, key, settings):
    """Else thirty requests of one stranger kept every partner from a token."""
    settings.BEHIND_PROXY, settings.API_TOKEN_RATE = True, 1
    partner, secret = key

    def ask(behind: str) -> int:
        return ask_token(client, partner.client_id, secret, behind=behind).status_code

    assert [ask("203.0.113.7"), ask("203.0.113.7")] == [200, 429]
    assert ask("198.51.100.1, 203.0.113.7") == 429  # what the caller itself put before it is not looked at
    assert [ask("2001:db8::7"), ask("2001:db8::8")] == [200, 429]  # a home has a whole network of them
    assert ask("2001:db8:0:1::7") == 200
    assert [ask("::ffff:203.0.113.7"), ask("::ffff:203.0.113.9")] == [429, 200]
    assert [ask("unknown"), ask("")] == [200, 429]  # the address of the proxy


def test_without_a_proxy_nobody_says_who_called(client, key, settings):
    settings.API_TOKEN_RATE = 1
    partner, secret = key
    for behind, status in (("203.0.113.7", 200), ("203.0.113.8", 429)):
        answer = ask_token(client, partner.client_id, secret, behind=behind)
        assert answer.status_code == status


def test_token_of_before_a_scope_was_taken_away_does_not_have_it_any_more(partner, api):
    """Also one that was given out while it was taken away, and so was not yet there to be ended."""
    ApiClient.objects.filter(pk=partner.pk).update(scopes=["themas:lezen"])
    assert_is_problem(api.get("/api/v1/gebieden"), 403)
    assert api.get("/api/v1/themas").status_code == 200


# How often


def test_every_answer_tells_how_many_requests_are_left(api, settings):
    settings.API_RATE = 3
    answers = [api.get("/api/v1/gebieden"), api.get("/api/v1/gebieden", kleur="geel")]
    assert [answer["RateLimit-Limit"] for answer in answers] == ["3", "3"]
    assert [answer["RateLimit-Remaining"] for answer in answers] == ["2", "1"]
    assert all(0 < int(answer["RateLimit-Reset"]) <= 60 for answer in answers)


def test_too_many_requests_is_a_429_that_says_when_to_return(api, settings):
    settings.API_RATE = 1
    api.get("/api/v1/gebieden")
    answer = api.get("/api/v1/gebieden")
    assert_is_problem(answer, 429)
    assert answer["Retry-After"] == answer["RateLimit-Reset"]
    assert answer["RateLimit-Remaining"] == "0"


def test_who_is_refused_is_counted_as_well(partner, token_for, settings):
    """Else a system with an old token, or without the scope, asks and fills the log without end."""
    settings.API_RATE = 2
    without_scope = Api(token_for(partner, scope="themas:lezen"))
    expired = Api(token_for(partner, minutes=-1))
    answers = [without_scope.get("/api/v1/gebieden"), *(expired.get("/api/v1/gebieden") for _ in range(2))]
    assert [answer.status_code for answer in answers] == [403, 401, 429]
    assert [answer["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]


def test_limit_is_per_client(api, settings, token_for):
    settings.API_RATE = 1
    other, _ = make_client(OrganisatieFactory().pk, naam="Ander")
    api.get("/api/v1/gebieden")
    assert Api(token_for(other)).get("/api/v1/gebieden").status_code == 200


def test_limit_starts_anew_each_minute(api, settings, monkeypatch):
    settings.API_RATE = 1
    for moment, status in ((120.0, 200), (179.0, 429), (180.0, 200)):
        monkeypatch.setattr(access.time, "time", lambda moment=moment: moment)
        assert api.get("/api/v1/gebieden").status_code == status


# Making and withdrawing clients


def test_create_api_client_leaves_a_trace_without_the_secret(db):
    client, secret = make_client(OrganisatieFactory().pk, naam=" Systeem ")
    regel = LogRegel.objects.get(actie="koppeling.gemaakt")
    assert regel.na == {
        "naam": "Systeem",
        "organisatie": client.organisatie.naam,
        "scopes": "gebieden:lezen, themas:lezen",
    }
    assert secret not in str(LogRegel.objects.values())


def test_create_api_client_refuses_a_second_of_the_same_name(partner):
    with pytest.raises(ApiClientGeweigerd, match="Kies een andere naam"):
        make_client(partner.organisatie_id, naam=partner.name)


def test_create_api_client_refuses_an_empty_name(partner):
    with pytest.raises(ApiClientGeweigerd, match="naam"):
        make_client(partner.organisatie_id, naam="  ")


def test_create_api_client_is_for_a_beheerder(partner, gebruiker_met, programmamanager):
    with pytest.raises(PermissionDenied):
        make_client(partner.organisatie_id, actor=programmamanager)
    client, _ = make_client(partner.organisatie_id, actor=gebruiker_met(Rol.BEHEERDER))
    assert client.organisatie == partner.organisatie


def test_withdraw_api_client_ends_its_tokens(api, partner):
    assert api.get("/api/v1/gebieden").status_code == 200
    withdraw_api_client(partner.client_id, actor=None, nu=NU)
    assert_is_problem(api.get("/api/v1/gebieden"), 401)
    assert LogRegel.objects.get(actie="koppeling.ingetrokken").voor["naam"] == partner.name


def test_withdraw_api_client_is_for_a_beheerder(partner, programmamanager):
    with pytest.raises(PermissionDenied):
        withdraw_api_client(partner.client_id, actor=programmamanager, nu=NU)


def test_maak_api_client_prints_a_key_that_works(client, db, capsys):
    OrganisatieFactory(naam="Woonpartner")
    call_command("maak_api_client", organisatie="woonpartner", naam="Klantsysteem")
    name, secret = (line.split()[-1] for line in capsys.readouterr().out.splitlines())
    assert ask_token(client, name, secret).status_code == 200


def test_maak_api_client_names_the_organisations_it_knows(db):
    OrganisatieFactory(naam="Woonpartner")
    with pytest.raises(CommandError, match="Wel bekend: Woonpartner"):
        call_command("maak_api_client", organisatie="Zorgpartner", naam="x")


def test_maak_api_client_passes_on_a_refusal(partner):
    with pytest.raises(CommandError, match="Kies een andere naam"):
        call_command("maak_api_client", organisatie="Woonpartner", naam=partner.name)


def test_trek_api_client_in(api, partner, capsys):
    call_command("trek_api_client_in", partner.client_id)
    assert_is_problem(api.get("/api/v1/gebieden"), 401)
    with pytest.raises(CommandError, match="is ingetrokken"):
        call_command("trek_api_client_in", partner.client_id)
    with pytest.raises(CommandError, match="geen client"):
        call_command("trek_api_client_in", "onbekend")


def test_calls_leave_no_token_in_the_log(api, caplog):
    with caplog.at_level(logging.DEBUG):
        api.get("/api/v1/gebieden", kleur="geel")
    assert api.token not in caplog.text
