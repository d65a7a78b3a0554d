"""Editions: which year a table is about, whether its figures are provisional, what to call it, which is newest."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from monitor.cbs.instellingen import Tabelkeuze
from monitor.cbs.tabel import Code, Kenmerken
from monitor.cbs.uitkomst import TabelStaat

_STATUSALINEA = re.compile(r"status van de cijfers:?\s*(.*?)(?:\r?\n\s*\r?\n|\Z)", re.IGNORECASE | re.DOTALL)
_VOORLOPIG = re.compile(
    r"\bvoorlopige (cijfers?|gegevens|uitkomsten)\b|"
    r"\b(cijfers?|gegevens|uitkomsten)\b[^.]*\b(is|zijn)\b[^.]*\bvoorlopig\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Editie:
    """One edition of a table. `jaar` is None for a table with several years."""

    tabel: str
    jaar: int | None
    voorlopig: bool
    naam: str
    opmerking: str = ""


def editie_of(kenmerken: Kenmerken, expected: Tabelkeuze) -> Editie:
    """The table itself says which year it is about; lists of table numbers have been wrong before."""
    jaar, opmerking = kenmerken.jaar or expected.jaar, ""
    if expected.jaar and kenmerken.jaar and kenmerken.jaar != expected.jaar:
        opmerking = (
            f"Tabel {kenmerken.tabel} gaat volgens de bron over {kenmerken.jaar}, in de instellingen staat "
            f"{expected.jaar}. We volgen de bron."
        )
    versie = kenmerken.versie.split("T")[0]  # of a moment the day says enough
    return Editie(
        tabel=kenmerken.tabel,
        jaar=jaar,
        voorlopig=text_says_voorlopig(kenmerken.toelichting),
        naam=f"{kenmerken.tabel}, versie {versie}"[:60] if versie else kenmerken.tabel,
        opmerking=opmerking,
    )


def text_says_voorlopig(toelichting: str) -> bool:
    """What the prose about a table says of its status: only the paragraph that is about that.

    "Definitief, tenzij …" is final: the exceptions are named at the measures.
    """
    found = _STATUSALINEA.search(toelichting)
    if not found:
        return False
    text = found[1].strip().casefold()
    return "voorlopig" in text and not text.startswith("definitief")


def maat_says_voorlopig(toelichting: str) -> bool:
    """Whether the explanation of a measure calls its figures provisional."""
    return bool(_VOORLOPIG.search(toelichting))


def periode_is_voorlopig(code: Code) -> bool:
    """Definitief is final; every other word (Voorlopig, NaderVoorlopig) is not; without a word the prose decides."""
    if code.status:
        return code.status.casefold() != "definitief"
    return "voorlopig" in code.toelichting.casefold()


def gevuld_key(indicator: str, periode: int, gebied: str) -> str:
    """How the state remembers that an indicator had figures for this kind of gebied."""
    return f"{indicator}/{periode}/{gebied[:2]}"


def newest_with_value(staten: Mapping[str, TabelStaat] | Iterable[TabelStaat]) -> dict[str, int]:
    """Per indicator the newest year for which some table has a figure: editions fill in stages."""
    newest: dict[str, int] = {}
    for staat in staten.values() if isinstance(staten, Mapping) else staten:
        for key in staat.gevuld:
            indicator, periode, _ = key.split("/")
            newest[indicator] = max(newest.get(indicator, 0), int(periode))
    return newest
