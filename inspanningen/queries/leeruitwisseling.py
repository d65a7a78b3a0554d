"""What we took from each gemeente and gave to it, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from brunssum.core.models import Organisatie
from inspanningen.models import Leeruitwisseling


@dataclass(frozen=True)
class Gemeentestand:
    """Everything between us and one gemeente."""

    organisatie: Organisatie
    genomen: tuple[Leeruitwisseling, ...]
    gegeven: tuple[Leeruitwisseling, ...]


def per_gemeente(uitwisselingen: Iterable[Leeruitwisseling]) -> list[Gemeentestand]:
    """These uitwisselingen, of for_list(), by gemeente in alphabetical order; each keeps its order within."""
    found: dict[int, list[Leeruitwisseling]] = {}
    for one in uitwisselingen:
        found.setdefault(one.organisatie_id, []).append(one)
    standen = [
        Gemeentestand(
            rows[0].organisatie,
            genomen=tuple(one for one in rows if one.richting == Leeruitwisseling.Richting.GENOMEN),
            gegeven=tuple(one for one in rows if one.richting == Leeruitwisseling.Richting.GEGEVEN),
        )
        for rows in found.values()
    ]
    return sorted(standen, key=lambda stand: (stand.organisatie.naam, stand.organisatie.pk))
