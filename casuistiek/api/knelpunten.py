"""The endpoints of Knelpunt: where the system jams, and how often by the small-cell rule."""

from collections import defaultdict

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import serializers

from brunssum.core.api.query import Choice, IdOf, PageQuery
from brunssum.core.api.viewsets import ReadOnlyViewSet
from brunssum.core.rollen import Recht
from casuistiek.models import Knelpunt, Leefgebied
from casuistiek.queries.knelpunten import safe_seen
from inspanningen.api.verwijzing import EXAMPLE_LEERPUNT, LeerpuntVerwijzing
from inspanningen.models import Leerpunt

EXAMPLE = OpenApiExample(
    "Een knelpunt",
    value={
        "id": 7,
        "naam": "Zonder adres geen uitkering, zonder inkomen geen adres",
        "soort": "wachten",
        "leefgebied": "wonen",
        "regeling": "Participatiewet, artikel 40",
        "omschrijving": "De woningzoekende moet inkomen laten zien, de uitkering vraagt een adres.",
        "watHelpt": "Een briefadres bij de gemeente, voor drie maanden.",
        "aantalCasussenMinstens": 10,
        "leerpunten": [EXAMPLE_LEERPUNT],
    },
)
COLUMNS = ("naam", "soort", "domein", "regeling", "omschrijving", "wat_helpt")


class KnelpuntVerwijzing(serializers.Serializer):
    id = serializers.IntegerField(help_text="Het id van het knelpunt, zoals bij /knelpunten.")
    naam = serializers.CharField(help_text="Wat botst waarmee.")


@extend_schema_serializer(examples=[EXAMPLE], component_name="Knelpunt")
class KnelpuntSerializer(serializers.Serializer):
    """Een plek waar regels of instanties langs elkaar heen werken."""

    id = serializers.IntegerField(help_text="Vast nummer; het adres van het knelpunt.")
    naam = serializers.CharField(help_text="In één zin: wat botst waarmee.")
    soort = serializers.ChoiceField(Knelpunt.Soort.choices, help_text="Wat voor botsing het is.")
    leefgebied = serializers.ChoiceField(Leefgebied.choices, help_text="Op welk gebied van het leven.")
    regeling = serializers.CharField(help_text="De wet of regeling waar het op vastloopt; vaak leeg.")
    omschrijving = serializers.CharField(help_text="Wat er gebeurt; leeg als dat niet is beschreven.")
    watHelpt = serializers.CharField(help_text="Wat het losmaakte; leeg als dat niet is beschreven.")
    aantalCasussenMinstens = serializers.IntegerField(
        allow_null=True,
        help_text=(
            "In zoveel casussen of meer kwam het voor: altijd een veelvoud van vijf. Leeg: minder dan vijf, en misschien "
            "geen enkele."
        ),
    )
    leerpunten = LeerpuntVerwijzing(many=True, help_text="Wat wij ervan leren.")

    def to_representation(self, row):
        return {
            "id": row["pk"],
            "naam": row["naam"],
            "soort": row["soort"],
            "leefgebied": row["domein"],
            "regeling": row["regeling"],
            "omschrijving": row["omschrijving"],
            "watHelpt": row["wat_helpt"],
            "aantalCasussenMinstens": row["aantal"],
            "leerpunten": row["leerpunten"],
        }


class KnelpuntenQuery(PageQuery):
    soort = Choice(Knelpunt.Soort.choices, required=False, help_text="Alleen deze soort botsing.")
    leefgebied = Choice(Leefgebied.choices, required=False, help_text="Alleen op dit gebied van het leven.")
    leerpunt = IdOf(
        Leerpunt,
        "/leerpunten",
        rows=Leerpunt.objects.for_partner,
        help_text="Alleen waar dit leerpunt uit voortkwam (id).",
    )


@extend_schema_view(
    list=extend_schema(
        operation_id="leesKnelpunten",
        summary="Knelpunten",
        description=(
            "Waar het systeem knelt. Een aantal casussen is altijd een ondergrens, in stappen van vijf; het hangt niet af "
            "van wat u filtert."
        ),
    ),
    retrieve=extend_schema(
        operation_id="leesKnelpunt",
        summary="Eén knelpunt",
        description="Het knelpunt met dit id. Een knelpunt dat in een ander is opgegaan, bestaat hier niet meer.",
    ),
)
class KnelpuntViewSet(ReadOnlyViewSet):
    """Sorted and filtered by nothing that depends on casussen: an order would tell what a number hides."""

    tag = "Knelpunten"
    key = "Het id van het knelpunt, zoals de lijst het geeft."
    scope = "knelpunten:lezen"
    recht = Recht.PROGRAMMA_MEELEZEN
    serializer_class = KnelpuntSerializer
    list_query = KnelpuntenQuery
    filters = {"soort": "soort", "leefgebied": "domein", "leerpunt": "leerpunten"}
    sorteringen = {"naam": ("naam", "pk")}

    def get_queryset(self):
        return Knelpunt.objects.for_partner(self.request.user).current().values("pk", *COLUMNS)

    def complete(self, rows):
        pks = [row["pk"] for row in rows]
        seen = safe_seen(pks)
        links = (
            Knelpunt.leerpunten.through.objects.filter(knelpunt__in=pks)
            .order_by("leerpunt")
            .values_list("knelpunt", "leerpunt", "leerpunt__titel", "leerpunt__staat")
        )
        leerpunten = defaultdict(list)
        for knelpunt, pk, titel, staat in links:
            leerpunten[knelpunt].append({"id": pk, "titel": titel, "stand": staat})
        for row in rows:
            row["aantal"] = seen[row["pk"]]
            row["leerpunten"] = leerpunten[row["pk"]]
        return rows
