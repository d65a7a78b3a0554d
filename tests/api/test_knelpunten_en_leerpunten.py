"""Knelpunten and leerpunten over the API: the chain both ways, and never a number that tells of someone."""

from datetime import date
from itertools import product

import pytest

from casuistiek.models import Casusknelpunt, Knelpunt
from inspanningen.models import Leerpuntstap
from tests.api.conftest import assert_is_problem
from tests.factories import (
    CasusFactory,
    GebruikerFactory,
    InspanningFactory,
    KnelpuntFactory,
    LeerpuntFactory,
    OrganisatieFactory,
)

KNELPUNTEN, LEERPUNTEN = "/api/v1/knelpunten", "/api/v1/leerpunten"
DAY = date(2026, 3, 4)


@pytest.fixture
def door(db):
    return GebruikerFactory(naam="Wijkmanager Koen")


@pytest.fixture
def see(door):
    def make(knelpunt: Knelpunt, casussen) -> None:
        casussen = [CasusFactory() for _ in range(casussen)] if isinstance(casussen, int) else casussen
        for casus in casussen:
            Casusknelpunt.objects.create(casus=casus, knelpunt=knelpunt, door=door, op=DAY)

    return make


def rows(api, path, **query):
    return [row for page in api.pages(path, **query) for row in page["resultaten"]]


@pytest.fixture
def chain(door):
    """A knelpunt, what was learned of it, and the inspanning that takes it up."""
    knelpunt = KnelpuntFactory(
        naam="Wachten op elkaar", organisatie=OrganisatieFactory(naam="Loket Twee"), eigenaar=door
    )
    leerpunt = LeerpuntFactory(
        titel="Beslis aan het loket",
        staat="aangepakt",
        geadresseerde=door,
        gesignaleerd_door=door,
        herkomst="Casus in Noord",
    )
    for naar, tekst in (
        ("geadresseerd", "Vraag aan Koen"),
        ("beantwoord", "Dat mag."),
        ("aangepakt", "Het gebeurt."),
    ):
        Leerpuntstap.objects.create(leerpunt=leerpunt, naar=naar, tekst=tekst, op=DAY, door=door)
    inspanning = InspanningFactory(nummer="4A", naam="Buurtkamer")
    knelpunt.leerpunten.add(leerpunt)
    leerpunt.inspanningen.add(inspanning)
    return knelpunt, leerpunt, inspanning


def test_the_chain_is_walked_both_ways(api, chain):
    knelpunt, leerpunt, inspanning = chain
    KnelpuntFactory(), LeerpuntFactory()
    (found,) = rows(api, KNELPUNTEN, leerpunt=leerpunt.pk)
    assert found["leerpunten"] == [{"id": leerpunt.pk, "titel": "Beslis aan het loket", "stand": "aangepakt"}]
    for query in ({"knelpunt": knelpunt.pk}, {"inspanning": inspanning.pk}):
        (learned,) = rows(api, LEERPUNTEN, **query)
        assert learned["knelpunten"] == [{"id": knelpunt.pk, "naam": "Wachten op elkaar"}]
        assert learned["inspanningen"] == [{"id": inspanning.pk, "nummer": "4A", "naam": "Buurtkamer"}]
    assert learned == api.get(f"{LEERPUNTEN}/{leerpunt.pk}").json()
    assert found == api.get(f"{KNELPUNTEN}/{knelpunt.pk}").json()


def test_a_leerpunt_tells_what_came_of_it_and_of_nobody(api, chain, door):
    _knelpunt, leerpunt, _inspanning = chain
    answer = api.get(f"{LEERPUNTEN}/{leerpunt.pk}")
    shown = answer.json()
    assert (shown["antwoord"], shown["verandering"], shown["borging"]) == ("Dat mag.", "Het gebeurt.", "")
    text = answer.content.decode()
    for secret in (door.naam, "Vraag aan Koen", "Casus in Noord"):
        assert secret not in text


def test_a_knelpunt_names_neither_its_owner_nor_an_organisation(api, chain, door):
    text = api.get(KNELPUNTEN).content.decode()
    assert "Wachten op elkaar" in text
    assert door.naam not in text
    assert "Loket Twee" not in text


def test_a_merged_knelpunt_is_gone_and_counts_in_the_other(api, chain, see):
    knelpunt, leerpunt, _inspanning = chain
    merged = KnelpuntFactory(naam="Hetzelfde", opgenomen_in=knelpunt)
    merged.leerpunten.add(leerpunt)
    see(knelpunt, 3)
    see(merged, 2)
    assert [row["naam"] for row in rows(api, KNELPUNTEN)] == ["Wachten op elkaar"]
    assert_is_problem(api.get(f"{KNELPUNTEN}/{merged.pk}"), 404)
    assert api.get(f"{KNELPUNTEN}/{knelpunt.pk}").json()["aantalCasussenMinstens"] == 5
    assert [one["id"] for one in rows(api, LEERPUNTEN)[0]["knelpunten"]] == [knelpunt.pk]
    assert_is_problem(api.get(LEERPUNTEN, knelpunt=merged.pk), 400)


# Small cells


@pytest.mark.parametrize(
    ("casussen", "shown"), [(0, None), (1, None), (4, None), (5, 5), (9, 5), (10, 10), (14, 10)]
)
def test_a_number_under_five_is_never_shown_and_others_in_fives(api, see, casussen, shown):
    knelpunt = KnelpuntFactory()
    see(knelpunt, casussen)
    assert api.get(f"{KNELPUNTEN}/{knelpunt.pk}").json()["aantalCasussenMinstens"] == shown


def test_no_two_answers_can_be_subtracted(api, see):
    """Whatever one filters, sorts or leaves out: each knelpunt has the one number, and no list has a whole."""
    shared = [CasusFactory() for _ in range(4)]
    leerpunt = LeerpuntFactory()
    true = {}
    for n, (soort, domein, own) in enumerate(product(("wachten", "grens"), ("wonen", "geld"), (0, 1, 6))):
        knelpunt = KnelpuntFactory(naam=f"Knelpunt {n:02}", soort=soort, domein=domein)
        knelpunt.leerpunten.add(leerpunt)
        see(knelpunt, shared)
        see(knelpunt, own)
        true[knelpunt.pk] = len(shared) + own
    alone = {pk: api.get(f"{KNELPUNTEN}/{pk}").json()["aantalCasussenMinstens"] for pk in true}
    assert alone == {pk: count - count % 5 or None for pk, count in true.items()}
    choices = {
        "soort": (None, "wachten", "grens"),
        "leefgebied": (None, "wonen", "geld"),
        "leerpunt": (None, leerpunt.pk),
        "sorteer": (None, "-naam"),
        "paginaGrootte": (None, 5),
        "velden": (None, "id,aantalCasussenMinstens"),
    }
    seen = set()
    for values in product(*choices.values()):
        query = {name: value for name, value in zip(choices, values, strict=True) if value is not None}
        for page in api.pages(KNELPUNTEN, **query):
            assert set(page) == {"volgende", "vorige", "resultaten"}  # no total
            for row in page["resultaten"]:
                assert row["aantalCasussenMinstens"] == alone[row["id"]], query
                seen.add(row["id"])
    assert seen == set(true)


def test_nothing_is_sorted_or_filtered_by_how_often(api, db):
    for query in ({"sorteer": "aantalCasussenMinstens"}, {"aantalCasussenMinstens": "5"}):
        assert_is_problem(api.get(KNELPUNTEN, **query), 400)


def test_one_casus_more_shows_only_where_five_are_full(api, see):
    knelpunt = KnelpuntFactory()
    shown = []
    for _ in range(11):
        see(knelpunt, 1)
        shown.append(api.get(f"{KNELPUNTEN}/{knelpunt.pk}").json()["aantalCasussenMinstens"])
    assert shown == [None] * 4 + [5] * 5 + [10] * 2


# Lists


@pytest.mark.parametrize(
    ("path", "query", "found"),
    [
        (KNELPUNTEN, {}, ["Geld", "Wonen"]),
        (KNELPUNTEN, {"sorteer": "-naam"}, ["Wonen", "Geld"]),
        (KNELPUNTEN, {"leefgebied": "geld"}, ["Geld"]),
        (KNELPUNTEN, {"soort": "grens"}, ["Wonen"]),
        (LEERPUNTEN, {}, ["Vroeg", "Laat"]),
        (LEERPUNTEN, {"sorteer": "-signaleringsdatum"}, ["Laat", "Vroeg"]),
        (LEERPUNTEN, {"sorteer": "titel"}, ["Laat", "Vroeg"]),
        (LEERPUNTEN, {"leercirkel": "sturing"}, ["Laat"]),
        (LEERPUNTEN, {"stand": "gesignaleerd"}, ["Vroeg", "Laat"]),
        (LEERPUNTEN, {"stand": "geborgd"}, []),
    ],
)
def test_filters_and_order(api, path, query, found):
    KnelpuntFactory(naam="Wonen", soort="grens"), KnelpuntFactory(naam="Geld", domein="geld")
    LeerpuntFactory(titel="Laat", leercirkel="sturing", gesignaleerd_op=date(2026, 5, 1))
    LeerpuntFactory(titel="Vroeg")
    assert [row["naam" if path == KNELPUNTEN else "titel"] for row in rows(api, path, **query)] == found


@pytest.mark.parametrize(("path", "queries"), [(KNELPUNTEN, 5), (LEERPUNTEN, 8)])
@pytest.mark.parametrize("count", [1, 15])
def test_list_costs_as_many_queries_however_many_rows(
    api, see, django_assert_num_queries, path, queries, count
):
    for _ in range(count):
        knelpunt, leerpunt = KnelpuntFactory(), LeerpuntFactory()
        see(knelpunt, 1)
        knelpunt.leerpunten.add(leerpunt)
        leerpunt.inspanningen.add(InspanningFactory())
    with django_assert_num_queries(queries):
        api.get(path)


@pytest.mark.parametrize("path", [KNELPUNTEN, LEERPUNTEN])
@pytest.mark.parametrize("key", ["0", "999999999999999999", "x"])
def test_unknown_id_is_a_404(api, path, key):
    assert_is_problem(api.get(f"{path}/{key}"), 404)
