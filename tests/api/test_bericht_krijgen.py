"""What the papers tell of webhooks is what happens: their Python checks a real message, and their numbers are ours."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from brunssum.core.api.papers import PAPERS
from brunssum.core.gebeurtenissoorten import Gebeurtenissoort
from brunssum.core.models import Gebeurtenis, Webhook
from brunssum.core.services import webhooks
from brunssum.core.webhooks import bericht, bezorgen, versturen
from tests.api.terminal import Curl, blocks
from tests.factories import BerichtFactory, WebhookFactory

pytestmark = pytest.mark.django_db

SECTION = [
    (language, code) for heading, language, code in blocks(PAPERS / "api.md") if heading == "Bericht krijgen"
]
TEXT = (
    (PAPERS / "api.md").read_text(encoding="utf-8").partition("## Bericht krijgen")[2].partition("\n## ")[0]
)


def code_in(language: str) -> str:
    (code,) = (code for found, code in SECTION if found == language)
    return code


@pytest.fixture
def is_from_kanarie():
    """The function of the papers, as a partner copies it."""
    copied = {}
    exec(compile(code_in("python"), "docs/api.md", "exec"), copied)
    return copied["is_from_kanarie"]


def test_the_python_of_the_papers_knows_our_messages_from_others(is_from_kanarie):
    sent, now = BerichtFactory(webhook=WebhookFactory(geheim=bericht.make_geheim())), timezone.now()
    webhook, body = sent.webhook, bericht.body_of(sent.gebeurtenis)

    def headers(moment=now):
        return bericht.headers_of(webhook, sent.gebeurtenis, body, moment=moment)

    assert is_from_kanarie(webhook.geheim, headers(), body)
    assert not is_from_kanarie(bericht.make_geheim(), headers(), body)
    assert not is_from_kanarie(webhook.geheim, headers(), body.replace(b"reisverslag", b"signaal"))
    assert not is_from_kanarie(webhook.geheim, headers() | {"webhook-id": "1"}, body)
    assert not is_from_kanarie(webhook.geheim, headers(now - timedelta(minutes=6)), body)
    oud, webhook.geheim = webhook.geheim, bericht.make_geheim()
    webhook.vorig_geheim, webhook.vorig_geheim_tot = oud, now + timedelta(hours=1)
    assert is_from_kanarie(oud, headers(), body)
    assert is_from_kanarie(webhook.geheim, headers(), body)


def test_the_line_for_the_terminal_makes_a_webhook(partner, token_for):
    answer = Curl({"TOKEN": token_for(partner)}).run(code_in("sh"))
    assert answer.status_code == 201
    assert answer.json()["geheim"] == Webhook.objects.get().geheim


def test_the_message_in_the_papers_looks_as_one_gets_it(settings):
    settings.OIN, settings.SITE_URL = "00000001234567890000", "https://kanarie.example.org"
    told = json.loads(code_in("json"))
    gebeurtenis = Gebeurtenis(
        uuid=told["id"], soort="mijlpaal-gewijzigd", verwijzing="/mijlpalen/31", moment=timezone.now()
    )
    assert json.loads(bericht.body_of(gebeurtenis)) | {"time": told["time"]} == told


def test_the_papers_name_every_soort():
    assert re.findall(r"^\| `([a-z-]+)` \|", TEXT, re.MULTILINE) == Gebeurtenissoort.values


def test_the_papers_say_how_long_things_hold():
    """Who changes one of these changes the sentence as well."""
    told = (
        (versturen.SECONDS, 10, "Antwoord binnen tien seconden"),
        (versturen.LONGEST_WAIT, 3600, "om meer tijd, tot een uur"),
        (bezorgen.EERSTE_WACHT, timedelta(seconds=30), "na een halve minuut"),
        (bezorgen.EEN_DAG, timedelta(hours=24), "steeds later, een dag lang"),
        (webhooks.OVERLAP, timedelta(hours=24), "een dag lang twee handtekeningen"),
        (webhooks.BERICHT_BLIJFT, timedelta(days=30), "een maand wat is gestuurd"),
        (webhooks.MAX_PER_ORGANISATIE, 10, "een organisatie heeft er hoogstens tien"),
    )
    text = " ".join(TEXT.split())
    for value, meant, words in told:
        assert value == meant
        assert words in text
