"""A projectleider plans and moves a mijlpaal on a phone; the team sees it slip on the timeline and freezes the plan."""

from django.utils import timezone
from playwright.sync_api import expect

from brunssum.core.rollen import Rol
from inspanningen.models import Mijlpaal
from tests.factories import InspanningFactory, MijlpaalFactory
from tests.journeys.browser import check_page, log_in


def test_a_mijlpaal_that_slips_is_seen_by_the_team(phone, page, gebruiker_met, transactional_db):
    projectleider = gebruiker_met(Rol.PROJECTLEIDER, naam="Projectleider zorg")
    inspanning = InspanningFactory(nummer="5", naam="Een zorgzame wijk", projectleider=projectleider)
    MijlpaalFactory(inspanning=inspanning, naam="Draagvlak in de buurt")  # april 2026
    log_in(phone, projectleider)
    log_in(page, gebruiker_met(Rol.PROGRAMMATEAM, naam="Programmateam"))

    when_the_projectleider_plans_and_moves(phone, inspanning, timezone.localdate().year + 1)
    then_the_team_sees_it_slip(page)
    then_the_team_freezes_the_plan(page)


def when_the_projectleider_plans_and_moves(phone, inspanning, jaar):
    phone.goto(f"/inspanningen/{inspanning.pk}/planning/")
    check_page(phone)
    phone.get_by_role("link", name="Mijlpaal toevoegen").click()
    phone.get_by_label("Mijlpaal").fill("Voorstel voor de inrichting")
    phone.get_by_label("Wanneer").fill("binnenkort")
    phone.get_by_role("button", name="Toevoegen").click()
    expect(phone.get_by_role("alert")).to_contain_text("geen jaar van vier cijfers")
    check_page(phone)
    phone.get_by_label("Wanneer").fill(f"medio apr. {jaar}")
    phone.get_by_role("button", name="Toevoegen").click()
    phone.get_by_role("link", name="Voorstel voor de inrichting").click()
    check_page(phone)
    phone.get_by_role("link", name="Bewerken of verschuiven").click()
    phone.get_by_label("Wanneer").fill(f"juni {jaar}")
    phone.get_by_label("Waarom verandert de planning").fill("De huisartsen willen meeschrijven.")
    phone.get_by_role("button", name="Opslaan").click()
    expect(phone.get_by_text("Eén keer verschoven, nu 10 weken later dan eerst gepland.")).to_be_visible()
    assert Mijlpaal.objects.get(naam="Voorstel voor de inrichting").eerste_wanneer == f"medio april {jaar}"


def then_the_team_sees_it_slip(page):
    page.goto("/programma/planning/?periode=alles")
    check_page(page)
    mark = page.get_by_role("link", name="5 Een zorgzame wijk: Voorstel voor de inrichting, juni")
    mark.focus()
    mark.press("Enter")
    expect(page.get_by_text("De huisartsen willen meeschrijven.")).to_be_visible()
    page.goto("/programma/planning/")
    page.get_by_label("Alleen te laat").check()
    expect(page.locator("#planning").get_by_role("link", name="Draagvlak in de buurt", exact=True)).to_be_visible()  # fmt: skip
    expect(page.locator("#planning").get_by_text("Voorstel voor de inrichting")).to_have_count(0)


def then_the_team_freezes_the_plan(page):
    page.get_by_role("link", name="Realisatieplanningen").click()
    page.get_by_role("link", name="Planning vastleggen").click()
    check_page(page)
    page.get_by_role("button", name="Vastleggen").click()
    check_page(page)
    page.get_by_role("region", name="Realisatieplanningen").get_by_role("link").click()
    expect(page.get_by_text("is er niets veranderd: 2 bleven zoals ze waren.")).to_be_visible()
    check_page(page)
