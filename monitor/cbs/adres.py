"""Addresses and questions for a statistical service: safe to build, short enough to send, never to another host."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from monitor.cbs.fouten import VreemdAdres

LANGSTE_URL = 2000
GEBIEDSCODE = re.compile(r"(NL|GM|WK|BU)\w*", re.ASCII)

_STUURTEKEN = re.compile(r"[\x00-\x1f\x7f\\]")
_VRIJ = "(),'$"  # what may stand in a query as it is
_STANDAARDPOORT = {"http": 80, "https": 443}


def literal(text: str) -> str:
    """A text as it stands in a filter, quotes doubled."""
    return "'" + text.replace("'", "''") + "'"


def gebied_literal(code: str) -> str:
    """A gebiedscode in a filter; what is no gebiedscode never gets that far."""
    if not GEBIEDSCODE.fullmatch(code.strip()):
        raise ValueError(f"not a gebiedscode: {code!r}")
    return literal(code)


def any_of(clauses: Iterable[str]) -> str:
    return "(" + " or ".join(clauses) + ")"


def build_url(base: str, path: str, options: Mapping[str, str]) -> str:
    """The address of a question: `$filter` and its friends keep their dollar, their values are escaped."""
    query = "&".join(f"{name}={quote(value, safe=_VRIJ)}" for name, value in options.items() if value)
    return f"{base.rstrip('/')}/{path}" + (f"?{query}" if query else "")


def in_bundles(items: Sequence, url: Callable[[Sequence], str], *, most: int | None = None) -> Iterator[list]:
    """Divide `items` so that the address for each part stays under the limit."""
    bundle: list = []
    for item in items:
        if bundle and (len(bundle) == most or len(url([*bundle, item])) > LANGSTE_URL):
            yield bundle
            bundle = []
        bundle.append(item)
    if bundle:
        yield bundle


def follow(base: str, current: str, link: str) -> str:
    """The address that `link` on the page `current` leads to, refused when it is not on the host of `base`.

    Links with http from a service that we reach by https are followed by https.
    """
    ours = urlsplit(base)
    if not isinstance(link, str) or _STUURTEKEN.search(link):
        raise VreemdAdres(
            f"{ours.hostname} verwijst naar een adres dat niet kan bestaan. Er is niets gelezen."
        )
    theirs = urlsplit(urljoin(current, link))
    try:
        same = (theirs.hostname, _port(theirs)) == (ours.hostname, _port(ours))
    except ValueError:
        same = False
    if not same or theirs.scheme not in _STANDAARDPOORT or theirs.username or theirs.password:
        raise VreemdAdres(
            f"{ours.hostname} verwijst naar een ander adres ({theirs.scheme}://{theirs.hostname}). Zulke "
            "verwijzingen volgen we niet. Klopt het nieuwe adres, pas dan de instelling van het basisadres aan."
        )
    return urlunsplit(theirs._replace(scheme=ours.scheme, netloc=ours.netloc))


def _port(address) -> int | None:
    """None for the usual port of its scheme."""
    return None if address.port == _STANDAARDPOORT.get(address.scheme) else address.port
