"""Keys: shown once, several at once while one is replaced, and gone when they are said to be."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from brunssum.core.models import ApiClient, ApiSleutel, LogRegel
from brunssum.core.services import (
    ApiClientGeweigerd,
    change_api_client,
    rotate_api_key,
    withdraw_api_client,
    withdraw_api_key,
)
from tests.api.conftest import Api, assert_is_problem
from tests.api.test_access import NU, ask_token, make_client
from tests.factories import OrganisatieFactory


@pytest.fixture
def key(db):
    return make_client(OrganisatieFactory().pk, nu=timezone.now())


def test_new_key_and_old_key_work_side_by_side_until_the_overlap_is_over(client, key):
    partner, old = key
    nu = timezone.now()
    new = rotate_api_key(partner.client_id, actor=None, nu=nu)
    assert old != new
    assert [ask_token(client, partner.client_id, secret).status_code for secret in (old, new)] == [200, 200]
    first, second = partner.sleutels.order_by("pk")
    assert first.verloopt_op == nu + timedelta(days=14)
    assert second.verloopt_op == nu + timedelta(days=365)
    partner.sleutels.filter(pk=first.pk).update(verloopt_op=nu - timedelta(seconds=1), gemaakt_op=NU)
    assert [ask_token(client, partner.client_id, secret).status_code for secret in (old, new)] == [401, 200]


def test_second_rotation_does_not_lengthen_the_first(key):
    partner, _ = key
    nu = timezone.now()
    rotate_api_key(partner.client_id, actor=None, nu=nu)
    rotate_api_key(partner.client_id, actor=None, nu=nu + timedelta(days=10))
    ends = partner.sleutels.order_by("pk").values_list("verloopt_op", flat=True)
    assert [(end - nu).days for end in ends] == [14, 24, 375]


def test_withdrawn_key_ends_at_once_and_every_token_with_it(client, key):
    partner, old = key
    new = rotate_api_key(partner.client_id, actor=None, nu=timezone.now())
    token = ask_token(client, partner.client_id, old).json()["access_token"]
    withdraw_api_key(partner.sleutels.earliest("pk").pk, actor=None, nu=timezone.now())
    assert_is_problem(Api(token).get("/api/v1/gebieden"), 401)
    assert [ask_token(client, partner.client_id, secret).status_code for secret in (old, new)] == [401, 200]
    assert LogRegel.objects.get(actie="sleutel.ingetrokken").na == {"sleutel": f"{old[:8]}…"}


def test_key_cannot_be_withdrawn_twice(key):
    sleutel = key[0].sleutels.get()
    withdraw_api_key(sleutel.pk, actor=None, nu=timezone.now())
    with pytest.raises(ApiClientGeweigerd, match="werkt al niet meer"):
        withdraw_api_key(sleutel.pk, actor=None, nu=timezone.now())


def test_use_of_a_key_is_remembered_and_that_of_a_wrong_one_is_not(client, key):
    partner, secret = key
    ask_token(client, partner.client_id, "fout")
    assert partner.sleutels.get().laatst_gebruikt_op is None
    ask_token(client, partner.client_id, secret)
    assert partner.sleutels.get().laatst_gebruikt_op is not None


def test_key_of_another_client_opens_nothing(client, key):
    other, _ = make_client(OrganisatieFactory().pk, nu=timezone.now())
    assert ask_token(client, other.client_id, key[1]).status_code == 401


def test_withdrawn_client_stays_known_but_gets_in_nowhere(client, key):
    partner, secret = key
    token = ask_token(client, partner.client_id, secret).json()["access_token"]
    withdraw_api_client(partner.client_id, actor=None, nu=timezone.now())
    assert_is_problem(Api(token).get("/api/v1/gebieden"), 401)
    assert ask_token(client, partner.client_id, secret).status_code == 401
    assert ApiClient.objects.get().ingetrokken_op
    with pytest.raises(ApiClientGeweigerd, match="ingetrokken"):
        rotate_api_key(partner.client_id, actor=None, nu=timezone.now())


def test_token_made_while_the_client_is_withdrawn_opens_nothing(partner, token_for):
    withdraw_api_client(partner.client_id, actor=None, nu=NU)
    assert_is_problem(Api(token_for(partner)).get("/api/v1/gebieden"), 401)


def test_name_of_a_withdrawn_client_may_be_used_again(key):
    partner, _ = key
    withdraw_api_client(partner.client_id, actor=None, nu=NU)
    again, _ = make_client(partner.organisatie_id)
    assert again.name == partner.name


def test_fewer_scopes_end_the_tokens_that_had_more(client, key):
    partner, secret = key
    token = ask_token(client, partner.client_id, secret).json()["access_token"]
    change_api_client(partner.client_id, actor=None, naam="Systeem", scopes=["themas:lezen"])
    assert_is_problem(Api(token).get("/api/v1/gebieden"), 401)
    assert ask_token(client, partner.client_id, secret).json()["scope"] == "themas:lezen"
    assert LogRegel.objects.get(actie="koppeling.gewijzigd").na == {"scopes": "themas:lezen"}


def test_change_that_changes_nothing_leaves_no_line_and_ends_no_token(client, key):
    partner, secret = key
    token = ask_token(client, partner.client_id, secret).json()["access_token"]
    change_api_client(partner.client_id, actor=None, naam=partner.name, scopes=partner.scopes)
    assert Api(token).get("/api/v1/gebieden").status_code == 200
    assert not LogRegel.objects.filter(actie="koppeling.gewijzigd").exists()


@pytest.mark.parametrize("scopes", [[], ["lezen"], ["gebieden:lezen", "gebieden:schrijven"]])
def test_scopes_are_chosen_from_the_list(db, scopes):
    with pytest.raises(ApiClientGeweigerd) as refused:
        make_client(OrganisatieFactory().pk, scopes=scopes)
    assert list(refused.value.message_dict) == ["scopes"]


@pytest.mark.parametrize("service", [rotate_api_key, withdraw_api_client])
def test_keys_are_for_a_beheerder(key, programmamanager, service):
    with pytest.raises(PermissionDenied):
        service(key[0].client_id, actor=programmamanager, nu=NU)


def test_key_that_ends_before_it_begins_is_refused_by_the_database(key):
    sleutel, _ = ApiSleutel.make(key[0], nu=NU, verloopt_op=NU)
    with pytest.raises(ValidationError):
        sleutel.full_clean()


@pytest.mark.parametrize(
    "header", ["Basic", "Basic ", "Basic !!!", "Basic /w==", "Bearer x", "Basic eDp5eg=="]
)
def test_strange_credentials_give_a_401_and_no_500(client, key, header):
    data = {"grant_type": "client_credentials"}
    assert client.post("/oauth/token", data, headers={"Authorization": header}).status_code == 401


def test_credentials_with_odd_characters_give_a_401(client, key):
    for name, secret in (("a\x00b", "x"), (key[0].client_id, "a\x00é")):
        assert ask_token(client, name, secret).status_code == 401
        body = {"grant_type": "client_credentials", "client_id": name, "client_secret": secret}
        assert client.post("/oauth/token", body).status_code == 401
