"""How one resource names another: by what is in its address, and by what a person calls it."""

from rest_framework import serializers


class InspanningVerwijzing(serializers.Serializer):
    id = serializers.IntegerField(help_text="Het id van de inspanning, zoals bij /inspanningen.")
    nummer = serializers.CharField(help_text="Nummer in het programma.")
    naam = serializers.CharField(help_text="Naam van de inspanning.")


def inspanning_of(row: dict) -> dict:
    """Of a row of values with the columns of INSPANNING."""
    return {
        "id": row["inspanning_id"],
        "nummer": row["inspanning__nummer"],
        "naam": row["inspanning__naam"],
    }


INSPANNING = ("inspanning_id", "inspanning__nummer", "inspanning__naam")
EXAMPLE_INSPANNING = {"id": 12, "nummer": "4A", "naam": "Buurtkamer aan het Marktplein"}
