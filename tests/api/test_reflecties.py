"""Reflecties over the API: an organisation gives, reads what came of it, and sees nothing of another."""

from datetime import date

import pytest

from ambassadeurs import services
from ambassadeurs.models import Reflectie
from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from tests.api.conftest import Api, assert_is_problem, make_client
from tests.factories import (
    DoelstellingFactory,
    InspanningFactory,
    KnelpuntFactory,
    OrganisatieFactory,
    ReflectieFactory,
    ThemaFactory,
)

PATH = "/api/v1/reflecties"
DAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def who_answers(programmamanager):
    return programmamanager


@pytest.fixture
def ander(token_for) -> Api:
    return Api(token_for(make_client("Zorgpartner")))


@pytest.fixture
def van_ons(partner):
    return lambda **fields: ReflectieFactory(groep=None, organisatie=partner.organisatie, **fields)


def body(onderwerp=None, **fields):
    thema = {"soort": "thema", "id": "wonen"}
    return {
        "soort": "advies",
        "tekst": "Spreek één vaste eerste af.",
        "onderwerp": onderwerp or thema,
    } | fields


@pytest.fixture
def thema(db):
    return ThemaFactory(code="wonen", naam="Wonen")


def test_a_system_gives_a_reflectie_and_reads_the_answer(api, partner, thema, programmamanager):
    made = api.post(PATH, body())
    assert made.status_code == 201, made.content
    shown = made.json()
    assert made["Location"] == f"{PATH}/{shown['id']}"
    assert shown == api.get(made["Location"]).json()
    assert (shown["stand"], shown["antwoord"], shown["gevolg"], shown["terugkoppeldatum"]) == (
        "wacht_op_antwoord",
        "",
        None,
        None,
    )
    assert shown["onderwerp"] == {"soort": "thema", "id": "wonen", "naam": "Wonen"}
    reflectie = Reflectie.objects.get()
    assert (reflectie.organisatie, reflectie.ingevoerd_via) == (partner.organisatie, partner)
    assert LogRegel.objects.about(reflectie).get().api_client == partner
    services.answer_reflectie(
        shown["id"],
        actor=programmamanager,
        op=DAY.replace(year=2027),
        gevolg="deels",
        antwoord="In één wijk.",
    )
    answered = api.get(made["Location"])
    assert answered.json() == shown | {
        "stand": "beantwoord",
        "gevolg": "deels",
        "antwoord": "In één wijk.",
        "terugkoppeldatum": "2027-03-04",
    }
    assert programmamanager.naam not in answered.content.decode()


def test_a_reflectie_is_about_an_inspanning_a_doelstelling_or_a_thema(api, thema):
    inspanning, doel = InspanningFactory(), DoelstellingFactory()
    for onderwerp in (
        {"soort": "inspanning", "id": str(inspanning.pk)},
        {"soort": "doelstelling", "id": str(doel.pk)},
        {"soort": "thema", "id": "wonen"},
    ):
        shown = api.post(PATH, body(onderwerp)).json()["onderwerp"]
        assert {name: shown[name] for name in ("soort", "id")} == onderwerp
        assert shown["naam"]


@pytest.mark.parametrize(
    ("soort", "key"),
    [
        ("inspanning", "0"),
        ("inspanning", "wonen"),
        ("thema", "1"),
        ("doelstelling", "9" * 40),
        ("inspanning", "٣"),
        ("inspanning", "²"),
    ],
)
def test_what_it_is_about_must_exist(api, thema, soort, key):
    problem = assert_is_problem(api.post(PATH, body({"soort": soort, "id": key})), 400)
    assert [error["name"] for error in problem["errors"]] == ["onderwerp.id"]
    assert not Reflectie.objects.exists()


def test_a_partner_does_not_reflect_on_a_knelpunt(api, thema):
    problem = assert_is_problem(
        api.post(PATH, body({"soort": "knelpunt", "id": str(KnelpuntFactory().pk)})), 400
    )
    assert "Kies uit: inspanning, doelstelling, thema." in problem["detail"]


def test_all_that_is_wrong_is_said_at_once(api, thema):
    wrong = {"soort": "klacht", "onderwerp": {"soort": "thema"}, "organisatie": 1}
    problem = assert_is_problem(api.post(PATH, wrong), 400)
    assert {error["name"] for error in problem["errors"]} == {"soort", "tekst", "onderwerp.id", "organisatie"}


def test_what_tells_who_someone_is_is_refused(api, thema):
    problem = assert_is_problem(api.post(PATH, body(tekst="Bel mevrouw op 06-12345678.")), 400)
    assert problem["errors"] == [
        {"in": "body", "name": "tekst", "detail": "Hierin lijkt te staan: een telefoonnummer. Laat dat weg."}
    ]
    assert not Reflectie.objects.exists()


def test_too_many_in_a_day_is_told_to_come_back(api, thema, monkeypatch):
    monkeypatch.setattr("ambassadeurs.services.reflecties.MAX_PER_ORGANISATIE", 1)
    assert api.post(PATH, body()).status_code == 201
    problem = assert_is_problem(api.post(PATH, body()), 409)
    assert problem["detail"] == "Uw organisatie stuurde vandaag al veel in. Morgen kan het weer."


def test_sent_twice_with_one_key_is_given_once(api, thema):
    first, again = (api.post(PATH, body(), idempotency_key="een") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Reflectie.objects.count() == 1


def test_another_organisation_finds_nothing_of_it(api, ander, van_ons, thema):
    mine = van_ons(tekst="Van ons.")
    ReflectieFactory(tekst="Van een groep.")
    theirs = ander.post(PATH, body(tekst="Van hen.")).json()["id"]
    assert [row["tekst"] for row in api.get(PATH).json()["resultaten"]] == ["Van ons."]
    assert [row["tekst"] for row in ander.get(PATH).json()["resultaten"]] == ["Van hen."]
    assert_is_problem(ander.get(f"{PATH}/{mine.pk}"), 404)
    assert_is_problem(api.get(f"{PATH}/{theirs}"), 404)


def test_filters_and_order(api, van_ons, programmamanager):
    open_ = van_ons(ontvangen_op=date(2026, 3, 9), soort="vraag")
    done = van_ons(
        antwoord="Ja.",
        gevolg="overgenomen",
        beantwoord_op=DAY,
        beantwoord_door=programmamanager,
        teruggekoppeld_op=DAY,
        teruggekoppeld_hoe="partner",
    )

    def ids(**query):
        return [row["id"] for row in api.get(PATH, **query).json()["resultaten"]]

    assert ids() == [done.pk, open_.pk]
    assert ids(sorteer="-ontvangstdatum") == [open_.pk, done.pk]
    assert ids(stand="beantwoord") == [done.pk]
    assert ids(stand="wacht_op_antwoord") == [open_.pk]
    assert ids(soort="vraag") == [open_.pk]
    assert_is_problem(api.get(PATH, stand="klaar"), 400)


def test_an_onderwerp_that_is_gone_is_empty(api, van_ons):
    reflectie = van_ons(onderwerp=(doel := DoelstellingFactory()))
    doel.delete()
    assert api.get(f"{PATH}/{reflectie.pk}").json()["onderwerp"] is None


def test_reading_is_not_writing(partner, token_for, thema):
    reader = Api(token_for(partner, scope="reflecties:lezen"))
    assert reader.get(PATH).status_code == 200
    assert_is_problem(reader.post(PATH, body()), 403)
    writer = Api(token_for(partner, scope="reflecties:schrijven"))
    assert_is_problem(writer.get(PATH), 403)
    assert not Reflectie.objects.exists()


@pytest.mark.parametrize("count", [1, 12])
def test_list_costs_as_many_queries_however_many_rows(api, van_ons, django_assert_num_queries, count):
    for _ in range(count):
        van_ons(onderwerp=ThemaFactory())
        van_ons(onderwerp=InspanningFactory())
    api.get(PATH)  # content types are looked up once in a process
    with django_assert_num_queries(5):  # token, page, themas, inspanningen, log
        api.get(PATH)


def test_the_page_of_the_partner_shows_what_its_system_gave(client, api, partner, thema, gebruiker_met):
    api.post(PATH, body())
    client.force_login(gebruiker_met(Rol.PARTNER, organisatie=partner.organisatie))
    assert "Spreek één vaste eerste af." in client.get("/ambassadeurs/reflecties/van-ons/").content.decode()
    client.force_login(gebruiker_met(Rol.PARTNER, organisatie=OrganisatieFactory()))
    assert "Spreek" not in client.get("/ambassadeurs/reflecties/van-ons/").content.decode()
