"""Webhooks: of one's own organisation, and for the beheerder all of them, to switch off or take away."""

from brunssum.core.models import Gebruiker, Webhook
from tests.core.rechtenmatrix.wie import BH, MET_TOKEN, PA, mag, mag_post
from tests.factories import BerichtFactory, OrganisatieFactory, WebhookFactory

ANDERMANS = {
    "core:webhook_list": mag(PA, BH),
    "core:webhook_add": mag(),
    "core:webhook": mag(BH),
    "core:webhook_geheim": mag(),
    "core:webhook_rotate": mag_post(),
    "core:webhook_drop_vorig": mag_post(),
    "core:webhook_soorten": mag(),
    "core:webhook_proef": mag_post(),
    "core:webhook_switch_on": mag_post(BH),
    "core:webhook_switch_off": mag_post(BH),
    "core:webhook_remove": mag(BH),
    "core:webhook_again": mag_post(),
    "core:bericht_again": mag_post(),
    "api:webhook-list": MET_TOKEN,
    "api:webhook-detail": MET_TOKEN,
    "api:webhook-geheim": MET_TOKEN,
    "api:webhook-proefbericht": MET_TOKEN,
    "api:webhook-herhaling": MET_TOKEN,
    "api:bericht-list": MET_TOKEN,
    "api:bericht-detail": MET_TOKEN,
    "api:bericht-herhaling": MET_TOKEN,
}

EIGEN = {
    "core:webhook": mag(PA, BH),
    "core:webhook_geheim": mag(PA),
    "core:webhook_rotate": mag_post(PA),
    "core:webhook_drop_vorig": mag_post(PA),
    "core:webhook_soorten": mag(PA),
    "core:webhook_proef": mag_post(PA),
    "core:webhook_switch_on": mag_post(PA, BH),
    "core:webhook_switch_off": mag_post(PA, BH),
    "core:webhook_remove": mag(PA, BH),
    "core:webhook_again": mag_post(PA),
    "core:bericht_again": mag_post(PA),
}


def _webhook(eigenaar):
    """Of the organisation of this person, who has one from now on."""
    organisatie = OrganisatieFactory()
    Gebruiker.objects.filter(pk=eigenaar.pk).update(organisatie=organisatie)
    return {"uuid": WebhookFactory(organisatie=organisatie).uuid}


def _bericht(eigenaar):
    webhook = _webhook(eigenaar)
    bericht = BerichtFactory(webhook=Webhook.objects.get(**webhook), stand="bezorgd", volgende_poging_op=None)
    return {**webhook, "bericht_uuid": bericht.uuid}


def _webhook_api(eigenaar):
    return {"id": WebhookFactory().uuid}


def _bericht_api(eigenaar):
    return {"id": BerichtFactory().uuid}


OBJECTS = dict.fromkeys(EIGEN, _webhook) | {
    "core:bericht_again": _bericht,
    "api:webhook-detail": _webhook_api,
    "api:webhook-geheim": _webhook_api,
    "api:webhook-proefbericht": _webhook_api,
    "api:webhook-herhaling": _webhook_api,
    "api:bericht-detail": _bericht_api,
    "api:bericht-herhaling": _bericht_api,
}
