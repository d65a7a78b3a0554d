"""Goes through an answer that comes in pages, and notices when the pages do not add up."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from monitor.cbs.adres import follow
from monitor.cbs.fouten import Bladerfout, Onleesbaar
from monitor.cbs.transport import Transport

MAX_PAGINAS = 500


def read_rows(transport: Transport, base: str, url: str) -> Iterator[dict[str, Any]]:
    """All rows of an answer, page after page, of OData v4 and v3 alike.

    Raises at the last page when the service counted other rows than came: so store nothing before the end.
    """
    host = urlsplit(base).hostname
    visited: set[str] = set()
    pages: set[bytes] = set()
    counted: int | None = None
    read = 0
    while url:
        if url in visited:
            raise Bladerfout(
                f"De bladzijden van {host} verwijzen naar elkaar in een kring. Er is niets opgeslagen."
            )
        if len(visited) == MAX_PAGINAS:
            raise Bladerfout(
                f"{host} geeft meer dan {MAX_PAGINAS} bladzijden. Dat past niet bij wat we vragen; er is niets opgeslagen."
            )
        visited.add(url)
        answer = transport.get(url)
        rows = answer.get("value")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise Onleesbaar(
                f"In het antwoord van {host} ontbreken de rijen (value). Er is niets opgeslagen."
            )
        if rows:
            page = hashlib.sha256(json.dumps(rows, default=str).encode()).digest()
            if page in pages:
                raise Bladerfout(f"{host} geeft twee keer dezelfde bladzijde. Er is niets opgeslagen.")
            pages.add(page)
        if counted is None and isinstance(answer.get("@odata.count"), int):
            counted = answer["@odata.count"]
        read += len(rows)
        yield from rows
        link = answer.get("@odata.nextLink") or answer.get("odata.nextLink")
        url = follow(base, url, link) if link else ""
    if counted is not None and counted != read:
        raise Bladerfout(
            f"{host} telde {counted} rijen, maar er kwamen er {read}. Er is niets opgeslagen; de volgende verversing "
            "probeert het opnieuw."
        )
