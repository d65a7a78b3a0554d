import io
import tracemalloc
import zipfile
from decimal import Decimal

import pytest

from brunssum.core.bestanden import werkmap
from monitor.indicatorbestand import GeenIndicatorbestand, Keuzes
from tests.monitor.test_indicatorbestand import GEBIEDEN, INDICATOREN, figures, refusals
from tests.monitor.test_indicatorbestand import read_indicatorbestand as read_file
from tests.monitor.workbooks import part_of, with_part, workbook

KOP = ["indicator", "Nederland", "Brunssum"]
GOED = workbook(cijfers=[KOP, ["Bijstand", 3.9, 4.7]])


def read(raw: bytes, periode: int | None = 2023, **options):
    return read_file(raw, periode=periode, indicatoren=INDICATOREN, gebieden=GEBIEDEN, **options)


def test_numbers_of_a_spreadsheet_are_exact():
    raw = workbook(cijfers=[KOP, ["Bijstand", 11.600000000000001, 0.1 + 0.2], ["WOZ-waarde", 1.005, 1005]])
    assert figures(read(raw)) == {
        ("bijstand", "NL00"): Decimal("11.6"),
        ("bijstand", "GM0899"): Decimal("0.3"),
        ("woz-waarde", "NL00"): Decimal("1.005"),
        ("woz-waarde", "GM0899"): Decimal(1005),
    }


def test_text_in_a_spreadsheet_is_read_as_in_a_csv():
    raw = workbook(cijfers=[KOP, ["Bijstand", "3,9", "n.v.t."], ["WOZ-waarde", "1.005", "."]])
    inhoud = read(raw)
    assert [(cel.waarde, cel.reden) for cel in inhoud.cellen] == [
        (Decimal("3.9"), ""),
        (None, "nvt"),
        (None, "onderdrukt"),
    ]
    (weigering,) = inhoud.weigeringen
    assert weigering.zin.startswith("Blad cijfers, rij 3, kolom Nederland: gevonden is “1.005”, verwacht was")
    assert weigering.as_dict()["blad"] == "cijfers"


def test_more_than_four_decimals_are_rounded_and_said():
    inhoud = read(workbook(cijfers=[KOP, ["Bijstand", 100 / 3, 4.7]]))
    assert figures(inhoud)["bijstand", "NL00"] == Decimal("33.3333")
    assert inhoud.opmerkingen == ("1 cel met meer dan vier decimalen: afgerond op vier.",)


def test_a_cell_that_shows_a_percentage_counts_as_one():
    import openpyxl

    book = openpyxl.load_workbook(
        io.BytesIO(workbook(cijfers=[KOP, ["Bijstand", 0.116], ["WOZ-waarde", 0.5]]))
    )
    for place in ("B2", "B3"):
        book["cijfers"][place].number_format = "0.0%"
    stream = io.BytesIO()
    book.save(stream)

    inhoud = read(stream.getvalue())

    assert figures(inhoud)["bijstand", "NL00"] == Decimal("11.6")
    assert refusals(inhoud) == [(3, "Nederland", "50%", 1)]


@pytest.mark.parametrize("waarde", [float("1e12"), -5, 101])
def test_a_number_that_cannot_be_is_refused(waarde):
    inhoud = read(workbook(cijfers=[KOP, ["Bijstand", waarde, 4.7]]))
    assert [one.rij for one in inhoud.weigeringen] == [2]


def test_empty_rows_and_columns_around_the_table_do_not_matter():
    raw = workbook(
        cijfers=[[], ["", "Cijfers 2023"], [], [None, *KOP, None], [None, "Bijstand", 3.9, 4.7, None]]
    )
    assert [(cel.rij, cel.waarde) for cel in read(raw).cellen] == [(5, Decimal("3.9")), (5, Decimal("4.7"))]


def test_the_sheet_with_the_table_is_found_and_another_can_be_chosen():
    raw = workbook(
        toelichting=[["Zie het andere blad"]],
        oud=[["indicator", "Nederland"], ["Bijstand", 3.1]],
        nieuw=[KOP, ["Bijstand", 3.9, 4.7]],
    )
    inhoud = read(raw)
    assert (inhoud.blad, inhoud.bladen) == ("nieuw", ("toelichting", "oud", "nieuw"))
    assert figures(read(raw, keuzes=Keuzes(blad="oud"))) == {("bijstand", "NL00"): Decimal("3.1")}
    with pytest.raises(GeenIndicatorbestand, match="geen kolom met een bekend gebied"):
        read(raw, keuzes=Keuzes(blad="toelichting"))


def test_a_swing_workbook_says_year_place_name_and_unit_itself():
    raw = workbook(
        data=[
            ["PERIODE", "GEBIEDSNIVEAU", "GEBIED", "NAAM", "WAARDE"],
            [2022, "gemeente", 899, "p_bijst", 4.6],
            [2023, "gemeente", 899, "p_bijst", 4.7],
            [2023, "wijk", 89902, "p_bijst", -99996],
            [2023, "gemeente", 899, "g_woz", 202],
            [2023, "land", "NL00", "g_wmo", 8.3],
        ],
        metadata=[
            ["Name", "Description", "Indicator code", "RoundOff", "Unit", "Source", "Data type"],
            ["p_bijst", "Bijstand", "bijstand", 1, "p", "Swing", "Percentage"],
            ["g_woz", "WOZ-waarde", "", 0, "g", "Swing", "Mean"],
            ["g_wmo", "Wmo", "wmo", 1, "p", "Swing", "Percentage"],
        ],
    )
    inhoud = read(raw, periode=None)
    assert {
        (cel.indicator.code, cel.gebied.code, cel.periode): (cel.waarde, cel.reden) for cel in inhoud.cellen
    } == {
        ("bijstand", "GM0899", 2022): (Decimal("4.6"), ""),
        ("bijstand", "GM0899", 2023): (Decimal("4.7"), ""),
        ("bijstand", "WK089902", 2023): (None, "onderdrukt"),
        ("woz-waarde", "GM0899", 2023): (Decimal(202), ""),
        ("wmo", "NL00", 2023): (Decimal("8.3"), ""),
    }
    assert inhoud.weigeringen == ()
    assert inhoud.opmerkingen == ("Bron volgens het bestand: Swing.",)


def test_a_swing_name_in_another_unit_is_refused():
    raw = workbook(
        data=[
            ["PERIOD", "GEOLEVEL", "GEOITEM", "NAAM", "WAARDE"],
            [2023, "gemeente", "899", "woz-waarde", 20],
        ],
        metadata=[["Name", "Unit"], ["woz-waarde", "p"]],
    )
    with pytest.raises(GeenIndicatorbestand, match="gevonden is “%”, verwacht was x 1000 euro"):
        read(raw, periode=None)


# files that mean harm, or are broken


def bomb(size: int = 60 * 1024 * 1024) -> bytes:
    """A sheet of zeros: sixty megabytes in sixty kilobytes."""
    return with_part(GOED, "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * size)


@pytest.mark.parametrize(
    ("raw", "zin"),
    [
        (b"PK\x03\x04", "beschadigd"),
        (GOED[:-200], "beschadigd"),
        (GOED[:100] + b"\x00" * 40 + GOED[140:], "beschadigd"),
        (with_part(GOED, "xl/vbaProject.bin", b"macro"), "macro's"),
        (with_part(GOED, "xl/sharedStrings.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><sst/>'), "niet hoort"),
        (with_part(GOED, "xl/sharedStrings.xml", "<sst/>".encode("utf-16")), "niet hoort"),
        (with_part(GOED, "xl/workbook.xml", b"<geen xml"), "beschadigd"),
        (with_part(GOED, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"), "beschadigd"),
        (workbook(cijfers=[KOP, ["Bijstand", "=3+1", 4.7]]), "formules zonder uitkomst"),
        (workbook(cijfers=[]), "staat niets"),
        (workbook(cijfers=[["a"] * 501]), "meer dan 500 kolommen"),
        (workbook(cijfers=[[1]] * 20_002), "meer dan 20000 regels"),
        (workbook(cijfers=[["iets", "anders"], [1, 2]]), "geen kolom met een bekend gebied"),
    ],
)
def test_a_workbook_that_is_none_of_ours_is_refused_in_one_sentence(raw, zin):
    with pytest.raises(GeenIndicatorbestand, match=zin) as refused:
        read(raw)
    assert len(refused.value.messages) == 1


def test_a_zip_that_is_no_workbook_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("cijfers.csv", "indicator;Nederland\nBijstand;3,9\n")
    with pytest.raises(GeenIndicatorbestand, match="zipbestand, maar geen Excel-bestand"):
        read(stream.getvalue())


def test_a_zip_bomb_is_refused_without_unpacking_it():
    raw = bomb()
    assert len(raw) < 200_000
    tracemalloc.start()
    try:
        with pytest.raises(GeenIndicatorbestand, match="verdacht sterk samengeperst"):
            read(raw)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_many_parts_that_are_too_large_together_are_refused(monkeypatch):
    monkeypatch.setattr(werkmap, "MAX_UITGEPAKT", 1000)
    with pytest.raises(GeenIndicatorbestand, match="uitgepakt groter dan"):
        read(GOED)


def test_a_part_that_is_larger_than_it_says_is_refused():
    """The size in the list of parts can lie; reading stops at what was said."""
    raw = with_part(GOED, "xl/worksheets/sheet1.xml", part_of(GOED, "xl/worksheets/sheet1.xml") + b" " * 3000)
    archive = zipfile.ZipFile(io.BytesIO(raw))
    size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    lying = raw.replace(size.to_bytes(4, "little"), (size - 2900).to_bytes(4, "little"))
    assert lying != raw
    with pytest.raises(GeenIndicatorbestand, match="beschadigd"):
        read(lying)


def test_a_link_to_another_workbook_is_not_followed():
    raw = with_part(
        GOED,
        "xl/externalLinks/externalLink1.xml",
        b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
    )
    assert len(read(raw).cellen) == 2
