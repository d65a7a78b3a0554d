"""Verhalen over the API: what is published, and nothing of it once the consent is withdrawn."""

from datetime import date

import pytest

from monitor.models import Verhaal
from tests.api.cijfers import make_indicator
from tests.api.conftest import assert_is_problem
from tests.factories import GebiedFactory, KansFactory, ThemaFactory, VerhaalFactory

PATH = "/api/v1/verhalen"


def titels(api, **query):
    return [row["titel"] for row in api.get(PATH, **query).json()["resultaten"]]


def test_a_verhaal_has_these_fields(api):
    indicator = make_indicator("buurtcontact")
    make_indicator("elders", thema=ThemaFactory())
    verhaal = VerhaalFactory(
        gepubliceerd=True,
        thema=indicator.thema,
        gebied=GebiedFactory(code="WK1", naam="Noord"),
        titel="De brief",
    )
    answer = api.get(f"{PATH}/{verhaal.pk}")
    assert answer.json() == {
        "id": verhaal.pk,
        "titel": "De brief",
        "tekst": verhaal.tekst,
        "teller": "inwoner",
        "gebied": {"code": "WK1", "naam": "Noord"},
        "thema": {"code": "meedoen", "naam": "Meedoen"},
        "gaatOver": {"soort": "probleemcluster", "naam": verhaal.probleemcluster.naam},
        "indicatoren": [{"code": "buurtcontact", "naam": indicator.naam}],
        "publicatiedatum": "2026-03-02",
    }
    for who in (verhaal.auteur, verhaal.gecontroleerd_door):
        assert who.naam not in answer.content.decode()


def test_a_verhaal_can_be_about_a_kans(api):
    verhaal = VerhaalFactory(
        gepubliceerd=True, probleemcluster=None, kans=KansFactory(naam="Trots op de wijk")
    )
    assert api.get(f"{PATH}/{verhaal.pk}").json()["gaatOver"] == {"soort": "kans", "naam": "Trots op de wijk"}


@pytest.mark.parametrize("status", sorted({*Verhaal.Status.values} - {"gepubliceerd"}))
def test_what_is_not_published_is_not_there(api, status):
    fields = {"status": status}
    if status == "teruggegeven":
        fields["reden"] = "Te herkennen."
    if status == "ingetrokken":
        fields |= {"titel": "", "tekst": "", "ingetrokken_op": date(2026, 4, 1)}
    hidden = VerhaalFactory(**fields)
    VerhaalFactory(gepubliceerd=True, titel="Te lezen")
    assert titels(api) == ["Te lezen"]
    assert_is_problem(api.get(f"{PATH}/{hidden.pk}"), 404)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Vroeg", "Laat"]),
        ({"sorteer": "-publicatiedatum"}, ["Laat", "Vroeg"]),
        ({"thema": "wonen"}, ["Laat"]),
        ({"gebied": "WK1"}, ["Vroeg"]),
        ({"gebied": "GM1"}, ["Vroeg"]),
        ({"gebied": "BU1"}, ["Vroeg"]),
        ({"gepubliceerdSinds": "2026-03-02T22:59:59Z"}, ["Vroeg", "Laat"]),
        ({"gepubliceerdSinds": "2026-03-02T23:00:00Z"}, ["Laat"]),
        ({"gepubliceerdSinds": "2026-03-03T12:00:00Z"}, ["Laat"]),
    ],
)
def test_filters_and_order(api, query, found):
    buurt = GebiedFactory(code="BU1", ouder=GebiedFactory(code="WK1", ouder=GebiedFactory(code="GM1")))
    VerhaalFactory(gepubliceerd=True, titel="Vroeg", gebied=buurt)
    VerhaalFactory(
        gepubliceerd=True, titel="Laat", gepubliceerd_op=date(2026, 3, 3), thema=ThemaFactory(code="wonen")
    )
    assert titels(api, **query) == found


@pytest.mark.parametrize("count", [1, 20])
def test_list_costs_four_queries_however_many_rows(api, django_assert_num_queries, count):
    VerhaalFactory.create_batch(count, gepubliceerd=True)
    with django_assert_num_queries(4):  # token, page, indicatoren, log
        api.get(PATH)
