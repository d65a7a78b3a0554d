"""A partner's system reports on its part and follows what came of it; no other partner ever sees it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from brunssum.core.models import LogRegel, Organisatie
from brunssum.core.rollen import Rol
from inspanningen.models import Inspanning, Mijlpaal, Partnerschap, Voortgangsmelding
from inspanningen.services import voortgang as services
from tests.api.conftest import Api, assert_is_problem, make_client
from tests.factories import GebruikerFactory, InspanningFactory, MijlpaalFactory, VoortgangsmeldingFactory

VANDAAG = timezone.localdate()
GISTEREN = VANDAAG - timedelta(days=1)
NIEUW = {"peildatum": f"{GISTEREN}", "gedaan": "Het dak is dicht."}


@pytest.fixture
def inspanning(partner) -> Inspanning:
    """One that the partner takes part in."""
    row = InspanningFactory(nummer="4A", naam="Buurtkamer")
    Partnerschap.objects.create(inspanning=row, organisatie=partner.organisatie)
    return row


@pytest.fixture
def path(inspanning) -> str:
    return f"/api/v1/inspanningen/{inspanning.pk}/voortgang"


@pytest.fixture
def other(inspanning, token_for) -> Api:
    """The system of another organisation that takes part in the same inspanning."""
    client = make_client("Zorgpartner")
    Partnerschap.objects.create(inspanning=inspanning, organisatie=client.organisatie)
    return Api(token_for(client))


@pytest.fixture
def leider(inspanning):
    person = GebruikerFactory(rollen=[Rol.PROJECTLEIDER])
    Inspanning.objects.filter(pk=inspanning.pk).update(projectleider=person)
    return person


def test_what_is_reported_is_there_waits_and_tells_who_leads(api, path, inspanning, partner, leider):
    answer = api.post(path, NIEUW | {"belemmering": "De keuken is laat.", "aantal": 3, "eenheid": "ruimtes"})
    assert answer.status_code == 201, answer.content
    melding = Voortgangsmelding.objects.get()
    shown = answer.json()
    assert shown == {
        "id": melding.pk,
        "inspanning": {"id": inspanning.pk, "nummer": "4A", "naam": "Buurtkamer"},
        "peildatum": f"{GISTEREN}",
        "gedaan": "Het dak is dicht.",
        "belemmering": "De keuken is laat.",
        "aantal": 3,
        "eenheid": "ruimtes",
        "mijlpaal": None,
        "gehaaldDatum": None,
        "verwachtWanneer": "",
        "verwachtVan": None,
        "verwachtTot": None,
        "verbetert": None,
        "ingediendOp": melding.ingediend_op.isoformat().replace("+00:00", "Z"),
        "stand": "ingediend",
        "antwoord": "",
        "afgehandeldOp": None,
    }
    assert answer["Location"] == f"/api/v1/voortgang/{melding.pk}"
    assert api.get(answer["Location"]).json() == shown
    assert api.get(path).json()["resultaten"] == api.get("/api/v1/voortgang").json()["resultaten"] == [shown]
    assert (melding.organisatie, melding.ingediend_door) == (partner.organisatie, None)
    regel = LogRegel.objects.about(melding).get()
    assert (regel.actie, regel.actor, regel.api_client) == ("voortgang.gemeld", None, partner)
    assert list(Voortgangsmelding.objects.for_judging_by(leider)) == [melding]


def test_accepted_the_mijlpaal_moves_and_the_partner_reads_it(api, path, inspanning, leider):
    mijlpaal = MijlpaalFactory(inspanning=inspanning)
    body = NIEUW | {"mijlpaal": mijlpaal.pk, "verwachtVan": "2027-07-01", "verwachtTot": "2027-09-30"}
    made = api.post(path, body).json()
    assert (made["verwachtWanneer"], made["mijlpaal"]["naam"]) == ("derde kwartaal 2027", mijlpaal.naam)
    services.accept_voortgang(made["id"], actor=leider, moment=timezone.now(), antwoord="Dank u.")
    shown = api.get(f"/api/v1/voortgang/{made['id']}").json()
    assert (shown["stand"], shown["antwoord"]) == ("aanvaard", "Dank u.")
    assert shown["afgehandeldOp"] > shown["ingediendOp"]
    moved = api.get(f"/api/v1/mijlpalen/{mijlpaal.pk}").json()
    assert (moved["van"], moved["tot"]) == ("2027-07-01", "2027-09-30")
    assert moved["verschuivingen"][0]["reden"] == "Gemeld door Woonpartner."
    assert leider.naam not in str(shown) + str(moved)


def test_reached_by_what_a_system_says_once_a_person_accepts_it(api, path, inspanning, leider):
    mijlpaal = MijlpaalFactory(inspanning=inspanning)
    made = api.post(path, NIEUW | {"mijlpaal": mijlpaal.pk, "gehaaldDatum": f"{GISTEREN}"}).json()
    assert Mijlpaal.objects.get().status == "gepland"
    services.accept_voortgang(made["id"], actor=leider, moment=timezone.now())
    assert Mijlpaal.objects.get().gehaald_op == GISTEREN


def test_given_back_it_is_improved(api, path, leider):
    made = api.post(path, NIEUW).json()
    services.give_back_voortgang(made["id"], actor=leider, moment=timezone.now(), antwoord="Welk dak?")
    better = api.post(path, NIEUW | {"gedaan": "Het platte dak is dicht.", "verbetert": made["id"]})
    assert (better.status_code, better.json()["verbetert"]) == (
        201,
        {"id": made["id"], "peildatum": made["peildatum"]},
    )
    again = assert_is_problem(api.post(path, NIEUW | {"gedaan": "Nog beter.", "verbetert": made["id"]}), 400)
    assert again["errors"][0]["name"] == "verbetert"


def test_withdrawn_while_it_waits_and_not_after(api, path, leider):
    made = api.post(path, NIEUW).json()
    address = f"/api/v1/voortgang/{made['id']}/intrekking"
    assert_is_problem(api.post(address, {"reden": "Fout"}), 400)
    answer = api.post(address)
    assert (answer.status_code, answer.json()["stand"]) == (201, "ingetrokken")
    assert answer["Location"] == f"/api/v1/voortgang/{made['id']}"
    problem = assert_is_problem(api.post(address), 409)
    assert "ingetrokken" in problem["detail"]


def test_no_partner_ever_sees_or_touches_what_another_reported(api, other, path):
    made = api.post(path, NIEUW).json()
    for get in (path, "/api/v1/voortgang"):
        assert other.get(get).json()["resultaten"] == []
    assert_is_problem(other.get(f"/api/v1/voortgang/{made['id']}"), 404)
    assert_is_problem(other.post(f"/api/v1/voortgang/{made['id']}/intrekking"), 404)
    problem = assert_is_problem(other.post(path, NIEUW | {"verbetert": made["id"]}), 400)
    assert "er niet bij deze inspanning" in problem["detail"]
    VoortgangsmeldingFactory(stand="aanvaard")
    assert other.get("/api/v1/voortgang").json()["resultaten"] == []
    assert Voortgangsmelding.objects.waiting().count() == 1


def test_who_does_not_take_part_is_told_so(api, path, token_for):
    stranger = Api(token_for(make_client("Buitenstaander")))
    assert stranger.get(path).json()["resultaten"] == []
    problem = assert_is_problem(stranger.post(path, NIEUW), 403)
    assert "doet niet mee" in problem["detail"]
    for method in ("get", "post"):
        nowhere = "/api/v1/inspanningen/999/voortgang"
        assert_is_problem(api.get(nowhere) if method == "get" else api.post(nowhere, NIEUW), 404)
    assert not Voortgangsmelding.objects.exists()


def test_of_what_was_stopped_nothing_is_reported(api, path):
    Inspanning.objects.update(fase=Inspanning.Fase.GESTOPT)
    assert "gestopt" in assert_is_problem(api.post(path, NIEUW), 409)["detail"]


def test_reading_and_writing_ask_for_a_scope_of_their_own(partner, token_for, path):
    reads, writes = (
        Api(token_for(partner, scope=scope)) for scope in ("voortgang:lezen", "voortgang:schrijven")
    )
    assert_is_problem(reads.post(path, NIEUW), 403)
    assert_is_problem(writes.get(path), 403)
    made = writes.post(path, NIEUW)
    assert (made.status_code, reads.get(path).status_code) == (201, 200)
    assert_is_problem(reads.post(f"{made['Location']}/intrekking"), 403)


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ({}, {"peildatum", "gedaan"}),
        ({"peildatum": "gisteren", "gedaan": ""}, {"peildatum", "gedaan"}),
        ({"peildatum": "01-03-2026", "gedaan": "Klaar.", "aantal": -1}, {"peildatum", "aantal"}),
        (NIEUW | {"gedaan": "x" * 2001}, {"gedaan"}),
        (NIEUW | {"gedaan": "Bel 0612345678."}, {"gedaan"}),
        (NIEUW | {"peildatum": f"{VANDAAG + timedelta(days=1)}"}, {"peildatum"}),
        (NIEUW | {"aantal": 3, "verwachtVan": "2027-01-01"}, {"eenheid", "verwachtTot", "mijlpaal"}),
        (NIEUW | {"eenheid": "woningen"}, {"aantal"}),
        (NIEUW | {"aantal": "3", "eenheid": "woningen"}, {"aantal"}),
        (NIEUW | {"gehaaldDatum": "2026-01-01"}, {"mijlpaal"}),
        (NIEUW | {"mijlpaal": 999, "gehaaldDatum": "2026-01-01"}, {"mijlpaal"}),
        (NIEUW | {"organisatie": 1}, {"organisatie"}),
    ],
)
def test_all_that_is_wrong_is_told_by_the_name_it_has_here(api, path, body, names):
    problem = assert_is_problem(api.post(path, body), 400)
    assert {error["name"] for error in problem["errors"]} == names
    assert not Voortgangsmelding.objects.exists()


@pytest.mark.parametrize(
    ("over", "name"),
    [
        ({}, "mijlpaal"),
        ({"gehaaldDatum": f"{GISTEREN}", "verwachtVan": "2027-01-01", "verwachtTot": "2027-01-31"}, "mijlpaal"),
        ({"gehaaldDatum": f"{VANDAAG + timedelta(days=1)}"}, "gehaaldDatum"),
        ({"verwachtVan": "2027-02-01", "verwachtTot": "2027-01-31"}, "verwachtVan"),
        ({"verwachtVan": "1999-02-01", "verwachtTot": "1999-02-01"}, "verwachtVan"),
        ({"verwachtVan": "2026-04-01", "verwachtTot": "2026-04-30"}, "verwachtVan"),
    ],
)  # fmt: skip
def test_what_cannot_be_of_a_mijlpaal_is_told_too(api, path, inspanning, over, name):
    mijlpaal = MijlpaalFactory(inspanning=inspanning)
    problem = assert_is_problem(api.post(path, NIEUW | {"mijlpaal": mijlpaal.pk} | over), 400)
    assert [error["name"] for error in problem["errors"]] == [name]


def test_sent_twice_with_a_key_it_is_there_once(api, path):
    first, again = (api.post(path, NIEUW, idempotency_key="maandag-1") for _ in range(2))
    assert (first.json(), again["Idempotent-Replayed"]) == (again.json(), "true")
    assert Voortgangsmelding.objects.count() == 1


def test_filters_and_order(api, path, inspanning, partner):
    own = {"organisatie": partner.organisatie}
    here = [VoortgangsmeldingFactory(inspanning=inspanning, **own, stand=stand) for stand in (None, "aanvaard", "teruggegeven")]  # fmt: skip
    elsewhere = VoortgangsmeldingFactory(**own)

    def ids(address, **query):
        return [row["id"] for row in api.get(address, **query).json()["resultaten"]]

    assert ids(path) == [one.pk for one in here]
    assert ids(path, sorteer="-ingediendOp") == [one.pk for one in reversed(here)]
    assert ids(path, stand="aanvaard") == [here[1].pk]
    assert ids("/api/v1/voortgang") == [*(one.pk for one in here), elsewhere.pk]
    assert ids("/api/v1/voortgang", stand="ingediend") == [here[0].pk, elsewhere.pk]
    assert ids("/api/v1/voortgang", inspanning=elsewhere.inspanning_id) == [elsewhere.pk]
    assert [len(page["resultaten"]) for page in api.pages(path, paginaGrootte=2)] == [2, 1]


@pytest.mark.parametrize("count", [1, 20])
def test_a_list_costs_the_same_however_many_rows(api, inspanning, partner, path, django_assert_num_queries, count):  # fmt: skip
    for n in range(count):
        over = MijlpaalFactory(inspanning=inspanning)
        VoortgangsmeldingFactory(
            inspanning=inspanning, organisatie=partner.organisatie, mijlpaal=over, bereikt_op=GISTEREN,
            stand=[None, "aanvaard"][n % 2],
        )  # fmt: skip
    with django_assert_num_queries(3):  # token, page, access log
        api.get("/api/v1/voortgang")
    with django_assert_num_queries(4):  # and the inspanning
        api.get(path)


def test_the_organisatie_is_always_that_of_the_client(api, path, partner):
    Organisatie.objects.create(naam="Een ander", soort="zorg")
    api.post(path, NIEUW)
    assert Voortgangsmelding.objects.get().organisatie == partner.organisatie
