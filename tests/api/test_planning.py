"""What partners read of mijlpalen, doelstellingen, organisaties and themas."""

from datetime import date

import pytest

from brunssum.core.models import Organisatie
from inspanningen.models import Bijdrage, Partnerschap
from inspanningen.services import mijlpalen
from inspanningen.vage_datum import read
from monitor.models import Thema
from tests.api.conftest import assert_is_problem
from tests.factories import (
    DoelstellingFactory,
    GebiedFactory,
    GebruikerFactory,
    InspanningFactory,
    MijlpaalFactory,
    OrganisatieFactory,
    StreefwaardeFactory,
    ThemaFactory,
)

API = "/api/v1"


def found(api, address, key="naam", **query):
    answer = api.get(f"{API}/{address}", **query)
    assert answer.status_code == 200, answer.content
    return [row[key] for row in answer.json()["resultaten"]]


# Mijlpalen


@pytest.fixture
def mijlpaal(programmamanager):
    row = MijlpaalFactory(naam="Deur open", inspanning=InspanningFactory(nummer="4A", naam="Buurtkamer"))
    mijlpalen.edit_mijlpaal(
        row.pk, actor=programmamanager, op=date(2026, 3, 1), naam="Deur open", wanneer=read("juni 2026"),
        reden="De vloer moest eruit.", toelichting="Na de verbouwing.",
    )  # fmt: skip
    return row


def test_mijlpaal_is_given_with_its_range_and_how_it_moved(api, mijlpaal, programmamanager):
    shown = api.get(f"{API}/mijlpalen/{mijlpaal.pk}").json()
    assert shown == {
        "id": mijlpaal.pk,
        "inspanning": {"id": mijlpaal.inspanning_id, "nummer": "4A", "naam": "Buurtkamer"},
        "naam": "Deur open",
        "stand": "gepland",
        "wanneer": "juni 2026",
        "van": "2026-06-01",
        "tot": "2026-06-30",
        "eerstWanneer": "april 2026",
        "eerstVan": "2026-04-01",
        "eerstTot": "2026-04-30",
        "gehaaldDatum": None,
        "vervallenDatum": None,
        "vervallenReden": "",
        "toelichting": "Na de verbouwing.",
        "verschuivingen": [
            {
                "datum": "2026-03-01",
                "was": "april 2026",
                "werd": "juni 2026",
                "reden": "De vloer moest eruit.",
            }
        ],
        "versie": 2,
    }
    assert api.get(f"{API}/mijlpalen").json()["resultaten"] == [shown]
    assert programmamanager.naam not in str(shown)


def test_filters_on_mijlpalen(api, partner):
    mee, niet = InspanningFactory(), InspanningFactory()
    Partnerschap.objects.create(inspanning=mee, organisatie=partner.organisatie)
    mei = {"van": date(2026, 5, 1), "tot": date(2026, 5, 31)}
    MijlpaalFactory(naam="april", inspanning=mee)
    MijlpaalFactory(naam="mei", inspanning=niet, **mei)
    MijlpaalFactory(naam="gehaald", inspanning=niet, **mei, gehaald_op=date(2026, 7, 1))
    for query, names in (
        ({}, ["april", "mei", "gehaald"]),
        ({"inspanning": mee.pk}, ["april"]),
        ({"stand": "gehaald"}, ["gehaald"]),
        ({"eigen": "true"}, ["april"]),
        ({"eigen": "false"}, ["mei", "gehaald"]),
        ({"van": "2026-05-15"}, ["mei", "gehaald"]),
        ({"van": "2026-06-01"}, ["gehaald"]),
        ({"tot": "2026-04-30"}, ["april"]),
        ({"van": "2026-04-30", "tot": "2026-05-01"}, ["april", "mei", "gehaald"]),
        ({"sorteer": "-tot", "stand": "gepland"}, ["mei", "april"]),
    ):
        assert found(api, "mijlpalen", **query) == names, query
    for query in ({"stand": "klaar"}, {"van": "morgen"}, {"inspanning": "4A"}, {"eigen": "1"}):
        assert_is_problem(api.get(f"{API}/mijlpalen", **query), 400)


def test_who_may_not_see_the_planning_gets_no_mijlpalen(api, mijlpaal, monkeypatch):
    monkeypatch.setattr("inspanningen.querysets.mijlpaal.is_visible", lambda naam, zicht: False)
    assert found(api, "mijlpalen") == []
    assert_is_problem(api.get(f"{API}/mijlpalen/{mijlpaal.pk}"), 404)


@pytest.mark.parametrize("count", [1, 20])
def test_mijlpalen_cost_the_same_however_many(api, mijlpaal, django_assert_num_queries, count):
    MijlpaalFactory.create_batch(count)
    with django_assert_num_queries(4):  # token, page, verschuivingen, access log
        api.get(f"{API}/mijlpalen")


# Doelstellingen


@pytest.fixture
def doel(db):
    thema = ThemaFactory(code="rondkomen", naam="Rondkomen")
    boven = DoelstellingFactory(nummer="1", naam="Iedereen doet mee")
    row = DoelstellingFactory(
        nummer="1.1", naam="Rondkomen", omschrijving="Zonder schuld.", soort="operationeel", ouder=boven, hoek=thema,
        term_van=2026, term_tot=2028, bateneigenaar=GebruikerFactory(naam="Wie het in stand houdt"),
    )  # fmt: skip
    StreefwaardeFactory(doelstelling=row, jaar=2030, waarde="12.5", gebied=GebiedFactory(code="WK1"), toelichting="Zo.")  # fmt: skip
    Bijdrage.objects.create(inspanning=InspanningFactory(nummer="4A", naam="Buurtkamer"), doelstelling=row)
    Bijdrage.objects.create(inspanning=InspanningFactory(nummer="5"), doelstelling=row, loopt=False)
    return row


def test_doelstelling_is_given_with_its_streefwaarden_and_what_works_on_it(api, doel):
    streef, bijdrage = doel.streefwaarden.get(), doel.bijdragen.get(loopt=True)
    shown = api.get(f"{API}/doelstellingen/{doel.pk}").json()
    assert shown == {
        "id": doel.pk,
        "nummer": "1.1",
        "naam": "Rondkomen",
        "omschrijving": "Zonder schuld.",
        "soort": "operationeel",
        "stand": doel.status,
        "vastgesteldDatum": doel.vastgesteld_op and f"{doel.vastgesteld_op}",
        "ouder": {"id": doel.ouder_id, "nummer": "1", "naam": "Iedereen doet mee"},
        "thema": {"code": "rondkomen", "naam": "Rondkomen"},
        "eersteJaar": 2026,
        "laatsteJaar": 2028,
        "streefwaarden": [
            {
                "indicator": {"code": streef.indicator.code, "naam": streef.indicator.naam},
                "eenheid": streef.indicator.eenheid,
                "gebied": {"code": "WK1", "naam": streef.gebied.naam},
                "jaar": 2030,
                "waarde": 12.5,
                "toelichting": "Zo.",
            }
        ],
        "inspanningen": [{"id": bijdrage.inspanning_id, "nummer": "4A", "naam": "Buurtkamer"}],
        "versie": 0,
    }
    assert api.get(f"{API}/doelstellingen", soort="operationeel").json()["resultaten"] == [shown]
    assert doel.bateneigenaar.naam not in str(shown)


def test_filters_on_doelstellingen(api, doel):
    DoelstellingFactory(nummer="2", naam="Weg", status="vervallen")
    for query, names in (
        ({}, ["1", "1.1", "2"]),
        ({"soort": "strategisch"}, ["1", "2"]),
        ({"stand": "vervallen"}, ["2"]),
        ({"thema": "rondkomen"}, ["1.1"]),
        ({"sorteer": "-nummer"}, ["2", "1.1", "1"]),
    ):
        assert found(api, "doelstellingen", "nummer", **query) == names, query
    assert_is_problem(api.get(f"{API}/doelstellingen", soort="klein"), 400)


@pytest.mark.parametrize("count", [1, 20])
def test_doelstellingen_cost_the_same_however_many(api, doel, django_assert_num_queries, count):
    for _ in range(count):
        row = DoelstellingFactory(ouder=doel.ouder, soort="operationeel")
        StreefwaardeFactory(doelstelling=row)
        Bijdrage.objects.create(inspanning=InspanningFactory(), doelstelling=row)
    with django_assert_num_queries(5):  # token, page, streefwaarden, inspanningen, access log
        api.get(f"{API}/doelstellingen")


# Organisaties and themas


def test_organisaties_say_which_one_is_your_own(api, partner):
    zorg = OrganisatieFactory(naam="Zorgpartner", soort="zorg", is_kernpartner=True)
    assert api.get(f"{API}/organisaties/{zorg.pk}").json() == {
        "id": zorg.pk,
        "naam": "Zorgpartner",
        "soort": "zorg",
        "kernpartner": True,
        "alliantiepartner": False,
        "eigen": False,
    }
    assert Organisatie.objects.count() == 2
    for query, names in (
        ({}, ["Woonpartner", "Zorgpartner"]),
        ({"sorteer": "-naam"}, ["Zorgpartner", "Woonpartner"]),
        ({"soort": "zorg"}, ["Zorgpartner"]),
        ({"kernpartner": "false"}, ["Woonpartner"]),
        ({"eigen": "true"}, ["Woonpartner"]),
        ({"eigen": "false"}, ["Zorgpartner"]),
    ):
        assert found(api, "organisaties", **query) == names, query
    assert [row["eigen"] for row in api.get(f"{API}/organisaties").json()["resultaten"]] == [True, False]


def test_themas_in_the_order_in_which_we_show_them(api, db):
    for code, volgorde in (("werk", 2), ("zorg", 1)):
        Thema.objects.create(code=code, naam=code.title(), volgorde=volgorde, plek="hoek")
    assert found(api, "themas", "code") == ["zorg", "werk"]
    assert found(api, "themas", "code", sorteer="-code") == ["zorg", "werk"]
    assert api.get(f"{API}/themas/zorg").json() == {
        "code": "zorg",
        "naam": "Zorg",
        "plek": "hoek",
        "volgorde": 1,
    }
    assert_is_problem(api.get(f"{API}/themas/onbekend"), 404)


@pytest.mark.parametrize("address", ["mijlpalen", "doelstellingen", "organisaties", "voortgang"])
@pytest.mark.parametrize("key", ["0", "999999999999999999", "4A", "-1"])
def test_unknown_id_is_a_404(api, db, address, key):
    assert_is_problem(api.get(f"{API}/{address}/{key}"), 404)


def test_client_without_the_right_gets_a_403(api, db, monkeypatch):
    monkeypatch.setattr("brunssum.core.models.ApiClient.mag", lambda self, recht: False)
    for address in ("mijlpalen", "doelstellingen", "themas", "voortgang"):
        assert_is_problem(api.get(f"{API}/{address}"), 403)
