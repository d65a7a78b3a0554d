"""The Dutch API Design Rules 2.2, rule by rule: where each is held to, over every address of the document.

What a rule asks of the document itself is for the official linter (scripts/lint-api) and test_document.py; here it is about what
the application does.
"""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from brunssum.core.api import schema
from brunssum.core.api.presenter import Operation, documentation
from brunssum.core.api.viewsets import ApiViewSet
from tests.api import test_document, test_headers, test_problems, test_voorbeelden
from tests.api.conftest import Api, assert_is_problem
from tests.api.voorbeelden import world

RULES = {
    "/core/changelog", "/core/date-time/date-omit-time-portion", "/core/date-time/format", "/core/date-time/timezone",
    "/core/deprecation-schedule", "/core/doc-language", "/core/doc-openapi", "/core/doc-openapi-contact",
    "/core/error-handling/all-errors", "/core/error-handling/invalid-input", "/core/error-handling/problem-details",
    "/core/hide-implementation", "/core/http-methods", "/core/http-response-code", "/core/http-safety",
    "/core/interface-language", "/core/naming-collections", "/core/naming-resources", "/core/nested-child",
    "/core/no-trailing-slash", "/core/path-segments-kebab-case", "/core/publish-openapi", "/core/query-keys-camel-case",
    "/core/resource-operations", "/core/semver", "/core/stateless", "/core/transition-period", "/core/transport/cors",
    "/core/transport/no-sensitive-uris", "/core/transport/security-headers", "/core/transport/tls", "/core/uri-version",
    "/core/version-header",
}  # fmt: skip
ELSEWHERE = {
    "/core/changelog": test_document.test_version_stands_in_the_changelog_for_partners,
    "/core/date-time/date-omit-time-portion": test_document.test_dates_have_a_format,
    "/core/date-time/format": test_voorbeelden.test_curl_of_each_operation_gets_the_answer_that_the_page_tells_of,
    "/core/doc-openapi": test_document.test_document_is_valid,
    "/core/doc-openapi-contact": test_document.test_about_the_api,
    "/core/http-response-code": test_voorbeelden.test_curl_of_each_operation_gets_the_answer_that_the_page_tells_of,
    "/core/naming-resources": test_document.test_names_in_addresses,
    "/core/path-segments-kebab-case": test_document.test_names_in_addresses,
    "/core/publish-openapi": test_document.test_document_is_open_to_all_and_costs_no_query,
    "/core/query-keys-camel-case": test_document.test_names_of_parameters_fields_and_schemas,
    "/core/semver": test_document.test_about_the_api,
    "/core/transport/tls": test_headers.test_plain_http_is_refused_and_not_redirected,
    "/core/uri-version": test_document.test_about_the_api,
}
BY_PEOPLE = {
    "/core/doc-language": "whether it is good Dutch is for a reader",
    "/core/interface-language": "which words the field uses is for a reader",
    "/core/naming-collections": "what the plural of a noun is, a pattern does not know",
    "/core/nested-child": "a child stands below its owner: /inspanningen/{id}/voortgang",
    "/core/resource-operations": "an action is a noun below its thing: /signalen/{id}/intrekking",
    "/core/transition-period": "a promise in docs/api.md, twelve months, two versions at most",
}


def rule(*ids: str):
    """Marks a test as the place where these rules are held to."""

    def mark(test):
        test.rules = ids
        return test

    return mark


def test_every_rule_is_held_to_somewhere():
    here = {one for test in globals().values() for one in getattr(test, "rules", ())}
    assert here | set(ELSEWHERE) | set(BY_PEOPLE) == RULES
    assert not here & set(ELSEWHERE)


OPERATIONS = tuple(documentation().operations)
READING = [operation for operation in OPERATIONS if operation.method == "GET"]
WRITING = [operation for operation in OPERATIONS if operation.method != "GET"]
ADDRESSES = sorted({operation.example_address for operation in OPERATIONS})
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def each(operations):
    return pytest.mark.parametrize("operation", operations, ids=lambda operation: operation.anchor)


@pytest.fixture(scope="module")
def everything_made(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), world() as partner:
        yield partner


@pytest.fixture
def partner(everything_made, db):
    return everything_made


def send(api: Api, operation: Operation, **extra):
    """Do this operation with its example."""
    if operation.body_kind:
        extra = {"data": operation.body_example, "content_type": operation.body_kind} | extra
    return api.ask(operation.method, operation.example_address, **extra)


# Addresses


@rule("/core/no-trailing-slash")
@pytest.mark.parametrize("address", [*ADDRESSES, "/api/v1/openapi.json"])
def test_slash_at_the_end_is_nothing_and_no_redirect(api, address):
    for method in METHODS:
        assert_is_problem(api.ask(method, f"{address}/"), 404)


@rule("/core/transport/no-sensitive-uris")
def test_no_address_tells_of_a_person():
    """A key in an address is a code, a number of something public, or a uuid; nobody is sought by a name in it."""
    for operation in OPERATIONS:
        for field in operation.parameters:
            assert not re.search(r"bsn|naam|telefoon|adres|geboort|mail", field.name, re.IGNORECASE), (
                operation.path
            )
        if operation.path.startswith(("/signalen/{", "/webhooks/{")):
            key = next(field for field in operation.parameters if field.place == "path")
            assert key.kind == "uuid", operation.path


# Methods


@rule("/core/http-methods")
@pytest.mark.parametrize("address", [*ADDRESSES, "/api/v1/openapi.json"])
def test_only_the_methods_of_the_document_are_there(api, address):
    known = {operation.method for operation in OPERATIONS if operation.example_address == address} or {"GET"}
    for method in [*METHODS, "OPTIONS", "TRACE"]:
        if method not in known:
            answer = api.ask(method, address)
            assert_is_problem(answer, 405)
            assert set(answer["Allow"].split(", ")) - {"HEAD"} == known


@rule("/core/http-safety")
@each(READING)
def test_reading_changes_nothing(api, operation):
    for method in ("GET", "HEAD"):
        with CaptureQueriesContext(connection) as queries:
            answer = api.ask(method, operation.example_address)
            answer.getvalue()
        assert answer.status_code == 200
        written = [one["sql"] for one in queries if not one["sql"].startswith("SELECT")]
        assert [sql for sql in written if "core_apiaanroep" not in sql] == []


@rule("/core/http-safety")
@each([operation for operation in WRITING if operation.method in {"PUT", "DELETE"}])
def test_twice_is_as_once(api, operation):
    assert send(api, operation).status_code < 300
    once = everything()
    again = send(api, operation)
    assert again.status_code < 300 or (operation.method, again.status_code) == ("DELETE", 404)
    assert everything() == once


def everything() -> dict:
    """All that the database holds, without the access log."""
    return {
        model.__name__: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model.__name__ != "ApiAanroep"
    }


@rule("/core/stateless")
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_session_is_kept_and_none_opens_anything(api, address, programmamanager):
    assert not api.get(address).cookies
    browser = Client()
    browser.force_login(programmamanager)
    assert_is_problem(browser.get(address), 401)


# Errors


@rule("/core/error-handling/problem-details", "/core/version-header")
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_error_is_a_problem(api, anonymous, address, partner, token_for, settings):
    with_nothing = Api(token_for(partner, scope=""))
    methods = {operation.method for operation in OPERATIONS if operation.example_address == address}
    for method in methods:
        assert_is_problem(anonymous.ask(method, address), 401)
        assert_is_problem(with_nothing.ask(method, address), 403)
        assert_is_problem(api.ask(method, address, headers={"Accept": "image/png"}), 406)
        if method in {"POST", "PUT", "PATCH"}:
            xml = api.ask(method, address, data="<a/>", content_type="application/xml")
            assert_is_problem(xml, 415)
    assert_is_problem(api.get(f"{address}/er/is/niets"), 404)
    settings.API_RATE = 0
    for method in methods:
        assert_is_problem(api.ask(method, address), 429)


@rule("/core/hide-implementation")
@pytest.mark.parametrize("address", ADDRESSES)
def test_our_own_mistake_is_a_500_that_tells_nothing_of_the_inside(api, address, monkeypatch):
    def crash(*args, **kwargs):
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(ApiViewSet, "initial", crash)
    for method in {operation.method for operation in OPERATIONS if operation.example_address == address}:
        answer = api.ask(method, address)
        assert_is_problem(answer, 500)
        assert not [word for word in test_problems.INSIDE if word in answer.text]


@rule("/core/error-handling/invalid-input")
@each(OPERATIONS)
def test_input_that_is_wrong_is_a_400(api, operation):
    assert_is_problem(send(api, operation, query_params={"kleur": "geel"}), 400)
    if operation.body_kind:
        for body in ("{", "[]", '"tekst"', '{"kleur": "geel"}'):
            assert_is_problem(send(api, operation, data=body), 400)


@rule("/core/error-handling/all-errors")
@each(OPERATIONS)
def test_all_that_is_wrong_is_told_at_once(api, operation):
    problem = assert_is_problem(send(api, operation, query_params={"kleur": "geel", "maat": "groot"}), 400)
    assert {"kleur", "maat"} <= {error["name"] for error in problem["errors"]}
    if operation.body:
        problem = assert_is_problem(send(api, operation, data='{"kleur": "geel", "maat": "groot"}'), 400)
        must = {field.name for field in operation.body if field.required and "." not in field.name}
        assert {"kleur", "maat"} | must <= {error["name"] for error in problem["errors"]}


# Times


def moments_in(value) -> Iterator[str]:
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from moments_in(one)
    elif isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT", value):
        yield value


def test_moments_are_found_however_deep():
    assert list(moments_in({"a": [{"b": "2026-03-01T12:00:00Z"}], "c": "2026-03-01"})) == [
        "2026-03-01T12:00:00Z"
    ]


@rule("/core/date-time/timezone")
@each(READING)
def test_times_in_answers_are_utc(api, operation):
    answer = api.get(operation.example_address)
    if answer["Content-Type"] == "application/json":
        assert all(
            re.fullmatch(r"[\d-]{10}T[\d:]{8}(\.\d+)?Z", moment) for moment in moments_in(answer.json())
        )


@rule("/core/date-time/timezone")
@each([one for one in READING if any(field.kind.startswith("tijdstip") for field in one.parameters)])
def test_a_time_in_a_question_may_have_any_offset(api, operation):
    for field in operation.parameters:
        if field.kind.startswith("tijdstip"):
            same = ("2026-03-01T12:00:00Z", "2026-03-01T14:00:00+02:00", "2026-03-01T06:30:00-05:30")
            answers = [api.get(operation.example_address, **{field.name: moment}) for moment in same]
            assert [answer.status_code for answer in answers] == [200, 200, 200]
            assert len({str(answer.json()["resultaten"]) for answer in answers}) == 1


# Headers


@rule("/core/transport/security-headers")
@each(OPERATIONS)
def test_every_answer_has_the_security_headers(api, operation, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    answer = send(api, operation, secure=True)
    assert answer.status_code < 300
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Strict-Transport-Security"].startswith("max-age=31536000")
    assert answer["API-Version"] == schema.document()["info"]["version"]
    assert answer.status_code == 204 or answer["Content-Type"]


@rule("/core/transport/cors")
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_of_another_site_may_read_along(api, address):
    elsewhere = {"Origin": "https://elders.example"}
    asked_first = elsewhere | {"Access-Control-Request-Method": "POST"}
    for answer in (
        api.ask("GET", address, headers=elsewhere),
        api.ask("OPTIONS", address, headers=asked_first),
    ):
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


# Versions


@rule("/core/deprecation-schedule")
def test_what_will_go_is_told_in_the_papers_and_in_its_answers(api):
    """Nothing goes today. What is marked as deprecated in the document must say since when, until when, and where to read."""
    for operation in OPERATIONS:
        answer = api.ask("HEAD", operation.example_address)
        assert ("Deprecation" in answer) == ("Sunset" in answer) == operation.deprecated
