"""The base of every endpoint."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from rest_framework.decorators import action
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.viewsets import GenericViewSet

from brunssum.core.api.body import Body, answer_once, mistakes_in_key, read_body
from brunssum.core.api.headers import etag_of
from brunssum.core.api.problems import InvalidRequest
from brunssum.core.api.query import PageQuery, Query, query_of_list, query_of_one, read_query

ID = r"[0-9]{1,18}"  # no larger than query.MAX_ID
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
"""How a row is named in an address."""


class HasChanged(APIException):
    status_code = 412


@dataclass(frozen=True)
class Order:
    """The order of a list: by these fields, which together are unique and never empty; falling or rising."""

    name: str
    fields: tuple[str, ...]
    falls: bool = False


class ApiViewSet(GenericViewSet):
    """What every endpoint shares: its scopes, its parameters and its rows.

    A subclass names its queryset, serializer and scope; and for the document its tag, and what the key in its address is.
    What each operation does is told by extend_schema_view; all else the document finds here (schema.Schema).
    """

    http_method_names = ["get", "head"]
    metadata_class = None
    lookup_url_kwarg = "id"
    lookup_value_regex = ID
    tag: str  # the heading it stands under in the document
    key: str  # what the key in its address is, in the words of the document
    scope: str  # for reading
    write_scope: str | None = None  # for all else
    per_minute: int | None = (
        None  # how often at most; so much sooner the limit of all endpoints together is reached
    )
    recht = None  # the Recht without which there is nothing to see here; None when every client may

    @property
    def query_class(self) -> type[Query]:
        return Query

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if self.action in {None, "metadata"}:  # said before anything is said of its parameters
            self.http_method_not_allowed(request)
        _held = request._request.body  # read here, it is held to its limit: DATA_UPLOAD_MAX_MEMORY_SIZE
        self.params, self.mistakes = read_query(self.query_class, request)
        if request.method == "POST":
            self.mistakes += mistakes_in_key(request)
        if self.mistakes and request.method not in {"POST", "PATCH"}:
            raise InvalidRequest(self.mistakes)

    def read_body(self, body_class: type[Body], *, partial: bool = False) -> dict[str, Any]:
        """The body as Python values. InvalidRequest names all that is wrong with the whole request at once.

        Every POST and PATCH asks this before it does anything, also where there is nothing to send.
        """
        values, mistakes = read_body(
            body_class, self.request, context=self.get_serializer_context(), partial=partial
        )
        if self.mistakes or mistakes:
            raise InvalidRequest([*self.mistakes, *mistakes])
        return values

    def get_queryset(self):
        return super().get_queryset().visible_to(self.request.user)

    def complete(self, rows: list) -> list:
        """What belongs to these rows and is fetched for all of them together."""
        return rows

    def represent(self, rows: list) -> list[dict]:
        """These rows as the API gives them, with the fields that were asked for."""
        shown = self.get_serializer(self.complete(rows), many=True).data
        velden = self.params.get("velden")
        return [{name: row[name] for name in row if name in velden} for row in shown] if velden else shown

    def represent_one(self, pk) -> dict:
        """The row with this key, as it is now."""
        (shown,) = self.represent([self.get_queryset().get(pk=pk)])
        return shown


@cache
def _fields_of(serializer_class: type[Serializer]) -> tuple[str, ...]:
    return tuple(serializer_class().fields)


class ListViewSet(ApiViewSet):
    """A list of what the calling organisation may see.

    A subclass names its `ordering`; where one may choose, also `sorteringen` (name → fields, the first is the default)
    and with filters a `list_query` and `filters` (parameter → lookup); for what is no lookup also filter_list().
    """

    list_query: type[Query] = PageQuery
    filters: dict[str, str] = {}
    ordering: tuple[str, ...] = ("pk",)
    sorteringen: dict[str, tuple[str, ...]] = {}

    @property
    def query_class(self) -> type[Query]:
        fields = _fields_of(self.get_serializer_class())
        if self.action == "list":
            return query_of_list(self.list_query, fields, tuple(self.sorteringen))
        return query_of_one(fields) if self.action == "retrieve" else Query

    def order(self) -> Order:
        if not self.sorteringen:
            return Order("", self.ordering)
        name = self.params["sorteer"]
        return Order(name, self.sorteringen[name.removeprefix("-")], falls=name.startswith("-"))

    def filter_list(self, queryset, params: dict):
        """The rows that the parameters ask for."""
        asked = {lookup: params[name] for name, lookup in self.filters.items() if name in params}
        return queryset.filter(**asked)

    def list(self, request, **kwargs):
        page = self.paginate_queryset(self.filter_list(self.get_queryset(), self.params))
        return self.get_paginated_response(self.represent(page))


class ReadOnlyViewSet(ListViewSet):
    """A list, and each of its rows by an address of its own."""

    def retrieve(self, request, **kwargs):
        (shown,) = self.represent([self.get_object()])
        return Response(shown)

    def get_object_to_change(self):
        """The row, held for this transaction, if it still is what the caller has of it (If-Match; RFC 9110, 13.1.1)."""
        key = {self.lookup_field: self.kwargs[self.lookup_url_kwarg]}
        row = get_object_or_404(self.get_queryset().select_for_update(), **key)
        (shown,) = self.represent([row])
        if get_conditional_response(
            self.request._request, etag=etag_of(self.request.accepted_renderer.render(shown))
        ):
            raise HasChanged
        return row


class CreateMixin:
    """POST on a list makes a row of it. A subclass names `body_class` and `write_scope`, and gives perform_create().

    Its http_method_names say "post" as well.
    """

    body_class: type[Body]

    def check_create(self) -> None:
        """Refuse what has nothing to do with the body: there is no use in mending that first."""

    def create(self, request, **kwargs):
        return answer_once(request, self._created)

    def perform_create(self, data: dict):
        """Call the one service that does it; returns the key of the new row."""
        raise NotImplementedError

    def location(self, shown: dict) -> str:
        """The address of the new row, relative to this one."""
        return f"{self.request.path}/{shown[self.lookup_url_kwarg]}"

    def _created(self) -> Response:
        self.check_create()
        pk = self.perform_create(self.read_body(self.body_class))
        shown = self.represent_one(pk)
        return made(shown, self.location(shown))


def step(url_path: str, url_name: str = ""):
    """A POST on one row that has nothing more to say, done once: the method gets the row, and gives the answer."""

    def decorate(take: Callable[[ApiViewSet, Any], Response]):
        @action(detail=True, methods=["post"], url_path=url_path, url_name=url_name or url_path)
        @wraps(take)
        def taken(self, request, **kwargs):
            def work() -> Response:
                row = self.get_object()
                self.read_body(Body)  # what is sent along is a mistake
                return take(self, row)

            return answer_once(request, work)

        return taken

    return decorate


def made(shown: dict, address: str) -> Response:
    """The answer to a POST: what it made, and where that can be read."""
    return Response(shown, status=201, headers={"Location": address})
