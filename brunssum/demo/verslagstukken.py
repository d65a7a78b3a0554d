"""What a reisverslag of the demo is made of besides its texts: bouwstenen that were picked, and an earlier verslag."""

from typing import Any

from brunssum.core import bouwstenen
from brunssum.core.models import Gebruiker
from reisverslag import services
from reisverslag.aanbod import vraag_of
from reisverslag.models import Reisverslag


def place_newest(verslag: Reisverslag, hoofdstuk_id: int, wanted: dict[str, int], manager: Gebruiker) -> None:
    """Pick the newest bouwstenen of these kinds, so many of each, and put them in this hoofdstuk."""
    offered = bouwstenen.offered(vraag_of(verslag, manager), wanted)
    sleutels = [steen.sleutel for soort, aantal in wanted.items() for steen in offered[soort][:aantal]]
    if sleutels:
        services.place_bouwstenen(verslag.pk, actor=manager, sleutels=sleutels, hoofdstuk_id=hoofdstuk_id)


def vorige(inhoud: dict[str, Any]) -> dict[str, int]:
    """The choice of a blok ‘veranderd’, by the title of the earlier verslag."""
    return {"vorige": Reisverslag.objects.get(titel=inhoud["vorige"]).pk}
