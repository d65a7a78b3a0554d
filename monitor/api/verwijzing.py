"""How one resource names another: by what is in its address, and by what a person calls it."""

from rest_framework import serializers


class IndicatorVerwijzing(serializers.Serializer):
    code = serializers.CharField(help_text="Code van de indicator, zoals bij /indicatoren.")
    naam = serializers.CharField(help_text="Naam van de indicator.")


def indicator_of(row: dict) -> dict[str, str]:
    """Of a row of values with the code and the naam of its indicator."""
    return {"code": row["indicator__code"], "naam": row["indicator__naam"]}


class ThemaVerwijzing(serializers.Serializer):
    code = serializers.CharField(help_text="Code van het thema, zoals bij /themas.")
    naam = serializers.CharField(help_text="Naam van het thema.")
