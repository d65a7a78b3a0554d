from inspanningen.models import Inspanning, Partnerschap
from tests.core.rechtenmatrix.inspanningen import een_inspanning, een_inspanning_api
from tests.core.rechtenmatrix.wie import GEMEENTE, MET_TOKEN, PA, PL, TEAM, mag, mag_post
from tests.factories import (
    DoelstellingFactory,
    MijlpaalFactory,
    OrganisatieFactory,
    ThemaFactory,
    VoortgangsmeldingFactory,
)

ANDERMANS = {
    "inspanningen:voortgang": mag(GEMEENTE, PA),
    "inspanningen:voortgang_list": mag(GEMEENTE, PA),
    "inspanningen:voortgang_report": mag(),
    "inspanningen:voortgang_detail": mag(TEAM),
    "inspanningen:voortgang_accept": mag(TEAM),
    "inspanningen:voortgang_give_back": mag(TEAM),
    "inspanningen:voortgang_improve": mag(),
    "inspanningen:voortgang_withdraw": mag_post(),
    "api:voortgang-list": MET_TOKEN,
    "api:voortgang-detail": MET_TOKEN,
    "api:voortgang-withdrawal": MET_TOKEN,
    "api:inspanning-voortgang-list": MET_TOKEN,
    "api:mijlpaal-list": MET_TOKEN,
    "api:mijlpaal-detail": MET_TOKEN,
    "api:doelstelling-list": MET_TOKEN,
    "api:doelstelling-detail": MET_TOKEN,
    "api:organisatie-list": MET_TOKEN,
    "api:organisatie-detail": MET_TOKEN,
    "api:thema-list": MET_TOKEN,
    "api:thema-detail": MET_TOKEN,
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
    eigenaar.organisatie = OrganisatieFactory()
    eigenaar.save(update_fields=["organisatie"])
    inspanning = een_inspanning(eigenaar)
    Partnerschap.objects.create(inspanning_id=inspanning["pk"], organisatie=eigenaar.organisatie)
    return inspanning


def een_voortgangsmelding(eigenaar, **kwargs):
    inspanning = Inspanning.objects.get(**_with_partner(eigenaar))
    own = {"inspanning": inspanning, "organisatie": eigenaar.organisatie}
    return {"pk": VoortgangsmeldingFactory(**own, **kwargs).pk}


def _teruggegeven(eigenaar):
    return een_voortgangsmelding(eigenaar, stand="teruggegeven")


def _voortgang_api(eigenaar):
    return {"id": een_voortgangsmelding(eigenaar)["pk"]}


OBJECTS = {
    "api:voortgang-detail": _voortgang_api,
    "api:voortgang-withdrawal": _voortgang_api,
    "api:inspanning-voortgang-list": een_inspanning_api,
    "api:mijlpaal-detail": lambda eigenaar: {"id": MijlpaalFactory().pk},
    "api:doelstelling-detail": lambda eigenaar: {"id": DoelstellingFactory().pk},
    "api:organisatie-detail": lambda eigenaar: {"id": OrganisatieFactory().pk},
    "api:thema-detail": lambda eigenaar: {"code": ThemaFactory().code},
    "inspanningen:voortgang": een_inspanning,
    "inspanningen:voortgang_report": _with_partner,
    "inspanningen:voortgang_detail": een_voortgangsmelding,
    "inspanningen:voortgang_accept": een_voortgangsmelding,
    "inspanningen:voortgang_give_back": een_voortgangsmelding,
    "inspanningen:voortgang_improve": _teruggegeven,
    "inspanningen:voortgang_withdraw": een_voortgangsmelding,
}
