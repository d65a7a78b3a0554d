"""Signalen: of a partner, in a wijk where nobody of these works."""

from uuid import uuid4

from tests.core.rechtenmatrix.wie import CASUS, MET_TOKEN, PA, PM, mag, mag_post
from tests.factories import GebiedFactory, OrganisatieFactory, SignaalFactory

ANDERMANS = {
    "casuistiek:signalen": mag(CASUS, PA),
    "casuistiek:signaal_add": mag(),
    "casuistiek:signaal_new": mag(),
    "casuistiek:signaal": mag(PM),
    "casuistiek:signaal_aanvulling": mag_post(),
    "casuistiek:signaal_withdraw": mag(),
    "casuistiek:signaal_take_up": mag(PM),
    "casuistiek:signaal_join": mag(PM),
    "casuistiek:signaal_refuse": mag(PM),
    "casuistiek:signaal_bericht": mag_post(PM),
    "casuistiek:signaal_bewoner": mag(PM),
    "api:signaal-list": MET_TOKEN,
    "api:signaal-detail": MET_TOKEN,
    "api:signaal-withdrawal": MET_TOKEN,
    "api:signaal-aanvulling-list": MET_TOKEN,
}
"""A partner without an organisation sees an empty list, and gives none."""

EIGEN = {
    "casuistiek:signaal_new": mag(PA),
    "casuistiek:signaal": mag(CASUS, PA),
    "casuistiek:signaal_aanvulling": mag_post(PA),
    "casuistiek:signaal_withdraw": mag(PA),
    "casuistiek:signaal_take_up": mag(CASUS),
    "casuistiek:signaal_join": mag(CASUS),
    "casuistiek:signaal_refuse": mag(CASUS),
    "casuistiek:signaal_bericht": mag_post(CASUS),
    "casuistiek:signaal_bewoner": mag(CASUS),
}
"""Of the own organisation, in a wijk where this person works."""


def _signaal(eigenaar):
    eigenaar.organisatie = OrganisatieFactory()
    eigenaar.save(update_fields=["organisatie"])
    gebied = GebiedFactory()
    eigenaar.gebieden.add(gebied)
    signaal = SignaalFactory(organisatie=eigenaar.organisatie, gebied=gebied)
    return {"signaal": signaal.uuid}


def _new(eigenaar):
    _signaal(eigenaar)
    return {"signaal": uuid4()}


def _over_the_api(eigenaar):
    return {"id": SignaalFactory().uuid}


OBJECTS = {name: _new if name.endswith("_new") else _signaal for name in EIGEN} | dict.fromkeys(
    ("api:signaal-detail", "api:signaal-withdrawal", "api:signaal-aanvulling-list"), _over_the_api
)
