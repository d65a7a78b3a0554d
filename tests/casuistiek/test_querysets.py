"""Who sees which casussen, and which rows a list holds."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from brunssum.core.models import Gebied
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Casus
from casuistiek.stappen import KAN_STILSTAAN, Stap
from tests.factories import CasusFactory, GebiedFactory

TODAY = date(2026, 6, 1)


@pytest.fixture
def casus(buurt):
    return CasusFactory(gebied=buurt)


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol not in (Rol.PROGRAMMAMANAGER, Rol.WIJKMANAGER)])
def test_visible_to_anyone_else_is_none(casus, gebruiker_met, rol):
    assert not Casus.objects.visible_to(gebruiker_met(rol)).exists()


def test_visible_to_who_may_not_log_in_is_none(casus):
    casus.casusverantwoordelijke.is_active = False
    assert not Casus.objects.visible_to(casus.casusverantwoordelijke).exists()


def test_visible_to_the_programmamanager_is_all(casus, programmamanager):
    assert Casus.objects.visible_to(programmamanager).get() == casus


def test_visible_to_a_wijkmanager_without_gebieden_is_own(casus, wijkmanager):
    own = CasusFactory(casusverantwoordelijke=wijkmanager)
    assert list(Casus.objects.visible_to(wijkmanager)) == [own]


@pytest.mark.parametrize("own", ["buurt", "wijk", "gemeente"])
def test_visible_to_a_wijkmanager_are_those_of_own_gebieden_and_the_buurten_in_them(
    casus, gebruiker_met, buurt, wijk, own
):
    gemeente = GebiedFactory(soort=Gebied.Soort.GEMEENTE)
    wijk.ouder = gemeente
    wijk.save()
    collega = gebruiker_met(Rol.WIJKMANAGER)
    collega.gebieden.add({"buurt": buurt, "wijk": wijk, "gemeente": gemeente}[own], GebiedFactory())
    CasusFactory(gebied=GebiedFactory())
    assert list(Casus.objects.visible_to(collega)) == [casus]


def test_visible_to_shows_each_casus_once(casus, gebruiker_met, buurt, wijk):
    collega = casus.casusverantwoordelijke
    collega.gebieden.add(buurt, wijk)
    assert Casus.objects.visible_to(collega).count() == 1


def test_a_concept_is_seen_by_its_writer_alone(wijkmanager, programmamanager, gebruiker_met, buurt):
    collega = gebruiker_met(Rol.WIJKMANAGER)
    collega.gebieden.add(buurt)
    services.save_concept(uuid4(), actor=wijkmanager, op=TODAY, gebied=buurt)
    assert [Casus.objects.visible_to(user).count() for user in (wijkmanager, programmamanager, collega)] == [
        1,
        0,
        0,
    ]


def test_standing_still_is_ten_days_without_a_move_and_not_in_nazorg(db):
    for stap in Stap:
        for days in (9, 10):
            CasusFactory(stap=stap, gemeld_op=TODAY - timedelta(days=days))
    still = Casus.objects.standing_still(TODAY)
    assert {casus.stap for casus in still} == set(KAN_STILSTAAN)
    assert {casus.bewogen_op for casus in still} == {TODAY - timedelta(days=10)}


def test_for_list_puts_the_most_urgent_and_longest_waiting_first(db):
    old, urgent, new = (
        CasusFactory(urgentie=2, gemeld_op=TODAY - timedelta(days=5)),
        CasusFactory(urgentie=1, gemeld_op=TODAY),
        CasusFactory(urgentie=2, gemeld_op=TODAY),
    )
    assert list(Casus.objects.for_list()) == [urgent, old, new]
