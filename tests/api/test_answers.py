"""Every endpoint answers what the document says, problems included."""

from datetime import date

import pytest

from brunssum.core.api import schema
from inspanningen.models import Bijdrage, Partnerschap
from tests.api.cijfers import make_indicator, make_waarneming
from tests.api.validation import check
from tests.api.wat_partners_lezen import make_one_of_each
from tests.factories import (
    BerichtFactory,
    DoelstellingFactory,
    GebiedFactory,
    InspanningFactory,
    MijlpaalFactory,
    OrganisatieFactory,
    SignaalFactory,
    StreefwaardeFactory,
    ThemaFactory,
    VoortgangsmeldingFactory,
    WebhookFactory,
)

ADDRESSES = (
    "/berichten",
    "/berichten/{id}",
    "/bijeenkomsten",
    "/bijeenkomsten/{id}",
    "/doelstellingen",
    "/doelstellingen/{id}",
    "/gebieden",
    "/gebieden/{code}",
    "/indicatoren",
    "/indicatoren/{code}",
    "/inspanningen",
    "/inspanningen/{id}",
    "/inspanningen/{id}/voortgang",
    "/knelpunten",
    "/knelpunten/{id}",
    "/leerpunten",
    "/leerpunten/{id}",
    "/mijlpalen",
    "/mijlpalen/{id}",
    "/organisaties",
    "/organisaties/{id}",
    "/reflecties",
    "/reflecties/{id}",
    "/reisverslagen",
    "/reisverslagen/{id}",
    "/reisverslagen/{id}/pdf",
    "/signalen",
    "/signalen/{id}",
    "/signalen/{id}/aanvullingen",
    "/themas",
    "/themas/{code}",
    "/verhalen",
    "/verhalen/{id}",
    "/voortgang",
    "/voortgang/{id}",
    "/waarnemingen",
    "/webhooks",
    "/webhooks/{id}",
)
ONLY_WRITTEN = (
    "/berichten/{id}/herhaling",
    "/signalen/{id}/intrekking",
    "/voortgang/{id}/intrekking",
    "/webhooks/{id}/geheim",
    "/webhooks/{id}/herhaling",
    "/webhooks/{id}/proefbericht",
)
"""Addresses that take a POST and give nothing to read."""


FILES = ("/waarnemingen/csv",)
"""What answers in another format than JSON has tests of its own."""


@pytest.fixture
def filled(partner) -> dict[str, str]:
    """Rows with much and rows with little in them; returns how to fill in the paths."""
    wijk = GebiedFactory(code="WK1", geldig_van=date(2020, 1, 1), ouder=GebiedFactory(code="GM1"))
    full, small = (
        make_indicator("een", kleinste_cel=5, volgende_verversing=date(2027, 1, 1)),
        make_indicator("twee"),
    )
    make_waarneming(full, wijk, waarde=4, editie="2026", status="voorlopig", indeling_jaar=2024)
    make_waarneming(small, wijk, waarde=4)
    make_waarneming(small, waarde=None, reden="nvt")
    inspanning = InspanningFactory(ouder=InspanningFactory())
    inspanning.gebieden.add(wijk)
    Partnerschap.objects.create(inspanning=inspanning, organisatie=OrganisatieFactory())
    own = {"/gebieden/{code}": "WK1", "/indicatoren/{code}": "een", "/inspanningen/{id}": str(inspanning.pk)}
    own |= make_planning(inspanning, partner) | make_signaal(partner)
    bericht = BerichtFactory(webhook=WebhookFactory(organisatie=partner.organisatie))
    own |= {"/berichten/{id}": str(bericht.uuid), "/webhooks/{id}": str(bericht.webhook.uuid)}
    return own | make_one_of_each(partner.organisatie)


def make_signaal(partner) -> dict[str, str]:
    """One with a question that was answered, and one with as little as can be."""
    SignaalFactory(organisatie=partner.organisatie)
    signaal = SignaalFactory(organisatie=partner.organisatie, kenmerk="W-1", vraag_op=date(2026, 3, 2))
    signaal.leefgebieden.create(leefgebied="geld")
    signaal.stappen.create(stand="ontvangen", op=date(2026, 3, 1))
    for soort in ("vraag", "antwoord"):
        signaal.aanvullingen.create(soort=soort, tekst="Is er haast?", op=date(2026, 3, 2))
    return {
        "/signalen/{id}": str(signaal.uuid),
        "/signalen/{id}/aanvullingen": f"{signaal.uuid}/aanvullingen",
    }


def make_planning(inspanning, partner) -> dict[str, str]:
    """What hangs on an inspanning that the partner takes part in."""
    mijlpaal = MijlpaalFactory(inspanning=inspanning, gehaald_op=date(2026, 4, 2))
    doel = DoelstellingFactory(ouder=DoelstellingFactory(), soort="operationeel", hoek=ThemaFactory())
    StreefwaardeFactory(doelstelling=doel)
    Bijdrage.objects.create(inspanning=inspanning, doelstelling=doel)
    own = {"inspanning": inspanning, "organisatie": partner.organisatie}
    VoortgangsmeldingFactory(**own, stand="teruggegeven")
    melding = VoortgangsmeldingFactory(**own, mijlpaal=mijlpaal, bereikt_op=date(2026, 4, 2))
    return {
        "/inspanningen/{id}/voortgang": f"{inspanning.pk}/voortgang",
        "/mijlpalen/{id}": str(mijlpaal.pk),
        "/doelstellingen/{id}": str(doel.pk),
        "/organisaties/{id}": str(partner.organisatie_id),
        "/themas/{code}": doel.hoek.code,
        "/voortgang/{id}": str(melding.pk),
    }


def address(path: str, filled: dict[str, str]) -> str:
    return "/api/v1" + (path.partition("{")[0] + filled[path] if path in filled else path)


@pytest.mark.parametrize("path", ADDRESSES)
def test_answer_is_what_the_document_says(api, anonymous, filled, path):
    document = schema.document()
    operation = document["paths"][path]["get"]
    answers = [
        api.get(address(path, filled)),
        api.get(address(path, filled), kleur="geel"),
        api.ask("PUT", address(path, filled)),
        api.ask("GET", address(path, filled), headers={"Accept": "text/html"}),
        anonymous.get(address(path, filled)),
    ]
    assert [answer.status_code for answer in answers] == [200, 400, 405, 406, 401]
    for answer in answers:
        response = operation["responses"][str(answer.status_code)]
        if "$ref" in response:
            response = document["components"]["responses"][response["$ref"].rpartition("/")[2]]
        media = response["content"][answer["Content-Type"]]
        if answer["Content-Type"].endswith("json"):
            check(document, media["schema"], answer.json())
        else:
            assert answer.getvalue()  # a file
        assert set(response["headers"]) <= set(answer.headers)
    if path not in filled:
        assert answers[0].json()["resultaten"]
