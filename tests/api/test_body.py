"""What a caller sends is checked whole, before anything is done."""

import json

import pytest

from brunssum.core.models import Organisatie
from tests.api.conftest import Api, assert_is_problem

PATH = "/api/v1/probes"


@pytest.fixture(autouse=True)
def probe(settings):
    settings.ROOT_URLCONF = "tests.api.probe_urls"


def test_post_makes_a_row_and_says_where(api):
    answer = api.post(PATH, {"naam": "Een"})
    row = Organisatie.objects.get(naam="Een")
    assert answer.status_code == 201
    assert answer["Location"] == f"{PATH}/{row.pk}"
    assert api.get(answer["Location"]).json() == answer.json()


def test_all_that_is_wrong_is_told_at_once(api):
    problem = assert_is_problem(api.post(PATH, {"naam": "", "aantal": 11, "kleur": "geel"}), 400)
    assert {error["name"] for error in problem["errors"]} == {"naam", "aantal", "kleur"}
    assert all(error["in"] == "body" for error in problem["errors"])
    assert any("Wel bekend: naam, geheim, aantal" in error["detail"] for error in problem["errors"])


def test_half_a_character_is_told_in_dutch(api):
    answer = api.ask("POST", PATH, data='{"naam": "\\ud800"}', content_type="application/json")
    assert assert_is_problem(answer, 400)["detail"] == "naam: Hierin staat een half teken: U+D800."


@pytest.mark.parametrize("data", ["[]", '"x"', "1", "null", '{"naam": 1e999}', '{"naam": "\\ud800"}', '{"naam": "a\\u0000b"}', "{", "[" * 100_000, '{"naam": NaN}', "\xff"])  # fmt: skip
def test_body_that_is_no_fit_object_is_a_400(api, data):
    assert_is_problem(api.ask("POST", PATH, data=data, content_type="application/json"), 400)
    assert not Organisatie.objects.filter(soort="werk").exists()


@pytest.mark.parametrize("body", [{"naam": 1}, {"naam": True}, {"naam": ["x"]}, {"naam": "x", "aantal": "1"}, {"naam": "x", "aantal": 1.5}, {"naam": "x", "aantal": True}])  # fmt: skip
def test_value_of_another_kind_is_a_400(api, body):
    assert_is_problem(api.post(PATH, body), 400)


def test_empty_body_names_what_is_missing(api):
    problem = assert_is_problem(api.ask("POST", PATH, content_type="application/json"), 400)
    assert [error["name"] for error in problem["errors"]] == ["naam"]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_other_format_is_a_415(api, kind):
    assert_is_problem(api.ask("POST", PATH, data="naam=Een", content_type=kind), 415)


def test_too_much_is_a_413(api, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    data = json.dumps({"naam": "x" * 1000})
    assert_is_problem(api.ask("POST", PATH, data=data, content_type="application/json"), 413)


@pytest.mark.parametrize(
    "body",
    [
        {f"veld{number}": 1 for number in range(1000)},
        {"naam": "Een", "geheim": [1] * 1000},
        {"naam": [{"a": [1] * 150}] * 2},
    ],
    ids=["fields", "items", "deep"],
)
def test_who_sends_very_much_does_not_get_all_of_it_back(api, body):
    problem = assert_is_problem(api.post(PATH, body), 400)
    assert problem["detail"] == "Er staat te veel in: stuur hoogstens 200 velden en waarden."
    assert len(problem["errors"]) == 1


def test_half_a_character_in_the_name_of_a_field_is_told_of(api):
    data = '{"naam": "Een", "kl\\ud800eur": 1}'
    problem = assert_is_problem(api.ask("POST", PATH, data=data, content_type="application/json"), 400)
    assert [error["name"] for error in problem["errors"]] == ["kl?eur"]


def test_parameters_do_not_go_with_a_post(api):
    assert_is_problem(api.post(f"{PATH}?velden=id", {"naam": "Een"}), 400)


def test_writing_asks_its_own_scope(partner, token_for):
    reader = Api(token_for(partner, scope="organisaties:lezen"))
    problem = assert_is_problem(reader.post(PATH, {"naam": "Een"}), 403)
    assert "signalen:schrijven" in problem["detail"]
    writer = Api(token_for(partner, scope="signalen:schrijven"))
    assert writer.post(PATH, {"naam": "Een"}).status_code == 201
    assert_is_problem(writer.get(PATH), 403)


def test_refusal_because_of_how_things_stand_is_a_409_that_names_the_field(api):
    problem = assert_is_problem(api.ask("PATCH", "/api/v1/probe"), 409)
    assert problem["errors"] == [
        {"in": "body", "name": "bereiktOp", "detail": "Deze mijlpaal is al bereikt."}
    ]
