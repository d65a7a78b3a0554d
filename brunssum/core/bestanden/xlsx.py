"""Lists as an xlsx file that opens in Excel."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import openpyxl
from django.http import FileResponse
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_MOST_CHOICES = 255  # characters that Excel takes for a list to choose from


@dataclass(frozen=True)
class Blad:
    """One sheet. `breedtes` in characters, per column; `keuzes` what Excel offers in a column, by its number from 1."""

    naam: str
    kop: Sequence[str]
    rijen: Iterable[Sequence[Any]]
    breedtes: Sequence[int] = ()
    keuzes: Mapping[int, Sequence[str]] = field(default_factory=dict)


def xlsx_response(naam: str, kop: Sequence[str], rijen: Iterable[Sequence[Any]]) -> FileResponse:
    """A workbook with one sheet to download as `naam`.xlsx."""
    return werkmap_response(naam, [Blad(naam[:31], kop, rijen)])


def werkmap_response(naam: str, bladen: Iterable[Blad]) -> FileResponse:
    """A workbook to download as `naam`.xlsx. Rows go to disk one by one; only the packed file is in memory.

    Text stays text: what begins with "=" is no formula.
    """
    book = openpyxl.Workbook(write_only=True)
    for blad in bladen:
        _write(book.create_sheet(blad.naam), blad)
    written = BytesIO()
    book.save(written)
    written.seek(0)
    return FileResponse(written, as_attachment=True, filename=f"{naam}.xlsx", content_type=CONTENT_TYPE)


def _write(sheet: Any, blad: Blad) -> None:
    sheet.freeze_panes = "A2"
    for number, breedte in enumerate(blad.breedtes, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = breedte
    for number, keuzes in blad.keuzes.items():
        offered = ",".join(keuzes)
        if keuzes and len(offered) <= _MOST_CHOICES and not any("," in keuze for keuze in keuzes):
            letter = get_column_letter(number)
            chooser = DataValidation(
                "list", formula1=f'"{offered}"', allow_blank=True, showErrorMessage=False
            )
            chooser.add(f"{letter}2:{letter}5000")
            sheet.data_validations.append(chooser)
    sheet.append([_cell(sheet, label, bold=True) for label in blad.kop])
    for rij in blad.rijen:
        sheet.append([_cell(sheet, waarde) for waarde in rij])


def _cell(sheet: Any, waarde: Any, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=waarde)
    if isinstance(waarde, str):
        cell.data_type = "s"
        if "\n" in waarde or len(waarde) > 60:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell
