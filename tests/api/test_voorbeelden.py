"""What we tell a partner to run, runs: every example of the document, of the page at /api/ and of the papers."""

import json
import re
from datetime import timedelta

import pytest
import requests
from django.utils import timezone

from brunssum.core.api import schema
from brunssum.core.api.papers import PAPERS
from brunssum.core.api.presenter import documentation
from brunssum.core.api.query import MAX_PAGE_SIZE
from brunssum.core.models import ApiSleutel
from brunssum.core.services import api_clients
from tests.api.conftest import assert_is_problem
from tests.api.terminal import Curl, ToTheApplication, blocks
from tests.api.validation import check
from tests.api.voorbeelden import MAKERS, SIGNAAL, world

OPERATIONS = {operation.anchor: operation for operation in documentation().operations}
BODIES = [
    pytest.param(operation, example, id=f"{operation.anchor}-{title}")
    for operation in OPERATIONS.values()
    for title, example in operation.body_examples
]
TOLD_ELSEWHERE = {"Bericht krijgen"}
"""Pieces of the papers that run at the partner's own side have a test of their own."""
PAPER = [block for block in blocks(PAPERS / "api.md") if block[0] not in TOLD_ELSEWHERE]


def test_everything_with_an_address_can_be_made_for_its_example():
    addresses = {path[: path.index("}") + 1] for path in schema.document()["paths"] if "{" in path}
    assert addresses == set(MAKERS)


@pytest.fixture(scope="module")
def everything_made(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), world() as partner:
        yield partner


@pytest.fixture
def partner(everything_made, db):
    return everything_made


@pytest.fixture
def curl(partner, token_for) -> Curl:
    return Curl({"TOKEN": token_for(partner)})


def check_answer(answer, operation) -> None:
    """The answer is one that the document names for when it succeeds, and as it says there."""
    document = schema.document()
    responses = document["paths"][operation.path][operation.method.lower()]["responses"]
    told = responses.get(str(answer.status_code))
    assert answer.status_code < 300, (answer.status_code, answer.getvalue())
    assert told, f"{answer.status_code} is not in the document"
    assert set(told["headers"]) - set(answer.headers) <= {"Idempotent-Replayed"}
    if content := told.get("content"):
        kind = answer["Content-Type"].partition(";")[0]
        if kind == "application/json":
            check(document, content[kind]["schema"], answer.json())
        else:
            assert kind in content
            assert answer.getvalue()  # reads a file to its end, and closes it


@pytest.mark.parametrize("anchor", sorted(OPERATIONS))
def test_curl_of_each_operation_gets_the_answer_that_the_page_tells_of(curl, anchor):
    operation = OPERATIONS[anchor]
    assert "{" not in re.sub(r"--data '.*'", "", operation.curl, flags=re.DOTALL), "every key is filled in"
    check_answer(curl.run(operation.curl), operation)


@pytest.mark.parametrize(("operation", "example"), BODIES)
def test_each_body_of_the_document_is_accepted(curl, operation, example):
    line = operation.curl.replace(operation.body_example, example)
    check_answer(curl.run(line), operation)


# The papers


@pytest.fixture
def key(partner) -> dict[str, str]:
    """What the beheerder hands over: the client-id, and a secret."""
    sleutel, secret = ApiSleutel.make(
        partner, nu=timezone.now(), verloopt_op=timezone.now() + timedelta(days=1)
    )
    sleutel.save()
    return {"CLIENT_ID": partner.client_id, "GEHEIM": secret}


def test_every_line_for_the_terminal_in_the_papers_succeeds(partner, token_for, key):
    curl = Curl(key | {"TOKEN": token_for(partner), "ID": SIGNAAL})
    lines = [code for _, language, code in PAPER if language == "sh"]
    for line in lines:
        answer = curl.run(line)
        assert answer.status_code in {200, 201}, (line, answer.content)
    assert len(lines) >= 6


def test_the_python_of_the_papers_runs_from_its_first_line_to_its_last(partner, key, monkeypatch, capsys):
    for name, value in key.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(requests.Session, "get_adapter", lambda *args, **kwargs: ToTheApplication())
    program = "\n".join(code for _, language, code in PAPER if language == "python")
    exec(compile(program, "docs/api.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "WK999901" in printed
    assert re.search(r"^[0-9a-f-]{36} ontvangen$", printed, re.MULTILINE)
    assert "Er is niets veranderd." in printed


def test_json_in_the_papers_is_json():
    for _, language, code in PAPER:
        if language == "json":
            json.loads(code)


def test_the_error_in_the_papers_is_the_error_that_one_gets(api):
    told = [json.loads(code) for heading, language, code in PAPER if heading == "Als het niet lukt"]
    assert told == [assert_is_problem(api.get("/api/v1/gebieden", kleur="geel"), 400)]


def test_the_token_in_the_papers_looks_as_one_gets_it(key):
    (told,) = (
        json.loads(code) for _, language, code in PAPER if language == "json" and "access_token" in code
    )
    (line,) = (code for _, _, code in PAPER if "--user" in code)
    got = Curl(key).run(line).json()
    assert {name: type(value) for name, value in got.items()} == {
        name: type(value) for name, value in told.items()
    }
    assert set(told["scope"].split()) <= set(got["scope"].split())
    assert got["expires_in"] == told["expires_in"]


def test_the_papers_name_every_address(settings):
    text = (PAPERS / "api.md").read_text()
    tops = {f"/{path.split('/')[1]}" for path in schema.document()["paths"]}
    assert not {top for top in tops if not re.search(rf"`(?:/api/v1)?{top}\b", text)}


def test_the_papers_name_every_status_that_can_be_an_error():
    text = (PAPERS / "api.md").read_text()
    table = text[text.index("## Als het niet lukt") :]
    named = set(re.findall(r"\b[45]\d\d\b", "".join(re.findall(r"^\|([^|]+)\|", table, re.MULTILINE))))
    used = {status for operation in OPERATIONS.values() for status in operation.errors}
    assert used <= named


def test_the_papers_say_how_long_things_hold(settings):
    """Who changes one of these changes the sentence as well."""
    told = (
        (settings.API_TOKEN_RATE, 30, "dertig keer per minuut"),
        (settings.OAUTH2_PROVIDER["ACCESS_TOKEN_EXPIRE_SECONDS"], 3600, "Een token geldt een uur"),
        (api_clients.SLEUTEL_GELDT, timedelta(days=365), "Een sleutel geldt een jaar"),
        (api_clients.OVERLAP, timedelta(days=14), "de oude werkt daarna nog twee weken"),
        (api_clients.ANTWOORD_BEWAARD, timedelta(days=1), "Wij bewaren het kenmerk een dag"),
        (api_clients.AANROEP_BEWAARD, timedelta(days=365), "een jaar lang"),
        (MAX_PAGE_SIZE, 100, "hoogstens 100"),
    )
    text = " ".join((PAPERS / "api.md").read_text().split())
    for value, meant, words in told:
        assert value == meant
        assert words in text
