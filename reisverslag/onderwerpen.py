"""What an actiepunt or a melding can be about, here."""

from django.urls import reverse

from brunssum.core import onderwerpen
from reisverslag.models import Raadsstuk, Reisverslag
from reisverslag.services.meelezen import MEELEZEN
from reisverslag.services.raadsstukken import AFHANDELEN

onderwerpen.register(
    Reisverslag,
    url=lambda verslag: reverse("reisverslag:detail", args=[verslag.pk]),
    visible_to=Reisverslag.objects.visible_to,
    label=lambda verslag: verslag.titel,
    sluit_zelf=frozenset({MEELEZEN}),
    van=Reisverslag.objects.written_by,
    acties={
        "reisverslag.bewerkt": "wijzigde {}",
        "reisverslag.nieuwe_versie": "begon een nieuwe versie: {}",
        "reisverslag.ter_beoordeling": "gaf {} ter beoordeling",
        "reisverslag.teruggegeven": "gaf {} terug",
        "reisverslag.vastgesteld": "stelde {} vast",
        "reisverslag.verzonden": "verstuurde {}",
        "reisverslag.gepubliceerd": "maakte {} openbaar",
        "reisverslag.publicatie_ingetrokken": "haalde {} uit het openbaar",
        "meelezer.klaar": "las {} mee",
        "opmerking.gemaakt": "maakte een opmerking bij {}",
        "hoofdstuk.toegevoegd": "schreef aan {}",
        "hoofdstuk.hernoemd": "schreef aan {}",
        "hoofdstuk.verwijderd": "haalde een hoofdstuk uit {}",
        "blok.toegevoegd": "schreef aan {}",
        "blok.bewerkt": "schreef aan {}",
        "blok.verwijderd": "haalde iets uit {}",
    },
)
onderwerpen.register(
    Raadsstuk,
    url=lambda raadsstuk: reverse("reisverslag:raadsstuk", args=[raadsstuk.pk]),
    visible_to=Raadsstuk.objects.visible_to,
    sluit_zelf=frozenset({AFHANDELEN}),
    van=Raadsstuk.objects.handled_by,
    acties={
        "raadsstuk.toegevoegd": "gaf u: {}",
        "raadsstuk.bewerkt": "wijzigde {}",
        "raadsstuk.verbonden": "verbond {} met de draad",
        "raadsstuk.antwoord_geschreven": "schreef aan het antwoord op {}",
        "raadsstuk.beantwoord": "gaf antwoord op {}",
        "raadsstuk.afgedaan": "deed af: {}",
        "raadsstuk.ingetrokken": "trok in: {}",
    },
)
