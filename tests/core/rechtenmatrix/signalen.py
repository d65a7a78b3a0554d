"""Signalen: of a partner, in a wijk where nobody of these works."""

from datetime import date
from uuid import uuid4

from casuistiek.models import Betrokkene, Privacyverzoek, Signaal
from tests.core.rechtenmatrix.wie import CASUS, MET_TOKEN, PA, PM, mag, mag_post
from tests.factories import GebiedFactory, OrganisatieFactory, SignaalFactory

ANDERMANS = {
    "casuistiek:signalen": mag(CASUS, PA),
    "casuistiek:signaal_figures": mag(CASUS),
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
    "casuistiek:signaal_bewoner_change": mag_post(PM),
    "casuistiek:signaal_privacy": mag(PM),
    "casuistiek:signaal_privacyverzoek": mag(PM),
    "casuistiek:signaal_beperking_lift": mag_post(PM),
    "casuistiek:signaal_betrokkene_export": mag_post(PM),
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
    "casuistiek:signaal_bewoner_change": mag_post(CASUS),
    "casuistiek:signaal_privacy": mag(CASUS),
    "casuistiek:signaal_privacyverzoek": mag(CASUS),
    "casuistiek:signaal_beperking_lift": mag_post(CASUS),
    "casuistiek:signaal_betrokkene_export": mag_post(CASUS),
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


def _bewoner(eigenaar):
    where = _signaal(eigenaar)
    signaal = Signaal.objects.get(uuid=where["signaal"])
    return where | {"pk": Betrokkene.objects.create(signaal=signaal, naam="Iemand").pk}


def _verzoek(eigenaar):
    where = _bewoner(eigenaar)
    verzoek = Privacyverzoek.objects.create(
        signaal=Signaal.objects.get(uuid=where["signaal"]),
        betrokkene=where["pk"],
        soort="inzage",
        ontvangen_op=date(2026, 3, 2),
        uiterlijk_op=date(2026, 4, 2),
        door=eigenaar,
    )
    return where | {"pk": verzoek.pk}


def _over_the_api(eigenaar):
    return {"id": SignaalFactory().uuid}


OBJECTS = {
    **{name: _new if name.endswith("_new") else _signaal for name in EIGEN},
    "casuistiek:signaal_bewoner_change": _bewoner,
    "casuistiek:signaal_privacyverzoek": _verzoek,
    "casuistiek:signaal_betrokkene_export": lambda eigenaar: _bewoner(eigenaar) | {"vorm": "json"},
} | dict.fromkeys(
    ("api:signaal-detail", "api:signaal-withdrawal", "api:signaal-aanvulling-list"), _over_the_api
)
