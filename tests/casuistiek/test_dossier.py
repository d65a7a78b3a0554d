"""What is added to a casus along the way: bijlagen, afspraken with their nazorg, and the four corners."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import Actiepunt, LogRegel
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.hoektekening import teken
from casuistiek.models import Bijlage, Hoekmeting, Notitie
from casuistiek.services.bijlagen import erase_bijlagen
from casuistiek.stappen import Stap

from .conftest import MELDING
from .test_bestanden import pdf

PDF = pdf()


@pytest.fixture(autouse=True)
def files_of_this_test(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        }
    }
    return tmp_path


def url(name, casus, *args):
    return reverse(f"casuistiek:{name}", args=[casus.kenmerk, *args])


def add(casus, actor, **velden):
    return services.add_bijlage(
        casus.pk, **{"actor": actor, "op": MELDING, "omschrijving": "Offerte", "inhoud": PDF} | velden
    )


# Bijlagen


def test_add_bijlage_keeps_the_file_without_the_name_it_had(casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    bijlage = add(casus, wijkmanager)
    assert (bijlage.soort, bijlage.omvang) == ("pdf", len(PDF))
    assert bijlage.bestand.name.endswith(".pdf")
    with default_storage.open(bijlage.bestand.name) as kept:
        assert kept.read() == PDF
    assert LogRegel.objects.about(bijlage).get().actie == "bijlage.toegevoegd"


def test_add_bijlage_refuses_what_is_too_large(casus_op, wijkmanager, settings):
    settings.MAX_UPLOAD_MB = 0
    with pytest.raises(ValidationError, match="te groot"):
        add(casus_op(Stap.TER_PLEKKE), wijkmanager)
    assert not Bijlage.objects.exists()


def test_bijlagen_are_for_who_may_see_the_betrokkene(casus_op, wijkmanager, gebruiker_met, buurt):
    casus = casus_op(Stap.TER_PLEKKE)
    bijlage = add(casus, wijkmanager)
    neighbour = gebruiker_met(Rol.WIJKMANAGER)
    neighbour.gebieden.add(buurt)
    for service in (services.open_bijlage, services.remove_bijlage):
        with pytest.raises(PermissionDenied):
            service(casus.pk, actor=neighbour, bijlage_id=bijlage.pk)
    with pytest.raises(PermissionDenied):
        add(casus, neighbour)
    services.open_bijlage(casus.pk, actor=wijkmanager, bijlage_id=bijlage.pk)


def test_remove_bijlage_takes_the_file_away_and_leaves_a_row(
    casus_op, wijkmanager, django_capture_on_commit_callbacks
):
    casus = casus_op(Stap.TER_PLEKKE)
    bijlage = add(casus, wijkmanager)
    with django_capture_on_commit_callbacks(execute=True):
        services.remove_bijlage(casus.pk, actor=wijkmanager, bijlage_id=bijlage.pk)
    assert not default_storage.exists(bijlage.bestand.name)
    assert LogRegel.objects.filter(actie="bijlage.verwijderd", object_id=bijlage.pk).exists()


def test_erase_bijlagen_takes_them_all(casus_op, wijkmanager, django_capture_on_commit_callbacks):
    casus = casus_op(Stap.TER_PLEKKE)
    names = [add(casus, wijkmanager).bestand.name for _ in range(2)]
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        assert erase_bijlagen(casus, actor=None) == 2
    assert not any(default_storage.exists(name) for name in names)


def test_bijlage_by_page_is_given_out_as_a_file_to_keep(client, casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    client.force_login(wijkmanager)
    sent = {"bestand": SimpleUploadedFile("Brief aan mevrouw Kwikkel.pdf", PDF), "omschrijving": "Brief"}
    response = client.post(url("bijlage", casus), sent, follow=True)
    assert "De bijlage staat erbij" in response.content.decode()
    assert "Kwikkel" not in response.content.decode()
    bijlage = Bijlage.objects.get()
    assert client.get(url("bijlage_open", casus, bijlage.pk)).status_code == 405
    response = client.post(url("bijlage_open", casus, bijlage.pk))
    assert response.getvalue() == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert LogRegel.objects.filter(actie="bijlage.ingezien", actor=wijkmanager).count() == 1


def test_bijlage_of_another_casus_is_not_found(client, casus_op, wijkmanager):
    bijlage = add(casus_op(Stap.TER_PLEKKE), wijkmanager)
    client.force_login(wijkmanager)
    assert client.post(url("bijlage_open", casus_op(Stap.TER_PLEKKE), bijlage.pk)).status_code == 404


def test_bijlage_that_is_no_pdf_is_refused_in_the_form_and_keeps_what_was_typed(
    client, casus_op, wijkmanager
):
    client.force_login(wijkmanager)
    sent = {
        "bestand": SimpleUploadedFile("offerte.pdf", b"<script>alert(1)</script>"),
        "omschrijving": "Offerte",
    }
    response = client.post(url("bijlage", casus_op(Stap.TER_PLEKKE)), sent)
    assert response.status_code == 422
    assert "Kies een pdf, jpg, png, docx of xlsx" in response.content.decode()
    assert 'value="Offerte"' in response.content.decode()
    assert 'href="#id_bestand"' in response.content.decode(), "it says so at the field"


# Afspraken and nazorg


def test_make_afspraak_is_an_actiepunt_about_the_casus(casus_op, wijkmanager, gebruiker_met):
    casus = casus_op(Stap.TER_PLEKKE)
    eigenaar = gebruiker_met(Rol.WIJKMANAGER)
    op = MELDING + timedelta(days=4)
    afspraak = services.make_afspraak(
        casus.pk, actor=wijkmanager, op=op, titel="Bel de Wmo", eigenaar=eigenaar, vervalt_op=op
    )
    assert afspraak.vertrouwelijk
    assert list(Actiepunt.objects.about(casus)) == [afspraak]
    casus.refresh_from_db()
    assert casus.bewogen_op == op


def test_make_afspraak_is_refused_without_sight_of_the_casus_and_when_it_ended(
    casus_op, wijkmanager, gebruiker_met
):
    velden = {"op": MELDING, "titel": "x", "eigenaar": wijkmanager, "vervalt_op": MELDING}
    with pytest.raises(PermissionDenied):
        services.make_afspraak(casus_op(Stap.TER_PLEKKE).pk, actor=gebruiker_met(Rol.WIJKMANAGER), **velden)
    with pytest.raises(ValidationError, match="lopende casus"):
        services.make_afspraak(casus_op(Stap.INGETROKKEN).pk, actor=wijkmanager, **velden)


def test_afspraak_by_page_shows_with_the_casus(client, casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    client.force_login(wijkmanager)
    vandaag = timezone.localdate()
    velden = {"titel": "Bel de Wmo", "eigenaar": wijkmanager.pk, "vervalt_op": vandaag - timedelta(days=1)}
    assert "Deze dag is al voorbij" in client.post(url("afspraak", casus), velden).content.decode()
    page = client.post(url("afspraak", casus), velden | {"vervalt_op": vandaag}, follow=True).content.decode()
    assert "Bel de Wmo" in page
    assert client.get(url("afspraak", casus_op(Stap.GESLOTEN)), follow=True).status_code == 200


def test_to_nazorg_asks_the_casusverantwoordelijke_to_look_after_three_months(casus_op, wijkmanager):
    casus = casus_op(Stap.NAZORG)
    nazorg = Actiepunt.objects.about(casus).get()
    assert (nazorg.eigenaar, nazorg.soort) == (wijkmanager, "casus.nazorg")
    assert nazorg.vervalt_op == date(2026, 6, 7)  # to nazorg on 7 March
    assert casus.nummer in nazorg.titel


@pytest.mark.parametrize(
    ("op", "later"),
    [
        ("2025-11-30", "2026-02-28"),
        ("2025-12-31", "2026-03-31"),
        ("2026-09-15", "2026-12-15"),
        ("2026-10-01", "2027-01-01"),
    ],
)
def test_nazorg_is_three_months_on(casus_op, wijkmanager, op, later):
    from casuistiek.services.afspraken import plan_nazorg

    nazorg = plan_nazorg(casus_op(Stap.TER_PLEKKE), actor=wijkmanager, op=date.fromisoformat(op))
    assert nazorg.vervalt_op == date.fromisoformat(later)


def test_close_finishes_the_nazorg_and_overdracht_takes_it_along(casus_op, wijkmanager, gebruiker_met):
    casus = casus_op(Stap.NAZORG)
    ander = gebruiker_met(Rol.WIJKMANAGER)
    services.propose_overdracht(casus.pk, actor=wijkmanager, naar=ander, op=MELDING + timedelta(days=6))
    services.accept_overdracht(casus.pk, actor=ander, op=MELDING + timedelta(days=6))
    assert Actiepunt.objects.about(casus).get().eigenaar == ander
    services.close(casus.pk, actor=ander, op=MELDING + timedelta(days=90))
    nazorg = Actiepunt.objects.about(casus).get()
    assert (nazorg.status, nazorg.uitkomst) == ("afgerond", f"De casus is gesloten door {ander}.")


# Notities


def test_notitie_is_intern_unless_it_is_for_the_overleg(client, casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    client.force_login(wijkmanager)
    client.post(url("notitie", casus), {"tekst": "Alleen voor ons."})
    page = client.post(url("notitie", casus), {"tekst": "Bespreken.", "voor_overleg": "on"}, follow=True)
    assert list(casus.notities.order_by("pk").values_list("voor", flat=True)) == list(Notitie.Voor.values)
    assert page.content.decode().count("Notitie voor het overleg") == 1


# The four corners


def test_measure_writes_each_moment_once_and_puts_it_right(casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    for stand in (2, 1):
        services.measure(casus.pk, actor=wijkmanager, op=MELDING, moment="voor", hoeken={"rust": stand})
    meting = casus.hoekmetingen.get()
    assert (meting.rust, meting.meedoen) == (1, None)


def test_measure_is_refused_at_another_step_and_when_nothing_is_known(casus_op, wijkmanager, gebruiker_met):
    casus = casus_op(Stap.TER_PLEKKE)
    with pytest.raises(ValidationError, match="bij Uitvoering, Nazorg of Gesloten"):
        services.measure(casus.pk, actor=wijkmanager, op=MELDING, moment="na", hoeken={"rust": 3})
    with pytest.raises(ValidationError, match="minstens één hoek"):
        services.measure(casus.pk, actor=wijkmanager, op=MELDING, moment="voor", hoeken={})
    with pytest.raises(PermissionDenied):
        services.measure(
            casus.pk, actor=gebruiker_met(Rol.BESTUUR), op=MELDING, moment="voor", hoeken={"rust": 3}
        )


@pytest.mark.parametrize("stand", [0, 6])
def test_a_corner_has_five_steps(casus_op, wijkmanager, stand):
    casus = casus_op(Stap.TER_PLEKKE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hoekmeting.objects.create(casus=casus, moment="voor", zorg=stand, op=MELDING, door=wijkmanager)


def test_steps_ask_how_things_stand_until_that_is_known(client, casus_op, wijkmanager):
    casus = casus_op(Stap.NAZORG)
    client.force_login(wijkmanager)
    step = url("step", casus, "gesloten")
    assert "Zorg en steun" in client.get(step).content.decode()
    velden = {"op": MELDING + timedelta(days=99), "toelichting": "Het gaat goed."}
    assert client.post(step, velden | {"zorg": "9"}).status_code == 422
    client.post(step, velden | {"zorg": "4", "rust": "", "geen_knelpunt": "on"})
    meting = casus.hoekmetingen.get()
    assert (meting.moment, meting.zorg, meting.rust) == ("na", 4, None)


def test_a_step_without_answers_about_the_corners_writes_none(client, casus_op, wijkmanager):
    casus = casus_op(Stap.BESLUIT)
    client.force_login(wijkmanager)
    client.post(url("step", casus, "uitvoering"), {"op": MELDING + timedelta(days=4)})
    casus.refresh_from_db()
    assert casus.stap == Stap.UITVOERING
    assert not casus.hoekmetingen.exists()


def test_hoeken_by_page(client, casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    client.force_login(wijkmanager)
    assert "Vul minstens één hoek in" in client.post(url("hoeken", casus, "voor"), {}).content.decode()
    page = client.post(url("hoeken", casus, "voor"), {"rust": "1"}, follow=True).content.decode()
    assert "Gaat heel slecht" in page
    assert client.get(url("hoeken", casus, "morgen")).status_code == 404
    assert client.get(url("hoeken", casus, "na")).status_code == 302


def test_teken_says_what_became_better_and_what_worse():
    drawing = teken(
        {
            "voor": Hoekmeting(moment="voor", bestaanszekerheid=1, zorg=4, meedoen=3),
            "na": Hoekmeting(moment="na", bestaanszekerheid=4, zorg=2, meedoen=3, rust=5),
        }
    )
    assert [rij.richting for rij in drawing.rijen] == ["beter", "slechter", "gelijk", ""]
    first = drawing.rijen[0]
    assert first.voor_x < first.na_x
    assert drawing.rijen[3].voor_x is None
    assert teken({}) is None
