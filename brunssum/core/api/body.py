"""What a caller sends: JSON, checked whole, and done once even when it is sent twice."""

import json
import re
from collections.abc import Callable
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.validators import ProhibitSurrogateCharactersValidator

from brunssum.core.api.problems import InvalidRequest, Mistake, mistakes_in
from brunssum.core.models import BewaardAntwoord
from brunssum.core.services.api_clients import ANTWOORD_BEWAARD

IDEMPOTENCY_KEY = re.compile(r"[\x21-\x7e]{1,200}\Z")


class JsonParser(JSONParser):
    def parse(self, stream, media_type=None, parser_context=None):
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError


KINDS = {
    serializers.CharField: (str, "Geef dit als tekst, tussen aanhalingstekens."),
    serializers.BooleanField: (bool, "Geef dit als true of false."),
    serializers.IntegerField: (int, "Geef dit als geheel getal, zonder aanhalingstekens."),
    serializers.ListField: (list, "Geef dit als lijst, tussen rechte haken."),
    serializers.DateField: (str, "Geef dit als datum, zoals “2026-03-01”."),
    serializers.DateTimeField: (str, "Geef dit als tijdstip, zoals “2026-03-01T12:00:00Z”."),
}
"""What a field takes in JSON. REST framework itself would also take 1 for a text and "1" for a number."""
DATES = (serializers.DateField, serializers.DateTimeField)
"""Fields that say the same of a text that is no date."""


class Items(serializers.ListField):
    """A list that says in Dutch how many there may be."""

    default_error_messages = {
        "min_length": "Geef er ten minste {min_length}.",
        "max_length": "Geef er hoogstens {max_length}.",
    }


class Body(serializers.Serializer):
    """The body of a POST or a PATCH. A field it does not have is a mistake, so that no typing error goes unseen."""

    def get_fields(self):
        fields = super().get_fields()
        for field in fields.values():
            if type(field) in DATES:
                field.error_messages["invalid"] = KINDS[type(field)][1]
            for validator in field.validators:
                if isinstance(validator, ProhibitSurrogateCharactersValidator):
                    validator.message = "Hierin staat een half teken: U+{code_point:X}."
        return fields

    def to_internal_value(self, data):
        if not isinstance(data, dict):
            raise serializers.ValidationError(
                {"non_field_errors": ["Stuur één object, met de velden tussen accolades."]}
            )
        mistakes = self._strange(data)
        try:
            values = super().to_internal_value(data)
        except serializers.ValidationError as refused:
            raise serializers.ValidationError(refused.detail | mistakes)
        if mistakes:
            raise serializers.ValidationError(mistakes)
        return values

    def _strange(self, data: dict) -> dict[str, list[str]]:
        """Fields that do not exist, and values of another kind than their field has."""
        mistakes = {}
        hint = f"Wel bekend: {', '.join(self.fields)}." if self.fields else "Hier stuurt u geen velden mee."
        for name, value in data.items():
            field = self.fields.get(name)
            if field is None:
                mistakes[name] = [f"Dit veld bestaat niet. {hint}"]
                continue
            kind, so = next((KINDS[one] for one in type(field).__mro__ if one in KINDS), (None, ""))
            if kind and value is not None and type(value) is not kind:
                mistakes[name] = [so]
        return mistakes


MAX_PARTS = 200
"""So many fields and items of lists a body has at most: to name all that is wrong with more would be no help."""


def read_body(body_class: type[Body], request: Request, *, partial: bool = False) -> dict[str, Any]:
    """The body as Python values. InvalidRequest names all that is wrong at once."""
    data = {} if request.data is None else request.data
    if _has_more_parts(data, MAX_PARTS):
        raise InvalidRequest(
            [Mistake("", f"Er staat te veel in: stuur hoogstens {MAX_PARTS} velden en waarden.", "body")]
        )
    body = body_class(data=data, partial=partial, context={"request": request})
    if not body.is_valid():
        raise InvalidRequest(mistakes_in(body.errors))
    return body.validated_data


def _has_more_parts(data: Any, most: int) -> bool:
    """Whether there are more fields and items than this, however deep they lie."""
    inside, parts = [data], 0
    while inside and parts <= most:
        value = inside.pop()
        if isinstance(value, dict | list):
            parts += len(value)
            inside.extend(islice(value.values() if isinstance(value, dict) else value, most))
    return parts > most


def answer_once(request: Request, work: Callable[[], Response]) -> Response:
    """Do this work and keep its answer under the Idempotency-Key; with a key that was used, give that answer again.

    The key is kept in the same transaction as the work: two at once wait for each other in the database, and work that
    was refused leaves no key behind.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return work()
    if not IDEMPOTENCY_KEY.match(key):
        raise InvalidRequest(
            [
                Mistake(
                    "Idempotency-Key",
                    "De Idempotency-Key is 1 tot 200 tekens lang, zonder spaties. Neem bijvoorbeeld een UUID.",
                    "header",
                )
            ]
        )
    now = timezone.now()
    asked = (request.method, request.path_info, request._request.body)
    fingerprint = salted_hmac("brunssum.core.api.body", repr(asked), algorithm="sha256").hexdigest()
    mine = BewaardAntwoord.objects.filter(client=request.user, sleutel=key)
    mine.filter(gemaakt_op__lt=now - ANTWOORD_BEWAARD).delete()
    with transaction.atomic():
        kept, is_new = BewaardAntwoord.objects.get_or_create(
            client=request.user, sleutel=key, defaults={"vingerafdruk": fingerprint, "gemaakt_op": now}
        )
        if not is_new:
            return _again(kept, fingerprint)
        response = work()
        kept.status, kept.inhoud = response.status_code, _as_json(response.data)
        kept.locatie = response.headers.get("Location", "")
        kept.save(update_fields=["status", "inhoud", "locatie"])
    return response


def _again(kept: BewaardAntwoord, fingerprint: str) -> Response:
    if kept.vingerafdruk != fingerprint:
        raise InvalidRequest(
            [
                Mistake(
                    "Idempotency-Key",
                    "Deze Idempotency-Key is al gebruikt voor een andere aanvraag. Neem een nieuwe.",
                    "header",
                )
            ]
        )
    headers = {"Idempotent-Replayed": "true"} | ({"Location": kept.locatie} if kept.locatie else {})
    return Response(kept.inhoud, status=kept.status, headers=headers)


def _as_json(data) -> Any:
    """As it goes out: dates and uuids written as text."""
    return json.loads(JSONRenderer().render(data) or "null")
