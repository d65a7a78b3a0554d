"""Who asks for a token at /oauth/token, and why one was not given: for the access log."""

import base64
import json
from collections.abc import Mapping
from urllib.parse import unquote_plus

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from brunssum.core.models import ApiAanroep, ApiClient, ApiSleutel

PAD = "/oauth/token"

Waarom = ApiAanroep.Waarom


def credentials(authorization: str, form: Mapping[str, str | None]) -> tuple[str, str]:
    """The client-id and the secret, from the header (RFC 6749, 2.3.1) or else from the body; empty what is not there."""
    scheme, _, basic = authorization.partition(" ")
    if scheme.lower() != "basic":
        return form.get("client_id") or "", form.get("client_secret") or ""
    try:
        client_id, _, secret = base64.b64decode(basic).decode().partition(":")
    except ValueError:  # not base64, or not UTF-8
        return "", ""
    return unquote_plus(client_id), unquote_plus(secret)


def look_back(request: HttpRequest, response: HttpResponse) -> tuple[ApiClient | None, str]:
    """Which client this answer was for, and why it got no token: empty when it did. What was sent is kept nowhere."""
    client_id, secret = credentials(request.headers.get("Authorization", ""), _form_of(request))
    # No client has a NUL in its id; PostgreSQL does not even take the question.
    client = None if "\x00" in client_id else ApiClient.objects.filter(client_id=client_id).first()
    return client, _waarom(client, secret, response) if response.status_code >= 400 else ""


def _form_of(request: HttpRequest) -> Mapping[str, str]:
    try:
        return request.POST
    except (SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return {}


def _waarom(client: ApiClient | None, secret: str, response: HttpResponse) -> Waarom:
    if client is None:
        return Waarom.ONBEKEND
    if response.status_code == 403:
        return Waarom.ONVEILIG
    match _error_in(response):
        case "invalid_client":
            return _waarom_of_key(client, secret)
        case "invalid_scope":
            return Waarom.SCOPE
    return Waarom.VRAAG


def _waarom_of_key(client: ApiClient, secret: str) -> Waarom:
    if client.ingetrokken_op:
        return Waarom.KOPPELING_INGETROKKEN
    sleutel = client.sleutels.filter(hash=ApiSleutel.hash_of(secret)).first()
    if sleutel is None:
        return Waarom.GEHEIM
    return Waarom.SLEUTEL_INGETROKKEN if sleutel.ingetrokken_op else Waarom.SLEUTEL_VERLOPEN


def _error_in(response: HttpResponse) -> str:
    """What OAuth calls it; empty when it never got that far."""
    return json.loads(response.content).get("error", "")
