"""Reisverslagen over the API: what is public, with its words and its PDF; gone the moment it is withdrawn."""

from datetime import UTC, datetime

import pytest

from reisverslag.models import Reisverslag
from tests.api.conftest import assert_is_problem
from tests.factories import (
    BlokFactory,
    HoofdstukFactory,
    InspanningFactory,
    KnelpuntFactory,
    LeerpuntFactory,
    ReisverslagFactory,
)
from tests.openbaar.maken import make_gepubliceerd

PATH = "/api/v1/reisverslagen"


def titels(api, **query):
    return [row["titel"] for row in api.get(PATH, **query).json()["resultaten"]]


def test_a_reisverslag_has_these_fields(api):
    verslag = make_gepubliceerd(titel="Onderweg", publiek="raad")
    uitgave = verslag.uitgaven.get()
    in_list = {
        "id": verslag.pk,
        "titel": "Onderweg",
        "publiek": "raad",
        "periodeVan": "2026-01-01",
        "periodeTot": "2026-06-30",
        "versie": 1,
        "vervangtWaarom": "",
        "nieuwereVersie": None,
        "gepubliceerdOp": "2026-07-05T09:00:00Z",
        "pdf": {"sha256": uitgave.sha256, "omvang": 8, "bladzijden": 1},
    }
    assert api.get(PATH).json()["resultaten"] == [in_list]
    answer = api.get(f"{PATH}/{verslag.pk}")
    assert answer.json() == in_list | {
        "hoofdstukken": [
            {"nummer": 1, "titel": "Wat we zagen", "tekst": "# Onderweg\n\nMensen doen **mee**."}
        ],
        "inspanningen": [],
        "knelpunten": [],
        "leerpunten": [],
    }
    assert verslag.auteur.naam not in answer.content.decode()


def test_it_tells_of_what_partners_read_as_well_and_of_nothing_else(api):
    verslag = make_gepubliceerd()
    inspanning, knelpunt, leerpunt = InspanningFactory(), KnelpuntFactory(), LeerpuntFactory()
    gone = KnelpuntFactory(opgenomen_in=knelpunt)
    hoofdstuk = HoofdstukFactory(reisverslag=verslag)
    for soort, pks in (
        ("inspanningen", [inspanning.pk]),
        ("knelpunten", [knelpunt.pk, gone.pk]),
        ("leerpunten", [leerpunt.pk]),
    ):
        BlokFactory(
            hoofdstuk=hoofdstuk, soort=soort, inhoud={soort: pks}, feiten={}, feiten_op=verslag.vastgesteld_op
        )
    BlokFactory(
        hoofdstuk=hoofdstuk, soort="verhaal", inhoud={"casus": 1}, feiten={}, feiten_op=verslag.vastgesteld_op
    )
    shown = api.get(f"{PATH}/{verslag.pk}").json()
    assert (shown["inspanningen"], shown["knelpunten"], shown["leerpunten"]) == (
        [{"id": inspanning.pk, "nummer": inspanning.nummer, "naam": inspanning.naam}],
        [{"id": knelpunt.pk, "naam": knelpunt.naam}],
        [{"id": leerpunt.pk, "titel": leerpunt.titel, "stand": leerpunt.staat}],
    )
    assert [one["tekst"] for one in shown["hoofdstukken"]][1] == ""


@pytest.mark.parametrize(
    "stap", sorted({*Reisverslag.Stap.values} - {"gepubliceerd", "concept", "ter_beoordeling"})
)
def test_what_is_not_public_or_no_longer_is_not_there(api, stap):
    withdrawn = make_gepubliceerd(stap=stap)
    concept = ReisverslagFactory()
    make_gepubliceerd(titel="Te lezen")
    assert titels(api) == ["Te lezen"]
    for hidden in (withdrawn, concept):
        for path in (f"{PATH}/{hidden.pk}", f"{PATH}/{hidden.pk}/pdf"):
            assert_is_problem(api.get(path), 404)


def test_what_is_for_ambassadeurs_only_is_not_there(api):
    verslag = make_gepubliceerd(publiek="ambassadeurs")
    assert titels(api) == []
    assert_is_problem(api.get(f"{PATH}/{verslag.pk}/pdf"), 404)


def test_a_newer_version_is_named(api):
    old = make_gepubliceerd(titel="Oud")
    new = make_gepubliceerd(titel="Nieuw", versie=2, vervangt=old, vervangt_waarom="Een fout in een tabel.")
    assert api.get(f"{PATH}/{old.pk}").json()["nieuwereVersie"] == {"id": new.pk, "titel": "Nieuw"}
    shown = api.get(f"{PATH}/{new.pk}").json()
    assert (shown["versie"], shown["vervangtWaarom"]) == (2, "Een fout in een tabel.")
    new.stap = Reisverslag.Stap.VASTGESTELD
    new.save(update_fields=["stap"])
    assert api.get(f"{PATH}/{old.pk}").json()["nieuwereVersie"] is None


def test_the_pdf_is_the_file_itself_with_its_hash(api):
    verslag = make_gepubliceerd()
    uitgave = verslag.uitgaven.get()
    path = f"{PATH}/{verslag.pk}/pdf"
    answer = api.ask("GET", path, headers={"Accept": "application/pdf"})
    assert answer.status_code == 200
    assert answer.getvalue() == b"%PDF-1.7"
    assert (answer["Content-Type"], answer["ETag"]) == ("application/pdf", f'"{uitgave.sha256}"')
    assert answer["Content-Length"] == "8"
    assert uitgave.naam in answer["Content-Disposition"]
    assert answer["API-Version"]
    head = api.ask("HEAD", path)
    assert (head.status_code, head.getvalue(), head["ETag"]) == (200, b"", answer["ETag"])


def test_who_has_the_pdf_already_gets_none(api):
    verslag = make_gepubliceerd()
    path = f"{PATH}/{verslag.pk}/pdf"
    etag = f'"{verslag.uitgaven.get().sha256}"'
    known = api.ask("GET", path, headers={"If-None-Match": etag})
    assert (known.status_code, known.content, known["ETag"]) == (304, b"", etag)
    other = api.ask("GET", path, headers={"If-None-Match": '"iets anders"'})
    assert other.status_code == 200
    assert other.getvalue()


def test_an_answer_in_another_format_is_not_to_be_had(api):
    verslag = make_gepubliceerd()
    assert_is_problem(api.ask("GET", f"{PATH}/{verslag.pk}/pdf", headers={"Accept": "application/json"}), 406)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Eerst", "Later"]),
        ({"sorteer": "-periodeTot"}, ["Later", "Eerst"]),
        ({"sorteer": "-gepubliceerdOp"}, ["Later", "Eerst"]),
        ({"publiek": "inwoners"}, ["Later"]),
        ({"gepubliceerdSinds": "2026-07-05T09:00:00Z"}, ["Eerst", "Later"]),
        ({"gepubliceerdSinds": "2026-07-05T09:00:01Z"}, []),
    ],
)
def test_filters_and_order(api, query, found):
    make_gepubliceerd(titel="Eerst", periode_tot=datetime(2026, 3, 31, tzinfo=UTC).date())
    make_gepubliceerd(titel="Later", publiek="inwoners")
    assert titels(api, **query) == found
    assert [
        row["titel"] for page in api.pages(PATH, paginaGrootte=1, **query) for row in page["resultaten"]
    ] == found


@pytest.mark.parametrize("count", [1, 6])
def test_list_costs_five_queries_however_many_rows(api, django_assert_num_queries, count):
    for _ in range(count):
        make_gepubliceerd()
    with django_assert_num_queries(5):  # token, page, newer versions, pdfs, log
        api.get(PATH)
