"""A partner reports on a phone, without JavaScript too; who leads gives it back, and accepts the better one by keyboard."""

from django.utils import timezone
from playwright.sync_api import expect

from brunssum.core.rollen import Rol
from inspanningen.models import Mijlpaal, Partnerschap
from tests.factories import InspanningFactory, MijlpaalFactory, OrganisatieFactory
from tests.journeys.browser import PHONE, check_page, log_in


def test_a_partner_reports_and_the_plan_moves_once_it_is_accepted(open_page, page, gebruiker_met, transactional_db):  # fmt: skip
    projectleider = gebruiker_met(Rol.PROJECTLEIDER, naam="Projectleider zorg")
    inspanning = InspanningFactory(nummer="5", naam="Een zorgzame wijk", projectleider=projectleider)
    MijlpaalFactory(inspanning=inspanning, naam="Deur open")
    weller = OrganisatieFactory(naam="Weller")
    Partnerschap.objects.create(inspanning=inspanning, organisatie=weller)
    phone = open_page(PHONE, java_script_enabled=False)
    log_in(phone, gebruiker_met(Rol.PARTNER, organisatie=weller))
    log_in(page, projectleider)
    jaar = timezone.localdate().year + 1

    when_the_partner_reports(phone, jaar)
    then_who_leads_gives_it_back(page)
    when_the_partner_improves_it(phone)
    then_who_leads_accepts_it(page, jaar)
    phone.reload()
    expect(phone.get_by_text("Aanvaard", exact=True).first).to_be_visible()


def when_the_partner_reports(phone, jaar):
    phone.goto("/")
    phone.get_by_role("link", name="5 Een zorgzame wijk").click()
    phone.get_by_label("Wat is er gedaan").fill("De vloer ligt erin.")
    phone.get_by_label("Hoeveel").fill("3")
    phone.get_by_role("button", name="Versturen").click()
    expect(phone.get_by_text("Bij een aantal hoort waarvan").first).to_be_visible()
    expect(phone.get_by_label("Wat is er gedaan")).to_have_value("De vloer ligt erin.")
    phone.get_by_label("Waarvan").fill("kamers klaar")
    phone.get_by_label("Gaat het over een mijlpaal").select_option(label="Deur open, gepland april 2026")
    phone.get_by_label("Of: de mijlpaal wordt nu verwacht").fill(f"medio juni {jaar}")
    phone.get_by_role("button", name="Versturen").click()
    expect(phone.get_by_text("Uw melding is verstuurd.")).to_be_visible()


def then_who_leads_gives_it_back(page):
    page.goto("/")
    page.get_by_role("link", name="1 melding van een partner wacht op uw antwoord").click()
    check_page(page)
    page.get_by_role("link", name="Weller: 5 Een zorgzame wijk").click()
    check_page(page)
    page.get_by_role("link", name="Teruggeven").click()
    page.get_by_label("Wat moet anders").fill("Van welke kamers?")
    check_page(page)
    page.get_by_role("button", name="Teruggeven").click()
    expect(page.get_by_text("De melding is teruggegeven.")).to_be_visible()


def when_the_partner_improves_it(phone):
    phone.goto("/")
    phone.get_by_role("link", name="1 voortgangsmelding is teruggegeven").click()
    phone.get_by_role("link", name="Weller: 5 Een zorgzame wijk").click()
    phone.get_by_role("link", name="Verbeteren").click()
    expect(phone.get_by_text("Teruggegeven met: Van welke kamers?")).to_be_visible()
    phone.get_by_label("Wat is er gedaan").fill("De vloer ligt in de drie spreekkamers.")
    phone.get_by_role("button", name="Versturen").click()
    expect(phone.get_by_text("Uw melding is verstuurd.")).to_be_visible()


def then_who_leads_accepts_it(page, jaar):
    page.goto("/inspanningen/voortgang/?toon=wacht")
    page.get_by_role("link", name="Weller: 5 Een zorgzame wijk").press("Enter")
    page.get_by_role("link", name="Aanvaarden").press("Enter")
    check_page(page)
    page.get_by_label("Waarom schuift de mijlpaal").fill("De vloer was rot.")
    page.get_by_role("button", name="Aanvaarden").press("Enter")
    expect(page.get_by_text("De melding is aanvaard.")).to_be_visible()
    page.get_by_role("link", name="Deur open").click()
    expect(page.get_by_text("Gemeld door Weller. De vloer was rot.")).to_be_visible()
    expect(page.get_by_role("link", name="Weller, ")).to_have_count(2)
    check_page(page)
    assert Mijlpaal.objects.get().wanneer == f"medio juni {jaar}"
