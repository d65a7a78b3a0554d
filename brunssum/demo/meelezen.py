"""Who reads the concept of the demo along, and what they say of it."""

from datetime import date, timedelta

from django.utils import timezone

from brunssum.core.models import Gebruiker
from reisverslag.models import Blok, Reisverslag
from reisverslag.services import meelezen, opmerkingen
from reisverslag.stappen import Stap


def seed_meelezen(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    verslag = Reisverslag.objects.get(stap=Stap.CONCEPT)
    meelezen.invite_meelezers(
        verslag.pk,
        actor=verslag.auteur,
        gebruikers=[people[one] for one in content["meelezers"]],
        uiterlijk=vandaag + timedelta(days=content["dagen"]),
        op=timezone.now(),
    )
    for one in content["opmerkingen"]:
        blokken = Blok.objects.filter(hoofdstuk__reisverslag=verslag, hoofdstuk__titel=one["hoofdstuk"])
        opmerking = opmerkingen.add_opmerking(
            blokken.present().in_order()[one.get("blok", 0)].pk,
            actor=people[one["door"]],
            op=timezone.now() - timedelta(hours=one["uren"]),
            tekst=one["tekst"],
        )
        if antwoord := one.get("antwoord"):
            opmerkingen.settle_opmerking(
                opmerking.pk, actor=verslag.auteur, op=timezone.now(), antwoord=antwoord
            )
    for wie in content["klaar"]:
        meelezen.finish_reading(verslag.pk, actor=people[wie])
