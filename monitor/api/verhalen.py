"""The endpoints of Verhaal: what people told, without telling who, as far as it is published."""

from collections import defaultdict

from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import serializers

from brunssum.core.api.gebieden import GebiedVerwijzing, gebied_of
from brunssum.core.api.query import CodeOf, Moment, PageQuery
from brunssum.core.api.viewsets import ReadOnlyViewSet
from brunssum.core.models import Gebied
from brunssum.core.rollen import Recht
from monitor.api.verwijzing import IndicatorVerwijzing, ThemaVerwijzing
from monitor.models import Indicator, Thema, Verhaal

EXAMPLE = OpenApiExample(
    "Een verhaal",
    value={
        "id": 5,
        "titel": "De brief die dicht bleef",
        "tekst": "Ik durfde de brief niet open te maken. Nu doet een buurvrouw dat samen met mij.",
        "teller": "inwoner",
        "gebied": {"code": "WK999901", "naam": "Wijk 01 Voorbeeld-Zuid"},
        "thema": {"code": "sociale-basis", "naam": "Sociale basis"},
        "gaatOver": {"soort": "probleemcluster", "naam": "Geldzorgen"},
        "indicatoren": [{"code": "buurtcontact", "naam": "Inwoners met wekelijks contact met buren"}],
        "publicatiedatum": "2026-03-02",
    },
)
COLUMNS = (
    *("titel", "tekst", "teller", "gebied__code", "gebied__naam", "thema", "thema__code", "thema__naam"),
    *("probleemcluster__naam", "kans__naam", "gepubliceerd_op"),
)


class GaatOver(serializers.Serializer):
    soort = serializers.ChoiceField(
        [("probleemcluster", "Probleemcluster"), ("kans", "Kans")],
        help_text="Iets wat mensen in de weg zit, of iets wat sterk is in de wijk.",
    )
    naam = serializers.CharField(help_text="Wat het is.")


@extend_schema_serializer(examples=[EXAMPLE], component_name="Verhaal")
class VerhaalSerializer(serializers.Serializer):
    """Wat iemand vertelde, anoniem en met toestemming. Een cijfer staat nooit alleen: dit hoort ernaast."""

    id = serializers.IntegerField(help_text="Vast nummer; het adres van het verhaal.")
    titel = serializers.CharField(help_text="De titel.")
    tekst = serializers.CharField(help_text="Het verhaal.")
    teller = serializers.ChoiceField(Verhaal.Teller.choices, help_text="Wie het vertelde, in één woord.")
    gebied = GebiedVerwijzing(help_text="Waar het speelt.")
    thema = ThemaVerwijzing(help_text="Waar het bij hoort.")
    gaatOver = GaatOver(help_text="Het probleem of de kans waar het over gaat.")
    indicatoren = IndicatorVerwijzing(many=True, help_text="De cijfers over hetzelfde thema.")
    publicatiedatum = serializers.DateField(help_text="Wanneer het is gepubliceerd.")

    def to_representation(self, row):
        cluster = row["probleemcluster__naam"]
        return {
            "id": row["pk"],
            "titel": row["titel"],
            "tekst": row["tekst"],
            "teller": row["teller"],
            "gebied": gebied_of(row),
            "thema": {"code": row["thema__code"], "naam": row["thema__naam"]},
            "gaatOver": {
                "soort": "probleemcluster" if cluster else "kans",
                "naam": cluster or row["kans__naam"],
            },
            "indicatoren": row["indicatoren"],
            "publicatiedatum": row["gepubliceerd_op"],
        }


class VerhalenQuery(PageQuery):
    thema = CodeOf(Thema, "/themas", max_length=40, help_text="Alleen verhalen bij dit thema (code).")
    gebied = CodeOf(
        Gebied,
        "/gebieden",
        max_length=20,
        help_text="Alleen verhalen uit dit gebied, of uit een deel ervan (code).",
    )
    gepubliceerdSinds = Moment(
        required=False,
        help_text="Alleen wat op of na de dag van dit moment is gepubliceerd, bijvoorbeeld 2026-03-01T00:00:00Z.",
    )


@extend_schema_view(
    list=extend_schema(
        operation_id="leesVerhalen",
        summary="Verhalen",
        description=(
            "Verhalen die zijn gepubliceerd. Trekt iemand de toestemming in, dan is het verhaal hier meteen weg: haal het "
            "dan ook bij u weg."
        ),
    ),
    retrieve=extend_schema(
        operation_id="leesVerhaal",
        summary="Eén verhaal",
        description="Het gepubliceerde verhaal met dit id.",
    ),
)
class VerhaalViewSet(ReadOnlyViewSet):
    tag = "Verhalen"
    key = "Het id van het verhaal, zoals de lijst het geeft."
    queryset = Verhaal.objects.published()
    scope = "verhalen:lezen"
    recht = Recht.MONITOR_ZIEN
    serializer_class = VerhaalSerializer
    list_query = VerhalenQuery
    filters = {"thema": "thema__code"}
    sorteringen = {"publicatiedatum": ("gepubliceerd_op", "pk")}

    def get_queryset(self):
        return super().get_queryset().values("pk", *COLUMNS)

    def filter_list(self, queryset, params):
        queryset = super().filter_list(queryset, params)
        if "gebied" in params:
            queryset = queryset.filter(gebied__in=Gebied.objects.within(params["gebied"]))
        if "gepubliceerdSinds" in params:
            queryset = queryset.filter(gepubliceerd_op__gte=timezone.localdate(params["gepubliceerdSinds"]))
        return queryset

    def complete(self, rows):
        indicatoren = defaultdict(list)
        told = Indicator.objects.filter(thema__in={row["thema"] for row in rows})
        for thema, code, naam in told.order_by("volgorde", "code").values_list("thema", "code", "naam"):
            indicatoren[thema].append({"code": code, "naam": naam})
        for row in rows:
            row["indicatoren"] = indicatoren[row["thema"]]
        return rows
