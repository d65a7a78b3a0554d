"""Each kind of blok: which choices its form allows, and which facts follow from them."""

import json
from datetime import date, timedelta

import pytest
from django.template.loader import get_template
from django.utils import timezone

from brunssum.core.models import Gebied
from brunssum.core.rollen import Rol, Zicht
from casuistiek.models import Casusknelpunt
from inspanningen import queries as inspanningen
from reisverslag import queries
from reisverslag.blokken import SOORTEN, Lezing
from tests.api.cijfers import make_waarneming
from tests.factories import (
    AmbassadeurFactory,
    BlokFactory,
    CasusFactory,
    GebiedFactory,
    InspanningFactory,
    KnelpuntFactory,
    LeerpuntFactory,
    ReflectieFactory,
    VerversingFactory,
    WaarnemingFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lezing(programmamanager):
    return Lezing(programmamanager, Zicht.OPENBAAR, date(2026, 1, 1), date(2026, 6, 30))


def gather(soort, inhoud, lezing):
    return SOORTEN[soort].gather([inhoud], lezing)[0]


def form(soort, data, lezing):
    return SOORTEN[soort].form_class(data, lezing=lezing)


@pytest.mark.parametrize("soort", SOORTEN)
def test_every_soort_has_what_an_author_and_a_template_need(soort):
    bloksoort = SOORTEN[soort]
    assert bloksoort.soort == soort
    assert bloksoort.label
    assert bloksoort.uitleg.endswith(".")
    assert get_template(bloksoort.template)


@pytest.mark.parametrize("soort", SOORTEN)
def test_every_soort_facts_survive_json_and_an_empty_call(soort, alle_inhouden, lezing):
    assert SOORTEN[soort].gather([], lezing) == []
    facts = gather(soort, alle_inhouden[soort], lezing)
    assert "ontbreekt" not in facts
    assert SOORTEN[soort].present(json.loads(json.dumps(facts, default=str)))


@pytest.mark.parametrize("soort", SOORTEN)
def test_every_soort_form_gives_back_what_it_was_given(soort, alle_inhouden, lezing):
    unbound = SOORTEN[soort].form_class(initial=alle_inhouden[soort], lezing=lezing)
    data = {name: unbound[name].value() for name in unbound.fields}

    bound = SOORTEN[soort].form_class(data, initial=alle_inhouden[soort], lezing=lezing)

    assert bound.is_valid(), bound.errors
    assert bound.inhoud == alle_inhouden[soort]


@pytest.mark.parametrize("soort", SOORTEN)
def test_every_soort_form_says_in_dutch_that_it_is_empty(soort, lezing):
    bound = form(soort, {}, lezing)
    assert not bound.is_valid()
    assert all(sentence.endswith(".") for errors in bound.errors.values() for sentence in errors)


# tekst


@pytest.mark.parametrize(
    ("tekst", "error"),
    [
        ("   ", "Schrijf een tekst."),
        ("a" * 30_001, "te lang"),
        ("Blij 😀", "Deze tekens kunnen niet in de pdf: 😀"),
    ],
)
def test_tekst_form_refuses(tekst, error, lezing):
    assert error in form("tekst", {"tekst": tekst}, lezing).errors["tekst"][0]


# inspanningen


@pytest.mark.parametrize("zicht", Zicht)
def test_inspanningen_show_fase_resultaat_and_planning(bronnen, lezing, zicht):
    lezing = Lezing(lezing.user, zicht, lezing.periode_van, lezing.periode_tot)

    facts = gather("inspanningen", {"inspanningen": [bronnen.inspanning.pk]}, lezing)

    assert facts["inspanningen"] == [
        {
            "nummer": "2",
            "naam": "Werken met ambassadeurs",
            "fase": "Uitvoering",
            "onderdeel_van": "",
            "gebieden": ["Wijk 02 Brunssum-Noord"],
            "resultaat": "Drie groepen denken mee.",
            "planning": "Vanaf april 2025.",
        }
    ]


def test_inspanningen_read_a_text_only_at_the_zicht_of_the_publiek(bronnen, lezing, monkeypatch):
    seen = []
    kaarten = inspanningen.kaarten
    monkeypatch.setattr(inspanningen, "kaarten", lambda ids, zicht: seen.append(zicht) or kaarten(ids, zicht))

    gather("inspanningen", {"inspanningen": [bronnen.inspanning.pk]}, lezing)

    assert seen == [Zicht.OPENBAAR]


def test_inspanningen_stand_in_the_order_of_their_number(bronnen, lezing):
    tien, vijf = InspanningFactory(nummer="10"), InspanningFactory(nummer="5")

    facts = gather("inspanningen", {"inspanningen": [tien.pk, vijf.pk]}, lezing)

    assert [one["nummer"] for one in facts["inspanningen"]] == ["5", "10"]


def test_inspanningen_say_when_one_is_gone(bronnen, lezing):
    facts = gather("inspanningen", {"inspanningen": [bronnen.inspanning.pk, 0]}, lezing)
    assert "bestaat niet meer" in facts["ontbreekt"]


def test_inspanningen_of_many_blokken_are_read_together(bronnen, lezing, django_assert_max_num_queries):
    inhouden = [{"inspanningen": [InspanningFactory().pk, bronnen.inspanning.pk]} for _ in range(20)]
    with django_assert_max_num_queries(8):
        assert len(SOORTEN["inspanningen"].gather(inhouden, lezing)) == 20


# driehoek


def test_driehoek_gives_the_facts_of_the_monitor(bronnen, inhouden, lezing):
    driehoek = SOORTEN["driehoek"].present(gather("driehoek", inhouden["driehoek"], lezing))["driehoek"]

    assert (driehoek.gebied_naam, driehoek.periode) == ("Brunssum-Noord", 2023)
    assert (driehoek.vergeleken, driehoek.ongunstig) == (1, 1)


def test_driehoek_of_the_same_gebied_is_read_once(bronnen, inhouden, lezing, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        SOORTEN["driehoek"].gather([inhouden["driehoek"]] * 10, lezing)


def test_driehoek_says_when_the_gebied_is_gone(inhouden, lezing):
    assert (
        "bestaat niet meer" in gather("driehoek", inhouden["driehoek"] | {"gebied": 0}, lezing)["ontbreekt"]
    )


def test_driehoek_form_begins_with_the_newest_year_and_the_benchmark(bronnen, lezing):
    make_waarneming(bronnen.indicator, bronnen.wijk, 2024, waarde=7)

    unbound = SOORTEN["driehoek"].form_class(lezing=lezing)

    assert unbound["periode"].value() == 2024
    assert unbound["vergelijking"].value() == bronnen.benchmark.pk


def test_driehoek_form_names_the_years_there_are(bronnen, inhouden, lezing):
    errors = form("driehoek", inhouden["driehoek"] | {"periode": "1999"}, lezing).errors
    assert errors["periode"] == ["Van Wijk 02 Brunssum-Noord zijn er geen cijfers over 1999. Wel over 2023."]


def test_driehoek_form_names_what_can_be_compared_with(bronnen, inhouden, lezing):
    land = GebiedFactory(naam="Nederland", soort=Gebied.Soort.LAND)

    errors = form("driehoek", inhouden["driehoek"] | {"vergelijking": land.pk}, lezing).errors

    assert errors["vergelijking"] == [
        "Met Nederland valt in 2023 niet te vergelijken. Wel met Benchmark sterk stedelijk."
    ]


@pytest.mark.parametrize("year", ["", "x", "-1", "99999999999999999999", "2023.5"])
def test_driehoek_form_refuses_what_is_no_year(inhouden, lezing, year):
    assert "periode" in form("driehoek", inhouden["driehoek"] | {"periode": year}, lezing).errors


def test_driehoek_as_known_on_a_day(bronnen, inhouden, lezing):
    old = bronnen.indicator.waarnemingen.get(gebied=bronnen.wijk)
    run = VerversingFactory(bron=bronnen.indicator.bron, verwerkt_op=timezone.now())
    type(old).objects.update(verversing=VerversingFactory(verwerkt_op=timezone.now() - timedelta(days=30)))
    type(old).objects.filter(pk=old.pk).update(vervangen_door=run)
    WaarnemingFactory(indicator=bronnen.indicator, gebied=bronnen.wijk, waarde=9, verversing=run)
    toen = str(timezone.localdate() - timedelta(days=10))

    def shown(**dag):
        facts = gather("driehoek", inhouden["driehoek"] | dag, lezing)
        driehoek = SOORTEN["driehoek"].present(facts)["driehoek"]
        return driehoek.staven[0].waarde, driehoek.bekend_op

    assert shown() == (9.0, None)
    assert shown(bekend_op=toen) == (6.8, toen)
    filled = form("driehoek", inhouden["driehoek"] | {"bekend_op": toen}, lezing)
    assert filled.is_valid(), filled.errors
    assert filled.inhoud["bekend_op"] == toen


@pytest.mark.parametrize(
    ("dag", "zin"), [("2100-01-01", "moet nog komen"), ("2001-01-01", "nog geen cijfers")]
)
def test_driehoek_form_refuses_a_day_without_figures(inhouden, lezing, dag, zin):
    errors = form("driehoek", inhouden["driehoek"] | {"bekend_op": dag}, lezing).errors
    assert zin in errors["bekend_op"][0]


# verhaal


def test_verhaal_gives_the_released_story_and_no_casus(bronnen, inhouden, lezing):
    assert gather("verhaal", inhouden["verhaal"], lezing) == {
        "titel": "Een dak boven een scootmobiel",
        "tekst": "Drie jaar lang ging het over de vraag van wie het dak was.",
        "wijk": "Wijk 02 Brunssum-Noord",
        "maand": "maart 2026",
        "bedrag": 350,
        "knelpunten": ["Een stalling valt nergens onder"],
    }


def test_verhaal_of_many_blokken_is_read_together(bronnen, inhouden, lezing, django_assert_max_num_queries):
    other = CasusFactory(
        verhaal_titel="Net te laat",
        anoniem_verhaal="Drie weken.",
        vrijgegeven_op=date(2026, 5, 1),
        vrijgegeven_door=lezing.user,
    )
    with django_assert_max_num_queries(3):  # and the rollen of the user
        facts = SOORTEN["verhaal"].gather(
            [inhouden["verhaal"], {"casus": other.pk}, inhouden["verhaal"]], lezing
        )
    assert [one["titel"] for one in facts] == [
        "Een dak boven een scootmobiel",
        "Net te laat",
        "Een dak boven een scootmobiel",
    ]


def test_verhaal_says_when_it_is_not_released(bronnen, inhouden, lezing):
    bronnen.casus.vrijgegeven_op = bronnen.casus.vrijgegeven_door = None
    bronnen.casus.save()

    assert "niet meer vrijgegeven" in gather("verhaal", inhouden["verhaal"], lezing)["ontbreekt"]


def test_verhaal_form_offers_what_was_released_in_the_period(bronnen, lezing):
    choices = [label for _, label in form("verhaal", None, lezing).fields["casus"].choices]
    assert choices == ["Een dak boven een scootmobiel (Wijk 02 Brunssum-Noord, maart 2026)"]

    later = Lezing(lezing.user, lezing.zicht, date(2026, 7, 1), date(2026, 12, 31))
    assert form("verhaal", None, later).fields["casus"].choices == []
    assert "geen verhalen" in form("verhaal", None, later).fields["casus"].help_text


# together


def test_feiten_of_gathers_each_soort_once(verslag, programmamanager, django_assert_max_num_queries):
    blokken = list(verslag.hoofdstukken.first().blokken.all())
    for blok in list(blokken):
        blokken += [
            BlokFactory(hoofdstuk=blok.hoofdstuk, soort=blok.soort, inhoud=blok.inhoud) for _ in range(10)
        ]
    lezing = queries.lezing(verslag, programmamanager)
    with django_assert_max_num_queries(4):
        assert len(queries.feiten_of(blokken, lezing)) == 22


def test_lezing_follows_the_publiek(verslag, gebruiker_met):
    assert queries.lezing(verslag, gebruiker_met(Rol.PROGRAMMATEAM)).zicht == Zicht.OPENBAAR
    verslag.publiek = "ambassadeurs"
    assert queries.lezing(verslag, gebruiker_met(Rol.PROGRAMMATEAM)).zicht == Zicht.PARTNERS


# knelpunten


def test_knelpunten_show_what_jams_and_a_number_that_tells_nothing(bronnen, lezing):
    knelpunt = bronnen.knelpunt
    knelpunt.leerpunten.add(LeerpuntFactory(titel="De Wmo kijkt ook naar de stalling"))

    def facts():
        return gather("knelpunten", {"knelpunten": [knelpunt.pk]}, lezing)["knelpunten"][0]

    assert facts() == {
        "naam": "Een stalling valt nergens onder",
        "domein": "Wonen",
        "soort": "Wachten op elkaar",
        "regeling": "",
        "omschrijving": "De Wmo kijkt er niet naar.",
        "wat_helpt": "",
        "aantal": None,
        "leerpunten": [{"titel": "De Wmo kijkt ook naar de stalling", "staat": "Gesignaleerd"}],
    }
    for casus in CasusFactory.create_batch(6):
        Casusknelpunt.objects.create(
            casus=casus, knelpunt=knelpunt, door=lezing.user, op=timezone.localdate()
        )
    assert facts()["aantal"] == 5


def test_knelpunten_that_were_merged_since_are_shown_once(bronnen, lezing):
    ander = KnelpuntFactory(opgenomen_in=bronnen.knelpunt)
    facts = gather("knelpunten", {"knelpunten": [ander.pk, bronnen.knelpunt.pk]}, lezing)
    assert [one["naam"] for one in facts["knelpunten"]] == ["Een stalling valt nergens onder"]


def test_knelpunten_that_are_gone_say_so(lezing):
    assert "bestaat niet meer" in gather("knelpunten", {"knelpunten": [1]}, lezing)["ontbreekt"]


def test_knelpunten_of_many_blokken_are_read_together(bronnen, lezing, django_assert_max_num_queries):
    inhouden = [{"knelpunten": [KnelpuntFactory().pk, bronnen.knelpunt.pk]} for _ in range(12)]
    with django_assert_max_num_queries(4):
        SOORTEN["knelpunten"].gather(inhouden, lezing)


# leerpunten and opvolging


def test_leerpunten_tell_the_last_word_at_each_step(bronnen, lezing):
    bronnen.leerpunt.inspanningen.add(bronnen.inspanning)
    for naar, op, tekst in (
        ("geadresseerd", 3, "Kan dit anders?"),
        ("beantwoord", 4, "Nee."),
        ("beantwoord", 9, "Ja, vanaf mei."),
        ("aangepakt", 12, "Het gebeurt nu."),
    ):
        bronnen.leerpunt.stappen.create(naar=naar, op=date(2026, 3, op), tekst=tekst, door=lezing.user)
    assert gather("leerpunten", {"leerpunten": [bronnen.leerpunt.pk]}, lezing)["leerpunten"] == [
        {
            "titel": bronnen.leerpunt.titel,
            "tekst": "Twee loketten wachten op elkaar.",
            "staat": "Gesignaleerd",
            "antwoord": "Ja, vanaf mei.",
            "verandering": "Het gebeurt nu.",
            "geborgd": "",
            "inspanningen": ["2 Werken met ambassadeurs"],
        }
    ]


def test_opvolging_tells_from_which_group_and_never_from_whom(bronnen, lezing):
    lid = AmbassadeurFactory(groep=bronnen.reflectie.groep, aanduiding="Mevrouw Bril")
    bronnen.reflectie.ambassadeur = lid
    bronnen.reflectie.save()
    found = gather("opvolging", {"reflecties": [bronnen.reflectie.pk]}, lezing)["reflecties"][0]
    assert found["groep"] == bronnen.reflectie.groep.naam
    assert found["antwoord"] == "De koffie staat klaar."
    assert "Bril" not in str(found)


def test_opvolging_takes_no_reflectie_without_an_answer(bronnen, lezing):
    open_ = ReflectieFactory()
    assert "geen antwoord" in str(form("opvolging", {"reflecties": [open_.pk]}, lezing).errors)
    assert "bestaat niet meer" in gather("opvolging", {"reflecties": [open_.pk]}, lezing)["ontbreekt"]


@pytest.mark.parametrize("soort", ["leerpunten", "opvolging"])
def test_what_is_gone_says_so(soort, lezing):
    inhoud = {"leerpunten": {"leerpunten": [1]}, "opvolging": {"reflecties": [1]}}[soort]
    assert "bestaat niet meer" in gather(soort, inhoud, lezing)["ontbreekt"]


def test_leerpunten_and_opvolging_of_many_blokken_are_read_together(
    bronnen, lezing, django_assert_max_num_queries
):
    with django_assert_max_num_queries(3):
        SOORTEN["leerpunten"].gather([{"leerpunten": [bronnen.leerpunt.pk]}] * 12, lezing)
    with django_assert_max_num_queries(1):
        SOORTEN["opvolging"].gather([{"reflecties": [bronnen.reflectie.pk]}] * 12, lezing)


# the kinds that came with the bouwstenen


def test_citaat_of_an_ambassadeur_needs_their_consent(programma, alle_inhouden, lezing):
    assert gather("citaat", alle_inhouden["citaat"], lezing) == {
        "tekst": "Ik doe nu mee.",
        "wie": "Moeder van drie, Groep inwoners",
    }
    programma.ambassadeur.toestemming_citaat_op = None
    programma.ambassadeur.save()
    assert "ontbreekt" in gather("citaat", alle_inhouden["citaat"], lezing)
    assert not form("citaat", alle_inhouden["citaat"], lezing).is_valid()


@pytest.mark.parametrize("wie", [{"ambassadeur": "", "wie": ""}, {"wie": "Huisarts"}])
def test_citaat_is_of_one_person(wie, programma, lezing):
    data = {"tekst": "Ik doe mee.", "ambassadeur": programma.ambassadeur.pk} | wie
    assert "wie" in form("citaat", data, lezing).errors


def test_ervaringen_that_are_no_longer_published_are_not_told(programma, alle_inhouden, lezing):
    type(programma.verhaal).objects.filter(pk=programma.verhaal.pk).update(status="concept")
    assert "ontbreekt" in gather("ervaringen", alle_inhouden["ervaringen"], lezing)


def test_gebeurtenissen_outside_the_period_are_not_told(alle_inhouden, lezing):
    later = Lezing(lezing.user, lezing.zicht, date(2026, 7, 1), date(2026, 12, 31))
    assert "ontbreekt" in gather("gebeurtenissen", alle_inhouden["gebeurtenissen"], later)


def test_wijkplan_that_is_a_concept_is_not_told(programma, alle_inhouden, lezing):
    type(programma.wijkplan).objects.update(status="concept", vastgesteld_op=None)
    assert "ontbreekt" in gather("wijkplan", alle_inhouden["wijkplan"], lezing)


def test_mijlpalen_name_no_projectleider(alle_inhouden, lezing):
    (told,) = gather("mijlpalen", alle_inhouden["mijlpalen"], lezing)["mijlpalen"]
    assert "projectleider_pk" not in told


def test_oordelen_tell_counts_and_no_words(alle_inhouden, lezing):
    told = str(gather("oordelen", alle_inhouden["oordelen"], lezing))
    assert "'let_op': 9" in told
    assert "Blijft binnen" not in told
