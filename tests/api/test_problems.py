"""Whatever goes wrong under /api/, the answer is a problem in Dutch, with the headers of the API."""

import json

import pytest

from tests.api.conftest import assert_is_problem


@pytest.fixture
def probe(settings):
    settings.ROOT_URLCONF = "tests.api.probe_urls"


INSIDE = (
    "Traceback",
    "django",
    "Django",
    "rest_framework",
    "RuntimeError",
    "secret",
    "brunssum",
    ".py",
    "<html",
)


@pytest.mark.parametrize("path", ["/api/v1", "/api/v1/", "/api/v1/bestaat-niet", "/api/v2/gebieden", "/api/v1/gebieden/x/y", "/api/v1/gebieden/%00"])  # fmt: skip
def test_unknown_address_is_a_404_problem(api, path):
    assert_is_problem(api.get(path), 404)


def test_unknown_address_needs_no_token_to_be_unknown(anonymous):
    assert_is_problem(anonymous.get("/api/v1/bestaat-niet"), 404)


def test_unknown_resource_is_a_404_problem(api):
    problem = assert_is_problem(api.get("/api/v1/gebieden/WK000000"), 404)
    assert problem["title"] == "Niet gevonden"


def test_format_cannot_be_asked_in_the_address(api):
    assert_is_problem(api.get("/api/v1/gebieden", format="json"), 400)


@pytest.mark.usefixtures("probe")
def test_body_in_another_format_is_a_415(api):
    answer = api.ask("POST", "/api/v1/probe", data="<a/>", content_type="application/xml")
    assert_is_problem(answer, 415)


@pytest.mark.usefixtures("probe")
def test_broken_json_is_a_400(api):
    answer = api.ask("POST", "/api/v1/probe", data="{", content_type="application/json")
    assert_is_problem(answer, 400)


@pytest.mark.usefixtures("probe")
def test_body_with_two_mistakes_names_both(api):
    answer = api.ask("POST", "/api/v1/probe", data='{"aantal": 11}', content_type="application/json")
    errors = assert_is_problem(answer, 400)["errors"]
    assert [(error["in"], error["name"]) for error in errors] == [("body", "naam"), ("body", "aantal")]


@pytest.mark.usefixtures("probe")
def test_refusal_of_a_service_is_a_400_with_its_sentence(api):
    problem = assert_is_problem(api.ask("PUT", "/api/v1/probe"), 400)
    assert problem["detail"] == "Deze inspanning is al afgerond."


@pytest.mark.usefixtures("probe")
def test_permission_denied_is_a_403(api):
    assert_is_problem(api.ask("DELETE", "/api/v1/probe"), 403)


@pytest.mark.usefixtures("probe")
def test_error_that_django_answers_itself_is_a_problem(api):
    problem = assert_is_problem(api.get("/api/v1/suspicious"), 400)
    assert not any(word in json.dumps(problem) for word in INSIDE)


@pytest.mark.usefixtures("probe")
@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("path", ["/api/v1/probe", "/api/v1/crash"])
def test_unforeseen_error_is_a_500_that_tells_nothing_of_the_inside(api, settings, path, debug):
    settings.DEBUG = debug
    answer = api.get(path)
    problem = assert_is_problem(answer, 500)
    assert not any(word in json.dumps(problem) for word in INSIDE)


@pytest.mark.parametrize("host", ["elders.example", "a b"])
def test_unknown_host_is_a_400_problem(api, host):
    assert_is_problem(api.ask("GET", "/api/v1/gebieden", headers={"Host": host}), 400)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"kleur": "geel"}, ["kleur"]),
        ({"geldigOp": "gisteren"}, ["geldigOp"]),
        ({"soort": "provincie"}, ["soort"]),
        ({"soort": ""}, ["soort"]),
        ({"paginaGrootte": "101"}, ["paginaGrootte"]),
        ({"paginaGrootte": "0"}, ["paginaGrootte"]),
        ({"paginaGrootte": "veel"}, ["paginaGrootte"]),
        ({"cursor": "WzAsMTJd"}, ["cursor"]),
        ({"ouder": "a\x00b"}, ["ouder"]),
        ({"kleur": "x", "soort": "y", "paginaGrootte": "z"}, ["kleur", "soort", "paginaGrootte"]),
        ({"soort": ["wijk", "buurt"]}, ["soort"]),
    ],
)
def test_list_names_all_that_is_wrong_with_its_parameters(api, query, names):
    problem = assert_is_problem(api.get("/api/v1/gebieden", **query), 400)
    assert sorted(error["name"] for error in problem["errors"]) == sorted(names)
    assert all(error["in"] == "query" for error in problem["errors"])
    assert all(error["name"] in problem["detail"] for error in problem["errors"])


def test_unknown_parameter_is_told_which_are_known(api):
    problem = assert_is_problem(api.get("/api/v1/gebieden", kleur="geel"), 400)
    assert problem["detail"] == (
        "De parameter “kleur” bestaat niet. "
        "Wel bekend: cursor, geldigOp, ouder, paginaGrootte, soort, sorteer, velden."
    )


def test_unknown_word_is_told_which_are_known(api):
    problem = assert_is_problem(api.get("/api/v1/gebieden", soort="provincie"), 400)
    assert "Kies uit: land, benchmark, gemeente, programmagebied, wijk, buurt." in problem["detail"]


def test_one_resource_knows_which_fields_and_no_other_parameter(api):
    problem = assert_is_problem(api.get("/api/v1/gebieden/WK000000", cursor="x"), 400)
    assert problem["detail"] == "De parameter “cursor” bestaat niet. Wel bekend: velden."


@pytest.mark.usefixtures("probe")
def test_detail_names_the_fields_when_more_than_one_is_wrong(api):
    answer = api.ask("POST", "/api/v1/probe", data='{"aantal": 11}', content_type="application/json")
    assert (
        answer.json()["detail"]
        == "Er kloppen 2 dingen niet. Bij `errors` staat wat. Het gaat om: naam, aantal."
    )


@pytest.mark.usefixtures("probe")
def test_detail_of_one_mistake_in_the_body_says_in_which_field(api):
    answer = api.ask("POST", "/api/v1/probe", data='{"aantal": 3}', content_type="application/json")
    assert answer.json()["detail"] == "naam: Dit veld is vereist."


@pytest.mark.parametrize(
    ("path", "query", "says"),
    [
        ("gebieden", {"geldigOp": "1-3-2026"}, "Geef een datum, zoals 2026-03-01."),
        (
            "inspanningen",
            {"gewijzigdSinds": "gisteren"},
            "Geef een tijdstip met zijn tijdzone, zoals 2026-03-01T12:00:00Z.",
        ),
        ("inspanningen", {"gewijzigdSinds": "2026-03-01T12:00:00 01:00"}, "Schrijf een plusteken als %2B."),
        ("waarnemingen", {"jaar": "vorig jaar"}, "Geef een geheel getal."),
        ("berichten", {"webhook": "1"}, "Geef een id zoals u het van Kanarie kreeg."),
    ],
)
def test_value_of_another_kind_is_told_in_plain_dutch(api, path, query, says):
    assert says in assert_is_problem(api.get(f"/api/v1/{path}", **query), 400)["detail"]
