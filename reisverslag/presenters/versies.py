"""What a blok said before, each versie beside the one before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from brunssum.core.verschillen import Stuk, word_diff
from reisverslag.blokken import SOORTEN
from reisverslag.models import Blok, Blokversie
from reisverslag.queries import BlokDeel


@dataclass(frozen=True)
class Versiebeeld:
    """One versie: in words what changed, or else as it would be shown (`deel`)."""

    versie: Blokversie
    is_nu: bool
    stukken: tuple[Stuk, ...]
    deel: BlokDeel | None


def versiebeelden(
    blok: Blok, versies: Sequence[Blokversie], delen: Sequence[BlokDeel | None]
) -> list[Versiebeeld]:
    """`versies` newest first, with how each would be shown now."""
    woorden = [SOORTEN[blok.soort].woorden(versie.inhoud) for versie in versies]
    before = [*woorden, ""][1:]
    return [
        Versiebeeld(versie, versie.inhoud == blok.inhoud, word_diff(was, nu) if nu or was else (), deel)
        for versie, nu, was, deel in zip(versies, woorden, before, delen, strict=True)
    ]
