"""What every answer carries, and what none carries."""

import pytest
from django.conf import settings as django_settings
from django.core.signals import request_finished

from tests.api.conftest import assert_is_problem

ANSWERS = [
    ("GET", "/api/v1/gebieden", 200),
    ("HEAD", "/api/v1/gebieden", 200),
    ("GET", "/api/v1/openapi.json", 200),
    ("GET", "/api/v1/gebieden?kleur=geel", 400),
    ("GET", "/api/v1/gebieden/WK000000", 404),
    ("GET", "/api/v1/gebieden/", 404),
    ("GET", "/api/v1/bestaat-niet", 404),
    ("POST", "/api/v1/gebieden", 405),
]
every_answer = pytest.mark.parametrize(("method", "path", "status"), ANSWERS)


@every_answer
def test_every_answer_has_the_version_and_the_security_headers(api, method, path, status):
    answer = api.ask(method, path)
    assert answer.status_code == status
    assert answer["API-Version"] == django_settings.SPECTACULAR_SETTINGS["VERSION"]
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Content-Type"] in {"application/json", "application/problem+json"}
    assert not answer.cookies


@every_answer
def test_hsts_over_https(api, settings, method, path, status):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    answer = api.ask(method, path, secure=True)
    assert answer["Strict-Transport-Security"].startswith("max-age=31536000")


@every_answer
def test_only_the_document_may_be_read_by_a_page_of_another_site(api, method, path, status):
    answer = api.ask(method, path, headers={"Origin": "https://elders.example"})
    assert answer.get("Access-Control-Allow-Origin") == ("*" if path.endswith("openapi.json") else None)


@pytest.mark.parametrize("path", ["/api/v1/gebieden", "/api/v1/openapi.json", "/api/v1/bestaat-niet"])
def test_plain_http_is_refused_and_not_redirected(api, settings, path):
    settings.SECURE_SSL_REDIRECT = True
    problem = assert_is_problem(api.get(path), 403)
    assert "https" in problem["detail"]


def test_plain_http_gives_no_token_and_is_not_redirected(client, db, settings):
    """The secret crossed the line in the open already: that must be heard, not hidden behind a redirect."""
    settings.SECURE_SSL_REDIRECT = True
    problem = assert_is_problem(client.post("/oauth/token", {"grant_type": "client_credentials"}), 403)
    assert "maak dan een nieuwe sleutel" in problem["detail"]
    assert client.get("/api/")["Location"] == "https://testserver/api/", "that is a page"


def test_errors_beside_the_token_are_problems(client, db):
    assert_is_problem(client.get("/oauth/token"), 405)
    assert_is_problem(client.get("/oauth/bestaat-niet"), 404)


def test_pages_beside_the_api_keep_their_own_headers(client, db):
    answer = client.get("/apiary")
    assert "API-Version" not in answer


def test_request_ends_once_also_when_nothing_changed(api):
    """At the end of a request its database connection is given back: not before the line in the access log."""
    etag = api.get("/api/v1/gebieden")["ETag"]
    ends = []

    def count(**_kwargs):
        ends.append(1)

    request_finished.connect(count)
    try:
        answer = api.ask("GET", "/api/v1/gebieden", headers={"If-None-Match": etag})
    finally:
        request_finished.disconnect(count)
    assert answer.status_code == 304
    assert len(ends) == 1
