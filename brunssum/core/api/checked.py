"""Named values that are checked whole: each by itself, and the rules between those that are right, all at once."""

import re
from collections.abc import Callable
from typing import Any

from rest_framework import serializers
from rest_framework.fields import SkipField

WRITTEN = {
    serializers.IntegerField: re.compile(r"-?[0-9]+"),
    serializers.DateField: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    serializers.DateTimeField: re.compile(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})"
    ),
    serializers.UUIDField: re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE),
}
"""How the document says it is written (RFC 3339, RFC 9562). REST framework would take much more: week 3, 3.0, a moment
without its time zone."""


def rule(*needs: str) -> Callable:
    """Marks a method of a Checked as a rule about these fields: it gives what is wrong, by the name of a field; an empty
    sentence says nothing.

    It is asked when none of these fields is wrong by itself, with their values in this order; None for what was left out.
    """

    def mark(method: Callable) -> Callable:
        method.needs = needs
        return method

    return mark


class Checked(serializers.Serializer):
    """Parameters, or a body. REST framework would come to the rules only when every field is right."""

    def to_internal_value(self, data: dict) -> dict[str, Any]:
        values, mistakes = {}, {}
        for field in self._writable_fields:
            try:
                values[field.field_name] = self.value_of(field, data)
            except SkipField:
                continue
            except serializers.ValidationError as refused:
                mistakes[field.field_name] = refused.detail
        wrong = set(mistakes)
        for one in self._rules():
            if wrong.isdisjoint(one.needs):
                said = one(self, *(values.get(need) for need in one.needs))
                for name, sentence in said.items():
                    if sentence:
                        mistakes.setdefault(name, []).append(sentence)
        if mistakes:
            raise serializers.ValidationError(mistakes)
        return values

    def value_of(self, field: serializers.Field, data: dict) -> Any:
        value = data.get(field.field_name)
        written = next((pattern for kind, pattern in WRITTEN.items() if isinstance(field, kind)), None)
        if written and isinstance(value, str) and not written.fullmatch(value):
            field.fail("invalid", format="", input="")
        return field.run_validation(field.get_value(data))

    @classmethod
    def _rules(cls) -> list[Callable]:
        return [one for base in cls.__mro__ for one in vars(base).values() if hasattr(one, "needs")]
