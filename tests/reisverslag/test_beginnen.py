"""What a reisverslag begins with, a new versie of what is vastgesteld, and the preview beside the text."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from brunssum.core.rollen import Rol
from inspanningen.models import Inspanning
from reisverslag import queries, services
from reisverslag.blokken import SOORTEN
from reisverslag.models import Blok, Reisverslag
from reisverslag.sjablonen import sjablonen
from tests.factories import BlokFactory
from tests.pdf_checks import text_of
from tests.reisverslag.conftest import NU

pytestmark = pytest.mark.django_db

KOP = {
    "titel": "Najaar",
    "periode_van": date(2026, 7, 1),
    "periode_tot": date(2026, 12, 31),
    "publiek": "college",
}
LATER = NU + timedelta(days=30)


def url(name, *args):
    return reverse(f"reisverslag:{name}", args=args)


def text(response):
    return response.content.decode()


@pytest.fixture
def auteur(client, programmamanager):
    client.force_login(programmamanager)
    return client


# With a sjabloon


def test_every_publiek_has_a_sjabloon_with_questions():
    assert set(sjablonen()) == set(Reisverslag.Publiek.values)
    for sjabloon in sjablonen().values():
        blokken = [blok for hoofdstuk in sjabloon.hoofdstukken for blok in hoofdstuk.blokken]
        assert len(sjabloon.hoofdstukken) >= 4
        assert all(blok.vraag for blok in blokken)
        assert all(blok.soort == "tekst" for blok in blokken if blok.tekst)


@pytest.mark.parametrize("publiek", Reisverslag.Publiek.values)
def test_sjabloon_fills_a_verslag_that_cannot_be_fixed_as_it_is(auteur, programmamanager, publiek):
    response = auteur.post(
        url("add"),
        {
            "titel": "Najaar",
            "publiek": publiek,
            "periode_van": "2026-07-01",
            "periode_tot": "2026-12-31",
            "begin": "sjabloon",
        },
    )
    verslag = Reisverslag.objects.get()
    sjabloon = sjablonen()[publiek]
    assert [one.titel for one in verslag.hoofdstukken.in_order()] == [
        one.titel for one in sjabloon.hoofdstukken
    ]
    page = text(auteur.get(response["Location"]))
    assert "blok__vraag" in page
    assert "Hier staat nog niets." in page
    for blok in Blok.objects.filter(hoofdstuk__reisverslag=verslag):
        assert auteur.get(url("blok-edit", blok.pk)).status_code == 200, blok.soort
        assert auteur.get(url("blok-versies", blok.pk)).status_code == 200, blok.soort
    assert auteur.get(url("preview", verslag.pk)).status_code == 200
    assert auteur.get(url("vaststellen", verslag.pk)).status_code == 200
    with pytest.raises(services.CannotVaststellen):
        services.vaststellen(verslag.pk, actor=programmamanager, op=NU)
    assert queries.vermeldingen(programmamanager) == []


def test_question_to_who_writes_comes_in_no_pdf(programmamanager):
    verslag = services.start_reisverslag(actor=programmamanager, **KOP, begin="sjabloon")
    html = queries.render_html(queries.publicatie(verslag, programmamanager, NU))
    assert not any(blok.vraag in html for blok in Blok.objects.exclude(vraag=""))


def test_beginning_text_must_be_adapted_or_confirmed(auteur, programmamanager):
    blok = BlokFactory(hoofdstuk__reisverslag__auteur=programmamanager, nog_aanpassen=True)
    verslag = blok.hoofdstuk.reisverslag
    assert "Nog aanpassen" in text(auteur.get(url("detail", verslag.pk)))
    with pytest.raises(services.CannotVaststellen, match="Tekst is nog niet aangepast"):
        services.vaststellen(verslag.pk, actor=programmamanager, op=NU)
    auteur.post(url("blok-confirm", blok.pk))
    services.vaststellen(verslag.pk, actor=programmamanager, op=NU)


def test_editing_a_beginning_text_adapts_it(programmamanager):
    blok = BlokFactory(nog_aanpassen=True)
    services.edit_blok(blok.pk, actor=programmamanager, versienummer=1, inhoud={"tekst": "Van nu."})
    blok.refresh_from_db()
    assert not blok.nog_aanpassen


# With the last one


def test_last_one_comes_along_to_be_adapted_and_chosen_anew(verslag, programmamanager):
    nieuw = services.start_reisverslag(actor=programmamanager, **KOP, begin="vorige")

    rows = Blok.objects.filter(hoofdstuk__reisverslag=nieuw).in_order()
    assert [(one.soort, bool(one.inhoud), one.nog_aanpassen) for one in rows] == [
        ("tekst", True, True),
        ("driehoek", True, True),
        ("inspanningen", True, True),
        ("verhaal", False, False),
    ]
    assert not rows.exclude(feiten=None).exists()
    assert Blok.objects.filter(hoofdstuk__reisverslag=verslag).count() == 4


def test_last_one_of_a_publiek_that_has_none_is_refused_and_nothing_is_begun(auteur, verslag):
    sent = {
        "titel": "Najaar",
        "publiek": "raad",
        "periode_van": "2026-07-01",
        "periode_tot": "2026-12-31",
        "begin": "vorige",
    }
    response = auteur.post(url("add"), sent)
    assert response.status_code == 422
    assert "nog geen reisverslag voor dit publiek" in text(response)
    assert Reisverslag.objects.get() == verslag


def test_every_soort_says_whether_it_is_of_its_period():
    of_the_period = {soort for soort, one in SOORTEN.items() if one.is_van_periode}
    assert {"verhaal", "opvolging", "mijlpalen", "raadsstukken", "foto", "citaat"} <= of_the_period
    assert not {"tekst", "driehoek", "inspanningen", "knelpunten"} & of_the_period


# A new versie


@pytest.fixture
def vast(verslag, programmamanager):
    services.vaststellen(verslag.pk, actor=programmamanager, op=NU)
    return Reisverslag.objects.get(pk=verslag.pk)


def correct(vast, actor, waarom="Een bedrag klopte niet."):
    return services.start_correctie(vast.pk, actor=actor, waarom=waarom)


def test_correctie_begins_with_the_same_words_and_figures_and_changes_what_is_changed(
    vast, bronnen, programmamanager
):
    Inspanning.objects.update(resultaat_tekst="Veranderd sinds het vaststellen.")
    nieuw = correct(vast, programmamanager)
    tekst = Blok.objects.get(hoofdstuk__reisverslag=nieuw, soort="tekst")
    services.edit_blok(tekst.pk, actor=programmamanager, versienummer=1, inhoud={"tekst": "Verbeterd."})
    services.vaststellen(nieuw.pk, actor=programmamanager, op=LATER)

    nieuw = Reisverslag.objects.get(pk=nieuw.pk)
    words = text_of(queries.render_pdf(queries.publicatie(nieuw, programmamanager, LATER)))
    assert "Verbeterd." in words
    assert "Drie groepen denken mee." in words
    assert "Veranderd sinds" not in words
    assert "Dit is versie 2." in words
    assert "1 juli 2026" in words
    assert "Een bedrag klopte niet." in words
    op = dict(Blok.objects.filter(hoofdstuk__reisverslag=nieuw).values_list("soort", "feiten_op"))
    assert (op["tekst"], op["inspanningen"]) == (LATER, NU)
    assert queries.publicatie(nieuw, programmamanager, LATER).bestandsnaam.endswith("-college-versie-2.pdf")


def test_old_one_stays_the_same_file_when_it_is_replaced(vast, programmamanager):
    before = queries.publicatie(vast, programmamanager, NU).sha256
    nieuw = correct(vast, programmamanager)
    services.vaststellen(nieuw.pk, actor=programmamanager, op=LATER)
    vast = Reisverslag.objects.get(pk=vast.pk)
    assert queries.publicatie(vast, programmamanager, LATER).sha256 == before


def test_author_may_take_how_it_is_now(auteur, vast, programmamanager):
    nieuw = correct(vast, programmamanager)
    Inspanning.objects.update(resultaat_tekst="Veranderd sinds het vaststellen.")
    page = text(auteur.get(url("detail", nieuw.pk)))
    assert "Zoals het was op 1 juli 2026." in page
    assert "Veranderd sinds" not in page
    blok = Blok.objects.get(hoofdstuk__reisverslag=nieuw, soort="inspanningen")
    auteur.post(url("blok-refresh", blok.pk))
    assert "Veranderd sinds" in text(auteur.get(url("detail", nieuw.pk)))


def test_pages_of_both_lead_to_each_other_and_readers_get_the_newest_first(
    client, vast, programmamanager, gebruiker_met
):
    raadslid = gebruiker_met(Rol.RAADSLID)
    nieuw = correct(vast, programmamanager)
    client.force_login(raadslid)
    assert "nieuwe versie" not in text(client.get(url("detail", vast.pk))), (
        "a concept is not there for readers"
    )
    services.vaststellen(nieuw.pk, actor=programmamanager, op=LATER)

    old_page, new_page = text(client.get(url("detail", vast.pk))), text(client.get(url("detail", nieuw.pk)))
    assert "Vervangen door versie 2" in old_page
    assert url("detail", nieuw.pk) in old_page
    assert url("detail", vast.pk) in new_page
    assert "Een bedrag klopte niet." in new_page
    listed = text(client.get(url("list")))
    assert listed.index(url("detail", nieuw.pk)) < listed.index(url("detail", vast.pk))
    assert listed.count("Vervangen</span>") == 1


def test_correctie_by_the_page_asks_why(auteur, vast):
    assert url("correctie", vast.pk) in text(auteur.get(url("detail", vast.pk)))
    refused = auteur.post(url("correctie", vast.pk), {"waarom": ""})
    assert refused.status_code == 422
    assert "Schrijf op waarom er een nieuwe versie komt." in text(refused)
    auteur.post(url("correctie", vast.pk), {"waarom": "Een bedrag klopte niet."})
    assert Reisverslag.objects.get(versie=2).vervangt == vast
    assert auteur.get(url("correctie", vast.pk)).status_code == 403


def test_correctie_is_refused_of_a_concept_and_of_what_is_replaced(verslag, programmamanager, gebruiker_met):
    with pytest.raises(services.CorrectieGeweigerd, match="nog een concept"):
        correct(verslag, programmamanager)
    services.vaststellen(verslag.pk, actor=programmamanager, op=NU)
    with pytest.raises(PermissionDenied):
        correct(verslag, gebruiker_met(Rol.PROJECTLEIDER))
    with pytest.raises(ValidationError):
        correct(verslag, programmamanager, waarom="  ")
    correct(verslag, programmamanager)
    with pytest.raises(services.CorrectieGeweigerd, match="al een nieuwe versie"):
        correct(verslag, programmamanager)
    assert Reisverslag.objects.filter(vervangt=verslag).count() == 1


# The preview beside the text


def test_preview_stands_beside_the_text_for_who_writes(auteur, verslag, client, gebruiker_met):
    page = auteur.get(url("detail", verslag.pk), {"naast": "1"})
    assert "data-voorbeeld" in text(page)
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    beside = auteur.get(url("preview", verslag.pk), {"ernaast": "1"})
    assert "frame-ancestors 'self'" in beside["Content-Security-Policy"]
    assert beside["X-Frame-Options"] == "SAMEORIGIN"
    assert f'id="voorbeeld-blok-{Blok.objects.first().pk}"' in text(beside)
    assert "preview-bar" not in text(beside)
    client.force_login(gebruiker_met(Rol.PROJECTLEIDER))
    assert "data-voorbeeld" not in text(client.get(url("detail", verslag.pk), {"naast": "1"}))


def test_other_pages_stay_out_of_frames(auteur):
    page = auteur.get(url("list"))
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
