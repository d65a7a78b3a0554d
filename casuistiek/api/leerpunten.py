"""The endpoints of Leerpunt: what was learned, from which knelpunten, and which inspanningen take it up.

Here and not with the inspanningen: only from here both its knelpunten and its inspanningen can be seen.
"""

from collections import defaultdict

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import serializers

from brunssum.core.api.query import Choice, IdOf, PageQuery
from brunssum.core.api.viewsets import ReadOnlyViewSet
from brunssum.core.rollen import Recht
from casuistiek.api.knelpunten import KnelpuntVerwijzing
from casuistiek.models import Knelpunt
from inspanningen.api.verwijzing import InspanningVerwijzing
from inspanningen.models import Inspanning, Leerpunt
from inspanningen.queries.leerpunten import leerpunt_feiten

EXAMPLE = OpenApiExample(
    "Een leerpunt",
    value={
        "id": 4,
        "titel": "Geef meteen een briefadres",
        "tekst": "Wie geen adres heeft, krijgt geen uitkering. Een briefadres duurt nu zes weken.",
        "leercirkel": "uitvoering",
        "stand": "aangepakt",
        "signaleringsdatum": "2026-01-12",
        "antwoord": "Dat kan sneller: het loket mag het voortaan zelf beslissen.",
        "verandering": "Een briefadres is er nu binnen drie dagen.",
        "borging": "",
        "knelpunten": [{"id": 7, "naam": "Zonder adres geen uitkering, zonder inkomen geen adres"}],
        "inspanningen": [{"id": 12, "nummer": "4A", "naam": "Buurtkamer aan het Marktplein"}],
    },
)
COLUMNS = ("titel", "tekst", "leercirkel", "staat", "gesignaleerd_op")


@extend_schema_serializer(examples=[EXAMPLE], component_name="Leerpunt")
class LeerpuntSerializer(serializers.Serializer):
    """Iets wat wij leerden, op weg naar wie het kan veranderen."""

    id = serializers.IntegerField(help_text="Vast nummer; het adres van het leerpunt.")
    titel = serializers.CharField(help_text="In één zin: wat er anders moet.")
    tekst = serializers.CharField(help_text="Wat wij leerden.")
    leercirkel = serializers.ChoiceField(
        Leerpunt.Leercirkel.choices, help_text="Waar het geleerd moet worden."
    )
    stand = serializers.ChoiceField(Leerpunt.Staat.choices, help_text="Hoever het is.")
    signaleringsdatum = serializers.DateField(help_text="Wanneer iemand het zag.")
    antwoord = serializers.CharField(help_text="Wat wie erover gaat, antwoordde; leeg zolang dat er niet is.")
    verandering = serializers.CharField(help_text="Wat er veranderde; leeg zolang er niets is veranderd.")
    borging = serializers.CharField(help_text="Hoe het zo blijft; leeg zolang dat niet is geregeld.")
    knelpunten = KnelpuntVerwijzing(many=True, help_text="Waar het uit voortkwam.")
    inspanningen = InspanningVerwijzing(many=True, help_text="Welke inspanningen het oppakken.")

    def to_representation(self, row):
        return {
            "id": row["pk"],
            "titel": row["titel"],
            "tekst": row["tekst"],
            "leercirkel": row["leercirkel"],
            "stand": row["staat"],
            "signaleringsdatum": row["gesignaleerd_op"],
            "antwoord": row["feiten"]["antwoord"],
            "verandering": row["feiten"]["verandering"],
            "borging": row["feiten"]["geborgd"],
            "knelpunten": row["knelpunten"],
            "inspanningen": row["inspanningen"],
        }


class LeerpuntenQuery(PageQuery):
    stand = Choice(Leerpunt.Staat.choices, required=False, help_text="Alleen leerpunten die zo ver zijn.")
    leercirkel = Choice(
        Leerpunt.Leercirkel.choices, required=False, help_text="Alleen leerpunten uit deze leercirkel."
    )
    knelpunt = IdOf(
        Knelpunt,
        "/knelpunten",
        rows=lambda user: Knelpunt.objects.for_partner(user).current(),
        help_text="Alleen wat uit dit knelpunt voortkwam (id).",
    )
    inspanning = IdOf(Inspanning, "/inspanningen", help_text="Alleen wat deze inspanning oppakt (id).")


@extend_schema_view(
    list=extend_schema(
        operation_id="leesLeerpunten",
        summary="Leerpunten",
        description="Wat wij leerden, en wat er daarna veranderde.",
    ),
    retrieve=extend_schema(
        operation_id="leesLeerpunt",
        summary="Eén leerpunt",
        description="Het leerpunt met dit id.",
    ),
)
class LeerpuntViewSet(ReadOnlyViewSet):
    tag = "Leerpunten"
    key = "Het id van het leerpunt, zoals de lijst het geeft."
    scope = "leerpunten:lezen"
    recht = Recht.PROGRAMMA_MEELEZEN
    serializer_class = LeerpuntSerializer
    list_query = LeerpuntenQuery
    filters = {
        "stand": "staat",
        "leercirkel": "leercirkel",
        "knelpunt": "knelpunten",
        "inspanning": "inspanningen",
    }
    sorteringen = {"signaleringsdatum": ("gesignaleerd_op", "pk"), "titel": ("titel", "pk")}

    def get_queryset(self):
        return Leerpunt.objects.for_partner(self.request.user).values("pk", *COLUMNS)

    def complete(self, rows):
        pks = [row["pk"] for row in rows]
        feiten = leerpunt_feiten(pks)
        knelpunten = self._knelpunten(pks)
        inspanningen = self._inspanningen(pks)
        for row in rows:
            pk = row["pk"]
            row |= {"feiten": feiten[pk], "knelpunten": knelpunten[pk], "inspanningen": inspanningen[pk]}
        return rows

    def _knelpunten(self, pks: list[int]) -> dict[int, list[dict]]:
        found = defaultdict(list)
        links = Knelpunt.leerpunten.through.objects.filter(
            leerpunt__in=pks, knelpunt__in=Knelpunt.objects.for_partner(self.request.user).current()
        )
        for leerpunt, pk, naam in links.order_by("knelpunt").values_list(
            "leerpunt", "knelpunt", "knelpunt__naam"
        ):
            found[leerpunt].append({"id": pk, "naam": naam})
        return found

    def _inspanningen(self, pks: list[int]) -> dict[int, list[dict]]:
        found = defaultdict(list)
        links = Leerpunt.inspanningen.through.objects.filter(
            leerpunt__in=pks, inspanning__in=Inspanning.objects.visible_to(self.request.user)
        )
        rows = links.order_by("inspanning__volgnummer", "inspanning__nummer").values_list(
            "leerpunt", "inspanning", "inspanning__nummer", "inspanning__naam"
        )
        for leerpunt, pk, nummer, naam in rows:
            found[leerpunt].append({"id": pk, "nummer": nummer, "naam": naam})
        return found
