"""The base of every endpoint."""

from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from brunssum.core.api.query import PageQuery, Query, read_query


class ListViewSet(GenericViewSet):
    """A list of what the calling organisation may see.

    A subclass names its queryset, serializer and `ordering`; with filters also a `list_query` and filter_list().
    """

    http_method_names = ["get", "head"]
    metadata_class = None
    scope = "lezen"
    recht = None  # the Recht without which there is nothing to see here; None when every client may
    list_query: type[Query] = PageQuery
    ordering: tuple[str, ...] = ("pk",)

    @property
    def query_class(self) -> type[Query]:
        return self.list_query if self.action == "list" else Query

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        self.params = read_query(self.query_class, request.query_params)

    def get_queryset(self):
        return super().get_queryset().visible_to(self.request.user)

    def filter_list(self, queryset, params: dict):
        """The rows that the parameters ask for."""
        return queryset

    def complete(self, rows: list) -> list:
        """What belongs to these rows and is fetched for all of them together."""
        return rows

    def list(self, request):
        page = self.paginate_queryset(self.filter_list(self.get_queryset(), self.params))
        rows = self.complete(page)
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)


class ReadOnlyViewSet(ListViewSet):
    """A list, and each of its rows by an address of its own."""

    def retrieve(self, request, **kwargs):
        (row,) = self.complete([self.get_object()])
        return Response(self.get_serializer(row).data)
