"""The endpoints of Gebied."""

from django.db.models import F
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from brunssum.core.api.query import Choice, CodeOf, PageQuery
from brunssum.core.api.viewsets import ReadOnlyViewSet
from brunssum.core.models import Gebied

EXAMPLE = OpenApiExample(
    "Een wijk",
    value={
        "code": "WK999901",
        "naam": "Wijk 01 Voorbeeld-Zuid",
        "soort": "wijk",
        "ouder": {"code": "GM9999", "naam": "Voorbeeld"},
        "geldigVan": "2013-01-01",
        "geldigTot": None,
    },
)


class GebiedVerwijzing(serializers.Serializer):
    code = serializers.CharField(help_text="Code van het gebied, zoals bij /gebieden.")
    naam = serializers.CharField(help_text="Naam van het gebied.")


def gebied_of(row: dict, name: str = "gebied") -> dict[str, str] | None:
    """Of a row of values with the code and the naam of what is called `name`; None when it has none."""
    code = row[f"{name}__code"]
    return None if code is None else {"code": code, "naam": row[f"{name}__naam"]}


@extend_schema_serializer(examples=[EXAMPLE], component_name="Gebied")
class GebiedSerializer(serializers.Serializer):
    """Een gebied waar cijfers en inspanningen over gaan."""

    code = serializers.CharField(help_text="Code van het CBS, of een eigen code voor een benchmark.")
    naam = serializers.CharField(help_text="Naam van het gebied.")
    soort = serializers.ChoiceField(Gebied.Soort.choices, help_text="Hoe groot het gebied is.")
    ouder = GebiedVerwijzing(
        allow_null=True, help_text="Het gebied waar dit in ligt; leeg als dat er niet is."
    )
    geldigVan = serializers.DateField(allow_null=True, help_text="Eerste dag waarop het gebied bestaat.")
    geldigTot = serializers.DateField(
        allow_null=True, help_text="Eerste dag waarop het niet meer bestaat; leeg zolang het bestaat."
    )

    def to_representation(self, row):
        return {
            "code": row["code"],
            "naam": row["naam"],
            "soort": row["soort"],
            "ouder": gebied_of(row, "ouder"),
            "geldigVan": row["geldig_van"],
            "geldigTot": row["geldig_tot"],
        }


class GebiedenQuery(PageQuery):
    soort = Choice(Gebied.Soort.choices, required=False, help_text="Alleen gebieden van deze soort.")
    ouder = CodeOf(
        Gebied,
        "/gebieden",
        max_length=20,
        help_text="Alleen gebieden die direct in dit gebied liggen (code).",
    )
    geldigOp = serializers.DateField(
        required=False, help_text="Alleen gebieden die op deze dag bestaan. Zonder deze dag: alle."
    )


@extend_schema_view(
    list=extend_schema(
        operation_id="leesGebieden",
        summary="Gebieden",
        description=(
            "Alle gebieden, ook die niet meer bestaan. Het CBS geeft een code soms opnieuw uit: "
            "reken alleen door over jaren heen als code én naam gelijk zijn."
        ),
    ),
    retrieve=extend_schema(
        operation_id="leesGebied",
        summary="Eén gebied",
        description="Het gebied dat nu deze code heeft, of haar als laatste had.",
    ),
)
class GebiedViewSet(ReadOnlyViewSet):
    tag = "Gebieden"
    key = "De code van het gebied."
    queryset = Gebied.objects.all()
    scope = "gebieden:lezen"
    serializer_class = GebiedSerializer
    list_query = GebiedenQuery
    filters = {"soort": "soort", "ouder": "ouder__code"}
    sorteringen = {"code": ("code", "pk"), "naam": ("naam", "pk")}
    lookup_field = lookup_url_kwarg = "code"
    lookup_value_regex = r"[A-Za-z0-9-]{1,20}"

    def get_queryset(self):
        columns = ("code", "naam", "soort", "ouder__code", "ouder__naam", "geldig_van", "geldig_tot")
        return super().get_queryset().values("pk", *columns)

    def filter_list(self, queryset, params):
        queryset = super().filter_list(queryset, params)
        return queryset.valid_on(params["geldigOp"]) if "geldigOp" in params else queryset

    def get_object(self):
        with_code = self.get_queryset().filter(code=self.kwargs["code"])
        gebied = with_code.order_by(F("geldig_tot").desc(nulls_first=True), "-pk").first()
        if gebied is None:
            raise NotFound
        return gebied
