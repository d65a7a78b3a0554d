"""A subject on one sheet: it always fits, and tells each reader no more than they may see."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.urls import reverse

from brunssum.core import taken
from brunssum.core.models import Taak
from brunssum.core.rollen import Rol
from inspanningen.models import Inspanning
from inspanningen.velden import VELDEN
from reisverslag.bladen.soort import kort
from reisverslag.services import bladen
from tests.factories import (
    BudgetpostFactory,
    InspanningFactory,
    LeerpuntFactory,
    MijlpaalFactory,
    OordeelFactory,
    ParticipatieFactory,
)
from tests.pdf_checks import pages_of, text_of
from tests.reisverslag.conftest import NU

pytestmark = pytest.mark.django_db


def blad(soort, pk, actor):
    name = bladen.make_blad(
        soort, pk, actor=actor, zicht=int(actor.zicht), gemaakt_op=NU, meld=lambda *line: None
    )
    with default_storage.open(name) as stored:
        return stored.read()


@pytest.fixture
def inspanning(bronnen):
    """One of which all is known."""
    inspanning = bronnen.inspanning
    MijlpaalFactory(inspanning=inspanning, naam="Zaal huren", van=date(2026, 3, 1), tot=date(2026, 3, 31))
    MijlpaalFactory(inspanning=inspanning, naam="Eerste avond", van=date(2026, 9, 1), tot=date(2026, 9, 30))
    OordeelFactory(
        inspanning=inspanning,
        samenvatting="Het loopt.",
        tempo="hulp_nodig",
        tempo_zin="Te langzaam.",
        hulp_gevraagd="Een tweede zaal.",
    )
    BudgetpostFactory(inspanning=inspanning, jaar=2026, gepland=12500)
    ParticipatieFactory(inspanning=inspanning, soort="werkelijk", trede=3, hoe="De groepen geven advies.")
    LeerpuntFactory(titel="Bel eerst").inspanningen.add(inspanning)
    return inspanning


def test_blad_of_an_inspanning_tells_where_it_stands_on_one_page(inspanning, programmamanager):
    (page,) = pages_of(blad("inspanning", inspanning.pk, programmamanager))

    for words in (
        "2 Werken met ambassadeurs",
        "Drie groepen denken mee.",
        "Het loopt.",
        "Een tweede zaal.",
        "Zaal huren",
        "Eerste avond",
        "€ 12.500",
        "De groepen geven advies.",
        "Bel eerst",
    ):
        assert words in page, words


@pytest.mark.parametrize("rol", [Rol.AMBASSADEUR, Rol.PARTNER])
def test_blad_of_an_inspanning_keeps_inside_what_is_intern(inspanning, gebruiker_met, rol):
    page = text_of(blad("inspanning", inspanning.pk, gebruiker_met(rol)))

    assert "Zaal huren" in page
    for words in ("Het loopt.", "Een tweede zaal.", "12.500"):
        assert words not in page, words


def test_blad_always_fits_on_its_sheet(programmamanager):
    """However much there is to tell, and also when there is nothing."""
    vol = InspanningFactory(nummer="9", naam="Lang " * 29)
    texts = {veld.kolom: "Een lange zin over van alles en nog wat. " * 90 for veld in VELDEN}
    Inspanning.objects.filter(pk=vol.pk).update(**texts)
    for n in range(40):
        MijlpaalFactory(inspanning=vol, naam=f"Mijlpaal {n} " + "met een lange naam " * 6, van=date(2026, 1, 1), tot=date(2026, 1, 31))  # fmt: skip
        LeerpuntFactory(titel=f"Leerpunt {n} " + "en nog wat " * 10).inspanningen.add(vol)
    OordeelFactory(
        inspanning=vol,
        samenvatting="Zo staat het. " * 20,
        tempo="hulp_nodig",
        tempo_zin="Te langzaam.",
        hulp_gevraagd="Help. " * 40,
    )

    assert len(pages_of(blad("inspanning", vol.pk, programmamanager))) == 1
    assert len(pages_of(blad("inspanning", InspanningFactory().pk, programmamanager))) == 1


def test_blad_of_a_gebied_tells_what_stands_out_and_what_happens(bronnen, programma, programmamanager):
    (page,) = pages_of(blad("gebied", bronnen.wijk.pk, programmamanager))

    for words in (
        "Brunssum-Noord",
        "Bijstand",
        "6,8",
        "ongunstiger",
        "Werken met ambassadeurs",
        "Lampen in het park",
    ):
        assert words in page, words


def test_blad_of_a_gebied_shows_no_small_cell(bronnen, programmamanager):
    page = text_of(blad("gebied", bronnen.wijk.pk, programmamanager))

    assert "minder dan vijf" in page


def test_blad_of_the_din_works_without_a_programme(programmamanager):
    assert "Er zijn nog geen doelstellingen" in text_of(blad("din", 0, programmamanager))


def test_blad_is_refused_to_who_may_not_know(bronnen, gebruiker_met):
    nobody = gebruiker_met()
    for soort, pk in (("inspanning", bronnen.inspanning.pk), ("gebied", bronnen.wijk.pk), ("din", 0)):
        with pytest.raises(PermissionDenied):
            bladen.request_blad(soort, pk, actor=nobody)


def test_blad_is_not_made_with_another_zicht_than_it_was_asked_with(bronnen, programmamanager):
    taak = bladen.request_blad("inspanning", bronnen.inspanning.pk, actor=programmamanager)
    programmamanager.roltoekenningen.update(rol=Rol.AMBASSADEUR)

    taken.run(taak.pk)

    taak.refresh_from_db()
    assert (taak.status, "mag het niet meer zien" in taak.fout) == ("mislukt", True)


def test_blad_is_asked_on_the_page_and_downloaded(
    client, bronnen, programmamanager, django_capture_on_commit_callbacks
):
    client.force_login(programmamanager)
    address = reverse("bladen:inspanning", args=[bronnen.inspanning.pk])
    assert (
        address in client.get(reverse("inspanningen:detail", args=[bronnen.inspanning.pk])).content.decode()
    )
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address, headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()

    answer = client.get(Taak.objects.get().resultaat["url"])

    assert answer["Content-Type"] == "application/pdf"
    assert "briefing-2-werken-met-ambassadeurs.pdf" in answer["Content-Disposition"]
    assert "Drie groepen denken mee." in text_of(b"".join(answer.streaming_content))


def test_blad_is_not_for_another(
    client, bronnen, programmamanager, gebruiker_met, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        bladen.request_blad("inspanning", bronnen.inspanning.pk, actor=programmamanager)
    client.force_login(gebruiker_met(Rol.PROGRAMMATEAM))

    assert client.get(Taak.objects.get().resultaat["url"]).status_code == 404


def test_blad_that_may_not_be_known_of_does_not_exist(client, bronnen, gebruiker_met):
    client.force_login(gebruiker_met(Rol.RAADSLID))

    assert client.post(reverse("bladen:inspanning", args=[bronnen.inspanning.pk])).status_code == 404
    assert client.post(reverse("bladen:gebied", args=[bronnen.wijk.pk])).status_code == 404


@pytest.mark.parametrize(
    ("tekst", "letters", "verwacht"),
    [
        ("Kort.", 100, "Kort."),
        ("Een zin. Nog een zin. En nog een.", 24, "Een zin. Nog een zin. …"),
        ("Een lange zin zonder einde", 15, "Een lange zin …"),
        ("- een\n- twee\n- drie en nog veel meer", 12, "- een\n- twee …"),
        ("", 10, ""),
    ],
)
def test_kort_keeps_whole_sentences(tekst, letters, verwacht):
    assert kort(tekst, letters) == verwacht
