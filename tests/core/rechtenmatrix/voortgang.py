from brunssum.core.models import Gebruiker
from inspanningen.models import Inspanning, Partnerschap
from tests.core.rechtenmatrix.inspanningen import een_inspanning
from tests.core.rechtenmatrix.wie import GEMEENTE, PA, PL, TEAM, mag, mag_post
from tests.factories import OrganisatieFactory, VoortgangsmeldingFactory

ANDERMANS = {
    "inspanningen:voortgang": mag(GEMEENTE, PA),
    "inspanningen:voortgang_list": mag(GEMEENTE, PA),
    "inspanningen:voortgang_report": mag(),
    "inspanningen:voortgang_detail": mag(TEAM),
    "inspanningen:voortgang_accept": mag(TEAM),
    "inspanningen:voortgang_give_back": mag(TEAM),
    "inspanningen:voortgang_improve": mag(),
    "inspanningen:voortgang_withdraw": mag_post(),
}

EIGEN = {
    "inspanningen:voortgang_report": mag(PA),
    "inspanningen:voortgang_detail": mag(TEAM, PL, PA),
    "inspanningen:voortgang_accept": mag(TEAM, PL),
    "inspanningen:voortgang_give_back": mag(TEAM, PL),
    "inspanningen:voortgang_improve": mag(PA),
    "inspanningen:voortgang_withdraw": mag_post(PA),
}


def _with_partner(eigenaar):
    """One that this person leads, and that the organisatie of this person works along on."""
    organisatie = OrganisatieFactory()
    Gebruiker.objects.filter(pk=eigenaar.pk).update(organisatie=organisatie)
    inspanning = een_inspanning(eigenaar)
    Partnerschap.objects.create(inspanning_id=inspanning["pk"], organisatie=organisatie)
    return inspanning


def een_voortgangsmelding(eigenaar, **kwargs):
    inspanning = Inspanning.objects.get(**_with_partner(eigenaar))
    organisatie = inspanning.partnerschappen.get().organisatie
    return {"pk": VoortgangsmeldingFactory(inspanning=inspanning, organisatie=organisatie, **kwargs).pk}


def _teruggegeven(eigenaar):
    return een_voortgangsmelding(eigenaar, stand="teruggegeven")


OBJECTS = {
    "inspanningen:voortgang": een_inspanning,
    "inspanningen:voortgang_report": _with_partner,
    "inspanningen:voortgang_detail": een_voortgangsmelding,
    "inspanningen:voortgang_accept": een_voortgangsmelding,
    "inspanningen:voortgang_give_back": een_voortgangsmelding,
    "inspanningen:voortgang_improve": _teruggegeven,
    "inspanningen:voortgang_withdraw": een_voortgangsmelding,
}
