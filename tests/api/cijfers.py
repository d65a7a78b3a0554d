"""Figures for these tests."""

from datetime import UTC, datetime

from brunssum.core.models import Gebied
from monitor.models import Bron, Indicator, Thema, Verversing, Waarneming
from tests.factories import GebiedFactory

VERWERKT_OP = datetime(2026, 2, 3, 2, 0, tzinfo=UTC)


def make_indicator(code: str = "buurtcontact", **fields) -> Indicator:
    bron, _ = Bron.objects.get_or_create(code="monitor", defaults={"naam": "Monitor", "adapter": "bestand"})
    thema, _ = Thema.objects.get_or_create(code="meedoen", defaults={"naam": "Meedoen"})
    return Indicator.objects.create(
        **{
            "code": code,
            "naam": f"Indicator {code}",
            "korte_naam": code[:28],
            "thema": thema,
            "bron": bron,
            "eenheid": "%",
            "gunstig": "hoger",
            "definitie": "Wat er is gemeten.",
            "invloed": "helpt_mee",
        }
        | fields
    )


def make_waarneming(
    indicator: Indicator, gebied: Gebied | None = None, periode: int = 2025, **fields
) -> Waarneming:
    return Waarneming.objects.create(
        **{
            "indicator": indicator,
            "gebied": gebied or GebiedFactory(),
            "periode": periode,
            "verversing": make_verversing(indicator),
        }
        | fields
    )


def make_verversing(indicator: Indicator) -> Verversing:
    verversing, _ = Verversing.objects.get_or_create(
        bron=indicator.bron, status="verwerkt", verwerkt_op=VERWERKT_OP
    )
    return verversing
