"""A table as a csv that a Dutch spreadsheet or bookkeeping package reads: semicolons, decimal commas, 21-11-2026."""

import csv
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import chain, islice

from django.http import HttpResponse, StreamingHttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""

BOM = "\ufeff"
"""Without it Excel takes the file for another encoding."""

ROWS_AT_ONCE = 500

Cel = str | int | Decimal | date | None


def csv_response(name: str, rows: Iterable[Iterable[Cel]]) -> HttpResponse:
    """A download of these rows, the head included. Text never becomes a formula; numbers stay numbers."""
    response = HttpResponse(BOM, content_type="text/csv; charset=utf-8", headers=_as_file(name))
    csv.writer(response, delimiter=";").writerows([_written(cel) for cel in row] for row in rows)
    return response


def streamed_csv_response(name: str, rows: Iterable[Iterable[Cel]]) -> StreamingHttpResponse:
    """The same for rows without end: some hundreds are sent as soon as they were read, and none is kept."""
    line = csv.writer(_Echo(), delimiter=";")
    lines = (line.writerow([_written(cel) for cel in row]) for row in rows)
    parts = iter(lambda: "".join(islice(lines, ROWS_AT_ONCE)), "")
    return StreamingHttpResponse(
        chain([BOM], parts), content_type="text/csv; charset=utf-8", headers=_as_file(name)
    )


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _as_file(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}.csv"'}


def _written(cel: Cel) -> str:
    match cel:
        case None:
            return ""
        case Decimal():
            return f"{cel:f}".replace(".", ",")
        case date():
            return f"{cel:%d-%m-%Y}"
        case int():
            return str(cel)
    return f"'{cel}" if cel.startswith(FORMULA) else cel
