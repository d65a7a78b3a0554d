"""Every component in every state, as axe and the browser's own security see it, and what the script adds."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from playwright.sync_api import expect

from brunssum.core.models import Taak
from tests.journeys.browser import DESKTOP, PHONE, check_accessibility, check_page, log_in

DEVICES = pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=["desktop", "phone"])
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


@SCHEMES
@DEVICES
def test_stijl_is_accessible_everywhere(open_page, buitenstaander, device, scheme):
    page = open_page(device, color_scheme=scheme)
    log_in(page, buitenstaander)

    page.goto("/stijl/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Stijl")
    check_page(page)


@pytest.mark.parametrize(
    "address",
    [
        reverse("account_login"),
        reverse("account_reset_password"),
        reverse("account_reset_password_done"),
        reverse("account_reset_password_from_key", args=["1", "oud"]),
        reverse("account_reset_password_from_key_done"),
        reverse("account_inactive"),
        reverse("core:toegankelijkheid"),
    ],
)
def test_pages_before_logging_in_are_accessible(phone, address):
    phone.goto(address)

    expect(phone).to_have_url(re.compile(f"{address}$"))
    check_page(phone)


@pytest.mark.parametrize(
    "address", [reverse("account_logout"), reverse("account_change_password"), "/bestaat-niet/"]
)
def test_pages_of_the_account_are_accessible(page, buitenstaander, address):
    log_in(page, buitenstaander)

    page.goto(address)

    expect(page.get_by_role("button", name="Uitloggen").first).to_be_visible()
    check_page(page)


@pytest.mark.parametrize("template", ["400.html", "500.html", "503.html"])
def test_pages_for_when_all_else_fails_are_accessible(page, template):
    html = render_to_string(template, {"programma_naam": "Programma", "contact_email": "wie@example.org"})
    page.route("**/kapot/", lambda route: route.fulfill(body=html, content_type="text/html"))

    page.goto("/kapot/")

    expect(page.get_by_role("link", name="Naar de startpagina")).to_have_css("min-height", "44px")
    check_page(page)


def test_keyboard_skips_to_the_content(page, buitenstaander):
    log_in(page, buitenstaander)
    page.goto("/stijl/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("#inhoud")).to_be_focused()


def test_menu_opens_without_javascript(open_page, buitenstaander):
    phone = open_page(PHONE, java_script_enabled=False)
    log_in(phone, buitenstaander)
    phone.goto("/stijl/")
    menu = phone.get_by_role("navigation", name="Hoofdmenu")
    expect(menu).to_be_hidden()

    phone.get_by_text("Menu", exact=True).tap()

    menu.get_by_role("link", name="Start").tap()
    expect(phone).to_have_url(re.compile(f"{reverse('start')}$"))


def test_open_menu_is_accessible_and_closes_with_escape(phone, buitenstaander):
    log_in(phone, buitenstaander)
    phone.goto("/stijl/")

    phone.get_by_text("Menu", exact=True).tap()
    check_accessibility(phone)
    phone.keyboard.press("Escape")

    expect(phone.get_by_role("button", name="Uitloggen")).to_be_hidden()
    expect(phone.locator(".menu summary")).to_be_focused()


def test_dialog_opens_closes_and_gives_the_focus_back(page, buitenstaander):
    log_in(page, buitenstaander)
    page.goto("/stijl/")
    opener = page.get_by_role("button", name="Verwijder…")

    opener.click()
    expect(page.get_by_role("dialog", name="Deze notitie verwijderen?")).to_be_visible()
    check_accessibility(page)
    page.get_by_role("button", name="Annuleer", exact=True).last.click()

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(opener).to_be_focused()


def test_errors_get_the_focus_and_lead_to_the_field(phone):
    phone.goto(reverse("account_login"))

    phone.get_by_role("button", name="Inloggen").tap()

    summary = phone.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("E-mailadres: Vul dit in.")
    check_accessibility(phone)
    summary.get_by_role("link", name="E-mailadres").tap()
    expect(phone.get_by_label("E-mailadres")).to_be_focused()


def test_unsaved_changes_are_not_lost_by_a_slip(page, buitenstaander):
    log_in(page, buitenstaander)
    page.goto("/stijl/")
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.locator("form[data-guard]").get_by_label("Naam van de inspanning").fill("Half werk")

    with page.expect_event("dialog") as asked:
        page.evaluate("document.querySelector('.brand').click()")

    assert asked.value.type == "beforeunload"
    expect(page).to_have_url(re.compile("/stijl/$"))
    page.evaluate("document.querySelector('form[data-guard]').remove()")  # so that the page may close


def test_a_form_is_sent_once(page):
    page.goto(reverse("account_login"))

    prevented = page.evaluate(
        """() => {
          const form = document.querySelector("main form");
          const submit = () => {
            const event = new SubmitEvent("submit", { bubbles: true, cancelable: true });
            form.dispatchEvent(event);
            return event.defaultPrevented;
          };
          return [submit(), submit()];
        }"""
    )

    assert prevented == [False, True]


# A job and its progress bar


@pytest.fixture
def taak(buitenstaander):
    return Taak.objects.create(
        soort="test.werk",
        sleutel="test",
        aangevraagd_door=buitenstaander,
        status=Taak.Status.BEZIG,
        voortgang=45,
        zin="Hoofdstuk 3 van 7 wordt opgemaakt",
    )


def test_progress_moves_on_and_the_end_is_told(page, buitenstaander, taak):
    log_in(page, buitenstaander)
    page.goto(reverse("core:taak", args=[taak.pk]))
    bar = page.get_by_role("progressbar", name="Hoofdstuk 3 van 7 wordt opgemaakt")
    expect(bar).to_have_attribute("value", "45")
    check_accessibility(page)

    Taak.objects.update(voortgang=80, zin="Hoofdstuk 6 van 7 wordt opgemaakt")
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "80")
    expect(page.locator("#live")).to_have_text("Hoofdstuk 6 van 7 wordt opgemaakt")

    Taak.objects.update(
        status=Taak.Status.KLAAR, resultaat={"url": reverse("core:stijl"), "label": "Download de pdf"}
    )
    expect(page.locator("#live")).to_have_text("Klaar. Download de pdf")
    check_accessibility(page)
    page.get_by_role("link", name="Download de pdf").click()
    expect(page).to_have_url(re.compile("/stijl/$"))


def test_progress_without_javascript_is_a_link_away(open_page, buitenstaander, taak):
    page = open_page(DESKTOP, java_script_enabled=False)
    log_in(page, buitenstaander)
    page.goto(reverse("core:taak", args=[taak.pk]))

    Taak.objects.update(voortgang=80)
    page.get_by_role("link", name="Ververs deze pagina").click()

    expect(page.get_by_role("progressbar")).to_have_attribute("value", "80")


def test_a_failing_request_is_told(page, buitenstaander, taak):
    log_in(page, buitenstaander)
    page.goto(reverse("core:taak", args=[taak.pk]))

    Taak.objects.all().delete()

    expect(page.get_by_role("alert")).to_contain_text("Dit bestaat niet meer.")
    check_accessibility(page)


def test_logged_out_meanwhile_leads_to_the_login_page(page, buitenstaander, taak):
    log_in(page, buitenstaander)
    address = reverse("core:taak", args=[taak.pk])
    page.goto(address)

    page.context.clear_cookies()

    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/account/inloggen/\?next=%2Ftaken"))
