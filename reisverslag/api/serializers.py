"""What a partner's system reads of a reisverslag, and how it may ask."""

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from brunssum.core.api.query import Choice, Moment, PageQuery
from casuistiek.api.knelpunten import KnelpuntVerwijzing
from inspanningen.api.verwijzing import (
    EXAMPLE_INSPANNING,
    EXAMPLE_LEERPUNT,
    InspanningVerwijzing,
    LeerpuntVerwijzing,
)
from reisverslag.models import Reisverslag

IN_A_LIST = {
    "id": 3,
    "titel": "Het eerste jaar",
    "publiek": "raad",
    "periodeVan": "2025-01-01",
    "periodeTot": "2025-12-31",
    "versie": 1,
    "vervangtWaarom": "",
    "nieuwereVersie": None,
    "gepubliceerdOp": "2026-02-12T09:30:00Z",
    "pdf": {
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "omvang": 482113,
        "bladzijden": 24,
    },
}
EXAMPLE = OpenApiExample("Een reisverslag", value=IN_A_LIST)
WHOLE = OpenApiExample(
    "Een reisverslag met zijn hoofdstukken",
    value=IN_A_LIST
    | {
        "hoofdstukken": [
            {"nummer": 1, "titel": "Wat wij deden", "tekst": "In de buurtkamer is het **elke dag** vol."}
        ],
        "inspanningen": [EXAMPLE_INSPANNING],
        "knelpunten": [{"id": 7, "naam": "Zonder adres geen uitkering, zonder inkomen geen adres"}],
        "leerpunten": [EXAMPLE_LEERPUNT],
    },
)


class Pdf(serializers.Serializer):
    sha256 = serializers.CharField(help_text="Hash van het bestand; ook de `ETag` van de pdf.")
    omvang = serializers.IntegerField(help_text="Hoe groot het bestand is, in bytes.")
    bladzijden = serializers.IntegerField(help_text="Hoeveel bladzijden het heeft.")


class Hoofdstuk(serializers.Serializer):
    nummer = serializers.IntegerField(help_text="Het hoeveelste hoofdstuk het is.")
    titel = serializers.CharField(help_text="De titel.")
    tekst = serializers.CharField(
        help_text=(
            "Wat de schrijver schreef, in Markdown; leeg als er alleen cijfers of tekeningen staan. Die staan in de pdf."
        )
    )


class ReisverslagVerwijzing(serializers.Serializer):
    id = serializers.IntegerField(help_text="Het id van het reisverslag, zoals bij /reisverslagen.")
    titel = serializers.CharField(help_text="De titel.")


@extend_schema_serializer(examples=[EXAMPLE], component_name="Reisverslag")
class ReisverslagSerializer(serializers.Serializer):
    """Het verhaal van een periode, zoals het openbaar is gemaakt. De inhoud verandert niet meer."""

    id = serializers.IntegerField(help_text="Vast nummer; het adres van het reisverslag.")
    titel = serializers.CharField(help_text="De titel.")
    publiek = serializers.ChoiceField(Reisverslag.Publiek.choices, help_text="Voor wie het is geschreven.")
    periodeVan = serializers.DateField(help_text="Eerste dag van de periode.")
    periodeTot = serializers.DateField(help_text="Laatste dag van de periode.")
    versie = serializers.IntegerField(help_text="De hoeveelste versie het is.")
    vervangtWaarom = serializers.CharField(
        help_text="Bij een nieuwe versie: waarom zij de vorige vervangt. Anders leeg."
    )
    nieuwereVersie = ReisverslagVerwijzing(
        allow_null=True, help_text="Het reisverslag dat dit vervangt; leeg als er geen is."
    )
    gepubliceerdOp = serializers.DateTimeField(help_text="Wanneer het openbaar is gemaakt.")
    pdf = Pdf(allow_null=True, help_text="Het bestand van /reisverslagen/{id}/pdf; leeg als er geen is.")

    def to_representation(self, row):
        return {
            "id": row["pk"],
            "titel": row["titel"],
            "publiek": row["publiek"],
            "periodeVan": row["periode_van"],
            "periodeTot": row["periode_tot"],
            "versie": row["versie"],
            "vervangtWaarom": row["vervangt_waarom"],
            "nieuwereVersie": row["nieuwere_versie"],
            "gepubliceerdOp": row["gepubliceerd_op"],
            "pdf": row["pdf"],
        }


@extend_schema_serializer(examples=[WHOLE], component_name="ReisverslagMetHoofdstukken")
class ReisverslagMetHoofdstukkenSerializer(ReisverslagSerializer):
    """Een openbaar reisverslag met zijn tekst, en waar het over vertelt."""

    hoofdstukken = Hoofdstuk(many=True, help_text="De hoofdstukken, op volgorde.")
    inspanningen = InspanningVerwijzing(many=True, help_text="Over welke inspanningen het vertelt.")
    knelpunten = KnelpuntVerwijzing(many=True, help_text="Over welke knelpunten het vertelt.")
    leerpunten = LeerpuntVerwijzing(many=True, help_text="Over welke leerpunten het vertelt.")

    def to_representation(self, row):
        named = {name: row[name] for name in ("hoofdstukken", "inspanningen", "knelpunten", "leerpunten")}
        return super().to_representation(row) | named


class ReisverslagenQuery(PageQuery):
    publiek = Choice(
        Reisverslag.Publiek.choices, required=False, help_text="Alleen wat voor dit publiek is geschreven."
    )
    gepubliceerdSinds = Moment(
        required=False,
        help_text="Alleen wat op of na dit moment openbaar is gemaakt, bijvoorbeeld 2026-03-01T00:00:00Z.",
    )
