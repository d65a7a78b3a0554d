"""One whole thread: a casus, and all that came of it."""

from types import SimpleNamespace

from django.utils import timezone

from casuistiek import services as casuistiek
from inspanningen.models import Bijdrage
from tests.factories import (
    BlokFactory,
    CasusFactory,
    DoelstellingFactory,
    HoofdstukFactory,
    IndicatorFactory,
    InspanningFactory,
    KnelpuntFactory,
    LeerpuntFactory,
    ReflectieFactory,
    StreefwaardeFactory,
    VerhaalFactory,
)


def make_thread(wijkmanager):
    """casus → knelpunt → leerpunt → inspanning → doelstelling → indicator → verhaal, a reisverslag and a reflectie."""
    knelpunt, leerpunt, inspanning = KnelpuntFactory(), LeerpuntFactory(), InspanningFactory()
    knelpunt.leerpunten.add(leerpunt)
    leerpunt.inspanningen.add(inspanning)
    doelstelling = DoelstellingFactory()
    Bijdrage.objects.create(inspanning=inspanning, doelstelling=doelstelling)
    indicator = IndicatorFactory()
    StreefwaardeFactory(doelstelling=doelstelling, indicator=indicator)
    casus = CasusFactory(casusverantwoordelijke=wijkmanager)
    casuistiek.link_knelpunt(casus.pk, actor=wijkmanager, op=timezone.localdate(), knelpunt=knelpunt)
    hoofdstuk = HoofdstukFactory()
    BlokFactory(hoofdstuk=hoofdstuk, soort="knelpunten", inhoud={"knelpunten": [knelpunt.pk]})
    BlokFactory(hoofdstuk=hoofdstuk, soort="inspanningen", inhoud={"inspanningen": [inspanning.pk]})
    return SimpleNamespace(
        wijkmanager=wijkmanager,
        casus=casus,
        knelpunt=knelpunt,
        leerpunt=leerpunt,
        inspanning=inspanning,
        doelstelling=doelstelling,
        indicator=indicator,
        verhaal=VerhaalFactory(thema=indicator.thema, gepubliceerd=True),
        reisverslag=hoofdstuk.reisverslag,
        reflectie=ReflectieFactory(onderwerp=inspanning),
    )
