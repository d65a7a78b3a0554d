"""The four corners before and after, as a small drawing and the table beside it: one source for both."""

from dataclasses import dataclass

from casuistiek.models import Hoekmeting
from casuistiek.models.hoekmeting import HOEKEN, STANDEN

LINKS, STAP, BOVEN, HOOGTE, MARGE = 24, 68, 34, 52, 14


@dataclass(frozen=True)
class Rij:
    """One corner: its two values, where they are drawn, and what happened between them in words."""

    label: str
    voor: int | None
    na: int | None
    y: int

    @property
    def voor_x(self) -> int | None:
        return _x(self.voor)

    @property
    def na_x(self) -> int | None:
        return _x(self.na)

    @property
    def richting(self) -> str:
        if self.voor is None or self.na is None:
            return ""
        return "beter" if self.na > self.voor else "slechter" if self.na < self.voor else "gelijk"

    @property
    def voor_tekst(self) -> str:
        return STANDEN.get(self.voor, "weet ik niet").capitalize()

    @property
    def na_tekst(self) -> str:
        return STANDEN.get(self.na, "weet ik niet").capitalize()


@dataclass(frozen=True)
class Hoektekening:
    rijen: tuple[Rij, ...]
    strepen: tuple[int, ...]
    has_voor: bool
    has_na: bool
    breedte: int = LINKS * 2 + STAP * 4
    hoogte: int = BOVEN + HOOGTE * (len(HOEKEN) - 1) + MARGE


def teken(metingen: dict[str, Hoekmeting]) -> Hoektekening | None:
    """The drawing of what was measured; None when nothing was."""
    if not metingen:
        return None
    voor, na = metingen.get(Hoekmeting.Moment.VOOR), metingen.get(Hoekmeting.Moment.NA)
    return Hoektekening(
        tuple(
            Rij(
                Hoekmeting._meta.get_field(hoek).verbose_name.capitalize(),
                getattr(voor, hoek, None),
                getattr(na, hoek, None),
                BOVEN + HOOGTE * place,
            )
            for place, hoek in enumerate(HOEKEN)
        ),
        strepen=tuple(_x(stand) for stand in STANDEN),
        has_voor=voor is not None,
        has_na=na is not None,
    )


def _x(stand: int | None) -> int | None:
    return None if stand is None else LINKS + STAP * (stand - 1)
