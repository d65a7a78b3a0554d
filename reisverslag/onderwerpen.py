"""What an actiepunt or a melding can be about, here."""

from django.urls import reverse

from brunssum.core import onderwerpen
from reisverslag.models import Reisverslag

onderwerpen.register(
    Reisverslag,
    url=lambda verslag: reverse("reisverslag:detail", args=[verslag.pk]),
    visible_to=Reisverslag.objects.visible_to,
    label=lambda verslag: verslag.titel,
    van=Reisverslag.objects.written_by,
    acties={
        "reisverslag.bewerkt": "wijzigde {}",
        "reisverslag.vastgesteld": "stelde {} vast",
        "hoofdstuk.toegevoegd": "schreef aan {}",
        "hoofdstuk.hernoemd": "schreef aan {}",
        "hoofdstuk.verwijderd": "haalde een hoofdstuk uit {}",
        "blok.toegevoegd": "schreef aan {}",
        "blok.bewerkt": "schreef aan {}",
        "blok.verwijderd": "haalde iets uit {}",
    },
)
