import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from brunssum.core.models import Gebruiker
from inspanningen.tekst import blokken


@dataclass(frozen=True)
class Ruimte:
    """How much of everything goes on the sheet: letters of a text, lines of a list."""

    letters: int
    regels: int


RUIMTES = (
    Ruimte(800, 7),
    Ruimte(560, 6),
    Ruimte(400, 5),
    Ruimte(280, 4),
    Ruimte(180, 3),
    Ruimte(100, 2),
    Ruimte(80, 1),
)
"""From much to little: the first that fits on one sheet is taken."""


class Bladsoort:
    """One kind of blad. It shows what this reader may see, as everywhere."""

    soort: str
    label: str
    template: str
    bladzijden: int | None = 1
    """So many pages, however much there is to tell; None: as many as it takes."""

    def find(self, pk: int, user: Gebruiker) -> Any:
        """What the blad is about, or None when it is gone or this person may not know of it."""
        raise NotImplementedError

    def titel(self, over: Any) -> str:
        raise NotImplementedError

    def bestandsnaam(self, over: Any) -> str:
        """Without what comes after the dot."""
        raise NotImplementedError

    def gather(self, over: Any, user: Gebruiker, vandaag: date) -> Any:
        """The facts, with this reader's zicht."""
        raise NotImplementedError

    def present(self, feiten: Any, ruimte: Ruimte) -> dict[str, Any]:
        """What the template shows of them when there is so much room."""
        raise NotImplementedError


def kort(tekst: str, letters: int) -> str:
    """The first whole lines or sentences that fit; cut in a sentence only when its first is too long."""
    kept: list[str] = []
    room = letters
    for blok in blokken(tekst):
        for regel in blok.regels:
            if len(regel) > room:
                return _with_end(kept, regel, room)
            kept.append(f"- {regel}" if blok.soort != "alinea" else regel)
            room -= len(regel)
    return "\n".join(kept)


def _with_end(kept: list[str], regel: str, room: int) -> str:
    whole = "".join(re.findall(r"[^.!?]+[.!?]+\s*", regel[:room])).strip()
    if whole:
        return "\n".join([*kept, f"{whole} …"])
    if kept:
        return "\n".join([*kept[:-1], f"{kept[-1]} …"])
    return f"{regel[:room].rsplit(' ', 1)[0]} …"
