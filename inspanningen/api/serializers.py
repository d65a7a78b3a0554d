"""What a partner's system reads of an inspanning, and how it may ask. Intern fields are not even named here."""

from functools import cached_property

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from brunssum.core.api.gebieden import GebiedVerwijzing
from brunssum.core.api.query import Choice, CodeOf, Flag, IdOf, Moment, PageQuery
from brunssum.core.models import Gebied, Organisatie
from brunssum.core.rollen import Zicht
from inspanningen.api.verwijzing import (
    EXAMPLE_LEERPUNT,
    InspanningVerwijzing,
    LeerpuntVerwijzing,
    inspanning_of,
)
from inspanningen.models import Doelstelling, Inspanning
from inspanningen.velden import KOPPELING, visible_velden

EXAMPLE = OpenApiExample(
    "Een inspanning",
    value={
        "id": 12,
        "nummer": "4A",
        "naam": "Buurtkamer aan het Marktplein",
        "fase": "uitvoering",
        "ouder": {"id": 9, "nummer": "4", "naam": "Ontmoeten"},
        "gebieden": [{"code": "WK999901", "naam": "Wijk 01 Voorbeeld-Zuid"}],
        "doelstellingen": [{"id": 2, "nummer": "2", "naam": "Inwoners kennen en helpen elkaar"}],
        "principes": ["Mensgericht", "Lerend"],
        "partners": [{"id": 7, "naam": "Woonstichting Voorbeeld", "rol": "Stelt de ruimte beschikbaar"}],
        "leerpunten": [EXAMPLE_LEERPUNT],
        "teksten": {veld.key: "" for veld in visible_velden(Zicht.PARTNERS)}
        | {
            "aanleiding": "In de wijk is geen plek waar buren elkaar zonder afspraak treffen.",
            "resultaat": "Een buurtkamer die vijf dagen per week open is en door bewoners wordt beheerd.",
            "planning": "Open in het voorjaar; na een jaar kijken we samen wat het heeft gebracht.",
        },
        "versie": 3,
        "gewijzigdOp": "2026-03-02T08:30:00Z",
    },
)


class DoelstellingVerwijzing(serializers.Serializer):
    id = serializers.IntegerField(help_text="Het id van de doelstelling, zoals bij /doelstellingen.")
    nummer = serializers.CharField(help_text="Nummer van de doelstelling.")
    naam = serializers.CharField(help_text="De doelstelling zelf.")


class Partner(serializers.Serializer):
    id = serializers.IntegerField(help_text="Het id van de organisatie, zoals bij /organisaties.")
    naam = serializers.CharField(help_text="Naam van de organisatie.")
    rol = serializers.CharField(help_text="Wat zij doet; leeg als dat niet is ingevuld.")


class Teksten(serializers.Serializer):
    """De teksten van het projectformulier die voor partners bedoeld zijn; leeg wat niet is ingevuld."""

    def get_fields(self):
        return {
            veld.key: serializers.CharField(help_text=f"{veld.label}.")
            for veld in visible_velden(Zicht.PARTNERS)
        }


@extend_schema_serializer(examples=[EXAMPLE], component_name="Inspanning")
class InspanningSerializer(serializers.Serializer):
    """Iets wat de gemeente met partners en inwoners doet om een doelstelling te bereiken."""

    id = serializers.IntegerField(help_text="Vast nummer in dit systeem; het adres van de inspanning.")
    nummer = serializers.CharField(help_text="Nummer in het programma. Een letter wijst op een onderdeel.")
    naam = serializers.CharField(help_text="Naam van de inspanning.")
    fase = serializers.ChoiceField(Inspanning.Fase.choices, help_text="Hoever het is.")
    ouder = InspanningVerwijzing(
        allow_null=True, help_text="De inspanning waar dit een onderdeel van is; leeg als het dat niet is."
    )
    gebieden = GebiedVerwijzing(many=True, help_text="Waar het gebeurt.")
    doelstellingen = DoelstellingVerwijzing(many=True, help_text="Waar het aan bijdraagt.")
    principes = serializers.ListField(
        child=serializers.CharField(), help_text="De leidende principes die er het meest in te zien zijn."
    )
    partners = Partner(many=True, help_text="Welke organisaties meedoen.")
    leerpunten = LeerpuntVerwijzing(many=True, help_text="Welke leerpunten het oppakt.")
    teksten = Teksten(help_text="De teksten van het projectformulier.")
    versie = serializers.IntegerField(help_text="Telt op bij elke wijziging.")
    gewijzigdOp = serializers.DateTimeField(help_text="Wanneer de inspanning het laatst is gewijzigd.")

    @cached_property
    def _zicht(self) -> Zicht:
        return min(self.context["request"].user.zicht, Zicht.PARTNERS)

    @cached_property
    def _teksten(self) -> dict[str, str]:
        """The column of each text this client sees, by the name the API gives it."""
        return {veld.key: veld.kolom for veld in visible_velden(self._zicht)}

    def to_representation(self, row):
        def shown(key: str) -> list:
            return row[key] if KOPPELING[key].zicht <= self._zicht else []

        return {
            "id": row["id"],
            "nummer": row["nummer"],
            "naam": row["naam"],
            "fase": row["fase"],
            "ouder": inspanning_of(row, "ouder") if row["ouder_id"] else None,
            "gebieden": shown("gebieden"),
            "doelstellingen": shown("doelstellingen"),
            "principes": [principe["naam"] for principe in shown("principes")],
            "partners": shown("partners"),
            "leerpunten": row["leerpunten"],
            "teksten": {key: row[kolom] for key, kolom in self._teksten.items()},
            "versie": row["versienummer"],
            "gewijzigdOp": row["gewijzigd_op"],
        }


class InspanningenQuery(PageQuery):
    fase = Choice(Inspanning.Fase.choices, required=False, help_text="Alleen inspanningen in deze fase.")
    gebied = CodeOf(
        Gebied,
        "/gebieden",
        max_length=20,
        help_text="Alleen wat in dit gebied gebeurt, of in een deel ervan (code).",
    )
    doelstelling = IdOf(
        Doelstelling, "/doelstellingen", help_text="Alleen wat aan deze doelstelling bijdraagt (id)."
    )
    partner = IdOf(Organisatie, "/organisaties", help_text="Alleen waar deze organisatie aan meedoet (id).")
    eigen = Flag(
        required=False, help_text="Alleen waar uw organisatie aan meedoet (true), of juist al het andere."
    )
    gewijzigdSinds = Moment(
        required=False,
        help_text="Alleen wat op of na dit moment is gewijzigd, bijvoorbeeld 2026-03-01T00:00:00Z.",
    )
