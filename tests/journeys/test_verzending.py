"""The team sends a reisverslag; the griffier reads it with a code from the mail; everyone reads it on the public pages."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from tests.factories import OntvangerFactory, VerzendlijstFactory
from tests.journeys.browser import check_page, log_in
from tests.openbaar.maken import make_gepubliceerd


@pytest.fixture
def verslag(transactional_db):
    return make_gepubliceerd(titel="Onderweg in Noord")


def test_sent_read_with_a_code_and_public(page, phone, verslag, programmamanager):
    lijst = VerzendlijstFactory(naam="Raad")
    OntvangerFactory(lijst=lijst, naam="Griffier", mailadres="griffie@example.nl")
    log_in(page, programmamanager)

    when_it_is_sent(page, verslag)
    when_the_griffier_opens_the_link(phone)
    then_the_team_sees_that_it_was_opened(page)
    then_everyone_reads_it(phone, verslag)


def when_it_is_sent(page, verslag):
    page.goto(f"/reisverslagen/{verslag.pk}/verzenden/")
    check_page(page)
    page.get_by_role("link", name="Raad").click()
    check_page(page)
    page.get_by_role("button", name="Verstuur 1 mail").click()
    expect(page.get_by_role("heading", name="Verzonden aan Raad")).to_be_visible()


def when_the_griffier_opens_the_link(phone):
    link = re.search(r"https?://[^/\s]+(/reisverslagen/bezorgd/\S+)", mail.outbox[-1].body)[1]
    phone.goto(link)
    check_page(phone)
    phone.get_by_role("button", name="Stuur mij een code").click()
    expect(phone.get_by_label("Code uit de mail")).to_be_visible()
    phone.get_by_label("Code uit de mail").fill(re.search(r"^\d{6}$", mail.outbox[-1].body, re.M)[0])
    check_page(phone)
    phone.get_by_role("button", name="Lezen", exact=True).click()
    expect(phone.get_by_role("heading", name="Onderweg in Noord")).to_be_visible()
    check_page(phone)


def then_the_team_sees_that_it_was_opened(page):
    page.reload()
    expect(page.get_by_text("1 van de 1 links geopend")).to_be_visible()
    check_page(page)


def then_everyone_reads_it(phone, verslag):
    phone.goto("/openbaar/")
    check_page(phone)
    phone.get_by_role("link", name="Onderweg in Noord").click()
    expect(phone.get_by_role("heading", name="1. Wat we zagen")).to_be_visible()
    check_page(phone)
    phone.get_by_role("link", name="Wat we doen").click()
    check_page(phone)
