"""A projectleider writes down a risico and what next year costs; the programme page says what stops."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from inspanningen.models import Risico
from tests.factories import FinancieringFactory, InspanningFactory
from tests.journeys.browser import check_page, log_in


@pytest.fixture
def inspanning(transactional_db, projectleider):
    return InspanningFactory(nummer="2A", naam="Ambassadeurs", projectleider=projectleider)


def test_what_may_go_wrong_and_what_stops(page, inspanning, projectleider):
    jaar = timezone.localdate().year
    FinancieringFactory(naam="de Regiodeal", van=date(jaar, 1, 1), tot=date(jaar, 12, 31))
    log_in(page, projectleider)

    when_a_risico_is_written_down(page, inspanning)
    when_this_year_is_paid_from_money_that_stops(page, inspanning, jaar)
    then_the_programme_says_who_has_nothing_left(page, jaar)


def when_a_risico_is_written_down(page, inspanning):
    page.goto(f"/inspanningen/{inspanning.pk}/risicos/")
    page.get_by_role("link", name="Risico toevoegen").first.click()
    page.get_by_label("Wat kan er misgaan").fill("De groep blijft een eiland")
    page.get_by_label("Kans, als we niets doen").select_option("4")
    page.get_by_label("Impact, als we niets doen").select_option("4")
    check_page(page)
    page.get_by_role("button", name="Risico toevoegen").click()
    expect(page.get_by_text("Nog geen maatregel")).to_be_visible()
    page.get_by_role("button", name="Nog steeds zo").click()
    check_page(page)
    assert Risico.objects.get().beoordelingen.count() == 2
    page.goto("/programma/risicos/")
    page.get_by_role("link", name="1 risico").first.click()
    expect(page.get_by_role("link", name="De groep blijft een eiland")).to_be_visible()
    check_page(page)


def when_this_year_is_paid_from_money_that_stops(page, inspanning, jaar):
    page.goto(f"/inspanningen/{inspanning.pk}/geld/")
    page.get_by_role("link", name="Bedrag toevoegen").first.click()
    page.get_by_label("Waarvoor").fill("Training")
    page.get_by_label("Gepland").fill("60.000")
    page.get_by_label("Waaruit betaald").select_option(label=f"de Regiodeal ({jaar} tot en met {jaar})")
    page.get_by_role("button", name="Bewaren").click()
    check_page(page)


def then_the_programme_says_who_has_nothing_left(page, jaar):
    page.goto("/programma/geld/")
    expect(page.get_by_text(f"heeft 2A geen geld meer voor {jaar + 1}.")).to_be_visible()
    check_page(page)
