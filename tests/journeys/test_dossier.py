"""What is kept with a casus, on a phone: an afspraak that becomes an actiepunt, a bijlage, the four corners."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Bijlage
from tests.core.test_foto import picture
from tests.factories import GebiedFactory
from tests.journeys.browser import DESKTOP, check_page, log_in


@pytest.fixture
def wijkmanager_noord(gebruiker_met, transactional_db):
    gebruiker = gebruiker_met(Rol.WIJKMANAGER, naam="Wijkmanager Noord")
    gebruiker.gebieden.add(GebiedFactory(code="WK089902", naam="Wijk 02 Brunssum-Noord"))
    return gebruiker


@pytest.fixture
def casus(wijkmanager_noord):
    today = timezone.localdate()
    casus = services.log_casus(
        actor=wijkmanager_noord,
        op=today,
        gebied=wijkmanager_noord.gebieden.get(),
        wat_gaat_mis="Het dak lekt.",
        leefgebieden=["wonen"],
    )
    services.go_to(casus.pk, actor=wijkmanager_noord, op=today)
    return casus


def test_what_is_kept_with_a_casus(phone, wijkmanager_noord, casus):
    log_in(phone, wijkmanager_noord)
    phone.goto(f"/casussen/{casus.kenmerk}/")

    phone.get_by_role("link", name="Afspraak maken").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Afspraak maken")
    check_page(phone)
    phone.get_by_label("Wat is afgesproken").fill("Bel de verhuurder over het dak")
    phone.get_by_label("Uiterlijk op").fill(timezone.localdate().isoformat())
    phone.get_by_role("button", name="Afspraak maken").click()
    expect(phone.get_by_text("De afspraak staat bij Wijkmanager Noord.")).to_be_visible()

    phone.get_by_role("link", name="Bijlage toevoegen").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Bijlage toevoegen")
    check_page(phone)
    broken = {"name": "dak.jpg", "mimeType": "image/jpeg", "buffer": b"<script>alert(1)</script>"}
    phone.get_by_label("Bestand").set_input_files(broken)
    phone.get_by_label("Wat is het").fill("Foto van het dak")
    phone.get_by_role("button", name="Toevoegen").click()
    expect(phone.get_by_text("Kies een pdf, jpg, png, docx of xlsx.").first).to_be_visible()
    check_page(phone)
    expect(phone.get_by_label("Wat is het")).to_have_value("Foto van het dak")
    phone.get_by_label("Bestand").set_input_files(broken | {"buffer": picture()})
    phone.get_by_role("button", name="Toevoegen").click()
    expect(phone.get_by_text("De bijlage staat erbij.")).to_be_visible()
    with phone.expect_download() as download:
        phone.get_by_role("button", name=re.compile("^Openen")).click()
    assert download.value.suggested_filename == f"casus-{casus.nummer}-bijlage-{Bijlage.objects.get().pk}.jpg"

    phone.get_by_role("link", name="Voor de kleine duw").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Hoe staat de bewoner ervoor?")
    check_page(phone)
    phone.get_by_label("Rust").select_option(label="Gaat heel slecht")
    phone.get_by_role("button", name="Bewaren").click()
    expect(phone.get_by_text("Dit is bewaard.")).to_be_visible()
    phone.get_by_text("Als tabel").click()
    expect(phone.get_by_role("row", name="Rust")).to_contain_text("Gaat heel slecht")
    check_page(phone)

    phone.goto("/")
    phone.get_by_role("link", name="Bel de verhuurder over het dak").click()
    expect(phone.get_by_role("link", name=f"Casus {casus.nummer}")).to_be_visible()
    check_page(phone)
    phone.get_by_label("Wat is de uitkomst").fill("Hij komt morgen kijken.")
    phone.get_by_role("button", name="Afronden").click()
    expect(phone.get_by_text("Het actiepunt is afgerond.")).to_be_visible()
    phone.get_by_role("link", name=f"Casus {casus.nummer}").click()
    expect(phone.locator(".timeline")).to_contain_text("Gedaan: Bel de verhuurder over het dak")


def test_the_work_in_hand_in_its_shapes(open_page, wijkmanager_noord, casus):
    page = open_page(DESKTOP)
    log_in(page, wijkmanager_noord)
    page.goto("/casussen/?toon=lopend")
    page.get_by_role("link", name="bord", exact=True).click()
    expect(page.get_by_role("heading", name="Ter plekke (1)")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="tabel", exact=True).click()
    expect(page.get_by_role("row", name=casus.nummer)).to_be_visible()
    assert "vorm=tabel" in page.url
    check_page(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download als Excel (xlsx)").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    page.get_by_role("link", name="Hoe lang duurt het").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoe lang duurt het")
    check_page(page)
    page.goto("/actiepunten/nieuw/")
    check_page(page)
    page.get_by_role("link", name="Annuleren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Actiepunten")
    check_page(page)
