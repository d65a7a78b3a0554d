"""The spreadsheet of the programme: what its columns are called, how a value is written in a cell and read back.

What is written is what is read: `lees(naam, schrijf(naam, waarde))` gives the same value.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from brunssum.core.bestanden.werkmap import GeenWerkmap, open_werkmap
from inspanningen.models import Inspanning
from inspanningen.stand import LIJSTEN, PARTNERS
from inspanningen.tekst import clean, clean_line
from inspanningen.velden import LABELS, TEKSTKOLOMMEN, is_visible

KENMERK, VERSIE = "kenmerk", "versie"
VAST_LABELS = {KENMERK: "Kenmerk (niet wijzigen)", VERSIE: "Versie (niet wijzigen)"}
INSPANNINGEN = "Inspanningen"
KAART_KOPPEN = VAST_LABELS | LABELS
"""The columns of the sheet with inspanningen, by their name in a Versie."""
MIJLPALEN = "Mijlpalen"
MIJLPAAL_KOPPEN = VAST_LABELS | {
    "inspanning": "Inspanning",
    "naam": "Mijlpaal",
    "wanneer": "Wanneer",
    "status": "Status",
    "gehaald_op": "Gehaald op",
    "toelichting": "Toelichting",
    "reden": "Waarom verschoven of vervallen",
}
UITLEG = "Uitleg"
"""The sheet that tells how the workbook works; nothing is read from it."""
KOPPEN = {INSPANNINGEN: KAART_KOPPEN, MIJLPALEN: MIJLPAAL_KOPPEN}
"""Per sheet its columns, by the name they have here."""

MAX_RIJEN, MAX_KOLOMMEN, MAX_BLADEN = 5000, 100, 30
MAX_CEL = 32_767
"""What fits in one cell of Excel."""

_FASEN = {fase.label.casefold(): fase.value for fase in Inspanning.Fase}


class Onleesbaar(ValueError):
    """A cell says something that is not known here: a Dutch sentence that tells what to do."""


@dataclass(frozen=True)
class Naslag:
    """Everything that a cell can name: of each kind what it is called, and all names it answers to."""

    labels: Mapping[str, Mapping[int, str]]
    bekend: Mapping[str, Mapping[str, int | None]]
    """Names without capitals, to what they mean; None when several have that name."""

    @classmethod
    def of(cls, rows: Mapping[str, Iterable[tuple[int, str, tuple[str, ...]]]]) -> "Naslag":
        """Made of rows (id, label, other names) per kind. A label that two rows share is written with the first other name."""
        labels, bekend = {}, {}
        for soort, found in rows.items():
            found = list(found)
            seen: dict[str, int] = {}
            for _, label, _ in found:
                seen[_key(label)] = seen.get(_key(label), 0) + 1
            labels[soort], bekend[soort] = {}, {}
            for pk, label, anders in found:
                shown = f"{label} ({anders[0]})" if seen[_key(label)] > 1 and anders else label
                labels[soort][pk] = shown
                for name in {_key(name) for name in (shown, label, *anders) if name}:
                    known = bekend[soort].setdefault(name, pk)
                    if known != pk:
                        bekend[soort][name] = None
        return cls(labels, bekend)

    def label(self, soort: str, pk: int) -> str:
        return self.labels[soort].get(pk, "")

    def find(self, soort: str, tekst: str) -> int:
        """What this text names. Raises Onleesbaar."""
        known = self.bekend[soort]
        key = _key(tekst)
        if key not in known:
            raise Onleesbaar(f"“{tekst}” is hier niet bekend. {_HULP[soort]}")
        if known[key] is None:
            raise Onleesbaar(f"Er zijn er meer die “{tekst}” heten. {_HULP[soort]}")
        return known[key]


_HULP = {
    "ouder": "Schrijf het nummer van de inspanning waar dit een onderdeel van is.",
    "projectleider": "Schrijf de naam of het e-mailadres waarmee deze persoon in Kanarie staat.",
    "gebieden": "Schrijf de naam of de code van een gebied.",
    "principes": "Schrijf de naam van een leidend principe.",
    "doelstellingen": "Schrijf het nummer van een doelstelling.",
    PARTNERS: "Schrijf de naam van de organisatie zoals die in Kanarie staat.",
}


def kaart_namen(zicht: int) -> list[str]:
    """The columns of a kaart that someone with this zicht exports and imports."""
    return [naam for naam in LABELS if is_visible(naam, zicht)]


def schrijf(naam: str, waarde: Any, naslag: Naslag) -> str:
    """A value of a stand as the text of a cell."""
    if naam == "fase":
        return Inspanning.Fase(waarde).label if waarde else ""
    if naam in ("ouder", "projectleider"):
        return naslag.label(naam, waarde) if waarde else ""
    if naam in LIJSTEN:
        return "; ".join(naslag.label(naam, pk) for pk in waarde or ())
    if naam == PARTNERS:
        return "\n".join(
            naslag.label(PARTNERS, row["organisatie"]) + (f": {row['rol']}" if row["rol"] else "")
            for row in waarde or ()
        )
    return waarde or ""


def lees(naam: str, tekst: str, naslag: Naslag) -> Any:
    """The text of a cell as a value of a stand. Raises Onleesbaar with a sentence for the person who wrote it."""
    if naam in TEKSTKOLOMMEN:
        return clean(tekst)
    regels = _parts(clean(tekst), "\n")
    tekst = clean_line(tekst)
    if naam == "nummer":
        if not re.fullmatch(r"[1-9][0-9]{0,3}[A-Za-z]?", tekst):
            raise Onleesbaar("Schrijf een getal, eventueel met één letter: 2 of 2B.")
        return tekst.upper()
    if naam == "naam":
        if not tekst:
            raise Onleesbaar("Geef de inspanning een naam.")
        return tekst
    if naam == "fase":
        if tekst.casefold() not in _FASEN:
            raise Onleesbaar(f"“{tekst}” is geen fase. Kies uit: {', '.join(Inspanning.Fase.labels)}.")
        return _FASEN[tekst.casefold()]
    if naam in ("ouder", "projectleider"):
        return naslag.find(naam, tekst) if tekst else None
    if naam in LIJSTEN:
        return sorted({naslag.find(naam, part) for part in _parts(tekst, ";")})
    return _partners(regels, naslag)


def _parts(tekst: str, scheiding: str) -> list[str]:
    return [part for part in (one.strip() for one in tekst.split(scheiding)) if part]


def _partners(regels: list[str], naslag: Naslag) -> list[dict]:
    """Each line is a name, or "name: what it does". A name may hold a colon of its own: the longest that is known counts."""
    found: dict[int, str] = {}
    for regel in regels:
        ends = [len(regel), *(n for n in range(len(regel) - 1, -1, -1) if regel[n] == ":")]
        end = next((n for n in ends if _key(regel[:n]) in naslag.bekend[PARTNERS]), ends[-1])
        found[naslag.find(PARTNERS, regel[:end].strip())] = regel[end + 1 :].strip()
    return [{"organisatie": pk, "rol": found[pk]} for pk in sorted(found)]


def lees_dag(tekst: str) -> date | None:
    """A day as 17-4-2025, or nothing. Raises Onleesbaar."""
    tekst = clean_line(tekst)
    if not tekst:
        return None
    found = re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", tekst)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(tekst)
    except ValueError as wrong:
        raise Onleesbaar(f"“{tekst}” is geen dag. Schrijf hem als 17-4-2025.") from wrong


def celtekst(waarde: Any) -> str:
    """What a cell of a workbook holds, as a person reads it: 2 and not 2.0, 17-4-2025 and not a moment."""
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, float) and waarde == int(waarde):
        return str(int(waarde))
    if isinstance(waarde, datetime | date):
        return f"{waarde.day}-{waarde.month}-{waarde.year}"
    return str(waarde)


@dataclass(frozen=True)
class Gelezen:
    """What stands in a workbook, per sheet that we know: {"rij": its number, "cellen": {name of the column: text}}."""

    rijen: dict[str, list[dict]]
    opmerkingen: tuple[str, ...]


def lees_werkmap(raw: bytes, koppen: Mapping[str, Mapping[str, str]]) -> Gelezen:
    """Read the sheets of `koppen` (per sheet its columns: name → head), whatever the order of their columns.

    Raises GeenWerkmap when there is nothing to read, or when the file is no safe workbook.
    """
    rijen: dict[str, list[dict]] = {}
    opmerkingen: list[str] = []
    with open_werkmap(raw) as workbook:
        for sheet in workbook.worksheets[:MAX_BLADEN]:
            blad = next((naam for naam in koppen if _key(naam) == _key(sheet.title)), None)
            if _key(sheet.title) == _key(UITLEG):
                continue
            if blad is None or blad in rijen:
                opmerkingen.append(f"Blad {sheet.title} is niet gelezen.")
                continue
            rijen[blad] = _lees_blad(sheet, blad, koppen[blad], opmerkingen)
    if not rijen:
        raise GeenWerkmap(
            f"In dit bestand staat geen blad {' of '.join(koppen)}. Haal eerst een werkblad op, en pas dat aan."
        )
    if not any(rijen.values()):
        raise GeenWerkmap("In dit bestand staan geen rijen. Vul er ten minste een in.")
    return Gelezen(rijen, tuple(opmerkingen))


def _lees_blad(sheet: Any, blad: str, koppen: Mapping[str, str], opmerkingen: list[str]) -> list[dict]:
    sheet.reset_dimensions()  # what a file says of its own size is not to be believed
    by_kop = {_key(kop): naam for naam, kop in koppen.items()}
    namen: list[str | None] = []
    rijen: list[dict] = []
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_KOLOMMEN, values_only=True), start=1):
        teksten = [celtekst(cell) for cell in cells]
        if not any(tekst.strip() for tekst in teksten):
            continue
        if not namen:
            namen = [by_kop.get(_key(tekst)) for tekst in teksten]
            unknown = [t for t, naam in zip(teksten, namen, strict=True) if t.strip() and naam is None]
            if not any(namen):
                raise GeenWerkmap(f"Op blad {blad} staan in de eerste rij geen koppen die Kanarie kent.")
            twice = {naam for naam in namen if naam and namen.count(naam) > 1}
            if twice:
                raise GeenWerkmap(
                    f"Op blad {blad} staat de kolom {koppen[min(twice)]} twee keer. Haal er een weg."
                )
            if unknown:
                opmerkingen.append(f"Blad {blad}: niet gelezen {'kolom' if len(unknown) == 1 else 'kolommen'} {', '.join(unknown)[:500]}.")  # fmt: skip
            continue
        if len(rijen) >= MAX_RIJEN:
            raise GeenWerkmap(f"Blad {blad} heeft meer dan {MAX_RIJEN} rijen. Deel het op.")
        cellen = {
            naam: tekst[:MAX_CEL] for naam, tekst in zip(namen, teksten, strict=False) if naam is not None
        }
        if any(tekst.strip() for tekst in cellen.values()):
            rijen.append({"rij": number, "cellen": cellen})
    return rijen


def _key(tekst: str) -> str:
    return clean_line(tekst).casefold()
