"""The endpoints of Mijlpaal: the planning of each inspanning, and how it changed."""

from collections import defaultdict
from datetime import date

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import serializers

from brunssum.core.api.query import Choice, Flag, IdOf, PeriodQuery
from brunssum.core.api.viewsets import ReadOnlyViewSet
from brunssum.core.rollen import Recht
from inspanningen.api.verwijzing import (
    EXAMPLE_INSPANNING,
    INSPANNING,
    InspanningVerwijzing,
    inspanning_of,
)
from inspanningen.models import Inspanning, Mijlpaal, Verschuiving

EXAMPLE = OpenApiExample(
    "Een mijlpaal",
    value={
        "id": 31,
        "inspanning": EXAMPLE_INSPANNING,
        "naam": "De buurtkamer is vijf dagen per week open",
        "stand": "gepland",
        "wanneer": "derde kwartaal 2026",
        "van": "2026-07-01",
        "tot": "2026-09-30",
        "eerstWanneer": "medio april 2026",
        "eerstVan": "2026-04-11",
        "eerstTot": "2026-04-20",
        "gehaaldDatum": None,
        "vervallenDatum": None,
        "vervallenReden": "",
        "toelichting": "Hangt af van de verbouwing.",
        "verschuivingen": [
            {
                "datum": "2025-11-05",
                "was": "medio april 2026",
                "werd": "derde kwartaal 2026",
                "reden": "Gemeld door Woonstichting Voorbeeld. De vloer moest eruit.",
            }
        ],
        "versie": 2,
    },
)


@extend_schema_serializer(component_name="Verschuiving")
class VerschuivingSerializer(serializers.Serializer):
    datum = serializers.DateField(help_text="Op welke dag de planning veranderde.")
    was = serializers.CharField(help_text="Wanneer het eerst gepland was, in woorden.")
    werd = serializers.CharField(help_text="Wanneer het daarna gepland was, in woorden.")
    reden = serializers.CharField(help_text="Waarom.")


@extend_schema_serializer(examples=[EXAMPLE], component_name="Mijlpaal")
class MijlpaalSerializer(serializers.Serializer):
    """Een moment in de planning van een inspanning: dan is iets klaar.

    Een moment kan vaag zijn. Dan ligt het ergens tussen `van` en `tot`, allebei meegeteld.
    """

    id = serializers.IntegerField(help_text="Vast nummer in dit systeem; het adres van de mijlpaal.")
    inspanning = InspanningVerwijzing(help_text="Bij welke inspanning dit hoort.")
    naam = serializers.CharField(help_text="Wat er dan klaar is.")
    stand = serializers.ChoiceField(Mijlpaal.Status.choices, help_text="Hoe het ermee staat.")
    wanneer = serializers.CharField(help_text="Wanneer het gepland is, in woorden.")
    van = serializers.DateField(help_text="Eerste dag van dat moment.")
    tot = serializers.DateField(help_text="Laatste dag van dat moment.")
    eerstWanneer = serializers.CharField(help_text="Wanneer het voor het eerst gepland was, in woorden.")
    eerstVan = serializers.DateField(help_text="Eerste dag van het eerste plan.")
    eerstTot = serializers.DateField(help_text="Laatste dag van het eerste plan.")
    gehaaldDatum = serializers.DateField(allow_null=True, help_text="Op welke dag het is gehaald; leeg als het nog niet is gehaald.")  # fmt: skip
    vervallenDatum = serializers.DateField(allow_null=True, help_text="Op welke dag het verviel; leeg als dat niet zo is.")  # fmt: skip
    vervallenReden = serializers.CharField(help_text="Waarom het verviel; leeg als dat niet zo is.")
    toelichting = serializers.CharField(
        help_text="Wat erbij hoort, en waar het van afhangt; leeg als dat niet is ingevuld."
    )
    verschuivingen = VerschuivingSerializer(many=True, help_text="Hoe de planning veranderde, de laatste keer het eerst.")  # fmt: skip
    versie = serializers.IntegerField(help_text="Telt op bij elke wijziging.")

    def to_representation(self, row):
        return {
            "id": row["id"],
            "inspanning": inspanning_of(row),
            "naam": row["naam"],
            "stand": row["status"],
            "wanneer": row["wanneer"],
            "van": row["van"],
            "tot": row["tot"],
            "eerstWanneer": row["eerste_wanneer"],
            "eerstVan": row["eerste_van"],
            "eerstTot": row["eerste_tot"],
            "gehaaldDatum": row["gehaald_op"],
            "vervallenDatum": row["vervallen_op"],
            "vervallenReden": row["vervallen_reden"],
            "toelichting": row["toelichting"],
            "verschuivingen": row["verschuivingen"],
            "versie": row["versienummer"],
        }


class MijlpalenQuery(PeriodQuery):
    inspanning = IdOf(Inspanning, "/inspanningen", help_text="Alleen mijlpalen van deze inspanning (id).")
    stand = Choice(Mijlpaal.Status.choices, required=False, help_text="Alleen mijlpalen die zo staan.")
    eigen = Flag(
        required=False,
        help_text="Alleen mijlpalen van inspanningen waaraan uw organisatie meedoet (true), of juist alle andere.",
    )
    van = serializers.DateField(
        required=False, help_text="Alleen wat op of na deze dag gepland is of is gehaald."
    )
    tot = serializers.DateField(
        required=False, help_text="Alleen wat op of voor deze dag gepland is of is gehaald."
    )


@extend_schema_view(
    list=extend_schema(
        operation_id="leesMijlpalen",
        summary="Mijlpalen",
        description="De planning van alle inspanningen, op volgorde van wanneer iets klaar moet zijn.",
    ),
    retrieve=extend_schema(
        operation_id="leesMijlpaal",
        summary="Eén mijlpaal",
        description="De mijlpaal met dit id.",
    ),
)
class MijlpaalViewSet(ReadOnlyViewSet):
    tag = "Mijlpalen"
    key = "Het id van de mijlpaal."
    queryset = Mijlpaal.objects.all()
    scope = "mijlpalen:lezen"
    serializer_class = MijlpaalSerializer
    recht = Recht.INSPANNINGEN_ZIEN
    list_query = MijlpalenQuery
    filters = {"stand": "status"}
    sorteringen = {"tot": ("tot", "id"), "van": ("van", "id"), "id": ("id",)}

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .values(
                *("id", *INSPANNING, "naam", "status", "wanneer", "van", "tot"),
                *("eerste_wanneer", "eerste_van", "eerste_tot", "gehaald_op"),
                *("vervallen_op", "vervallen_reden", "toelichting", "versienummer"),
            )
        )

    def complete(self, rows):
        """The changes of plan of all these together."""
        changes = Verschuiving.objects.filter(mijlpaal__in=[row["id"] for row in rows]).order_by("-op", "-pk")
        of = defaultdict(list)
        for mijlpaal, datum, was, werd, reden in changes.values_list(
            "mijlpaal_id", "op", "oud_wanneer", "nieuw_wanneer", "reden"
        ):
            of[mijlpaal].append({"datum": datum, "was": was, "werd": werd, "reden": reden})
        for row in rows:
            row["verschuivingen"] = of[row["id"]]
        return rows

    def filter_list(self, queryset, params):
        queryset = super().filter_list(queryset, params)
        if "inspanning" in params:
            queryset = queryset.of_inspanning(params["inspanning"])
        if "eigen" in params:
            own = Inspanning.objects.with_partner(self.request.user.organisatie_id).values("pk")
            queryset = (
                queryset.filter(inspanning__in=own)
                if params["eigen"]
                else queryset.exclude(inspanning__in=own)
            )
        if "van" in params or "tot" in params:
            queryset = queryset.between(params.get("van", date.min), params.get("tot", date.max))
        return queryset
