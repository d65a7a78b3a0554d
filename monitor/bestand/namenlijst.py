"""Finds the indicator or gebied behind a name in a file: as it is, as someone chose before, or as a suggestion."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from monitor.bestand.typen import BekendeIndicator, BekendGebied
from monitor.namen import gebied_sleutel, sleutel

GELIJKENIS = 0.82
_PROCENT = {"%", "procent", "percentage", "pct"}
_NIVEAUS = {"gemeente": ("GM", 4), "gemeenten": ("GM", 4), "wijk": ("WK", 6), "wijken": ("WK", 6)} | {
    "buurt": ("BU", 8),
    "buurten": ("BU", 8),
}


def same_eenheid(one: str, other: str) -> bool:
    return eenheid_sleutel(one) == eenheid_sleutel(other)


def eenheid_sleutel(tekst: str) -> str:
    key = re.sub(r"[\s.]", "", tekst.casefold()).replace("×", "x").replace("euros", "euro")
    return "%" if key in _PROCENT else key


class Indicatornamen:
    """Several indicators may share a name; then their eenheid tells which one is meant."""

    def __init__(self, indicatoren: Iterable[BekendeIndicator], gekozen: Mapping[str, int | None]):
        self._by_pk = {indicator.pk: indicator for indicator in indicatoren}
        self._gekozen = gekozen
        self._by_name: dict[str, list[BekendeIndicator]] = {}
        for indicator in self._by_pk.values():
            names = {sleutel(naam) for naam in (*indicator.andere_namen, indicator.code, indicator.naam)}
            for name in names - {""}:
                self._by_name.setdefault(name, []).append(indicator)

    def get(self, pk: int | None) -> BekendeIndicator | None:
        return self._by_pk.get(pk)

    def is_left_out(self, naam: str) -> bool:
        return self._gekozen.get(sleutel(naam), 0) is None

    def is_chosen(self, naam: str) -> bool:
        return self._gekozen.get(sleutel(naam)) in self._by_pk

    def named(self, naam: str, *, positie: bool = False) -> list[BekendeIndicator]:
        """All that this name may mean; in a column of positions only those that are a position."""
        key = sleutel(naam)
        if self._gekozen.get(key) in self._by_pk:
            return [self._by_pk[self._gekozen[key]]]
        found = self._by_name.get(key, [])
        return [one for one in found if one.eenheid.startswith("positie") == positie] or found

    def resembling(self, naam: str) -> int | None:
        close = get_close_matches(sleutel(naam), self._by_name, n=1, cutoff=GELIJKENIS)
        return self._by_name[close[0]][0].pk if close else None


class Gebiedsnamen:
    def __init__(self, gebieden: Iterable[BekendGebied], gekozen: Mapping[str, int | None]):
        self._by_pk = {gebied.pk: gebied for gebied in gebieden}
        self._gekozen = gekozen
        self._by_name: dict[str, list[BekendGebied]] = {}
        for gebied in self._by_pk.values():
            for key in {gebied.code.casefold(), sleutel(gebied.naam), gebied_sleutel(gebied.naam)} - {""}:
                self._by_name.setdefault(key, []).append(gebied)

    def get(self, pk: int | None) -> BekendGebied | None:
        return self._by_pk.get(pk)

    def is_left_out(self, naam: str) -> bool:
        return self._gekozen.get(sleutel(naam), 0) is None

    def is_chosen(self, naam: str) -> bool:
        return self._gekozen.get(sleutel(naam)) in self._by_pk

    def named(self, naam: str, *, niveau: str = "") -> list[BekendGebied]:
        """By name or code; with a niveau a bare number will do: gemeente 899 is GM0899."""
        if not naam.strip():
            return []
        chosen = self._gekozen.get(sleutel(naam))
        if chosen in self._by_pk:
            return [self._by_pk[chosen]]
        prefix, width = _NIVEAUS.get(sleutel(niveau), ("", 0))
        if prefix and naam.strip().isdigit():
            naam = f"{prefix}{int(naam):0{width}d}"
        for key in (naam.strip().casefold(), sleutel(naam), gebied_sleutel(naam)):
            found = self._by_name.get(key)
            if found:
                return [one for one in found if one.code.startswith(prefix)] or found if prefix else found
        return []

    def resembling(self, naam: str) -> int | None:
        close = get_close_matches(gebied_sleutel(naam), self._by_name, n=1, cutoff=GELIJKENIS)
        return self._by_name[close[0]][0].pk if close else None
