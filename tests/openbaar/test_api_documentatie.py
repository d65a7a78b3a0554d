"""The page for developers of partners: complete, in one piece, and readable without a script."""

import gzip
import re
import runpy
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.conf import settings
from django.test import Client

from brunssum.core.api import schema
from brunssum.core.api.papers import PAPERS, as_here, inline, paper
from brunssum.core.api.presenter import _Reader, documentation, split_choices
from brunssum.core.scopes import SCOPES

pytestmark = pytest.mark.django_db
READER = _Reader(schema.document())


class Page(HTMLParser):
    """What a reader and a browser make of the html."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)

    def of(self, tag: str) -> list[dict]:
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module")
def page(django_db_setup, django_db_blocker):
    return Page(Client().get("/api/").content.decode())


def test_address_without_slash_leads_to_the_page(client):
    response = client.get("/api")
    assert (response.status_code, response["Location"]) == (302, "/api/")


def test_page_has_the_headers_of_a_page_and_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/api/")
    assert response.status_code == 200
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "API-Version" not in response


def test_a_web_process_has_made_it_before_its_first_visitor(monkeypatch):
    monkeypatch.setattr("django.core.wsgi.get_wsgi_application", lambda: None)
    documentation.cache_clear()
    runpy.run_module("brunssum.wsgi")
    assert documentation.cache_info().currsize == 1


def test_page_goes_out_compressed_and_is_not_sent_again_to_who_has_it(client):
    response = client.get("/api/", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert response["Vary"] == "Accept-Encoding"
    assert gzip.decompress(response.content) == client.get("/api/").content
    again = client.get("/api/", headers={"Accept-Encoding": "gzip", "If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_page_is_sent_to_https_and_what_lies_below_it_is_refused(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/api/")["Location"] == "https://testserver/api/"
    assert client.get("/api/v1/gebieden").status_code == 403


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(page):
    assert not page.of("style")
    assert all("src" in attrs for attrs in page.of("script"))
    assert not [
        attrs for _, attrs in page.tags if any(name.startswith("on") or name == "style" for name in attrs)
    ]
    sources = [
        attrs.get("src") or attrs["href"] for tag, attrs in page.tags if tag in {"script", "link", "img"}
    ]
    assert all(source.startswith("/") for source in sources)


def test_every_operation_is_told_with_its_curl_and_a_form(page):
    anchors = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    text = "".join(page.text)
    forms = {
        (attrs["data-method"], attrs["data-address"]) for attrs in page.of("form") if "data-try" in attrs
    }
    seen = 0
    for path, item in schema.document()["paths"].items():
        for method, operation in item.items():
            assert operation["operationId"] in anchors
            assert (method.upper(), f"/api/v1{path}") in forms
            seen += 1
    assert seen == len(forms)
    assert seen <= text.count('--header "Authorization: Bearer $TOKEN"')


def test_what_needs_the_script_is_hidden_until_it_is_there(page):
    for attrs in page.of("form"):
        assert "hidden" in attrs or "data-token-form" in attrs
    assert all(
        "hidden" in attrs for _, attrs in page.tags if "data-with-script" in attrs or "data-copy" in attrs
    )


def test_every_link_leads_somewhere(page, client):
    anchors = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(anchors) == len(set(anchors))
    for attrs in page.of("a"):
        href = attrs["href"]
        if href.startswith("#"):
            assert href[1:] in anchors, href
        elif href.startswith("/"):
            assert client.get(href).status_code in {200, 302}, href
        else:
            assert href.startswith(("https://", "mailto:")), href


def test_headings_skip_no_rank(page):
    ranks = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert ranks[0] == 1
    assert ranks.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))


def test_every_field_has_a_label(page):
    labels = {attrs["for"] for attrs in page.of("label")}
    fields = [attrs for tag, attrs in page.tags if tag in {"input", "select", "textarea"}]
    assert fields
    assert {attrs["id"] for attrs in fields} == labels


def test_page_names_the_address_of_this_kanarie(page):
    text = "".join(page.text)
    assert settings.SITE_URL in text
    assert "kanarie.example.org" not in text


def test_what_one_copies_is_of_this_gemeente(settings):
    settings.GEMEENTE_CODE, settings.SITE_URL = "GM0518", "https://kanarie.voorbeeld.nl"
    example = 'curl https://kanarie.example.org/x --data \'{"gebied": "WK999901", "ouder": "GM9999"}\' # 9999'
    assert as_here(example) == (
        'curl https://kanarie.voorbeeld.nl/x --data \'{"gebied": "WK051801", "ouder": "GM0518"}\' # 9999'
    )


def test_what_is_sent_is_of_this_gemeente_and_what_comes_back_is_an_example(page):
    text = "".join(page.text)
    assert '"gebied": "WK089901"' in documentation_of("geefSignaal").curl
    assert f"{settings.SITE_URL}/api/v1/gebieden/WK089901" in text
    assert '"code": "WK999901"' in text


def documentation_of(anchor: str):
    return next(one for one in documentation().operations if one.anchor == anchor)


def test_page_names_every_scope_and_schema(page):
    document = schema.document()
    text = "".join(page.text)
    assert all(scope in text for scope in SCOPES)
    shown = {one.name for one in documentation().schemas}
    pages = {
        name
        for name in document["components"]["schemas"]
        if READER.rows_of(document["components"]["schemas"][name])
    }
    assert shown | pages == set(document["components"]["schemas"])
    assert pages


# How the document becomes words


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"type": "string"}, "tekst"),
        ({"type": "string", "maxLength": 20}, "tekst, hoogstens 20 tekens"),
        ({"type": ["string", "null"], "format": "date"}, "datum, 2026-03-01, of leeg (null)"),
        ({"type": "integer", "minimum": 1, "maximum": 100}, "geheel getal, van 1 tot en met 100"),
        ({"type": "array", "items": {"type": "string", "enum": ["a"]}}, "lijst van keuze"),
        ({"type": "integer", "minimum": 0, "maximum": 1000000}, "geheel getal, van 0 tot en met 1.000.000"),
        ({"type": "integer", "minimum": 1, "maximum": 10**18}, "geheel getal, van 1"),
        ({"allOf": [{"$ref": "#/components/schemas/Gebied"}]}, "Gebied"),
        ({"oneOf": [{"$ref": "#/components/schemas/Gebied"}, {"type": "null"}]}, "Gebied, of leeg (null)"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Gebied"}}, "lijst van Gebied"),
        ({}, "waarde"),
    ],
)
def test_kind_says_what_may_stand_there(part, words):
    assert READER.kind(part) == words


def test_choices_are_taken_out_of_the_text():
    text, choices = split_choices(
        "Hoe groot het `gebied` is.\n\n* `wijk` - Wijk\n* `naar_de_lijn` - Naar de lijn"
    )
    assert text == "Hoe groot het <code>gebied</code> is."
    assert choices == (("wijk", "Wijk"), ("naar_de_lijn", "Naar de lijn"))
    assert split_choices("* `a` - A") == ("", (("a", "A"),))
    assert split_choices("Zonder keuze.") == ("Zonder keuze.", ())


def test_html_in_a_text_stays_text():
    assert inline("Een <b>woord</b> en `<i>`.") == "Een &lt;b&gt;woord&lt;/b&gt; en <code>&lt;i&gt;</code>."


DOCUMENT = {
    "info": {"title": "T", "version": "1.0.0"},
    "tags": [{"name": "Dingen", "description": "Wat er is."}, {"name": "Leeg", "description": "Niets."}],
    "paths": {
        "/dingen": {
            "post": {
                "operationId": "maakDing",
                "summary": "Een ding maken",
                "description": "Maakt een ding.",
                "tags": ["Dingen"],
                "security": [{"oauth2": ["dingen:schrijven"]}],
                "parameters": [
                    {
                        "in": "header",
                        "name": "Idempotency-Key",
                        "schema": {"type": "string"},
                        "required": True,
                    }
                ],
                "requestBody": {
                    "content": {
                        "application/json": {
                            "schema": {"$ref": "#/components/schemas/Ding"},
                            "examples": {"Een": {"summary": "Eén ding", "value": {"naam": "'t ding"}}},
                        }
                    }
                },
                "responses": {
                    "201": {
                        "description": "Gemaakt.",
                        "links": {
                            "lees": {"operationId": "leesDing", "parameters": {"id": "$response.body#/id"}}
                        },
                    },
                    "400": {"description": "Fout."},
                },
            }
        },
        "/dingen/{id}": {
            "get": {
                "operationId": "leesDing",
                "summary": "Eén ding",
                "description": "Het ding.",
                "tags": ["Dingen"],
                "parameters": [{"in": "path", "name": "id", "required": True, "schema": {"type": "string"}}],
                "responses": {
                    "200": {
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/Ding"},
                                "example": {"id": "7", "naam": "Ding"},
                            }
                        }
                    }
                },
            }
        },
        "/dingen/{id}/delen": {
            "get": {
                "operationId": "leesDelen",
                "summary": "Delen",
                "description": "De delen.",
                "tags": ["Dingen"],
                "parameters": [
                    {"in": "path", "name": "id", "required": True, "schema": {"type": "string"}},
                    {
                        "in": "query",
                        "name": "dag",
                        "required": True,
                        "schema": {"type": "string"},
                        "example": "ma",
                    },
                ],
                "responses": {
                    "200": {"content": {"text/csv": {"schema": {"type": "string"}, "example": "a;b"}}}
                },
            }
        },
    },
    "components": {
        "securitySchemes": {
            "oauth2": {"flows": {"clientCredentials": {"scopes": {"dingen:schrijven": "Dingen maken"}}}}
        },
        "schemas": {
            "Ding": {
                "required": ["naam"],
                "properties": {
                    "naam": {"type": "string", "description": "Hoe het heet."},
                    "maat": {"properties": {"breed": {"type": "integer", "description": "Hoe breed."}}},
                },
            }
        },
    },
}


def test_reader_tells_what_to_send_and_what_can_follow():
    (group,) = _Reader(DOCUMENT).read().groups
    make, read, parts = group.operations
    assert [(field.name, field.required) for field in make.body] == [
        ("naam", True),
        ("maat", False),
        ("maat.breed", False),
    ]
    assert make.errors == ("400",)
    (link,) = make.links
    assert (link.operation, link.title, link.name, link.source) == (
        "leesDing",
        "Eén ding",
        "id",
        "$response.body#/id",
    )
    assert make.body_example == '{\n  "naam": "\'t ding"\n}'
    assert make.curl == (
        'curl --request POST --header "Authorization: Bearer $TOKEN" \\\n'
        '     --header "Idempotency-Key: $(uuidgen)" \\\n'
        '     --header "Content-Type: application/json" \\\n'
        '     --data \'{\n  "naam": "\'"\'"\'t ding"\n}\' \\\n'
        f'     "{settings.SITE_URL}/api/v1/dingen"'
    )
    assert f"{settings.SITE_URL}/api/v1/dingen/7" in read.curl
    assert f"{settings.SITE_URL}/api/v1/dingen/7/delen?dag=ma" in parts.curl
    assert parts.answers[0].kinds == ("text/csv",)
    assert parts.answers[0].examples == (("Voorbeeld", "a;b"),)


def test_reader_tells_which_operations_a_scope_opens():
    (scope,) = _Reader(DOCUMENT).read().scopes
    assert (scope.name, [one.title for one in scope.operations]) == ("dingen:schrijven", ["Een ding maken"])


# The papers


def test_the_image_takes_the_papers_along_that_a_page_shows():
    dockerfile = (settings.BASE_DIR / "Dockerfile").read_text()
    ignored = (settings.BASE_DIR / ".dockerignore").read_text().splitlines()
    for name in ("api.md", "api-wijzigingen.md"):
        assert f"docs/{name}" in re.search(r"^COPY (docs/.*) \./docs/$", dockerfile, re.MULTILINE)[1].split()
        assert f"!docs/{name}" in ignored
        assert (PAPERS / name).exists()


def test_paper_keeps_its_order_and_its_anchors():
    titles = [section.title for section in paper("api.md").sections]
    source = (PAPERS / "api.md").read_text()
    assert titles == re.findall(r"^## (.+)$", source, re.MULTILINE)
    assert paper("api.md").sections[0].html
    assert "<h2" not in paper("api.md").sections[0].html


def test_version_has_its_own_heading_in_the_changes():
    versions = [section.title for section in paper("api-wijzigingen.md").sections]
    assert versions[0] == settings.SPECTACULAR_SETTINGS["VERSION"]
    assert versions == sorted(
        versions, key=lambda version: [int(part) for part in version.split(".")], reverse=True
    )


def test_an_operation_is_found_by_what_it_does_and_gives(client):
    page = client.get("/api/").content.decode()
    (sought,) = re.findall(r'data-operation="(GET /api/v1/signalen Signalen [^"]*)"', page)
    assert "Signaal" in sought.split()
    assert "met een account of met een systeem" in sought
