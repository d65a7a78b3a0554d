"""From the periods of a table to years: a year as it stands, or twelve months together."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from monitor.cbs.edities import periode_is_voorlopig
from monitor.cbs.tabel import Code, Gegeven
from monitor.celwaarde import ONTBREEKT

_PERIODE = re.compile(r"(\d{4})(JJ|MM)(\d{2})")
MAANDEN = 12


@dataclass(frozen=True)
class Jaren:
    """Per year which periods make it up, and whether it is provisional. An unfinished year is not there."""

    perioden: Mapping[int, tuple[str, ...]]
    voorlopig: frozenset[int]


def years_of(codes: Mapping[str, Code], *, vanaf: int | None, maanden_optellen: bool) -> Jaren:
    whole: dict[int, str] = {}
    months: dict[int, list[str]] = defaultdict(list)
    for code in sorted(codes):
        found = _PERIODE.fullmatch(code)
        if not found or int(found[1]) < (vanaf or 0):
            continue
        if found[2] == "JJ":
            whole[int(found[1])] = code
        else:
            months[int(found[1])].append(code)
    perioden = {jaar: (code,) for jaar, code in whole.items()}
    if maanden_optellen:
        for jaar, some in months.items():
            if jaar not in perioden and len(some) == MAANDEN:
                perioden[jaar] = tuple(some)
    provisional = {
        jaar for jaar, some in perioden.items() if any(periode_is_voorlopig(codes[code]) for code in some)
    }
    return Jaren(perioden, frozenset(provisional))


def over_year(gegevens: Iterable[Gegeven | None]) -> Gegeven | None:
    """The figure of a year from that of its periods; one that is missing is not guessed."""
    gegevens = list(gegevens)
    if len(gegevens) == 1:
        return gegevens[0]
    if all(gegeven is None for gegeven in gegevens):
        return None
    known = [gegeven.waarde for gegeven in gegevens if gegeven is not None and gegeven.waarde is not None]
    if len(known) < len(gegevens):
        return Gegeven(None, ONTBREEKT, f"Er zijn cijfers van {len(known)} van de {len(gegevens)} maanden.")
    remarks = [gegeven.opmerking for gegeven in gegevens if gegeven and gegeven.opmerking]
    return Gegeven(sum(known, Decimal(0)), opmerking=" ".join(dict.fromkeys(remarks)))
