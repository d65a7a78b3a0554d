"""An overleg with a partner, a request of a resident, and what has been kept long enough: with three people in turn."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from brunssum.core.models import Organisatie
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Betrokkene, Casus
from casuistiek.stappen import Stap
from tests.factories import CasusFactory, OrganisatieFactory
from tests.journeys.browser import DESKTOP, check_page, log_in

VRAAG = "Wie kent een dakdekker?"


@pytest.fixture
def casus(transactional_db, gebruiker_met):
    services.load_bewaren(actor=None)
    wijkmanager = gebruiker_met(Rol.WIJKMANAGER, naam="Wijkmanager Noord")
    casus = CasusFactory(casusverantwoordelijke=wijkmanager)
    Betrokkene.objects.create(casus=casus, naam="Saar Kwartelkuiken")
    long_ago = timezone.localdate() - timedelta(days=500)
    CasusFactory(
        nummer="2019-001", gemeld_op=long_ago, gesloten_op=long_ago, stap=Stap.INGETROKKEN, casusverantwoordelijke=wijkmanager
    )  # fmt: skip
    return casus


def test_an_overleg_a_partner_a_request_and_a_vernietigingslijst(phone, open_page, casus, gebruiker_met):
    corporatie = OrganisatieFactory(naam="Woonvorm", soort=Organisatie.Soort.CORPORATIE)
    desk = open_page(DESKTOP)
    log_in(desk, casus.casusverantwoordelijke)
    when_an_overleg_is_planned(desk)
    when_the_casus_is_shared_there(desk, casus)
    log_in(phone, gebruiker_met(Rol.PARTNER, organisatie=corporatie))
    then_the_partner_reads_the_question_and_no_more(phone, casus)
    when_a_resident_asks_to_read(desk, casus)
    log_in(desk, gebruiker_met(Rol.FUNCTIONARIS))
    when_someone_agrees_to_erase(desk)


def when_an_overleg_is_planned(page):
    page.goto("/casussen/overleg/")
    check_page(page)
    page.get_by_role("link", name="Overleg plannen").first.click()
    expect(page.get_by_role("heading", level=1, name="Overleg plannen")).to_be_visible()
    page.get_by_label("Op welke dag").fill(timezone.localdate().isoformat())
    page.get_by_label("Woonvorm").check()
    check_page(page)
    page.get_by_role("button", name="Plannen").click()
    expect(page.get_by_text("Het overleg is gepland")).to_be_visible()


def when_the_casus_is_shared_there(page, casus):
    page.goto(f"/casussen/{casus.kenmerk}/overleg/")
    page.get_by_label("Welk overleg").select_option(index=1)
    page.get_by_label("Wat vraagt u aan het overleg").fill(VRAAG)
    page.get_by_role("button", name="Op de agenda").click()
    expect(page.get_by_text("staat op de agenda. Deel hem")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Delen met een partner").click()
    expect(page.get_by_role("heading", level=1, name="delen")).to_be_visible()
    page.get_by_role("radio", name="Woonvorm").check()
    page.get_by_label("Wat wij aan het overleg vragen").check()
    page.get_by_label("Waarvoor").fill("Een dakdekker vinden")
    page.get_by_label("Op welke grond").fill("Convenant")
    check_page(page)
    page.get_by_role("button", name="Delen").click()
    expect(page.get_by_text("Gedeeld met Woonvorm")).to_be_visible()


def then_the_partner_reads_the_question_and_no_more(page, casus):
    page.goto("/casussen/overleg/")
    check_page(page)
    page.get_by_role("link", name="Casuïstiekoverleg").click()
    expect(page.get_by_text(VRAAG)).to_be_visible()
    expect(page.get_by_text(casus.nummer)).to_have_count(0)
    check_page(page)


def when_a_resident_asks_to_read(page, casus):
    page.goto(f"/casussen/{casus.kenmerk}/privacy/")
    page.get_by_label("Inzage: wat staat er over mij").check()
    page.get_by_role("button", name="Verzoek vastleggen").click()
    expect(page.get_by_text("U hebt een maand om te antwoorden")).to_be_visible()
    check_page(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download json").click()
    assert download.value.suggested_filename == "inzage.json"


def when_someone_agrees_to_erase(page):
    lijst = services.make_vernietigingslijst(vandaag=timezone.localdate())
    page.goto("/casussen/bewaren/")
    check_page(page)
    page.get_by_role("link", name=f"Lijst {lijst.pk}", exact=True).click()
    expect(page.get_by_role("rowheader", name="2019-001")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Akkoord met vernietigen").click()
    expect(page.get_by_text("Nu moet een ander dat nog doen")).to_be_visible()
    expect(page.get_by_role("button", name="Akkoord met vernietigen")).to_be_disabled()
    assert Casus.objects.get(nummer="2019-001").wat_gaat_mis
