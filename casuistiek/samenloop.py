"""Two people complete one casus at once, and no word is lost.

A form carries a print of every field as it was read: enough to see, when it comes back, who changed what.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from casuistiek.models import Casus

VELDEN = ("gebied", "wat_gaat_mis", "leefgebieden", "betrokken_partijen", "urgentie")

Stand = dict[str, Any]
Afdruk = dict[str, str]


def stand_of(casus: Casus) -> Stand:
    """The five fields as they are stored. Causes a query, unless the leefgebieden came along."""
    return {
        "gebied": casus.gebied_id,
        "wat_gaat_mis": casus.wat_gaat_mis,
        "leefgebieden": sorted(regel.leefgebied for regel in casus.leefgebieden.all()),
        "betrokken_partijen": casus.betrokken_partijen,
        "urgentie": casus.urgentie,
    }


def afdruk_of(stand: Stand) -> Afdruk:
    """A short print of each field: the same print is the same value."""
    return {naam: _print(stand[naam]) for naam in VELDEN}


@dataclass(frozen=True)
class Samenvoeging:
    """What would be stored, and the fields that both changed, differently: there it holds mine."""

    waarden: Stand
    botsingen: tuple[str, ...]


def merge(gelezen: Afdruk, nu: Stand, mijn: Stand) -> Samenvoeging:
    """Of each field the one that was changed. A field without a print was read as it is now."""
    waarden, botsingen = {}, []
    for naam in VELDEN:
        read, present, mine = gelezen.get(naam, _print(nu[naam])), _print(nu[naam]), _print(mijn[naam])
        waarden[naam] = nu[naam] if mine in (read, present) else mijn[naam]
        if read not in (mine, present) and mine != present:
            botsingen.append(naam)
    return Samenvoeging(waarden, tuple(botsingen))


def write_afdruk(afdruk: Afdruk) -> str:
    """As it travels in a form."""
    return " ".join(f"{naam}:{print_}" for naam, print_ in afdruk.items())


def read_afdruk(tekst: str) -> Afdruk:
    """What came back in a form; what makes no sense is left out."""
    pairs = (part.partition(":") for part in tekst.split())
    return {naam: print_ for naam, _, print_ in pairs if naam in VELDEN}


def _print(waarde: Any) -> str:
    if isinstance(waarde, str):
        waarde = waarde.replace("\r\n", "\n").strip()  # a browser sends other line ends than we store
    return hashlib.sha256(json.dumps(waarde).encode()).hexdigest()[:16]
