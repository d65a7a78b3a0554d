"""Makes what the examples of the document are about, under the very key that they call it by."""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import date

from django.db import transaction

from ambassadeurs.models import Bijeenkomst, Reflectie
from brunssum.core.api.papers import as_here
from brunssum.core.models import Bericht, Gebied, Organisatie, Webhook
from brunssum.core.rollen import Rol
from casuistiek.models import Knelpunt, Signaal
from inspanningen.models import Doelstelling, Inspanning, Leerpunt, Mijlpaal, Partnerschap, Voortgangsmelding
from monitor.models import Indicator, Thema, Verhaal
from reisverslag.models import Reisverslag
from tests.api.cijfers import make_indicator, make_waarneming
from tests.api.conftest import make_client
from tests.api.wat_partners_lezen import make_bijeenkomst
from tests.factories import (
    BerichtFactory,
    DoelstellingFactory,
    GebiedFactory,
    GebruikerFactory,
    InspanningFactory,
    KnelpuntFactory,
    LeerpuntFactory,
    MijlpaalFactory,
    OrganisatieFactory,
    ReflectieFactory,
    SignaalFactory,
    ThemaFactory,
    VerhaalFactory,
    VoortgangsmeldingFactory,
    WebhookFactory,
)
from tests.openbaar.maken import make_gepubliceerd


def gebied(partner, code: str = "WK999901") -> Gebied:
    found = Gebied.objects.filter(code=code).first()
    return found or GebiedFactory(code=code, geldig_van=date(2020, 1, 1))


def indicator(partner, code: str = "buurtcontact"):
    if not Indicator.objects.filter(code=code).exists():
        make_waarneming(make_indicator(code), gebied(partner), waarde=61)


def inspanning(partner, pk: str = "12"):
    """One in which the partner takes part."""
    if not Inspanning.objects.filter(pk=pk).exists():
        made = InspanningFactory(pk=pk)
        Partnerschap.objects.create(inspanning=made, organisatie=partner.organisatie)


def bijeenkomst(partner, pk: str = "8"):
    if not Bijeenkomst.objects.filter(pk=pk).exists():
        make_bijeenkomst(pk=pk)


def knelpunt(partner, pk: str = "7"):
    """One of which the leerpunt of the examples was learned."""
    leerpunt(partner)
    if not Knelpunt.objects.filter(pk=pk).exists():
        KnelpuntFactory(pk=pk).leerpunten.add(4)


def leerpunt(partner, pk: str = "4"):
    inspanning(partner)
    if not Leerpunt.objects.filter(pk=pk).exists():
        LeerpuntFactory(pk=pk).inspanningen.add(12)


def reflectie(partner, pk: str = "31"):
    """One of the partner; and there is someone who answers."""
    if not Reflectie.objects.filter(pk=pk).exists():
        GebruikerFactory(rollen=(Rol.PROGRAMMAMANAGER,))
        ReflectieFactory(pk=pk, groep=None, organisatie=partner.organisatie)


def reisverslag(partner, pk: str = "3"):
    if not Reisverslag.objects.filter(pk=pk).exists():
        make_gepubliceerd(pk=pk)


def verhaal(partner, pk: str = "5"):
    if not Verhaal.objects.filter(pk=pk).exists():
        VerhaalFactory(pk=pk, gepubliceerd=True, gebied=gebied(partner))


def doelstelling(partner, pk: str = "2"):
    if not Doelstelling.objects.filter(pk=pk).exists():
        DoelstellingFactory(pk=pk, nummer="2")


def mijlpaal(partner, pk: str = "31"):
    """A planned one, of the inspanning of the examples."""
    inspanning(partner)
    if not Mijlpaal.objects.filter(pk=pk).exists():
        MijlpaalFactory(pk=pk, inspanning_id=12)


def organisatie(partner, pk: str = "7"):
    if not Organisatie.objects.filter(pk=pk).exists():
        OrganisatieFactory(pk=pk)


def thema(partner, code: str = "sociale-basis"):
    if not Thema.objects.filter(code=code).exists():
        ThemaFactory(code=code)


def voortgang(partner, pk: str = "5"):
    """One that the partner handed in and that waits, so that it can be withdrawn."""
    inspanning(partner)
    if not Voortgangsmelding.objects.filter(pk=pk).exists():
        VoortgangsmeldingFactory(pk=pk, inspanning_id=12, organisatie=partner.organisatie)


SIGNAAL = "0f8fad5b-d9cb-469f-a165-70867728950e"


def signaal(partner, pk: str = SIGNAAL):
    """One that the partner handed in and that waits, so that it can be withdrawn."""
    if not Signaal.objects.filter(uuid=pk).exists():
        SignaalFactory(
            uuid=pk,
            organisatie=partner.organisatie,
            ingediend_door=None,
            ingediend_met=partner,
            gebied=gebied(partner),
        )


def webhook(partner, uuid: str = "5f0c7d0a-58a1-4f0e-9d3c-6a3f6e0c2b11"):
    return Webhook.objects.filter(uuid=uuid).first() or WebhookFactory(
        uuid=uuid, organisatie=partner.organisatie
    )


def bericht(partner, uuid: str = "0b9f2c44-7d0e-4a53-8f6b-1f2f3c9a7e20"):
    if not Bericht.objects.filter(uuid=uuid).exists():
        BerichtFactory(uuid=uuid, webhook=webhook(partner))


MAKERS: dict[str, Callable] = {
    "/berichten/{id}": bericht,
    "/bijeenkomsten/{id}": bijeenkomst,
    "/doelstellingen/{id}": doelstelling,
    "/gebieden/{code}": gebied,
    "/indicatoren/{code}": indicator,
    "/inspanningen/{id}": inspanning,
    "/knelpunten/{id}": knelpunt,
    "/leerpunten/{id}": leerpunt,
    "/mijlpalen/{id}": mijlpaal,
    "/organisaties/{id}": organisatie,
    "/reflecties/{id}": reflectie,
    "/reisverslagen/{id}": reisverslag,
    "/signalen/{id}": signaal,
    "/themas/{code}": thema,
    "/verhalen/{id}": verhaal,
    "/voortgang/{id}": voortgang,
    "/webhooks/{id}": webhook,
}
"""For each thing with an address of its own: make it, with this key."""


def make_all(partner) -> None:
    """One of everything, with the keys of the examples; the gebied also as the page of this gemeente calls it."""
    gebied(partner, as_here("WK999901"))
    for maker in MAKERS.values():
        maker(partner)


@contextmanager
def world():
    """A partner with one of everything, for as long as this lasts: many tests can share it, since each undoes what it did."""
    with transaction.atomic():
        partner = make_client("Woonpartner")
        make_all(partner)
        yield partner
        transaction.set_rollback(True)
