"""A photo in a reisverslag: kept without what came along, with words for who cannot see it, for who may see the blok."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from brunssum.core.rollen import Rol
from reisverslag import queries, services
from reisverslag.models import Blok, Reisverslag
from tests.factories import BlokFactory, HoofdstukFactory
from tests.pdf_checks import assert_publishable
from tests.reisverslag.conftest import NU, foto_inhoud, picture

pytestmark = pytest.mark.django_db

WORDS = {
    "alt": "Een bank onder een boom.",
    "bijschrift": "Het plein.",
    "maker": "Gemeente",
    "herkenbaar": "niemand",
}


def url(name, *args):
    return reverse(f"reisverslag:{name}", args=args)


def upload(content=None, name="IMG_0001.jpg"):
    return SimpleUploadedFile(name, content or picture((3000, 2000)), "image/jpeg")


@pytest.fixture
def auteur(client, programmamanager):
    client.force_login(programmamanager)
    return client


def test_photo_is_made_smaller_and_kept_under_its_content(auteur):
    hoofdstuk = HoofdstukFactory()
    auteur.post(url("blok-add", hoofdstuk.pk, "foto"), WORDS | {"foto": upload()})

    blok = Blok.objects.get()
    assert (blok.inhoud["breedte"], blok.inhoud["hoogte"]) == (2400, 1600)
    assert "IMG_0001" not in blok.inhoud["bestand"]
    with default_storage.open(blok.inhoud["bestand"]) as kept, Image.open(kept) as image:
        assert image.size == (2400, 1600)
    page = auteur.get(url("detail", hoofdstuk.reisverslag_id)).content.decode()
    assert 'alt="Een bank onder een boom."' in page
    assert url("blok-foto", blok.pk) in page


def test_words_change_without_sending_the_photo_again(auteur):
    blok = BlokFactory(soort="foto", inhoud=foto_inhoud())
    auteur.post(url("blok-edit", blok.pk), WORDS | {"alt": "Een lege bank.", "versienummer": 1})
    before = blok.inhoud["bestand"]
    blok.refresh_from_db()
    assert (blok.inhoud["alt"], blok.inhoud["bestand"]) == ("Een lege bank.", before)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"foto": ""}, "Kies een foto."),
        ({"alt": ""}, "Beschrijf wat er op de foto staat."),
        ({"alt": "x" * 251}, "error-summary"),
        ({"herkenbaar": ""}, "Kies of er iemand herkenbaar op staat."),
        ({"alt": "Blij 😀"}, "kunnen niet in de pdf"),
    ],
)
def test_photo_that_lacks_something_is_refused(auteur, change, error):
    hoofdstuk = HoofdstukFactory()
    response = auteur.post(url("blok-add", hoofdstuk.pk, "foto"), WORDS | {"foto": upload()} | change)
    assert response.status_code == 422
    assert error in response.content.decode()
    assert not Blok.objects.exists()


def test_file_that_is_no_photo_is_refused_in_a_sentence(auteur):
    hoofdstuk = HoofdstukFactory()
    sent = WORDS | {"foto": upload(b"<script>alert(1)</script>")}
    response = auteur.post(url("blok-add", hoofdstuk.pk, "foto"), sent)
    assert response.status_code == 422
    assert "geen foto die wij kunnen lezen" in response.content.decode()


def test_photo_is_for_who_may_see_the_blok_and_public_when_it_is_published(
    client, gebruiker_met, programmamanager
):
    blok = BlokFactory(soort="foto", inhoud=foto_inhoud())
    verslag = blok.hoofdstuk.reisverslag

    def status(user=None):
        client.logout()
        if user:
            client.force_login(user)
        response = client.get(url("blok-foto", blok.pk))
        if response.streaming:
            assert response.getvalue().startswith(b"\xff\xd8")
        return response.status_code

    raadslid = gebruiker_met(Rol.RAADSLID)
    assert (status(), status(raadslid), status(programmamanager)) == (302, 404, 200)
    services.vaststellen(verslag.pk, actor=programmamanager, op=NU)
    assert (status(), status(raadslid)) == (302, 200)
    services.publish(verslag.pk, actor=programmamanager, op=NU)
    assert status() == 200
    services.withdraw_publication(verslag.pk, actor=programmamanager, op=NU, toelichting="Weg.")
    assert status() == 302


def test_photo_stands_in_the_pdf_with_its_words(programmamanager):
    blok = BlokFactory(soort="foto", inhoud=foto_inhoud())
    verslag = blok.hoofdstuk.reisverslag
    services.vaststellen(verslag.pk, actor=programmamanager, op=NU)
    verslag = Reisverslag.objects.get(pk=verslag.pk)
    publicatie = queries.publicatie(verslag, programmamanager, NU + timedelta(days=900))
    assert_publishable(queries.render_pdf(publicatie), titel=verslag.titel)
    assert 'alt="Een bank onder een boom."' in queries.render_html(publicatie)


def test_photo_whose_file_is_gone_is_said(auteur):
    blok = BlokFactory(soort="foto", inhoud=foto_inhoud() | {"bestand": "reisverslag/fotos/weg.jpg"})
    assert (
        "Deze foto is er niet meer."
        in auteur.get(url("detail", blok.hoofdstuk.reisverslag_id)).content.decode()
    )
    assert auteur.get(url("blok-foto", blok.pk)).status_code == 404
