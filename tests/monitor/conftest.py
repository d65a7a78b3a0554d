"""The gebieden, indicators and figures of these tests: the real ones of 2023, as a municipality delivers them."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from brunssum.core.models import Gebied, LogRegel
from monitor.cbs import Grenzen, Transport, read_bronnen
from monitor.models import Bron, Indicator, Thema
from monitor.services import bron as bron_service
from monitor.services import import_indicatorbestand, load_indicatoren
from tests.factories import GebiedFactory
from tests.monitor.cbs_server import CbsServer

CSV = settings.BASE_DIR / "brunssum" / "demo" / "inhoud" / "stabiliteitsdriehoek-2023.csv"
MOMENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KWB_TABELLEN = ("84799NED", "85984NED")
LIST = (Thema, Bron, Indicator)
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


@pytest.fixture(scope="session")
def list_as_loaded() -> list[list[Model]]:
    """The rows that load_indicatoren makes in an empty database, once it has: with their logregels last."""
    return []


@pytest.fixture
def indicatoren(db, list_as_loaded) -> None:
    """The indicators of the list. It is read and checked for the first test only; after that its rows are put back."""
    if any(model.objects.exists() for model in LIST):
        load_indicatoren(actor=None)
    elif list_as_loaded:
        *rows, logregels = list_as_loaded
        for same in rows:
            same[0]._meta.model.objects.bulk_create(same)
        for regel, row in zip(logregels, chain(*rows), strict=True):
            regel.pk, regel.object_soort = None, ContentType.objects.get_for_model(row)
        LogRegel.objects.bulk_create(logregels)
    else:
        before = [*LogRegel.objects.values_list("pk", flat=True)]
        load_indicatoren(actor=None)
        rows = [[*model.objects.order_by("pk")] for model in LIST]
        list_as_loaded += [*rows, [*LogRegel.objects.exclude(pk__in=before).order_by("pk")]]


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


@pytest.fixture
def cbs(settings):
    """The services of the CBS, for Kanarie as a whole."""
    with CbsServer() as server:
        settings.CBS_ODATA4_URL, settings.CBS_ODATA3_URL = server.odata4, server.odata3
        settings.CBS_DERDEN_URL = server.derden
        yield server


@pytest.fixture
def kwb(cbs, gebieden, indicatoren, monkeypatch) -> Bron:
    """The Kerncijfers with two editions and two measures, read without ever waiting."""
    whole = read_bronnen()["kwb"]
    small = replace(
        whole,
        edities=tuple(one for one in whole.edities if one.tabel in KWB_TABELLEN),
        metingen=tuple(
            one for one in whole.metingen if one.indicator in ("corporatiewoningen", "gescheiden")
        ),
        benchmark=None,
    )
    monkeypatch.setattr("monitor.queries.bronnen.read_bronnen", lambda: {"kwb": small})
    limits = Grenzen(pogingen=2, pauze=0)
    monkeypatch.setattr(bron_service, "_transport", lambda: Transport(limits, sleep=lambda _: None))
    return Bron.objects.get(code="kwb")
