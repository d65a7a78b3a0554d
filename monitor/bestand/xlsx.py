"""Reads a workbook, and only after its parts are weighed: an xlsx is a zip, and a zip can hold a bomb.

Nothing in the file is carried out: no macro, no link to another workbook, no formula (only its stored outcome).
"""

import io
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from monitor.bestand.bladen import MAX_REGELS, Blad, too_many_rows
from monitor.bestand.typen import GeenIndicatorbestand
from monitor.celwaarde import Getal

MAX_ONDERDELEN = 500
MAX_UITGEPAKT = 80 * 1024 * 1024
MAX_VERHOUDING = 200  # real sheets of figures stay under forty
MAX_KOLOMMEN = 500
MAX_BLADEN = 30
_STUK = 1 << 16
_ZONDER_UITKOMST = re.compile(rb"</f>\s*(<v\s*/>|<v></v>)?\s*</c>|<f[^<>]*/>\s*(<v\s*/>|<v></v>)?\s*</c>")

_OPNIEUW = "Open het in Excel, sla het opnieuw op als xlsx of csv en kies dat bestand."


def is_zip(raw: bytes) -> bool:
    return raw.startswith(b"PK\x03\x04")


def read_bladen(raw: bytes) -> list[Blad]:
    """All sheets with anything in them."""
    _weigh(raw)
    try:
        workbook = openpyxl.load_workbook(
            io.BytesIO(raw), read_only=True, data_only=True, keep_links=False, keep_vba=False
        )
        try:
            bladen = [_read_blad(sheet) for sheet in workbook.worksheets[:MAX_BLADEN]]
        finally:
            workbook.close()
    except GeenIndicatorbestand:
        raise
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        SyntaxError,  # what an xml parser raises
        EOFError,
        OSError,
        OverflowError,
    ) as error:
        raise GeenIndicatorbestand(f"Dit Excel-bestand is beschadigd. {_OPNIEUW}") from error
    bladen = [blad for blad in bladen if blad.rijen]
    if not bladen:
        raise GeenIndicatorbestand("In dit Excel-bestand staat niets. Kies een bestand met indicatoren.")
    return bladen


def _weigh(raw: bytes) -> None:
    """Look at the parts one by one, in small pieces, before anything is built from them."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names:
                raise GeenIndicatorbestand(
                    "Dit is een zipbestand, maar geen Excel-bestand (xlsx). Pak het uit en kies het bestand met cijfers."
                )
            if len(parts) > MAX_ONDERDELEN or sum(part.file_size for part in parts) > MAX_UITGEPAKT:
                raise GeenIndicatorbestand(
                    f"Dit Excel-bestand is uitgepakt groter dan {MAX_UITGEPAKT // 1024 // 1024} MB. "
                    "Houd alleen het blad met de cijfers over en sla het opnieuw op."
                )
            if any("vbaProject" in name for name in names):
                raise GeenIndicatorbestand(
                    "In dit Excel-bestand zitten macro's. Sla het op als xlsx (zonder macro's) en kies dat bestand."
                )
            for part in parts:
                if part.file_size > _STUK and part.file_size > MAX_VERHOUDING * max(part.compress_size, 1):
                    raise GeenIndicatorbestand(
                        f"Een onderdeel van dit Excel-bestand ({part.filename}) is verdacht sterk samengeperst. {_OPNIEUW}"
                    )
                if part.filename.endswith((".xml", ".rels")):
                    _look_through(archive, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise GeenIndicatorbestand(
            f"Dit Excel-bestand is beschadigd of heeft een wachtwoord. {_OPNIEUW}"
        ) from error


def _look_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    is_sheet = part.filename.startswith("xl/worksheets/")
    tail = b""
    with archive.open(part) as stream:
        while piece := stream.read(_STUK):
            seen = tail + piece
            if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen or b"\x00" in seen:
                raise GeenIndicatorbestand(
                    f"In dit Excel-bestand staat iets dat er niet hoort ({part.filename}). {_OPNIEUW}"
                )
            if is_sheet and _ZONDER_UITKOMST.search(seen):
                raise GeenIndicatorbestand(
                    f"In dit Excel-bestand staan formules zonder uitkomst ({part.filename}). {_OPNIEUW}"
                )
            tail = seen[-200:]


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
