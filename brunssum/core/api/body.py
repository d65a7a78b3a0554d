"""What a caller sends: JSON, checked whole, and done once even when it is sent twice."""

import json
import re
from collections import Counter
from collections.abc import Callable
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.validators import ProhibitSurrogateCharactersValidator

from brunssum.core import vrije_tekst
from brunssum.core.api.checked import Checked
from brunssum.core.api.json_antwoord import JsonRenderer
from brunssum.core.api.problems import InvalidRequest, Mistake, mistakes_in
from brunssum.core.models import BewaardAntwoord
from brunssum.core.services.api_clients import ANTWOORD_BEWAARD

IDEMPOTENCY_KEY = re.compile(r"[\x21-\x7e]{1,200}\Z")


class JsonParser(JSONParser):
    """JSON is UTF-8, whatever charset the header names (RFC 8259); a name says one thing, and not first this, then that."""

    def parse(self, stream, media_type=None, parser_context=None):
        try:
            return json.loads(
                stream.read().decode("utf-8-sig"), object_pairs_hook=_once_each, parse_constant=_no_number
            )
        except UnicodeDecodeError:
            raise ParseError("De inhoud van de aanvraag is geen UTF-8.")
        except (ValueError, RecursionError):
            raise ParseError("De inhoud van de aanvraag is geen geldige JSON.")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    named = dict(pairs)
    if len(named) < len(pairs):
        twice = next(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)
        raise ParseError(f"Het veld “{twice}” staat er meer dan één keer.")
    return named


def _no_number(written: str):
    raise ValueError(f"{written} is no number in JSON")


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


class Body(Checked):
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
        hint = f"Wel bekend: {', '.join(self.fields)}." if self.fields else "Hier stuurt u geen velden mee."
        unknown = {name: [f"Dit veld bestaat niet. {hint}"] for name in data if name not in self.fields}
        try:
            values = super().to_internal_value(data)
        except serializers.ValidationError as refused:
            raise serializers.ValidationError(refused.detail | unknown)
        if unknown:
            raise serializers.ValidationError(unknown)
        return values

    def value_of(self, field, data):
        """Of the kind that the field has, and no other."""
        value = data.get(field.field_name)
        kind, so = next((KINDS[one] for one in type(field).__mro__ if one in KINDS), (None, ""))
        if kind and value is not None and type(value) is not kind:
            raise serializers.ValidationError([so])
        return super().value_of(field, data)


class EigenTekst(serializers.CharField):
    """Text that a system sends. There is nobody to warn, so what tells for sure who it is about, is refused."""

    def __init__(self, *, elders: str = "", **kwargs):
        """`elders`: where it does belong."""
        self.elders = elders
        super().__init__(**kwargs)

    def run_validation(self, data=serializers.empty):
        tekst = super().run_validation(data)
        if found := vrije_tekst.find(tekst):
            where = f" {self.elders}" if self.elders else ""
            raise serializers.ValidationError(
                f"Hierin lijkt te staan: {', '.join(found)}. Laat dat weg.{where}"
            )
        return tekst


MAX_PARTS = 200
"""So many fields and items of lists a body has at most: to name all that is wrong with more would be no help."""


def read_body(
    body_class: type[Body], request: Request, *, context: dict[str, Any], partial: bool = False
) -> tuple[dict[str, Any], list[Mistake]]:
    """The body as Python values, and all that is wrong with it."""
    try:
        data = {} if request.data is None else request.data
    except ParseError as wrong:
        return {}, [Mistake("", str(wrong.detail), "body")]
    if _has_more_parts(data, MAX_PARTS):
        too_much = f"Er staat te veel in: stuur hoogstens {MAX_PARTS} velden en waarden."
        return {}, [Mistake("", too_much, "body")]
    body = body_class(data=data, partial=partial, context=context)
    return (body.validated_data, []) if body.is_valid() else ({}, list(mistakes_in(body.errors)))


def _has_more_parts(data: Any, most: int) -> bool:
    """Whether there are more fields and items than this, however deep they lie."""
    inside, parts = [data], 0
    while inside and parts <= most:
        value = inside.pop()
        if isinstance(value, dict | list):
            parts += len(value)
            inside.extend(islice(value.values() if isinstance(value, dict) else value, most))
    return parts > most


def mistakes_in_key(request: Request) -> list[Mistake]:
    """Why the Idempotency-Key of this request makes no sense."""
    key = request.headers.get("Idempotency-Key")
    if key is None or IDEMPOTENCY_KEY.match(key):
        return []
    return [
        _key_is_wrong(
            "De Idempotency-Key is 1 tot 200 tekens lang, zonder spaties. Neem bijvoorbeeld een UUID."
        )
    ]


def _key_is_wrong(why: str) -> Mistake:
    return Mistake("Idempotency-Key", why, "header")


def answer_once(request: Request, work: Callable[[], Response]) -> Response:
    """Do this work and keep its answer under the Idempotency-Key; with a key that was used, give that answer again.

    The key is kept in the same transaction as the work: two at once wait for each other in the database, and work that
    was refused leaves no key behind.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None or mistakes_in_key(
        request
    ):  # then the work refuses: it reads the body, and says what is wrong
        return work()
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
            [_key_is_wrong("Deze Idempotency-Key is al gebruikt voor een andere aanvraag. Neem een nieuwe.")]
        )
    headers = {"Idempotent-Replayed": "true"} | ({"Location": kept.locatie} if kept.locatie else {})
    return Response(kept.inhoud, status=kept.status, headers=headers)


def _as_json(data) -> Any:
    """As it goes out: dates and uuids written as text."""
    return json.loads(JsonRenderer().render(data) or "null")
