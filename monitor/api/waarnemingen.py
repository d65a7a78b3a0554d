"""The endpoints of Waarneming: the figures, as a list in pages and as one csv."""

from collections.abc import Iterable, Iterator

from django.db.models import Subquery
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiResponse,
    extend_schema,
    extend_schema_serializer,
    extend_schema_view,
)
from rest_framework import serializers

from brunssum.core.api.csv_antwoord import CsvRenderer, csv_stream
from brunssum.core.api.gebieden import GebiedVerwijzing, gebied_of
from brunssum.core.api.query import CodeOf, PageQuery, Query, page_size_field
from brunssum.core.api.viewsets import ApiViewSet, ListViewSet
from brunssum.core.models import Gebied
from brunssum.core.rollen import Recht
from monitor.api.verwijzing import IndicatorVerwijzing, indicator_of
from monitor.models import Indicator, Waarneming
from monitor.queries import end_of, known

WAARNEMING = OpenApiExample(
    "Een waarneming",
    value={
        "indicator": {"code": "buurtcontact", "naam": "Inwoners met wekelijks contact met buren"},
        "eenheid": "%",
        "gebied": {"code": "WK999901", "naam": "Wijk 01 Voorbeeld-Zuid"},
        "jaar": 2025,
        "waarde": 61.4,
        "reden": None,
        "stand": "voorlopig",
        "editie": "2026",
        "indelingJaar": 2025,
        "berekend": False,
        "opmerking": "",
        "ingelezenOp": "2026-02-03T01:00:00Z",
    },
)
ONDERDRUKT = OpenApiExample(
    "Een onderdrukte waarneming", value=WAARNEMING.value | {"waarde": None, "reden": "onderdrukt"}
)
CSV_COLUMNS = {
    "indicator": "indicator__code",
    "eenheid": "indicator__eenheid",
    "gebied": "gebied__code",
    "gebiedNaam": "gebied__naam",
    "jaar": "periode",
    "waarde": "getoonde_waarde",
    "reden": "reden",
    "stand": "status",
    "editie": "editie",
    "indelingJaar": "indeling_jaar",
    "berekend": "berekend",
    "opmerking": "opmerking",
    "ingelezenOp": "verversing__verwerkt_op",
}
"""What stands in each column of a csv. In a cell fits no more than the code of an indicator or a gebied."""


def csv_cells(rows: Iterable[tuple]) -> Iterator[tuple]:
    """Rows of CSV_COLUMNS, with the reden that goes with what is shown."""
    at = list(CSV_COLUMNS).index("reden")
    for row in rows:
        yield (*row[:at], Waarneming.reden_bij(row[at - 1], row[at]), *row[at + 1 :])


CSV = (
    "indicator,eenheid,gebied,gebiedNaam,jaar,waarde,reden,stand,editie,indelingJaar,berekend,opmerking,ingelezenOp\r\n"
    "buurtcontact,%,WK999901,Wijk 01 Voorbeeld-Zuid,2024,60.2,,definitief,2025,2024,false,,2025-02-03T01:00:00Z\r\n"
    "buurtcontact,%,WK999901,Wijk 01 Voorbeeld-Zuid,2025,61.4,,voorlopig,2026,2025,false,,2026-02-03T01:00:00Z\r\n"
)


@extend_schema_serializer(examples=[WAARNEMING, ONDERDRUKT], component_name="Waarneming")
class WaarnemingSerializer(serializers.Serializer):
    """Eén cijfer, of de reden dat er geen is. Wat ontbreekt is nooit nul."""

    indicator = IndicatorVerwijzing(help_text="Wat er is gemeten.")
    eenheid = serializers.CharField(help_text="De eenheid van de waarde.")
    gebied = GebiedVerwijzing(help_text="Waar het is gemeten, met de naam die het gebied in dit jaar had.")
    jaar = serializers.IntegerField(help_text="Over welk jaar het gaat.")
    waarde = serializers.FloatField(allow_null=True, help_text="Het cijfer; leeg als er een reden is.")
    reden = serializers.ChoiceField(
        Waarneming.Reden.choices, allow_null=True, help_text="Waarom er geen waarde is; leeg als die er is."
    )
    stand = serializers.ChoiceField(Waarneming.Status.choices, help_text="Of het cijfer nog kan wijzigen.")
    editie = serializers.CharField(help_text="De uitgave van de bron; leeg als die niet bekend is.")
    indelingJaar = serializers.IntegerField(
        allow_null=True,
        help_text="Van welk jaar de grenzen van het gebied zijn; leeg als dat niet bekend is.",
    )
    berekend = serializers.BooleanField(
        help_text="Of wij het cijfer uitrekenden; zo niet, dan staat het zo in de bron."
    )
    opmerking = serializers.CharField(help_text="Wat u bij dit cijfer moet weten; meestal leeg.")
    ingelezenOp = serializers.DateTimeField(
        allow_null=True, help_text="Wanneer wij dit cijfer hebben ingelezen."
    )

    def to_representation(self, row):
        return {
            "indicator": indicator_of(row),
            "eenheid": row["indicator__eenheid"],
            "gebied": gebied_of(row),
            "jaar": row["periode"],
            "waarde": row["getoonde_waarde"],
            "reden": Waarneming.reden_bij(row["getoonde_waarde"], row["reden"]) or None,
            "stand": row["status"],
            "editie": row["editie"],
            "indelingJaar": row["indeling_jaar"],
            "berekend": row["berekend"],
            "opmerking": row["opmerking"],
            "ingelezenOp": row["verversing__verwerkt_op"],
        }


class WaarnemingenFilter(Query):
    """Which figures: as a list in pages, and as one csv."""

    indicator = CodeOf(
        Indicator, "/indicatoren", max_length=60, help_text="Alleen waarnemingen van deze indicator (code)."
    )
    gebied = CodeOf(
        Gebied, "/gebieden", max_length=20, help_text="Alleen waarnemingen van dit gebied (code)."
    )
    jaar = serializers.IntegerField(
        required=False, min_value=1900, max_value=2200, help_text="Alleen waarnemingen van dit jaar."
    )
    bekendOp = serializers.DateField(
        required=False,
        help_text="De cijfers zoals ze aan het eind van deze dag bekend waren. Zonder deze dag: wat nu geldt.",
    )


class WaarnemingenQuery(WaarnemingenFilter, PageQuery):
    """A list of figures: they are small, so a page holds many."""

    paginaGrootte = page_size_field(1_000)


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
