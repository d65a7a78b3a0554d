"""Tables of others that exist in v3 only: health (RIVM, GGD'en) and nuisance (police)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from monitor.cbs import CbsGebied, Uitslag
from monitor.cbs.instellingen import Keuze
from tests.monitor.cbs_server.gegevens import GEBIED

FIXED = {"Leeftijd": "20300", "Marges": "MW00000", "Perioden": "2024JJ00"}


def health(cbs, measure, gebied, **dims):
    wanted = FIXED | dims
    return next(
        (
            Decimal(str(row["Value"]))
            for row in cbs.tabel("50150NED").observations
            if row["Measure"] == measure
            and row[GEBIED] == gebied
            and all(row[n] == v for n, v in wanted.items())
        ),
        None,
    )


def kwb(cbs, tabel, measure, gebied):
    return next(
        Decimal(str(row["Value"]))
        for row in cbs.tabel(tabel).observations
        if (row["Measure"], row[GEBIED]) == (measure, gebied)
    )


def test_a_column_is_found_by_its_name_whatever_its_number(read, gezondheid, figures, cbs):
    before = figures(read(gezondheid))
    assert before["sociaal-eenzaam", "WK089902", 2024].waarde == Decimal("39.1")
    for row in cbs.change("50150NED").dataproperties:
        if row["Type"] == "Topic":
            name, _, number = row["Key"].rpartition("_")
            row["Key"] = f"{name}_{int(number) + 30}"
    assert figures(read(gezondheid)) == before


def test_only_the_chosen_age_and_no_margins(read, gezondheid, figures, cbs):
    cells = figures(read(gezondheid))
    for gebied in ("GM0899", "WK089903", "BU08990345"):
        assert cells["stress", gebied, 2024].waarde == health(cbs, "HeelVeelStressAfg4Weken", gebied)


def test_a_longer_code_that_starts_the_same_is_not_taken(read, gezondheid, cbs):
    before = read(gezondheid).cellen
    tabel = cbs.change("50150NED")
    tabel.put("Mantelzorger", "GM0899", Leeftijd="203001", Marges="MW00000", Perioden="2024JJ00", Value=99)
    tabel.codes["Leeftijd"].append({"Identifier": "203001", "Title": "Iets anders", "Description": ""})
    assert read(gezondheid).cellen == before


def test_the_question_names_the_chosen_values(read, gezondheid, cbs):
    read(gezondheid)
    asked = cbs.paths("50150NED/TypedDataSet")
    assert asked
    assert all("startswith(Marges,'MW00000')" in path and "startswith(Leeftijd,'" in path for path in asked)


def test_not_good_is_what_remains_of_a_hundred(read, gezondheid, figures):
    cells = figures(read(gezondheid))
    assert cells["slechte-gezondheid-18-64", "WK089902", 2024].waarde == Decimal("33.1")
    assert cells["slechte-gezondheid-65", "WK089902", 2024].waarde == Decimal("48.0")
    assert cells["slechte-gezondheid-65", "WK089902", 2024].berekend


def test_the_country_has_another_code_there(read, gezondheid, figures, cbs):
    cells = figures(read(gezondheid))
    assert cells["mantelzorgers", "NL00", 2024].waarde == health(cbs, "Mantelzorger", "NL01")


def test_each_period_with_its_own_status_and_the_map_of_the_table(read, gezondheid, figures):
    cells = figures(read(gezondheid))
    assert cells["sociaal-eenzaam", "GM0899", 2020].status == "definitief"
    assert cells["sociaal-eenzaam", "GM0899", 2024].status == "voorlopig"
    assert {cel.indeling_jaar for cel in cells.values()} == {2024}


def test_a_null_is_missing(read, gezondheid, figures):
    cel = figures(read(gezondheid))["sociaal-eenzaam", "WK089902", 2022]
    assert (cel.waarde, cel.reden) == (None, "ontbreekt")


def test_the_benchmark_weighs_by_the_people_of_that_age(read, gezondheid, figures, cbs):
    cells = figures(read(gezondheid))
    members = [
        row["Identifier"]
        for row in cbs.tabel("85984NED").codes[GEBIED]
        if row["Identifier"].startswith("GM") and kwb(cbs, "85984NED", "ST0001", row["Identifier"]) == 2
    ]
    assert len(members) > 2
    for indicator, leeftijd, bases in (
        ("slechte-gezondheid-65", "80200", ["80200"]),
        ("slechte-gezondheid-18-64", "53115", ["53050", "53310", "53715"]),
    ):
        weights = {one: sum(kwb(cbs, "85984NED", base, one) for base in bases) for one in members}
        good = sum(
            health(cbs, "GoedErvarenGezondheid", one, Leeftijd=leeftijd) * weights[one] for one in members
        ) / sum(weights.values())
        assert cells[indicator, "BM-SS", 2024].waarde == round(100 - good, 4)


def test_an_unchanged_table_asks_only_for_versions(read, gezondheid, cbs):
    bekend = read(gezondheid).remember({})
    asked = len(cbs.paths())
    assert read(gezondheid, bekend).tabellen[0].uitslag is Uitslag.ONGEWIJZIGD
    assert cbs.paths()[asked:] == [
        "/derden/ODataFeed/odata/50150NED/TableInfos?$format=json",
        "/odata/v1/CBS/85984NED/Properties",
    ]


def test_other_bases_read_the_table_again(read, gezondheid, cbs):
    bekend = read(gezondheid).remember({})
    cbs.change("85984NED").properties["Version"] = "209901010000"
    assert read(gezondheid, bekend).tabellen[0].uitslag is Uitslag.GELEZEN


def test_a_choice_that_does_not_exist_is_said(read, gezondheid):
    uitkomst = read(replace(gezondheid, vast=(("Leeftijd", Keuze("99999")), ("Marges", Keuze("MW00000")))))
    assert uitkomst.cellen == ()
    assert "Bij Leeftijd is “99999” niet te vinden" in uitkomst.fouten[0]


def test_a_dimension_without_choice_is_said(read, gezondheid):
    uitkomst = read(replace(gezondheid, vast=(("Leeftijd", Keuze("20300")),)))
    assert "is ook verdeeld naar Marges" in uitkomst.fouten[0]


def test_twelve_months_make_a_year_per_thousand_people(read, politie, figures, cbs):
    cells = figures(read(politie))
    expected = Decimal(12 * 8) / kwb(cbs, "85618NED", "T001036", "WK089902") * 1000
    cel = cells["overlastmeldingen", "WK089902", 2023]
    assert cel.waarde == round(expected, 4)
    assert cel.indeling_jaar == 2025


def test_an_unfinished_year_is_not_shown(read, politie):
    assert {cel.periode for cel in read(politie).cellen} == {2023}


def test_a_missing_month_makes_the_year_missing(read, politie, figures):
    cel = figures(read(politie))["overlastmeldingen", "BU08990243", 2023]
    assert (cel.waarde, cel.reden) == (None, "ontbreekt")
    assert cel.opmerking == "Er zijn cijfers van 11 van de 12 maanden."


def test_the_total_is_found_by_its_title(read, politie, cbs):
    before = read(politie).cellen
    for row in cbs.change("47024NED").codes["Overlast"]:
        if row["Title"].startswith("Totaal"):
            row["Identifier"] = "9.9.9"
    for row in cbs.change("47024NED").observations:
        if row["Overlast"] == "0.0.0":
            row["Overlast"] = "9.9.9"
    assert read(politie).cellen == before


def test_two_totals_are_not_guessed_between(read, politie, cbs):
    cbs.change("47024NED").codes["Overlast"][1]["Title"] = "Totaal burengerucht"
    assert "is “Totaal” vaker te vinden" in read(politie).fouten[0]


def test_a_year_without_people_to_divide_by_waits(read, politie, kwb):
    uitkomst = read(replace(politie, basis=kwb("85984NED")))
    assert uitkomst.cellen == ()
    assert "Over 2023 is er nog geen tabel met aantallen om door te delen." in uitkomst.opmerkingen


def test_bases_that_do_not_answer_fail_the_table(read, politie, cbs):
    cbs.fail("500", match="85618NED/Observations")
    uitkomst = read(politie)
    assert uitkomst.cellen == ()
    assert not uitkomst.gelukt


@pytest.mark.parametrize("name", ["gezondheid", "politie"])
def test_v3_in_small_pages_gives_the_same(request, read, cbs, name):
    instellingen = request.getfixturevalue(name)
    whole = read(instellingen)
    cbs.settings.feed_page_size = 11
    assert read(instellingen).cellen == whole.cellen


def test_a_reused_code_leaves_its_figures_out_of_all_years(read, gezondheid, cbs):
    cbs.control({"tabel": "50150NED", "gebieden": {"WK089902": "Wijk 02 Elders"}})
    uitkomst = read(gezondheid, gebieden=[CbsGebied("WK089902", "Wijk 02 Brunssum-Noord")])
    assert uitkomst.cellen == ()
    assert uitkomst.breuken[0].periode is None


def test_a_reused_code_in_the_table_of_bases_is_not_divided_by(read, politie, figures, cbs):
    cbs.control({"tabel": "85618NED", "gebieden": {"WK089902": "Wijk 02 Elders"}})
    uitkomst = read(politie)
    assert figures(uitkomst)["overlastmeldingen", "WK089902", 2023].reden == "ontbreekt"
    assert any("Elders" in zin for zin in uitkomst.opmerkingen)
