"""What the demo took from other gemeenten and gave to them."""

from datetime import date, timedelta

from brunssum.core.models import Gebruiker, Organisatie
from inspanningen.models import Leerpunt
from inspanningen.services import leeruitwisseling as services


def seed_lerend_netwerk(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    """After the leerpunten: some of those are what was given."""
    for one in content["uitwisselingen"]:
        _uitwisseling(one, people[one["door"]], vandaag)


def _uitwisseling(content: dict, wie: Gebruiker, vandaag: date) -> None:
    gesprek = {
        "actor": wie,
        "organisatie": Organisatie.objects.get(naam=content["gemeente"]),
        "op": vandaag - timedelta(days=content["dagen"]),
        "met_wie": content["met_wie"],
        "waarover": content["waarover"],
    }
    if nieuw := content.get("nieuw"):
        made = services.take_leerpunt(**gesprek, **nieuw)
    else:
        leerpunt = Leerpunt.objects.get(titel=content["leerpunt"])
        made = services.add_uitwisseling(leerpunt=leerpunt, richting=content["richting"], **gesprek)
    if uitkomst := content.get("uitkomst"):
        staat, days, tekst = uitkomst
        services.finish_uitwisseling(
            made.pk, actor=wie, op=vandaag - timedelta(days=days), staat=staat, uitkomst=tekst
        )
