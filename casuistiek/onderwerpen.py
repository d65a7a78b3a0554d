"""What an Actiepunt can be about, here: a casus, which only those who may see it may know of, and a knelpunt."""

from django.urls import reverse

from brunssum.core import onderwerpen
from casuistiek.models import Casus, Knelpunt, Privacyverzoek, Signaal
from casuistiek.permissions import bezwaar_tegen_afspraak
from casuistiek.services.afspraken import NAZORG
from casuistiek.services.privacyverzoek import VERZOEK
from casuistiek.stappen import Stap

onderwerpen.register(
    Casus,
    url=lambda casus: reverse("casuistiek:detail", args=[casus.kenmerk]),
    visible_to=lambda user: Casus.objects.visible_to(user).logged(),
    vertrouwelijk=True,
    sluit_zelf=frozenset({NAZORG, VERZOEK}),
    make_url=lambda casus: (
        "" if bezwaar_tegen_afspraak(casus) else reverse("casuistiek:afspraak", args=[casus.kenmerk])
    ),
    van=lambda user: Casus.objects.filter(casusverantwoordelijke=user),
    acties={
        "casus.aangevuld": "vulde {} aan",
        "casus.notitie": "schreef een notitie bij {}",
        "casus.afspraak": "maakte een afspraak bij {}",
        "casus.hoekmeting": "vroeg bij {} hoe het gaat",
        "casus.signaal": "voegde een signaal toe aan {}",
        "casus.gedeeld": "deelde {} in een overleg",
        "overdracht.aangenomen": "nam {} over",
        "overdracht.afgewezen": "nam {} niet over",
        "overleg.casus_op_agenda": "zette {} op de agenda van een overleg",
        **{f"casus.{stap.value}": f"bracht {{}} naar {stap.label.lower()}" for stap in Stap},
    },
)
onderwerpen.register(
    Knelpunt,
    url=lambda knelpunt: reverse("knelpunten:detail", args=[knelpunt.pk]),
    visible_to=Knelpunt.objects.visible_to,
)
onderwerpen.register(
    Signaal,
    url=lambda signaal: reverse("casuistiek:signaal", args=[signaal.uuid]),
    visible_to=Signaal.objects.visible_to,
    vertrouwelijk=True,
    takes_actiepunten=False,
)
onderwerpen.register(
    Privacyverzoek,
    url=lambda verzoek: (
        reverse("casuistiek:privacyverzoek", args=[verzoek.casus.kenmerk, verzoek.pk])
        if verzoek.casus_id
        else reverse("casuistiek:signaal_privacyverzoek", args=[verzoek.signaal.uuid, verzoek.pk])
    ),
    visible_to=Privacyverzoek.objects.visible_to,
    vertrouwelijk=True,
    sluit_zelf=frozenset({VERZOEK}),
)
