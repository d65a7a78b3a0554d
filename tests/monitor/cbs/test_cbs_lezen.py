"""Reading a bron from beginning to end, over real HTTP. The first tests are the acceptance tests of the research."""

from dataclasses import replace
from decimal import Decimal

import pytest

from monitor.cbs import CbsGebied, TabelStaat, Uitslag
from monitor.cbs.edities import newest_with_value
from monitor.cbs.instellingen import Tabelkeuze
from tests.monitor.cbs_server.gegevens import GEBIED
from tests.monitor.cbs_server.storing import STATUSSEN, VORMEN

OBSERVATIONS = "/Observations"


def value(cbs, tabel, measure, gebied, **dims):
    """What the stand-in has in a cell; None when there is no row."""
    for row in cbs.tabel(tabel).observations:
        if row["Measure"] == measure and row[GEBIED] == gebied and all(row[n] == v for n, v in dims.items()):
            return None if row["Value"] is None else Decimal(str(row["Value"]))
    return None


# Acceptance


def test_one_page(read, one_measure, figures, cbs):
    cells = figures(read(one_measure("corporatiewoningen")))
    assert cells["corporatiewoningen", "GM0899", 2020].waarde == value(cbs, "84799NED", "A047047", "GM0899")
    assert cells["corporatiewoningen", "WK089902", 2020].editie == "84799NED, versie 202103260200"
    assert cells["corporatiewoningen", "WK089902", 2020].indeling_jaar == 2020


def test_three_pages_give_the_same_figures(read, kwb, cbs):
    whole = read(kwb())
    before = len(cbs.paths(OBSERVATIONS))
    cbs.settings.page_size = 60
    assert read(kwb()).cellen == whole.cellen
    assert len(cbs.paths(OBSERVATIONS)) - before >= 3


def test_pages_of_seven_give_the_same_figures(read, kwb, cbs):
    whole = read(kwb())
    cbs.settings.page_size = 7
    assert read(kwb()).cellen == whole.cellen


def test_an_empty_answer_gives_no_cells_and_says_so(read, one_measure, cbs):
    cbs.change("84799NED").drop({"A047047"})
    uitkomst = read(one_measure("corporatiewoningen"))
    assert uitkomst.gelukt
    assert uitkomst.cellen == ()
    assert "In tabel 84799NED staan nog geen cijfers van: corporatiewoningen." in uitkomst.opmerkingen


def test_padded_codes_give_the_same_figures(read, kwb, cbs):
    plain = read(kwb())
    cbs.settings.padded_v4 = True
    assert read(kwb()).cellen == plain.cellen
    assert any("GM0899    " in path for path in cbs.paths(OBSERVATIONS))


def test_retry_then_success(read, kwb, cbs, waits):
    whole = read(kwb())
    cbs.fail("503", match=OBSERVATIONS, times=2)
    assert read(kwb()).cellen == whole.cellen
    assert len(waits) == 2


def test_retry_exhausted_gives_no_cells_and_keeps_what_was_remembered(read, kwb, cbs):
    bekend = read(kwb()).remember({})
    cbs.change("84799NED").properties["Version"] = "209901010000"
    cbs.fail("503", match=OBSERVATIONS)
    uitkomst = read(kwb(), bekend)
    assert not uitkomst.gelukt
    assert uitkomst.cellen == ()
    assert "geen bruikbaar antwoord" in uitkomst.fouten[0]
    assert uitkomst.remember(bekend) == bekend


def test_observations_404_falls_back_to_v3_with_equal_figures(read, kwb, cbs):
    v4 = read(kwb("83765NED", "84799NED"))
    cbs.fail("observations404")
    v3 = read(kwb("83765NED", "84799NED"))
    by_place = {(cel.indicator, cel.gebied, cel.periode): cel for cel in v4.cellen}
    assert len(v3.cellen) == len(by_place)
    for cel in v3.cellen:
        other = by_place[cel.indicator, cel.gebied, cel.periode]
        assert (cel.waarde, cel.status, cel.berekend) == (other.waarde, other.status, other.berekend)
    assert any("oude" in zin for zin in v3.opmerkingen)
    assert cbs.paths("/ODataFeed/odata/84799NED/TypedDataSet")


@pytest.mark.parametrize("mode", ["500", "reset_body", "bad_json", "html", "half_page"])
def test_a_page_that_fails_in_the_middle_stores_nothing_of_that_table(read, kwb, cbs, mode):
    """Of the other table everything, unless the service is gone."""
    cbs.settings.page_size = 40
    cbs.fail(mode, match="84799NED/Observations.*skip=40")
    tabellen = {tabel.tabel: tabel for tabel in read(kwb("83765NED", "84799NED", "85618NED")).tabellen}
    assert tabellen["84799NED"].uitslag is Uitslag.MISLUKT
    assert tabellen["84799NED"].cellen == ()
    assert tabellen["84799NED"].staat is None
    assert tabellen["85618NED"].uitslag is Uitslag.GELEZEN
    assert tabellen["85618NED"].cellen


def test_a_foreign_nextlink_is_refused(read, kwb, cbs):
    cbs.fail("foreign_link", match=OBSERVATIONS)
    uitkomst = read(kwb())
    assert uitkomst.cellen == ()
    assert "verwijst naar een ander adres (http://elders.example)" in uitkomst.fouten[0]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"Unit": "per 1 000 woningen"}, "De eenheid van A047047 is nu “per 1 000 woningen”"),
        ({"Title": "Sociale huurwoningen"}, "De titel van A047047 is nu “Sociale huurwoningen”"),
    ],
)
def test_another_unit_or_title_is_held_for_review(read, kwb, figures, cbs, changes, sentence):
    cbs.control({"tabel": "84799NED", "maten": {"A047047": changes}})
    uitkomst = read(kwb())
    assert "corporatiewoningen" not in {cel.indicator for cel in uitkomst.cellen}
    assert ("woz-waarde", "GM0899", 2020) in figures(uitkomst)
    (held,) = uitkomst.vastgehouden
    assert (held.tabel, held.indicator, held.maat) == ("84799NED", "corporatiewoningen", "corporatiewoningen")
    assert sentence in held.zin
    assert uitkomst.gelukt


def test_a_suppressed_cell_is_no_figure_and_never_zero(read, one_measure, figures):
    cells = figures(read(one_measure("laag-inkomen")))
    missing = cells["laag-inkomen", "BU08990243", 2020]
    assert missing.waarde is None
    assert missing.reden == "ontbreekt"
    assert cells["laag-inkomen", "BU08990314", 2020].waarde is not None


def test_the_benchmark_is_the_weighted_figure_of_its_gemeenten(read, kwb, figures, cbs):
    cells = figures(read(kwb()))
    klasse_2 = ["GM0899", "GM9001", "GM9002", "GM9003"]

    def total(measure):
        return sum(value(cbs, "84799NED", measure, gemeente) for gemeente in klasse_2)

    share = total("1080") / total("T001036") * 100
    assert cells["gescheiden", "BM-SS", 2020].waarde == round(share, 4)
    weighed = sum(
        value(cbs, "84799NED", "A047047", one) * value(cbs, "84799NED", "M000297", one) for one in klasse_2
    ) / total("M000297")
    benchmark = cells["corporatiewoningen", "BM-SS", 2020]
    assert benchmark.waarde == round(weighed, 4)
    assert benchmark.berekend
    assert benchmark.opmerking == "Berekend: gewogen over 4 van de 4 gemeenten (sterk stedelijk)."


def test_an_unchanged_edition_is_not_asked_for_observations(read, kwb, cbs):
    first = read(kwb("83765NED", "84799NED"))
    asked = len(cbs.paths())
    again = read(kwb("83765NED", "84799NED"), first.remember({}))
    assert {tabel.uitslag for tabel in again.tabellen} == {Uitslag.ONGEWIJZIGD}
    assert cbs.paths()[asked:] == [
        "/odata/v1/CBS/84799NED/Properties",
        "/odata/v1/CBS/83765NED/Properties",
    ]
    assert again.cellen == ()
    assert again.remember({}) == first.remember({})


# Versions and state


@pytest.mark.parametrize("name", ["Version", "ObservationsModified"])
def test_a_changed_edition_is_read_again(read, one_measure, figures, cbs, name):
    bekend = read(one_measure("corporatiewoningen")).remember({})
    tabel = cbs.change("84799NED")
    tabel.properties[name] = "209901010000"
    tabel.put("A047047", "WK089902", Value=12)
    cells = figures(read(one_measure("corporatiewoningen"), bekend))
    assert cells["corporatiewoningen", "WK089902", 2020].waarde == 12


def test_a_table_without_any_version_is_always_read(read, one_measure, cbs):
    for name in ("Version", "ObservationsModified", "Modified"):
        cbs.change("84799NED").properties[name] = None
    bekend = read(one_measure("corporatiewoningen")).remember({})
    assert read(one_measure("corporatiewoningen"), bekend).tabellen[0].uitslag is Uitslag.GELEZEN


def test_other_settings_or_gebieden_read_again(read, kwb, one_measure):
    bekend = read(one_measure("corporatiewoningen")).remember({})
    same = read(one_measure("corporatiewoningen"), bekend)
    assert same.tabellen[0].uitslag is Uitslag.ONGEWIJZIGD
    assert read(kwb(), bekend).tabellen[0].uitslag is Uitslag.GELEZEN
    fewer = read(one_measure("corporatiewoningen"), bekend, gebieden=[CbsGebied("GM0899", "Brunssum")])
    assert fewer.tabellen[0].uitslag is Uitslag.GELEZEN


def test_one_more_edition_leaves_the_others_alone(read, kwb):
    bekend = read(kwb("84799NED")).remember({})
    uitkomst = read(kwb("84799NED", "85618NED"), bekend)
    assert {tabel.tabel: tabel.uitslag.value for tabel in uitkomst.tabellen} == {
        "84799NED": "ongewijzigd",
        "85618NED": "gelezen",
    }


def test_what_was_held_or_broken_is_said_again_for_an_unchanged_table(read, kwb, cbs):
    cbs.control(
        {
            "tabel": "84799NED",
            "maten": {"A047047": {"Unit": "aantal"}},
            "gebieden": {"WK089902": "Wijk 02 Elders"},
        }
    )
    first = read(kwb())
    again = read(kwb(), first.remember({}))
    assert again.tabellen[0].uitslag is Uitslag.ONGEWIJZIGD
    assert again.vastgehouden == first.vastgehouden != ()
    assert again.breuken == first.breuken != ()


def test_a_state_survives_being_kept_as_json(read, kwb, cbs):
    cbs.control(
        {"tabel": "84799NED", "maten": {"A047047": {"Unit": "aantal"}}, "gebieden": {"WK089902": "X"}}
    )
    (staat,) = read(kwb()).remember({}).values()
    assert TabelStaat.from_dict(staat.as_dict()) == staat


def test_a_table_that_changes_while_we_read_is_not_taken(read, kwb, cbs):
    cbs.fail("changed", match="Properties", skip=1)
    uitkomst = read(kwb())
    assert uitkomst.cellen == ()
    assert "De bron veranderde terwijl we lazen" in uitkomst.fouten[0]


def test_figures_that_the_source_withdraws_become_missing(read, one_measure, figures, cbs):
    bekend = read(one_measure("corporatiewoningen")).remember({})
    tabel = cbs.change("84799NED")
    tabel.drop({"A047047"})
    tabel.properties["Version"] = "209901010000"
    uitkomst = read(one_measure("corporatiewoningen"), bekend)
    cells = figures(uitkomst)
    assert cells["corporatiewoningen", "WK089902", 2020].reden == "ontbreekt"
    assert cells["corporatiewoningen", "BM-SS", 2020].waarde is None
    assert "De bron heeft cijfers van corporatiewoningen over 2020 ingetrokken." in uitkomst.opmerkingen
    after = read(one_measure("corporatiewoningen"), uitkomst.remember(bekend))
    assert after.tabellen[0].uitslag is Uitslag.ONGEWIJZIGD


def test_a_measure_that_is_held_is_not_called_withdrawn(read, one_measure, cbs):
    bekend = read(one_measure("corporatiewoningen")).remember({})
    cbs.control(
        {
            "tabel": "84799NED",
            "eigenschappen": {"Version": "2"},
            "maten": {"A047047": {"Unit": "aantal"}},
        }
    )
    uitkomst = read(one_measure("corporatiewoningen"), bekend)
    assert not any("ingetrokken" in zin for zin in uitkomst.opmerkingen)
    assert uitkomst.remember(bekend)["84799NED"].gevuld == bekend["84799NED"].gevuld


def test_what_is_no_longer_asked_is_not_called_withdrawn(read, kwb, one_measure):
    bekend = read(kwb()).remember({})
    uitkomst = read(one_measure("corporatiewoningen"), bekend)
    assert not any("ingetrokken" in zin for zin in uitkomst.opmerkingen)


def test_a_benchmark_that_cannot_be_made_is_not_called_withdrawn(read, one_measure, cbs):
    bekend = read(one_measure("corporatiewoningen")).remember({})
    cbs.control(
        {
            "tabel": "84799NED",
            "eigenschappen": {"Version": "2"},
            "maten": {"M000297": {"Unit": "x 1 000"}},
        }
    )
    uitkomst = read(one_measure("corporatiewoningen"), bekend)
    assert not any("ingetrokken" in zin for zin in uitkomst.opmerkingen)
    assert uitkomst.remember(bekend)["84799NED"].gevuld == bekend["84799NED"].gevuld


# Editions


def test_newest_edition_per_measure_that_has_a_value(read, kwb):
    staten = read(kwb("84799NED", "85618NED", "85984NED", "86165NED")).remember({})
    newest = newest_with_value(staten)
    assert newest["gescheiden"] == 2025
    assert newest["laag-inkomen"] == 2024
    assert newest["opleiding-laag"] == 2024
    assert newest["lage-inkomensgrens"] == 2023


def test_a_measure_that_is_not_filled_yet_gives_no_cells(read, kwb):
    uitkomst = read(kwb("86165NED"))
    assert "laag-inkomen" not in {cel.indicator for cel in uitkomst.cellen}
    assert (
        "In tabel 86165NED staan nog geen cijfers van: laag-inkomen, opleiding-laag, werkzame-beroepsbevolking."
        in uitkomst.opmerkingen
    )


def test_a_measure_that_is_filled_for_gemeenten_only_gives_no_cells_for_wijken(read, one_measure, cbs):
    tabel = cbs.change("84799NED")
    for row in list(tabel.observations):
        if row["Measure"] == "A047047" and row[GEBIED][:2] in ("WK", "BU"):
            tabel.drop({"A047047"}, row[GEBIED])
    uitkomst = read(one_measure("corporatiewoningen"))
    assert {cel.gebied for cel in uitkomst.cellen} == {"NL00", "GM0899", "BM-SS"}


def test_a_measure_that_an_edition_does_not_have(read, kwb):
    uitkomst = read(kwb("83765NED"))
    assert "lage-inkomensgrens" not in {cel.indicator for cel in uitkomst.cellen}
    assert any("heeft geen kolom voor: lage-inkomensgrens" in zin for zin in uitkomst.opmerkingen)


def test_the_table_itself_says_which_year_it_is(read, kwb, figures):
    wrong = replace(kwb(), edities=(Tabelkeuze("84799NED", 2019),))
    uitkomst = read(wrong)
    assert {cel.periode for cel in uitkomst.cellen} == {2020}
    assert "volgens de bron over 2020, in de instellingen staat 2019" in uitkomst.opmerkingen[0]


def test_two_tables_about_one_year_are_not_both_taken(read, kwb, cbs):
    cbs.change("83765NED").properties["TemporalCoverage"] = "2020"
    uitkomst = read(kwb("83765NED", "84799NED"))
    assert [tabel.uitslag.value for tabel in uitkomst.tabellen] == ["gelezen", "mislukt"]
    assert "en tabel 84799NED ook" in uitkomst.fouten[0]


def test_a_table_without_year_in_itself_or_the_settings(read, kwb, cbs):
    cbs.change("84799NED").properties["TemporalCoverage"] = "2019-2021"
    assert {cel.periode for cel in read(kwb()).cellen} == {2020}
    uitkomst = read(replace(kwb(), edities=(Tabelkeuze("84799NED"),)))
    assert "zegt niet over welk jaar" in uitkomst.fouten[0]


def test_provisional_figures_of_one_measure(read, kwb, figures, cbs):
    cbs.control(
        {
            "tabel": "84799NED",
            "maten": {"1080": {"Description": "Aantal gescheiden inwoners. De cijfers zijn voorlopig."}},
        }
    )
    cells = figures(read(kwb()))
    assert cells["gescheiden", "GM0899", 2020].status == "voorlopig"
    assert cells["woz-waarde", "GM0899", 2020].status == "definitief"


def test_provisional_figures_of_a_base_make_the_share_provisional(read, kwb, figures, cbs):
    cbs.control(
        {"tabel": "84799NED", "maten": {"T001036": {"Description": "Voorlopige cijfers op 1 januari."}}}
    )
    assert figures(read(kwb()))["gescheiden", "GM0899", 2020].status == "voorlopig"


def test_a_provisional_table(read, kwb, cbs):
    text = "Overzicht.\r\n\r\nStatus van de cijfers:\r\nDe cijfers over 2020 zijn voorlopig.\r\n\r\nEinde."
    cbs.change("84799NED").properties["Description"] = text
    assert {cel.status for cel in read(kwb()).cellen} == {"voorlopig"}


# Cells


def with_cells(figures, read, one_measure):
    return figures(read(one_measure("corporatiewoningen")))


def test_impossible_is_not_applicable(read, one_measure, figures):
    cel = with_cells(figures, read, one_measure)["corporatiewoningen", "BU08990243", 2020]
    assert (cel.waarde, cel.reden) == (None, "nvt")


def test_confidential_is_suppressed(read, one_measure, figures):
    cel = with_cells(figures, read, one_measure)["corporatiewoningen", "BU08990339", 2020]
    assert (cel.waarde, cel.reden) == (None, "onderdrukt")


def test_a_point_as_text_is_suppressed(read, one_measure, figures):
    cel = with_cells(figures, read, one_measure)["corporatiewoningen", "BU08990340", 2020]
    assert (cel.waarde, cel.reden) == (None, "onderdrukt")


def test_an_unknown_reason_is_missing_and_told(read, one_measure, figures):
    cel = with_cells(figures, read, one_measure)["corporatiewoningen", "BU08990314", 2020]
    assert (cel.waarde, cel.reden) == (None, "ontbreekt")
    assert "Ondoorgrondelijk" in cel.opmerking


def test_a_figure_with_an_unknown_attribute_is_kept_with_a_remark(read, one_measure, figures):
    cel = with_cells(figures, read, one_measure)["corporatiewoningen", "BU08990345", 2020]
    assert (cel.waarde, cel.reden) == (44, "")
    assert cel.opmerking == "De bron zet bij dit cijfer: Ondoorgrondelijk."


def test_a_real_zero_stays_zero(read, kwb, figures):
    """Nobody in Rode Beek had bijstand in 2020, says the CBS."""
    bijstand = next(one for one in kwb().niet_overgenomen if one.indicator == "bijstand").meting
    cel = figures(read(kwb(metingen=(bijstand,))))["bijstand", "BU08990314", 2020]
    assert (cel.waarde, cel.reden) == (0, "")


def test_a_class_kept_as_text_counts_for_the_benchmark(read, one_measure, figures, cbs):
    before = figures(read(one_measure("gescheiden")))["gescheiden", "BM-SS", 2020]
    tabel = cbs.change("84799NED")
    for row in tabel.observations:
        if row["Measure"] == "ST0001":
            row["Value"], row["StringValue"] = None, f"{row['Value']} "
    assert figures(read(one_measure("gescheiden")))["gescheiden", "BM-SS", 2020] == before


def test_a_share_is_count_by_base(read, kwb, figures, cbs):
    cel = figures(read(kwb()))["eenpersoonshuishoudens", "WK089902", 2020]
    expected = (
        value(cbs, "84799NED", "1050015", "WK089902") / value(cbs, "84799NED", "1050010_2", "WK089902") * 100
    )
    assert cel.waarde == round(expected, 4)
    assert cel.berekend


def test_a_share_of_several_bases_together(read, kwb, figures, cbs):
    cel = figures(read(kwb()))["opleiding-laag", "WK089902", 2020]
    counts = [value(cbs, "84799NED", code, "WK089902") for code in ("2018700", "2018740", "2018790")]
    assert cel.waarde == round(counts[0] / sum(counts) * 100, 4)


def test_a_share_of_too_few_people_is_not_shown(read, one_measure, figures, cbs):
    cbs.change("84799NED").put("T001036", "BU08990345", Value=40)
    cel = figures(read(one_measure("gescheiden")))["gescheiden", "BU08990345", 2020]
    assert (cel.waarde, cel.reden) == (None, "onderdrukt")


def test_a_share_of_nobody_is_not_applicable(read, one_measure, figures, cbs):
    cbs.change("84799NED").put("T001036", "BU08990345", Value=0)
    cel = figures(read(one_measure("gescheiden")))["gescheiden", "BU08990345", 2020]
    assert (cel.waarde, cel.reden) == (None, "nvt")


@pytest.mark.parametrize("found", [120, -1])
def test_a_percentage_that_cannot_be_is_refused_and_named(read, one_measure, figures, cbs, found):
    cbs.change("84799NED").put("A047047", "WK089902", Value=found)
    uitkomst = read(one_measure("corporatiewoningen"))
    assert ("corporatiewoningen", "WK089902", 2020) not in figures(uitkomst)
    (refused,) = uitkomst.weigeringen
    assert (refused.gebied, refused.gevonden) == ("WK089902", str(found))


def test_a_word_where_a_figure_belongs_fails_the_table(read, kwb, cbs):
    cbs.fail("text_value", match=OBSERVATIONS)
    uitkomst = read(kwb())
    assert uitkomst.cellen == ()
    assert "Waar een getal hoort staat iets anders" in uitkomst.fouten[0]


def test_a_figure_that_is_there_twice_is_taken_once(read, kwb, cbs):
    plain = read(kwb())
    cbs.fail("duplicate", match=OBSERVATIONS)
    uitkomst = read(kwb())
    assert uitkomst.cellen == plain.cellen
    assert any("stonden cijfers dubbel" in zin for zin in uitkomst.opmerkingen)


def test_two_figures_for_one_place_fail_the_table(read, kwb, cbs):
    cbs.fail("contradiction", match=OBSERVATIONS)
    uitkomst = read(kwb())
    assert uitkomst.cellen == ()
    assert "twee verschillende cijfers" in uitkomst.fouten[0]


# Benchmark


def test_a_benchmark_needs_four_fifths_of_its_gemeenten(read, one_measure, figures, cbs):
    """Three of four is too few."""
    cbs.change("84799NED").drop({"A047047"}, "GM9003")
    cel = figures(read(one_measure("corporatiewoningen")))["corporatiewoningen", "BM-SS", 2020]
    assert (cel.waarde, cel.reden) == (None, "ontbreekt")
    assert "3 van de 4 gemeenten" in cel.opmerking


def test_a_gemeente_without_base_does_not_count(read, one_measure, figures, cbs):
    cbs.change("84799NED").drop({"M000297"}, "GM9003")
    cel = figures(read(one_measure("corporatiewoningen")))["corporatiewoningen", "BM-SS", 2020]
    assert cel.waarde is None


def test_a_gemeente_of_another_class_does_not_count(read, one_measure, figures, cbs):
    before = figures(read(one_measure("corporatiewoningen")))["corporatiewoningen", "BM-SS", 2020].waarde
    cbs.change("84799NED").put("A047047", "GM9004", Value=99)
    assert (
        figures(read(one_measure("corporatiewoningen")))["corporatiewoningen", "BM-SS", 2020].waarde == before
    )
    cbs.change("84799NED").put("ST0001", "GM9004", Value=2)
    assert (
        figures(read(one_measure("corporatiewoningen")))["corporatiewoningen", "BM-SS", 2020].waarde != before
    )


def test_a_weight_that_looks_different_costs_the_benchmark_only(read, one_measure, cbs):
    cbs.control({"tabel": "84799NED", "maten": {"M000297": {"Unit": "x 1 000"}}})
    uitkomst = read(one_measure("corporatiewoningen"))
    assert "BM-SS" not in {cel.gebied for cel in uitkomst.cellen}
    assert "WK089902" in {cel.gebied for cel in uitkomst.cellen}
    assert any(
        "sterk stedelijk is voor corporatiewoningen over 2020 niet te berekenen" in zin
        for zin in uitkomst.opmerkingen
    )


def test_a_base_that_looks_different_holds_the_share(read, one_measure, cbs):
    cbs.control({"tabel": "84799NED", "maten": {"T001036": {"Unit": "x 1 000"}}})
    uitkomst = read(one_measure("gescheiden"))
    assert uitkomst.cellen == ()
    assert uitkomst.vastgehouden[0].maat == "inwoners"


def test_without_the_benchmark_among_our_gebieden_no_gemeenten_are_asked(read, one_measure, cbs):
    uitkomst = read(one_measure("gescheiden"), gebieden=[CbsGebied("GM0899", "Brunssum")])
    assert {cel.gebied for cel in uitkomst.cellen} == {"GM0899"}
    assert not cbs.paths(r"startswith\(WijkenEnBuurten,'GM'\)")


# Gebieden


def test_a_code_with_another_name_breaks_the_series(read, kwb, figures, cbs):
    cbs.control({"tabel": "84799NED", "gebieden": {"WK089902": "Wijk 02 Brunssum-Noordwest"}})
    uitkomst = read(kwb("84799NED", "85618NED"))
    cells = figures(uitkomst)
    assert ("woz-waarde", "WK089902", 2020) not in cells
    assert ("woz-waarde", "WK089902", 2023) in cells
    assert ("woz-waarde", "WK089903", 2020) in cells
    (breuk,) = uitkomst.breuken
    assert (breuk.tabel, breuk.gebied, breuk.periode) == ("84799NED", "WK089902", 2020)
    assert "“Wijk 02 Brunssum-Noordwest” en bij ons “Wijk 02 Brunssum-Noord”" in breuk.zin


@pytest.mark.parametrize(
    ("bij_ons", "bij_het_cbs"),
    [
        ("Wijk 03 Treebeek", "Treebeek"),
        ("Treebeek", "Wijk 03 Treebeek"),
        ("Noord", "Wijk 02 Brunssum-Noord"),
        ("Wijk 02 Brunssum-Noord", "Brunssum noord"),
        ("Wijk 3: Treebeek", "Wijk 03 Treebeek"),
        ("Hendrik e.o.", "Hendrik en omgeving"),
        ("St. Gregorius & Langeberg", "Sint Gregorius en Langeberg"),
    ],
)
def test_another_spelling_of_a_gebied_does_not_break_the_series(
    read, one_measure, figures, cbs, bij_ons, bij_het_cbs
):
    cbs.control({"tabel": "84799NED", "gebieden": {"WK089902": bij_het_cbs}})
    gebieden = [CbsGebied("GM0899", "Brunssum"), CbsGebied("WK089902", bij_ons)]
    uitkomst = read(one_measure("woz-waarde"), gebieden=gebieden)
    assert uitkomst.breuken == ()
    assert ("woz-waarde", "WK089902", 2020) in figures(uitkomst)


@pytest.mark.parametrize(
    ("bij_ons", "bij_het_cbs"),
    [
        ("Treebeek", "Wijk 02 Treebeek-Zuid"),
        ("Noord", "Wijk 02 Brunssum-Noordwest"),
        ("Brunssum-Noord", "Heerlen-Noord"),
        ("Brunssum-Noord", "Brunssum"),
    ],
)
def test_a_real_renaming_breaks_the_series(read, one_measure, figures, cbs, bij_ons, bij_het_cbs):
    cbs.control({"tabel": "84799NED", "gebieden": {"WK089902": bij_het_cbs}})
    gebieden = [CbsGebied("GM0899", "Brunssum"), CbsGebied("WK089902", bij_ons)]
    uitkomst = read(one_measure("woz-waarde"), gebieden=gebieden)
    assert [(breuk.gebied, breuk.hun_naam) for breuk in uitkomst.breuken] == [("WK089902", bij_het_cbs)]
    assert ("woz-waarde", "WK089902", 2020) not in figures(uitkomst)


def test_sentences_name_indicators_as_people_do(read, kwb):
    uitkomst = read(kwb("86165NED"), namen={"laag-inkomen": "Huishoudens met een laag inkomen"})
    assert any(
        "staan nog geen cijfers van: Huishoudens met een laag inkomen, opleiding-laag" in zin
        for zin in uitkomst.opmerkingen
    )


def test_a_former_name_that_we_know_does_not_break_the_series(read, kwb, cbs):
    cbs.control({"tabel": "84799NED", "gebieden": {"WK089902": "Wijk 02 Brunssum-Noordwest"}})
    gebied = CbsGebied("WK089902", "Wijk 02 Brunssum-Noord", ("Brunssum Noordwest",))
    assert read(kwb(), gebieden=[gebied]).breuken == ()


def test_a_gebied_that_an_edition_does_not_have_gives_no_cells(read, kwb):
    uitkomst = read(kwb(), gebieden=[CbsGebied("WK089909", "Wijk 09"), CbsGebied("GM0899", "Brunssum")])
    assert {cel.gebied for cel in uitkomst.cellen} == {"GM0899"}
    assert "Tabel 84799NED kent deze gebieden niet: Wijk 09 (WK089909)." in uitkomst.opmerkingen


def test_codes_of_our_own_are_never_sent(read, kwb, cbs):
    read(kwb(), gebieden=[CbsGebied("PG-NO", "Programmagebied"), CbsGebied("x' or 1 eq 1", "Kwaad")])
    assert not any("PG-NO" in path or "1 eq 1" in path for path in cbs.paths())


def test_addresses_stay_short_for_a_whole_gemeente(read, kwb, cbs):
    gebieden = [
        CbsGebied(row["Identifier"], row["Title"])
        for row in cbs.tabel("84799NED").codes[GEBIED]
        if not row["Identifier"].startswith("GM9")
    ]
    uitkomst = read(kwb(), gebieden=gebieden)
    assert uitkomst.gelukt
    assert {cel.gebied for cel in uitkomst.cellen} == {gebied.code for gebied in gebieden}
    assert max(entry["length"] for entry in cbs.log) <= 2000
    assert len(cbs.paths(OBSERVATIONS)) == 2


def test_a_service_that_does_not_filter_codes_is_asked_for_all(read, kwb, cbs):
    plain = read(kwb())
    cbs.fail("400", match="WijkenEnBuurtenCodes.*startswith")
    assert read(kwb()).cellen == plain.cellen


# The table is not what we think


def test_an_answer_about_another_table_is_refused(read, kwb, cbs):
    cbs.fail("redirect", match="84799NED/Properties")
    assert "het antwoord gaat over een andere tabel" in read(kwb()).fouten[0]


def test_a_dimension_that_we_did_not_choose_from_is_refused(read, kwb, cbs):
    cbs.change("84799NED").dimensions.append({"Identifier": "Geslacht", "Title": "Geslacht", "MapYear": None})
    uitkomst = read(kwb())
    assert uitkomst.cellen == ()
    assert "is ook verdeeld naar Geslacht" in uitkomst.fouten[0]


def test_a_table_that_is_gone(read, kwb):
    uitkomst = read(replace(kwb(), edities=(Tabelkeuze("00000NED", 2020),)))
    assert "Tabel 00000NED: 127.0.0.1 kent /odata/v1/CBS/00000NED/Properties niet (meer)." in uitkomst.fouten


def test_v3_with_another_measure_in_that_place_is_held(read, one_measure, cbs):
    tabel = cbs.change("84799NED")
    next(row for row in tabel.dataproperties if row["Title"] == "In bezit woningcorporatie")["Title"] = (
        "Anders"
    )
    cbs.fail("observations404")
    uitkomst = read(one_measure("corporatiewoningen"))
    assert uitkomst.cellen == ()
    assert "De oude dienst heeft op de plaats van A047047" in uitkomst.vastgehouden[0].zin


# The service is gone


def test_a_service_that_is_gone_is_not_asked_for_every_table(read, kwb, cbs):
    cbs.fail("503")
    uitkomst = read(kwb("83765NED", "84799NED", "85618NED"))
    assert [tabel.uitslag.value for tabel in uitkomst.tabellen] == ["mislukt"] * 3
    assert len(uitkomst.fouten) == 1
    assert len(cbs.paths()) == 3


def test_progress_is_told_per_table(read, kwb):
    told = []
    read(kwb("83765NED", "84799NED"), meld=lambda *args: told.append(args))
    assert told == [(0, 2, "Tabel 84799NED lezen"), (1, 2, "Tabel 83765NED lezen")]


OWN_TESTS = {"slow_headers", "slow_body", "observations404", "changed"}


@pytest.mark.parametrize("mode", sorted((STATUSSEN | VORMEN) - OWN_TESTS))
def test_whatever_goes_wrong_there_are_all_figures_or_none(read, kwb, cbs, mode):
    whole = read(kwb())
    cbs.fail(mode, match=f"{OBSERVATIONS}|Properties")
    uitkomst = read(kwb())
    if uitkomst.gelukt:
        assert uitkomst.cellen == whole.cellen
    else:
        assert uitkomst.cellen == ()
        assert uitkomst.remember({}) == {}
        assert all(fout.strip().endswith((".", ")")) for fout in uitkomst.fouten)


@pytest.mark.parametrize("mode", ["slow_headers", "slow_body"])
def test_a_slow_service_fails_the_run(read, kwb, cbs, impatient, mode):
    cbs.fail(mode, match=OBSERVATIONS)
    uitkomst = read(kwb(), transport=impatient)
    assert uitkomst.cellen == ()
    assert "het antwoord bleef uit" in uitkomst.fouten[0]
