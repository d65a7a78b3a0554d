"""The endpoints of Doelstelling: what the programme wants to reach, and by which figures we see it."""

from collections import defaultdict

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import serializers

from brunssum.core.api.gebieden import GebiedVerwijzing, gebied_of
from brunssum.core.api.query import Choice, CodeOf, PageQuery
from brunssum.core.api.viewsets import ReadOnlyViewSet
from brunssum.core.rollen import Recht
from inspanningen.api.verwijzing import (
    EXAMPLE_INSPANNING,
    INSPANNING,
    DoelstellingVerwijzing,
    InspanningVerwijzing,
    inspanning_of,
)
from inspanningen.models import Bijdrage, Doelstelling, Streefwaarde
from monitor.api.verwijzing import IndicatorVerwijzing, ThemaVerwijzing, indicator_of
from monitor.models import Thema

EXAMPLE = OpenApiExample(
    "Een doelstelling",
    value={
        "id": 2,
        "nummer": "2",
        "naam": "Inwoners kennen en helpen elkaar",
        "omschrijving": "Wie hulp nodig heeft, weet bij wie in de buurt hij terechtkan.",
        "soort": "strategisch",
        "stand": "vastgesteld",
        "vastgesteldDatum": "2026-01-15",
        "ouder": None,
        "thema": {"code": "sociale-basis", "naam": "Sociale basis"},
        "eersteJaar": None,
        "laatsteJaar": None,
        "streefwaarden": [
            {
                "indicator": {"code": "buurtcontact", "naam": "Inwoners met wekelijks contact met buren"},
                "eenheid": "%",
                "gebied": {"code": "WK999901", "naam": "Wijk 01 Voorbeeld-Zuid"},
                "jaar": 2030,
                "waarde": 65.0,
                "toelichting": "Het niveau van de gemeente.",
            }
        ],
        "inspanningen": [EXAMPLE_INSPANNING],
        "versie": 4,
    },
)


@extend_schema_serializer(component_name="Streefwaarde")
class StreefwaardeSerializer(serializers.Serializer):
    indicator = IndicatorVerwijzing(help_text="Waar wij het aan zien.")
    eenheid = serializers.CharField(help_text="De eenheid van de waarde.")
    gebied = GebiedVerwijzing(help_text="Waar dit geldt.")
    jaar = serializers.IntegerField(help_text="Voor welk jaar dit geldt.")
    waarde = serializers.FloatField(help_text="Waar wij dan op uit willen komen.")
    toelichting = serializers.CharField(help_text="Waarom juist deze waarde; leeg als dat er niet bij staat.")


@extend_schema_serializer(examples=[EXAMPLE], component_name="Doelstelling")
class DoelstellingSerializer(serializers.Serializer):
    """Wat het programma wil bereiken, en aan welke cijfers wij dat zien."""

    id = serializers.IntegerField(help_text="Vast nummer in dit systeem; het adres van de doelstelling.")
    nummer = serializers.CharField(help_text="Nummer van de doelstelling.")
    naam = serializers.CharField(help_text="De doelstelling zelf.")
    omschrijving = serializers.CharField(
        help_text="Voor wie wordt wat anders; leeg als dat niet is ingevuld."
    )
    soort = serializers.ChoiceField(Doelstelling.Soort.choices, help_text="Voor de hele looptijd, of voor een paar jaar.")  # fmt: skip
    stand = serializers.ChoiceField(Doelstelling.Status.choices, help_text="Of de doelstelling vaststaat.")
    vastgesteldDatum = serializers.DateField(allow_null=True, help_text="Op welke dag zij is vastgesteld; leeg als dat nog niet is gebeurd.")  # fmt: skip
    ouder = DoelstellingVerwijzing(allow_null=True, help_text="De strategische doelstelling waar een operationele bij hoort.")  # fmt: skip
    thema = ThemaVerwijzing(
        allow_null=True, help_text="Bij welk thema zij hoort; leeg als dat niet is gekozen."
    )
    eersteJaar = serializers.IntegerField(allow_null=True, help_text="Vanaf welk jaar een operationele doelstelling geldt.")  # fmt: skip
    laatsteJaar = serializers.IntegerField(allow_null=True, help_text="Tot en met welk jaar een operationele doelstelling geldt.")  # fmt: skip
    streefwaarden = StreefwaardeSerializer(many=True, help_text="Waar wij op uit willen komen, op volgorde van jaar.")  # fmt: skip
    inspanningen = InspanningVerwijzing(many=True, help_text="Welke inspanningen eraan bijdragen.")
    versie = serializers.IntegerField(help_text="Telt op bij elke wijziging van de tekst.")

    def to_representation(self, row):
        ouder = {
            "id": row["ouder_id"],
            "nummer": row["ouder__nummer"],
            "naam": row["ouder__naam"],
        }
        thema = {"code": row["hoek__code"], "naam": row["hoek__naam"]}
        return {
            "id": row["id"],
            "nummer": row["nummer"],
            "naam": row["naam"],
            "omschrijving": row["omschrijving"],
            "soort": row["soort"],
            "stand": row["status"],
            "vastgesteldDatum": row["vastgesteld_op"],
            "ouder": ouder if row["ouder_id"] else None,
            "thema": thema if row["hoek__code"] else None,
            "eersteJaar": row["term_van"],
            "laatsteJaar": row["term_tot"],
            "streefwaarden": row["streefwaarden"],
            "inspanningen": row["inspanningen"],
            "versie": row["versienummer"],
        }


class DoelstellingenQuery(PageQuery):
    soort = Choice(Doelstelling.Soort.choices, required=False, help_text="Alleen deze soort.")
    stand = Choice(Doelstelling.Status.choices, required=False, help_text="Alleen wat zo staat.")
    thema = CodeOf(Thema, "/themas", max_length=40, help_text="Alleen doelstellingen bij dit thema (code).")


@extend_schema_view(
    list=extend_schema(
        operation_id="leesDoelstellingen",
        summary="Doelstellingen",
        description="Wat het programma wil bereiken. Ook een concept staat erbij, en wat is vervallen.",
    ),
    retrieve=extend_schema(
        operation_id="leesDoelstelling",
        summary="Eén doelstelling",
        description="De doelstelling met dit id.",
    ),
)
class DoelstellingViewSet(ReadOnlyViewSet):
    tag = "Doelstellingen"
    key = "Het id van de doelstelling."
    queryset = Doelstelling.objects.all()
    scope = "doelstellingen:lezen"
    serializer_class = DoelstellingSerializer
    recht = Recht.INSPANNINGEN_ZIEN
    list_query = DoelstellingenQuery
    filters = {"soort": "soort", "stand": "status", "thema": "hoek__code"}
    sorteringen = {"nummer": ("nummer",), "naam": ("naam", "id")}

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .values(
                *("id", "nummer", "naam", "omschrijving", "soort", "status", "vastgesteld_op"),
                *("ouder_id", "ouder__nummer", "ouder__naam", "hoek__code", "hoek__naam"),
                *("term_van", "term_tot", "versienummer"),
            )
        )

    def complete(self, rows):
        """The streefwaarden and inspanningen of all these together."""
        ids, user = [row["id"] for row in rows], self.request.user
        streefwaarden, inspanningen = defaultdict(list), defaultdict(list)
        aims = Streefwaarde.objects.visible_to(user).filter(doelstelling__in=ids)
        for aim in aims.order_by("jaar", "indicator__code", "gebied__code", "pk").values(
            *("doelstelling_id", "jaar", "waarde", "toelichting"),
            *("indicator__code", "indicator__naam", "indicator__eenheid", "gebied__code", "gebied__naam"),
        ):
            streefwaarden[aim["doelstelling_id"]].append(
                {
                    "indicator": indicator_of(aim),
                    "eenheid": aim["indicator__eenheid"],
                    "gebied": gebied_of(aim),
                    "jaar": aim["jaar"],
                    "waarde": aim["waarde"],
                    "toelichting": aim["toelichting"],
                }
            )
        links = Bijdrage.objects.visible_to(user).lopend().filter(doelstelling__in=ids)
        for link in links.in_order().values("doelstelling_id", *INSPANNING):
            inspanningen[link["doelstelling_id"]].append(inspanning_of(link))
        for row in rows:
            row["streefwaarden"], row["inspanningen"] = streefwaarden[row["id"]], inspanningen[row["id"]]
        return rows
