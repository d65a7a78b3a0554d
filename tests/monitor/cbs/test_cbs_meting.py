"""From figures of a table to the figure of an indicator, without a network."""

from decimal import Decimal

import pytest

from monitor.cbs.controle import choose_maat
from monitor.cbs.edities import (
    editie_of,
    gevuld_key,
    maat_says_voorlopig,
    newest_with_value,
    periode_is_voorlopig,
    text_says_voorlopig,
)
from monitor.cbs.fouten import Onleesbaar
from monitor.cbs.instellingen import Maat, Meting, Tabelkeuze
from monitor.cbs.meting import Deel, Onmogelijk, added, checked, figure, figure_of_group
from monitor.cbs.perioden import over_year, years_of
from monitor.cbs.tabel import AFWEZIG, Code, Gegeven, Kenmerken, Maatkop, interpret, squeeze, year_of
from monitor.cbs.uitkomst import TabelStaat


def g(waarde, reden="", opmerking=""):
    return Gegeven(None if waarde is None else Decimal(str(waarde)), reden, opmerking)


SHARE = Meting("x", "teller", delen_door=("noemer",), keer=Decimal(100), hoogstens=Decimal(100))
PER_1000 = Meting("x", "teller", delen_door=("noemer",), keer=Decimal(1000))
PLAIN = Meting("x", "teller", gewicht=("noemer",))
REST = Meting("x", "teller", gewicht=("noemer",), aanvullen_tot=Decimal(100), hoogstens=Decimal(100))


# A cell as the source writes it


@pytest.mark.parametrize(
    ("waarde", "kenmerk", "tekst", "expected"),
    [
        (5, "None", None, (5, "")),
        (0, "None", None, (0, "")),
        (Decimal("1.5"), None, None, (Decimal("1.5"), "")),
        (5, "  None ", None, (5, "")),
        (None, "Impossible", None, (None, "nvt")),
        (None, " impossible ", None, (None, "nvt")),
        (None, "Confidential", None, (None, "onderdrukt")),
        (None, "None", None, (None, "ontbreekt")),
        (None, "None", "      .", (None, "onderdrukt")),
        (None, "None", "x", (None, "onderdrukt")),
        (None, "None", "2   ", (2, "")),
        (None, "NogNooitGezien", None, (None, "ontbreekt")),
        (None, "None", "Brunssum", (None, "ontbreekt")),
        ("         .", None, None, (None, "onderdrukt")),
        ("3", None, None, (3, "")),
    ],
)
def test_interpret(waarde, kenmerk, tekst, expected):
    found = interpret(waarde, kenmerk, tekst)
    assert (found.waarde, found.reden) == expected


@pytest.mark.parametrize("waarde", [True, {"a": 1}, [1], 1.5])
def test_interpret_refuses_what_is_no_number(waarde):
    with pytest.raises(Onleesbaar):
        interpret(waarde)


def test_interpret_tells_of_an_attribute_it_does_not_know():
    assert interpret(5, "Geschat").opmerking == "De bron zet bij dit cijfer: Geschat."
    assert "Geschat" in interpret(None, "Geschat").opmerking


# One gebied


def test_figure_as_it_is():
    assert figure(PLAIN, g("12.5"), AFWEZIG).waarde == Decimal("12.5")


def test_figure_as_share():
    assert figure(SHARE, g(1), g(3)).waarde == Decimal("33.3333")
    assert figure(PER_1000, g(1), g(3)).waarde == Decimal("333.3333")


def test_figure_as_what_remains():
    assert figure(REST, g("66.9"), AFWEZIG).waarde == Decimal("33.1")


@pytest.mark.parametrize(
    ("teller", "basis", "reden"),
    [
        (g(None, "ontbreekt"), g(3), "ontbreekt"),
        (g(None, "onderdrukt"), g(3), "onderdrukt"),
        (g(1), g(None, "onderdrukt"), "onderdrukt"),
        (g(1), g(0), "nvt"),
        (g(0), g(0), "nvt"),
    ],
)
def test_figure_keeps_the_reason(teller, basis, reden):
    found = figure(SHARE, teller, basis)
    assert (found.waarde, found.reden) == (None, reden)


def test_figure_of_nobody_out_of_many_is_zero():
    assert figure(SHARE, g(0), g(300)) == Gegeven(Decimal("0.0000"))


def test_figure_of_few_is_suppressed_exactly_below_the_limit():
    meting = Meting("x", "t", delen_door=("n",), keer=Decimal(100), kleinste_noemer=Decimal(50))
    assert figure(meting, g(5), g(49)).reden == "onderdrukt"
    assert figure(meting, g(5), g(50)).waarde == 10


def test_figure_keeps_the_remarks_of_both():
    found = figure(SHARE, g(1, opmerking="A."), g(2, opmerking="B."))
    assert found.opmerking == "A. B."


@pytest.mark.parametrize(
    ("meting", "waarde"),
    [(SHARE, 101), (SHARE, -1), (REST, 101), (PLAIN, -1), (PLAIN, 10**11), (PLAIN, "Infinity")],
)
def test_checked_refuses_what_cannot_be(meting, waarde):
    with pytest.raises(Onmogelijk):
        checked(meting, Decimal(waarde))


@pytest.mark.parametrize(("found", "stored"), [("0.00005", "0.0001"), ("0.00004", "0"), ("99.99999", "100")])
def test_checked_rounds_halves_up(found, stored):
    assert checked(SHARE, Decimal(found)) == Decimal(stored)


def test_added_is_missing_when_one_is():
    assert added([g(1), g(2)]).waarde == 3
    assert added([g(1), g(None, "onderdrukt")]).reden == "onderdrukt"
    assert added([]) == AFWEZIG


# A group of gemeenten


def parts(*pairs):
    return [Deel(g(*([t] if t is not None else [None, "ontbreekt"])), g(b)) for t, b in pairs]


def test_group_adds_counts_up():
    found = figure_of_group(SHARE, parts((10, 100), (90, 300)), "groep")
    assert found.waarde == 25


def test_group_weighs_what_has_no_counts():
    found = figure_of_group(PLAIN, parts((10, 100), (30, 300)), "groep")
    assert found.waarde == 25


def test_group_completes_after_weighing():
    assert figure_of_group(REST, parts((10, 100), (30, 300)), "groep").waarde == 75


def test_group_with_four_fifths_speaks_and_with_less_does_not():
    four = parts((1, 10), (1, 10), (1, 10), (1, 10), (None, 10))
    assert figure_of_group(SHARE, four, "groep").waarde == 10
    three = parts((1, 10), (1, 10), (1, 10), (None, 10))
    found = figure_of_group(SHARE, three, "groep")
    assert (found.waarde, found.reden) == (None, "ontbreekt")
    assert found.opmerking == "Te weinig om op te tellen: cijfers van 3 van de 4 gemeenten (groep)."


def test_group_without_any_figure_is_not_published():
    assert figure_of_group(SHARE, parts((None, 10)), "groep") is None
    assert figure_of_group(SHARE, [], "groep") is None


def test_group_of_nobody():
    assert figure_of_group(SHARE, parts((0, 0)), "groep").waarde is None


# Measures


MAAT = Maat("m", ("A1", "A2"), ("Aantal inwoners",), ("aantal",))


def kop(code, titel="Aantal inwoners", eenheid="aantal"):
    return Maatkop(code, titel, eenheid, 1, "")


def test_choose_maat_takes_the_first_code_the_table_has():
    assert choose_maat(MAAT, [kop("A2"), kop("B")]).kop.code == "A2"
    assert choose_maat(MAAT, [kop("A2"), kop("A1")]).kop.code == "A1"


def test_choose_maat_by_v3_name_without_its_number():
    assert choose_maat(MAAT, [kop("A1_83")]).kop.code == "A1_83"
    assert (
        choose_maat(
            Maat("m", ("M_2",), ("T",), ("%",)), [kop("M_2", "T", "%"), kop("M_1", "T", "%")]
        ).kop.code
        == "M_2"
    )


def test_choose_maat_two_columns_of_one_name_are_held():
    assert "2 keer" in choose_maat(MAAT, [kop("A1_5"), kop("A1_9")]).vastgehouden


def test_choose_maat_absent():
    found = choose_maat(MAAT, [kop("B")])
    assert found.kop is None
    assert found.vastgehouden == ""


def test_choose_maat_by_title_when_there_is_no_code():
    maat = Maat("m", (), ("Huishoudens tot 120% van sociaal minimum",), ("%",))
    assert choose_maat(maat, [kop("X", "Huishoudens tot 120% van sociaal minimum ", "%")]).kop.code == "X"
    assert choose_maat(maat, [kop("X", "Huishoudens tot 110% van sociaal minimum", "%")]).kop is None
    two = [kop("X", maat.titels[0], "%"), kop("Y", maat.titels[0], "%")]
    assert "komt vaker voor (X, Y)" in choose_maat(maat, two).vastgehouden


@pytest.mark.parametrize("titel", ["aantal  inwoners", "Aantal inwoners ", "Aantal inwoners."])
def test_choose_maat_is_not_put_off_by_spelling(titel):
    assert choose_maat(MAAT, [kop("A1", titel)]).kop


@pytest.mark.parametrize("eenheid", ["x 1 000", "%", ""])
def test_choose_maat_holds_another_unit(eenheid):
    assert "De eenheid van A1" in choose_maat(MAAT, [kop("A1", eenheid=eenheid)]).vastgehouden


def test_choose_maat_blanks_in_a_unit_mean_nothing():
    maat = Maat("m", ("A",), ("T",), ("x 1 000 euro",))
    assert choose_maat(maat, [kop("A", "T", "x 1\u00a0000 euro")]).kop


@pytest.mark.parametrize(
    ("titel", "key"),
    [
        ("Netto arbeidsparticipatie", "NettoArbeidsparticipatie"),
        ("(Heel) veel stress, afg. 4 weken", "HeelVeelStressAfg4Weken"),
        ("Wmo-cliënten", "WmoClienten"),
    ],
)
def test_squeeze_makes_a_title_and_its_column_name_the_same(titel, key):
    assert squeeze(titel) == squeeze(key)


# Editions and periods


def kenmerken(**changes):
    base = {"tabel": "84799NED", "titel": "", "versie": "202103260200", "gewijzigd": "", "jaar": 2020}
    return Kenmerken(**(base | {"status": "", "toelichting": ""} | changes))


def test_editie_follows_the_table():
    assert editie_of(kenmerken(), Tabelkeuze("84799NED", 2019)).jaar == 2020
    assert editie_of(kenmerken(jaar=None), Tabelkeuze("84799NED", 2019)).jaar == 2019


def test_editie_has_a_name_that_fits():
    assert editie_of(kenmerken(), Tabelkeuze("x")).naam == "84799NED, versie 202103260200"
    assert editie_of(kenmerken(versie="2025-11-20T02:00:00"), Tabelkeuze("x")).naam.endswith("2025-11-20")
    assert editie_of(kenmerken(versie=""), Tabelkeuze("x")).naam == "84799NED"
    assert len(editie_of(kenmerken(versie="9" * 90), Tabelkeuze("x")).naam) == 60


@pytest.mark.parametrize(
    ("text", "voorlopig"),
    [
        ("Status van de cijfers:\r\nDefinitief, tenzij ... voorlopige cijfers betreft.\r\n\r\nMeer.", False),
        ("Status van de cijfers:\r\nDe cijfers over 2025 zijn voorlopig.\r\n\r\nMeer.", True),
        ("Status van de cijfers: Voorlopig", True),
        ("De voorlopige cijfers over 2025 verschijnen eind 2026 in deze tabel.", False),
        ("Status van de cijfers:\r\nDefinitief.\r\n\r\nDe voorlopige cijfers volgen.", False),
        ("", False),
    ],
)
def test_text_says_voorlopig(text, voorlopig):
    assert text_says_voorlopig(text) is voorlopig


@pytest.mark.parametrize(
    ("text", "voorlopig"),
    [
        ("De cijfers zijn voorlopig.", True),
        ("Het gaat om voorlopige cijfers.", True),
        ("De gegevens over 2024 zijn nog voorlopig.", True),
        ("Personen in voorlopige hechtenis tellen niet mee.", False),
        ("De cijfers zijn definitief. Een voorlopig verblijf telt mee.", False),
    ],
)
def test_maat_says_voorlopig(text, voorlopig):
    assert maat_says_voorlopig(text) is voorlopig


@pytest.mark.parametrize(
    ("status", "toelichting", "voorlopig"),
    [
        ("Definitief", "", False),
        ("definitief", "", False),
        ("Voorlopig", "", True),
        ("NaderVoorlopig", "", True),
        ("IetsNieuws", "", True),
        ("", "", False),
        ("", "Uitkomsten zijn voorlopig over: augustus.", True),
    ],
)
def test_periode_is_voorlopig(status, toelichting, voorlopig):
    assert periode_is_voorlopig(Code("2024JJ00", "2024JJ00", "2024", status, toelichting)) is voorlopig


def codes(*names):
    return {name: Code(name, name, name, "Definitief") for name in names}


def months(jaar, count=12):
    return [f"{jaar}MM{number:02}" for number in range(1, count + 1)]


def test_years_of_whole_years_only():
    jaren = years_of(codes("2023JJ00", "2024JJ00", "2024KW01", "x"), vanaf=2024, maanden_optellen=False)
    assert jaren.perioden == {2024: ("2024JJ00",)}


def test_years_of_twelve_months():
    found = years_of(codes(*months(2023), *months(2024, 7)), vanaf=None, maanden_optellen=True)
    assert found.perioden == {2023: tuple(months(2023))}


def test_years_of_prefers_the_year_itself():
    found = years_of(codes("2023JJ00", *months(2023)), vanaf=None, maanden_optellen=True)
    assert found.perioden == {2023: ("2023JJ00",)}


def test_years_of_one_provisional_month_makes_the_year_so():
    some = codes(*months(2023))
    some["2023MM12"] = Code("2023MM12", "2023MM12", "", "Voorlopig")
    assert years_of(some, vanaf=None, maanden_optellen=True).voorlopig == {2023}


def test_over_year():
    assert over_year([g(3)]).waarde == 3
    assert over_year([None]) is None
    assert over_year([None] * 12) is None
    assert over_year([g(1)] * 12).waarde == 12
    assert over_year([g(1)] * 11 + [None]).reden == "ontbreekt"
    assert over_year([g(1)] * 11 + [g(None, "onderdrukt")]).waarde is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2017", 2017),
        (2017, 2017),
        (" 2017 ", 2017),
        ("2012-2024", None),
        ("", None),
        (None, None),
        ("0000", None),
    ],
)
def test_year_of(text, year):
    assert year_of(text) == year


def test_newest_with_value_looks_over_all_tables():
    def staat(*keys):
        return TabelStaat("1", "", "v", gevuld=keys)

    found = newest_with_value(
        {
            "a": staat(gevuld_key("ww", 2025, "GM0899")),
            "b": staat(gevuld_key("ww", 2024, "WK089902"), gevuld_key("stress", 2022, "NL00")),
        }
    )
    assert found == {"ww": 2025, "stress": 2022}
