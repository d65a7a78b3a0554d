"""A group writes along on a doelstelling, it is adopted, and what works towards it is evidenced and drawn."""

import re

import pytest
from playwright.sync_api import expect

from brunssum.core.rollen import Rol
from inspanningen.models import Doelstelling
from inspanningen.services import add_inspanning
from tests.factories import (
    AmbassadeurFactory,
    AmbassadeursgroepFactory,
    DoelstellingFactory,
    GebruikerFactory,
    ProgrammaFactory,
)
from tests.journeys.browser import PHONE, check_page, log_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_concept_to_bewijs(page, open_page, programmamanager):
    ProgrammaFactory()
    boven = DoelstellingFactory(nummer="1", naam="Meer bestaanszekerheid")
    eigenaar = GebruikerFactory(rollen=[Rol.BATENEIGENAAR], naam="Teammanager")
    lid = GebruikerFactory(rollen=[Rol.AMBASSADEUR])
    AmbassadeurFactory(groep=AmbassadeursgroepFactory(naam="Inwoners"), gebruiker=lid)

    log_in(page, programmamanager)
    page.goto("/programma/doelen/")
    page.get_by_role("link", name="Doelstelling toevoegen").click()
    page.get_by_label("Nummer").fill("1.1")
    page.get_by_label("In één zin").fill("Meer mensen komen rond")
    page.get_by_label("Hoort bij strategische doelstelling").select_option(str(boven))
    page.get_by_label("Bateneigenaar").select_option(str(eigenaar))
    page.get_by_label("Van jaar").fill("2026")
    page.get_by_label("Tot en met jaar").fill("2029")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("link", name="Een groep laten meeschrijven").click()
    page.get_by_label("Welke groep schrijft mee").select_option("Inwoners")
    page.get_by_role("button", name="Laten meeschrijven").click()
    expect(page.get_by_text("Inwoners schrijft mee.")).to_be_visible()
    check_page(page)

    phone = open_page(PHONE)
    log_in(phone, lid)
    phone.goto(page.url)
    phone.get_by_role("link", name="Schrijf mee").click()
    phone.get_by_label("Omschrijving").fill("Wie recht heeft op hulp, krijgt die zonder te vragen.")
    check_page(phone)
    phone.get_by_role("button", name="Bewaren").click()
    expect(phone.get_by_text("Bewaard, namens Inwoners.")).to_be_visible()

    page.reload()
    page.get_by_role("link", name="Vaststellen").click()
    page.get_by_label("Vastgesteld: de woorden liggen vanaf vandaag vast").check()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text(re.compile("^Vastgesteld op"))).to_be_visible()
    doel = Doelstelling.objects.get(nummer="1.1")
    kaart = add_inspanning(
        actor=programmamanager,
        nummer="3",
        naam="Tussen wal en schip",
        fase="uitvoering",
        doelstellingen=[doel],
    )

    page.goto(f"/inspanningen/{kaart.pk}/doelen/")
    page.get_by_role("link", name="Sterkte en aanname bewerken").click()
    page.get_by_label("Groot").check()
    page.get_by_label("Aanname").fill("Als er snel een kleine duw is, dan komt de rest op gang.")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("link", name="Vastleggen wat we zien").click()
    page.get_by_label("Wat zagen we").fill("Zes van de acht kregen binnen twee weken hulp.")
    page.get_by_label("Steunt de aanname").check()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Bewijs steunt de aanname")).to_be_visible()
    check_page(page)

    page.goto("/programma/doelen/")
    check_page(page)
    line = page.locator(".din--breed").get_by_role("link", name=re.compile("sterkte groot, bewijs steunt"))
    line.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1.1. Meer mensen komen rond")).to_be_visible()
    phone.goto("/programma/doelen/")
    expect(
        phone.locator(".din--smal").get_by_role("link", name="3 Tussen wal en schip, uitvoering")
    ).to_be_visible()
    check_page(phone)
    phone.goto("/programma/")
    check_page(phone)
