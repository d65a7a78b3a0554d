"""All that is wrong with a request is told in one answer, wherever in the request it is."""

import json

import pytest

from brunssum.core.api import schema
from inspanningen.models import Partnerschap
from tests.api.conftest import assert_is_problem, make_client
from tests.api.test_answers import address, filled  # noqa: F401
from tests.factories import (
    GebiedFactory,
    InspanningFactory,
    KnelpuntFactory,
    LeerpuntFactory,
    MijlpaalFactory,
    SignaalFactory,
    VoortgangsmeldingFactory,
    WebhookFactory,
)

WRITING = sorted(
    (path, method)
    for path, operations in schema.document()["paths"].items()
    for method in operations.keys() & {"post", "patch"}
)


def named(problem: dict) -> set[tuple[str, str]]:
    return {(error["in"], error["name"]) for error in problem["errors"]}


def whole(path: str, filled: dict[str, str]) -> str:  # noqa: F811
    """The address of something that is there, also where only a POST leads."""
    parent = path.rpartition("/")[0]
    return (
        address(path, filled)
        if path in filled or "{" not in path
        else f"{address(parent, filled)}/{path.rpartition('/')[2]}"
    )


@pytest.mark.parametrize(("path", "method"), WRITING)
def test_parameter_header_and_body_are_told_together_and_nothing_is_done(api, partner, filled, path, method):  # noqa: F811
    Partnerschap.objects.update(organisatie=partner.organisatie)
    answer = api.ask(
        method.upper(),
        f"{whole(path, filled)}?kleur=geel",
        data='{"smaak": "zoet"}',
        content_type="application/json",
        headers={"Idempotency-Key": "met spatie"},
    )
    found = named(assert_is_problem(answer, 400))
    assert {("query", "kleur"), ("body", "smaak")} <= found
    assert (("header", "Idempotency-Key") in found) == (method == "post")


def test_broken_json_is_told_with_the_rest(api):
    answer = api.ask("POST", "/api/v1/signalen?kleur=geel", data="{", content_type="application/json")
    problem = assert_is_problem(answer, 400)
    assert named(problem) == {("query", "kleur"), ("body", "")}
    assert problem["errors"][1]["detail"] == "De inhoud van de aanvraag is geen geldige JSON."


# Rules between fields and of services


@pytest.fixture
def signaal(partner) -> dict:
    GebiedFactory(code="WK1", soort="wijk")
    SignaalFactory(organisatie=partner.organisatie, kenmerk="W-1")
    return {
        "gebied": "WK1",
        "watGaatMis": "De ketel is kapot.",
        "leefgebieden": ["wonen"],
        "bewonerAkkoord": True,
        "bewoner": {"naam": "Koen Zonnedauw"},
    }


def test_signaal_with_a_wrong_field_hears_of_its_other_rules_as_well(api, signaal):
    wrong = {
        "gebied": "WK2",
        "urgentie": "nu",
        "kenmerk": "W-1",
        "bewonerAkkoord": False,
        "alGeprobeerd": "Zonnedauw belde 06-12345678.",
        "watGaatMis": "Zonnedauw heeft geen verwarming.",
    }
    problem = assert_is_problem(api.post("/api/v1/signalen", signaal | wrong), 400)
    assert named(problem) == {("body", name) for name in wrong}


def test_rule_says_nothing_of_a_field_that_is_wrong_by_itself(api, signaal):
    wrong = {"bewonerAkkoord": "nee", "watGaatMis": 3}
    problem = assert_is_problem(api.post("/api/v1/signalen", signaal | wrong), 400)
    assert [error["detail"] for error in problem["errors"]] == [
        "Geef dit als tekst, tussen aanhalingstekens.",
        "Geef dit als true of false.",
    ]


@pytest.fixture
def voortgang(partner) -> str:
    """Where this partner reports."""
    inspanning = InspanningFactory()
    Partnerschap.objects.create(inspanning=inspanning, organisatie=partner.organisatie)
    return f"/api/v1/inspanningen/{inspanning.pk}/voortgang"


def test_voortgang_with_a_wrong_field_hears_of_its_other_rules_as_well(api, voortgang):
    wrong = {
        "peildatum": "2999-01-01",
        "gedaan": "Bel 06-12345678.",
        "belemmering": 1,
        "aantal": 3,
        "mijlpaal": 1_000_000,
        "gehaaldDatum": "2999-01-01",
        "verwachtVan": "2026-07-01",
        "verbetert": 1_000_000,
    }
    problem = assert_is_problem(api.post(voortgang, wrong), 400)
    told = wrong.keys() - {"aantal", "verwachtVan"} | {"eenheid", "verwachtTot"}
    assert named(problem) == {("body", name) for name in told}


def test_voortgang_hears_of_a_moment_that_is_none_and_of_one_that_is_planned_already(api, voortgang):
    plan = MijlpaalFactory(inspanning_id=voortgang.split("/")[4])
    planned = {"mijlpaal": plan.pk, "verwachtVan": str(plan.van), "verwachtTot": str(plan.tot)}
    problem = assert_is_problem(api.post(voortgang, planned), 400)
    assert named(problem) == {("body", "peildatum"), ("body", "gedaan"), ("body", "verwachtVan")}
    backwards = planned | {
        "verwachtVan": "2026-07-02",
        "verwachtTot": "2026-07-01",
        "gehaaldDatum": "2026-07-01",
    }
    problem = assert_is_problem(api.post(voortgang, backwards), 400)
    assert {("body", "verwachtVan"), ("body", "mijlpaal")} <= named(problem)


def test_reflectie_with_a_wrong_field_hears_of_its_onderwerp_and_text_as_well(api):
    wrong = {"soort": "klacht", "tekst": "Bel 06-12345678.", "onderwerp": {"soort": "thema", "id": "geen"}}
    problem = assert_is_problem(api.post("/api/v1/reflecties", wrong), 400)
    assert named(problem) == {("body", "soort"), ("body", "tekst"), ("body", "onderwerp.id")}


def test_webhook_with_a_wrong_soort_hears_that_its_address_is_there_already(api, partner):
    there = WebhookFactory(organisatie=partner.organisatie)
    problem = assert_is_problem(api.post("/api/v1/webhooks", {"url": there.url, "soorten": ["regen"]}), 400)
    assert named(problem) == {("body", "url"), ("body", "soorten.0")}


@pytest.mark.parametrize(
    "path", ["/inspanningen/999/voortgang", "/signalen/{none}/aanvullingen", "/signalen/{none}/intrekking", "/voortgang/999/intrekking", "/webhooks/{none}/geheim", "/webhooks/{none}/proefbericht", "/webhooks/{none}/herhaling", "/berichten/{none}/herhaling"]
)  # fmt: skip
def test_what_is_not_there_is_said_before_anything_of_the_body(api, path):
    none = "0f8fad5b-d9cb-469f-a165-70867728950e"
    assert_is_problem(api.post(f"/api/v1{path.replace('{none}', none)}", {"kleur": "geel"}), 404)


def test_what_cannot_be_done_now_is_said_before_anything_of_the_body(api, partner, voortgang):
    InspanningFactory._meta.model.objects.update(fase="gestopt")
    assert_is_problem(api.post(voortgang, {"kleur": "geel"}), 409)
    closed = SignaalFactory(organisatie=partner.organisatie, stand="ingetrokken", afgesloten_op="2026-03-02")
    assert_is_problem(api.post(f"/api/v1/signalen/{closed.uuid}/aanvullingen", {}), 409)


# Parameters


def test_cursor_is_told_with_the_other_parameters(api):
    problem = assert_is_problem(api.get("/api/v1/gebieden", cursor="x", soort="x", ouder="x", kleur="x"), 400)
    assert named(problem) == {("query", name) for name in ("cursor", "soort", "ouder", "kleur")}


def test_every_field_that_is_not_there_is_named(api):
    problem = assert_is_problem(api.get("/api/v1/gebieden", velden="kleur,code,maat"), 400)
    assert "Dit bestaat niet: “kleur” en “maat”." in problem["detail"]


# References to what is not there

REFERENCES = (
    ("berichten", "webhook"),
    ("doelstellingen", "thema"),
    ("gebieden", "ouder"),
    ("indicatoren", "thema"),
    ("inspanningen", "doelstelling"),
    ("inspanningen", "gebied"),
    ("inspanningen", "partner"),
    ("knelpunten", "leerpunt"),
    ("leerpunten", "inspanning"),
    ("leerpunten", "knelpunt"),
    ("mijlpalen", "inspanning"),
    ("signalen", "gebied"),
    ("verhalen", "gebied"),
    ("verhalen", "thema"),
    ("voortgang", "inspanning"),
    ("waarnemingen", "gebied"),
    ("waarnemingen", "indicator"),
    ("waarnemingen/csv", "gebied"),
)


@pytest.mark.parametrize(("path", "name"), REFERENCES)
def test_filter_on_what_is_not_there_is_a_400_that_says_where_to_look(api, path, name):
    value = "0f8fad5b-d9cb-469f-a165-70867728950e" if name == "webhook" else "4711"
    answer = api.ask("GET", f"/api/v1/{path}", query_params={name: value}, headers={"Accept": "*/*"})
    problem = assert_is_problem(answer, 400)
    assert named(problem) == {("query", name)}
    assert f"“{value}”. U vindt ze bij /" in problem["detail"]


def test_kenmerk_that_was_never_used_is_an_empty_list(api):
    """To ask whether it was used already is what this filter is for."""
    assert api.get("/api/v1/signalen", kenmerk="W-4711").json()["resultaten"] == []


def test_voortgang_of_another_cannot_be_told_from_what_is_not_there(api, voortgang):
    of_another = VoortgangsmeldingFactory(
        inspanning_id=voortgang.split("/")[4],
        organisatie=make_client("Zorgpartner").organisatie,
        stand="teruggegeven",
    )
    hidden, absent = (
        api.post(voortgang, {"peildatum": "2026-03-01", "gedaan": "Klaar.", "verbetert": pk})
        for pk in (of_another.pk, 1_000_000)
    )
    assert assert_is_problem(hidden, 400) == assert_is_problem(absent, 400)


def test_leerpunt_of_a_hidden_knelpunt_is_found_by_neither(api):
    merged = KnelpuntFactory(opgenomen_in=KnelpuntFactory())
    merged.leerpunten.add(LeerpuntFactory())
    hidden, absent = (
        json.loads(api.get("/api/v1/leerpunten", knelpunt=pk).content.decode().replace(str(pk), ""))
        for pk in (merged.pk, 1_000_000)
    )
    assert hidden == absent
