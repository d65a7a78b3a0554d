"""Bijeenkomsten over the API: when people meet, of what partners may know; never who came or what was said."""

from datetime import UTC, datetime

import pytest

from ambassadeurs.models import Deelname
from tests.api.conftest import assert_is_problem
from tests.api.wat_partners_lezen import make_bijeenkomst
from tests.factories import AmbassadeurFactory, AmbassadeursgroepFactory, BijeenkomstFactory

PATH = "/api/v1/bijeenkomsten"


def onderwerpen(api, **query):
    return [row["titel"] for row in api.get(PATH, **query).json()["resultaten"]]


def test_a_bijeenkomst_has_these_fields(api):
    made = make_bijeenkomst(
        titel="Voortgang", soort="samen", agenda="Geheime agenda", verslag="Geheim verslag"
    )
    inwoners = AmbassadeursgroepFactory(naam="Inwoners")
    made.groepen.add(inwoners)
    lid = AmbassadeurFactory(groep=inwoners, aanduiding="Buurvrouw uit Noord")
    Deelname.objects.create(bijeenkomst=made, ambassadeur=lid, status="aanwezig")
    answer = api.get(f"{PATH}/{made.pk}")
    assert answer.json() == {
        "id": made.pk,
        "soort": "samen",
        "titel": "Voortgang",
        "groepen": [
            {"naam": "Inwoners", "soort": "inwoners"},
            {"naam": "Partijen", "soort": "externe_partijen"},
        ],
        "begintOp": "2026-03-01T19:00:00Z",
        "eindigtOp": "2026-03-01T21:00:00Z",
        "plaats": "Noorderhuis",
        "afgelast": False,
    }
    for secret in ("Geheim", "Buurvrouw", made.organisator.naam):
        assert secret not in answer.content.decode()


def test_only_with_partners_or_open_to_all(api):
    make_bijeenkomst(titel="Partijen aan tafel", soort="training")
    for soort in ("alliantieraad", "bewonersberaad", "leerbijeenkomst", "training", "groep", "samen"):
        BijeenkomstFactory(titel=f"Een {soort}", soort=soort).groepen.add(AmbassadeursgroepFactory())
    assert set(onderwerpen(api)) == {"Partijen aan tafel", "Een alliantieraad", "Een bewonersberaad"}
    hidden = BijeenkomstFactory(titel="Onder ons")
    assert_is_problem(api.get(f"{PATH}/{hidden.pk}"), 404)


def test_one_with_many_groups_is_there_once(api):
    made = make_bijeenkomst(titel="Samen", soort="alliantieraad")
    made.groepen.add(AmbassadeursgroepFactory(soort="externe_partijen"), AmbassadeursgroepFactory())
    assert onderwerpen(api) == ["Samen"]


def test_a_cancelled_one_says_so(api):
    make_bijeenkomst(afgelast_op=datetime(2026, 2, 1, tzinfo=UTC))
    assert [row["afgelast"] for row in api.get(PATH).json()["resultaten"]] == [True]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Maart", "Mei"]),
        ({"sorteer": "-begintOp"}, ["Mei", "Maart"]),
        ({"van": "2026-03-01"}, ["Maart", "Mei"]),
        ({"van": "2026-03-02"}, ["Mei"]),
        ({"tot": "2026-02-28"}, []),
        ({"tot": "2026-03-01"}, ["Maart"]),
        ({"van": "2026-03-01", "tot": "2026-03-01"}, ["Maart"]),
        ({"soort": "alliantieraad"}, ["Mei"]),
    ],
)
def test_filters_and_order(api, query, found):
    make_bijeenkomst(
        titel="Mei",
        soort="alliantieraad",
        begint_op=datetime(2026, 5, 1, 9, tzinfo=UTC),
        eindigt_op=datetime(2026, 5, 1, 10, tzinfo=UTC),
    )
    make_bijeenkomst(titel="Maart")
    assert onderwerpen(api, **query) == found


@pytest.mark.parametrize("count", [1, 20])
def test_list_costs_four_queries_however_many_rows(api, django_assert_num_queries, count):
    for _ in range(count):
        make_bijeenkomst()
    with django_assert_num_queries(4):  # token, page, groepen, log
        api.get(PATH)
