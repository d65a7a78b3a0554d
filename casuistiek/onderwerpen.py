"""What an Actiepunt can be about, here: a casus, which only those who may see it may know of, and a knelpunt."""

from django.urls import reverse

from brunssum.core import onderwerpen
from casuistiek.models import Casus, Knelpunt
from casuistiek.services.afspraken import NAZORG
from casuistiek.services.privacyverzoek import VERZOEK

onderwerpen.register(
    Casus,
    url=lambda casus: reverse("casuistiek:detail", args=[casus.kenmerk]),
    visible_to=lambda user: Casus.objects.visible_to(user).logged(),
    vertrouwelijk=True,
    sluit_zelf=frozenset({NAZORG, VERZOEK}),
)
onderwerpen.register(
    Knelpunt,
    url=lambda knelpunt: reverse("knelpunten:detail", args=[knelpunt.pk]),
    visible_to=Knelpunt.objects.visible_to,
)
