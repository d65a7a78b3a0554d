"""The endpoints of Bijeenkomst: when and where people meet. Not who came, nor what was said."""

from collections import defaultdict

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import serializers

from ambassadeurs.models import Ambassadeursgroep, Bijeenkomst
from brunssum.core.api.query import Choice, PeriodQuery
from brunssum.core.api.viewsets import ReadOnlyViewSet
from brunssum.core.rollen import Recht

EXAMPLE = OpenApiExample(
    "Een bijeenkomst",
    value={
        "id": 8,
        "soort": "alliantieraad",
        "titel": "Alliantieraad van april",
        "groepen": [{"naam": "Externe partijen", "soort": "externe_partijen"}],
        "begintOp": "2026-04-14T13:00:00Z",
        "eindigtOp": "2026-04-14T15:00:00Z",
        "plaats": "Buurtkamer aan het Marktplein",
        "afgelast": False,
    },
)
COLUMNS = ("soort", "titel", "begint_op", "eindigt_op", "plaats", "afgelast_op")


class Groep(serializers.Serializer):
    naam = serializers.CharField(help_text="Naam van de groep.")
    soort = serializers.ChoiceField(Ambassadeursgroep.Soort.choices, help_text="Wie er in de groep zitten.")


@extend_schema_serializer(examples=[EXAMPLE], component_name="Bijeenkomst")
class BijeenkomstSerializer(serializers.Serializer):
    """Een bijeenkomst van het programma, gepland of geweest."""

    id = serializers.IntegerField(help_text="Vast nummer; het adres van de bijeenkomst.")
    soort = serializers.ChoiceField(Bijeenkomst.Soort.choices, help_text="Wat voor bijeenkomst het is.")
    titel = serializers.CharField(help_text="Waar het over gaat.")
    groepen = Groep(many=True, help_text="Welke groepen ambassadeurs zijn gevraagd.")
    begintOp = serializers.DateTimeField(help_text="Wanneer het begint.")
    eindigtOp = serializers.DateTimeField(help_text="Wanneer het eindigt.")
    plaats = serializers.CharField(help_text="Waar het is.")
    afgelast = serializers.BooleanField(help_text="Of het niet doorgaat.")

    def to_representation(self, row):
        return {
            "id": row["pk"],
            "soort": row["soort"],
            "titel": row["titel"],
            "groepen": row["groepen"],
            "begintOp": row["begint_op"],
            "eindigtOp": row["eindigt_op"],
            "plaats": row["plaats"],
            "afgelast": row["afgelast_op"] is not None,
        }


class BijeenkomstenQuery(PeriodQuery):
    soort = Choice(Bijeenkomst.Soort.choices, required=False, help_text="Alleen deze soort bijeenkomst.")
    van = serializers.DateField(required=False, help_text="Alleen wat op of na deze dag eindigt.")
    tot = serializers.DateField(required=False, help_text="Alleen wat op of voor deze dag begint.")


@extend_schema_view(
    list=extend_schema(
        operation_id="leesBijeenkomsten",
        summary="Bijeenkomsten",
        description=(
            "Bijeenkomsten van en met partners, en die voor iedereen zijn: gepland, geweest en afgelast. Wie er was en "
            "wat er is gezegd, staat er niet bij."
        ),
    ),
    retrieve=extend_schema(
        operation_id="leesBijeenkomst",
        summary="Eén bijeenkomst",
        description="De bijeenkomst met dit id.",
    ),
)
class BijeenkomstViewSet(ReadOnlyViewSet):
    tag = "Bijeenkomsten"
    key = "Het id van de bijeenkomst, zoals de lijst het geeft."
    scope = "bijeenkomsten:lezen"
    recht = Recht.PROGRAMMA_MEELEZEN
    serializer_class = BijeenkomstSerializer
    list_query = BijeenkomstenQuery
    filters = {"soort": "soort", "van": "eindigt_op__date__gte", "tot": "begint_op__date__lte"}
    sorteringen = {"begintOp": ("begint_op", "pk")}

    def get_queryset(self):
        return Bijeenkomst.objects.for_partner(self.request.user).values("pk", *COLUMNS)

    def complete(self, rows):
        links = (
            Bijeenkomst.groepen.through.objects.filter(bijeenkomst__in=[row["pk"] for row in rows])
            .order_by("ambassadeursgroep__naam", "ambassadeursgroep")
            .values_list("bijeenkomst", "ambassadeursgroep__naam", "ambassadeursgroep__soort")
        )
        groepen = defaultdict(list)
        for pk, naam, soort in links:
            groepen[pk].append({"naam": naam, "soort": soort})
        for row in rows:
            row["groepen"] = groepen[row["pk"]]
        return rows
