"""What an Actiepunt can be about, here."""

from django.urls import reverse

from ambassadeurs.models import Bijeenkomst, Reflectie
from ambassadeurs.services.reflecties import ANTWOORDEN
from brunssum.core import onderwerpen

onderwerpen.register(
    Reflectie,
    url=lambda reflectie: reverse("ambassadeurs:reflectie", args=[reflectie.pk]),
    visible_to=lambda user: Reflectie.objects.visible_to(user),
    label=lambda reflectie: f"{reflectie.get_soort_display()} van {reflectie.ontvangen_op:%-d-%-m-%Y}",
    sluit_zelf=frozenset({ANTWOORDEN}),
    van=Reflectie.objects.of,
    acties={
        "reflectie.ontvangen": "schreef op: {}",
        "reflectie.beantwoord": "gaf antwoord op: {}",
        "reflectie.teruggekoppeld": "vertelde het antwoord terug op: {}",
    },
)
onderwerpen.register(
    Bijeenkomst,
    url=lambda bijeenkomst: reverse("ambassadeurs:bijeenkomst", args=[bijeenkomst.pk]),
    visible_to=lambda user: Bijeenkomst.objects.visible_to(user),
    van=Bijeenkomst.objects.organised_by,
    acties={
        "bijeenkomst.gepland": "plande {}",
        "bijeenkomst.gewijzigd": "wijzigde {}",
        "bijeenkomst.afgelast": "gelastte {} af",
        "bijeenkomst.verslag": "schreef het verslag van {}",
    },
)
