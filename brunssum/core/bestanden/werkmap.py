"""Opens a workbook that someone uploaded, and only after its parts are weighed: an xlsx is a zip, and a zip can hold a bomb.

Nothing in the file is carried out: no macro, no link to another workbook, no formula (only its stored outcome).
"""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from brunssum.core.exceptions import DomainError

MAX_ONDERDELEN = 500
MAX_UITGEPAKT = 80 * 1024 * 1024
MAX_VERHOUDING = 200  # real sheets stay under forty
_STUK = 1 << 16
_ZONDER_UITKOMST = re.compile(rb"</f>\s*(<v\s*/>|<v></v>)?\s*</c>|<f[^<>]*/>\s*(<v\s*/>|<v></v>)?\s*</c>")

OPNIEUW = "Open het in Excel, sla het opnieuw op als xlsx of csv en kies dat bestand."


class GeenWerkmap(DomainError):
    """This file cannot be opened as a workbook, or not safely."""


@contextmanager
def open_werkmap(raw: bytes) -> Iterator[openpyxl.Workbook]:
    """The workbook in these bytes, to read row by row; closed afterwards.

    Raises GeenWerkmap, also for what turns out to be damaged while it is read.
    """
    _weigh(raw)
    try:
        workbook = openpyxl.load_workbook(
            io.BytesIO(raw), read_only=True, data_only=True, keep_links=False, keep_vba=False
        )
        try:
            yield workbook
        finally:
            workbook.close()
    except DomainError:
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
        raise GeenWerkmap(f"Dit Excel-bestand is beschadigd. {OPNIEUW}") from error


def _weigh(raw: bytes) -> None:
    """Look at the parts one by one, in small pieces, before anything is built from them."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names:
                raise GeenWerkmap(
                    "Dit is een zipbestand, maar geen Excel-bestand (xlsx). Pak het uit en kies het Excel-bestand dat erin zit."
                )
            if len(parts) > MAX_ONDERDELEN or sum(part.file_size for part in parts) > MAX_UITGEPAKT:
                raise GeenWerkmap(
                    f"Dit Excel-bestand is uitgepakt groter dan {MAX_UITGEPAKT // 1024 // 1024} MB. "
                    "Houd alleen het blad over dat u nodig hebt en sla het opnieuw op."
                )
            if any("vbaProject" in name for name in names):
                raise GeenWerkmap(
                    "In dit Excel-bestand zitten macro's. Sla het op als xlsx (zonder macro's) en kies dat bestand."
                )
            for part in parts:
                if part.file_size > _STUK and part.file_size > MAX_VERHOUDING * max(part.compress_size, 1):
                    raise GeenWerkmap(
                        f"Een onderdeel van dit Excel-bestand ({part.filename}) is verdacht sterk samengeperst. {OPNIEUW}"
                    )
                if part.filename.endswith((".xml", ".rels")):
                    _look_through(archive, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise GeenWerkmap(f"Dit Excel-bestand is beschadigd of heeft een wachtwoord. {OPNIEUW}") from error


def _look_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    is_sheet = part.filename.startswith("xl/worksheets/")
    tail = b""
    with archive.open(part) as stream:
        while piece := stream.read(_STUK):
            seen = tail + piece
            if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen or b"\x00" in seen:
                raise GeenWerkmap(
                    f"In dit Excel-bestand staat iets dat er niet hoort ({part.filename}). {OPNIEUW}"
                )
            if is_sheet and _ZONDER_UITKOMST.search(seen):
                raise GeenWerkmap(
                    f"In dit Excel-bestand staan formules zonder uitkomst ({part.filename}). {OPNIEUW}"
                )
            tail = seen[-200:]
