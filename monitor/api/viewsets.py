from django.db.models import Subquery
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema, extend_schema_view

from brunssum.core.api.csv_antwoord import CsvRenderer, csv_stream
from brunssum.core.api.viewsets import ApiViewSet, ListViewSet, ReadOnlyViewSet
from brunssum.core.rollen import Recht
from monitor.api.serializers import (
    CSV,
    CSV_COLUMNS,
    IndicatorenQuery,
    IndicatorSerializer,
    WaarnemingenFilter,
    WaarnemingenQuery,
    WaarnemingSerializer,
    csv_cells,
)
from monitor.models import Indicator
from monitor.queries import end_of, known


@extend_schema_view(
    list=extend_schema(
        operation_id="leesIndicatoren",
        summary="Indicatoren",
        description="Wat het programma meet, op volgorde van code.",
    ),
    retrieve=extend_schema(
        operation_id="leesIndicator",
        summary="Eén indicator",
        description="De indicator met deze code.",
    ),
)
class IndicatorViewSet(ReadOnlyViewSet):
    tag = "Indicatoren"
    key = "De code van de indicator."
    queryset = Indicator.objects.select_related("thema", "bron")
    scope = "indicatoren:lezen"
    serializer_class = IndicatorSerializer
    recht = Recht.MONITOR_ZIEN
    list_query = IndicatorenQuery
    sorteringen = {"code": ("code",), "naam": ("naam", "code")}
    lookup_field = lookup_url_kwarg = "code"
    lookup_value_regex = r"[A-Za-z0-9_-]{1,60}"

    def filter_list(self, queryset, params):
        return queryset.filter(thema__code=params["thema"]) if "thema" in params else queryset


class Cijfers(ApiViewSet):
    """The figures that may be seen, by indicator, gebied and periode; as rows of values, for thousands need no objects."""

    serializer_class = WaarnemingSerializer
    scope = "waarnemingen:lezen"
    recht = Recht.MONITOR_ZIEN
    # Unique among rows that hold at one moment, and on an index; a figure that is replaced meanwhile keeps its place.
    ordering = ("indicator_id", "gebied_id", "periode")

    def get_queryset(self):
        dag = self.params.get("bekendOp")
        moment = dag and end_of(dag)
        return (
            known(moment)
            .visible_to(self.request.user, moment, van=self._asked())
            .values(
                *self.ordering,
                *("indicator__code", "indicator__naam", "indicator__eenheid", "gebied__code", "gebied__naam"),
                *("getoonde_waarde", "reden", "status", "editie"),
                *("indeling_jaar", "berekend", "opmerking", "verversing__verwerkt_op"),
            )
        )

    def _asked(self):
        """The indicator that is asked for: when it has no limit, the rule of small cells is spared."""
        code = self.params.get("indicator")
        return None if code is None else Indicator.objects.filter(code=code).only("kleinste_cel")

    def filter_list(self, queryset, params):
        if "indicator" in params:
            # As one value, so that the database goes to its place on the index; by a join it reads all before it.
            indicator = Indicator.objects.filter(code=params["indicator"]).values("pk")[:1]
            queryset = queryset.filter(indicator=Subquery(indicator))
        if "gebied" in params:
            queryset = queryset.filter(gebied__code=params["gebied"])
        if "jaar" in params:
            queryset = queryset.filter(periode=params["jaar"])
        return queryset


@extend_schema_view(
    list=extend_schema(
        operation_id="leesWaarnemingen",
        summary="Waarnemingen",
        description=(
            "De cijfers die nu gelden, of die op een eerdere dag golden: één per indicator, gebied en jaar. Een "
            "cijfer over te weinig mensen geven wij niet, en ook niet waarmee u het kunt uitrekenen: dan is "
            "`waarde` leeg en `reden` onderdrukt."
        ),
    ),
)
class WaarnemingViewSet(Cijfers, ListViewSet):
    """A figure has no address of its own: it is found by indicator, gebied and periode."""

    tag = "Waarnemingen"
    list_query = WaarnemingenQuery


@extend_schema_view(
    list=extend_schema(
        operation_id="leesWaarnemingenAlsCsv",
        summary="Waarnemingen als csv",
        description=(
            "Alle cijfers die u met de filters kiest, in één bestand: met komma's ertussen, een punt als "
            "decimaalteken en de namen van de velden op de eerste regel (RFC 4180, UTF-8). Het bestand komt binnen "
            "terwijl wij het maken, ook als het er een miljoen zijn. Breekt het af, vraag het dan opnieuw op."
        ),
        responses={
            (200, "text/csv"): OpenApiResponse(
                OpenApiTypes.STR, examples=[OpenApiExample("Twee cijfers", value=CSV)]
            )
        },
    ),
)
class WaarnemingCsvViewSet(Cijfers):
    tag = "Waarnemingen"
    query_class = WaarnemingenFilter
    per_minute = 10  # each may keep a web process busy for many seconds
    renderer_classes = (CsvRenderer,)
    pagination_class = None
    filter_backends = ()

    def list(self, request):
        rows = self.filter_list(self.get_queryset(), self.params).order_by(*self.ordering)
        cells = rows.values_list(*CSV_COLUMNS.values())
        return csv_stream("waarnemingen", CSV_COLUMNS, csv_cells(cells.iterator(chunk_size=5_000)))
