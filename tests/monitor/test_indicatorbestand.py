from decimal import Decimal

import pytest

from monitor.indicatorbestand import (
    MAX_REGELS,
    BekendeIndicator,
    BekendGebied,
    GeenIndicatorbestand,
    read_indicatorbestand,
)

INDICATOREN = [
    BekendeIndicator(1, "bijstand", "Bijstand", (), "%", "lager"),
    BekendeIndicator(2, "woz-waarde", "Gemiddelde WOZ-waarde", ("WOZ-waarde",), "x 1000 euro", "hoger"),
    BekendeIndicator(3, "wmo", "Cliënten met Wmo (18+)", (), "%", "lager"),
]
GEBIEDEN = [
    BekendGebied(10, "NL00", "Nederland"),
    BekendGebied(11, "GM0899", "Brunssum"),
    BekendGebied(12, "WK089902", "Wijk 02 Brunssum-Noord"),
]


def read(text: str | bytes, periode: int = 2023, gebieden=GEBIEDEN):
    raw = text.encode() if isinstance(text, str) else text
    return read_indicatorbestand(raw, periode=periode, indicatoren=INDICATOREN, gebieden=gebieden)


def figures(inhoud) -> dict:
    return {(cel.indicator.code, cel.gebied.code): cel.waarde for cel in inhoud.cellen}


def refusals(inhoud) -> list:
    return [(one.rij, one.kolom, one.gevonden, one.cellen) for one in inhoud.weigeringen]


def test_read_gives_each_cell_with_its_place():
    inhoud = read("thema;indicator;eenheid;gunstig;Nederland;Brunssum Noord\nx;Bijstand;%;lager;3,9;6,8\n")

    assert figures(inhoud) == {
        ("bijstand", "NL00"): Decimal("3.9"),
        ("bijstand", "WK089902"): Decimal("6.8"),
    }
    assert [(cel.rij, cel.kolom, cel.tekst) for cel in inhoud.cellen] == [
        (2, "Nederland", "3,9"),
        (2, "Brunssum Noord", "6,8"),
    ]
    assert inhoud.weigeringen == ()
    assert inhoud.opmerkingen == ()


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_read_finds_the_delimiter(delimiter):
    text = "indicator;Nederland;Brunssum\nBijstand;3,9;4,7".replace(";", delimiter)
    assert figures(read(text))["bijstand", "GM0899"] == Decimal("4.7")


def test_read_reads_commas_with_quoted_cells_and_decimal_points():
    assert figures(read('indicator,Nederland,Brunssum\n"Bijstand","3,9",4,7\n"WOZ-waarde","366","202"')) == {
        ("woz-waarde", "NL00"): Decimal(366),
        ("woz-waarde", "GM0899"): Decimal(202),
    }
    assert figures(read("indicator,Nederland\nBijstand,3.9"))["bijstand", "NL00"] == Decimal("3.9")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_read_finds_the_encoding(encoding):
    inhoud = read("indicator;Nederland\nCliënten met Wmo (18+);8,3".encode(encoding))
    assert figures(inhoud) == {("wmo", "NL00"): Decimal("8.3")}


@pytest.mark.parametrize("naam", ["bijstand", "BIJSTAND", " Bijstand "])
def test_read_knows_an_indicator_by_name_or_code(naam):
    assert figures(read(f"indicator;Nederland\n{naam};3,9")) == {("bijstand", "NL00"): Decimal("3.9")}


def test_read_knows_an_indicator_by_its_other_name():
    assert figures(read("indicator;Nederland\nWOZ-waarde;366")) == {("woz-waarde", "NL00"): Decimal(366)}


@pytest.mark.parametrize(
    "kop", ["WK089902", "Brunssum-Noord", "wijk 02 brunssum-noord", "Wijk 2 Brunssum Noord"]
)
def test_read_knows_a_gebied_by_name_or_code(kop):
    assert figures(read(f"indicator;{kop}\nBijstand;6,8")) == {("bijstand", "WK089902"): Decimal("6.8")}


def test_read_skips_a_title_above_the_header_and_empty_lines():
    inhoud = read("Stabiliteitsdriehoek 2023;;\n;;\nindicator;Nederland;\n\nBijstand;3,9;\n;;\n")
    assert [(cel.rij, cel.waarde) for cel in inhoud.cellen] == [(5, Decimal("3.9"))]


def test_read_refuses_one_cell_and_names_row_column_found_and_expected():
    inhoud = read("indicator;Nederland;Brunssum\nBijstand;3,9;1.005")

    (weigering,) = inhoud.weigeringen
    assert weigering.zin == (
        "Rij 2, kolom Brunssum: gevonden is “1.005”, verwacht was een getal dat op één manier te lezen is: "
        "dit kan een duizendtal zijn of een getal met drie decimalen."
    )
    assert weigering.as_dict() == {
        "rij": 2,
        "kolom": "Brunssum",
        "gevonden": "1.005",
        "verwacht": weigering.verwacht,
        "cellen": 1,
        "zin": weigering.zin,
    }
    assert figures(inhoud) == {("bijstand", "NL00"): Decimal("3.9")}


def test_read_refuses_the_cells_of_an_unknown_indicator():
    inhoud = read("indicator;Nederland;Brunssum\nBijstand;3,9;4,7\nGeluk;1;2")
    assert refusals(inhoud) == [(3, "indicator", "Geluk", 2)]
    assert len(inhoud.cellen) == 2


def test_read_refuses_the_cells_of_an_unknown_gebied():
    inhoud = read("indicator;Nederland;Heerlen\nBijstand;3,9;4,7\nWOZ-waarde;366;200")
    assert refusals(inhoud) == [(1, "Heerlen", "Heerlen", 2)]
    assert len(inhoud.cellen) == 2


def test_read_says_which_column_of_words_it_does_not_use():
    inhoud = read("indicator;Nederland;ambtenaar\nBijstand;3,9;team onderzoek")
    assert inhoud.opmerkingen == ("De kolom ambtenaar is niet gebruikt.",)
    assert inhoud.weigeringen == ()


def test_read_refuses_a_row_in_another_eenheid():
    inhoud = read("indicator;eenheid;Nederland\nBijstand;aantal;120\nWOZ-waarde;x 1.000 euro;366")
    assert refusals(inhoud) == [(2, "eenheid", "aantal", 1)]
    assert figures(inhoud) == {("woz-waarde", "NL00"): Decimal(366)}


@pytest.mark.parametrize("eenheid", ["%", "procent", "Percentage", ""])
def test_read_takes_an_eenheid_that_means_the_same(eenheid):
    assert read(f"indicator;eenheid;Nederland\nBijstand;{eenheid};3,9").weigeringen == ()


def test_read_notes_when_the_file_finds_the_other_side_favourable():
    inhoud = read("indicator;gunstig;Nederland\nBijstand;hoger;3,9")
    assert inhoud.opmerkingen == (
        "Rij 2: volgens het bestand is hoger gunstig voor Bijstand, volgens de monitor lager. "
        "De monitor blijft zoals hij is.",
    )


@pytest.mark.parametrize(("regel", "velden"), [("Bijstand;3,9;4,7;5,1", 4), ("Bijstand;3,9", 2)])
def test_read_refuses_a_row_whose_cells_may_have_shifted(regel, velden):
    inhoud = read(f"indicator;Nederland;Brunssum\n{regel}\nWOZ-waarde;366;202")
    assert refusals(inhoud) == [(2, "indicator", f"{velden} velden", 2)]


def test_read_refuses_both_rows_of_one_indicator():
    inhoud = read("indicator;Nederland\nBijstand;3,9\nWOZ-waarde;366\nbijstand;4,1")
    assert refusals(inhoud) == [(2, "indicator", "Bijstand", 1), (4, "indicator", "Bijstand", 1)]
    assert "rij 2, 4" in inhoud.weigeringen[0].zin


def test_read_refuses_both_columns_of_one_gebied():
    inhoud = read("indicator;Nederland;Brunssum;GM0899\nBijstand;3,9;4,7;4,8")
    assert refusals(inhoud) == [(1, "Brunssum", "Brunssum", 1), (1, "GM0899", "GM0899", 1)]


def test_read_refuses_a_name_that_two_gebieden_have():
    gebieden = [*GEBIEDEN, BekendGebied(13, "BU1", "De Kling"), BekendGebied(14, "BU2", "De Kling")]
    inhoud = read("indicator;Nederland;De Kling;BU2\nBijstand;3,9;4,7;5", gebieden=gebieden)
    assert refusals(inhoud) == [(1, "De Kling", "De Kling", 1)]
    assert "BU1, BU2" in inhoud.weigeringen[0].zin
    assert ("bijstand", "BU2") in figures(inhoud)


def test_read_refuses_a_row_of_another_year():
    inhoud = read("indicator;jaar;Nederland\nBijstand;2022;3,9\nWOZ-waarde;2023;366")
    assert refusals(inhoud) == [(2, "jaar", "2022", 1)]


@pytest.mark.parametrize(
    ("raw", "zin"),
    [
        (b"", "Het bestand is leeg"),
        (b" \n\n ", "Het bestand is leeg"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "Dit is geen tekst"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "Dit is geen tekst"),
        (b"PK\x03\x04\x14\x00", "Excel"),
        (b"%PDF-1.7\n\x00\x01", "Dit is geen tekst"),
        ("a" * 9_000_000, "geen kolom met een bekend gebied"),
        ("woord " * 100_000, "geen kolom met een bekend gebied"),
        ("thema;indicator;positie\nTotaal;Totaal;321", "geen kolom met een bekend gebied"),
        ("Nederland;Brunssum\n1;2", "geen kolom “indicator”"),
        ("kengetal;eenheid;Brunssum\nTotaal;aantal;13.700", "Geen enkele regel"),
        ("indicator;Nederland", "Onder de kop"),
        ("indicator;Nederland\n\n;\n", "Onder de kop"),
        ("indicator;Nederland\nBijstand;veel", "Geen enkele cel van dit bestand is te lezen. Rij 2"),
        ("indicator;Nederland\nBijstand;" + "9" * 200_000, "niet als csv te lezen"),
        ("indicator;Nederland\n" + "Bijstand;1\n" * (MAX_REGELS + 1), "meer dan 20000 regels"),
    ],
)
def test_read_refuses_a_file_that_is_none_of_ours_in_one_sentence(raw, zin):
    with pytest.raises(GeenIndicatorbestand, match=zin):
        read(raw)
