"""The OpenAPI document: drf-spectacular finds the endpoints, here they get what all of them share."""

import re
from functools import cache

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response
from rest_framework.views import APIView

from brunssum.core.api.access import scope_for
from brunssum.core.api.problems import CONTENT_TYPE, TEXTS
from brunssum.core.api.viewsets import ID, UUID
from brunssum.core.scopes import SCOPES

# Errors any endpoint can give; 400 and 404 as well, since each checks its parameters or its path.
NAMES_OF_ERRORS = {
    400: "OngeldigeAanvraag",
    401: "NietAangemeld",
    403: "GeenToegang",
    404: "NietGevonden",
    405: "MethodeNietToegestaan",
    406: "FormaatNietBeschikbaar",
    412: "VoorwaardeKloptNiet",
    429: "TeVeelAanvragen",
    500: "FoutBijOns",
}
# And what only one that takes a body can give.
NAMES_OF_WRITING_ERRORS = {
    409: "Botsing",
    413: "AanvraagTeGroot",
    415: "FormaatNietOndersteund",
}
WRITING = {"post", "put", "patch", "delete"}

PROBLEEM = {
    "type": "object",
    "description": "Wat er mis is (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "description": "Altijd `about:blank`."},
        "title": {"type": "string", "description": "De soort fout."},
        "status": {"type": "integer", "description": "De statuscode van het antwoord."},
        "detail": {"type": "string", "description": "Wat er mis is en wat u kunt doen."},
        "errors": {
            "type": "array",
            "description": "Bij een ongeldige aanvraag: alles wat er niet klopt.",
            "items": {
                "type": "object",
                "required": ["in", "name", "detail"],
                "properties": {
                    "in": {
                        "type": "string",
                        "enum": ["query", "body", "header"],
                        "description": "Waar de fout staat.",
                    },
                    "name": {"type": "string", "description": "Naam van de parameter of het veld."},
                    "detail": {"type": "string", "description": "Wat er niet klopt."},
                },
            },
        },
    },
}

HEADERS = {
    "API-Version": ("string", "De versie van deze API, zoals in `info.version`."),
    "RateLimit-Limit": ("integer", "Hoeveel aanvragen u per minuut mag doen."),
    "RateLimit-Remaining": ("integer", "Hoeveel u er in deze minuut nog mag doen."),
    "RateLimit-Reset": ("integer", "Over hoeveel seconden de volgende minuut begint."),
    "Retry-After": ("integer", "Hoeveel seconden u moet wachten."),
    "WWW-Authenticate": ("string", "Hoe u zich aanmeldt, of wat er mis is met uw token (RFC 6750)."),
    "Allow": ("string", "Welke methoden hier wel kunnen."),
    "ETag": ("string", "Kenmerk van dit antwoord, voor `If-None-Match`."),
    "Location": ("string", "Adres van wat er is gemaakt."),
    "Idempotent-Replayed": (
        "string",
        "`true` als dit het antwoord van de eerste keer is, en er niets opnieuw is gedaan.",
    ),
}
ALWAYS = ("API-Version",)
FOR_CLIENTS = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
FOR_SUCCESS = {200: ("ETag",), 201: ("Location",)}
WITH_ERROR = {401: ("WWW-Authenticate",), 403: ("WWW-Authenticate",), 405: ("Allow",), 429: ("Retry-After",)}


KEYS = {ID: int, UUID: OpenApiTypes.UUID}
"""Of which type a key is, by how it is written; another is a code."""


class Schema(AutoSchema):
    """What the document tells of an operation besides its name and its text: all that its viewset already says."""

    def get_tags(self):
        return [self.view.tag]

    def get_override_parameters(self):
        """The key in its address; and the very serializer that checks the parameters."""
        kind = KEYS.get(self.view.lookup_value_regex, str)
        keys = [
            OpenApiParameter(name, kind, OpenApiParameter.PATH, description=self.view.key)
            for name in re.findall(r"{(\w+)}", self.path)
        ]
        query = self.view.query_class()
        return [*super().get_override_parameters(), *keys, *([query] if query.fields else [])]

    def get_paginated_name(self, serializer_name):
        return f"{serializer_name}Pagina"

    def get_request_serializer(self):
        """The document shows the very serializer that checks the body."""
        return self.view.body_class() if self.view.action == "create" else None

    def get_response_serializers(self):
        """A POST answers with what it made."""
        shown = super().get_response_serializers()
        return {201: shown} if self.method == "POST" else shown


class BearerScheme(OpenApiAuthenticationExtension):
    target_class = "brunssum.core.api.access.BearerAuthentication"
    name = "oauth2"

    def get_security_requirement(self, auto_schema):
        return {self.name: [scope_for(auto_schema.view, auto_schema.method)]}

    def get_security_definition(self, auto_schema):
        return {
            "type": "oauth2",
            "description": "Uw systeem vraagt met zijn client-id en geheim een token op, en stuurt dat mee.",
            "flows": {
                "clientCredentials": {
                    "tokenUrl": f"{settings.SITE_URL}/oauth/token",
                    "scopes": SCOPES,
                }
            },
        }


def complete_schema(result, generator, request, public):
    """Postprocessing hook: the headers of every answer, and the errors of every operation."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Probleem"] = PROBLEEM
    components["headers"] = {
        name: {"description": text, "schema": {"type": kind}} for name, (kind, text) in HEADERS.items()
    }
    errors = NAMES_OF_ERRORS | NAMES_OF_WRITING_ERRORS
    components["responses"] = {name: _error_response(status) for status, name in errors.items()}
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            _complete_operation(path, method, operation)
            if any(parameter["name"] == "velden" for parameter in operation.get("parameters", [])):
                _leave_fields_out(components["schemas"], operation)
    _link(result["paths"])
    _remove_marks(result)
    return result


def _complete_operation(path: str, method: str, operation: dict) -> None:
    """What every operation shares: headers, errors, and how to ask twice without doing twice."""
    may_be_known = method == "get" and not _is_sent_while_it_is_made(operation)
    for status, response in operation["responses"].items():
        response["description"] = response.get("description") or "Gelukt."
        names = [*ALWAYS, *FOR_CLIENTS, *FOR_SUCCESS.get(int(status), ())]
        if not may_be_known and "ETag" in names:
            names.remove("ETag")
        if method == "post":
            names.append("Idempotent-Replayed")
        response["headers"] = _headers(*names)
        for media in response.get("content", {}).values():
            for example in media.get("examples", {}).values():
                if isinstance(example["value"], dict) and "volgende" in example["value"]:
                    more = None if "{" in path else f"/api/v1{path}?cursor=WzAsMTJd:voorbeeld"
                    example["value"]["volgende"] = more
    if may_be_known:
        operation["parameters"] = [*operation.get("parameters", []), IF_NONE_MATCH]
        operation["responses"]["304"] = {
            "description": "Niet gewijzigd: wat u hebt, geldt nog.",
            "headers": _headers(*ALWAYS, *FOR_CLIENTS, "ETag"),
        }
    if method == "post":
        operation["parameters"] = [*operation.get("parameters", []), IDEMPOTENCY_KEY]
    if method in {"patch", "delete"}:
        operation["parameters"] = [*operation.get("parameters", []), IF_MATCH]
    errors = NAMES_OF_ERRORS | (NAMES_OF_WRITING_ERRORS if method in WRITING else {})
    operation["responses"] |= {
        str(status): {"$ref": f"#/components/responses/{name}"} for status, name in errors.items()
    }


def _is_sent_while_it_is_made(operation: dict) -> bool:
    """A csv has no ETag: its end is not known when its beginning goes out."""
    return "text/csv" in operation["responses"].get("200", {}).get("content", {})


def _leave_fields_out(schemas: dict, operation: dict) -> None:
    """Who asks for a few fields (`velden`) gets only those: none of them is sure to be there."""
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    whole = _schema_named(schemas, schema)
    if "resultaten" in whole["properties"]:
        whole = _schema_named(schemas, whole["properties"]["resultaten"]["items"])
    whole.pop("required", None)


def _schema_named(schemas: dict, reference: dict) -> dict:
    return schemas[reference["$ref"].rpartition("/")[2]]


def _link(paths: dict) -> None:
    """From a list to each of its rows, from what was made to itself, and from each to what lies under it (links)."""
    for target, operations in paths.items():
        parent, has_key, rest = target.partition("/{")
        if not has_key:
            continue
        key, _, below = rest.partition("}")
        lists = [
            path for path in paths if path.endswith(parent)
        ]  # /voortgang, and /inspanningen/{id}/voortgang
        sources = [(path, "get", "200", f"$response.body#/resultaten/0/{key}") for path in lists]
        sources += [(path, "post", "201", f"$response.body#/{key}") for path in lists]
        if below:
            sources.append((f"{parent}/{{{key}}}", "get", "200", f"$request.path.{key}"))
        for path, method, status, expression in sources:
            response = paths.get(path, {}).get(method, {}).get("responses", {}).get(status)
            if response is None:
                continue
            for operation in operations.values():
                response.setdefault("links", {})[operation["operationId"]] = {
                    "operationId": operation["operationId"],
                    "parameters": {key: expression},
                    "description": operation["summary"],
                }


def _remove_marks(node) -> None:
    """drf-spectacular leaves a mark at each list of choices; it means nothing to who reads the document."""
    if isinstance(node, dict):
        node.pop("x-spec-enum-id", None)
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _remove_marks(value)


def _error_response(status: int) -> dict:
    title, detail = TEXTS[status]
    example = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if status == 400:
        example["detail"] = "De parameter “kleur” bestaat niet. Wel bekend: cursor, paginaGrootte."
        example["errors"] = [{"in": "query", "name": "kleur", "detail": example["detail"]}]
    return {
        "description": f"{title}. {detail}",
        "headers": _headers(*ALWAYS, *WITH_ERROR.get(status, ())),
        "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Probleem"}, "example": example}},
    }


def _headers(*names: str) -> dict:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "description": "De `ETag` die u al hebt. Is er niets gewijzigd, dan krijgt u 304 zonder inhoud.",
    "schema": {"type": "string"},
}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "description": "De `ETag` van wat u hebt. Is het intussen veranderd, dan krijgt u 412 en gebeurt er niets.",
    "schema": {"type": "string"},
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": (
        "Een eigen kenmerk van deze aanvraag, bijvoorbeeld een UUID. Stuurt u de aanvraag binnen een dag nog eens met "
        "hetzelfde kenmerk, dan krijgt u het eerste antwoord terug en gebeurt er niets dubbel."
    ),
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
}


@cache
def document() -> dict:
    """The whole document; it changes only with the code, so each process makes it once."""
    return SchemaGenerator().get_schema(public=True)


class OpenApiDocument(APIView):
    """For everyone, also from a script in another site's page."""

    http_method_names = ["get", "head"]
    metadata_class = None
    authentication_classes = ()
    permission_classes = ()
    schema = None

    def get(self, request):
        return Response(document(), headers={"Access-Control-Allow-Origin": "*"})
