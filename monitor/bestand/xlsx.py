"""The sheets of a delivered workbook, each cell as text or as an exact number."""

from datetime import date, datetime
from decimal import Decimal

from brunssum.core.bestanden.werkmap import GeenWerkmap, open_werkmap
from monitor.bestand.bladen import MAX_REGELS, Blad, too_many_rows
from monitor.bestand.typen import GeenIndicatorbestand
from monitor.celwaarde import Getal

MAX_KOLOMMEN = 500
MAX_BLADEN = 30


def is_zip(raw: bytes) -> bool:
    return raw.startswith(b"PK\x03\x04")


def read_bladen(raw: bytes) -> list[Blad]:
    """All sheets with anything in them."""
    try:
        with open_werkmap(raw) as workbook:
            bladen = [_read_blad(sheet) for sheet in workbook.worksheets[:MAX_BLADEN]]
    except GeenWerkmap as refused:
        raise GeenIndicatorbestand(refused.message) from refused
    bladen = [blad for blad in bladen if blad.rijen]
    if not bladen:
        raise GeenIndicatorbestand("In dit Excel-bestand staat niets. Kies een bestand met indicatoren.")
    return bladen


def _read_blad(sheet) -> Blad:
    sheet.reset_dimensions()  # what a file says of its own size is not to be believed
    rijen = []
    breedte = 0
    for cells in sheet.iter_rows(max_row=MAX_REGELS + 200, max_col=MAX_KOLOMMEN + 1):
        velden = [_text(cell) for cell in cells]
        while velden and not velden[-1]:
            velden.pop()
        if not velden:
            continue
        if len(velden) > MAX_KOLOMMEN:
            raise GeenIndicatorbestand(
                f"Blad {sheet.title} heeft meer dan {MAX_KOLOMMEN} kolommen. Houd alleen de kolommen over die u nodig hebt."
            )
        if len(rijen) > MAX_REGELS:
            raise too_many_rows(sheet.title)
        rijen.append((cells[0].row if hasattr(cells[0], "row") else _row_number(cells), velden))
        breedte = max(breedte, len(velden))
    return Blad(
        str(sheet.title).strip(), [(rij, velden + [""] * (breedte - len(velden))) for rij, velden in rijen]
    )


def _row_number(cells) -> int:
    """The first cells of a row may be empty ones, which do not know where they are."""
    return next(cell.row for cell in cells if hasattr(cell, "row"))


def _text(cell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, int | float):
        return Getal.of(_exact(value), procent="%" in str(cell.number_format or ""))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return " ".join(str(value).split())


def _exact(value: int | float) -> Decimal:
    """Excel keeps fifteen digits; what a float has behind those is noise (11.600000000000001)."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
