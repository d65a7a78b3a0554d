"""Exactly one casusverantwoordelijke, and a new one only after a yes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Casus
from casuistiek.stappen import Stap

from .conftest import MELDING

LATER = MELDING + timedelta(days=20)


@pytest.fixture
def casus(casus_op):
    return casus_op(Stap.TER_PLEKKE)


@pytest.fixture
def ander(gebruiker_met):
    return gebruiker_met(Rol.WIJKMANAGER, naam="Wijkmanager Oost")


@pytest.fixture
def offered(casus, wijkmanager, ander):
    return services.propose_overdracht(casus.pk, actor=wijkmanager, naar=ander, op=LATER)


def test_propose_overdracht_changes_nothing_but_lets_the_other_see(casus, wijkmanager, ander):
    assert not Casus.objects.visible_to(ander).exists()
    services.propose_overdracht(casus.pk, actor=wijkmanager, naar=ander, op=LATER)
    casus.refresh_from_db()
    assert casus.casusverantwoordelijke == wijkmanager
    assert Casus.objects.visible_to(ander).get() == casus


def test_accept_overdracht_makes_the_other_responsible(casus, offered, wijkmanager, ander):
    services.accept_overdracht(casus.pk, actor=ander, op=LATER)
    casus.refresh_from_db()
    assert casus.casusverantwoordelijke == ander
    assert not Casus.objects.visible_to(wijkmanager).exists()
    regel = LogRegel.objects.get(actie="overdracht.aangenomen")
    assert (regel.voor, regel.na) == (
        {"casusverantwoordelijke": wijkmanager.pk},
        {"casusverantwoordelijke": ander.pk},
    )


def test_decline_overdracht_leaves_it_where_it_was(casus, offered, wijkmanager, ander):
    services.decline_overdracht(casus.pk, actor=ander, op=LATER)
    casus.refresh_from_db()
    assert casus.casusverantwoordelijke == wijkmanager
    assert not Casus.objects.visible_to(ander).exists()
    services.propose_overdracht(casus.pk, actor=wijkmanager, naar=ander, op=LATER)


def test_withdraw_overdracht_takes_the_question_back(casus, offered, wijkmanager, ander):
    services.withdraw_overdracht(casus.pk, actor=wijkmanager, op=LATER)
    with pytest.raises(PermissionDenied):
        services.accept_overdracht(casus.pk, actor=ander, op=LATER)
    with pytest.raises(services.CannotHandOver, match="geen voorstel tot overdracht"):
        services.withdraw_overdracht(casus.pk, actor=wijkmanager, op=LATER)


def test_only_the_one_who_was_asked_answers(casus, offered, wijkmanager, programmamanager):
    for actor in (wijkmanager, programmamanager):
        with pytest.raises(PermissionDenied):
            services.accept_overdracht(casus.pk, actor=actor, op=LATER)
        with pytest.raises(PermissionDenied):
            services.decline_overdracht(casus.pk, actor=actor, op=LATER)


def test_propose_overdracht_by_who_decides_for_a_colleague_who_is_gone(casus, programmamanager, ander):
    services.propose_overdracht(casus.pk, actor=programmamanager, naar=ander, op=LATER)
    services.accept_overdracht(casus.pk, actor=ander, op=LATER)


def test_propose_overdracht_by_anyone_else_is_refused(casus, gebruiker_met, ander, wijk):
    collega = gebruiker_met(Rol.WIJKMANAGER)
    collega.gebieden.add(wijk)
    with pytest.raises(PermissionDenied):
        services.propose_overdracht(casus.pk, actor=collega, naar=ander, op=LATER)


def test_propose_overdracht_twice_is_refused(casus, offered, wijkmanager, gebruiker_met):
    with pytest.raises(services.CannotHandOver, match="ligt al een voorstel"):
        services.propose_overdracht(
            casus.pk, actor=wijkmanager, naar=gebruiker_met(Rol.WIJKMANAGER), op=LATER
        )


@pytest.mark.parametrize(("rol", "zin"), [(Rol.PROGRAMMATEAM, "behandelt geen casussen"), (None, "is al")])
def test_propose_overdracht_to_someone_who_cannot_is_refused(casus, wijkmanager, gebruiker_met, rol, zin):
    naar = gebruiker_met(rol) if rol else wijkmanager
    with pytest.raises(services.CannotHandOver, match=zin):
        services.propose_overdracht(casus.pk, actor=wijkmanager, naar=naar, op=LATER)


def test_propose_overdracht_of_a_casus_that_ended_is_refused(casus_op, wijkmanager, ander):
    with pytest.raises(services.CannotHandOver, match="lopende"):
        services.propose_overdracht(casus_op(Stap.INGETROKKEN).pk, actor=wijkmanager, naar=ander, op=LATER)
