"""From the bytes of a file to sheets of cells; knows csv itself and leaves xlsx to its neighbour."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from monitor.bestand.typen import GeenIndicatorbestand

MAX_REGELS = 20_000
SCHEIDINGSTEKENS = (";", "\t", ",")
_STUURTEKEN = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True)
class Blad:
    """The rows of one sheet that hold anything, each with its number as a person sees it."""

    naam: str
    rijen: list[tuple[int, list[str]]]


def text_of(raw: bytes) -> str:
    if not raw.strip():
        raise GeenIndicatorbestand("Het bestand is leeg. Kies een csv- of xlsx-bestand met indicatoren.")
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise GeenIndicatorbestand(
            "Dit is een oud Excel-bestand (xls), of een bestand met een wachtwoord. "
            "Sla het in Excel zonder wachtwoord op als xlsx of csv en kies dat bestand."
        )
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _STUURTEKEN.search(text):
            return text
    raise GeenIndicatorbestand(
        "Dit is geen tekst maar bijvoorbeeld een afbeelding of pdf. Kies een csv- of xlsx-bestand met indicatoren."
    )


def csv_beginnings(text: str) -> Iterable[tuple[str, Blad]]:
    """The first lines under each delimiter, to see under which one they make sense."""
    for delimiter in SCHEIDINGSTEKENS:
        rijen = []
        try:
            for row in _csv_rows(text[:65_536], delimiter):
                rijen.append(row)
                if row[0] >= 20:
                    break
        except csv.Error:
            pass
        yield delimiter, Blad("", rijen)


def csv_blad(text: str, delimiter: str) -> Blad:
    rijen = []
    try:
        for row in _csv_rows(text, delimiter):
            if len(rijen) > MAX_REGELS:
                raise too_many_rows()
            rijen.append(row)
    except csv.Error as error:
        raise GeenIndicatorbestand(
            "Dit bestand is niet als csv te lezen. Controleer de aanhalingstekens, of sla het opnieuw op als csv."
        ) from error
    return Blad("", rijen)


def too_many_rows(blad: str = "") -> GeenIndicatorbestand:
    waar = f"Blad {blad}" if blad else "Dit bestand"
    return GeenIndicatorbestand(
        f"{waar} heeft meer dan {MAX_REGELS} regels. Houd alleen de gebieden en indicatoren over die u nodig "
        "hebt, of deel het bestand op."
    )


def _csv_rows(text: str, delimiter: str) -> Iterable[tuple[int, list[str]]]:
    for rij, velden in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), start=1):
        if any(veld.strip() for veld in velden):
            yield rij, [veld.strip() for veld in velden]
