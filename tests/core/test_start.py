"""What the start page shows of what waits for someone, and what happened since the last time."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from brunssum.core import audit
from brunssum.core.models import Actiepunt
from brunssum.core.rollen import Rol
from brunssum.core.services import bezoek
from brunssum.start.sinds import since
from inspanningen.services import oordelen
from tests.factories import (
    ActiepuntFactory,
    AmbassadeurFactory,
    CasusFactory,
    InspanningFactory,
    LeerpuntFactory,
    MijlpaalFactory,
    ReflectieFactory,
)

pytestmark = pytest.mark.django_db


def test_start_shows_a_projectleider_which_mijlpalen_are_late(client, projectleider):
    mine = InspanningFactory(projectleider=projectleider)
    late = MijlpaalFactory(naam="Plan ligt vast", inspanning=mine)
    MijlpaalFactory(naam="Van een ander")
    MijlpaalFactory(naam="Ligt stil", inspanning=InspanningFactory(projectleider=projectleider, fase="gestopt"))  # fmt: skip
    client.force_login(projectleider)
    page = client.get(reverse("start")).content.decode()
    assert "Mijlpaal: Plan ligt vast" in page
    assert reverse("inspanningen:mijlpaal", args=[late.pk]) in page
    assert "Van een ander" not in page
    assert "Ligt stil" not in page
    for nummer in range(5):
        MijlpaalFactory(naam=f"Nog een {nummer}", inspanning=mine)
    page = client.get(reverse("start")).content.decode()
    assert "En nog 1 mijlpaal" in page


def test_start_leads_straight_to_where_an_oordeel_is_given(client, projectleider, programmamanager):
    vandaag = timezone.localdate()
    mine = InspanningFactory(projectleider=projectleider, fase="uitvoering", resultaat_tekst="Warm.")
    ronde = oordelen.open_ronde(
        actor=programmamanager, naam="nu", van=vandaag, uiterlijk=vandaag + timedelta(days=9)
    )
    gewoon = ActiepuntFactory(eigenaar=projectleider, vervalt_op=vandaag)
    client.force_login(projectleider)
    page = client.get(reverse("start")).content.decode()
    give = reverse("inspanningen:oordeel_give", args=[mine.pk, ronde.pk])
    assert give in page
    assert reverse("core:actiepunt", args=[gewoon.pk]) in page
    asked = Actiepunt.objects.get(soort="oordeel.geven")
    assert give in client.get(reverse("core:actiepunt", args=[asked.pk])).content.decode()


def test_start_lets_an_ambassadeur_give_something_at_once(client, gebruiker_met, programmamanager):
    lid = gebruiker_met(Rol.AMBASSADEUR)
    groep = AmbassadeurFactory(gebruiker=lid).groep
    AmbassadeurFactory(gebruiker=lid, lid_van=date(2020, 1, 1), lid_tot=date(2021, 1, 1))
    client.force_login(lid)
    page = client.get(reverse("start")).content.decode()
    assert reverse("ambassadeurs:reflectie_add", args=[groep.pk]) in page
    assert page.count("Iets meegeven namens") == 1
    client.force_login(programmamanager)
    assert "Iets meegeven" not in client.get(reverse("start")).content.decode()


def test_start_of_someone_without_rol_says_what_to_do(client, buitenstaander):
    client.force_login(buitenstaander)
    assert "Vraag de beheerder" in client.get(reverse("start")).content.decode()


# What others did


def sinds_of(client, user, **headers) -> str:
    client.force_login(user)
    return client.get(reverse("sinds_vorig_bezoek"), **headers).content.decode()


def test_sinds_tells_what_others_did_to_my_things(client, projectleider, programmamanager):
    mine = InspanningFactory(naam="Woningen", projectleider=projectleider)
    theirs = InspanningFactory(naam="Taalhuis")
    for inspanning in (mine, mine, theirs):
        audit.record("inspanning.bewerkt", inspanning, actor=programmamanager)
    audit.record("inspanning.fase_gewijzigd", mine, actor=projectleider)
    audit.record("inspanning.pdf_gevraagd", mine, actor=programmamanager)
    page = sinds_of(client, projectleider)
    assert f"Programmamanager wijzigde {mine}" in page
    assert "en nog 1 verandering" in page
    assert "Taalhuis" not in page
    assert "andere fase" not in page


def test_sinds_shows_no_name_to_who_sees_no_names(client, gebruiker_met, programmamanager):
    ambassadeur = gebruiker_met(Rol.AMBASSADEUR)
    reflectie = ReflectieFactory(ingevoerd_door=ambassadeur)
    audit.record("reflectie.beantwoord", reflectie, actor=programmamanager)
    page = sinds_of(client, ambassadeur)
    assert "Iemand gaf antwoord op" in page
    assert "Programmamanager gaf" not in page


def test_sinds_names_no_casus_without_second_factor(client, settings, wijkmanager, programmamanager):
    casus = CasusFactory(casusverantwoordelijke=wijkmanager)
    audit.record("casus.notitie", casus, actor=programmamanager)
    assert casus.nummer in sinds_of(client, wijkmanager)
    settings.TWEEDE_FACTOR_VOOR = ("casuistiek",)
    page = sinds_of(client, wijkmanager)
    assert casus.nummer not in page
    assert "schreef een notitie bij iets vertrouwelijks van u" in page


def test_sinds_is_silent_about_what_went_out_of_sight(client, gebruiker_met, programmamanager):
    former = gebruiker_met(Rol.RAADSLID)
    leerpunt = LeerpuntFactory(gesignaleerd_door=former)
    audit.record("leerpunt.bewerkt", leerpunt, actor=programmamanager)
    assert "Niemand anders veranderde iets" in sinds_of(client, former)


def test_a_visit_lasts_some_hours_so_a_reload_empties_nothing(projectleider):
    first = timezone.now() - timedelta(days=2)
    assert bezoek.note_visit(actor=projectleider, moment=first)
    assert projectleider.vorig_bezoek is None
    second = timezone.now()
    assert bezoek.note_visit(actor=projectleider, moment=second)
    assert not bezoek.note_visit(actor=projectleider, moment=second + timedelta(hours=3))
    assert (projectleider.vorig_bezoek, projectleider.laatste_bezoek) == (first, second)
    assert since(projectleider, second) == first
    assert since(projectleider, second + timedelta(days=100)) == second + timedelta(days=40)


def test_start_and_sinds_have_a_fixed_number_of_queries(client, programmamanager, projectleider):
    def many(number):
        for _ in range(number):
            inspanning = InspanningFactory(projectleider=programmamanager, naam="Kaart")
            audit.record("inspanning.bewerkt", inspanning, actor=projectleider)
            leerpunt = LeerpuntFactory(gesignaleerd_door=programmamanager)
            audit.record("leerpunt.bewerkt", leerpunt, actor=projectleider)
            casus = CasusFactory(casusverantwoordelijke=programmamanager)
            audit.record("casus.notitie", casus, actor=projectleider)
            for eigenaar in (programmamanager, projectleider):
                for vervalt_op in (date(2026, 1, 1), timezone.localdate()):
                    ActiepuntFactory(eigenaar=eigenaar, vervalt_op=vervalt_op)

    def count(url):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    client.force_login(programmamanager)
    many(3)
    client.get(reverse("start"))  # the visit begins, content types are remembered
    few = [count(reverse("start")), count(reverse("sinds_vorig_bezoek"))]
    many(27)
    assert [count(reverse("start")), count(reverse("sinds_vorig_bezoek"))] == few
    assert max(few) < 20
