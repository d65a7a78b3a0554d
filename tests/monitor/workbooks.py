"""Workbooks to read: good ones, and ones that mean harm."""

import io
import zipfile

import openpyxl


def workbook(**bladen) -> bytes:
    """An xlsx with these sheets, each a list of rows; underscores in a name become spaces."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for naam, rijen in bladen.items():
        sheet = book.create_sheet(naam.replace("_", " "))
        for rij in rijen:
            sheet.append(rij)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(raw: bytes, name: str, content: bytes) -> bytes:
    """The same workbook with one part replaced or added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return stream.getvalue()


def part_of(raw: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read(name)
