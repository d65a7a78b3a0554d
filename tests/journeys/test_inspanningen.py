"""A projectkaart from the file of the municipality to the hands of two people, on a desk and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from brunssum.core.rollen import Rol
from inspanningen import services
from inspanningen.models import Inspanning
from tests.factories import (
    DoelstellingFactory,
    GebiedFactory,
    LeidendPrincipeFactory,
    OrganisatieFactory,
)
from tests.inspanningen.test_import import DRIE
from tests.journeys.browser import DESKTOP, PHONE, check_page, log_in


@pytest.fixture
def kaart(transactional_db, programmamanager, projectleider):
    """A kaart with something in it, and a neighbour."""
    wijk = GebiedFactory(naam="Wijk 02 Brunssum-Noord")
    GebiedFactory(naam="Klingelsberg", soort="buurt", ouder=wijk)
    services.add_inspanning(actor=programmamanager, nummer="1", naam="Verduurzaming woningen")
    return services.add_inspanning(
        actor=programmamanager,
        nummer="2",
        naam="Werken met ambassadeurs",
        fase="uitvoering",
        projectleider=projectleider,
        gebieden=[wijk],
        doelstellingen=[DoelstellingFactory(naam="Meer meedoen")],
        principes=[LeidendPrincipeFactory(kort="Lerend"), LeidendPrincipeFactory(kort="Vertrouwen")],
        partners=[(OrganisatieFactory(naam="De Corporatie"), "denkt mee")],
        aanleiding_tekst="Beleid sluit niet aan bij wat mensen meemaken.",
        aanpak_tekst="- Luisteren\n- Samen kiezen\n- Doen",
    )


@pytest.fixture
def collega(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM, naam="Collega")


def sectie(page, key: str):
    return page.locator(f"#sectie-{key}")


def test_a_kaart_is_found_edited_in_place_and_keeps_its_history(page, programmamanager, kaart):
    log_in(page, programmamanager)

    when_the_kaart_is_looked_for(page)
    when_a_sectie_is_edited_in_place(page)
    then_the_history_tells_what_changed(page)
    when_the_old_text_is_put_back(page)


def when_the_kaart_is_looked_for(page):
    page.goto("/inspanningen/")
    check_page(page)
    rows = page.locator("#lijst tbody tr")
    expect(rows).to_have_count(2)

    page.get_by_label("Zoek in de kaarten").press_sequentially("meemaken")

    expect(rows).to_have_count(1)
    expect(page).to_have_url(re.compile(r"\?q=meemaken"))
    expect(page.locator("#live")).to_have_text("1 inspanning gevonden")
    page.get_by_label("Fase", exact=True).select_option(label="Idee")
    expect(page.locator(".empty-state")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Wis filter").click()
    page.get_by_role("link", name="Inspanning", exact=True).click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Inspanning")
    expect(rows.first).to_contain_text("Verduurzaming")
    page.get_by_role("link", name="Werken met ambassadeurs").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 Werken met ambassadeurs")
    check_page(page)


def when_a_sectie_is_edited_in_place(page):
    url = page.url
    for key in ("basis", "wie", "wat", "hoe", "middelen"):
        sectie(page, key).get_by_role("link", name="Bewerk").click()
        expect(sectie(page, key).get_by_role("button", name="Opslaan")).to_be_visible()
        check_page(page)
        sectie(page, key).get_by_role("link", name="Annuleren").click()
        expect(sectie(page, key).get_by_role("link", name="Bewerk")).to_be_visible()

    sectie(page, "waarom").get_by_role("link", name="Bewerk").click()
    expect(page.get_by_role("heading", name="Waarom bewerken")).to_be_focused()
    page.get_by_label("Aanleiding").fill("Beleid sluit niet aan bij wat inwoners meemaken.")
    page.get_by_label("Vertrouwen").uncheck()
    page.get_by_label("Waarom deze wijziging?").fill("Besproken met de groep")
    sectie(page, "waarom").get_by_role("button", name="Opslaan").click()

    expect(sectie(page, "waarom")).to_contain_text("wat inwoners meemaken")
    expect(sectie(page, "waarom").get_by_role("link", name="Bewerk")).to_be_focused()
    expect(page.locator("#live")).to_have_text("Waarom is opgeslagen")
    assert page.url == url, "the page stayed where it was"
    check_page(page)


def then_the_history_tells_what_changed(page):
    page.get_by_role("link", name="Eerdere versies").click()
    expect(page.locator(".timeline__item").first).to_contain_text("Versie 2: Besproken met de groep")
    check_page(page)
    page.get_by_role("link", name="Versie 2").click()
    expect(page.locator("del").filter(has_text="mensen")).to_be_visible()
    expect(page.locator("ins").filter(has_text="inwoners")).to_be_visible()
    check_page(page)


def when_the_old_text_is_put_back(page):
    page.get_by_role("link", name="Versies").click()
    page.get_by_role("link", name="Versie 1").click()
    page.get_by_role("link", name="Versie 1 terugzetten").click()
    check_page(page)
    page.get_by_role("button", name="Zet versie 1 terug").click()
    expect(page.get_by_text("De kaart is weer zoals in versie 1.")).to_be_visible()
    expect(sectie(page, "waarom")).to_contain_text("wat mensen meemaken")
    expect(sectie(page, "waarom")).to_contain_text("Vertrouwen")


def test_two_people_who_edit_at_once_lose_no_word(open_page, programmamanager, collega, kaart):
    mine, theirs = open_page(DESKTOP), open_page(PHONE)
    for page, user in ((mine, programmamanager), (theirs, collega)):
        log_in(page, user)
        page.goto(f"/inspanningen/{kaart.pk}/")
        sectie(page, "hoe").get_by_role("link", name="Bewerk").click()

    theirs.get_by_label("Aanpak").fill("- Luisteren aan de deur\n- Samen kiezen\n- Doen")
    theirs.get_by_label("Planning").fill("Voor de zomer.")
    theirs.get_by_role("button", name="Opslaan").click()
    expect(sectie(theirs, "hoe")).to_contain_text("Voor de zomer.")
    mine.get_by_label("Aanpak").fill("- Luisteren op het plein\n- Samen kiezen\n- Doen")
    mine.get_by_label("Communicatie").fill("Een brief in gewone taal.")
    mine.get_by_role("button", name="Opslaan").click()

    expect(mine.locator("[data-error-summary]")).to_be_focused()
    expect(mine.locator("[data-error-summary]")).to_contain_text("Er is nog niets opgeslagen.")
    expect(mine.locator("#botsing-aanpak_tekst")).to_contain_text("Luisteren aan de deur")
    expect(mine.get_by_label("Aanpak")).to_have_value("- Luisteren op het plein\n- Samen kiezen\n- Doen")
    expect(mine.get_by_label("Planning")).to_have_value("Voor de zomer.")
    expect(mine.get_by_label("Communicatie")).to_have_value("Een brief in gewone taal.")
    check_page(mine)

    mine.get_by_label("Aanpak").fill("- Luisteren aan de deur en op het plein\n- Samen kiezen\n- Doen")
    mine.get_by_role("button", name="Opslaan").click()
    expect(sectie(mine, "hoe")).to_contain_text("aan de deur en op het plein")
    expect(sectie(mine, "hoe")).to_contain_text("Voor de zomer.")
    kaart.refresh_from_db()
    assert kaart.versienummer == 3


def test_two_people_who_edit_at_once_lose_no_word_without_javascript(
    open_page, programmamanager, collega, kaart
):
    page = open_page(DESKTOP, java_script_enabled=False)
    log_in(page, programmamanager)
    page.goto(f"/inspanningen/{kaart.pk}/")
    sectie(page, "waarom").get_by_role("link", name="Bewerk").click()
    services.edit_inspanning(
        kaart.pk, actor=collega, basisversie=1, velden={"aanleiding_tekst": "Van de collega."}
    )

    page.get_by_label("Aanleiding").fill("Van mij.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#botsing-aanleiding_tekst")).to_contain_text("Van de collega.")
    expect(page.get_by_label("Aanleiding")).to_have_value("Van mij.")
    page.get_by_label("Aanleiding").fill("Van ons.")
    page.get_by_role("button", name="Opslaan").click()

    expect(page).to_have_url(re.compile(f"/inspanningen/{kaart.pk}/#sectie-waarom$"))
    expect(sectie(page, "waarom")).to_contain_text("Van ons.")


@pytest.fixture
def halfway(page, programmamanager, kaart):
    """A page on which someone is writing."""
    log_in(page, programmamanager)
    page.goto(f"/inspanningen/{kaart.pk}/")
    sectie(page, "wat").get_by_role("link", name="Bewerk").click()
    page.get_by_label("Resultaat").fill("Een hele middag werk.")
    return page


def then_the_text_is_still_there_and_kept_from_a_slip(page):
    page.on("dialog", lambda dialog: dialog.dismiss())
    with page.expect_event("dialog") as asked:
        page.evaluate("document.querySelector('.brand').click()")
    assert asked.value.type == "beforeunload"
    expect(page.get_by_label("Resultaat")).to_have_value("Een hele middag werk.")
    sectie(page, "wat").evaluate("(sectie) => sectie.remove()")  # so that the page may close


@pytest.mark.parametrize(
    ("cookie", "told"),
    [
        pytest.param("sessionid", "U bent intussen uitgelogd.", id="logged out"),
        pytest.param("csrftoken", "Kopieer wat u schreef", id="logged in again"),
    ],
)
def test_a_text_stays_when_the_session_changed_meanwhile(halfway, cookie, told):
    halfway.context.clear_cookies(name=cookie)

    halfway.get_by_role("button", name="Opslaan").click()

    expect(halfway.get_by_role("alert")).to_contain_text(told)
    then_the_text_is_still_there_and_kept_from_a_slip(halfway)


def test_a_text_that_is_refused_is_kept_from_a_slip(halfway):
    halfway.get_by_label("Resultaat").fill("x" * 20_001)
    halfway.get_by_role("button", name="Opslaan").click()
    expect(halfway.locator("[data-error-summary]")).to_be_focused()

    halfway.get_by_label("Resultaat").evaluate("(field) => { field.value = 'Een hele middag werk.'; }")

    then_the_text_is_still_there_and_kept_from_a_slip(halfway)


def test_forms_are_read_from_a_file_looked_at_and_taken_over(page, programmamanager, kaart):
    services.add_inspanning(
        actor=programmamanager, nummer="7", naam="Buurttuin", aanleiding_tekst="De tuin is leeg."
    )
    log_in(page, programmamanager)
    page.goto("/inspanningen/")
    page.get_by_role("link", name="Importeren").click()
    check_page(page)

    upload = page.get_by_label("Bestand met projectformulieren")
    upload.set_input_files(
        {"name": "foto.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n\x00\x01"}
    )
    page.get_by_role("button", name="Lezen en nakijken").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    check_page(page)

    upload.set_input_files({"name": "formulieren.txt", "mimeType": "text/plain", "buffer": DRIE})
    page.get_by_role("button", name="Lezen en nakijken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nakijken en overnemen")
    tuin = page.get_by_role("region", name="Buurttuin")
    tuin.get_by_text("1 verschil bekijken en kiezen").click()
    tuin.get_by_label("Neem de tekst uit het bestand").check()
    page.get_by_role("region", name="Samen eten", exact=True).get_by_label("Overslaan").check()
    check_page(page)
    page.get_by_role("button", name="Neem over zoals gekozen").click()

    expect(page.get_by_text("1 kaart gemaakt en 1 kaart bijgewerkt.")).to_be_visible()
    assert Inspanning.objects.get(nummer="7").aanleiding_tekst == "De tuin ligt braak."
    assert not Inspanning.objects.filter(naam="Samen eten").exists()


def test_a_kaart_on_a_phone_from_fase_to_pdf(phone, programmamanager, projectleider, kaart):
    log_in(phone, projectleider)
    phone.goto("/inspanningen/")
    check_page(phone)
    phone.get_by_role("link", name="Werken met ambassadeurs").click()
    check_page(phone)

    phone.get_by_role("link", name="Fase wijzigen").click()
    check_page(phone)
    phone.get_by_label("Gestopt").check()
    phone.get_by_role("button", name="Fase wijzigen").click()
    expect(phone.locator("[data-error-summary]")).to_contain_text("waarom")
    phone.get_by_label("Naar de lijn").check()
    phone.get_by_role("button", name="Fase wijzigen").click()
    expect(phone.get_by_text("De fase is nu ‘Naar de lijn’.")).to_be_visible()

    phone.get_by_role("button", name="Maak een pdf").click()
    link = phone.get_by_role("link", name="Download de projectkaart")
    with phone.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "projectkaart-2-werken-met-ambassadeurs.pdf"


def test_an_ambassadeur_reads_a_kaart_without_what_is_inside(phone, gebruiker_met, kaart):
    log_in(phone, gebruiker_met(Rol.AMBASSADEUR))

    phone.goto(f"/inspanningen/{kaart.pk}/")

    expect(phone.get_by_text("De Corporatie: denkt mee")).to_be_visible()
    expect(phone.get_by_text("Projectleider")).to_have_count(0)
    expect(phone.get_by_role("link", name="Bewerk")).to_have_count(0)
    check_page(phone)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_adding_a_kaart_is_accessible(open_page, programmamanager, scheme):
    page = open_page(DESKTOP, color_scheme=scheme)
    log_in(page, programmamanager)
    page.goto("/inspanningen/")
    check_page(page)
    page.get_by_role("link", name="Inspanning toevoegen").click()
    check_page(page)

    page.get_by_label("Nummer").fill("drie")
    page.get_by_label("Naam").fill("Samen eten")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("Schrijf een getal")
    check_page(page)
    page.get_by_label("Nummer").fill("3")
    page.get_by_role("button", name="Toevoegen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("3 Samen eten")
    check_page(page)
