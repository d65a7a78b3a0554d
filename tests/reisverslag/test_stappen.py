"""The steps of a reisverslag, by services and on its page."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from brunssum.core.models import LogRegel, Melding
from brunssum.core.rollen import Rol
from reisverslag import services
from reisverslag.models import Reisverslag
from tests.factories import BlokFactory, HoofdstukFactory
from tests.reisverslag.conftest import NU

pytestmark = pytest.mark.django_db

LATER = NU + timedelta(days=3)


def steps(verslag):
    return [(one.naar, one.terug, one.toelichting) for one in verslag.stappen.in_order()]


@pytest.fixture
def concept(programmamanager):
    return BlokFactory(hoofdstuk__reisverslag__auteur=programmamanager).hoofdstuk.reisverslag


@pytest.fixture
def vast(concept, programmamanager):
    services.vaststellen(concept.pk, actor=programmamanager, op=NU)
    concept.refresh_from_db()
    return concept


def test_from_concept_to_gepubliceerd_each_step_is_kept(concept, programmamanager):
    services.submit_reisverslag(concept.pk, actor=programmamanager, op=NU, toelichting="Graag voor vrijdag.")
    services.vaststellen(concept.pk, actor=programmamanager, op=NU)
    services.mark_verzonden(concept.pk, actor=programmamanager, op=NU)
    services.publish(concept.pk, actor=programmamanager, op=LATER)

    concept.refresh_from_db()
    assert concept.stap == "gepubliceerd"
    assert steps(concept) == [
        ("ter_beoordeling", False, "Graag voor vrijdag."),
        ("vastgesteld", False, ""),
        ("verzonden", False, ""),
        ("gepubliceerd", False, ""),
    ]
    assert (concept.stappen.last().door, concept.stappen.last().op) == (programmamanager, LATER)
    acties = LogRegel.objects.about(concept).values_list("actie", flat=True)
    assert list(acties) == [
        "reisverslag.gepubliceerd",
        "reisverslag.verzonden",
        "reisverslag.vastgesteld",
        "reisverslag.ter_beoordeling",
    ]


def test_submit_tells_who_may_fix_it_and_giving_back_tells_the_author(
    concept, programmamanager, gebruiker_met
):
    collega, lezer = gebruiker_met(Rol.PROGRAMMATEAM), gebruiker_met(Rol.PROJECTLEIDER)

    services.submit_reisverslag(concept.pk, actor=programmamanager, op=NU)
    assert [(one.ontvanger, one.soort) for one in Melding.objects.unread()] == [
        (collega, "reisverslag.ter_beoordeling")
    ]
    services.give_back_reisverslag(concept.pk, actor=collega, op=LATER, toelichting="Hoofdstuk 2 mist nog.")

    concept.refresh_from_db()
    assert concept.is_in_bewerking
    assert steps(concept)[-1] == ("concept", True, "Hoofdstuk 2 mist nog.")
    told = Melding.objects.unread()
    assert [(one.ontvanger, one.soort) for one in told] == [(programmamanager, "reisverslag.terug")]
    assert not Melding.objects.filter(ontvanger=lezer).exists()


@pytest.mark.parametrize("toelichting", ["", "  "])
def test_giving_back_asks_for_a_reason(concept, programmamanager, toelichting):
    services.submit_reisverslag(concept.pk, actor=programmamanager, op=NU)
    with pytest.raises(ValidationError, match="Schrijf op waarom"):
        services.give_back_reisverslag(concept.pk, actor=programmamanager, op=NU, toelichting=toelichting)
    concept.refresh_from_db()
    assert concept.stap == "ter_beoordeling"


def test_submit_refuses_an_empty_verslag(programmamanager):
    verslag = HoofdstukFactory().reisverslag
    with pytest.raises(services.StapGeweigerd, match="Er staat nog niets in"):
        services.submit_reisverslag(verslag.pk, actor=programmamanager, op=NU)


def test_step_that_the_table_does_not_hold_is_refused_with_where_it_stands(concept, programmamanager):
    with pytest.raises(services.StapGeweigerd, match="Het is nu concept"):
        services.publish(concept.pk, actor=programmamanager, op=NU)
    with pytest.raises(services.StapGeweigerd, match="Het is nu concept"):
        services.mark_verzonden(concept.pk, actor=programmamanager, op=NU)
    with pytest.raises(services.StapGeweigerd, match="Dit reisverslag is al zover"):
        services.give_back_reisverslag(concept.pk, actor=programmamanager, op=NU, toelichting="Terug.")
    with pytest.raises(services.StapGeweigerd, match="niet openbaar"):
        services.withdraw_publication(concept.pk, actor=programmamanager, op=NU, toelichting="Terug.")
    services.vaststellen(concept.pk, actor=programmamanager, op=NU)
    for step in (services.submit_reisverslag, services.give_back_reisverslag):
        with pytest.raises(services.StapGeweigerd):
            step(concept.pk, actor=programmamanager, op=NU, toelichting="Toch niet.")


def test_sent_twice_stands_there_once(vast, programmamanager):
    for _ in range(2):
        services.mark_verzonden(vast.pk, actor=programmamanager, op=NU)
    assert [naar for naar, *_ in steps(vast)] == ["vastgesteld", "verzonden"]


@pytest.mark.parametrize(("sent", "back_to"), [(False, "vastgesteld"), (True, "verzonden")])
def test_withdrawn_it_is_what_it_was(vast, programmamanager, sent, back_to):
    services.publish(vast.pk, actor=programmamanager, op=NU)
    if sent:
        services.mark_verzonden(vast.pk, actor=programmamanager, op=NU)
        vast.refresh_from_db()
        assert vast.stap == "gepubliceerd"
    with pytest.raises(ValidationError, match="Schrijf op waarom"):
        services.withdraw_publication(vast.pk, actor=programmamanager, op=LATER, toelichting="")

    services.withdraw_publication(
        vast.pk, actor=programmamanager, op=LATER, toelichting="Een foto moest weg."
    )

    vast.refresh_from_db()
    assert (vast.stap, vast.vastgesteld_op) == (back_to, NU)
    assert steps(vast)[-1] == (back_to, True, "Een foto moest weg.")


@pytest.mark.parametrize("rol", [Rol.PROGRAMMATEAM, Rol.PROJECTLEIDER, Rol.BESTUUR, Rol.RAADSLID])
def test_publishing_is_for_the_programmamanager(vast, gebruiker_met, programmamanager, rol):
    with pytest.raises(PermissionDenied):
        services.publish(vast.pk, actor=gebruiker_met(rol), op=NU)
    services.publish(vast.pk, actor=programmamanager, op=NU)
    with pytest.raises(PermissionDenied):
        services.withdraw_publication(vast.pk, actor=gebruiker_met(rol), op=NU, toelichting="Weg.")


@pytest.mark.parametrize("rol", [Rol.PROJECTLEIDER, Rol.BESTUUR, Rol.AMBASSADEUR])
def test_steps_are_for_writers(concept, gebruiker_met, rol):
    for step in (services.submit_reisverslag, services.give_back_reisverslag):
        with pytest.raises(PermissionDenied):
            step(concept.pk, actor=gebruiker_met(rol), op=NU, toelichting="Zo.")
    with pytest.raises(PermissionDenied):
        services.mark_verzonden(concept.pk, actor=gebruiker_met(rol), op=NU)
    assert Reisverslag.objects.get().stap == "concept"


def test_page_publishes_and_takes_it_back_with_a_reason(client, vast, programmamanager):
    client.force_login(programmamanager)
    publish, withdraw = (
        reverse(f"reisverslag:{name}", args=[vast.pk]) for name in ("publish", "withdraw-publication")
    )
    assert publish in client.get(reverse("reisverslag:detail", args=[vast.pk])).content.decode()
    assert client.get(publish).status_code == 200
    client.post(publish)
    vast.refresh_from_db()
    assert vast.stap == "gepubliceerd"

    refused = client.post(withdraw, {"toelichting": ""})
    assert refused.status_code == 422
    assert "Schrijf op waarom het niet meer openbaar is." in refused.content.decode()
    client.post(withdraw, {"toelichting": "Een cijfer klopt niet."})
    vast.refresh_from_db()
    assert vast.stap == "vastgesteld"
    assert steps(vast)[-1] == ("vastgesteld", True, "Een cijfer klopt niet.")


def test_page_publishes_no_concept(client, concept, programmamanager):
    client.force_login(programmamanager)
    assert client.post(reverse("reisverslag:publish", args=[concept.pk])).status_code == 403
