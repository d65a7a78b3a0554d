"""A table as a csv that a Dutch spreadsheet or bookkeeping package reads: semicolons, decimal commas, 21-11-2026."""

import csv
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.http import HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""

Cel = str | int | Decimal | date | None


def csv_response(name: str, rows: Iterable[Iterable[Cel]]) -> HttpResponse:
    """A download of these rows, the head included. Text never becomes a formula; numbers stay numbers."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write("\ufeff")  # without it Excel takes the file for another encoding
    csv.writer(response, delimiter=";").writerows([_written(cel) for cel in row] for row in rows)
    return response


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
