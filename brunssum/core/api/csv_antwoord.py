"""A csv for other systems, sent while it is made: of a million rows there are never more than a few thousand in memory.

Points in numbers, commas between cells (RFC 4180). What people open in a spreadsheet is brunssum/core/bestanden/csv.py.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from itertools import islice

from django.http import StreamingHttpResponse
from rest_framework.renderers import BaseRenderer

ROWS_AT_ONCE = 1_000


class CsvRenderer(BaseRenderer):
    """Says that an endpoint answers in csv; the answer itself comes from csv_stream()."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"


def csv_stream(name: str, head: Iterable[str], rows: Iterable[Iterable]) -> StreamingHttpResponse:
    """A download of these rows under this head, sent in parts. Text is given as it is: other systems read it."""
    return StreamingHttpResponse(
        _parts(head, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _parts(head: Iterable[str], rows: Iterable[Iterable]) -> Iterator[str]:
    rows = iter(rows)
    part = [head]
    while part:
        out = StringIO()
        csv.writer(out).writerows(part)
        yield out.getvalue()
        part = [[_written(cel) for cel in row] for row in islice(rows, ROWS_AT_ONCE)]


def _written(cel) -> str:
    match cel:
        case None:
            return ""
        case bool():
            return "true" if cel else "false"
        case Decimal():
            return f"{cel.normalize():f}"
        case datetime():
            return f"{cel.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        case date():
            return cel.isoformat()
    return str(cel)
