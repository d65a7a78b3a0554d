"""Bringing berichten where they go: signed, again when it fails, given up after a day. The clock is moved by hand."""

import base64
import hashlib
import hmac
import json
import uuid
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from kombu.exceptions import OperationalError

from brunssum.core.models import Bericht, LogRegel, Melding, Webhook
from brunssum.core.rollen import Rol
from brunssum.core.services import webhooks
from brunssum.core.services.gebeurtenissen import announce
from brunssum.core.webhooks import bezorgen, versturen
from brunssum.core.webhooks.versturen import Uitkomst, Waarom
from tests.factories import BerichtFactory, OrganisatieFactory, WebhookFactory
from tests.partnersysteem import running

pytestmark = pytest.mark.django_db

BEGIN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
SLOWLY = timedelta(minutes=5)
GEHEIM = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
FOUT = Uitkomst(Waarom.ANTWOORD, 500, 12)
GELUKT = Uitkomst("", 204, 12)


@pytest.fixture
def systeem(settings):
    settings.WEBHOOK_ALLOWED_HOSTS = ["localhost"]
    with running() as systeem:
        yield systeem


@pytest.fixture
def answers(monkeypatch):
    """No line at all: answers(FOUT) makes every attempt end so. Gives the list of attempts."""
    attempts = []

    def make(uitkomst):
        def post(url, body, headers):
            attempts.append(json.loads(body)["id"])
            return uitkomst

        monkeypatch.setattr(versturen, "post", post)
        return attempts

    return make


@pytest.fixture
def bericht():
    return waiting()


def waiting(webhook=None, **kwargs):
    webhook = webhook or WebhookFactory()
    return BerichtFactory(webhook=webhook, volgende_poging_op=BEGIN, **kwargs)


def rounds(
    until: datetime, moment: datetime = BEGIN, every: timedelta = timedelta(seconds=30)
) -> list[datetime]:
    """Let half minutes pass as the beat does, or longer where hours go by; gives when something was tried."""
    tried = []
    while moment <= until:
        for pk in bezorgen.due(moment):
            bezorgen.deliver(pk, moment=moment)
            tried.append(moment)
        moment += every
    return tried


def verify(geheim, received) -> list[bool]:
    """As the guide of Standard Webhooks says, written anew: which of the signatures are made with this geheim."""
    key = base64.b64decode(geheim.removeprefix("whsec_"))
    signed = b".".join(
        [
            received.headers["webhook-id"].encode(),
            received.headers["webhook-timestamp"].encode(),
            received.body,
        ]
    )
    wanted = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return [hmac.compare_digest(wanted, one) for one in received.headers["webhook-signature"].split(" ")]


def test_what_arrives_is_a_cloudevent_by_the_dutch_profile(systeem, settings):
    settings.SITE_URL, settings.OIN = "https://kanarie.example.org", "00000001234567890000"
    webhook = WebhookFactory(url=systeem.url)
    announce(
        "signaal-gewijzigd",
        verwijzing="/signalen/6e8bc430-9c3a-11d9-9669-0800200c9a66",
        organisaties={webhook.organisatie_id},
    )
    bericht = Bericht.objects.get()
    gebeurtenis = bericht.gebeurtenis
    gebeurtenis.moment = BEGIN + timedelta(microseconds=5)
    gebeurtenis.save()
    assert bezorgen.deliver(bericht.pk, moment=bericht.volgende_poging_op)
    (got,) = systeem.received
    assert got.headers["content-type"] == "application/cloudevents+json; charset=utf-8"
    assert json.loads(got.body) == {
        "specversion": "1.0",
        "id": str(gebeurtenis.uuid),
        "source": "urn:nld:oin:00000001234567890000:systeem:kanarie",
        "type": "nl.kanarie.signaal-gewijzigd.v1",
        "time": "2026-11-02T09:00:00Z",
        "dataref": "https://kanarie.example.org/api/v1/signalen/6e8bc430-9c3a-11d9-9669-0800200c9a66",
    }
    assert got.headers["webhook-id"] == str(gebeurtenis.uuid)
    bericht.refresh_from_db()
    assert (bericht.stand, bericht.antwoord, bericht.waarom, bericht.pogingen) == ("bezorgd", 204, "", 1)


def test_without_an_oin_the_source_is_the_cbs_code(systeem, settings):
    settings.OIN, settings.GEMEENTE_CODE = "", "GM0899"
    bezorgen.deliver(waiting(WebhookFactory(url=systeem.url)).pk, moment=BEGIN)
    assert json.loads(systeem.received[0].body)["source"] == "urn:nld:gm0899:systeem:kanarie"


def test_it_is_signed_as_standard_webhooks_says(systeem):
    bezorgen.deliver(waiting(WebhookFactory(url=systeem.url, geheim=GEHEIM)).pk, moment=BEGIN)
    (got,) = systeem.received
    assert got.headers["webhook-timestamp"] == str(int(BEGIN.timestamp()))
    assert verify(GEHEIM, got) == [True]
    assert verify("whsec_YW5kZXIgZ2VoZWltIHZhbiBlZW4gYW5kZXI=", got) == [False]
    assert verify(GEHEIM, got._replace(body=got.body + b" ")) == [False]


def test_the_example_of_the_standard_has_the_same_signature():
    body = b'{"test": 2432232314}'
    signed = bezorgen.message.sign(GEHEIM, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_while_two_secrets_count_both_have_signed(systeem):
    oud, nieuw = GEHEIM, "whsec_bmlldXcgZ2VoZWltIHZhbiBkaXQgc3lzdGVlbQ=="
    webhook = WebhookFactory(
        url=systeem.url, geheim=nieuw, vorig_geheim=oud, vorig_geheim_tot=BEGIN + timedelta(hours=1)
    )
    bezorgen.deliver(waiting(webhook).pk, moment=BEGIN)
    later = waiting(webhook)
    bezorgen.deliver(later.pk, moment=BEGIN + timedelta(hours=1))
    first, second = systeem.received
    assert (verify(nieuw, first), verify(oud, first)) == ([True, False], [False, True])
    assert (verify(nieuw, second), verify(oud, second)) == ([True], [False])


def test_a_failed_attempt_is_tried_again_with_the_same_id_and_another_time(systeem):
    bericht = waiting(WebhookFactory(url=systeem.url))
    systeem.status = 500
    assert not bezorgen.deliver(bericht.pk, moment=BEGIN)
    systeem.status = 200
    tried = rounds(BEGIN + timedelta(minutes=3))
    first, second = systeem.received
    assert len(tried) == 1
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.headers["webhook-timestamp"] < second.headers["webhook-timestamp"]
    assert first.body == second.body
    bericht.refresh_from_db()
    assert (bericht.stand, bericht.pogingen) == ("bezorgd", 2)
    bericht.webhook.refresh_from_db()
    assert (bericht.webhook.faalt_sinds, bericht.webhook.rust_tot) == (None, None)


def test_a_day_of_failing_ends_with_giving_up_and_switching_off(answers, bericht, gebruiker_met):
    partner = gebruiker_met(Rol.PARTNER, organisatie=bericht.webhook.organisatie)
    ander = gebruiker_met(Rol.PARTNER, organisatie=OrganisatieFactory())
    weg = gebruiker_met(Rol.PARTNER, organisatie=bericht.webhook.organisatie, is_active=False)
    beheerder = gebruiker_met(Rol.BEHEERDER)
    behind = waiting(bericht.webhook)
    attempts = answers(FOUT)
    tried = rounds(BEGIN + timedelta(hours=1))
    tried += rounds(BEGIN + timedelta(hours=30), BEGIN + timedelta(hours=1), SLOWLY)

    assert tried[0] == BEGIN + bezorgen.RESEND_AFTER + timedelta(seconds=10)
    assert timedelta(hours=24) <= tried[-1] - tried[0] <= timedelta(hours=24) + SLOWLY
    waits = [after - before for before, after in pairwise(tried)]
    assert max(waits) <= bezorgen.LANGSTE_WACHT + SLOWLY
    assert waits[0] < timedelta(minutes=2) < waits[-3]
    assert 12 < len(tried) < 40
    assert set(attempts) == {str(bericht.gebeurtenis.uuid), str(behind.gebeurtenis.uuid)}

    bericht.refresh_from_db(), behind.refresh_from_db(), bericht.webhook.refresh_from_db()
    assert (bericht.stand, bericht.waarom, bericht.antwoord) == ("mislukt", "antwoord", 500)
    assert behind.stand == "mislukt"
    assert (bericht.webhook.stand, bericht.webhook.uitgezet_reden) == ("uitgezet", "onbereikbaar")
    told = Melding.objects.filter(soort="webhook.uitgezet").values_list("ontvanger", flat=True)
    assert set(told) == {partner.pk, beheerder.pk}
    assert not {ander.pk, weg.pk} & set(told)
    assert LogRegel.objects.filter(actie="webhook.uitgezet", actor=None).count() == 1


def test_one_success_in_between_begins_the_day_anew(answers, bericht):
    webhook = bericht.webhook
    answers(FOUT)
    rounds(BEGIN + timedelta(hours=20), every=SLOWLY)
    answers(GELUKT)
    rounds(BEGIN + timedelta(hours=23), BEGIN + timedelta(hours=20), SLOWLY)
    answers(FOUT)
    BerichtFactory(webhook=webhook, volgende_poging_op=BEGIN + timedelta(hours=23))
    rounds(BEGIN + timedelta(hours=40), BEGIN + timedelta(hours=23), SLOWLY)
    webhook.refresh_from_db()
    assert webhook.is_actief


def test_a_bericht_that_alone_is_refused_for_a_day_is_given_up_and_its_webhook_stays(monkeypatch, bericht):
    webhook = bericht.webhook

    def post(url, body, headers):
        return FOUT if headers["webhook-id"] == str(bericht.gebeurtenis.uuid) else GELUKT

    monkeypatch.setattr(versturen, "post", post)
    for hour in range(26):
        BerichtFactory(webhook=webhook, volgende_poging_op=BEGIN + timedelta(hours=hour))
        rounds(BEGIN + timedelta(hours=hour + 1), BEGIN + timedelta(hours=hour), SLOWLY)
    bericht.refresh_from_db(), webhook.refresh_from_db()
    assert bericht.stand == "mislukt"
    assert webhook.is_actief
    assert webhook.berichten.filter(stand="bezorgd").count() >= 24


def test_gone_switches_off_at_once(answers, bericht, gebruiker_met):
    partner = gebruiker_met(Rol.PARTNER, organisatie=bericht.webhook.organisatie)
    behind = waiting(bericht.webhook)
    answers(Uitkomst(Waarom.OPGEHEVEN, 410, 5))
    bezorgen.deliver(bericht.pk, moment=BEGIN)
    bericht.refresh_from_db(), behind.refresh_from_db(), bericht.webhook.refresh_from_db()
    assert bericht.webhook.uitgezet_reden == "opgeheven"
    assert (bericht.stand, bericht.waarom) == ("mislukt", "opgeheven")
    assert (behind.stand, behind.waarom) == ("mislukt", "uitgezet")
    assert Melding.objects.get().ontvanger == partner


def test_what_waits_behind_a_failure_goes_one_at_a_time_and_then_all_together(answers):
    webhook = WebhookFactory()
    berichten = [waiting(webhook) for _ in range(5)]
    elders = waiting()
    answers(FOUT)
    moment = BEGIN + timedelta(minutes=1)
    bezorgen.deliver(berichten[0].pk, moment=BEGIN)
    assert bezorgen.due(BEGIN + timedelta(seconds=23)) == [elders.pk], "the other is left alone"
    assert len(bezorgen.due(moment)) == 2, "one of each"
    answers(GELUKT)
    rounds(moment, moment)
    done = webhook.berichten.get(stand="bezorgd")
    assert set(bezorgen.due(moment)) == {bericht.pk for bericht in berichten if bericht != done}


def test_as_long_as_the_other_side_asks_it_is_left_alone(answers, bericht):
    answers(Uitkomst(Waarom.ANTWOORD, 429, 5, wacht=1800))
    bezorgen.deliver(bericht.pk, moment=BEGIN)
    assert bezorgen.due(BEGIN + timedelta(minutes=29)) == []
    assert bezorgen.due(BEGIN + timedelta(minutes=31)) == [bericht.pk]


def test_two_workers_do_not_send_the_same_one(monkeypatch, bericht):
    sent = []

    def post(url, body, headers):
        sent.append(1)
        assert not bezorgen.deliver(bericht.pk, moment=BEGIN), "a second worker, while the first is busy"
        return GELUKT

    monkeypatch.setattr(versturen, "post", post)
    assert bezorgen.deliver(bericht.pk, moment=BEGIN)
    assert not bezorgen.deliver(bericht.pk, moment=BEGIN + timedelta(hours=1)), "nor when it is done"
    assert sent == [1]


def test_of_two_workers_that_read_the_same_row_one_gets_it(bericht):
    een, ander = Bericht.objects.get(), Bericht.objects.get()
    assert bezorgen.claim(een, moment=BEGIN)
    assert not bezorgen.claim(ander, moment=BEGIN)


def test_a_worker_that_dies_is_noticed(answers, bericht):
    bezorgen.claim(Bericht.objects.get(), moment=BEGIN)
    assert bezorgen.due(BEGIN + timedelta(minutes=1)) == []
    attempts = answers(GELUKT)
    assert len(rounds(BEGIN + timedelta(minutes=5))) == len(attempts) == 1


def test_what_a_worker_writes_late_is_left_aside(bericht):
    bezorgen.claim(late := Bericht.objects.get(), moment=BEGIN)
    bezorgen.claim(newest := Bericht.objects.get(), moment=BEGIN + timedelta(minutes=3))
    bezorgen.keep(late, FOUT, moment=BEGIN + timedelta(minutes=4))
    assert Webhook.objects.get().faalt_sinds is None
    bezorgen.keep(newest, GELUKT, moment=BEGIN + timedelta(minutes=4))
    bericht.refresh_from_db()
    assert (bericht.stand, bericht.pogingen) == ("bezorgd", 2)


def test_what_is_removed_halfway_is_no_trouble(monkeypatch, bericht):
    def post(url, body, headers):
        Webhook.objects.all().delete()
        return FOUT

    monkeypatch.setattr(versturen, "post", post)
    assert not bezorgen.deliver(bericht.pk, moment=BEGIN)


def test_the_message_goes_out_when_the_transaction_commits(
    answers, django_capture_on_commit_callbacks, monkeypatch
):
    attempts = answers(GELUKT)
    WebhookFactory()
    with django_capture_on_commit_callbacks(execute=True):
        announce("reisverslag-gepubliceerd", verwijzing="/reisverslagen/1", organisaties=None)
        assert attempts == []
    assert len(attempts) == 1


def test_without_a_broker_the_row_waits(answers, django_capture_on_commit_callbacks, monkeypatch, caplog):
    def apply_async(**_):
        raise OperationalError("no broker")

    monkeypatch.setattr(bezorgen.deliver_bericht, "apply_async", apply_async)
    WebhookFactory()
    with django_capture_on_commit_callbacks(execute=True):
        announce("reisverslag-gepubliceerd", verwijzing="/reisverslagen/1", organisaties=None)
    assert Bericht.objects.get().stand == "wacht"
    assert "the broker does not answer" in caplog.text


def test_the_beat_sends_out_what_is_due(answers, bericht):
    attempts = answers(GELUKT)
    bezorgen.pick_up_berichten()
    assert attempts == [str(bericht.gebeurtenis.uuid)]


def test_no_log_line_holds_an_address(answers, caplog):
    webhook = WebhookFactory(url="https://systeem.partner.example/in?sleutel=zeer-geheim")
    answers(FOUT)
    with caplog.at_level("INFO"):
        bezorgen.deliver(waiting(webhook).pk, moment=BEGIN)
    assert "failed" in caplog.text
    assert "partner.example" not in caplog.text


def test_a_proefbericht_goes_once_also_to_one_that_is_off_or_left_alone(answers, gebruiker_met):
    webhook = WebhookFactory(stand="uitgezet", uitgezet_op=BEGIN, uitgezet_reden="onbereikbaar")
    Webhook.objects.filter(pk=webhook.pk).update(rust_tot=BEGIN + timedelta(hours=1))
    partner = gebruiker_met(Rol.PARTNER, organisatie=webhook.organisatie)
    proef = webhooks.send_proef(webhook.pk, actor=partner, op=BEGIN)
    attempts = answers(Uitkomst(Waarom.OPGEHEVEN, 410, 5))
    bezorgen.deliver(proef.pk, moment=BEGIN)
    assert attempts == [str(proef.gebeurtenis.uuid)]
    proef.refresh_from_db(), webhook.refresh_from_db()
    assert (proef.stand, webhook.uitgezet_reden) == ("mislukt", "onbereikbaar")
    assert rounds(BEGIN + timedelta(hours=2)) == []


def test_a_proefbericht_that_arrives_ends_the_waiting(answers, bericht, gebruiker_met):
    partner = gebruiker_met(Rol.PARTNER, organisatie=bericht.webhook.organisatie)
    answers(Uitkomst(Waarom.ANTWOORD, 503, 5, wacht=3600))
    bezorgen.deliver(bericht.pk, moment=BEGIN)
    moment = BEGIN + timedelta(minutes=5)
    proef = webhooks.send_proef(bericht.webhook_id, actor=partner, op=moment)
    answers(GELUKT)
    assert bezorgen.deliver(proef.pk, moment=moment)
    bericht.webhook.refresh_from_db()
    assert (bericht.webhook.rust_tot, bericht.webhook.faalt_sinds) == (None, None)


def test_ids_are_those_of_the_gebeurtenis_for_every_webhook(answers):
    attempts = answers(GELUKT)
    een, ander = WebhookFactory(), WebhookFactory()
    announce("reisverslag-gepubliceerd", verwijzing="/reisverslagen/1", organisaties=None)
    for bericht in Bericht.objects.order_by("pk"):
        bezorgen.deliver(bericht.pk, moment=bericht.volgende_poging_op)
    assert len(attempts) == 2
    assert len({uuid.UUID(one) for one in attempts}) == 1
    assert {row.webhook_id for row in Bericht.objects.all()} == {een.pk, ander.pk}
