"""Break-glass: looking at the betrokkenen of a casus when one may not; shortly, with a reason, and never unseen."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import LogRegel, Taak
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Inzage, Noodinzage
from casuistiek.stappen import Stap

NAAM = "Zwaluwstaart"
REDEN = "Er is brand en ik moet weten of hier iemand slecht ter been is."


@pytest.fixture
def casus(casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    services.set_betrokkene(casus.pk, actor=wijkmanager, naam=NAAM)
    return casus


@pytest.fixture
def collega(gebruiker_met, wijk):
    """A wijkmanager of the same wijk: sees the casus, not who it is about."""
    collega = gebruiker_met(Rol.WIJKMANAGER, naam="Collega")
    collega.gebieden.add(wijk)
    return collega


@pytest.fixture
def functionaris(gebruiker_met):
    return gebruiker_met(Rol.FUNCTIONARIS, naam="Functionaris", email="fg@example.org")


def begin(casus, actor, moment=None, reden=REDEN):
    return services.begin_noodinzage(casus.pk, actor=actor, moment=moment or timezone.now(), reden=reden)


def test_a_noodinzage_opens_the_betrokkenen_for_that_person_and_is_marked_in_the_log(casus, collega):
    begin(casus, collega)
    assert [one.naam for one in services.look_at_betrokkenen(casus.pk, actor=collega)] == [NAAM]
    assert Inzage.objects.get().grond == Inzage.Grond.NOODINZAGE
    assert LogRegel.objects.filter(actie="noodinzage.begonnen", actor=collega).exists()


def test_a_noodinzage_is_over_after_a_while_and_is_for_one_person_and_one_casus(
    casus, casus_op, collega, programmamanager, wijkmanager
):
    begin(casus, collega, moment=timezone.now() - Noodinzage.GELDIG)
    other = casus_op(Stap.TER_PLEKKE)
    services.set_betrokkene(other.pk, actor=wijkmanager, naam="Ander")
    begin(other, collega)
    for actor, one in ((collega, casus), (programmamanager, other)):
        with pytest.raises(PermissionDenied):
            services.look_at_betrokkenen(one.pk, actor=actor)


def test_a_noodinzage_changes_nothing_about_who_may_write(casus, collega):
    begin(casus, collega)
    with pytest.raises(PermissionDenied):
        services.set_betrokkene(casus.pk, actor=collega, naam="X")


def test_a_noodinzage_is_refused_to_who_may_not_know_of_the_casus(casus, gebruiker_met):
    elders = gebruiker_met(Rol.WIJKMANAGER)
    for actor in (
        elders,
        *(gebruiker_met(rol) for rol in set(Rol) - {Rol.WIJKMANAGER, Rol.PROGRAMMAMANAGER}),
    ):
        with pytest.raises(PermissionDenied):
            begin(casus, actor)
    assert not Noodinzage.objects.exists()


def test_a_noodinzage_is_refused_when_it_is_not_needed(casus, casus_op, wijkmanager, collega):
    with pytest.raises(services.CannotOpen, match="U mag al zien"):
        begin(casus, wijkmanager)
    with pytest.raises(services.CannotOpen, match="staat nog niemand"):
        begin(casus_op(Stap.TER_PLEKKE), collega)


def test_a_noodinzage_needs_a_reason(casus, collega):
    with pytest.raises(ValidationError):
        begin(casus, collega, reden="  ")


def test_asking_twice_gives_the_one_that_is_open(casus, collega):
    assert begin(casus, collega) == begin(casus, collega)


@pytest.mark.django_db(transaction=True)
def test_the_functionaris_and_the_casusverantwoordelijke_get_a_mail_without_personal_data(
    casus, collega, wijkmanager, functionaris
):
    begin(casus, collega)
    assert {address for message in mail.outbox for address in message.to} == {
        functionaris.email,
        wijkmanager.email,
    }
    for message in mail.outbox:
        for word in (NAAM, "brand", collega.naam, wijkmanager.naam, casus.nummer):
            assert word not in message.subject + message.body
    assert set(Taak.objects.get().gegevens) == {"noodinzage_id"}


def test_the_functionaris_judges_it_once(casus, collega, functionaris):
    noodinzage = begin(casus, collega)
    velden = {"moment": timezone.now(), "oordeel": "niet_terecht", "toelichting": "Bel de brandweer."}
    with pytest.raises(PermissionDenied):
        services.judge_noodinzage(noodinzage.pk, actor=collega, **velden)
    services.judge_noodinzage(noodinzage.pk, actor=functionaris, **velden)
    noodinzage.refresh_from_db()
    assert (noodinzage.oordeel, noodinzage.beoordeeld_door) == ("niet_terecht", functionaris)
    with pytest.raises(services.CannotOpen, match="al beoordeeld"):
        services.judge_noodinzage(noodinzage.pk, actor=functionaris, **velden)


def test_nobody_judges_their_own(casus, gebruiker_met):
    both = gebruiker_met(Rol.FUNCTIONARIS, Rol.PROGRAMMAMANAGER)
    noodinzage = begin(casus, both)
    with pytest.raises(services.CannotOpen, match="niet uw eigen"):
        services.judge_noodinzage(noodinzage.pk, actor=both, moment=timezone.now(), oordeel="terecht")
    with pytest.raises(IntegrityError), transaction.atomic():
        Noodinzage.objects.update(oordeel="terecht", beoordeeld_door=both, beoordeeld_op=timezone.now())


# Pages


def test_from_the_page_of_the_casus_to_the_name_and_to_the_judgement(
    client, casus, collega, functionaris, wijkmanager
):
    client.force_login(collega)
    address = reverse("casuistiek:noodinzage", args=[casus.kenmerk])
    shut = reverse("casuistiek:betrokkene", args=[casus.kenmerk])
    assert client.post(shut).status_code == 403
    assert address in client.get(reverse("casuistiek:detail", args=[casus.kenmerk])).content.decode()
    assert client.post(address, {"reden": ""}).status_code == 422
    named = client.post(address, {"reden": f"Ik zoek {NAAM}."})
    assert "Dit is nog niet bewaard" in named.content.decode(), "warns at a name"
    assert client.post(address, {"reden": REDEN})["Location"] == shut
    assert NAAM in client.post(shut).content.decode()

    client.force_login(functionaris)
    assert "noodinzage wacht" in client.get("/").content.decode()
    page = client.get(reverse("casuistiek:noodinzagen")).content.decode()
    assert REDEN in page
    assert NAAM not in page
    judge = reverse("casuistiek:noodinzage_judge", args=[Noodinzage.objects.get().pk])
    assert client.post(judge, {"oordeel": ""}).status_code == 422
    assert client.post(judge, {"oordeel": "terecht", "toelichting": ""}).status_code == 302
    assert "noodinzage wacht" not in client.get("/").content.decode()

    client.force_login(wijkmanager)
    history = client.get(reverse("casuistiek:history", args=[casus.kenmerk])).content.decode()
    assert REDEN in history
    assert "gegevensbescherming: terecht" in history
    assert "Collega" in history
    assert "keek met een noodinzage" in client.get("/").content.decode()


def test_the_casusverantwoordelijke_reads_of_it_on_the_start_page_for_two_weeks(
    client, casus, collega, wijkmanager
):
    begin(casus, collega, moment=timezone.now() - timedelta(days=15))
    client.force_login(wijkmanager)
    assert "noodinzage" not in client.get("/").content.decode()
