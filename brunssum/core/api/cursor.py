"""Where a page of a list begins: after which row, in which order, and which way."""

import json
from dataclasses import dataclass
from typing import Any, Self

from django.core import signing
from rest_framework import serializers
from rest_framework.request import Request


class _Values(signing.JSONSerializer):
    """Moments and uuids are written whole: a moment cut off at the millisecond would show a row twice."""

    def dumps(self, obj):
        return json.dumps(obj, separators=(",", ":"), default=str, ensure_ascii=False).encode()

    def loads(self, data):
        return json.loads(data.decode())


@dataclass(frozen=True)
class Cursor:
    """Signed, so that only values we gave out ourselves reach the database, and for the list at one path alone."""

    order: str
    backwards: bool
    position: list[Any]

    def write(self, path: str) -> str:
        return signing.dumps(
            [self.order, int(self.backwards), *self.position], salt=f"api:{path}", serializer=_Values
        )

    @classmethod
    def read(cls, written: str, path: str) -> Self:
        """Raises signing.BadSignature for what we did not write for this path."""
        order, backwards, *position = signing.loads(written, salt=f"api:{path}", serializer=_Values)
        return cls(order, bool(backwards), position)


NOT_HERE = "Deze cursor hoort niet bij deze lijst of deze volgorde. Begin opnieuw zonder cursor."


class CursorField(serializers.CharField):
    def found(self, written: str, request: Request) -> Cursor:
        try:
            return Cursor.read(written, request.path_info)
        except signing.BadSignature:
            raise serializers.ValidationError(NOT_HERE)
