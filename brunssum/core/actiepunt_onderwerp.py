"""An actiepunt as what a melding is about: its title is shown to who may see it, if need be after a second factor."""

from django.urls import reverse

from brunssum.core import onderwerpen
from brunssum.core.models import Actiepunt

onderwerpen.register(
    Actiepunt,
    url=lambda actiepunt: reverse("core:actiepunt", args=[actiepunt.pk]),
    visible_to=Actiepunt.objects.visible_to,
    label=lambda actiepunt: actiepunt.titel,
    hides=lambda actiepunt: actiepunt.vertrouwelijk,
    takes_actiepunten=False,
    van=Actiepunt.objects.made_by,
    acties={
        "actiepunt.afgerond": "rondde af: {}",
        "actiepunt.bevestigd": "bevestigde: {}",
        "actiepunt.teruggegeven": "gaf terug: {}",
        "actiepunt.overgedragen": "droeg over: {}",
        "actiepunt.ingetrokken": "trok in: {}",
    },
)
