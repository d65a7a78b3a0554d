"""A partner lets its own system hear what happens, on a phone: from the geheim to the first message, and one that fails."""

import base64
import hashlib
import hmac

import pytest
from playwright.sync_api import expect

from brunssum.core.models import Webhook
from brunssum.core.rollen import Rol
from brunssum.core.services.gebeurtenissen import announce
from tests.factories import organisatie_with_koppeling
from tests.journeys.browser import check_page, log_in
from tests.partnersysteem import running


@pytest.fixture
def systeem(settings):
    settings.WEBHOOK_ALLOWED_HOSTS = ["localhost"]
    with running() as systeem:
        yield systeem


def test_a_system_hears_what_happens(phone, systeem, gebruiker_met, transactional_db):
    log_in(phone, gebruiker_met(Rol.PARTNER, organisatie=organisatie_with_koppeling(naam="Weller")))
    geheim = when_the_contact_makes_a_webhook(phone, systeem)
    when_it_sends_a_proefbericht(phone)
    then_the_system_can_tell_that_it_is_from_kanarie(systeem, geheim)
    when_the_system_breaks(systeem)
    then_the_page_tells_and_sends_again_once_it_is_mended(phone, systeem)


def when_the_contact_makes_a_webhook(phone, systeem) -> str:
    phone.goto("/webhooks/")
    check_page(phone)
    phone.get_by_role("link", name="Webhook maken").first.click()
    phone.get_by_label("Adres van uw systeem").fill("http://elders.example/kanarie")
    phone.get_by_label("Een reisverslag is openbaar gemaakt").check()
    phone.get_by_role("button", name="Webhook maken").click()
    expect(phone.get_by_text("Het adres moet met https:// beginnen.").first).to_be_visible()
    check_page(phone)
    phone.get_by_label("Adres van uw systeem").fill(systeem.url)
    phone.get_by_role("button", name="Webhook maken").click()
    geheim = phone.get_by_label("Geheim", exact=True).input_value()
    check_page(phone)
    phone.get_by_role("link", name="Verder naar de webhook").click()
    return geheim


def when_it_sends_a_proefbericht(phone):
    phone.get_by_role("button", name="Proefbericht sturen").click()
    expect(phone.get_by_role("cell", name="Bezorgd", exact=True)).to_be_visible()
    check_page(phone)


def then_the_system_can_tell_that_it_is_from_kanarie(systeem, geheim):
    (got,) = systeem.received
    signed = f"{got.headers['webhook-id']}.{got.headers['webhook-timestamp']}.".encode() + got.body
    key = base64.b64decode(geheim.removeprefix("whsec_"))
    wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert got.headers["webhook-signature"] == f"v1,{wanted}"


def when_the_system_breaks(systeem):
    systeem.status = 500
    announce("reisverslag-gepubliceerd", verwijzing="/reisverslagen/1", organisaties=None)
    assert len(systeem.received) == 2


def then_the_page_tells_and_sends_again_once_it_is_mended(phone, systeem):
    phone.reload()
    expect(phone.get_by_text("komt er niets aan.")).to_be_visible()
    expect(phone.get_by_text("Het systeem antwoordde met een fout (500)")).to_be_visible()
    check_page(phone)
    systeem.status = 200
    phone.get_by_role("button", name="Uitzetten").click()
    phone.get_by_role("button", name="Aanzetten").click()
    phone.get_by_role("button", name="Stuur opnieuw wat niet is bezorgd (1)").click()
    expect(phone.get_by_role("cell", name="Bezorgd", exact=True)).to_have_count(2)
    check_page(phone)
    assert systeem.received[1].headers["webhook-id"] == systeem.received[2].headers["webhook-id"]
    assert Webhook.objects.get().faalt_sinds is None
