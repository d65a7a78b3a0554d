"""The query parameters of an endpoint: one serializer checks them and describes them in the document."""

from collections.abc import Callable, Iterable
from datetime import UTC
from functools import cache
from typing import Any

from django.db.models import Model, QuerySet
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework import serializers
from rest_framework.request import Request

from brunssum.core.api.checked import Checked, rule
from brunssum.core.api.cursor import NOT_HERE, CursorField
from brunssum.core.api.problems import Mistake, mistakes_in

MAX_PAGE_SIZE = 100
MAX_ID = 10**18 - 1
"""No id is larger: what is would not fit in the database."""
INVALID = {
    serializers.IntegerField: "Geef een geheel getal.",
    serializers.DateField: "Geef een datum, zoals 2026-03-01.",
    serializers.UUIDField: "Geef een id zoals u het van Kanarie kreeg.",
}
"""What REST framework says less plainly of a value of another kind."""


class Query(Checked):
    """An operation without parameters. A subclass has a field for each parameter, named as in the url."""

    def get_fields(self):
        fields = super().get_fields()
        for field in fields.values():
            for kind, sentence in INVALID.items():
                if isinstance(field, kind):
                    field.error_messages["invalid"] = sentence
        return fields

    def value_of(self, field, data: "Asked"):
        value = super().value_of(field, data)
        return field.found(value, data.request) if hasattr(field, "found") else value


def page_size_field(maximum: int) -> serializers.IntegerField:
    return serializers.IntegerField(
        required=False,
        default=50,
        min_value=1,
        max_value=maximum,
        help_text="Hoeveel resultaten een pagina hoogstens heeft.",
    )


class PageQuery(Query):
    """A list. Its subclasses add their filters."""

    cursor = CursorField(
        required=False,
        max_length=2000,  # the longest name a list is ordered by, in base64
        help_text="Waar de pagina begint. Neem de waarde over uit `volgende` of `vorige`; maak haar niet zelf.",
    )
    paginaGrootte = page_size_field(MAX_PAGE_SIZE)

    @rule("cursor", "sorteer")
    def cursor_in_this_order(self, cursor, sorteer):
        return {"cursor": NOT_HERE} if cursor and cursor.order != (sorteer or "") else {}


class PeriodQuery(PageQuery):
    """A list of what happens between two days, both counted. Its subclasses have `van` and `tot`."""

    @rule("van", "tot")
    def first_day_comes_first(self, van, tot):
        return {"tot": "Deze dag ligt voor `van`."} if van and tot and tot < van else {}


class Fields(serializers.Field):
    """A few names of fields with commas between them, each of which exists."""

    def __init__(self, names: Iterable[str], **kwargs):
        self.names = tuple(names)
        super().__init__(
            help_text=f"Alleen deze velden, met komma's ertussen. Te kiezen: {', '.join(self.names)}.",
            **kwargs,
        )

    def to_internal_value(self, data):
        chosen = [name.strip() for name in data.split(",")]
        if unknown := dict.fromkeys(name for name in chosen if name not in self.names):
            names = " en ".join(f"“{name}”" for name in unknown)
            raise serializers.ValidationError(
                f"Dit bestaat niet: {names}. Kies uit: {', '.join(self.names)}."
            )
        return frozenset(chosen)


class Flag(serializers.BooleanField):
    """true or false, and no other word for it."""

    default_error_messages = {"invalid": "Kies true of false."}

    def to_internal_value(self, data):
        if data not in ("true", "false"):
            self.fail("invalid", input=data)
        return data == "true"


class Moment(serializers.DateTimeField):
    """A moment that there is in UTC as well: the first hour of the year 1 in Brunssum is not."""

    default_error_messages = {
        "invalid": "Geef een tijdstip met zijn tijdzone, zoals 2026-03-01T12:00:00Z. Schrijf een plusteken als %2B.",
        "overflow": "Dit tijdstip is te lang geleden of te ver weg.",
    }

    def enforce_timezone(self, value):
        try:
            return super().enforce_timezone(value).astimezone(UTC)
        except OverflowError:
            self.fail("overflow")


class FieldsInDocument(OpenApiSerializerFieldExtension):
    target_class = "brunssum.core.api.query.Fields"

    def map_serializer_field(self, auto_schema, direction):
        one = f"({'|'.join(self.target.names)})"
        return {"type": "string", "pattern": f"^{one}( *, *{one})*$"}


class Choice(serializers.ChoiceField):
    """One of a few words; the refusal names them."""

    default_error_messages = {
        "invalid_choice": "“{input}” bestaat niet. Kies uit: {choices}.",
        "not_a_text": "Geef dit als tekst, tussen aanhalingstekens. Kies uit: {choices}.",
    }

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("not_a_text")
        return super().to_internal_value(data)

    def fail(self, key, **kwargs):
        return super().fail(key, choices=", ".join(str(choice) for choice in self.choices), **kwargs)


class _ToARow:
    """The key of a row that the caller may see. What is not there, and what others alone may see, are refused alike."""

    lookup: str
    word: str

    def __init__(
        self,
        model: type[Model],
        path: str,
        *,
        rows: Callable[[Any], QuerySet] | None = None,
        **kwargs,
    ):
        """`path`: where the keys are found. `rows`: what a caller may see, where that is not visible_to()."""
        self.model, self.path = model, path
        self.rows = rows or model.objects.visible_to
        super().__init__(required=False, **kwargs)

    def found(self, key, request: Request):
        rows = self.rows(request.user)
        if not rows.filter(**{self.lookup: key}).exists():
            what = self.model._meta.verbose_name
            raise serializers.ValidationError(
                f"Er is geen {what} met {self.word} “{key}”. U vindt ze bij {self.path}."
            )
        return key


class CodeOf(_ToARow, serializers.CharField):
    lookup, word = "code", "de code"


class IdOf(_ToARow, serializers.IntegerField):
    lookup, word = "pk", "het id"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, min_value=1, max_value=MAX_ID, **kwargs)


class UuidOf(_ToARow, serializers.UUIDField):
    lookup, word = "uuid", "het id"


@cache
def query_of_list(
    base: type[PageQuery], fields: tuple[str, ...], sorteringen: tuple[str, ...]
) -> type[Query]:
    """The parameters of a list: its filters, which fields, and in which order."""
    extra = {"velden": Fields(fields, required=False)}
    if sorteringen:
        extra["sorteer"] = Choice(
            [(name, f"op {name}") for name in sorteringen]
            + [(f"-{name}", f"op {name}, andersom") for name in sorteringen],
            required=False,
            default=sorteringen[0],
            help_text="De volgorde.",
        )
    return type(base.__name__, (base,), extra)


@cache
def query_of_one(fields: tuple[str, ...]) -> type[Query]:
    """The parameters of one resource: which fields."""
    return type("OneQuery", (Query,), {"velden": Fields(fields, required=False)})


class Asked(dict):
    """The parameters, and who asks: the check of them is made once, for all who ask."""

    def __init__(self, request: Request):
        super().__init__(request.query_params.dict())
        self.request = request


def read_query(query_class: type[Query], request: Request) -> tuple[dict[str, Any], list[Mistake]]:
    """The parameters as Python values, and all that is wrong with them, also names we do not know."""
    query, params = _made(query_class), request.query_params
    mistakes, values = [], {}
    for name in params:
        if name not in query.fields:
            known = ", ".join(sorted(query.fields))
            hint = f"Wel bekend: {known}." if known else "Hier horen geen parameters."
            mistakes.append(Mistake(name, f"De parameter “{name}” bestaat niet. {hint}"))
        elif len(params.getlist(name)) > 1:
            mistakes.append(Mistake(name, f"De parameter “{name}” staat er meer dan één keer."))
    try:
        values = query.run_validation(Asked(request))
    except serializers.ValidationError as refused:
        mistakes.extend(
            Mistake(mistake.name, f"De parameter “{mistake.name}” klopt niet. {mistake.detail}")
            for mistake in mistakes_in(refused.detail, "query")
        )
    return values, mistakes


@cache
def _made(query_class: type[Query]) -> Query:
    """REST framework copies every field for each serializer it makes; checking leaves no trace in one, so it is made once."""
    return query_class()
