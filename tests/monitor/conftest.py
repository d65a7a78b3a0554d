"""The gebieden, indicators and figures of these tests: the real ones of 2023, as a municipality delivers them."""

from datetime import UTC, datetime

import pytest
from django.conf import settings

from brunssum.core.models import Gebied
from monitor.services import import_indicatorbestand, load_indicatoren
from tests.factories import GebiedFactory

CSV = settings.BASE_DIR / "brunssum" / "demo" / "inhoud" / "stabiliteitsdriehoek-2023.csv"
MOMENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def driehoek_csv() -> bytes:
    return CSV.read_bytes()


@pytest.fixture
def gebieden(db) -> dict[str, Gebied]:
    """The five gebieden of the file and one that has no figures, by code."""
    land = GebiedFactory(code="NL00", naam="Nederland", soort=Gebied.Soort.LAND)
    benchmark = GebiedFactory(
        code="BM-SS", naam="Benchmark sterk stedelijk", soort=Gebied.Soort.BENCHMARK, ouder=land
    )
    gemeente = GebiedFactory(code="GM0899", naam="Brunssum", soort=Gebied.Soort.GEMEENTE, ouder=land)
    wijken = [
        GebiedFactory(code=f"WK08990{number}", naam=f"Wijk 0{number} Brunssum-{naam}", ouder=gemeente)
        for number, naam in ((1, "West"), (2, "Noord"), (3, "Oost"))
    ]
    return {gebied.code: gebied for gebied in (land, benchmark, gemeente, *wijken)}


@pytest.fixture
def indicatoren(db) -> None:
    load_indicatoren(actor=None)


@pytest.fixture
def importeer(gebieden, indicatoren):
    """Import a csv: importeer(raw, periode=2023, moment=MOMENT)."""

    def run(raw: bytes, *, periode: int = 2023, moment: datetime = MOMENT, actor=None):
        return import_indicatorbestand(
            raw, actor=actor, bestandsnaam="cijfers.csv", periode=periode, moment=moment
        )

    return run


@pytest.fixture
def cijfers(importeer, driehoek_csv):
    """The figures of 2023, stored."""
    return importeer(driehoek_csv)
