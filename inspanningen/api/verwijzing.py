"""How one resource names another: by what is in its address, and by what a person calls it."""

from rest_framework import serializers

from inspanningen.models import Leerpunt


class DoelstellingVerwijzing(serializers.Serializer):
    id = serializers.IntegerField(help_text="Het id van de doelstelling, zoals bij /doelstellingen.")
    nummer = serializers.CharField(help_text="Nummer van de doelstelling.")
    naam = serializers.CharField(help_text="De doelstelling zelf.")


class InspanningVerwijzing(serializers.Serializer):
    id = serializers.IntegerField(help_text="Het id van de inspanning, zoals bij /inspanningen.")
    nummer = serializers.CharField(help_text="Nummer in het programma.")
    naam = serializers.CharField(help_text="Naam van de inspanning.")


class LeerpuntVerwijzing(serializers.Serializer):
    id = serializers.IntegerField(help_text="Het id van het leerpunt, zoals bij /leerpunten.")
    titel = serializers.CharField(help_text="Wat er anders moet.")
    stand = serializers.ChoiceField(Leerpunt.Staat.choices, help_text="Hoever het is.")


def columns_of_inspanning(name: str = "inspanning") -> tuple[str, str, str]:
    """What inspanning_of() needs, of the inspanning that a row calls `name`."""
    return (f"{name}_id", f"{name}__nummer", f"{name}__naam")


def inspanning_of(row: dict, name: str = "inspanning") -> dict:
    """Of a row of values with columns_of_inspanning()."""
    pk, nummer, naam = (row[column] for column in columns_of_inspanning(name))
    return {"id": pk, "nummer": nummer, "naam": naam}


INSPANNING = columns_of_inspanning()
EXAMPLE_LEERPUNT = {"id": 4, "titel": "Geef meteen een briefadres", "stand": "aangepakt"}
EXAMPLE_INSPANNING = {"id": 12, "nummer": "4A", "naam": "Buurtkamer aan het Marktplein"}
