"""The lerend netwerk as a drawing: per gemeente what came to us and what went out, one mark for each."""

from collections.abc import Iterable
from dataclasses import dataclass

from inspanningen.models import Leeruitwisseling
from inspanningen.queries.leeruitwisseling import Gemeentestand

BREEDTE = 360
MIDDEN = 180
RIJ = 54
BOVEN = 46
STAP = 20
STRAAL = 7
MEESTE = 8
"""So many marks fit on a side; more are told in a number."""

STAAT_BADGE = {
    Leeruitwisseling.Staat.OPEN: "neutral",
    Leeruitwisseling.Staat.GEDAAN: "good",
    Leeruitwisseling.Staat.NIET_BRUIKBAAR: "neutral",
}


@dataclass(frozen=True)
class Merk:
    x: int
    staat: str


@dataclass(frozen=True)
class Netwerkrij:
    """One gemeente: the marks of what came (left) and what went (right), from the middle outwards."""

    naam: str
    y: int
    links: tuple[Merk, ...]
    rechts: tuple[Merk, ...]
    links_meer: int
    rechts_meer: int


@dataclass(frozen=True)
class Netwerktekening:
    rijen: tuple[Netwerkrij, ...]
    hoogte: int
    omschrijving: str


def netwerktekening(standen: Iterable[Gemeentestand]) -> Netwerktekening:
    rijen = tuple(
        Netwerkrij(
            naam=stand.organisatie.naam.removeprefix("Gemeente "),
            y=BOVEN + n * RIJ,
            links=_marks(stand.genomen, -1),
            rechts=_marks(stand.gegeven, 1),
            links_meer=max(0, len(stand.genomen) - MEESTE),
            rechts_meer=max(0, len(stand.gegeven) - MEESTE),
        )
        for n, stand in enumerate(standen)
    )
    zinnen = [f"{stand.organisatie.naam}: {len(stand.genomen)} genomen, {len(stand.gegeven)} gegeven" for stand in standen]  # fmt: skip
    return Netwerktekening(rijen, BOVEN + len(rijen) * RIJ, "; ".join(zinnen))


def _marks(uitwisselingen: tuple[Leeruitwisseling, ...], side: int) -> tuple[Merk, ...]:
    shown = uitwisselingen[:MEESTE]
    return tuple(Merk(MIDDEN + side * (16 + n * STAP), one.staat) for n, one in enumerate(shown))
