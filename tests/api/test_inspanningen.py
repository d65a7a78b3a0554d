from datetime import UTC, datetime

import pytest

from brunssum.core.models import Gebruiker, Organisatie
from brunssum.core.rollen import Rol, Zicht
from inspanningen.models import Bijdrage, Doelstelling, Inspanning, Leerpunt, Partnerschap
from inspanningen.velden import VELDEN
from tests.api.conftest import assert_is_problem
from tests.factories import (
    DoelstellingFactory,
    GebiedFactory,
    GebruikerFactory,
    InspanningFactory,
    LeerpuntFactory,
    LeidendPrincipeFactory,
    OrganisatieFactory,
)

PATH = "/api/v1/inspanningen"
MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def inspanning(db) -> Inspanning:
    """With something in every field; each text says which it is."""
    row = InspanningFactory(
        nummer="4A",
        naam="Buurtkamer",
        ouder=InspanningFactory(nummer="4"),
        projectleider=GebruikerFactory(naam="Naam van de projectleider", rollen=[Rol.PROJECTLEIDER]),
        gewijzigd_op=MOMENT,
        **{veld.kolom: f"tekst van {veld.key}" for veld in VELDEN},
    )
    row.gebieden.add(GebiedFactory(code="WK1", naam="Wijk"))
    row.principes.add(LeidendPrincipeFactory(kort="Lerend"))
    Bijdrage.objects.create(inspanning=row, doelstelling=DoelstellingFactory(nummer="2", naam="Doel"))
    Partnerschap.objects.create(
        inspanning=row, organisatie=OrganisatieFactory(naam="Zorgpartner"), rol="Helpt"
    )
    row.leerpunten.add(LeerpuntFactory(titel="Beslis aan het loket", tekst="Alleen bij /leerpunten."))
    return row


def nummers(api, **query):
    return [row["nummer"] for row in api.get(PATH, **query).json()["resultaten"]]


def test_detail(api, inspanning):
    assert api.get(f"{PATH}/{inspanning.pk}").json() == {
        "id": inspanning.pk,
        "nummer": "4A",
        "naam": "Buurtkamer",
        "fase": "uitvoering",
        "ouder": {"id": inspanning.ouder_id, "nummer": "4", "naam": inspanning.ouder.naam},
        "gebieden": [{"code": "WK1", "naam": "Wijk"}],
        "doelstellingen": [{"id": Doelstelling.objects.get().pk, "nummer": "2", "naam": "Doel"}],
        "principes": ["Lerend"],
        "partners": [
            {"id": Organisatie.objects.get(naam="Zorgpartner").pk, "naam": "Zorgpartner", "rol": "Helpt"}
        ],
        "leerpunten": [
            {"id": Leerpunt.objects.get().pk, "titel": "Beslis aan het loket", "stand": "gesignaleerd"}
        ],
        "teksten": {veld.key: f"tekst van {veld.key}" for veld in VELDEN if veld.zicht <= Zicht.PARTNERS},
        "versie": 0,
        "gewijzigdOp": "2026-03-01T12:00:00Z",
    }


def test_list_gives_the_same_as_detail(api, inspanning):
    assert (
        api.get(PATH, fase="uitvoering").json()["resultaten"][1] == api.get(f"{PATH}/{inspanning.pk}").json()
    )


@pytest.mark.parametrize("zicht", [Zicht.PARTNERS, Zicht.INTERN])
def test_no_partner_ever_gets_what_is_intern(api, inspanning, monkeypatch, zicht):
    monkeypatch.setattr("brunssum.core.models.ApiClient.zicht", zicht)
    intern = [veld.key for veld in VELDEN if veld.zicht == Zicht.INTERN]
    assert intern
    for path in (PATH, f"{PATH}/{inspanning.pk}"):
        text = api.get(path).content.decode()
        assert not [key for key in intern if f"tekst van {key}" in text or f'"{key}"' in text]
        assert not [one.naam for one in Gebruiker.objects.all() if one.naam in text]


def test_texts_follow_the_zicht_of_the_client(api, inspanning, monkeypatch):
    monkeypatch.setattr("brunssum.core.models.ApiClient.zicht", Zicht.OPENBAAR)
    teksten = api.get(f"{PATH}/{inspanning.pk}").json()["teksten"]
    assert set(teksten) == {veld.key for veld in VELDEN if veld.zicht == Zicht.OPENBAAR}


def test_client_without_the_right_gets_a_403(api, inspanning, monkeypatch):
    monkeypatch.setattr("brunssum.core.models.ApiClient.mag", lambda self, recht: False)
    for path in (PATH, f"{PATH}/{inspanning.pk}", "/api/v1/indicatoren", "/api/v1/waarnemingen"):
        assert_is_problem(api.get(path), 403)


def test_list_is_in_the_order_of_the_numbers(api, db):
    for nummer in ("10", "2B", "9", "2", "2A"):
        InspanningFactory(nummer=nummer)
    assert nummers(api) == ["2", "2A", "2B", "9", "10"]
    assert [
        row["nummer"] for page in api.pages(PATH, paginaGrootte=2) for row in page["resultaten"]
    ] == nummers(api)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"fase": "uitvoering"}, ["4", "4A"]),
        ({"fase": "gestopt"}, []),
        ({"gebied": "WK1"}, ["4A"]),
        ({"gewijzigdSinds": "2026-03-01T12:00:00Z"}, ["4", "4A"]),
        ({"gewijzigdSinds": "2026-03-01T13:00:00+01:00"}, ["4", "4A"]),
        ({"gewijzigdSinds": "2026-03-01T13:00:00-01:00"}, ["4"]),
    ],
)
def test_filters(api, inspanning, query, found):
    assert nummers(api, **query) == found


def test_filter_on_a_doelstelling(api, inspanning):
    doel = Doelstelling.objects.get(nummer="2")
    assert nummers(api, doelstelling=doel.pk) == ["4A"]
    assert nummers(api, doelstelling=DoelstellingFactory().pk) == []


def test_filter_on_who_takes_part(api, inspanning, partner):
    zorgpartner = Organisatie.objects.get(naam="Zorgpartner")
    assert nummers(api, partner=zorgpartner.pk) == ["4A"]
    assert nummers(api, partner=partner.organisatie_id) == nummers(api, eigen="true") == []
    Partnerschap.objects.create(inspanning=inspanning, organisatie=partner.organisatie)
    assert nummers(api, eigen="true") == ["4A"]
    assert nummers(api, eigen="false") == ["4"]
    assert_is_problem(api.get(PATH, eigen="ja"), 400)
    assert_is_problem(api.get(PATH, partner="Weller"), 400)


def test_what_ended_on_the_kaart_is_not_found_by_its_doelstelling(api, inspanning):
    Bijdrage.objects.update(loopt=False)
    assert nummers(api, doelstelling=Doelstelling.objects.get(nummer="2").pk) == []


def test_filter_on_gebied_counts_what_happens_in_a_part_of_it(api, inspanning):
    wijk = GebiedFactory(code="WK2")
    inspanning.gebieden.add(GebiedFactory(code="BU2", ouder=wijk))
    assert nummers(api, gebied="WK2") == ["4A"]


@pytest.mark.parametrize(
    "value",
    [
        "gisteren",
        "2026-13-01T00:00:00Z",
        "2026-03-01T12:00:00 01:00",
        "0001-01-01",  # in Brunssum it was not yet the year 1 in UTC
        "0001-01-01T00:00:00+14:00",
    ],
)
def test_moment_that_is_none_is_a_400(api, value):
    assert_is_problem(api.get(PATH, gewijzigdSinds=value), 400)


@pytest.mark.parametrize("key", ["0", "999999999999999999", "4A", "-1"])
def test_unknown_id_is_a_404(api, inspanning, key):
    assert_is_problem(api.get(f"{PATH}/{key}"), 404)


@pytest.mark.parametrize("count", [1, 30])
def test_list_costs_eight_queries_however_many_rows(api, inspanning, django_assert_num_queries, count):
    for row in InspanningFactory.create_batch(count, ouder=inspanning):
        row.gebieden.add(GebiedFactory())
        Partnerschap.objects.create(inspanning=row, organisatie=OrganisatieFactory())
    # token, page, gebieden, doelstellingen, principes, partners, leerpunten, log
    with django_assert_num_queries(8):
        api.get(PATH)


def test_detail_costs_eight_queries(api, inspanning, django_assert_num_queries):
    with django_assert_num_queries(8):
        api.get(f"{PATH}/{inspanning.pk}")


def test_intern_texts_do_not_leave_the_database(api, inspanning, django_assert_num_queries):
    with django_assert_num_queries(8) as captured:
        api.get(PATH)
    sql = " ".join(query["sql"] for query in captured.captured_queries)
    assert "aanpak_tekst" in sql
    assert not [veld.kolom for veld in VELDEN if veld.zicht == Zicht.INTERN and veld.kolom in sql]


def test_reading_changes_nothing(api, inspanning):
    before = list(Inspanning.objects.values().order_by("pk"))
    api.get(PATH)
    api.get(f"{PATH}/{inspanning.pk}")
    assert list(Inspanning.objects.values().order_by("pk")) == before
