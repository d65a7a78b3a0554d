"""Pages by cursor: a page begins after the last row of the one before, so rows added meanwhile shift nothing."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.http import urlencode
from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from brunssum.core.api.cursor import Cursor


class CursorPagination(BasePagination):
    """Orders by the view's order: fields that together are unique and never empty, all one way or all the other.

    Links are relative: they are right behind any proxy.
    """

    def paginate_queryset(self, queryset: QuerySet, request, view=None) -> list[Any]:
        self.request, self.order = request, view.order()
        self.ordering = self.order.fields
        size = view.params["paginaGrootte"]
        cursor = view.params.get("cursor") or Cursor(self.order.name, backwards=False, position=[])
        backwards, position = cursor.backwards, cursor.position

        falling = self.order.falls != backwards
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

    def _link(self, row, *, backwards: bool) -> str:
        position = [row[name] if isinstance(row, dict) else getattr(row, name) for name in self.ordering]
        cursor = Cursor(self.order.name, backwards, position).write(self.request.path_info)
        return f"{self.request.path}?{urlencode({**self.request.query_params.dict(), 'cursor': cursor})}"


def _beyond(ordering: tuple[str, ...], position: list[Any], lookup: str) -> Q:
    """Rows past this position: (a, b) > (1, 2) is a > 1, or a = 1 and b > 2.

    That a ≥ 1 follows from it; said apart, the database finds the place on its index.
    """
    condition, equal = Q(), Q()
    for name, value in zip(ordering, position, strict=True):
        condition |= equal & Q(**{f"{name}__{lookup}": value})
        equal &= Q(**{name: value})
    return Q(**{f"{ordering[0]}__{lookup}e": position[0]}) & condition
