"""The indicator page: its lines, what breaks them, spreadsheet, the municipality's own words."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.urls import reverse

from brunssum.core.models import Gebied, LogRegel
from brunssum.core.rollen import Rol
from monitor import presenters, queries, services
from monitor.indicatorlijst import INDICATOREN, LijstOnbruikbaar
from monitor.models import Bron, Indicator, Toelichting, Waarneming
from monitor.queries import Punt, Reeks, Verloop
from tests.factories import GebiedFactory, IndicatorFactory, WaarnemingFactory
from tests.monitor.conftest import LATER, MOMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def bijstand(cijfers, importeer):
    importeer(b"indicator;Nederland;Brunssum;Brunssum-Noord\nBijstand;4,4;6,0;8,0\n", periode=2019)
    return Indicator.objects.get(code="bijstand")


@pytest.fixture
def lezer(client, gebruiker_met):
    client.force_login(gebruiker_met(Rol.BESTUUR))
    return client


@pytest.fixture
def team(client, programmamanager):
    client.force_login(programmamanager)
    return client


def url(code="bijstand", query="", name="indicator"):
    return reverse(f"monitor:{name}", args=[code]) + query


def text_of(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def reeks(naam="Noord", soort="wijk", **waarden) -> Reeks:
    """reeks(j2020=1, j2021=None): one line."""
    return Reeks(
        f"WK-{naam}",
        naam,
        soort,
        tuple(
            Punt(int(jaar[1:]), waarde, "" if waarde is not None else "onderdrukt", False, "")
            for jaar, waarde in waarden.items()
        ),
    )


def verloop_of(*reeksen) -> Verloop:
    return Verloop("x", "Bijstand", "%", 1, reeksen, (), (), None)


# lines


def test_verloop_has_a_line_per_own_gebied_and_comparator(bijstand, programmamanager):
    gebieden = queries.eigen_gebieden(bijstand, programmamanager)
    found = queries.verloop(bijstand, gebieden, programmamanager)
    assert {line.code for line in found.reeksen} == {"NL00", "BM-SS", "GM0899", "WK089902", "WK089903"}
    noord = next(line for line in found.reeksen if line.code == "WK089902")
    assert [(punt.periode, punt.waarde) for punt in noord.punten] == [(2019, 8.0), (2023, 6.8)]
    assert found.jaren == [2023, 2019]


def test_other_gemeenten_come_only_when_asked(bijstand, programmamanager):
    elders = GebiedFactory(code="GM0001", naam="Elders", soort=Gebied.Soort.GEMEENTE)
    WaarnemingFactory(indicator=bijstand, gebied=elders)
    assert elders not in queries.eigen_gebieden(bijstand, programmamanager)
    assert elders in queries.eigen_gebieden(bijstand, programmamanager, ook="GM0001")


def test_page_says_whose_borders_who_computed_and_what_the_source_adds(lezer, bijstand, gebieden):
    rows = Waarneming.objects.filter(indicator=bijstand, gebied=gebieden["BM-SS"])
    rows.update(indeling_jaar=2024, berekend=True, opmerking="Berekend: gewogen over 70 van de 74 gemeenten.")
    page = lezer.get("/monitor/indicatoren/bijstand/").content.decode()
    assert "de grenzen van 2024, ook die van andere jaren" in page
    assert (
        "Kanarie rekende zelf uit: Benchmark sterk stedelijk. De andere cijfers staan zo in de bron." in page
    )
    assert "Benchmark sterk stedelijk, 2023: Berekend: gewogen over 70 van de 74" in page
    csv = lezer.get("/monitor/indicatoren/bijstand/csv/").content.decode()
    assert ";2024;ja;Berekend: gewogen over 70 van de 74 gemeenten." in csv


def test_page_says_nothing_of_borders_that_nobody_knows(lezer, bijstand):
    page = lezer.get("/monitor/indicatoren/bijstand/").content.decode()
    assert "grenzen van" not in page
    assert "Kanarie rekende" not in page
    assert "Bij deze cijfers" not in page


def test_borders_of_each_year_itself_are_said_so(lezer, bijstand):
    Waarneming.objects.filter(indicator=bijstand).update(indeling_jaar=F("periode"), berekend=True)
    page = lezer.get("/monitor/indicatoren/bijstand/").content.decode()
    assert "Elk cijfer gaat over het gebied met de grenzen van dat jaar." in page
    assert "Kanarie rekende deze cijfers uit met aantallen van de bron" in page


def test_a_code_that_is_another_gebied_at_the_source_is_said_on_the_chart(lezer, bijstand):
    breuken = [
        {"gebied": "WK089902", "periode": jaar, "hun_naam": "Wijk 02 Treebeek"} for jaar in (2019, 2020, 2021)
    ]
    Bron.objects.filter(code="kwb").update(
        staat={"1": {"breuken": breuken[:2]}, "2": {"breuken": breuken[2:]}}
    )
    page = lezer.get("/monitor/indicatoren/bijstand/").content.decode()
    assert "De reeks van Brunssum-Noord is onderbroken" in page
    assert (
        "hoort de code WK089902 over 2019 tot en met 2021 bij een gebied met een andere naam (Treebeek)"
        in page
    )


def test_the_own_gemeente_is_known_by_its_code(bijstand, programmamanager, settings):
    settings.GEMEENTE_CODE = "GM0002"
    land = GebiedFactory(code="GM0002", naam="Bergen", soort=Gebied.Soort.GEMEENTE)
    namesake = GebiedFactory(code="GM0003", naam="Bergen", soort=Gebied.Soort.GEMEENTE)
    wijk = GebiedFactory(code="WK000201", ouder=land)
    for gebied in (land, namesake, wijk):
        WaarnemingFactory(indicator=bijstand, gebied=gebied)
    codes = {gebied.code for gebied in queries.eigen_gebieden(bijstand, programmamanager)}
    assert codes == {"NL00", "BM-SS", "GM0002", "WK000201"}


def test_a_code_that_was_given_away_breaks_the_series(bijstand, gebieden, programmamanager):
    other = GebiedFactory(code="WK089902", naam="Wijk 02 Ergens anders", geldig_tot=date(2015, 1, 1))
    WaarnemingFactory(indicator=bijstand, gebied=other, periode=2014, waarde=99)
    found = queries.verloop(bijstand, [gebieden["WK089902"]], programmamanager)
    assert 2014 not in found.perioden
    assert "begint in 2015: daarvoor hoorde de code WK089902 bij een ander gebied" in found.breuken[0]


def test_the_same_name_written_otherwise_goes_on(bijstand, gebieden, programmamanager):
    same = GebiedFactory(code="WK089902", naam="Wijk 02 Brunssum Noord", geldig_tot=date(2015, 1, 1))
    WaarnemingFactory(indicator=bijstand, gebied=same, periode=2014, waarde=9)
    found = queries.verloop(bijstand, [gebieden["WK089902"]], programmamanager)
    assert (found.perioden[0], found.breuken) == (2014, ())


def test_verloop_as_known_on_a_day(bijstand, importeer, gebieden, programmamanager):
    importeer(b"indicator;Brunssum-Noord\nBijstand;6,1\n", moment=LATER)
    noord = [gebieden["WK089902"]]
    assert queries.verloop(bijstand, noord, programmamanager).reeksen[0].punten[-1].waarde == 6.1
    then = queries.verloop(bijstand, noord, programmamanager, bekend_op=MOMENT)
    assert then.reeksen[0].punten[-1].waarde == 6.8


def test_verloop_is_empty_for_who_may_not_see(bijstand, gebieden, buitenstaander):
    assert queries.verloop(bijstand, gebieden.values(), buitenstaander).reeksen == ()


# drawing


def test_a_line_is_broken_where_a_figure_is_withheld_and_not_where_nobody_measured():
    tekening = presenters.draw_verloop(verloop_of(reeks(j2015=1, j2019=2, j2020=None, j2021=3)), "breed")
    assert tekening.lijnen[0].pad.count("M") == 2
    assert tekening.lijnen[0].pad.count("L") == 1
    assert len(tekening.lijnen[0].merken) == 3


def test_lines_differ_without_colour_and_labels_do_not_cover_each_other():
    lines = [reeks(f"Wijk {n}", j2020=5, j2021=5 + n / 100) for n in range(9)]
    for vorm in ("breed", "smal"):
        tekening = presenters.draw_verloop(verloop_of(*lines), vorm)
        assert len({lijn.streep for lijn in tekening.lijnen}) == len(tekening.lijnen) == 7
        heights = sorted(lijn.label_y for lijn in tekening.lijnen)
        assert min(b - a for a, b in pairwise(heights)) >= 16.9
        assert heights[0] > 0
        assert heights[-1] <= tekening.maat.hoogte
        assert tekening.weggelaten == ("Wijk 7", "Wijk 8")


@pytest.mark.parametrize("values", [{"j2020": 0}, {"j2020": 7, "j2021": 7}, {"j2020": -3, "j2021": 0.004}])
def test_any_figures_can_be_drawn_inside_the_drawing(values):
    tekening = presenters.draw_verloop(verloop_of(reeks(**values)), "smal")
    for merk in tekening.lijnen[0].merken:
        assert 0 <= merk.y <= tekening.onder + 0.1
        assert tekening.maat.links <= merk.x <= tekening.rechts
    assert len({streepje.tekst for streepje in tekening.y_as}) == len(tekening.y_as)


def test_without_a_figure_there_is_no_drawing():
    assert presenters.draw_verloop(verloop_of(reeks(j2020=None)), "breed") is None


# page and spreadsheet


def test_page_shows_the_drawing_and_loads_no_plotly(lezer, bijstand):
    page = text_of(lezer.get(url()))
    assert page.count('<svg class="lijn') == 2
    assert "Brunssum-Noord: 6,8 in 2023, was 8,0 in 2019" in page
    assert 'src="/static/plotly' not in page
    assert 'data-script="/static/plotly/plotly.min.js"' in page
    assert finders.find("plotly/plotly.min.js")
    assert finders.find("plotly/widgetbundle.js") is None


def test_other_pages_do_not_name_plotly(lezer, bijstand):
    for other in (reverse("monitor:overview"), reverse("monitor:driehoek", args=["WK089902"])):
        assert "plotly" not in text_of(lezer.get(other))


def test_all_gebieden_are_paged(lezer, bijstand):
    for number in range(30):
        WaarnemingFactory(indicator=bijstand, gebied=GebiedFactory(naam=f"Wijk {number:02} Elders-{number}"))
    page = text_of(lezer.get(url(query="?alle=1")))
    assert page.count('<th scope="row">') == 25
    assert "Toon alleen onze gebieden" in page


def test_page_as_known_on_a_day_says_so(lezer, bijstand):
    page = text_of(lezer.get(url(query="?bekend_op=2026-03-05")))
    assert "zoals ze op <strong>5 maart 2026</strong> bekend waren" in page
    assert "Hieronder staat wat nu geldt" in text_of(lezer.get(url(query="?bekend_op=x")))


def test_csv_has_a_row_per_gebied_and_year(lezer, bijstand):
    response = lezer.get(url(name="indicator_csv", query="?bekend_op=2026-03-05"))
    lines = response.content.decode("utf-8-sig").splitlines()
    assert (
        lines[0]
        == "indicator;eenheid;code;gebied;jaar;waarde;status;editie;indeling;berekend;opmerking;bekend op"
    )
    assert "Bijstand;%;WK089902;Brunssum-Noord;2023;6,8;definitief;;;nee;;2026-03-05" in lines


def test_csv_never_hands_a_formula_to_a_spreadsheet(lezer, bijstand):
    Waarneming.objects.update(editie="=1+1")
    listing = lezer.get(url(name="indicator_csv")).content.decode()
    assert ";'=1+1" in listing


def test_a_small_cell_is_nowhere_on_the_page_nor_in_the_spreadsheet(lezer, bijstand):
    Indicator.objects.filter(pk=bijstand.pk).update(kleinste_cel=7)
    shown = text_of(lezer.get(url())) + lezer.get(url(name="indicator_csv")).content.decode()
    for hidden in ("6,8", "4,2", "3,9", "6.8", "3.9"):
        assert f">{hidden}<" not in shown
        assert f": {hidden} in" not in shown
        assert f";{hidden};" not in shown
        assert f" {hidden}]" not in shown
    assert "niet getoond" in shown
    assert "8,0" in shown


# the municipality's own words


def explain(indicator, actor, tekst, gezien=""):
    return services.explain_indicator(
        indicator.pk, actor=actor, tekst=tekst, gezien=gezien, moment=datetime(2026, 5, 1, tzinfo=UTC)
    )


def test_explain_indicator_records_who_and_what(programmamanager):
    indicator = IndicatorFactory()
    explain(indicator, programmamanager, " Door de sluiting van de fabriek. ")
    explain(indicator, programmamanager, "Anders.", gezien="Door de sluiting van de fabriek.")
    assert Toelichting.objects.get().tekst == "Anders."
    regel = LogRegel.objects.about(indicator).filter(actie="indicator.toegelicht").first()
    assert regel.actor == programmamanager
    assert regel.voor == {"toelichting": "Door de sluiting van de fabriek."}
    assert regel.na == {"toelichting": "Anders."}


def test_explain_indicator_with_nothing_takes_it_away(programmamanager):
    indicator = IndicatorFactory()
    explain(indicator, programmamanager, "Eerst.")
    assert explain(indicator, programmamanager, "", gezien="Eerst.") is None
    assert not Toelichting.objects.exists()
    assert LogRegel.objects.about(indicator).count() == 2


def test_explain_indicator_twice_the_same_is_one_change(programmamanager):
    indicator = IndicatorFactory()
    explain(indicator, programmamanager, "Eerst.")
    explain(indicator, programmamanager, "Eerst.", gezien="Eerst.")
    assert LogRegel.objects.about(indicator).count() == 1


def test_explain_indicator_over_anothers_text_is_refused(programmamanager):
    indicator = IndicatorFactory()
    explain(indicator, programmamanager, "Van een ander.")
    with pytest.raises(services.IntussenToegelicht):
        explain(indicator, programmamanager, "Van mij.")
    assert Toelichting.objects.get().tekst == "Van een ander."


def test_explain_indicator_needs_the_right(gebruiker_met):
    with pytest.raises(PermissionDenied):
        explain(IndicatorFactory(), gebruiker_met(Rol.BESTUUR), "Tekst.")


def test_toelichting_is_written_and_shown_escaped(team, bijstand):
    response = team.post(url(name="indicator_toelichting"), {"tekst": "Dit <b>klopt</b>.", "gezien": ""})
    assert (response.status_code, response.url) == (302, url())
    page = text_of(team.get(url()))
    assert "Dit &lt;b&gt;klopt&lt;/b&gt;." in page
    assert "Wijzig toelichting" in page


def test_toelichting_refused_shows_both_texts(team, bijstand, programmamanager):
    explain(bijstand, programmamanager, "Van een ander.")
    response = team.post(url(name="indicator_toelichting"), {"tekst": "Van mij.", "gezien": ""})
    assert response.status_code == 422
    page = text_of(response)
    assert "intussen gewijzigd" in page
    assert "Van een ander." in page
    assert ">\nVan mij.</textarea>" in page
    again = {"tekst": "Samen.", "gezien": "Van een ander."}
    assert team.post(url(name="indicator_toelichting"), again).status_code == 302


def test_a_reader_sees_the_words_but_not_who(lezer, bijstand, programmamanager):
    explain(bijstand, programmamanager, "Let op de mijnstreek.")
    page = text_of(lezer.get(url()))
    assert "Let op de mijnstreek." in page
    assert programmamanager.naam not in page
    assert lezer.get(url(name="indicator_toelichting")).status_code == 403


# breaks of the indicator itself


def broken(bijstand, **breuk):
    Indicator.objects.filter(pk=bijstand.pk).update(
        breuken=[{"jaar": 2021, "uitleg": "Anders gemeten."} | breuk]
    )
    bijstand.refresh_from_db()
    return bijstand


def test_a_break_is_said_on_the_chart_and_in_the_table_and_no_line_runs_over_it(lezer, bijstand):
    whole = text_of(lezer.get(url()))
    assert "breuk" not in whole
    broken(bijstand)
    page = text_of(lezer.get(url()))
    assert page.count(">breuk</text>") == 2
    assert "Vergelijk de cijfers vanaf 2021 niet met die van eerder. Anders gemeten." in page
    assert "2023 <small>(na breuk)</small>" in page
    assert "was 8,0 in 2019" not in page
    assert "Brunssum-Noord: 6,8 in 2023" in page


def test_a_line_is_not_drawn_over_a_break(bijstand, programmamanager, gebieden):
    noord = [gebieden["WK089902"]]
    first = presenters.draw_verloop(queries.verloop(bijstand, noord, programmamanager), "breed").lijnen[0]
    assert first.pad.count("M") == 1
    found = queries.verloop(broken(bijstand), noord, programmamanager)
    assert presenters.draw_verloop(found, "breed").lijnen[0].pad.count("M") == 2
    assert presenters.plot_data(found)["lijnen"][0]["waarden"] == [8.0, None, 6.8]


def test_figures_in_an_earlier_unit_stand_in_the_table_only(lezer, bijstand):
    broken(bijstand, eenheid="per 1.000")
    page = text_of(lezer.get(url()))
    assert "2019 <small>(per 1.000)</small>" in page
    assert "Tot 2021 was de eenheid per 1.000; die cijfers staan alleen in de tabel." in page
    assert '"jaren": [2023], "waarden": [6.8]' in page
    listing = lezer.get(url(name="indicator_csv")).content.decode()
    assert "Bijstand;per 1.000;WK089902;Brunssum-Noord;2019;8,0" in listing
    assert "Bijstand;%;WK089902;Brunssum-Noord;2023;6,8" in listing


def test_a_break_outside_the_years_that_are_shown_is_not_named(lezer, bijstand):
    broken(bijstand, jaar=2031)
    assert "breuk" not in text_of(lezer.get(url()))


def test_a_gebied_is_not_compared_with_itself_over_a_break(bijstand, gebieden):
    noord = gebieden["WK089902"]

    def bar():
        staven = queries.driehoek(noord, 2023, noord, vergelijking_periode=2019).staven
        return next(staaf for staaf in staven if staaf.code == "bijstand")

    assert bar().afwijking == 15
    broken(bijstand)
    assert bar().afwijking is None
    assert (bar().waarde, bar().vergelijking) == (6.8, 8.0)


def test_the_small_line_of_a_gebied_begins_after_a_break(bijstand, gebieden, programmamanager):
    broken(bijstand)
    trends = {
        indicator.code: line for indicator, line in queries.trends(gebieden["WK089902"], programmamanager)
    }
    assert [punt.periode for punt in trends["bijstand"].punten] == [2023]


def test_loading_another_unit_over_figures_asks_for_a_break(bijstand, tmp_path):
    lijst = INDICATOREN.read_text(encoding="utf-8")
    begin, rest = lijst.split("- code: bijstand\n", 1)
    changed = tmp_path / "lijst.yaml"
    other = rest.replace('eenheid: "%"', "eenheid: per 1.000", 1)
    changed.write_text(f"{begin}- code: bijstand\n{other}", encoding="utf-8")
    with pytest.raises(LijstOnbruikbaar, match="Zet bij breuken vanaf welk jaar"):
        services.load_indicatoren(changed, actor=None)
    breuk = '      breuken: [{jaar: 2024, uitleg: Anders geteld., eenheid: "%"}]\n'
    changed.write_text(f"{begin}- code: bijstand\n{breuk}{other}", encoding="utf-8")
    services.load_indicatoren(changed, actor=None)
    bijstand.refresh_from_db()
    assert (bijstand.eenheid, bijstand.breuken[0]["eenheid"]) == ("per 1.000", "%")


def test_a_break_without_words_is_refused(tmp_path):
    lijst = INDICATOREN.read_text(encoding="utf-8").replace(
        "- code: bijstand\n", "- code: bijstand\n      breuken: [2024]\n", 1
    )
    changed = tmp_path / "lijst.yaml"
    changed.write_text(lijst, encoding="utf-8")
    with pytest.raises(LijstOnbruikbaar, match="schrijf een breuk als"):
        services.load_indicatoren(changed, actor=None)
