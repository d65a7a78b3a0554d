"""The OpenAPI document: valid, complete, in Dutch, and by the rules that a linter can see.

The same rules as the official linter of the Dutch API Design Rules (scripts/lint-api), and some that it does not check.
"""

import re

import pytest
from django.conf import settings as django_settings
from drf_spectacular.drainage import GENERATOR_STATS
from openapi_spec_validator import OpenAPIV31SpecValidator

from brunssum.core.api import schema
from brunssum.core.scopes import SCOPES
from tests.api.test_answers import ADDRESSES, FILES, ONLY_WRITTEN
from tests.api.validation import check

VERBS = {
    "get",
    "lees",
    "maak",
    "zoek",
    "haal",
    "geef",
    "wijzig",
    "verwijder",
    "list",
    "create",
    "update",
    "delete",
}
CAMEL_CASE = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*\Z")


@pytest.fixture(scope="module")
def document():
    return schema.document()


@pytest.fixture(scope="module")
def operations(document):
    return [
        (path, method, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    ]


def parts(node, key=None):
    """Every (key, dict) in the document."""
    if isinstance(node, dict):
        yield key, node
        for name, value in node.items():
            yield from parts(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from parts(value, key)


def test_document_is_valid(document):
    assert document["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def test_nothing_was_guessed_or_left_out():
    GENERATOR_STATS.reset()
    schema.document.cache_clear()
    schema.document()
    assert not GENERATOR_STATS


def test_document_is_open_to_all_and_costs_no_query(anonymous, document, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = anonymous.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json() == document


def test_document_names_every_address(document):
    assert set(document["paths"]) == {*ADDRESSES, *FILES, *ONLY_WRITTEN}


def test_about_the_api(document):
    info = document["info"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", info["version"])
    assert all(info["contact"][key] for key in ("name", "email", "url"))
    assert info["title"]
    assert info["description"]
    assert [server["url"] for server in document["servers"]] == [f"{django_settings.SITE_URL}/api/v1"]


def test_names_in_addresses(document):
    for path in document["paths"]:
        assert not path.endswith("/")
        for segment in path.strip("/").split("/"):
            assert re.fullmatch(r"[a-z0-9-]+|\{[a-z][A-Za-z]*\}", segment)
            assert segment not in VERBS


def test_names_of_parameters_fields_and_schemas(document, operations):
    names = [
        parameter["name"]
        for _, _, operation in operations
        for parameter in operation["parameters"]
        if parameter["in"] != "header"
    ]
    for component in document["components"]["schemas"].values():
        names += [name for _, part in parts(component) for name in part.get("properties", {})]
    assert [name for name in names if not CAMEL_CASE.match(name)] == []
    assert all(re.fullmatch(r"[A-Z][A-Za-z]*", name) for name in document["components"]["schemas"])


def test_dates_have_a_format(document):
    for _, part in parts(document["components"]["schemas"]):
        for name, prop in part.get("properties", {}).items():
            if re.search(r"(\b|[a-z])[Dd]atum$|(Van|Tot|Verversing)$", name):
                assert prop["format"] == "date"
            if name.endswith("Op"):
                assert prop["format"] == "date-time"


def test_only_plain_methods(operations):
    assert {method for _, method, _ in operations} <= {"get", "post", "put", "patch", "delete"}


def test_each_operation_says_what_it_is(document, operations):
    tags = {tag["name"] for tag in document["tags"]}
    ids = [operation["operationId"] for _, _, operation in operations]
    assert len(set(ids)) == len(ids)
    for _, method, operation in operations:
        assert operation["summary"]
        assert operation["description"].endswith(".")
        assert set(operation["tags"]) <= tags
        ((scope,),) = (requirement["oauth2"] for requirement in operation["security"])
        assert scope in SCOPES
        assert scope.endswith(":lezen" if method == "get" else ":schrijven")
        assert all(parameter.get("description") for parameter in operation["parameters"])


def test_each_field_says_what_it_is(document):
    for _, part in parts(document["components"]["schemas"]):
        for name, prop in part.get("properties", {}).items():
            assert "$ref" in prop or prop.get("description") or name == "resultaten", name


def may_be_known(operation) -> bool:
    """A csv is sent while it is made: nobody can say beforehand that one has it already."""
    return "text/csv" not in operation["responses"].get("200", {}).get("content", {})


def test_each_operation_tells_its_errors(document, operations):
    always = {"400", "401", "403", "404", "405", "406", "412", "429", "500"}
    for _, method, operation in operations:
        extra = {"409", "413", "415"} if method != "get" else {"304"} if may_be_known(operation) else set()
        success = set(operation["responses"]) - always - extra
        assert always | extra <= set(operation["responses"])
        assert len(success) == 1
        assert success <= {"200", "201", "204"}
        assert {"API-Version", "RateLimit-Limit"} <= set(operation["responses"][success.pop()]["headers"])
    for response in document["components"]["responses"].values():
        (kind,) = response["content"]
        assert kind == "application/problem+json"
        assert response["content"][kind]["schema"] == {"$ref": "#/components/schemas/Probleem"}
        assert "API-Version" in response["headers"]
    assert {"type", "title", "status", "detail"} <= set(
        document["components"]["schemas"]["Probleem"]["required"]
    )


def test_each_example_is_what_its_schema_says(document):
    seen = 0
    for _, part in parts({"paths": document["paths"], "responses": document["components"]["responses"]}):
        for media in part.get("content", {}).values():
            examples = [example["value"] for example in media.get("examples", {}).values()]
            examples += [media["example"]] if "example" in media else []
            if media["schema"].get("format") == "binary":
                continue  # a file
            assert examples
            for example in examples:
                check(document, media["schema"], example)
                seen += 1
    assert seen > 15


def test_no_example_has_a_hole_in_its_address(document):
    for _, part in parts(document["paths"]):
        assert "{" not in str(part.get("volgende") or ""), part["volgende"]


def test_examples_leave_no_field_out(document, operations):
    for _, _, operation in operations:
        for status in {"200", "201"} & set(operation["responses"]):
            media = operation["responses"][status]["content"].get("application/json", {"examples": {}})
            for example in media["examples"].values():
                check(document, media["schema"], example["value"], all_fields=True)
                assert_whole(document, media["schema"], example["value"])


def assert_whole(document, schema, value):
    """Every field of the resource is in the example, also those that one may leave out with `velden`."""
    named = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "resultaten" in named["properties"]:
        for row in value["resultaten"]:
            assert_whole(document, named["properties"]["resultaten"]["items"], row)
    else:
        assert set(value) == set(named["properties"])


WRITING_HEADERS = {"post": {"Idempotency-Key"}, "patch": {"If-Match"}, "delete": {"If-Match"}}


def test_each_post_may_be_sent_twice_and_each_change_names_what_it_changes(operations):
    for _, method, operation in operations:
        names = {parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "header"}
        asked = {"If-None-Match"} if may_be_known(operation) else set()
        assert names == WRITING_HEADERS.get(method, asked)


def test_each_address_is_led_to_by_a_link(document, operations):
    """What has a key in its address is found by following links, as a person would and as the tests do."""
    led_to = {
        link["operationId"]
        for _, _, operation in operations
        for response in operation["responses"].values()
        for link in response.get("links", {}).values()
    }
    wanted = {operation["operationId"] for path, _, operation in operations if "{" in path}
    assert wanted <= led_to


def test_way_in_is_client_credentials(document):
    scheme = document["components"]["securitySchemes"]["oauth2"]
    flow = scheme["flows"]["clientCredentials"]
    assert list(scheme["flows"]) == ["clientCredentials"]
    assert flow["tokenUrl"] == f"{django_settings.SITE_URL}/oauth/token"
    assert flow["scopes"] == SCOPES


def test_document_hides_how_it_is_made(document):
    text = str(document).lower()
    assert not [
        word for word in ("django", "rest_framework", "spectacular", "_tekst", "queryset") if word in text
    ]


def shape(schema: dict) -> str:
    """What kind of value this is, whether or not it may be null; of a choice not from what."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    some = schema.get("oneOf") or schema.get("anyOf") or schema.get("allOf")
    if some:
        return next(shape(one) for one in some if one.get("type") != "null")
    kind = (
        schema["type"] if isinstance(schema["type"], str) else next(k for k in schema["type"] if k != "null")
    )
    return f"[{shape(schema['items'])}]" if kind == "array" else f"{kind} {schema.get('format', '')}"


def may_be_null(schema: dict) -> bool:
    kinds = schema.get("oneOf") or schema.get("anyOf") or [schema]
    return any("null" in kind.get("type", ()) for kind in kinds)


@pytest.fixture
def answered(document) -> list[tuple[str, str, dict]]:
    """Each field of an answer: of which schema, its name, and what it is."""
    return [
        (schema, name, field)
        for schema, whole in document["components"]["schemas"].items()
        if not schema.endswith(("Nieuw", "Wijziging", "Body", "Pagina")) and schema != "Teksten"
        for name, field in whole.get("properties", {}).items()
    ]


RESOURCES = {"doelstelling", "gebied", "indicator", "inspanning", "knelpunt", "leerpunt", "mijlpaal", "ouder", "thema", "verbetert", "webhook", "nieuwereVersie"}  # fmt: skip
ALSO_MANY = {"doelstellingen", "gebieden", "indicatoren", "inspanningen", "knelpunten", "leerpunten"}


def test_what_points_elsewhere_is_the_same_object_everywhere(answered):
    pointing = {
        (schema, name): shape(field) for schema, name, field in answered if name in RESOURCES | ALSO_MANY
    }
    assert len(pointing) > 25
    assert not {
        where: kind for where, kind in pointing.items() if not kind.strip("[]").endswith("Verwijzing")
    }


def test_one_name_means_one_kind_of_value(answered):
    kinds = {}
    for _schema, name, field in answered:
        if name not in {
            "id",
            "ouder",
            "nummer",
        }:  # of each resource its own; a chapter has a number, an inspanning "4A"
            kinds.setdefault(name, set()).add(shape(field))
    assert not {name: found for name, found in kinds.items() if len(found) > 1}


def test_one_parameter_takes_one_kind_of_value(operations):
    kinds = {}
    for _path, _method, operation in operations:
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "query":
                kinds.setdefault(parameter["name"], set()).add(shape(parameter["schema"]))
    assert not {name: found for name, found in kinds.items() if len(found) > 1}


def test_text_that_is_not_there_is_empty_and_a_choice_that_is_not_made_is_null(answered):
    texts = [
        (where, name)
        for where, name, field in answered
        if shape(field) == "string " and "enum" not in field and may_be_null(field)
    ]
    choices = [(where, name) for where, name, field in answered if "" in field.get("enum", ())]
    assert (texts, choices) == ([], [])


def test_name_of_a_day_and_of_a_moment_says_which_it_is(answered):
    for where, name, field in answered:
        if re.search("[dD]atum$", name):
            assert shape(field) == "string date", (where, name)
        if name.endswith("Op"):
            assert shape(field) == "string date-time", (where, name)


def test_version_stands_in_the_changelog_for_partners():
    papers = (django_settings.BASE_DIR / "docs" / "api-wijzigingen.md").read_text()
    assert f"## {django_settings.SPECTACULAR_SETTINGS['VERSION']}" in papers
