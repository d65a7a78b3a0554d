"""The three files as the municipality delivers them, imported without anyone explaining a name."""

import os
import tracemalloc
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from monitor.models import Indicator, Verversing, Waarneming
from tests.monitor.conftest import CSV
from tests.monitor.workbooks import workbook

pytestmark = pytest.mark.django_db

INHOUD = CSV.parent


def current(code: str, gebied: str = "GM0899"):
    return Waarneming.objects.current().get(indicator__code=code, gebied__code=gebied).waarde


@pytest.mark.parametrize(
    ("bestand", "namen", "plaatsen", "cellen"),
    [
        ("stabiliteitsdriehoek-2023.csv", 28, 5, 140),
        ("stapeling-2023.csv", 9, 3, 27),
        ("brede-welvaart-ranglijst.csv", 38, 1, 38),
    ],
)
def test_a_file_of_the_municipality_imports_as_it_is(importeer, bestand, namen, plaatsen, cellen):
    done = importeer((INHOUD / bestand).read_bytes())
    assert (done.indicatoren, done.gebieden, done.cellen, done.nieuw) == (
        namen,
        plaatsen,
        cellen,
        cellen,
    )
    assert (done.geweigerd, done.redenen) == (0, [])


def test_stapeling_keeps_counts_and_percentages_apart(importeer):
    importeer((INHOUD / "stapeling-2023.csv").read_bytes())
    assert current("stapeling-huishoudens") == 13700
    assert current("stapeling-1-of-meer") == 3141
    assert current("stapeling-1-of-meer-pct") == Decimal("22.9")
    assert current("stapeling-6-of-meer-voorzieningen", "WK089903") == Decimal("2.2")
    groups = Waarneming.objects.filter(
        gebied__code="GM0899", indicator__eenheid="% van huishoudens met voorziening"
    )
    assert sum(groups.values_list("waarde", flat=True)) == Decimal("99.9")


def test_the_ranglijst_is_of_the_gemeente_and_apart_from_figures_with_the_same_name(importeer):
    done = importeer((INHOUD / "brede-welvaart-ranglijst.csv").read_bytes())
    assert current("ranglijst-totaal-thema-s") == 321
    assert current("ranglijst-gezondheid-thema") == 336
    assert current("ranglijst-woz-waarde") == 331
    assert not Waarneming.objects.filter(indicator__code="woz-waarde").exists()
    assert done.opmerkingen == [
        "Het bestand noemt geen gebied: deze cijfers zijn gelezen als die van Brunssum."
    ]
    indicator = Indicator.objects.get(code="ranglijst-natuur-thema")
    assert (indicator.eenheid, indicator.gunstig, indicator.thema.plek) == (
        "positie onder 337 gemeenten",
        "lager",
        "geen",
    )


def test_a_workbook_of_several_years_goes_in_at_once(importeer):
    rows = [["PERIODE", "GEBIED", "NAAM", "WAARDE"]]
    rows += [[jaar, "Brunssum", "Bijstand", 4.5 + jaar / 10000] for jaar in (2021, 2022, 2023)]

    done = importeer(workbook(data=rows), periode=None)

    assert (done.nieuw, done.periode) == (3, None)
    figures = Waarneming.objects.order_by("periode").values_list("periode", "waarde")
    assert list(figures) == [
        (2021, Decimal("4.7021")),
        (2022, Decimal("4.7022")),
        (2023, Decimal("4.7023")),
    ]


def test_a_file_of_200_mb_is_refused_without_reading_it(gebieden, indicatoren, tmp_path):
    path = tmp_path / "groot.xlsx"
    path.touch()
    os.truncate(path, 200 * 1024 * 1024)
    tracemalloc.start()
    try:
        with pytest.raises(CommandError, match=r"Dit bestand is 200 MB\. Het mag hoogstens 10 MB zijn"):
            call_command("importeer_indicatoren", str(path), "--periode", "2023")
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
    assert not Verversing.objects.exists()
