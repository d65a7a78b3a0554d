"""The OpenAPI document: drf-spectacular finds the endpoints, here they get what all of them share."""

from functools import cache

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from rest_framework.response import Response
from rest_framework.views import APIView

from brunssum.core.api.problems import CONTENT_TYPE, TEXTS

# Errors any endpoint can give; 400 and 404 as well, since each checks its parameters or its path.
NAMES_OF_ERRORS = {
    400: "OngeldigeAanvraag",
    401: "NietAangemeld",
    403: "GeenToegang",
    404: "NietGevonden",
    405: "MethodeNietToegestaan",
    406: "FormaatNietBeschikbaar",
    429: "TeVeelAanvragen",
    500: "FoutBijOns",
}

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
                    "in": {"type": "string", "enum": ["query", "body"], "description": "Waar de fout staat."},
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
}
ALWAYS = ("API-Version",)
FOR_CLIENTS = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
WITH_ERROR = {401: ("WWW-Authenticate",), 403: ("WWW-Authenticate",), 405: ("Allow",), 429: ("Retry-After",)}


class Schema(AutoSchema):
    def get_override_parameters(self):
        """The document shows the very serializer that checks the parameters."""
        query = self.view.query_class()
        return [*super().get_override_parameters(), *([query] if query.fields else [])]

    def get_paginated_name(self, serializer_name):
        return f"{serializer_name}Pagina"


class BearerScheme(OpenApiAuthenticationExtension):
    target_class = "brunssum.core.api.access.BearerAuthentication"
    name = "oauth2"

    def get_security_requirement(self, auto_schema):
        return {self.name: [auto_schema.view.scope]}

    def get_security_definition(self, auto_schema):
        return {
            "type": "oauth2",
            "description": "Uw systeem vraagt met zijn client-id en geheim een token op, en stuurt dat mee.",
            "flows": {
                "clientCredentials": {
                    "tokenUrl": f"{settings.SITE_URL}/oauth/token",
                    "scopes": settings.OAUTH2_PROVIDER["SCOPES"],
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
    components["responses"] = {name: _error_response(status) for status, name in NAMES_OF_ERRORS.items()}
    for path, operations in result["paths"].items():
        for operation in operations.values():
            for response in operation["responses"].values():
                response["description"] = response.get("description") or "Gelukt."
                response["headers"] = _headers(*ALWAYS, *FOR_CLIENTS)
                for example in response["content"]["application/json"].get("examples", {}).values():
                    if "volgende" in example["value"]:
                        example["value"]["volgende"] = f"/api/v1{path}?cursor=WzAsMTJd:voorbeeld"
            operation["responses"] |= {
                str(status): {"$ref": f"#/components/responses/{name}"}
                for status, name in NAMES_OF_ERRORS.items()
            }
    _remove_marks(result)
    return result


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
    throttle_classes = ()
    schema = None

    def get(self, request):
        return Response(document(), headers={"Access-Control-Allow-Origin": "*"})
