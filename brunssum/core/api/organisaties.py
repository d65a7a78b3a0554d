"""The endpoints of Organisatie."""

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import serializers

from brunssum.core.api.query import Choice, Flag, PageQuery
from brunssum.core.api.viewsets import ReadOnlyViewSet
from brunssum.core.models import Organisatie

EXAMPLE = OpenApiExample(
    "Een organisatie",
    value={
        "id": 7,
        "naam": "Woonstichting Voorbeeld",
        "soort": "corporatie",
        "kernpartner": True,
        "alliantiepartner": True,
        "eigen": True,
    },
)


@extend_schema_serializer(examples=[EXAMPLE], component_name="Organisatie")
class OrganisatieSerializer(serializers.Serializer):
    """Een organisatie die met het programma te maken heeft."""

    id = serializers.IntegerField(help_text="Vast nummer in dit systeem; het adres van de organisatie.")
    naam = serializers.CharField(help_text="Naam van de organisatie.")
    soort = serializers.ChoiceField(Organisatie.Soort.choices, help_text="Wat voor organisatie het is.")
    kernpartner = serializers.BooleanField(help_text="Of zij steeds meedoet in het programma.")
    alliantiepartner = serializers.BooleanField(help_text="Of zij in de alliantie zit.")
    eigen = serializers.BooleanField(help_text="Of dit de organisatie is waar uw sleutel van is.")

    def to_representation(self, row):
        return {
            "id": row["id"],
            "naam": row["naam"],
            "soort": row["soort"],
            "kernpartner": row["is_kernpartner"],
            "alliantiepartner": row["is_alliantiepartner"],
            "eigen": row["id"] == self.context["request"].user.organisatie_id,
        }


class OrganisatiesQuery(PageQuery):
    soort = Choice(Organisatie.Soort.choices, required=False, help_text="Alleen organisaties van deze soort.")
    kernpartner = Flag(required=False, help_text="Alleen organisaties die kernpartner zijn, of juist niet.")
    eigen = Flag(required=False, help_text="Alleen uw eigen organisatie (true), of juist alle andere.")


@extend_schema_view(
    list=extend_schema(
        operation_id="leesOrganisaties",
        summary="Organisaties",
        description="Wie er met het programma te maken heeft, op volgorde van naam.",
    ),
    retrieve=extend_schema(
        operation_id="leesOrganisatie",
        summary="Eén organisatie",
        description="De organisatie met dit id.",
    ),
)
class OrganisatieViewSet(ReadOnlyViewSet):
    tag = "Organisaties"
    key = "Het id van de organisatie."
    queryset = Organisatie.objects.all()
    scope = "organisaties:lezen"
    serializer_class = OrganisatieSerializer
    list_query = OrganisatiesQuery
    filters = {"soort": "soort", "kernpartner": "is_kernpartner"}
    sorteringen = {"naam": ("naam", "id"), "soort": ("soort", "id")}

    def get_queryset(self):
        columns = ("id", "naam", "soort", "is_kernpartner", "is_alliantiepartner")
        return super().get_queryset().values(*columns)

    def filter_list(self, queryset, params):
        queryset = super().filter_list(queryset, params)
        if "eigen" in params:
            own = {"id": self.request.user.organisatie_id}
            queryset = queryset.filter(**own) if params["eigen"] else queryset.exclude(**own)
        return queryset
