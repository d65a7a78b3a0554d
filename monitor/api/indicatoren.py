"""The endpoints of Indicator: what the programme measures."""

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import serializers

from brunssum.core.api.query import CodeOf, PageQuery
from brunssum.core.api.viewsets import ReadOnlyViewSet
from brunssum.core.rollen import Recht
from monitor.api.verwijzing import ThemaVerwijzing
from monitor.models import Indicator, Thema

EXAMPLE = OpenApiExample(
    "Een indicator",
    value={
        "code": "buurtcontact",
        "naam": "Inwoners met wekelijks contact met buren",
        "thema": {"code": "sociale-basis", "naam": "Sociale basis"},
        "eenheid": "%",
        "decimalen": 1,
        "gunstig": "hoger",
        "invloed": "helpt_mee",
        "definitie": "Deel van de volwassen inwoners dat minstens één keer per week met buren spreekt.",
        "methode": "Vragenlijst onder een steekproef, eens in de twee jaar.",
        "grenzen": "Zegt niets over hoe inwoners dat contact waarderen.",
        "bron": "Voorbeeldmonitor",
        "kleinsteCel": 5,
        "volgendeVerversing": "2027-02-01",
    },
)


@extend_schema_serializer(examples=[EXAMPLE], component_name="Indicator")
class IndicatorSerializer(serializers.Serializer):
    """Iets wat per gebied en per jaar wordt gemeten, met wat u nodig hebt om het cijfer te begrijpen."""

    code = serializers.CharField(help_text="Vaste code; het adres van de indicator.")
    naam = serializers.CharField(help_text="Naam van de indicator.")
    thema = ThemaVerwijzing(help_text="Waar de indicator bij hoort.")
    eenheid = serializers.CharField(help_text="De eenheid van elke waarde.")
    decimalen = serializers.IntegerField(help_text="Op hoeveel decimalen wij de waarde tonen.")
    gunstig = serializers.ChoiceField(Indicator.Gunstig.choices, help_text="Welke kant de goede is.")
    invloed = serializers.ChoiceField(
        Indicator.Invloed.choices, help_text="Hoeveel invloed het programma erop heeft."
    )
    definitie = serializers.CharField(help_text="Wat er precies is gemeten.")
    methode = serializers.CharField(help_text="Hoe er is gemeten; leeg als dat niet is beschreven.")
    grenzen = serializers.CharField(help_text="Wat het cijfer niet zegt; leeg als dat niet is beschreven.")
    bron = serializers.CharField(help_text="Waar de cijfers vandaan komen.")
    kleinsteCel = serializers.IntegerField(
        allow_null=True,
        help_text="Onder zoveel mensen of huishoudens geven wij geen waarde; leeg als er geen grens is.",
    )
    volgendeVerversing = serializers.DateField(
        allow_null=True,
        help_text="Uiterlijk dan lezen wij de cijfers opnieuw; daarna zijn ze te laat. Leeg: onbekend.",
    )

    def to_representation(self, indicator):
        return {
            "code": indicator.code,
            "naam": indicator.naam,
            "thema": {"code": indicator.thema.code, "naam": indicator.thema.naam},
            "eenheid": indicator.eenheid,
            "decimalen": indicator.decimalen,
            "gunstig": indicator.gunstig,
            "invloed": indicator.invloed,
            "definitie": indicator.definitie,
            "methode": indicator.methode,
            "grenzen": indicator.grenzen,
            "bron": indicator.bron.naam,
            "kleinsteCel": indicator.kleinste_cel,
            "volgendeVerversing": indicator.volgende_verversing,
        }


class IndicatorenQuery(PageQuery):
    thema = CodeOf(Thema, "/themas", max_length=40, help_text="Alleen indicatoren van dit thema (code).")


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
    filters = {"thema": "thema__code"}
    sorteringen = {"code": ("code",), "naam": ("naam", "code")}
    lookup_field = lookup_url_kwarg = "code"
    lookup_value_regex = r"[A-Za-z0-9_-]{1,60}"
