"""A round is opened, answered on a phone, and the help that was asked in it is seen by who has to give it."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from brunssum.core.rollen import Rol
from tests.factories import InspanningFactory, OordeelFactory, OordeelrondeFactory
from tests.journeys.browser import check_page, log_in

VORIG = "De vergunning is laat."


def test_help_that_is_asked_in_a_round_reaches_who_can_give_it(phone, page, transactional_db, gebruiker_met):
    manager = gebruiker_met(Rol.PROGRAMMAMANAGER, naam="Programmamanager")
    leider = gebruiker_met(Rol.PROJECTLEIDER, naam="Projectleider")
    inspanning = InspanningFactory(nummer="2B", naam="Inwoners", fase="uitvoering", projectleider=leider)
    vandaag = timezone.localdate()
    ronde = OordeelrondeFactory(
        naam="vorige ronde",
        van=vandaag - timedelta(days=200),
        uiterlijk=vandaag - timedelta(days=170),
        gesloten_op=vandaag - timedelta(days=160),
        gesloten_door=manager,
    )
    OordeelFactory(ronde=ronde, inspanning=inspanning, tempo="let_op", tempo_zin=VORIG)
    log_in(page, manager)
    log_in(phone, leider)

    page.goto("/programma/oordelen/")
    page.get_by_role("link", name="Open een ronde").click()
    check_page(page)
    page.get_by_role("button", name="Open de ronde").click()
    expect(page.get_by_role("heading", name="Wie nog niet antwoordde")).to_be_visible()

    phone.goto("/actiepunten/")
    phone.get_by_role("link", name="Geef uw oordeel over 2B Inwoners", exact=True).click()
    phone.get_by_role("link", name="Oordeel over 2B Inwoners").click()
    expect(phone.get_by_text(VORIG)).to_be_visible()
    phone.get_by_role("link", name="Begin met de antwoorden van vorige keer").click()
    expect(phone.get_by_label("Welke hulp vraagt u")).to_be_hidden()
    tempo = phone.get_by_role("group", name="Tempo")
    tempo.get_by_label("Hulp nodig").check()
    phone.get_by_label("In één zin").first.fill("De vergunning ligt al een jaar stil.")
    phone.get_by_label("Hoe staat het ervoor, in één zin").fill("Zonder vergunning staat alles stil.")
    phone.get_by_label("Welke hulp vraagt u").fill("Haal de vergunning los.")
    check_page(phone)
    phone.get_by_role("button", name="Bewaar het oordeel").click()
    expect(phone.get_by_text("Uw oordeel is bewaard")).to_be_visible()
    check_page(phone)

    page.reload()
    expect(page.get_by_text("Iedereen heeft geantwoord.")).to_be_visible()
    expect(page.get_by_text("Tempo: van let op naar hulp nodig")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Actiepunt, uiterlijk").click()
    expect(page.get_by_role("heading", name="Hulp gevraagd bij 2B Inwoners")).to_be_visible()
    page.get_by_role("link", name="Oordeel over 2B Inwoners").click()
    expect(page.get_by_text("Haal de vergunning los.")).to_be_visible()
