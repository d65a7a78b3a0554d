"""The pages about webhooks: the geheim once, the log, a refusal where it belongs, and constant queries."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import Bericht, Webhook
from brunssum.core.rollen import Rol
from brunssum.core.services import withdraw_api_client
from brunssum.core.webhooks import adres
from tests.factories import BerichtFactory, WebhookFactory, organisatie_with_koppeling

pytestmark = pytest.mark.django_db

URL = "https://systeem.partner.example/kanarie?sleutel=hunne"


@pytest.fixture(autouse=True)
def every_name_is_on_the_internet(monkeypatch):
    monkeypatch.setattr(adres, "resolve", lambda adres: [])


@pytest.fixture
def partner(gebruiker_met):
    return gebruiker_met(Rol.PARTNER, organisatie=organisatie_with_koppeling())


@pytest.fixture
def webhook(partner):
    return WebhookFactory(organisatie=partner.organisatie, url=URL)


@pytest.fixture
def page(client, partner):
    client.force_login(partner)
    return client


def at(name, webhook, *more):
    return reverse(f"core:{name}", args=[webhook.uuid, *more])


def texts(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_making_a_webhook_shows_its_geheim_once(page, partner):
    sent = {"url": URL, "soorten": ["signaal-gewijzigd"]}
    answer = page.post(reverse("core:webhook_add"), sent)
    webhook = Webhook.objects.get()
    assert answer.url == at("webhook_geheim", webhook)
    first, again = page.get(answer.url), page.get(answer.url)
    assert webhook.geheim in first.content.decode()
    assert first["Cache-Control"].startswith("max-age=0")
    assert "no-store" in first["Cache-Control"]
    assert webhook.geheim not in again.content.decode()
    assert "al getoond" in texts(again)
    assert webhook.geheim not in page.get(at("webhook", webhook)).content.decode()


def test_the_geheim_waits_in_the_session_unreadable(page):
    page.post(reverse("core:webhook_add"), {"url": URL, "soorten": ["signaal-gewijzigd"]})
    assert Webhook.objects.get().geheim not in str(dict(page.session))
    assert "nog niet bekeken" in texts(page.get(at("webhook", Webhook.objects.get())))


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({"url": "http://systeem.partner.example", "soorten": ["signaal-gewijzigd"]}, "url", "https://"),
        ({"url": URL}, "soorten", "Kies er ten minste één."),
        ({"url": "", "soorten": ["signaal-gewijzigd"]}, "url", "Vul dit in."),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(page, sent, field, said):
    answer = page.post(reverse("core:webhook_add"), sent)
    assert answer.status_code == 422
    assert any(said in message for message in answer.context["form"][field].meldingen)
    assert not sent["url"] or sent["url"] in answer.content.decode()
    assert not Webhook.objects.exists()


def test_the_same_address_again_is_refused_beside_it(page, webhook):
    answer = page.post(reverse("core:webhook_add"), {"url": URL, "soorten": ["signaal-gewijzigd"]})
    assert answer.status_code == 422
    assert "al een webhook" in answer.context["form"]["url"].meldingen[0]


def test_rotating_shows_the_new_geheim_once_and_twice_pressed_as_well(page, webhook):
    first = page.post(at("webhook_rotate", webhook))
    assert page.post(at("webhook_rotate", webhook)).url == first.url
    webhook.refresh_from_db()
    assert webhook.geheim in page.get(first.url).content.decode()
    refused = page.post(at("webhook_rotate", webhook))
    assert refused.status_code == 422
    assert "vorige geheim telt ook nog" in texts(refused)
    assert page.post(at("webhook_drop_vorig", webhook)).url == at("webhook", webhook)
    webhook.refresh_from_db()
    assert webhook.vorig_geheim == ""


def test_choosing_what_it_hears(page, webhook):
    assert page.post(at("webhook_soorten", webhook), {"csrfmiddlewaretoken": "x"}).status_code == 422
    answer = page.post(at("webhook_soorten", webhook), {"soorten": ["reflectie-beantwoord"]})
    assert answer.url == at("webhook", webhook)
    webhook.refresh_from_db()
    assert webhook.soorten == ["reflectie-beantwoord"]


def test_off_on_and_away(page, webhook):
    assert page.post(at("webhook_switch_off", webhook)).url == at("webhook", webhook)
    assert "Uitgezet door de organisatie zelf" in texts(page.get(at("webhook", webhook)))
    page.post(at("webhook_switch_on", webhook))
    webhook.refresh_from_db()
    assert webhook.is_actief
    assert "niet terug te draaien" in texts(page.get(at("webhook_remove", webhook)))
    assert Webhook.objects.exists(), "looking removes nothing"
    assert page.post(at("webhook_remove", webhook)).url == reverse("core:webhook_list")
    assert not Webhook.objects.exists()


def test_a_proefbericht_is_watched_until_it_ended(page, webhook):
    assert page.post(at("webhook_proef", webhook)).url == at("webhook", webhook)
    waiting = page.get(at("webhook", webhook), headers={"HX-Request": "true"})
    assert b"<html" not in waiting.content
    assert b'hx-trigger="every 2s"' in waiting.content
    assert "Proefbericht" in texts(waiting)
    Bericht.objects.update(stand="mislukt", volgende_poging_op=None, waarom="antwoord", antwoord=404)
    ended = page.get(at("webhook", webhook), headers={"HX-Request": "true"})
    assert b"every 2s" not in ended.content
    assert "Het systeem antwoordde met een fout (404)" in texts(ended)


def failed(webhook, **kwargs):
    return BerichtFactory(
        webhook=webhook, stand="mislukt", volgende_poging_op=None, waarom="te_laat", pogingen=14, **kwargs
    )


def test_what_failed_is_sent_again_one_or_all(page, webhook):
    een, _ander = failed(webhook), failed(webhook)
    assert "Stuur opnieuw wat niet is bezorgd (2)" in texts(page.get(at("webhook", webhook)))
    page.post(at("bericht_again", webhook, een.uuid))
    assert list(Bericht.objects.waiting()) == [een]
    page.post(at("webhook_again", webhook))
    assert Bericht.objects.waiting().count() == 2


def test_a_bericht_of_another_webhook_is_not_sent_by_this_address(page, webhook):
    elders = failed(WebhookFactory())
    assert page.post(at("bericht_again", webhook, elders.uuid)).status_code == 404
    assert not Bericht.objects.waiting().exists()


def test_what_is_off_refuses_on_its_page(page, webhook):
    een = failed(webhook)
    page.post(at("webhook_switch_off", webhook))
    answer = page.post(at("bericht_again", webhook, een.uuid))
    assert answer.status_code == 422
    assert "Zet hem eerst aan" in texts(answer)


def test_the_log_is_filtered(page, webhook):
    failed(webhook)
    BerichtFactory(webhook=webhook, stand="bezorgd", volgende_poging_op=None)
    for query, count in (
        ({}, 2),
        ({"stand": "mislukt"}, 1),
        ({"soort": "reisverslag-gepubliceerd"}, 2),
        ({"soort": "signaal-gewijzigd"}, 0),
        ({"stand": "paars"}, 2),
    ):
        answer = page.get(at("webhook", webhook), query)
        assert len(answer.context["page"].object_list) == count
    assert "Er is niets gestuurd dat hierbij past." in texts(
        page.get(at("webhook", webhook), {"soort": "signaal-gewijzigd"})
    )


def test_failing_is_told_with_when_it_is_tried_again(page, webhook):
    now = timezone.now()
    Webhook.objects.update(faalt_sinds=now - timedelta(hours=2), rust_tot=now + timedelta(hours=1))
    shown = texts(page.get(at("webhook", webhook)))
    assert "komt er niets aan" in shown
    assert f"{timezone.localtime(now + timedelta(hours=1)):%H:%M} uur" in shown
    assert "Komt niet aan" in texts(page.get(reverse("core:webhook_list")))


def test_the_beheerder_sees_how_it_does_and_neither_address_nor_geheim(client, gebruiker_met, webhook):
    client.force_login(gebruiker_met(Rol.BEHEERDER))
    for answer in (client.get(reverse("core:webhook_list")), client.get(at("webhook", webhook))):
        assert "systeem.partner.example" in texts(answer)
        assert webhook.organisatie.naam in texts(answer)
        assert "hunne" not in answer.content.decode()
        assert "whsec" not in answer.content.decode()
    client.post(at("webhook_switch_off", webhook))
    webhook.refresh_from_db()
    assert webhook.uitgezet_reden == "beheerder"
    assert "Uitgezet door de beheerder" in texts(client.get(at("webhook", webhook)))


def test_without_a_koppeling_the_pages_say_what_is_missing(page, webhook):
    koppeling = webhook.organisatie.api_clients.get()
    withdraw_api_client(koppeling.client_id, actor=None, nu=timezone.now())
    shown = page.get(at("webhook", webhook))
    assert "geen koppeling meer heeft" in texts(shown)
    assert at("webhook_switch_on", webhook) not in shown.content.decode()
    assert "De beheerder van Kanarie kan een koppeling maken" in texts(page.get(reverse("core:webhook_add")))
    answer = page.post(reverse("core:webhook_add"), {"url": URL, "soorten": ["signaal-gewijzigd"]})
    assert answer.status_code == 422
    assert "De beheerder van Kanarie kan een koppeling maken" in texts(answer)


def test_what_the_beheerder_switched_off_the_partner_cannot_switch_on(page, webhook, gebruiker_met):
    Webhook.objects.update(stand="uitgezet", uitgezet_op=timezone.now(), uitgezet_reden="beheerder")
    shown = page.get(at("webhook", webhook))
    assert at("webhook_switch_on", webhook) not in shown.content.decode()
    assert "Neem contact op" in texts(shown)
    assert page.post(at("webhook_switch_on", webhook)).status_code == 422


def test_empty_pages_say_what_to_do(client, gebruiker_met, partner):
    for wie, said in (
        (partner, "Uw organisatie heeft nog geen webhook"),
        (gebruiker_met(Rol.PARTNER), "hoort nog niet bij een organisatie"),
        (gebruiker_met(Rol.BEHEERDER), "Een partner maakt ze zelf"),
    ):
        client.force_login(wie)
        assert said in texts(client.get(reverse("core:webhook_list")))


def test_lists_cost_the_same_with_one_and_with_many(page, webhook, partner):
    failed(webhook)
    counts = []
    for _ in range(2):
        for url in (reverse("core:webhook_list"), at("webhook", webhook)):
            with CaptureQueriesContext(connection) as queries:
                page.get(url)
            counts.append(len(queries))
        for _ in range(5):
            failed(webhook)
            BerichtFactory(webhook=WebhookFactory(organisatie=partner.organisatie))
    assert counts[:2] == counts[2:]
