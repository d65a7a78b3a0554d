"""The OpenAPI document as the page for developers shows it: what to ask, what to send, what comes back, in Dutch."""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from brunssum.core.api import papers
from brunssum.core.api.schema import document

BASE = "/api/v1"
KINDS = {
    "string": "tekst",
    "integer": "geheel getal",
    "number": "getal",
    "boolean": "ja of nee: true of false",
    "object": "object",
}
TELLS_NOTHING = 10**9
"""A limit from here up is there for the machine."""
PLACES = ("path", "query", "header")
OF_EVERY_LIST = {"cursor", "paginaGrootte", "sorteer", "velden"}
FORMATS = {
    "date": "datum, 2026-03-01",
    "date-time": "tijdstip, 2026-03-01T12:00:00Z",
    "uuid": "uuid",
    "uri": "adres",
    "uri-reference": "adres",
    "binary": "bestand",
}


@dataclass(frozen=True)
class Field:
    """A parameter, or a field of what is sent or comes back."""

    name: str
    kind: str
    text: SafeString
    required: bool
    place: str = "body"
    choices: tuple[tuple[str, str], ...] = ()
    schema: str = ""
    """The schema in which it is described further."""
    example: str = ""
    default: str = ""


@dataclass(frozen=True)
class Answer:
    status: str
    text: SafeString
    kinds: tuple[str, ...]
    schema: str
    is_list: bool
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Link:
    """What can be asked next with what came back."""

    operation: str
    title: str
    text: SafeString
    name: str
    """The parameter there that is filled in from here…"""
    source: str
    """…by this runtime expression of OpenAPI, such as $response.body#/id."""


@dataclass(frozen=True)
class Operation:
    anchor: str
    method: str
    path: str
    title: str
    text: SafeString
    scopes: tuple[str, ...]
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    body_kind: str
    body_examples: tuple[tuple[str, str], ...]
    answers: tuple[Answer, ...]
    errors: tuple[str, ...]
    links: tuple[Link, ...]
    curl: str
    deprecated: bool

    @property
    def address(self) -> str:
        return BASE + self.path

    @property
    def example_address(self) -> str:
        """The address with the keys of the examples filled in."""
        return BASE + filled_in(self.path, self.parameters)

    @property
    def body_example(self) -> str:
        return self.body_examples[0][1] if self.body_examples else ""


@dataclass(frozen=True)
class Group:
    """The operations of one tag."""

    anchor: str
    title: str
    text: SafeString
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class Schema:
    name: str
    text: SafeString
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Scope:
    name: str
    text: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class Documentation:
    title: str
    version: str
    groups: tuple[Group, ...]
    schemas: tuple[Schema, ...]
    scopes: tuple[Scope, ...]

    @property
    def operations(self) -> Iterator[Operation]:
        for group in self.groups:
            yield from group.operations


@cache
def documentation() -> Documentation:
    """Made once by each process, like the document itself."""
    return _Reader(document()).read()


class _Reader:
    def __init__(self, source: dict):
        self.source = source
        self.titles = {
            operation["operationId"]: operation["summary"]
            for item in source["paths"].values()
            for operation in item.values()
        }

    def read(self) -> Documentation:
        operations = {tag["name"]: [] for tag in self.source["tags"]}
        for path, item in self.source["paths"].items():
            for method, operation in item.items():
                operations[operation["tags"][0]].append(self.operation(path, method, operation))
        groups = tuple(
            Group(
                f"naslag-{papers.anchor_of(tag['name'])}",
                tag["name"],
                papers.inline(tag["description"]),
                tuple(operations[tag["name"]]),
            )
            for tag in self.source["tags"]
            if operations[tag["name"]]
        )
        (scheme,) = self.source["components"]["securitySchemes"].values()
        scopes = tuple(
            Scope(
                name,
                text,
                tuple(one for group in groups for one in group.operations if name in one.scopes),
            )
            for name, text in scheme["flows"]["clientCredentials"]["scopes"].items()
        )
        return Documentation(
            title=self.source["info"]["title"],
            version=self.source["info"]["version"],
            groups=groups,
            schemas=tuple(self.schemas()),
            scopes=scopes,
        )

    def schemas(self) -> Iterator[Schema]:
        for name, schema in self.source["components"]["schemas"].items():
            if not self.rows_of(schema):
                text, _ = split_choices(schema.get("description", ""))
                yield Schema(name, text, tuple(self.fields(schema)))

    def operation(self, path: str, method: str, source: dict) -> Operation:
        content = source.get("requestBody", {}).get("content", {})
        body_kind, body = next(iter(content.items()), ("", {}))
        responses = {status: self.target(response) for status, response in source["responses"].items()}
        answers = tuple(
            self.answer(status, response) for status, response in responses.items() if status < "400"
        )
        parameters = tuple(
            sorted(
                (self.parameter(path, one) for one in source.get("parameters", ())),
                key=lambda one: (PLACES.index(one.place), one.name in OF_EVERY_LIST),
            )
        )
        examples = tuple((title, papers.as_here(example)) for title, example in examples_of(body))
        return Operation(
            anchor=source["operationId"],
            method=method.upper(),
            path=path,
            title=source["summary"],
            text=papers.inline(source["description"]),
            scopes=tuple(
                name for need in source.get("security", ()) for names in need.values() for name in names
            ),
            parameters=parameters,
            body=tuple(self.fields(self.target(body.get("schema", {})))),
            body_kind=body_kind,
            body_examples=examples,
            answers=answers,
            errors=tuple(sorted(status for status in responses if status >= "400")),
            links=tuple(self.links(responses)),
            curl=curl(path, method, parameters, body_kind, examples[0][1] if examples else ""),
            deprecated=source.get("deprecated", False),
        )

    def parameter(self, path: str, source: dict) -> Field:
        schema = self.target(source["schema"])
        text, choices = split_choices(source.get("description", ""))
        example = source.get("example", schema.get("example"))
        if example is None and source["in"] == "path":
            example = self.example_in_path(path, source["name"])
        return Field(
            name=source["name"],
            kind=self.kind(schema),
            text=text,
            required=source.get("required", False),
            place=source["in"],
            choices=choices or tuple((str(one), str(one)) for one in schema.get("enum", ())),
            example="" if example is None else papers.as_here(str(example)),
            default=str(schema.get("default", "")),
        )

    def example_in_path(self, path: str, name: str) -> Any:
        """What an example of the thing itself says: of /inspanningen/{id}/voortgang the id of an inspanning."""
        owner = path[: path.index(f"{{{name}}}") + len(name) + 2]
        read = self.source["paths"].get(owner, {}).get("get", {})
        for response in read.get("responses", {}).values():
            for media in self.target(response).get("content", {}).values():
                for _, value in _values(media):
                    if isinstance(value, dict) and name in value:
                        return value[name]
        return None

    def answer(self, status: str, source: dict) -> Answer:
        content = source.get("content", {})
        media = next(iter(content.values()), {})
        schema = media.get("schema", {})
        rows = self.rows_of(self.target(schema))
        return Answer(
            status=status,
            text=papers.inline(source.get("description", "")),
            kinds=tuple(content),
            schema=name_of(rows or schema),
            is_list=bool(rows),
            examples=examples_of(media),
        )

    def links(self, responses: dict[str, dict]) -> Iterator[Link]:
        for response in responses.values():
            for link in response.get("links", {}).values():
                link = self.target(link)
                operation = link["operationId"]
                ((name, source),) = link.get("parameters", {"": ""}).items()
                text = papers.inline(link.get("description", ""))
                yield Link(operation, self.titles[operation], text, name, source)

    def fields(self, schema: dict, before: str = "") -> Iterator[Field]:
        """Each field; those of an object that has no name of its own come after it, as object.field."""
        for name, source in schema.get("properties", {}).items():
            inner = self.target(source)
            items = self.target(inner.get("items", {}))
            text, choices = split_choices(source.get("description") or inner.get("description", ""))
            yield Field(
                name=before + name,
                kind=self.kind(source),
                text=text,
                required=name in schema.get("required", ()),
                choices=choices
                or tuple(
                    (str(one), str(one))
                    for one in inner.get("enum", items.get("enum", ()))
                    if one is not None
                ),
                schema=name_of(source) or name_of(inner.get("items", {})),
            )
            if not name_of(source):
                yield from self.fields(inner, f"{before}{name}.")
            if not name_of(inner.get("items", {})):
                yield from self.fields(items, f"{before}{name}[].")

    def rows_of(self, schema: dict) -> dict | None:
        """The schema of the rows, when this is a page of a list."""
        properties = schema.get("properties", {})
        return properties["resultaten"]["items"] if {"volgende", "resultaten"} <= set(properties) else None

    def kind(self, schema: dict) -> str:
        """What may stand there, in words."""
        name = name_of(schema)
        schema = self.target(schema)
        kinds = schema.get("type", "object" if "properties" in schema else [])
        kinds = kinds if isinstance(kinds, list) else [kinds]
        words = [
            f"lijst van {self.kind(schema['items'])}"
            if kind == "array"
            else FORMATS.get(schema.get("format", ""), KINDS[kind])
            for kind in kinds
            if kind != "null"
        ]
        words += [
            self.kind(one) for one in schema.get("oneOf", schema.get("anyOf", ())) if one != {"type": "null"}
        ]
        if "enum" in schema:
            words = ["keuze"]
        elif name:
            words = [name]
        text = " of ".join(dict.fromkeys(words)) or "waarde"
        limits = [
            f"{word} {f'{schema[key]:,}'.replace(',', '.')}"
            for key, word in (("minimum", "van"), ("maximum", "tot en met"), ("maxLength", "hoogstens"))
            if key in schema and schema[key] < TELLS_NOTHING
        ]
        if limits:
            text += f", {' '.join(limits)}" + (" tekens" if "maxLength" in schema else "")
        is_nullable = "null" in kinds or {"type": "null"} in schema.get("oneOf", schema.get("anyOf", ()))
        return f"{text}, of leeg (null)" if is_nullable else text

    def target(self, node: dict) -> dict:
        """What a reference points at; with `allOf` around one, what stands beside it counts too."""
        if "allOf" in node and len(node["allOf"]) == 1:
            beside = {key: value for key, value in node.items() if key != "allOf"}
            return self.target(node["allOf"][0]) | beside
        if "$ref" not in node:
            return node
        found = self.source
        for name in node["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        return self.target(found)


def name_of(schema: dict) -> str:
    """The name of the schema that this refers to."""
    for node in (schema, *schema.get("allOf", ()), *schema.get("oneOf", ()), *schema.get("anyOf", ())):
        if "$ref" in node:
            return node["$ref"].rpartition("/")[2]
    return ""


def split_choices(description: str) -> tuple[SafeString, tuple[tuple[str, str], ...]]:
    """drf-spectacular writes the choices below the text, as "* `wijk` - Wijk"."""
    text, _, choices = description.partition("\n\n* `")
    found = tuple(re.findall(r"`([^`]*)` - (.*)", f"`{choices}")) if choices else ()
    if not choices and description.startswith("* `"):
        text, found = "", tuple(re.findall(r"`([^`]*)` - (.*)", description))
    return papers.inline(text), found


def _values(media: dict) -> Iterator[tuple[str, Any]]:
    for name, example in media.get("examples", {}).items():
        yield example.get("summary", name), example["value"]
    if "example" in media:
        yield "Voorbeeld", media["example"]


def examples_of(media: dict) -> tuple[tuple[str, str], ...]:
    """Each example with its title, as the text that goes over the line."""
    return tuple(
        (title, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2))
        for title, value in _values(media)
    )


def filled_in(path: str, parameters: tuple[Field, ...]) -> str:
    for one in parameters:
        if one.place == "path" and one.example:
            path = path.replace(f"{{{one.name}}}", one.example)
    return path


def curl(path: str, method: str, parameters: tuple[Field, ...], body_kind: str, body: str) -> str:
    """The question as a line for the terminal, with what must be filled in filled in by the examples."""
    path = filled_in(path, parameters)
    must = [one for one in parameters if one.required and one.place == "query"]
    query = "&".join(f"{one.name}={one.example}" for one in must)
    parts = ["curl"] if method == "get" else [f"curl --request {method.upper()}"]
    parts.append('--header "Authorization: Bearer $TOKEN"')
    parts += [
        '--header "Idempotency-Key: $(uuidgen)"'
        for one in parameters
        if one.place == "header" and one.name == "Idempotency-Key"
    ]
    if body:
        parts += [f'--header "Content-Type: {body_kind}"', f"--data {shlex.quote(body)}"]
    parts.append(f'"{settings.SITE_URL}{BASE}{path}{"?" if query else ""}{query}"')
    return " \\\n     ".join([f"{parts[0]} {parts[1]}", *parts[2:]])
