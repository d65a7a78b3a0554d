"""A story leaves casuïstiek only anonymous, and only when the casusverantwoordelijke lets it go."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.queries import AnoniemVerhaal, released_verhalen, verhaal
from casuistiek.stappen import Stap

from .conftest import MELDING

LATER = MELDING + timedelta(days=20)
TITEL, TEKST = "Een dak boven een scootmobiel", "Drie jaar ging het over de vraag van wie het dak was."


def release(casus, actor, **velden):
    return services.release_verhaal(
        casus.pk, **{"actor": actor, "op": LATER, "titel": TITEL, "tekst": TEKST} | velden
    )


@pytest.fixture
def schrijver(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM)


def test_release_verhaal_offers_it_to_who_writes(casus_op, wijkmanager, schrijver):
    casus = casus_op(Stap.NAZORG, bedrag=Decimal(480))
    assert released_verhalen(schrijver, MELDING, LATER) == []
    release(casus, wijkmanager)
    expected = AnoniemVerhaal(
        casus.pk, TITEL, TEKST, "Wijk 02 Brunssum-Noord", "maart 2026", Decimal(480), LATER
    )
    assert released_verhalen(schrijver, MELDING, LATER) == [expected]
    assert verhaal(schrijver, casus.pk) == expected


def test_released_verhalen_are_those_of_the_period(casus_op, wijkmanager, schrijver):
    release(casus_op(Stap.NAZORG), wijkmanager)
    assert released_verhalen(schrijver, LATER + timedelta(days=1), date(2026, 12, 31)) == []


@pytest.mark.parametrize("rol", list(Rol))
def test_released_verhalen_are_for_who_writes_and_a_verhaal_for_who_reads(
    casus_op, wijkmanager, gebruiker_met, rol
):
    casus = casus_op(Stap.NAZORG)
    release(casus, wijkmanager)
    user = gebruiker_met(rol)
    writes = rol in (Rol.PROGRAMMAMANAGER, Rol.PROGRAMMATEAM)
    assert bool(released_verhalen(user, MELDING, LATER)) == writes
    assert (verhaal(user, casus.pk) is not None) == (rol not in (Rol.FUNCTIONARIS, Rol.BEHEERDER))


def test_withdraw_verhaal_takes_it_back(casus_op, wijkmanager, schrijver):
    casus = casus_op(Stap.NAZORG)
    release(casus, wijkmanager)
    services.withdraw_verhaal(casus.pk, actor=wijkmanager)
    assert released_verhalen(schrijver, MELDING, LATER) == []
    assert verhaal(schrijver, casus.pk) is None


def test_only_the_casusverantwoordelijke_releases(casus_op, programmamanager, wijkmanager):
    casus = casus_op(Stap.NAZORG)
    with pytest.raises(PermissionDenied):
        release(casus, programmamanager)
    release(casus, wijkmanager)
    with pytest.raises(PermissionDenied):
        services.withdraw_verhaal(casus.pk, actor=programmamanager)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"tekst": "Toen belde Zwaluwstaart ons op."}, "een naam van een betrokkene"),
        ({"titel": "Het dak van zwaluwstaart van den kwikkel"}, "een naam van een betrokkene"),
        ({"tekst": "Bel 06-12345678 voor meer."}, "een telefoonnummer"),
        ({"tekst": "Nummer 999990019, mail a@example.org."}, "een burgerservicenummer en een e-mailadres"),
        ({"titel": " "}, "een titel en een tekst"),
    ],
)
def test_release_verhaal_that_tells_who_it_is_about_is_refused(casus_op, wijkmanager, schrijver, velden, zin):
    casus = casus_op(Stap.NAZORG)
    services.set_betrokkene(casus.pk, actor=wijkmanager, naam="Zwaluwstaart van den Kwikkel")
    with pytest.raises(services.CannotRelease, match=zin):
        release(casus, wijkmanager, **velden)
    assert released_verhalen(schrijver, MELDING, LATER) == []


@pytest.mark.parametrize("stap", [Stap.GESIGNALEERD, Stap.TER_PLEKKE, Stap.VOORSTEL, Stap.INGETROKKEN])
def test_release_verhaal_before_there_is_one_is_refused(casus_op, wijkmanager, stap):
    with pytest.raises(services.CannotRelease, match="Een verhaal vertelt u als"):
        release(casus_op(stap), wijkmanager)


def test_a_story_stays_in_when_the_names_cannot_be_read(casus_op, wijkmanager, settings):
    casus = casus_op(Stap.NAZORG)
    services.set_betrokkene(casus.pk, actor=wijkmanager, naam="Zwartkop")
    settings.BETROKKENE_KEYS = ["een heel andere sleutel"]
    with pytest.raises(services.CannotRelease, match="niet na te kijken"):
        release(casus, wijkmanager)
