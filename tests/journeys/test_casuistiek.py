"""From a door to a story: a casus on a phone, decided at a desk, told without a name."""

from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from brunssum.core.models import Gebied
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Boeking, Casus, Inzage, Mandaat
from tests.factories import GebiedFactory
from tests.journeys.browser import DESKTOP, PHONE, check_page, log_in


@pytest.fixture
def noord(transactional_db):
    wijk = GebiedFactory(code="WK089902", naam="Wijk 02 Brunssum-Noord")
    GebiedFactory(code="BU08990203", naam="Klingelsberg", soort=Gebied.Soort.BUURT, ouder=wijk)
    return wijk


@pytest.fixture
def wijkmanager_noord(gebruiker_met, noord):
    gebruiker = gebruiker_met(Rol.WIJKMANAGER, naam="Wijkmanager Noord")
    gebruiker.gebieden.add(noord)
    return gebruiker


@pytest.fixture
def money(programmamanager):
    Mandaat.objects.create(rol=Rol.PROGRAMMAMANAGER, tot_bedrag=5000, als_tweede_tot_bedrag=20000)
    today = timezone.localdate()
    return services.add_toekenning(
        actor=programmamanager, jaar=today.year, financiering="Regiodeal", bedrag=Decimal(10000), op=today
    )


def test_a_casus_from_the_door_to_the_story(phone, open_page, wijkmanager_noord, programmamanager, money):
    desk = open_page(DESKTOP)
    log_in(phone, wijkmanager_noord)
    log_in(desk, programmamanager)

    when_the_wijkmanager_logs_what_is_wrong(phone)
    when_someone_went_and_looked(phone)
    when_the_wijkmanager_writes_down_who_it_is(phone)
    when_the_wijkmanager_proposes_a_push(phone)
    when_the_programmamanager_decides(desk)
    when_the_wijkmanager_pays(phone)
    when_the_story_is_told(phone)

    then_the_timeline_tells_it_all(phone)
    then_the_money_is_in_the_budget(desk)


def when_the_wijkmanager_logs_what_is_wrong(phone):
    phone.goto("/casussen/")
    check_page(phone)
    phone.get_by_role("link", name="Casus melden").first.click()
    check_page(phone)

    phone.get_by_label("Wat gaat er mis").fill("Het dak van het schuurtje lekt op de scootmobiel.")
    expect(phone.locator("#bewaard")).to_contain_text("Bewaard als concept om")
    assert Casus.objects.get().is_concept
    expect(phone.get_by_label("Wat gaat er mis")).to_be_focused()

    phone.get_by_role("button", name="Casus melden").click()
    expect(phone.locator("[data-error-summary]")).to_be_focused()
    check_page(phone)

    phone.get_by_label("Waar is het").select_option(label="Klingelsberg")
    phone.get_by_label("Wonen").check()
    phone.get_by_label("Gezondheid en zorg").check()
    phone.get_by_label("Wie is erbij betrokken").fill("Wmo-consulent, verhuurder")
    phone.get_by_label("Vandaag nog").check()
    phone.get_by_role("button", name="Casus melden").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(f"Casus {timezone.localdate().year}-001")
    check_page(phone)


def when_someone_went_and_looked(phone):
    phone.get_by_role("link", name="Ter plekke geweest").click()
    check_page(phone)
    phone.get_by_label("Wat zag u").fill("De accu staat in het water.")
    phone.get_by_role("button", name="Ter plekke geweest").click()
    expect(phone.get_by_text("staat nu op Ter plekke.")).to_be_visible()

    phone.get_by_label("Nieuwe notitie").fill("De buurvrouw is te bellen op 06-12345678.")
    phone.get_by_role("button", name="Notitie toevoegen").click()
    expect(phone.get_by_role("alert")).to_contain_text("lijkt een telefoonnummer te staan")
    expect(phone.get_by_role("alert")).to_be_focused()
    check_page(phone)
    phone.get_by_label("Nieuwe notitie").fill("De buurvrouw houdt een oogje in het zeil.")
    phone.get_by_role("button", name="Notitie toevoegen").click()
    expect(phone.locator(".timeline")).to_contain_text("De buurvrouw houdt een oogje in het zeil.")
    expect(phone.get_by_label("Nieuwe notitie")).to_have_value("")


def when_the_wijkmanager_writes_down_who_it_is(phone):
    phone.get_by_role("link", name="Betrokkene toevoegen").click()
    check_page(phone)
    phone.get_by_label("Naam").fill("Zwaluwstaart van den Kwikkel")
    phone.get_by_label("Contactgegevens").fill("Kwikkelpad 1")
    phone.get_by_role("button", name="Toevoegen").click()
    expect(phone.get_by_text("1 persoon, versleuteld bewaard.")).to_be_visible()
    expect(phone.get_by_text("Zwaluwstaart")).to_have_count(0)

    phone.get_by_role("link", name="Naar de gegevens").click()
    check_page(phone)
    phone.get_by_role("button", name="Bekijken, en vastleggen dat ik keek").click()
    expect(phone.get_by_text("Zwaluwstaart van den Kwikkel")).to_be_visible()
    check_page(phone)
    assert Inzage.objects.count() == 1
    phone.get_by_role("navigation", name="Kruimelpad").get_by_role("link").last.click()


def when_the_wijkmanager_proposes_a_push(phone):
    phone.get_by_role("link", name="Voorstel maken").click()
    check_page(phone)
    phone.get_by_label("De kleine duw").fill("Het dak van het schuurtje laten herstellen.")
    phone.get_by_label("Wat kost het").fill("4.800")
    phone.get_by_label("Waarom niet regulier").fill("Het schuurtje is geen woning en geen hulpmiddel.")
    phone.get_by_label("Wat kost niets doen").fill("De bewoner komt niet meer buiten.")
    phone.get_by_role("group", name="Instantie 1").get_by_label("Instantie").fill("Wmo")
    phone.get_by_role("button", name="Voorstel indienen").click()
    expect(phone.get_by_text("Vul allebei in: wie nee zei, en waarom.").first).to_be_visible()
    check_page(phone)
    phone.get_by_role("group", name="Instantie 1").get_by_label("Op welke grond").fill("Geen hulpmiddel.")
    phone.get_by_role("button", name="Voorstel indienen").click()
    expect(phone.get_by_text("Het voorstel ligt er.")).to_be_visible()
    expect(phone.get_by_text("Een besluit neemt wie daar mandaat voor heeft.")).to_be_visible()
    check_page(phone)


def when_the_programmamanager_decides(desk):
    desk.goto("/casussen/")
    desk.get_by_role("link", name="Wacht op besluit (1)").click()
    check_page(desk)
    desk.get_by_role("link", name="Klingelsberg").click()
    check_page(desk)
    desk.get_by_role("link", name="Besluit nemen").click()
    check_page(desk)
    desk.get_by_label("Toegekend").check()
    desk.get_by_label("Uit welk budget").select_option(index=1)
    desk.get_by_label("Legitimiteit").fill("De Wmo wil dat iemand zelf naar buiten kan.")
    desk.get_by_label("Betrokkenheid").fill("De bewoner haalde zelf offertes op.")
    desk.get_by_label("Rendement").fill("Goedkoper dan een jaar vervoer.")
    desk.get_by_role("button", name="Besluit vastleggen").click()
    expect(desk.get_by_text("is genomen.")).to_be_visible()
    check_page(desk)


def when_the_wijkmanager_pays(phone):
    phone.reload()
    phone.get_by_role("link", name="Betaling boeken").click()
    check_page(phone)
    phone.get_by_label("Bedrag").fill("4.790")
    phone.get_by_role("button", name="Betaling boeken").click()
    expect(phone.get_by_text("De betaling is geboekt.")).to_be_visible()
    expect(phone.locator(":not(.draad__lijn) > [aria-current=step]")).to_have_text("Uitvoering")


def when_the_story_is_told(phone):
    phone.get_by_role("link", name="Verhaal vertellen").click()
    check_page(phone)
    phone.get_by_label("Titel").fill("Een dak boven een scootmobiel")
    phone.get_by_label("Verhaal", exact=True).fill("Zwaluwstaart kan weer naar buiten.")
    phone.get_by_role("button", name="Verhaal vrijgeven").click()
    expect(phone.locator("[data-error-summary]")).to_contain_text("een naam van een betrokkene")
    check_page(phone)
    phone.get_by_label("Verhaal", exact=True).fill("Toen het dak dicht was, ging het snel.")
    phone.get_by_role("button", name="Verhaal vrijgeven").click()
    expect(phone.get_by_text("Het verhaal is vrijgegeven.")).to_be_visible()


def then_the_timeline_tells_it_all(phone):
    check_page(phone)
    for word in (
        "Gesignaleerd",
        "Ter plekke",
        "Notitie",
        "Voorstel",
        "Besluit: toegekend",
        "Betaling",
        "Uitvoering",
    ):
        expect(phone.locator(".timeline").get_by_text(word, exact=True)).to_be_visible()
    phone.get_by_role("link", name="Wie deed wat, en wie keek").click()
    expect(phone.get_by_text("Is casusverantwoordelijke").first).to_be_visible()
    check_page(phone)


def then_the_money_is_in_the_budget(desk):
    desk.goto("/casussen/budget/")
    expect(desk.get_by_role("row", name="Samen")).to_contain_text("4.790")
    check_page(desk)
    assert Boeking.objects.get(soort="betaling").bedrag == 4790


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_casus_that_stands_still_asks_for_someone(open_page, wijkmanager_noord, noord, scheme):
    long_ago = timezone.localdate() - timezone.timedelta(days=30)
    services.log_casus(
        actor=wijkmanager_noord,
        op=long_ago,
        gebied=noord,
        wat_gaat_mis="Het dak lekt.",
        leefgebieden=["wonen"],
    )
    page = open_page(PHONE, color_scheme=scheme)
    log_in(page, wijkmanager_noord)

    page.goto("/casussen/")
    expect(page.get_by_text("Staat 30 dagen stil")).to_be_visible()
    check_page(page)

    page.get_by_label("Stap").select_option(label="Besluit")
    expect(page.get_by_text("Geen casussen bij dit filter.")).to_be_visible()
    assert "stap=besluit" in page.url
    check_page(page)

    page.get_by_role("link", name="Wis het filter").click()
    page.get_by_role("link", name="Casus").last.wait_for()
    page.get_by_role("link", name=f"{long_ago.year}-001").click()
    expect(page.get_by_text("Er gebeurde 30 dagen niets.")).to_be_visible()
    page.get_by_text("Wat nu niet kan, en waarom").click()
    expect(page.get_by_role("button", name="Sluiten")).to_be_disabled()
    check_page(page)


def test_everything_works_without_javascript(open_page, wijkmanager_noord):
    page = open_page(PHONE, java_script_enabled=False)
    log_in(page, wijkmanager_noord)
    page.goto("/casussen/nieuw/")
    page.get_by_label("Wat gaat er mis").fill("Het dak lekt.")
    page.get_by_role("button", name="Later afmaken").click()
    expect(page.get_by_text("Het concept is bewaard.")).to_be_visible()

    page.get_by_role("link", name="Nog geen buurt: Het dak lekt.").click()
    page.get_by_label("Waar is het").select_option(label="Klingelsberg")
    page.get_by_label("Wonen").check()
    page.get_by_role("button", name="Casus melden").click()
    expect(page.get_by_text("U bent casusverantwoordelijke.")).to_be_visible()

    page.get_by_label("Nieuwe notitie").fill("Morgen terug.")
    page.get_by_role("button", name="Notitie toevoegen").click()
    expect(page.locator(".timeline")).to_contain_text("Morgen terug.")
    page.goto("/casussen/")
    page.get_by_label("Stap").select_option(label="Gesignaleerd")
    page.get_by_role("button", name="Filteren").click()
    expect(page.get_by_role("link", name="Klingelsberg")).to_be_visible()


def test_a_besluit_above_the_mandaat_is_confirmed_by_another(
    open_page, wijkmanager_noord, programmamanager, gebruiker_met, noord, money
):
    tweede = gebruiker_met(Rol.PROGRAMMAMANAGER, naam="Ambtelijk opdrachtgever")
    today = timezone.localdate()
    casus = services.log_casus(
        actor=wijkmanager_noord, op=today, gebied=noord, wat_gaat_mis="Het dak lekt.", leefgebieden=["wonen"]
    )
    services.go_to(casus.pk, actor=wijkmanager_noord, op=today)
    services.make_voorstel(
        casus.pk,
        actor=wijkmanager_noord,
        op=today,
        kleine_duw="Een nieuw dak.",
        bedrag=Decimal(9000),
        waarom_niet_regulier="Geen regeling.",
        kosten_van_niets_doen="Een natte woning.",
        weigeringen=[("Wmo", "Geen hulpmiddel.")],
    )

    page = open_page(DESKTOP)
    log_in(page, programmamanager)
    page.goto(f"/casussen/{casus.kenmerk}/besluit/")
    page.get_by_label("Toegekend").check()
    page.get_by_label("Uit welk budget").select_option(index=1)
    for driehoek in ("Legitimiteit", "Betrokkenheid", "Rendement"):
        page.get_by_label(driehoek).fill("Dit mag en helpt.")
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(page.get_by_text("wacht op een tweede persoon. Tot dan staat er geen geld vast.")).to_be_visible()
    expect(page.get_by_role("button", name="Besluit bevestigen")).to_be_disabled()
    check_page(page)

    page = open_page(PHONE)
    log_in(page, tweede)
    page.goto("/")
    page.get_by_role("link", name="1 besluit wacht op uw bevestiging").click()
    page.get_by_role("link", name=casus.nummer).click()
    page.get_by_role("link", name="Besluit bevestigen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Besluit bevestigen")
    check_page(page)
    page.get_by_label("Teruggeven").check()
    page.get_by_role("button", name="Antwoord vastleggen").click()
    expect(page.get_by_text("Schrijf op waarom u niet bevestigt.").first).to_be_visible()
    page.get_by_label("Bevestigen", exact=True).check()
    page.get_by_role("button", name="Antwoord vastleggen").click()
    expect(page.get_by_text("Het geld staat nu vast in het budget.")).to_be_visible()
    assert Boeking.objects.get(soort="verplichting").bedrag == 9000

    page.goto("/casussen/budget/")
    expect(page.get_by_role("row", name="Samen")).to_contain_text("9.000")
    check_page(page)
    page.get_by_role("link", name="Mandaten").click()
    expect(page.get_by_role("row", name="Programmamanager")).to_contain_text("20.000")
    check_page(page)


def test_what_helped_earlier_shows_while_one_types(
    open_page, wijkmanager_noord, programmamanager, money, noord
):
    today = timezone.localdate()
    words = {"actor": wijkmanager_noord, "op": today}
    earlier = services.log_casus(
        **words, gebied=noord, wat_gaat_mis="Het dak van het schuurtje lekt.", leefgebieden=["wonen"]
    )
    services.go_to(earlier.pk, **words)
    voorstel = services.make_voorstel(
        earlier.pk,
        **words,
        kleine_duw="Een zeil over het dak.",
        bedrag=Decimal(0),
        waarom_niet_regulier="Geen regeling.",
        kosten_van_niets_doen="Nat.",
    )
    motivering = dict.fromkeys(("legitimiteit", "betrokkenheid", "rendement"), "Dit mag en helpt.")
    services.decide(voorstel.pk, actor=programmamanager, op=today, uitkomst="toegekend", **motivering)
    services.begin_uitvoering(earlier.pk, **words)

    page = open_page(PHONE)
    log_in(page, wijkmanager_noord)
    page.goto("/casussen/nieuw/")
    page.get_by_label("Wat gaat er mis").fill("In een schuurtje lekt het door het dak.")
    expect(page.locator("#vergelijkbaar")).to_contain_text("Een zeil over het dak.")
    expect(page.get_by_label("Wat gaat er mis")).to_be_focused()
    check_page(page)
