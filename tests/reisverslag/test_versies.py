"""What an author does with a blok: saved while typing, dragged, one step back, and what it said before."""

import pytest
from django.urls import reverse

from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from reisverslag import services
from reisverslag.models import Blok, Blokversie
from reisverslag.services import versies
from tests.factories import BlokFactory, HoofdstukFactory, ReisverslagFactory
from tests.reisverslag.conftest import NU

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"reisverslag:{name}", args=args)


def text(response):
    return response.content.decode()


@pytest.fixture
def auteur(client, programmamanager):
    client.force_login(programmamanager)
    return client


@pytest.fixture
def collega(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM)


def said(blok):
    return [versie.inhoud.get("tekst") for versie in blok.versies.newest_first()]


def save(auteur, blok, tekst, versienummer):
    return auteur.post(url("blok-autosave", blok.pk), {"tekst": tekst, "versienummer": versienummer})


# Versies


def test_every_save_is_a_versie_with_who(programmamanager, collega):
    blok = services.add_blok(
        HoofdstukFactory().pk, actor=programmamanager, soort="tekst", inhoud={"tekst": "Een."}
    )
    services.edit_blok(blok.pk, actor=collega, versienummer=1, inhoud={"tekst": "Twee."})

    assert said(blok) == ["Twee.", "Een."]
    assert [one.door for one in blok.versies.newest_first()] == [collega, programmamanager]


def test_first_change_of_a_blok_from_before_keeps_what_it_said(programmamanager):
    blok = BlokFactory(inhoud={"tekst": "Van vroeger."})
    services.edit_blok(blok.pk, actor=programmamanager, versienummer=1, inhoud={"tekst": "Van nu."})
    assert said(blok) == ["Van nu.", "Van vroeger."]


def test_saved_by_itself_is_one_versie_and_one_audit_row_until_it_is_saved(programmamanager, collega):
    blok = BlokFactory(inhoud={"tekst": "M"})
    for n, tekst in enumerate(("Me", "Men", "Mens"), start=1):
        services.edit_blok(
            blok.pk, actor=programmamanager, versienummer=n, inhoud={"tekst": tekst}, vanzelf=True
        )
    assert said(blok) == ["Mens", "M"]
    assert LogRegel.objects.about(blok.hoofdstuk.reisverslag).count() == 1

    services.edit_blok(blok.pk, actor=programmamanager, versienummer=4, inhoud={"tekst": "Mensen"})
    assert said(blok) == ["Mensen", "M"]
    services.edit_blok(
        blok.pk, actor=programmamanager, versienummer=5, inhoud={"tekst": "Mensen!"}, vanzelf=True
    )
    services.edit_blok(blok.pk, actor=collega, versienummer=6, inhoud={"tekst": "Inwoners!"}, vanzelf=True)
    assert said(blok) == ["Inwoners!", "Mensen!", "Mensen", "M"]


def test_who_comes_back_after_a_while_begins_a_new_versie(programmamanager):
    blok = BlokFactory(inhoud={"tekst": "Een"})
    services.edit_blok(
        blok.pk, actor=programmamanager, versienummer=1, inhoud={"tekst": "Twee"}, vanzelf=True
    )
    Blokversie.objects.filter(groeit=True).update(op=NU - versies.EEN_ZIT)
    services.edit_blok(
        blok.pk, actor=programmamanager, versienummer=2, inhoud={"tekst": "Drie"}, vanzelf=True
    )
    assert said(blok) == ["Drie", "Twee", "Een"]


def test_saved_by_itself_unchanged_is_nothing(programmamanager):
    blok = BlokFactory(inhoud={"tekst": "Een"})
    services.edit_blok(blok.pk, actor=programmamanager, versienummer=1, inhoud={"tekst": "Een"}, vanzelf=True)
    blok.refresh_from_db()
    assert blok.versienummer == 1
    assert not blok.versies.exists()


def test_put_back_versie_makes_a_new_one_and_never_passes_over_another(programmamanager, collega):
    blok = BlokFactory(inhoud={"tekst": "Een"})
    services.edit_blok(blok.pk, actor=programmamanager, versienummer=1, inhoud={"tekst": "Twee"})
    oud = blok.versies.get(inhoud={"tekst": "Een"})
    services.edit_blok(blok.pk, actor=collega, versienummer=2, inhoud={"tekst": "Drie"})
    with pytest.raises(services.BlokChanged):
        services.put_back_versie(oud.pk, actor=programmamanager, versienummer=2)

    services.put_back_versie(oud.pk, actor=programmamanager, versienummer=3)

    assert said(blok) == ["Een", "Drie", "Twee", "Een"]


def test_versies_page_shows_word_by_word_what_changed_and_puts_back(auteur, programmamanager):
    blok = BlokFactory(inhoud={"tekst": "De bewoners denken mee."})
    services.edit_blok(
        blok.pk, actor=programmamanager, versienummer=1, inhoud={"tekst": "De inwoners denken mee."}
    )
    page = text(auteur.get(url("blok-versies", blok.pk)))
    assert "bewoners<span" in page
    assert "<ins>" in page
    assert "zo staat het nu in het verslag" in page

    oud = blok.versies.get(inhoud={"tekst": "De bewoners denken mee."})
    auteur.post(url("versie-put-back", oud.pk), {"versienummer": 2})
    blok.refresh_from_db()
    assert blok.inhoud == {"tekst": "De bewoners denken mee."}
    response = auteur.post(url("versie-put-back", oud.pk), {"versienummer": 2}, follow=True)
    assert response.status_code == 200


def test_versies_of_a_choice_show_what_it_looked_like(auteur, programmamanager, bronnen, inhouden):
    blok = services.add_blok(
        HoofdstukFactory().pk, actor=programmamanager, soort="inspanningen", inhoud=inhouden["inspanningen"]
    )
    assert "Drie groepen denken mee." in text(auteur.get(url("blok-versies", blok.pk)))


def test_versies_page_has_a_fixed_number_of_queries(auteur, programmamanager, django_assert_max_num_queries):
    blok = BlokFactory()
    for n in range(1, 20):
        services.edit_blok(blok.pk, actor=programmamanager, versienummer=n, inhoud={"tekst": f"Tekst {n}"})
    with django_assert_max_num_queries(11):
        auteur.get(url("blok-versies", blok.pk))


# Saved while someone types


def test_autosave_saves_and_says_when(auteur):
    blok = BlokFactory(inhoud={"tekst": "oud"})
    answer = save(auteur, blok, "nieuw", 1)
    assert answer.json()["versienummer"] == 2
    assert answer.json()["zin"].startswith("Bewaard om ")
    blok.refresh_from_db()
    assert blok.inhoud == {"tekst": "nieuw"}


def test_autosave_never_overwrites_what_another_saved(auteur, collega):
    blok = BlokFactory(inhoud={"tekst": "oud"})
    services.edit_blok(blok.pk, actor=collega, versienummer=1, inhoud={"tekst": "van de ander"})

    answer = save(auteur, blok, "van mij", 1)

    assert answer.status_code == 409
    assert "Iemand anders heeft dit blok intussen gewijzigd" in answer.json()["zin"]
    blok.refresh_from_db()
    assert blok.inhoud == {"tekst": "van de ander"}


@pytest.mark.parametrize(
    ("tekst", "zin"), [("", "Schrijf een tekst."), ("x" * 30_001, "te lang"), ("😀", "kunnen niet in de pdf")]
)
def test_autosave_says_why_it_cannot_save(auteur, tekst, zin):
    blok = BlokFactory(inhoud={"tekst": "oud"})
    answer = save(auteur, blok, tekst, 1)
    assert answer.status_code == 422
    assert answer.json()["zin"].startswith("Nog niet bewaard.")
    assert zin in answer.json()["zin"]
    blok.refresh_from_db()
    assert blok.inhoud == {"tekst": "oud"}


@pytest.mark.parametrize("stap", ["ter_beoordeling", "vastgesteld"])
def test_autosave_of_what_is_no_concept_any_more_is_refused(auteur, programmamanager, stap):
    blok = BlokFactory()
    if stap == "vastgesteld":
        services.vaststellen(blok.hoofdstuk.reisverslag_id, actor=programmamanager, op=NU)
    else:
        services.submit_reisverslag(blok.hoofdstuk.reisverslag_id, actor=programmamanager, op=NU)
    assert save(auteur, blok, "nog even", 1).status_code == 403


# Dragging


def test_place_blok_puts_it_anywhere_in_the_verslag(programmamanager):
    verslag = ReisverslagFactory()
    een, twee = (HoofdstukFactory(reisverslag=verslag) for _ in range(2))
    a, b, c = BlokFactory(hoofdstuk=een), BlokFactory(hoofdstuk=een), BlokFactory(hoofdstuk=twee)

    services.place_blok(b.pk, actor=programmamanager, hoofdstuk_id=een.pk, voor=a.pk)
    assert list(een.blokken.in_order()) == [b, a]
    services.place_blok(b.pk, actor=programmamanager, hoofdstuk_id=twee.pk, voor=c.pk)
    services.place_blok(a.pk, actor=programmamanager, hoofdstuk_id=twee.pk, voor=None)
    assert list(twee.blokken.in_order()) == [b, c, a]
    assert not een.blokken.exists()


def test_place_blok_refuses_a_place_that_is_gone_or_of_another_verslag(programmamanager):
    blok, elders = BlokFactory(), BlokFactory()
    gone = BlokFactory(hoofdstuk=blok.hoofdstuk)
    services.remove_blok(gone.pk, actor=programmamanager, op=NU)
    for place in (
        {"hoofdstuk_id": elders.hoofdstuk_id, "voor": None},
        {"hoofdstuk_id": blok.hoofdstuk_id, "voor": elders.pk},
        {"hoofdstuk_id": blok.hoofdstuk_id, "voor": gone.pk},
        {"hoofdstuk_id": 0, "voor": None},
    ):
        with pytest.raises(services.PlekWeg):
            services.place_blok(blok.pk, actor=programmamanager, **place)


@pytest.mark.parametrize("data", [{}, {"hoofdstuk": "x"}, {"hoofdstuk": "9" * 40}, {"voor": "-1"}])
def test_place_of_nonsense_says_that_the_place_is_gone(auteur, data):
    blok = BlokFactory()
    page = auteur.post(url("blok-place", blok.pk), data, follow=True)
    assert "Deze plek is er niet meer." in text(page)


# One step back


def undo(auteur, response):
    """Press Ongedaan maken on the page that an action led to."""
    assert 'data-announce="' in text(response)
    kept = auteur.session["ongedaan"]
    assert kept["url"] in text(response)
    return auteur.post(kept["url"], kept["velden"], follow=True)


def test_undo_of_each_change_of_a_blok_and_undo_of_that(auteur, programmamanager):
    hoofdstuk = HoofdstukFactory(titel="Wat we zagen")
    a, b = BlokFactory(hoofdstuk=hoofdstuk), BlokFactory(hoofdstuk=hoofdstuk, inhoud={"tekst": "oud"})

    def there():
        return list(hoofdstuk.blokken.present().in_order())

    moved = auteur.post(url("blok-move", b.pk), {"richting": "omhoog"}, follow=True)
    assert "Tekst staat nu op plaats 1 van 2 in Wat we zagen." in text(moved)
    assert there() == [b, a]
    back = undo(auteur, moved)
    assert there() == [a, b]
    undo(auteur, back)
    assert there() == [b, a]

    removed = auteur.post(url("blok-remove", a.pk), follow=True)
    assert there() == [b]
    undo(auteur, removed)
    assert there() == [b, a]

    added = auteur.post(url("blok-add", hoofdstuk.pk, "tekst"), {"tekst": "Erbij."}, follow=True)
    undo(auteur, added)
    assert there() == [b, a]

    edited = auteur.post(url("blok-edit", b.pk), {"tekst": "nieuw", "versienummer": 1}, follow=True)
    undo(auteur, edited)
    b.refresh_from_db()
    assert b.inhoud == {"tekst": "oud"}


def test_undo_of_each_change_of_a_hoofdstuk(auteur):
    verslag = ReisverslagFactory()
    een, twee = (HoofdstukFactory(reisverslag=verslag, titel=titel) for titel in ("Een", "Twee"))

    def there():
        return [one.titel for one in verslag.hoofdstukken.present().in_order()]

    undo(auteur, auteur.post(url("hoofdstuk-move", twee.pk), {"richting": "omhoog"}, follow=True))
    assert there() == ["Een", "Twee"]
    undo(auteur, auteur.post(url("hoofdstuk-rename", een.pk), {"titel": "Anders"}, follow=True))
    assert there() == ["Een", "Twee"]
    undo(auteur, auteur.post(url("hoofdstuk-remove", een.pk), follow=True))
    assert there() == ["Een", "Twee"]
    undo(auteur, auteur.post(url("hoofdstuk-add", verslag.pk), {"titel": "Drie"}, follow=True))
    assert there() == ["Een", "Twee"]


def test_undo_of_a_text_that_another_changed_meanwhile_overwrites_nothing(auteur, collega):
    blok = BlokFactory(inhoud={"tekst": "oud"})
    edited = auteur.post(url("blok-edit", blok.pk), {"tekst": "nieuw", "versienummer": 1}, follow=True)
    services.edit_blok(blok.pk, actor=collega, versienummer=2, inhoud={"tekst": "van de ander"})

    page = undo(auteur, edited)

    assert "iemand anders heeft dit blok intussen gewijzigd" in text(page)
    assert Blok.objects.get().inhoud == {"tekst": "van de ander"}


def test_undo_is_offered_where_the_author_comes_back_and_not_elsewhere(auteur, gebruiker_met, client):
    blok = BlokFactory()
    auteur.post(url("blok-move", blok.pk), {"richting": "omhoog"})
    assert "Ongedaan maken" not in text(auteur.get(url("detail", blok.hoofdstuk.reisverslag_id)))
    other = HoofdstukFactory().reisverslag
    assert "Ongedaan maken" not in text(auteur.get(url("detail", other.pk), {"bij": "x"}))
