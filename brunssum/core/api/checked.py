"""Named values that are checked whole: each by itself, and the rules between those that are right, all at once."""

from collections.abc import Callable
from typing import Any

from rest_framework import serializers
from rest_framework.fields import SkipField


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
        return field.run_validation(field.get_value(data))

    @classmethod
    def _rules(cls) -> list[Callable]:
        return [one for base in cls.__mro__ for one in vars(base).values() if hasattr(one, "needs")]
