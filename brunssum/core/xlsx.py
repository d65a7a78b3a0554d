"""A list as an xlsx file that opens in Excel."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import openpyxl
from django.http import FileResponse
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx_response(naam: str, kop: Sequence[str], rijen: Iterable[Sequence[Any]]) -> FileResponse:
    """A workbook with one sheet to download as `naam`.xlsx. Rows go to disk one by one; only the packed file is in memory.

    Text stays text: what begins with "=" is no formula.
    """
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(naam[:31])
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, label, bold=True) for label in kop])
    for rij in rijen:
        sheet.append([_cell(sheet, waarde) for waarde in rij])
    written = BytesIO()
    book.save(written)
    written.seek(0)
    return FileResponse(written, as_attachment=True, filename=f"{naam}.xlsx", content_type=CONTENT_TYPE)


def _cell(sheet: Any, waarde: Any, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=waarde)
    if isinstance(waarde, str):
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
