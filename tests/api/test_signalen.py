"""A partner's system hands in signalen and follows them; nothing it wrote of a resident comes back, and B never sees A's."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.log import AdminEmailHandler

from brunssum.core import vrije_tekst
from brunssum.core.models import ApiAanroep, BewaardAntwoord, Gebied, LogRegel
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Signaal
from tests.api.conftest import Api, assert_is_problem, make_client
from tests.casuistiek.kanarie import NAME, SENTENCE, holds, tables_with
from tests.factories import CasusFactory, GebiedFactory, GebruikerFactory, SignaalFactory

PATH = "/api/v1/signalen"
VANDAAG = timezone.localdate()


@pytest.fixture
def buurt(db) -> Gebied:
    return GebiedFactory(code="BU1", soort="buurt", ouder=GebiedFactory(code="WK1"))


@pytest.fixture
def nieuw(buurt) -> dict:
    return {
        "kenmerk": "W-1",
        "gebied": "BU1",
        "watGaatMis": SENTENCE,
        "alGeprobeerd": SENTENCE,
        "leefgebieden": ["wonen", "geld"],
        "urgentie": "hoog",
        "bewonerAkkoord": True,
        "bewoner": {"naam": NAME, "contact": NAME},
    }


@pytest.fixture
def wijkmanager(buurt):
    person = GebruikerFactory(rollen=[Rol.WIJKMANAGER])
    person.gebieden.add(buurt.ouder)
    return person


@pytest.fixture
def other(token_for) -> Api:
    """The system of another organisation."""
    return Api(token_for(make_client("Zorgpartner")))


def test_loop_of_a_system_is_stopped_until_tomorrow(api, other, nieuw, settings):
    settings.SIGNALEN_PER_DAG = 2
    answers = [api.post(PATH, nieuw | {"kenmerk": f"W-{n}"}, idempotency_key=f"poging-{n}") for n in range(4)]
    assert [answer.status_code for answer in answers] == [201, 201, 429, 429]
    problem = assert_is_problem(answers[2], 429)
    assert "het hoogste aantal signalen gegeven" in problem["detail"]
    assert 0 < int(answers[2]["Retry-After"]) <= 25 * 3600
    assert Signaal.objects.count() == 2
    assert NAME not in str(BewaardAntwoord.objects.values())
    assert api.post(PATH, nieuw | {"kenmerk": "W-0"}, idempotency_key="poging-0").status_code == 201
    assert other.post(PATH, nieuw).status_code == 201


@pytest.mark.parametrize("field", ["watGaatMis", "alGeprobeerd"])
def test_text_that_is_too_long_is_not_even_searched(api, nieuw, monkeypatch, field):
    """Searching two million letters for an e-mail address held a worker for hours."""
    monkeypatch.setattr(
        vrije_tekst, "find", lambda tekst: pytest.fail("it was searched") if len(tekst) > 5000 else []
    )
    others = {"watGaatMis": "", "alGeprobeerd": ""}
    problem = assert_is_problem(api.post(PATH, nieuw | others | {field: "a" * 5001}), 400)
    assert field in [error["name"] for error in problem["errors"]]


def test_what_is_handed_in_is_there_and_comes_back_without_who_or_what(api, partner, nieuw, wijkmanager):
    answer = api.post(PATH, nieuw)
    assert answer.status_code == 201, answer.content
    signaal = Signaal.objects.get()
    moment = signaal.vastgelegd_op.isoformat().replace("+00:00", "Z")
    shown = answer.json()
    assert shown == {
        "id": str(signaal.uuid),
        "kenmerk": "W-1",
        "gebied": {"code": "BU1", "naam": signaal.gebied.naam},
        "leefgebieden": ["geld", "wonen"],
        "urgentie": "hoog",
        "bewonerAkkoord": True,
        "stand": "ontvangen",
        "standDatum": f"{VANDAAG}",
        "vraagOpen": False,
        "stappen": [{"stand": "ontvangen", "datum": f"{VANDAAG}", "vastgelegdOp": moment, "bericht": ""}],
        "ontvangenOp": moment,
        "gewijzigdOp": moment,
    }
    assert answer["Location"] == f"{PATH}/{signaal.uuid}"
    assert api.get(answer["Location"]).json() == shown
    assert api.get(PATH).json()["resultaten"] == [shown]
    assert (signaal.organisatie, signaal.ingediend_door, signaal.ingediend_met) == (
        partner.organisatie,
        None,
        partner,
    )
    assert (signaal.wat_gaat_mis, signaal.betrokkenen.get().naam) == (SENTENCE, NAME)
    regel = LogRegel.objects.about(signaal).get()
    assert (regel.actie, regel.actor, regel.api_client) == ("signaal.ontvangen", None, partner)


def test_only_what_must_be_there_must_be_there(api, buurt):
    body = {"gebied": "BU1", "watGaatMis": "Hulp.", "leefgebieden": ["geld"], "bewonerAkkoord": False}
    shown = api.post(PATH, body).json()
    assert (shown["kenmerk"], shown["urgentie"], shown["bewonerAkkoord"]) == ("", "normaal", False)
    assert api.post(PATH, body | {"kenmerk": "", "bewoner": None}).status_code == 201


@pytest.mark.parametrize(
    ("wrong", "names"),
    [
        ({"bewonerAkkoord": False}, {"bewonerAkkoord"}),
        ({"bewonerAkkoord": None}, {"bewonerAkkoord"}),
        ({"bewoner": {"contact": "hier"}}, {"bewoner.naam"}),
        ({"bewoner": {"naam": NAME, "bsn": "1"}}, {"bewoner.bsn"}),
        ({"kenmerk": "06-12345678"}, {"kenmerk"}),
        ({"kenmerk": "Jansen"}, {"kenmerk"}),
        ({"watGaatMis": "Bel 06-12345678."}, {"watGaatMis"}),
        ({"alGeprobeerd": "Mail naar iemand@example.org."}, {"alGeprobeerd"}),
        ({"watGaatMis": f"{NAME} doet niet open."}, {"watGaatMis"}),
        ({"gebied": "GM1"}, {"gebied"}),
        ({"leefgebieden": []}, {"leefgebieden"}),
        ({"leefgebieden": ["sport"]}, {"leefgebieden.0"}),
        ({"urgentie": "heel"}, {"urgentie"}),
        ({"organisatie": 1}, {"organisatie"}),
        ({"gebied": "GM1", "urgentie": "heel", "watGaatMis": ""}, {"gebied", "urgentie", "watGaatMis"}),
    ],
)
def test_what_is_wrong_is_told_all_at_once_and_nothing_is_kept(api, nieuw, wrong, names):
    GebiedFactory(code="GM1", soort="gemeente")
    problem = assert_is_problem(api.post(PATH, nieuw | wrong), 400)
    assert {one["name"] for one in problem["errors"]} == names
    assert NAME not in str(problem)
    assert not Signaal.objects.exists()


@pytest.mark.parametrize(
    ("leefgebieden", "says"),
    [
        ([], "Geef er ten minste 1."),
        (["geld"] * 10, "Geef er hoogstens 9."),
        ("geld", "Geef dit als lijst, tussen rechte haken."),
    ],
)
def test_a_list_that_is_wrong_is_told_in_dutch(api, nieuw, leefgebieden, says):
    problem = assert_is_problem(api.post(PATH, nieuw | {"leefgebieden": leefgebieden}), 400)
    assert problem["detail"] == f"leefgebieden: {says}"


def test_a_kenmerk_is_used_once(api, other, nieuw):
    api.post(PATH, nieuw)
    problem = assert_is_problem(api.post(PATH, nieuw), 400)
    assert problem["errors"][0]["name"] == "kenmerk"
    assert other.post(PATH, nieuw).status_code == 201


def test_sent_again_with_its_key_it_is_one_signaal(api, nieuw):
    first, again = (api.post(PATH, nieuw, idempotency_key="sleutel-1") for _ in range(2))
    assert again.json() == first.json()
    assert again["Idempotent-Replayed"] == "true"
    assert Signaal.objects.count() == 1
    assert not holds(str(list(BewaardAntwoord.objects.values())).lower(), NAME)


def test_the_partner_follows_reads_a_question_and_answers(api, nieuw, wijkmanager, buurt):
    address = api.post(PATH, nieuw)["Location"]
    signaal = Signaal.objects.get()
    services.write_to_partner(signaal.pk, actor=wijkmanager, op=VANDAAG, tekst="Is er haast?", is_vraag=True)
    assert api.get(address).json()["vraagOpen"] is True
    (vraag,) = api.get(f"{address}/aanvullingen").json()["resultaten"]
    assert (vraag["soort"], vraag["afzender"], vraag["tekst"]) == ("vraag", "gemeente", "Is er haast?")

    refused = assert_is_problem(api.post(f"{address}/aanvullingen", {"tekst": "Bel 0612345678."}), 400)
    assert refused["detail"] == "tekst: Hierin lijkt te staan: een telefoonnummer. Laat dat weg."
    answer = api.post(f"{address}/aanvullingen", {"tekst": "Ja, zeker."})
    assert answer.status_code == 201
    shown = answer.json()
    assert (shown["soort"], shown["afzender"], shown["tekst"]) == ("antwoord", "partner", "")
    assert answer["Location"] == f"{address}/aanvullingen"
    assert api.get(address).json()["vraagOpen"] is False
    assert [one["soort"] for one in api.get(f"{address}/aanvullingen").json()["resultaten"]] == [
        "vraag",
        "antwoord",
    ]
    assert signaal.aanvullingen.get(soort="antwoord").tekst == "Ja, zeker."

    casus = services.take_up_signaal(
        signaal.pk,
        actor=wijkmanager,
        op=VANDAAG,
        gebied=buurt,
        wat_gaat_mis="Iets.",
        leefgebieden=["geld"],
        betrokken_partijen="",
        urgentie=1,
        bericht="Wij gaan kijken.",
    )
    services.go_to(casus.pk, actor=wijkmanager, op=VANDAAG, toelichting="Een leeg huis.")
    answer = api.get(address)
    shown = answer.json()
    assert (shown["stand"], [(one["stand"], one["bericht"]) for one in shown["stappen"]]) == (
        "bekeken",
        [("ontvangen", ""), ("opgepakt", "Wij gaan kijken."), ("bekeken", "")],
    )
    for hidden in (casus.nummer, str(casus.kenmerk), "leeg huis", wijkmanager.naam):
        assert hidden not in answer.content.decode()


def test_withdrawn_while_nobody_took_it_up_and_not_after(api, nieuw):
    address = api.post(PATH, nieuw)["Location"]
    refused = assert_is_problem(api.post(f"{address}/intrekking", {"reden": "Fout"}), 400)
    assert refused["detail"] == "reden: Dit veld bestaat niet. Hier stuurt u geen velden mee."
    answer = api.post(f"{address}/intrekking")
    assert (answer.status_code, answer.json()["stand"], answer["Location"]) == (201, "ingetrokken", address)
    assert not Signaal.objects.get().betrokkenen.exists()
    problem = assert_is_problem(api.post(f"{address}/intrekking"), 409)
    assert problem["detail"] == "Dit kan niet meer: het signaal staat op “Ingetrokken”."
    assert_is_problem(api.post(f"{address}/aanvullingen", {"tekst": "Toch wel."}), 409)


def test_another_partner_never_sees_it_in_any_way(api, other, nieuw):
    address = api.post(PATH, nieuw)["Location"]
    assert other.get(PATH).json()["resultaten"] == []
    assert other.get(PATH, kenmerk="W-1").json()["resultaten"] == []
    for answer in (
        other.get(address),
        other.get(f"{address}/aanvullingen"),
        other.post(f"{address}/aanvullingen", {"tekst": "Ik kijk mee."}),
        other.post(f"{address}/intrekking"),
    ):
        assert_is_problem(answer, 404)
    assert Signaal.objects.get().stand == "ontvangen"


def test_it_takes_the_scope_of_its_own(partner, token_for, nieuw):
    reads, nothing = (Api(token_for(partner, scope=scope)) for scope in ("signalen:lezen", "gebieden:lezen"))
    assert reads.get(PATH).status_code == 200
    assert_is_problem(reads.post(PATH, nieuw), 403)
    assert_is_problem(nothing.get(PATH), 403)


def test_a_signaal_that_was_erased_is_gone(api, partner):
    signaal = SignaalFactory(organisatie=partner.organisatie, stand="ingetrokken", afgesloten_op=VANDAAG)
    assert api.get(f"{PATH}/{signaal.uuid}").status_code == 200
    Signaal.objects.update(wat_gaat_mis="", vernietigd_op=VANDAAG)
    assert_is_problem(api.get(f"{PATH}/{signaal.uuid}"), 404)
    assert api.get(PATH).json()["resultaten"] == []


def test_filters(api, partner, buurt):
    casus = CasusFactory()
    own = {"organisatie": partner.organisatie}
    waits = SignaalFactory(**own, kenmerk="W-1", gebied=buurt)
    asked = SignaalFactory(**own, casus=casus, stand="bekeken", vraag_op=VANDAAG)
    Signaal.objects.filter(pk=waits.pk).update(gewijzigd_op=timezone.now() - timedelta(days=3))

    def found(**query):
        return {row["id"] for row in api.get(PATH, **query).json()["resultaten"]}

    for query, wanted in (
        ({"stand": "ontvangen"}, waits),
        ({"kenmerk": "W-1"}, waits),
        ({"gebied": "BU1"}, waits),
        ({"gebied": "WK1"}, waits),
        ({"vraagOpen": "true"}, asked),
        ({"vraagOpen": "false"}, waits),
        ({"gewijzigdSinds": (timezone.now() - timedelta(days=1)).isoformat()}, asked),
    ):
        assert found(**query) == {str(wanted.uuid)}, query
    in_order = [row["id"] for row in api.get(PATH, sorteer="-gewijzigdOp").json()["resultaten"]]
    assert in_order == [str(asked.uuid), str(waits.uuid)]


def test_the_list_takes_as_many_queries_for_many_rows(api, partner, django_assert_num_queries):
    def more(number):
        for _ in range(number):
            signaal = SignaalFactory(organisatie=partner.organisatie)
            signaal.stappen.create(stand="ontvangen", op=VANDAAG)
            signaal.leefgebieden.create(leefgebied="geld")

    more(1)
    with django_assert_num_queries(5):
        api.get(PATH)
    more(5)
    with django_assert_num_queries(5):
        assert len(api.get(PATH).json()["resultaten"]) == 6


def test_what_is_sent_stays_where_it_belongs(api, nieuw, caplog):
    """The canary over the API: no table, log row, or line holds the name, and only the signaal holds the sentence."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)  # a query is no log row
    api.post(PATH, nieuw | {"leefgebieden": []})
    address = api.post(PATH, nieuw, idempotency_key="sleutel-1")["Location"]
    api.post(f"{address}/aanvullingen", {"tekst": SENTENCE})
    answers = str([api.get(path).content for path in (PATH, address, f"{address}/aanvullingen")]).lower()
    assert not holds(answers, NAME)
    assert not holds(answers, SENTENCE)
    assert tables_with(NAME) == set()
    assert {table for table, _ in tables_with(SENTENCE) if not table.startswith("zoek_")} == {
        "casuistiek_signaal",
        "casuistiek_signaalaanvulling",
    }
    assert ApiAanroep.objects.exists()
    lines = str([record.getMessage() for record in caplog.records]).lower()
    assert not holds(lines, NAME)
    assert not holds(lines, SENTENCE)


def test_the_name_is_in_no_error_report(api, nieuw, monkeypatch, settings):
    def break_down(*args, **kwargs):
        raise RuntimeError("kapot")

    monkeypatch.setattr(services, "hand_in_signaal", break_down)
    settings.ADMINS = [("beheer", "beheer@example.org")]
    logger, report = logging.getLogger("django.request"), AdminEmailHandler(include_html=True)
    logger.addHandler(report)
    try:
        assert_is_problem(api.post(PATH, nieuw), 500)
    finally:
        logger.removeHandler(report)
    text = str([(message.body, message.alternatives) for message in mail.outbox])
    assert "kapot" in text
    assert not holds(text.lower(), NAME)
