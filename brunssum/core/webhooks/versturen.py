"""One attempt: open the very machine that was checked, post, and look at nothing but the status.

urllib3 would look up the name once more, and has no limit for one whole answer; so this connects by itself.
"""

import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException

from brunssum.core.models import Bericht
from brunssum.core.webhooks.adres import Adres, AdresGeweigerd, IpAddress, NaamOnbekend, read, resolve

SECONDS = 10
"""For all of it, from the connection to the status."""
READ_AT_MOST = 4096
LONGEST_WAIT = 3600

Waarom = Bericht.Waarom


@dataclass(frozen=True)
class Uitkomst:
    """How an attempt went: `waarom` is empty when it is delivered."""

    waarom: str = ""
    status: int | None = None
    duur_ms: int = 0
    wacht: int = 0  # seconds that the other side asks us to wait

    @property
    def is_bezorgd(self) -> bool:
        return not self.waarom


def post(url: str, body: bytes, headers: Mapping[str, str], *, seconds: float = SECONDS) -> Uitkomst:
    """Post this once. Never raises for what the other side does."""
    begin = time.monotonic()
    waarom, status, wacht = _attempt(url, body, headers, begin + seconds)
    return Uitkomst(waarom, status, round((time.monotonic() - begin) * 1000), wacht)


def _attempt(url: str, body: bytes, headers: Mapping[str, str], end: float) -> tuple[str, int | None, int]:
    try:
        adres = read(url)
        machines = resolve(adres)
    except NaamOnbekend:
        return Waarom.GEEN_ADRES, None, 0
    except AdresGeweigerd:
        return Waarom.VERBODEN, None, 0
    try:
        with _connected(adres, machines, end) as sock:
            return _exchange(sock, adres, body, headers)
    except ssl.SSLCertVerificationError:
        return Waarom.CERTIFICAAT, None, 0
    except _NoConnection:
        waarom = Waarom.GEEN_VERBINDING
    except (OSError, HTTPException, ValueError):
        waarom = Waarom.AFGEBROKEN
    return (Waarom.TE_LAAT if time.monotonic() >= end else waarom), None, 0


class _NoConnection(Exception):
    """None of the machines let us in."""


@contextmanager
def _connected(adres: Adres, machines: list[IpAddress], end: float):
    """A socket to one of these machines, that is shut at the end of its time whatever is going on."""
    sock = _open(adres, machines, end)
    watchdog = threading.Timer(max(end - time.monotonic(), 0), _shut, [sock])
    watchdog.daemon = True
    watchdog.start()
    try:
        if adres.is_secure:
            sock.do_handshake()
        yield sock
    finally:
        watchdog.cancel()
        sock.close()


def _open(adres: Adres, machines: list[IpAddress], end: float) -> socket.socket:
    """A socket to the first of these machines that lets us in. No name is looked up here."""
    for machine in machines:
        left = end - time.monotonic()
        if left <= 0:
            break
        sock = socket.socket(socket.AF_INET if machine.version == 4 else socket.AF_INET6, socket.SOCK_STREAM)
        sock.settimeout(left)
        try:
            sock.connect((str(machine), adres.port))
        except OSError:
            sock.close()
            continue
        if adres.is_secure:
            return _context().wrap_socket(sock, server_hostname=adres.host, do_handshake_on_connect=False)
        return sock
    raise _NoConnection


@cache
def _context() -> ssl.SSLContext:
    """What a certificate is checked against; reading it takes longer than a message."""
    return ssl.create_default_context()


def _shut(sock: socket.socket) -> None:
    """Cut the line, also under a TLS socket in whose name someone is reading: that read ends now."""
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _exchange(
    sock: socket.socket, adres: Adres, body: bytes, headers: Mapping[str, str]
) -> tuple[str, int | None, int]:
    connection = HTTPConnection(adres.host, adres.port)
    connection.sock = sock
    connection.request(
        "POST",
        adres.target,
        body,
        {"Host": adres.host_header, "Connection": "close", "Accept-Encoding": "identity", **headers},
    )
    answer = connection.getresponse()
    with suppress(OSError, HTTPException, ValueError):
        answer.read(READ_AT_MOST)
    return _meaning(answer.status), answer.status, _asked_to_wait(answer.headers.get("Retry-After", ""))


def _meaning(status: int) -> str:
    if 200 <= status < 300:
        return ""
    if status == 410:
        return Waarom.OPGEHEVEN
    return Waarom.DOORVERWEZEN if 300 <= status < 400 else Waarom.ANTWOORD


def _asked_to_wait(text: str) -> int:
    """The seconds of a Retry-After; a date there is left aside, our own waiting is long enough."""
    return min(int(text), LONGEST_WAIT) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
