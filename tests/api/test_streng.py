"""What is written otherwise than the document says is refused, in a sentence; and whatever the question, the answer fits."""

from io import BytesIO

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import RequestFactory

from brunssum.charset import in_utf_8
from brunssum.core.api import schema
from brunssum.core.models import Webhook
from inspanningen.models import Partnerschap
from tests.api.conftest import assert_is_problem
from tests.api.test_answers import ADDRESSES, address, filled  # noqa: F401
from tests.factories import ThemaFactory, WebhookFactory

REFLECTIES = "/api/v1/reflecties"


@pytest.fixture
def reflectie(programmamanager) -> str:
    ThemaFactory(code="wonen")
    return '{"soort": "advies", "tekst": "Eén vast nummer.", "onderwerp": {"soort": "thema", "id": "wonen"}}'


def send(api, data, kind="application/json"):
    return api.ask("POST", REFLECTIES, data=data, content_type=kind)


# The body


@pytest.mark.parametrize("twice", ['"soort": "vraag", ', '"tekst": "Eén vast nummer.", '])
def test_field_that_is_there_twice_is_told_of(api, reflectie, twice):
    problem = assert_is_problem(send(api, "{" + twice + reflectie[1:]), 400)
    assert problem["detail"] == f"Het veld “{twice[1:6]}” staat er meer dan één keer."


def test_field_that_is_there_twice_deeper_in_is_told_of(api, reflectie):
    assert_is_problem(send(api, reflectie.replace('"id"', '"soort": "thema", "id"')), 400)


def test_json_is_utf_8_with_or_without_a_mark_in_front(api, reflectie):
    answers = [send(api, mark + reflectie.encode()) for mark in (b"", b"\xef\xbb\xbf")]
    assert [(answer.status_code, answer.json()["tekst"]) for answer in answers] == [
        (201, "Eén vast nummer.")
    ] * 2


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-16"])
def test_no_charset_makes_other_letters_of_it(api, reflectie, charset):
    problem = assert_is_problem(
        send(api, reflectie.encode(charset), f"application/json; charset={charset}"), 400
    )
    assert problem["detail"] == "De inhoud van de aanvraag is geen UTF-8."


@pytest.mark.parametrize("value", ["true", "1", "1e999", '["advies"]', '{"a": 1}'])
def test_choice_of_another_kind_is_told_in_dutch_and_not_in_python(api, reflectie, value):
    problem = assert_is_problem(send(api, reflectie.replace('"advies"', value)), 400)
    assert problem["detail"].startswith(
        "soort: Geef dit als tekst, tussen aanhalingstekens. Kies uit: advies, "
    )


@pytest.mark.parametrize(
    "peildatum", ["2026-3-1", "20260301", "2026-W09-7", "2026-02-30", "2026-03-01T00:00:00Z"]
)
def test_day_in_a_body_is_written_in_one_way(api, partner, filled, peildatum):  # noqa: F811
    path = address("/inspanningen/{id}/voortgang", filled)
    Partnerschap.objects.update(organisatie=partner.organisatie)
    problem = assert_is_problem(api.post(path, {"peildatum": peildatum, "gedaan": "Klaar."}), 400)
    assert problem["detail"] == "peildatum: Geef dit als datum, zoals “2026-03-01”."


# Parameters


@pytest.mark.parametrize(
    ("path", "query"),
    [
        *(("gebieden", {"paginaGrootte": one}) for one in ("3.0", " 3", "+3", "٣", "3e0", "9" * 5000)),
        *(("gebieden", {"geldigOp": one}) for one in ("2026-3-1", "20260301", "2026-W09-7", "2026-02-30")),
        *(
            ("inspanningen", {"gewijzigdSinds": one})
            for one in ("2026-03-01", "2026-03-01T12:00:00", "2026-03-01 12:00:00Z", "2026-03-01T12:00Z", "2026-03-01T25:00:00Z")
        ),
        *(
            ("berichten", {"webhook": one})
            for one in ("0f8fad5bd9cb469fa16570867728950e", "{0f8fad5b-d9cb-469f-a165-70867728950e}")
        ),
    ],
)  # fmt: skip
def test_value_is_written_as_the_document_says(api, path, query):
    problem = assert_is_problem(api.get(f"/api/v1/{path}", **query), 400)
    assert [error["name"] for error in problem["errors"]] == list(query)


@pytest.mark.parametrize("moment", ["2026-03-01T12:00:00Z", "2026-03-01T12:00:00.123456+01:00"])
def test_moment_may_be_in_every_time_zone(api, moment):
    assert api.get("/api/v1/inspanningen", gewijzigdSinds=moment).status_code == 200


@pytest.mark.parametrize("path", ["mijlpalen", "bijeenkomsten"])
def test_period_that_ends_before_it_begins_is_told_of(api, path):
    problem = assert_is_problem(api.get(f"/api/v1/{path}", van="2026-03-02", tot="2026-03-01"), 400)
    assert problem["detail"] == "De parameter “tot” klopt niet. Deze dag ligt voor `van`."


# Addresses and methods


@pytest.mark.parametrize("path", ["/%2Fapi/v1/gebieden", "/api//v1/gebieden", "/api/v1//gebieden", "/api/v1/gebieden//", "/api/V1/gebieden", "/api/v1/gebieden/WK1%0A", "/api/v1/gebieden/%FF", "/api/v1/inspanningen/%D9%A1"])  # fmt: skip
def test_address_that_is_almost_right_is_a_404_problem(api, path):
    assert_is_problem(api.get(path), 404)


@pytest.mark.parametrize("path", ADDRESSES)
def test_head_says_what_get_says_without_the_body(api, filled, path):  # noqa: F811
    get, head = (api.ask(method, address(path, filled)) for method in ("GET", "HEAD"))
    assert (head.status_code, head.get("ETag")) == (200, get["ETag"])
    assert head["Content-Type"] == get["Content-Type"]


@pytest.mark.parametrize("path", sorted(schema.document()["paths"]))
@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PUT", "FOO"])
def test_method_that_is_not_there_is_a_405_that_names_those_that_are(api, filled, path, method):  # noqa: F811
    parent = path.rpartition("/")[0]
    known = path if path in filled or "{" not in path else parent
    answer = api.ask(method, address(known, filled) + (path.removeprefix(known) if known == parent else ""))
    assert_is_problem(answer, 405)
    allowed = {one.lower() for one in answer["Allow"].split(", ")} - {"head"}
    assert allowed == set(schema.document()["paths"][path])


# Conditions


@pytest.fixture
def webhook(partner) -> Webhook:
    return WebhookFactory(organisatie=partner.organisatie)


def change(api, method: str, webhook: Webhook, etag: str):
    return api.ask(
        method,
        f"/api/v1/webhooks/{webhook.uuid}",
        data='{"actief": false}' if method == "PATCH" else "",
        content_type="application/json",
        headers={"If-Match": etag},
    )


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
@pytest.mark.parametrize("make", ['"{}"', 'W/"{}"', '"x", "y"'])
def test_what_changed_meanwhile_is_left_alone(api, webhook, method, make):
    etag = api.get(f"/api/v1/webhooks/{webhook.uuid}")["ETag"].strip('"')
    if not make.startswith("W"):
        Webhook.objects.update(faalt_sinds="2026-03-01T00:00Z")
    assert_is_problem(change(api, method, webhook, make.replace("{}", etag)), 412)
    webhook.refresh_from_db()
    assert webhook.is_actief


@pytest.mark.parametrize(("method", "status"), [("PATCH", 200), ("DELETE", 204)])
@pytest.mark.parametrize("etag", [None, "*"])
def test_what_is_still_the_same_is_changed(api, webhook, method, status, etag):
    etag = etag or api.get(f"/api/v1/webhooks/{webhook.uuid}")["ETag"]
    assert change(api, method, webhook, etag).status_code == status
    assert not Webhook.objects.filter(stand="actief").exists()


def test_idempotency_key_of_another_address_is_a_400(api, webhook, reflectie):
    api.ask(
        "POST",
        REFLECTIES,
        data=reflectie,
        content_type="application/json",
        headers={"Idempotency-Key": "een"},
    )
    answer = api.post(f"/api/v1/webhooks/{webhook.uuid}/proefbericht", idempotency_key="een")
    assert assert_is_problem(answer, 400)["errors"][0]["name"] == "Idempotency-Key"
    assert not webhook.berichten.exists()


# Before Django


@pytest.mark.parametrize("charset", ["hex", "undefined", "idna", "punycode"])
def test_charset_that_is_none_stops_nothing(db, charset):
    environ = RequestFactory()._base_environ(
        PATH_INFO="/api/v1/gebieden",
        QUERY_STRING="soort=%C3%A9",
        CONTENT_TYPE=f"application/json; charset={charset}",
    )
    told = []
    for signal in (request_started, request_finished):  # the connection belongs to the test
        signal.disconnect(close_old_connections)
    try:
        answer = in_utf_8(get_wsgi_application())(
            environ | {"wsgi.input": BytesIO()}, lambda status, headers: told.append(status)
        )
        answer.close()
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
    assert told == ["401 Unauthorized"]
