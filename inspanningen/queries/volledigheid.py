"""Which texts, choices and parts of kaarten are still empty: read by the database, so that no text has to come along."""

from dataclasses import dataclass

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from inspanningen.models import (
    Bijdrage,
    Budgetpost,
    Inspanning,
    Mijlpaal,
    Oordeelvraag,
    Participatie,
    Partnerschap,
    Risico,
)
from inspanningen.velden import KOPPELINGEN, VELDEN


@dataclass(frozen=True)
class Leegte:
    """What is empty on one kaart, by the names of velden.VELDEN, velden.KOPPELINGEN and volledigheid.ONDERDELEN."""

    pk: int
    nummer: str
    naam: str
    fase: str
    teksten: frozenset[str]
    koppelingen: frozenset[str]
    onderdelen: frozenset[str]


def leegten(inspanningen: QuerySet[Inspanning]) -> list[Leegte]:
    """What is empty on each of these kaarten, in their order. One query, however many."""
    empty = {f"t_{veld.key}": _is_empty(Q(**{veld.kolom: ""})) for veld in VELDEN}
    empty |= {f"k_{key}": missing for key, missing in _koppelingen().items()}
    empty |= {f"o_{key}": missing for key, missing in _onderdelen().items()}
    rows = inspanningen.annotate(**empty).values("pk", "nummer", "naam", "fase", *empty)
    return [
        Leegte(
            row["pk"],
            row["nummer"],
            row["naam"],
            row["fase"],
            teksten=frozenset(veld.key for veld in VELDEN if row[f"t_{veld.key}"]),
            koppelingen=frozenset(veld.key for veld in KOPPELINGEN if row[f"k_{veld.key}"]),
            onderdelen=frozenset(
                key.removeprefix("o_") for key in empty if key.startswith("o_") and row[key]
            ),
        )
        for row in rows
    ]


def _is_empty(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _koppelingen() -> dict:
    here = OuterRef("pk")
    return {
        "projectleider": _is_empty(Q(projectleider__isnull=True)),
        "gebieden": ~Exists(Inspanning.gebieden.through.objects.filter(inspanning=here)),
        "partners": ~Exists(Partnerschap.objects.filter(inspanning=here)),
        "doelstellingen": ~Exists(Bijdrage.objects.lopend().filter(inspanning=here)),
        "principes": ~Exists(Inspanning.principes.through.objects.filter(inspanning=here)),
    }


def _onderdelen() -> dict:
    here = OuterRef("pk")
    return {
        "mijlpalen": ~Exists(Mijlpaal.objects.filter(inspanning=here)),
        "sterkte": Exists(Bijdrage.objects.lopend().filter(inspanning=here, sterkte="")),
        "risicos": ~Exists(Risico.objects.filter(inspanning=here)),
        "budget": ~Exists(Budgetpost.objects.filter(inspanning=here)),
        "oordeel": Exists(Oordeelvraag.objects.waiting().filter(inspanning=here)),
        "participatie": ~Exists(Participatie.objects.filter(inspanning=here)),
    }
