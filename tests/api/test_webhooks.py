"""A partner's system arranges by itself what it hears, and never sees what is of another."""

import json
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brunssum.core.models import Bericht, BewaardAntwoord, LogRegel, Webhook
from brunssum.core.webhooks import adres
from tests.api.conftest import Api, assert_is_problem, make_client
from tests.factories import BerichtFactory, WebhookFactory

pytestmark = pytest.mark.django_db

NEW = {"url": "https://klant.partner.example/kanarie?sleutel=hunne", "soorten": ["signaal-gewijzigd"]}


@pytest.fixture
def webhook(partner):
    return WebhookFactory(organisatie=partner.organisatie)


@pytest.fixture
def ander(token_for) -> Api:
    return Api(token_for(make_client("Anderepartner")))


def failed(webhook):
    return BerichtFactory(webhook=webhook, stand="mislukt", volgende_poging_op=None, waarom="te_laat")


def patch(api, path, body):
    return api.ask("PATCH", path, data=json.dumps(body), content_type="application/json")


def test_post_makes_a_webhook_and_gives_its_geheim(api, partner):
    answer = api.post("/api/v1/webhooks", NEW)
    assert answer.status_code == 201
    webhook, given = Webhook.objects.get(), answer.json()
    assert given["geheim"] == webhook.geheim
    assert (given["url"], given["soorten"], given["actief"]) == (NEW["url"], NEW["soorten"], True)
    assert answer["Location"] == f"/api/v1/webhooks/{webhook.uuid}"
    assert webhook.organisatie == partner.organisatie
    assert LogRegel.objects.get(actie="webhook.gemaakt").api_client == partner
    assert "geheim" not in api.get(answer["Location"]).json()
    assert "geheim" not in api.get("/api/v1/webhooks").json()["resultaten"][0]


def test_post_twice_with_one_key_makes_one_and_keeps_no_geheim(api):
    first = api.post("/api/v1/webhooks", NEW, idempotency_key="een")
    again = api.post("/api/v1/webhooks", NEW, idempotency_key="een")
    assert first.json() == again.json()
    assert again["Idempotent-Replayed"] == "true"
    assert Webhook.objects.get().geheim not in str(BewaardAntwoord.objects.get().inhoud)


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ({}, {"url", "soorten"}),
        (NEW | {"url": "http://klant.partner.example"}, {"url"}),
        (NEW | {"url": "https://jan:geheim@klant.partner.example"}, {"url"}),
        ({"url": "http://klant.partner.example", "soorten": ["casus-gewijzigd"]}, {"url", "soorten.0"}),
        (NEW | {"soorten": []}, {"soorten"}),
        (NEW | {"soorten": ["casus-gewijzigd"]}, {"soorten.0"}),
        (NEW | {"soorten": "signaal-gewijzigd"}, {"soorten"}),
        (NEW | {"organisatie": 1}, {"organisatie"}),
    ],
)
def test_post_names_all_that_is_wrong(api, body, names):
    problem = assert_is_problem(api.post("/api/v1/webhooks", body), 400)
    assert {error["name"] for error in problem["errors"]} == names
    assert not Webhook.objects.exists()


def test_post_refuses_where_the_name_leads(api, monkeypatch):
    def resolve(adres_):
        raise adres.AdresGeweigerd("Dit adres hoort bij een intern netwerk.")

    monkeypatch.setattr(adres, "resolve", resolve)
    problem = assert_is_problem(api.post("/api/v1/webhooks", NEW), 400)
    assert problem["errors"] == [
        {"in": "body", "name": "url", "detail": "Dit adres hoort bij een intern netwerk."}
    ]


def test_patch_chooses_and_switches(api, webhook):
    path = f"/api/v1/webhooks/{webhook.uuid}"
    answer = patch(api, path, {"soorten": ["reflectie-beantwoord"], "actief": False})
    assert answer.status_code == 200
    assert (answer.json()["soorten"], answer.json()["actief"]) == (["reflectie-beantwoord"], False)
    assert (answer.json()["uitgezetReden"], bool(answer.json()["uitgezetOp"])) == ("partner", True)
    assert patch(api, path, {"actief": True}).json()["uitgezetReden"] is None
    assert patch(api, path, {}).status_code == 200
    assert_is_problem(patch(api, path, {"url": "https://elders.example"}), 400)
    assert_is_problem(patch(api, path, {"soorten": []}), 400)
    assert_is_problem(patch(api, path, {"actief": "nee"}), 400)


def test_patch_that_is_refused_changes_nothing(api, webhook):
    Webhook.objects.update(stand="uitgezet", uitgezet_op="2026-11-01T00:00Z", uitgezet_reden="beheerder")
    answer = patch(
        api, f"/api/v1/webhooks/{webhook.uuid}", {"soorten": ["reflectie-beantwoord"], "actief": True}
    )
    assert_is_problem(answer, 409)
    webhook.refresh_from_db()
    assert len(webhook.soorten) > 1


def test_delete_takes_it_away(api, webhook):
    answer = api.ask("DELETE", f"/api/v1/webhooks/{webhook.uuid}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert not Webhook.objects.exists()
    assert_is_problem(api.ask("DELETE", f"/api/v1/webhooks/{webhook.uuid}"), 404)


def test_geheim_is_changed_and_the_former_counts_a_day(api, webhook):
    answer = api.post(f"/api/v1/webhooks/{webhook.uuid}/geheim", {})
    oud = webhook.geheim
    webhook.refresh_from_db()
    assert answer.status_code == 201
    assert answer.json()["geheim"] == webhook.geheim != oud
    assert answer.json()["vorigGeheimVervaltOp"]
    assert_is_problem(api.post(f"/api/v1/webhooks/{webhook.uuid}/geheim", {}), 409)


def test_a_proefbericht_is_followed_at_its_own_address(api, webhook):
    answer = api.post(f"/api/v1/webhooks/{webhook.uuid}/proefbericht", {})
    assert answer.status_code == 201
    bericht = api.get(answer["Location"]).json()
    assert (bericht["soort"], bericht["stand"], bericht["webhook"]) == (
        "proefbericht",
        "wacht",
        {"id": str(webhook.uuid), "url": webhook.url},
    )
    assert bericht["verwijzing"] == f"/api/v1/webhooks/{webhook.uuid}"
    assert api.get(bericht["verwijzing"]).status_code == 200


def test_berichten_are_filtered_and_sent_again(api, webhook):
    een, _ander = failed(webhook), failed(webhook)
    BerichtFactory(webhook=WebhookFactory(organisatie=webhook.organisatie))
    for query, count in (
        ({}, 3),
        ({"webhook": webhook.uuid}, 2),
        ({"stand": "wacht"}, 1),
        ({"soort": "signaal-gewijzigd"}, 0),
    ):
        assert len(api.get("/api/v1/berichten", **query).json()["resultaten"]) == count
    answer = api.post(f"/api/v1/berichten/{een.uuid}/herhaling", {})
    assert (answer.status_code, answer.json()["stand"]) == (201, "wacht")
    assert api.post(f"/api/v1/webhooks/{webhook.uuid}/herhaling", {}).json() == {"aantal": 1}
    assert Bericht.objects.waiting().filter(webhook=webhook).count() == 2


def test_what_is_off_sends_nothing_again(api, webhook):
    een = failed(webhook)
    patch(api, f"/api/v1/webhooks/{webhook.uuid}", {"actief": False})
    assert_is_problem(api.post(f"/api/v1/berichten/{een.uuid}/herhaling", {}), 409)
    assert_is_problem(api.post(f"/api/v1/webhooks/{webhook.uuid}/herhaling", {}), 409)


def test_nothing_is_there_for_another_organisatie(ander, webhook):
    bericht = failed(webhook)
    assert ander.get("/api/v1/webhooks").json()["resultaten"] == []
    assert ander.get("/api/v1/berichten").json()["resultaten"] == []
    hidden, absent = (
        assert_is_problem(ander.get("/api/v1/berichten", webhook=one), 400)["detail"].replace(str(one), "")
        for one in (webhook.uuid, uuid4())
    )
    assert hidden == absent
    for answer in (
        ander.get(f"/api/v1/webhooks/{webhook.uuid}"),
        patch(ander, f"/api/v1/webhooks/{webhook.uuid}", {"actief": False}),
        ander.ask("DELETE", f"/api/v1/webhooks/{webhook.uuid}"),
        ander.post(f"/api/v1/webhooks/{webhook.uuid}/geheim", {}),
        ander.post(f"/api/v1/webhooks/{webhook.uuid}/proefbericht", {}),
        ander.post(f"/api/v1/webhooks/{webhook.uuid}/herhaling", {}),
        ander.get(f"/api/v1/berichten/{bericht.uuid}"),
        ander.post(f"/api/v1/berichten/{bericht.uuid}/herhaling", {}),
    ):
        assert_is_problem(answer, 404)
    webhook.refresh_from_db()
    assert webhook.is_actief


def test_who_may_only_read_changes_nothing(partner, token_for, webhook):
    reader = Api(token_for(partner, scope="webhooks:lezen"))
    assert reader.get("/api/v1/webhooks").status_code == 200
    for answer in (
        reader.post("/api/v1/webhooks", NEW),
        patch(reader, f"/api/v1/webhooks/{webhook.uuid}", {"actief": False}),
        reader.ask("DELETE", f"/api/v1/webhooks/{webhook.uuid}"),
        reader.post(f"/api/v1/webhooks/{webhook.uuid}/geheim", {}),
    ):
        assert_is_problem(answer, 403)


def test_lists_cost_the_same_with_one_and_with_many(api, webhook):
    failed(webhook)
    counts = []
    for _ in range(2):
        for path in ("/api/v1/webhooks", "/api/v1/berichten"):
            with CaptureQueriesContext(connection) as queries:
                api.get(path)
            counts.append(len(queries))
        for _ in range(5):
            failed(WebhookFactory(organisatie=webhook.organisatie))
    assert counts[:2] == counts[2:]


def test_a_soort_that_does_not_exist_is_told_which_do(api):
    problem = assert_is_problem(api.post("/api/v1/webhooks", NEW | {"soorten": ["casus-gewijzigd"]}), 400)
    assert "Kies uit: signaal-gewijzigd, voortgang-beoordeeld" in problem["detail"]
