"""Who there are where partners report voortgang: two partners of one inspanning, and who leads it."""

import pytest

from brunssum.core.rollen import Rol
from inspanningen.models import Inspanning, Partnerschap
from tests.factories import InspanningFactory, OrganisatieFactory


@pytest.fixture
def inspanning(projectleider) -> Inspanning:
    return InspanningFactory(nummer="2B", naam="Buurtkamer", projectleider=projectleider)


@pytest.fixture
def partner_of(gebruiker_met, inspanning):
    """An account of an organisation that takes part: partner_of("Weller")."""

    def make(naam: str, **kwargs):
        organisatie = OrganisatieFactory(naam=naam)
        Partnerschap.objects.create(inspanning=inspanning, organisatie=organisatie)
        return gebruiker_met(Rol.PARTNER, organisatie=organisatie, **kwargs)

    return make


@pytest.fixture
def weller(partner_of):
    return partner_of("Weller")


@pytest.fixture
def ggd(partner_of):
    return partner_of("GGD")
