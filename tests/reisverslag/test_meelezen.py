"""Reading a concept along: who may be asked, what they see, what they say and what becomes of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import Actiepunt, LogRegel, Melding
from brunssum.core.rollen import Rol
from brunssum.core.services import actiepunten
from reisverslag import queries, services
from reisverslag.models import Blok, Meelezer, Opmerking, Reisverslag
from reisverslag.services import meelezen, opmerkingen
from reisverslag.stappen import VAST
from tests.factories import BlokFactory, MeelezerFactory, OpmerkingFactory, ReisverslagFactory
from tests.reisverslag.conftest import NU

pytestmark = pytest.mark.django_db

TOT = date(2026, 7, 10)
HTMX = {"HX-Request": "true"}


def url(name, *args):
    return reverse(f"reisverslag:{name}", args=args)


def text(response):
    return response.content.decode()


@pytest.fixture
def blok(programmamanager):
    return BlokFactory(
        hoofdstuk__titel="Wat we zagen",
        hoofdstuk__reisverslag__auteur=programmamanager,
        inhoud={"tekst": "Van ons."},
    )


@pytest.fixture
def concept(blok):
    return blok.hoofdstuk.reisverslag


def invite(concept, actor, *people, uiterlijk=TOT):
    return meelezen.invite_meelezers(concept.pk, actor=actor, gebruikers=people, uiterlijk=uiterlijk, op=NU)


# Who may be asked


@pytest.mark.parametrize(
    ("rol", "college", "ambassadeurs"),
    [
        (Rol.PROJECTLEIDER, True, True),
        (Rol.BATENEIGENAAR, True, True),
        (Rol.BESTUUR, True, True),
        (Rol.AMBASSADEUR, True, True),
        (Rol.PARTNER, True, True),
        (Rol.RAADSLID, False, False),
        (Rol.FUNCTIONARIS, False, False),
        (Rol.BEHEERDER, False, False),
    ],
)
def test_who_works_with_us_may_be_asked_and_sees_that_concept_alone(
    gebruiker_met, programmamanager, rol, college, ambassadeurs
):
    lezer = gebruiker_met(rol)
    for publiek, allowed in (("college", college), ("ambassadeurs", ambassadeurs)):
        mine, other = ReisverslagFactory(publiek=publiek), ReisverslagFactory(publiek=publiek)
        assert (lezer in queries.may_be_asked(mine)) == allowed
        if not allowed:
            with pytest.raises(
                meelezen.MeelezenGeweigerd, match="mag een concept voor dit publiek niet lezen"
            ):
                invite(mine, programmamanager, lezer)
            continue
        invite(mine, programmamanager, lezer)
        seen = Reisverslag.objects.visible_to(lezer)
        assert mine in seen
        assert (other in seen) == (rol in {Rol.PROJECTLEIDER, Rol.BATENEIGENAAR})


def test_who_lost_the_rol_sees_nothing_of_what_they_were_asked_to_read(
    concept, programmamanager, gebruiker_met
):
    lezer = gebruiker_met(Rol.BESTUUR)
    invite(concept, programmamanager, lezer)
    lezer.roltoekenningen.update(rol=Rol.RAADSLID)
    lezer = type(lezer).objects.get(pk=lezer.pk)

    assert concept not in Reisverslag.objects.visible_to(lezer)
    assert not Opmerking.objects.visible_to(lezer).exists()
    with pytest.raises(PermissionDenied):
        opmerkingen.add_opmerking(Blok.objects.get().pk, actor=lezer, op=NU, tekst="Nog iets.")


def test_invited_one_gets_a_melding_and_an_actiepunt_that_only_reading_closes(
    concept, programmamanager, gebruiker_met
):
    lezer = gebruiker_met(Rol.BESTUUR)
    invite(concept, programmamanager, lezer)

    actiepunt = Actiepunt.objects.get()
    assert (actiepunt.eigenaar, actiepunt.vervalt_op, actiepunt.soort) == (lezer, TOT, "reisverslag.meelezen")
    assert concept.titel not in actiepunt.titel
    assert [one.soort for one in Melding.objects.filter(ontvanger=lezer)] == ["reisverslag.meelezen"]
    with pytest.raises(actiepunten.ActiepuntGeweigerd):
        actiepunten.finish(actiepunt.pk, actor=lezer, uitkomst="Klaar.")

    OpmerkingFactory(blok=Blok.objects.get(), door=lezer)
    meelezen.finish_reading(concept.pk, actor=lezer)
    meelezen.finish_reading(concept.pk, actor=lezer)

    actiepunt.refresh_from_db()
    assert (actiepunt.status, actiepunt.uitkomst) == ("afgerond", "Gelezen, met één opmerking.")
    assert [one.soort for one in Melding.objects.filter(ontvanger=programmamanager)] == ["actiepunt.afgerond"]


def test_asked_twice_is_refused_until_they_are_done(concept, programmamanager, gebruiker_met):
    lezer = gebruiker_met(Rol.PROJECTLEIDER)
    invite(concept, programmamanager, lezer)
    with pytest.raises(meelezen.MeelezenGeweigerd, match="leest al mee"):
        invite(concept, programmamanager, lezer)
    meelezen.finish_reading(concept.pk, actor=lezer)

    invite(concept, programmamanager, lezer)

    assert not Meelezer.objects.get().is_klaar
    assert Actiepunt.objects.filter(eigenaar=lezer).count() == 2


def test_a_day_that_is_past_is_refused_and_nobody_is_asked(concept, programmamanager, gebruiker_met):
    with pytest.raises(meelezen.MeelezenGeweigerd, match="al voorbij"):
        invite(concept, programmamanager, gebruiker_met(Rol.PROJECTLEIDER), uiterlijk=date(2026, 6, 30))
    assert not Actiepunt.objects.exists()


def test_removed_one_has_nothing_left_to_do_and_what_was_said_stays(
    concept, blok, programmamanager, gebruiker_met
):
    lezer = gebruiker_met(Rol.BESTUUR)
    [meelezer] = invite(concept, programmamanager, lezer)
    opmerkingen.add_opmerking(blok.pk, actor=lezer, op=NU, tekst="Klopt dit?")

    meelezen.remove_meelezer(meelezer.pk, actor=programmamanager)

    assert Actiepunt.objects.get().status == "ingetrokken"
    assert concept not in Reisverslag.objects.visible_to(lezer)
    assert queries.opmerkingen(programmamanager, concept).open == 1


def test_vaststellen_withdraws_what_was_asked_and_closes_the_concept_for_who_read_along(
    concept, programmamanager, gebruiker_met
):
    lezer = gebruiker_met(Rol.BESTUUR)
    invite(concept, programmamanager, lezer)
    OpmerkingFactory(blok=Blok.objects.get())

    services.vaststellen(concept.pk, actor=programmamanager, op=NU)

    assert Actiepunt.objects.get().status == "ingetrokken"
    assert not Opmerking.objects.visible_to(lezer).exists()
    assert Opmerking.objects.visible_to(programmamanager).exists()


# Opmerkingen


def test_opmerking_is_told_to_the_author_and_its_answer_to_who_made_it(
    blok, concept, programmamanager, gebruiker_met
):
    lezer = gebruiker_met(Rol.PROJECTLEIDER)
    opmerking = opmerkingen.add_opmerking(blok.pk, actor=lezer, op=NU, tekst=" Klopt dit? ")
    assert opmerking.tekst == "Klopt dit?"
    assert [one.soort for one in Melding.objects.filter(ontvanger=programmamanager)] == [
        "reisverslag.opmerking"
    ]

    opmerkingen.settle_opmerking(opmerking.pk, actor=programmamanager, op=NU, antwoord="Ja, zie de bron.")
    assert [one.soort for one in Melding.objects.filter(ontvanger=lezer)] == [
        "reisverslag.opmerking_afgehandeld"
    ]
    with pytest.raises(opmerkingen.OpmerkingGeweigerd, match="al afgehandeld"):
        opmerkingen.settle_opmerking(opmerking.pk, actor=programmamanager, op=NU)

    opmerkingen.reopen_opmerking(opmerking.pk, actor=lezer)
    opmerking.refresh_from_db()
    assert opmerking.is_open
    assert opmerking.antwoord == "Ja, zie de bron."
    logged = LogRegel.objects.about(concept)
    assert {one.actie for one in logged} == {
        "opmerking.gemaakt",
        "opmerking.afgehandeld",
        "opmerking.heropend",
    }
    assert not any("Klopt" in f"{one.voor}{one.na}{one.detail}" for one in logged), (
        "no words in the audit trail"
    )


def test_who_reads_along_settles_what_is_theirs_and_not_what_another_said(
    blok, concept, programmamanager, gebruiker_met
):
    lezer = gebruiker_met(Rol.AMBASSADEUR)
    invite(concept, programmamanager, lezer)
    mine = opmerkingen.add_opmerking(blok.pk, actor=lezer, op=NU, tekst="Toch niet.")
    other = OpmerkingFactory(blok=blok)

    opmerkingen.settle_opmerking(mine.pk, actor=lezer, op=NU)
    for service in (opmerkingen.settle_opmerking, opmerkingen.reopen_opmerking):
        with pytest.raises(PermissionDenied):
            service(other.pk, actor=lezer, **({"op": NU} if "settle" in service.__name__ else {}))


@pytest.mark.parametrize("rol", [Rol.BESTUUR, Rol.AMBASSADEUR, Rol.RAADSLID, Rol.BEHEERDER])
def test_who_was_not_asked_says_nothing(blok, concept, gebruiker_met, rol):
    outsider = gebruiker_met(rol)
    with pytest.raises(PermissionDenied):
        opmerkingen.add_opmerking(blok.pk, actor=outsider, op=NU, tekst="Dag.")
    with pytest.raises(PermissionDenied):
        meelezen.finish_reading(concept.pk, actor=outsider)
    assert not Opmerking.objects.exists()


@pytest.mark.parametrize("rol", [Rol.PROJECTLEIDER, Rol.BESTUUR])
def test_asking_others_is_for_writers(concept, gebruiker_met, rol):
    with pytest.raises(PermissionDenied):
        invite(concept, gebruiker_met(rol), gebruiker_met(Rol.PROJECTLEIDER))
    with pytest.raises(PermissionDenied):
        meelezen.remove_meelezer(MeelezerFactory(reisverslag=concept).pk, actor=gebruiker_met(rol))


@pytest.mark.parametrize("stap", VAST)
def test_nothing_is_said_or_asked_once_it_is_vastgesteld(
    blok, concept, programmamanager, gebruiker_met, stap
):
    lezer = gebruiker_met(Rol.PROJECTLEIDER)
    meelezer = MeelezerFactory(reisverslag=concept, gebruiker=lezer)
    opmerking = OpmerkingFactory(blok=blok, door=lezer)
    services.vaststellen(concept.pk, actor=programmamanager, op=NU)
    Reisverslag.objects.update(stap=stap)
    calls = [
        lambda: invite(concept, programmamanager, gebruiker_met(Rol.PROJECTLEIDER)),
        lambda: meelezen.remove_meelezer(meelezer.pk, actor=programmamanager),
        lambda: meelezen.finish_reading(concept.pk, actor=lezer),
        lambda: opmerkingen.add_opmerking(blok.pk, actor=programmamanager, op=NU, tekst="Nog iets."),
        lambda: opmerkingen.settle_opmerking(opmerking.pk, actor=programmamanager, op=NU),
        lambda: opmerkingen.reopen_opmerking(opmerking.pk, actor=programmamanager),
    ]
    for call in calls:
        with pytest.raises(services.AlreadyVastgesteld):
            call()


def test_opmerking_on_a_blok_that_was_taken_out_is_refused(blok, programmamanager):
    services.remove_blok(blok.pk, actor=programmamanager, op=NU)
    with pytest.raises(opmerkingen.OpmerkingGeweigerd, match="intussen weggehaald"):
        opmerkingen.add_opmerking(blok.pk, actor=programmamanager, op=NU, tekst="Klopt dit?")


@pytest.mark.parametrize("tekst", ["", "   "])
def test_opmerking_wants_a_text(blok, programmamanager, tekst):
    with pytest.raises(ValidationError):
        opmerkingen.add_opmerking(blok.pk, actor=programmamanager, op=NU, tekst=tekst)


# Pages


def test_author_asks_people_and_removes_one(client, concept, programmamanager, gebruiker_met):
    een, twee = gebruiker_met(Rol.BESTUUR), gebruiker_met(Rol.AMBASSADEUR)
    client.force_login(programmamanager)
    assert "Nog niemand" in text(client.get(url("meelezers", concept.pk)))

    tot = timezone.localdate() + timedelta(days=7)
    client.post(url("meelezers", concept.pk), {"gebruikers": [een.pk, twee.pk], "uiterlijk": tot.isoformat()})
    client.post(url("meelezer-remove", Meelezer.objects.get(gebruiker=een).pk))

    assert [one.gebruiker for one in Meelezer.objects.all()] == [twee]
    assert "Leest" in text(client.get(url("meelezers", concept.pk)))


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"gebruikers": []}, "Kies wie u vraagt"),
        ({"gebruikers": ["9" * 30]}, "error-summary"),
        ({"gebruikers": ["999999"]}, "error-summary"),
        ({"uiterlijk": "2020-01-01"}, "al voorbij"),
        ({"uiterlijk": "9999-01-01"}, "Controleer het jaar"),
        ({"uiterlijk": ""}, "Vul in wanneer"),
    ],
)
def test_asking_says_what_is_wrong(client, concept, programmamanager, gebruiker_met, change, error):
    client.force_login(programmamanager)
    data = {"gebruikers": [gebruiker_met(Rol.BESTUUR).pk], "uiterlijk": "2150-01-01"} | change
    response = client.post(url("meelezers", concept.pk), data)
    assert response.status_code == 422
    assert error in text(response)
    assert not Meelezer.objects.exists()


def test_co_reader_reads_says_and_is_done(client, blok, concept, programmamanager, gebruiker_met):
    lezer = gebruiker_met(Rol.BESTUUR)
    invite(concept, programmamanager, lezer)
    client.force_login(lezer)
    page = text(client.get(url("detail", concept.pk)))
    assert "Klaar met lezen" in page
    assert "Opmerking maken" in page
    for control in ("Bewerken", "Weghalen", "Vaststellen", "Iemand vragen", "Geschiedenis"):
        assert control not in page

    response = client.post(url("opmerking-add", blok.pk), {"tekst": "Klopt dit?"})
    assert response["Location"].endswith(f"#opmerkingen-{blok.pk}")
    assert "1 open opmerking<" in text(client.get(url("detail", concept.pk)))
    client.post(url("reading-finish", concept.pk))
    assert "U bent klaar met meelezen" in text(client.get(url("detail", concept.pk)))
    assert client.get(url("edit", concept.pk)).status_code == 403
    assert client.get(url("blok-edit", blok.pk)).status_code == 403


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_opmerking_that_names_someone_is_asked_about_first(client, blok, programmamanager, headers):
    client.force_login(programmamanager)
    response = client.post(url("opmerking-add", blok.pk), {"tekst": "Bel 06-12345678."}, headers=headers)
    assert response.status_code == 422
    assert "Kijk nog even" in text(response)
    assert not Opmerking.objects.exists()
    empty = client.post(url("opmerking-add", blok.pk), {"tekst": ""}, headers=headers)
    assert "Schrijf een opmerking." in text(empty)
    long = client.post(url("opmerking-add", blok.pk), {"tekst": "x" * 20_000}, headers=headers)
    assert long.status_code == 422


def test_opmerking_is_settled_and_opened_again_on_the_page(client, concept, blok, programmamanager):
    opmerking = OpmerkingFactory(blok=blok, tekst="Is dit nieuw?")
    client.force_login(programmamanager)
    assert "Is dit nieuw?" in text(client.get(url("opmerking-settle", opmerking.pk), headers=HTMX))
    client.post(url("opmerking-settle", opmerking.pk), {"antwoord": "Ja, sinds mei."})
    page = text(client.get(url("detail", concept.pk)))
    assert "Ja, sinds mei." in page
    assert "open opmerking" not in page
    client.post(url("opmerking-reopen", opmerking.pk))
    assert "1 open opmerking<" in text(client.get(url("detail", concept.pk)))


def test_vaststellen_names_what_is_open_and_does_not_refuse(
    client, concept, blok, programmamanager, gebruiker_met
):
    OpmerkingFactory(blok=blok, tekst="Dit jaartal lijkt mij niet juist.")
    invite(concept, programmamanager, gebruiker_met(Rol.BESTUUR))
    client.force_login(programmamanager)
    page = text(client.get(url("vaststellen", concept.pk)))
    assert "Dit jaartal lijkt mij niet juist." in page
    assert "nog niet klaar met meelezen" in page
    client.post(url("vaststellen", concept.pk))
    concept.refresh_from_db()
    assert not concept.is_concept


def test_readers_see_no_opmerking_of_what_is_vastgesteld(
    client, concept, blok, programmamanager, gebruiker_met
):
    OpmerkingFactory(blok=blok, tekst="Dit jaartal lijkt mij niet juist.")
    services.vaststellen(concept.pk, actor=programmamanager, op=NU)
    client.force_login(gebruiker_met(Rol.RAADSLID))
    page = text(client.get(url("detail", concept.pk)))
    assert "Van ons." in page
    assert "jaartal" not in page
    client.force_login(programmamanager)
    assert "jaartal" in text(client.get(url("detail", concept.pk)))


# Steps on the page


def test_author_gives_it_to_who_looks_and_gets_it_back_with_a_reason(client, concept, programmamanager):
    client.force_login(programmamanager)
    page = text(client.get(url("detail", concept.pk)))
    assert 'aria-current="step"' in page
    assert url("submit", concept.pk) in page
    client.post(url("submit", concept.pk), {"toelichting": ""})
    page = text(client.get(url("detail", concept.pk)))
    assert "Bewerken" not in page
    assert url("give-back", concept.pk) in page
    refused = client.post(url("give-back", concept.pk), {"toelichting": ""})
    assert refused.status_code == 422
    assert "Schrijf op waarom" in text(refused)
    client.post(url("give-back", concept.pk), {"toelichting": "Hoofdstuk 2 mist nog."})
    page = text(client.get(url("detail", concept.pk)))
    assert "Hoofdstuk 2 mist nog." in page
    assert "Bewerken" in page
    assert client.get(url("give-back", concept.pk)).status_code == 403


def test_submit_of_an_empty_verslag_says_why_not(client, programmamanager):
    verslag = ReisverslagFactory()
    client.force_login(programmamanager)
    response = client.post(url("submit", verslag.pk), {"toelichting": ""})
    assert response.status_code == 422
    assert "Er staat nog niets in dit reisverslag" in text(response)


def test_detail_queries_do_not_grow_with_opmerkingen_and_meelezers(
    client, concept, blok, programmamanager, django_assert_max_num_queries
):
    client.force_login(programmamanager)
    for _ in range(12):
        OpmerkingFactory(blok=BlokFactory(hoofdstuk=blok.hoofdstuk))
        MeelezerFactory(reisverslag=concept)
    client.get(url("detail", concept.pk))
    with django_assert_max_num_queries(24):
        client.get(url("detail", concept.pk))
