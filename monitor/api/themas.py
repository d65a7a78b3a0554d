"""The endpoints of Thema."""

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import serializers

from brunssum.core.api.viewsets import ReadOnlyViewSet
from brunssum.core.rollen import Recht
from monitor.models import Thema

EXAMPLE = OpenApiExample(
    "Een thema",
    value={"code": "sociale-basis", "naam": "Sociale basis", "plek": "hoek", "volgorde": 3},
)


@extend_schema_serializer(examples=[EXAMPLE], component_name="Thema")
class ThemaSerializer(serializers.Serializer):
    """Een groep indicatoren; in de stabiliteitsdriehoek een hoek, of het midden."""

    code = serializers.CharField(help_text="Vaste code; het adres van het thema.")
    naam = serializers.CharField(help_text="Naam van het thema.")
    plek = serializers.ChoiceField(
        Thema.Plek.choices, help_text="Waar het thema in de stabiliteitsdriehoek staat."
    )
    volgorde = serializers.IntegerField(help_text="In welke volgorde wij de thema's tonen.")


@extend_schema_view(
    list=extend_schema(
        operation_id="leesThemas",
        summary="Thema's",
        description="Waar de indicatoren, verhalen en doelstellingen over gaan.",
    ),
    retrieve=extend_schema(
        operation_id="leesThema",
        summary="Eén thema",
        description="Het thema met deze code.",
    ),
)
class ThemaViewSet(ReadOnlyViewSet):
    tag = "Thema's"
    key = "De code van het thema."
    queryset = Thema.objects.all()
    scope = "themas:lezen"
    serializer_class = ThemaSerializer
    recht = Recht.MONITOR_ZIEN
    sorteringen = {"volgorde": ("volgorde", "code"), "naam": ("naam", "code"), "code": ("code",)}
    lookup_field = lookup_url_kwarg = "code"
    lookup_value_regex = r"[A-Za-z0-9_-]{1,40}"

    def get_queryset(self):
        return super().get_queryset().values("code", "naam", "plek", "volgorde")
