"""Pages by cursor: a page begins after the last row of the one before, so rows added meanwhile shift nothing."""

import json
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet
from django.utils.http import urlencode
from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from brunssum.core.api.problems import InvalidRequest, Mistake


class _Position(signing.JSONSerializer):
    """Moments and uuids are written whole: a moment cut off at the millisecond would show a row twice."""

    def dumps(self, obj):
        return json.dumps(obj, separators=(",", ":"), default=str, ensure_ascii=False).encode()

    def loads(self, data):
        return json.loads(data.decode())


class CursorPagination(BasePagination):
    """Orders by the view's order: fields that together are unique and never empty, all one way or all the other.

    A cursor is signed, so that only values we gave out ourselves reach the database. Links are relative: they are
    right behind any proxy.
    """

    def paginate_queryset(self, queryset: QuerySet, request, view=None) -> list[Any]:
        self.path, self.params = request.path, request.query_params
        order = view.order()
        self.ordering = order.fields
        self.salt = f"api:{request.path_info}:{order.name}"
        size = view.params["paginaGrootte"]
        backwards, position = self._read(view.params.get("cursor"))

        falling = order.falls != backwards
        rows = queryset.order_by(*(f"-{name}" if falling else name for name in self.ordering))
        if position:
            rows = rows.filter(_beyond(self.ordering, position, "lt" if falling else "gt"))
        rows = list(rows[: size + 1])
        more = len(rows) > size
        del rows[size:]
        if backwards:
            rows.reverse()
        self.next = self._link(rows[-1], backwards=False) if rows and (more or backwards) else None
        self.previous = (
            self._link(rows[0], backwards=True) if rows and (more if backwards else position) else None
        )
        return rows

    def get_paginated_response(self, data) -> Response:
        return Response({"volgende": self.next, "vorige": self.previous, "resultaten": data})

    def get_paginated_response_schema(self, schema):
        link = {"type": ["string", "null"], "format": "uri-reference", "example": None}
        return {
            "type": "object",
            "required": ["volgende", "vorige", "resultaten"],
            "properties": {
                "volgende": link | {"description": "Adres van de volgende pagina; leeg op de laatste."},
                "vorige": link | {"description": "Adres van de vorige pagina; leeg op de eerste."},
                "resultaten": schema,
            },
        }

    def _read(self, cursor: str | None) -> tuple[bool, list[Any]]:
        if cursor is None:
            return False, []
        try:
            backwards, *position = signing.loads(cursor, salt=self.salt, serializer=_Position)
        except signing.BadSignature:
            raise InvalidRequest(
                [
                    Mistake(
                        "cursor",
                        "Deze cursor hoort niet bij deze lijst of deze volgorde. Begin opnieuw zonder cursor.",
                    )
                ]
            )
        return bool(backwards), position

    def _link(self, row, *, backwards: bool) -> str:
        position = [row[name] if isinstance(row, dict) else getattr(row, name) for name in self.ordering]
        cursor = signing.dumps([int(backwards), *position], salt=self.salt, serializer=_Position)
        return f"{self.path}?{urlencode({**self.params.dict(), 'cursor': cursor})}"


def _beyond(ordering: tuple[str, ...], position: list[Any], lookup: str) -> Q:
    """Rows past this position: (a, b) > (1, 2) is a > 1, or a = 1 and b > 2.

    That a ≥ 1 follows from it; said apart, the database finds the place on its index.
    """
    condition, equal = Q(), Q()
    for name, value in zip(ordering, position, strict=True):
        condition |= equal & Q(**{f"{name}__{lookup}": value})
        equal &= Q(**{name: value})
    return Q(**{f"{ordering[0]}__{lookup}e": position[0]}) & condition
