from decimal import Decimal

import pytest

from monitor.celwaarde import Cel, Geweigerd, decimal_sign, read_cel


@pytest.mark.parametrize(
    ("tekst", "waarde"),
    [
        ("12,5", "12.5"),
        (" 12,50 ", "12.50"),
        ("0", "0"),
        ("14", "14"),
        ("12.5", "12.5"),
        ("12,5%", "12.5"),
        ("12,5 %", "12.5"),
        ("+3,2", "3.2"),
        ("0,005", "0.005"),
        ("0.005", "0.005"),
        ("12.3456", "12.3456"),
    ],
)
def test_read_cel_reads_a_percentage(tekst, waarde):
    assert read_cel(tekst, eenheid="%") == Cel(Decimal(waarde))


@pytest.mark.parametrize(
    ("tekst", "waarde"),
    [
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("13 700", "13700"),
        ("13\u00a0700", "13700"),
        ("−4,2", "-4.2"),
    ],
)
def test_read_cel_reads_thousands_however_they_are_written(tekst, waarde):
    assert read_cel(tekst, eenheid="x 1000 euro") == Cel(Decimal(waarde))


def test_read_cel_keeps_what_it_reads_exact():
    assert str(read_cel("12,0", eenheid="%").waarde) == "12.0"
    assert str(read_cel("12", eenheid="%").waarde) == "12"


@pytest.mark.parametrize("tekst", ["1.005", "13.700", "366.000", "-1.005"])
def test_read_cel_refuses_what_can_be_read_in_two_ways(tekst):
    with pytest.raises(Geweigerd, match="op één manier"):
        read_cel(tekst, eenheid="x 1000 euro")


def test_read_cel_takes_a_thousands_point_where_only_whole_numbers_exist():
    assert read_cel("13.700", eenheid="aantal") == Cel(Decimal(13700))


def test_read_cel_refuses_a_comma_that_may_be_thousands_in_a_file_with_points():
    with pytest.raises(Geweigerd, match="op één manier"):
        read_cel("1,005", eenheid="x 1000 euro", teken=".")
    assert read_cel("1,005", eenheid="x 1000 euro") == Cel(Decimal("1.005"))


@pytest.mark.parametrize(
    ("tekst", "reden"),
    [
        ("n.v.t.", "nvt"),
        ("N.V.T.", "nvt"),
        ("nvt", "nvt"),
        ("niet van toepassing", "nvt"),
        (".", "onderdrukt"),
        ("x", "onderdrukt"),
        ("X", "onderdrukt"),
        ("<5", "onderdrukt"),
        ("< 10", "onderdrukt"),
        ("-99996", "onderdrukt"),
        ("-99997", "ontbreekt"),
        ("-99990", "ontbreekt"),
        ("?", "ontbreekt"),
        ("-", "ontbreekt"),
        ("", "ontbreekt"),
        ("   ", "ontbreekt"),
    ],
)
def test_read_cel_gives_the_reason_and_never_a_zero(tekst, reden):
    assert read_cel(tekst, eenheid="%") == Cel(None, reden)


@pytest.mark.parametrize(
    "tekst", ["veel", "12,5,6", "12..5", "1e3", "12 5", "€ 12", "=A1", "1.00.5", "NaN", "inf"]
)
def test_read_cel_refuses_what_is_no_number(tekst):
    with pytest.raises(Geweigerd, match="een getal zoals 12,5"):
        read_cel(tekst, eenheid="x 1000 euro")


@pytest.mark.parametrize("tekst", ["100,1", "-0,1", "1005"])
def test_read_cel_refuses_a_percentage_that_cannot_be(tekst):
    with pytest.raises(Geweigerd, match="een percentage"):
        read_cel(tekst, eenheid="%")


@pytest.mark.parametrize("eenheid", ["aantal", "per 1000 inwoners"])
def test_read_cel_refuses_a_count_below_zero(eenheid):
    with pytest.raises(Geweigerd, match="nul of meer"):
        read_cel("-3", eenheid=eenheid)


@pytest.mark.parametrize("tekst", ["12,34567", "123456789012"])
def test_read_cel_refuses_more_digits_than_are_kept(tekst):
    with pytest.raises(Geweigerd, match="hoogstens elf cijfers"):
        read_cel(tekst, eenheid="x 1000 euro")


@pytest.mark.parametrize(
    ("teksten", "teken"),
    [
        (["12,5", "13"], ","),
        (["12.5", "13"], "."),
        (["12.5", "12,5"], ","),
        (["13.700", "13"], ","),
        ([], ","),
    ],
)
def test_decimal_sign_follows_the_file(teksten, teken):
    assert decimal_sign(teksten) == teken
