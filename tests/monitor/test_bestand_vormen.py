"""The shapes in which figures come: areas in rows or in columns, years beside each other, long lists."""

from decimal import Decimal

import pytest

from monitor.indicatorbestand import (
    BekendeIndicator,
    BekendGebied,
    GeenIndicatorbestand,
    Keuzes,
    read_indicatorbestand,
)
from tests.monitor.test_indicatorbestand import GEBIEDEN, INDICATOREN, refusals

ONGELIJK = BekendeIndicator(4, "wmo-aantal", "Cliënten met Wmo (18+)", (), "aantal", "lager")
PLAATS = BekendeIndicator(5, "plaats-bijstand", "Bijstand", (), "positie onder 337 gemeenten", "lager")


def read(text: str, periode: int | None = 2023, indicatoren=INDICATOREN, gebieden=GEBIEDEN, **options):
    return read_indicatorbestand(
        text.encode(), periode=periode, indicatoren=indicatoren, gebieden=gebieden, **options
    )


def facts(inhoud) -> dict:
    return {
        (cel.indicator.code, cel.gebied.code, cel.periode): str(cel.waarde)
        if cel.waarde is not None
        else cel.reden
        for cel in inhoud.cellen
    }


def test_areas_in_rows_and_indicators_in_columns():
    inhoud = read("gebied;Bijstand;WOZ-waarde;ambtenaar\nNederland;3,9;366;a\nBrunssum Noord;6,8;192;b\n")
    assert facts(inhoud) == {
        ("bijstand", "NL00", 2023): "3.9",
        ("woz-waarde", "NL00", 2023): "366",
        ("bijstand", "WK089902", 2023): "6.8",
        ("woz-waarde", "WK089902", 2023): "192",
    }
    assert inhoud.opmerkingen == ("De kolom ambtenaar is niet gebruikt.",)


def test_areas_in_rows_and_years_in_columns_with_the_indicator_above():
    inhoud = read("Bijstand\n\n;2021;2022*;2023\nNederland;4,1;4,0;3,9\nBrunssum;5;x;4,7\n", periode=None)
    assert facts(inhoud) == {
        ("bijstand", "NL00", 2021): "4.1",
        ("bijstand", "NL00", 2022): "4.0",
        ("bijstand", "NL00", 2023): "3.9",
        ("bijstand", "GM0899", 2021): "5",
        ("bijstand", "GM0899", 2022): "onderdrukt",
        ("bijstand", "GM0899", 2023): "4.7",
    }
    assert {cel.status for cel in inhoud.cellen if cel.periode == 2022} == {"voorlopig"}
    assert inhoud.opmerkingen == ("Deze cijfers zijn van de indicator Bijstand.",)


def test_years_in_columns_with_indicator_and_area_in_rows():
    inhoud = read(
        "indicator;gebied;2022;2023\nBijstand;Brunssum;4,8;4,7\nBijstand;NL00;4;3,9\n", periode=None
    )
    assert facts(inhoud)["bijstand", "GM0899", 2022] == "4.8"
    assert len(inhoud.cellen) == 4


def test_indicators_in_rows_and_years_in_columns_of_one_area():
    inhoud = read("Wijk 02 Brunssum-Noord;;\nindicator;2022;2023\nBijstand;6,9;6,8\n", periode=None)
    assert facts(inhoud) == {("bijstand", "WK089902", 2022): "6.9", ("bijstand", "WK089902", 2023): "6.8"}


def test_a_long_list():
    inhoud = read(
        "naam;jaar;gebied;waarde\nBijstand;2022;Brunssum;4,8\nBijstand;2023;Brunssum;4,7\nBijstand;2023;NL00;-99990\n",
        periode=None,
    )
    assert facts(inhoud) == {
        ("bijstand", "GM0899", 2022): "4.8",
        ("bijstand", "GM0899", 2023): "4.7",
        ("bijstand", "NL00", 2023): "ontbreekt",
    }


def test_a_table_of_wijken_and_buurten_with_codes():
    gebieden = [*GEBIEDEN, BekendGebied(13, "WK089903", "Wijk 03 Brunssum-Oost")]
    inhoud = read(
        "gwb_code_10;gwb_code_8;regio;gm_naam;recs;gwb_code;ind_wbi;Bijstand;g_wozbag\n"
        "NL00;0;Nederland;Nederland;Land;NL00;.; 3,9;366\n"
        "WK089902;89902;Wijk 02 Brunssum-Noord;Brunssum;Wijk;WK089902;1; 6,8;192\n"
        "WK089903;89903;Wijk 03 Hommert;Brunssum;Wijk;WK089903;1; 7,0;201\n"
        "WK199901;199901;Ergens;Elders;Wijk;WK199901;1; 7,0;201\n",
        gebieden=gebieden,
    )
    assert facts(inhoud) == {("bijstand", "NL00", 2023): "3.9", ("bijstand", "WK089902", 2023): "6.8"}
    assert refusals(inhoud) == [
        (1, "g_wozbag", "g_wozbag", 4),
        (4, "gwb_code_10", "WK089903 Wijk 03 Hommert", 1),
        (5, "gwb_code_10", "WK199901", 1),
    ]
    assert "bij deze code de naam Wijk 03 Brunssum-Oost" in inhoud.weigeringen[1].zin


def test_the_rest_of_the_country_is_refused_in_one_line():
    elders = "".join(f"WK2000{number:02d};1,0\n" for number in range(50))
    inhoud = read(f"gebiedscode;Bijstand\nWK089902;6,8\n{elders}")
    assert refusals(inhoud) == [(3, "gebiedscode", "WK200000", 50)]
    assert "zo zijn er 50 regels" in inhoud.weigeringen[0].zin
    assert inhoud.onbekend == ()


def test_one_name_in_two_units_goes_by_its_unit():
    inhoud = read(
        "kengetal;eenheid;Brunssum\nCliënten met Wmo (18+);aantal;13.700\nCliënten met Wmo (18+);%;22,90\n",
        indicatoren=[*INDICATOREN, ONGELIJK],
    )
    assert facts(inhoud) == {("wmo-aantal", "GM0899", 2023): "13700", ("wmo", "GM0899", 2023): "22.90"}


def test_one_name_in_two_units_without_a_unit_is_refused():
    with pytest.raises(
        GeenIndicatorbestand, match=r"op één indicator slaat; gebruik de code \(wmo \(%\), wmo-aantal"
    ):
        read("indicator;Brunssum\nCliënten met Wmo (18+);13", indicatoren=[*INDICATOREN, ONGELIJK])


def test_a_column_of_positions_is_about_positions_of_the_only_gemeente():
    inhoud = read(
        "thema;indicator;positie\nInkomen;Bijstand;300\n",
        indicatoren=[*INDICATOREN, PLAATS],
        standaardgebied=GEBIEDEN[1],
    )
    assert facts(inhoud) == {("plaats-bijstand", "GM0899", 2023): "300"}
    assert inhoud.opmerkingen == (
        "Het bestand noemt geen gebied: deze cijfers zijn gelezen als die van Brunssum.",
    )
    assert facts(read("indicator;Brunssum\nBijstand;4,7", indicatoren=[*INDICATOREN, PLAATS])) == {
        ("bijstand", "GM0899", 2023): "4.7"
    }


@pytest.mark.parametrize("positie", ["0", "12,5", "-3"])
def test_a_position_is_a_whole_number(positie):
    with pytest.raises(GeenIndicatorbestand, match="een heel getal van 1 of meer"):
        read(f"indicator;positie;gebied\nBijstand;{positie};Brunssum", indicatoren=[PLAATS])


@pytest.mark.parametrize(
    ("text", "zin"),
    [
        ("indicator;gebied;waarde\nBijstand;Brunssum;4,7", "noemt geen jaar"),
        ("indicator;jaar;Brunssum\nBijstand;1850;4,7", "een jaar dat al is begonnen"),
        ("indicator;jaar;Brunssum\nBijstand;2031;4,7", "een jaar dat al is begonnen"),
        ("indicator;2031\nBijstand;4,7", "een jaar dat al is begonnen|geen kolom met een bekend gebied"),
        ("indicator;jaar;Brunssum\nBijstand;volgend jaar;4,7", "“volgend jaar”, verwacht was een jaar"),
        ("indicator;jaar;waarde\nBijstand;2023;4,7", "geen kolom met een bekend gebied"),
        ("gebied;2022;2023\nBrunssum;4;5", "geen kolom “indicator”"),
    ],
)
def test_what_is_missing_is_said(text, zin):
    with pytest.raises(GeenIndicatorbestand, match=zin):
        read(text, periode=None, tot=2026)


def test_two_rows_about_one_figure_are_both_refused():
    inhoud = read("naam;gebied;waarde\nBijstand;Brunssum;4,7\nBijstand;GM0899;4,8\nBijstand;NL00;3,9\n")
    assert [one[0] for one in refusals(inhoud)] == [2, 3]
    assert facts(inhoud) == {("bijstand", "NL00", 2023): "3.9"}


# names that someone explains by hand


def test_an_unknown_name_comes_with_what_it_resembles():
    inhoud = read("indicator;Nederland;Brunsum\nBijstnd;3,9;4,7\nGeluk;1;2\nWOZ-waarde;366;202\n")
    assert [(one.soort, one.tekst, one.voorstel) for one in inhoud.onbekend] == [
        ("gebied", "Brunsum", 11),
        ("indicator", "Bijstnd", 1),
        ("indicator", "Geluk", None),
    ]
    assert facts(inhoud) == {("woz-waarde", "NL00", 2023): "366"}, "what resembles is not yet taken"


def test_a_choice_by_hand_is_applied_and_said():
    keuzes = Keuzes(indicatoren={"bijstnd": 1, "geluk": None}, gebieden={"brunsum": 11})
    inhoud = read("indicator;Nederland;Brunsum\nBijstnd;3,9;4,7\nGeluk;1;2\n", keuzes=keuzes)
    assert facts(inhoud) == {("bijstand", "NL00", 2023): "3.9", ("bijstand", "GM0899", 2023): "4.7"}
    assert (inhoud.weigeringen, inhoud.onbekend) == ((), ())
    assert inhoud.opmerkingen == (
        "Gelezen zoals bij deze bron is gekozen: “Brunsum” als Brunssum; “Bijstnd” als Bijstand.",
    )


def test_columns_and_rows_can_be_left_out_by_hand():
    keuzes = Keuzes(gebieden={"heerlen": None}, indicatoren={"geluk": None})
    assert read("indicator;Nederland;Heerlen\nBijstand;3,9;4,7\n", keuzes=keuzes).weigeringen == ()
    inhoud = read("gebied;Bijstand;Geluk\nNederland;3,9;1\nHeerlen;4;2\n", keuzes=keuzes)
    assert (len(inhoud.cellen), inhoud.weigeringen) == (1, ())


def test_a_file_without_a_gebied_or_indicator_waits_for_a_choice():
    text = "indicator;2022;2023\nBijstand;4,8;4,7\n"
    assert read(text, periode=None, ook_zonder_cellen=True).mist == ("gebied",)
    assert len(read(text, periode=None, keuzes=Keuzes(gebied=11)).cellen) == 2
    text = "gebied;2022;2023\nBrunssum;4,8;4,7\n"
    assert read(text, periode=None, ook_zonder_cellen=True).mist == ("indicator",)
    assert len(read(text, periode=None, keuzes=Keuzes(indicator=1)).cellen) == 2


def test_a_file_of_which_no_name_is_known_waits_for_a_choice():
    inhoud = read("indicator;Nederland\np_bijst;3,9\n", ook_zonder_cellen=True)
    assert inhoud.cellen == ()
    assert [one.tekst for one in inhoud.onbekend] == ["p_bijst"]


def test_nothing_at_all_to_say_is_refused():
    with pytest.raises(GeenIndicatorbestand, match="geen kolom met een bekend gebied"):
        read("iets;anders\n1;2", ook_zonder_cellen=True)


def test_decimal_values_stay_decimals():
    assert read("naam;gebied;waarde\nBijstand;NL00;3,90").cellen[0].waarde == Decimal("3.90")
