"""Gets one answer from a statistical service over a network that fails: timeouts, retries, limits, and clear words.

Retried: no connection, a broken transfer, 429 and 5xx. Not retried: what the service says on purpose (other 4xx, a
web page instead of figures, an answer that is far too large).
"""

import json
import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError, ReadTimeoutError, SSLError

from monitor.cbs.adres import follow
from monitor.cbs.fouten import Afgewezen, BestaatNiet, Onbereikbaar, Onleesbaar, VreemdAdres

logger = logging.getLogger(__name__)

TIJDELIJK = {408, 425, 429, 500, 502, 503, 504}
DOORVERWIJZING = {301, 302, 303, 307, 308}
MAX_DOORVERWIJZINGEN = 3
STUK = 64 * 1024


@dataclass(frozen=True)
class Grenzen:
    """How long to wait, how often to try, how much to take. Times in seconds."""

    verbinden: float = 10
    lezen: float = 120  # without a byte
    antwoord: float = 600  # for one whole answer, so that a drip cannot last for ever
    pogingen: int = 5
    eerste_wacht: float = 1
    langste_wacht: float = 120
    pauze: float = 0.3  # between two calls, out of courtesy
    grootste_antwoord: int = 50_000_000  # bytes, unpacked


class _Tijdelijk(Exception):
    """This attempt failed; the next may not."""

    def __init__(self, reden: str, wacht: float | None = None):
        super().__init__(reden)
        self.wacht = wacht


class Transport:
    """One per run; not for several threads. Close it, or use it with `with`."""

    def __init__(
        self,
        grenzen: Grenzen = Grenzen(),
        *,
        proxy: str = "",
        agent: str = "Kanarie",
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        jitter: Callable[[], float] = random.random,
    ):
        self.grenzen = grenzen
        self._sleep, self._clock, self._now, self._jitter = sleep, clock, now, jitter
        self._headers = {"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": agent}
        self._pool = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
        self._last_call: float | None = None

    def __enter__(self) -> "Transport":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def close(self) -> None:
        self._pool.clear()

    def get(self, url: str) -> dict[str, Any]:
        """The JSON object at this address, numbers with decimals as Decimal. Raises a CbsFout otherwise."""
        reden = ""
        for poging in range(1, self.grenzen.pogingen + 1):
            self._pause()
            try:
                return self._attempt(url)
            except _Tijdelijk as failed:
                reden = str(failed)
                logger.warning("attempt %s of %s failed: %s", poging, urlsplit(url).path, reden)
                if poging < self.grenzen.pogingen:
                    self._sleep(self._wait(poging, failed.wacht))
            finally:
                self._last_call = self._clock()
        keer = "één poging" if self.grenzen.pogingen == 1 else f"{self.grenzen.pogingen} pogingen"
        raise Onbereikbaar(
            f"{_host(url)} gaf na {keer} geen bruikbaar antwoord: {reden}. De cijfers die er waren blijven staan; "
            "de volgende verversing probeert het opnieuw."
        )

    def _pause(self) -> None:
        if self._last_call is not None:
            remaining = self.grenzen.pauze - (self._clock() - self._last_call)
            if remaining > 0:
                self._sleep(remaining)

    def _wait(self, poging: int, asked: float | None) -> float:
        """What the service asked for, or else longer each time; spread, so that not everyone returns at once."""
        if asked is not None:
            return min(asked, self.grenzen.langste_wacht)
        longest = min(self.grenzen.eerste_wacht * 2 ** (poging - 1), self.grenzen.langste_wacht)
        return longest * (0.5 + self._jitter() / 2)

    def _attempt(self, url: str) -> dict[str, Any]:
        current = url
        for _ in range(MAX_DOORVERWIJZINGEN + 1):
            status, headers, body = self._fetch(current)
            if status not in DOORVERWIJZING:
                return self._read(current, status, headers, body)
            current = follow(url, current, headers.get("Location", ""))
        raise VreemdAdres(f"{_host(url)} blijft doorverwijzen. Controleer het basisadres in de instellingen.")

    def _fetch(self, url: str) -> tuple[int, Any, bytes]:
        timeout = urllib3.Timeout(connect=self.grenzen.verbinden, read=self.grenzen.lezen)
        begin = self._clock()
        try:
            response = self._pool.request(
                "GET",
                url,
                headers=self._headers,
                timeout=timeout,
                retries=False,
                redirect=False,
                preload_content=False,
            )
            try:
                body = self._body(url, response, begin) if response.status == 200 else b""
            except BaseException:
                response.close()
                raise
            if response.status == 200:
                response.release_conn()
            else:
                response.close()  # the rest of an error page is not worth reading
            return response.status, response.headers, body
        except SSLError as error:
            raise Onbereikbaar(
                f"De beveiligde verbinding met {_host(url)} is niet te vertrouwen. Controleer het basisadres, de klok "
                "van de server en de certificaten."
            ) from error
        except ReadTimeoutError as error:
            raise _Tijdelijk("het antwoord bleef uit") from error
        except HTTPError as error:
            raise _Tijdelijk(f"de verbinding mislukte of brak af ({type(error).__name__})") from error

    def _body(self, url: str, response: urllib3.BaseHTTPResponse, begin: float) -> bytes:
        body = bytearray()
        for part in response.stream(STUK, decode_content=True):
            body += part
            if len(body) > self.grenzen.grootste_antwoord:
                raise Onleesbaar(
                    f"{_host(url)} stuurt meer dan {self.grenzen.grootste_antwoord // 1_000_000 or 1} MB in één "
                    "antwoord. Dat hoort niet bij wat we vragen; er is niets gelezen."
                )
            if self._clock() - begin > self.grenzen.antwoord:
                raise _Tijdelijk("het antwoord kwam te langzaam binnen")
        return bytes(body)

    def _read(self, url: str, status: int, headers: Any, body: bytes) -> dict[str, Any]:
        if status in TIJDELIJK or status >= 500:
            raise _Tijdelijk(_status_text(status), self._retry_after(headers.get("Retry-After")))
        if status in (404, 410):
            raise BestaatNiet(f"{_host(url)} kent {urlsplit(url).path} niet (meer).")
        if status != 200:
            raise Afgewezen(
                f"{_host(url)} wijst de vraag af (code {status}). Controleer de instellingen van de bron."
            )
        return _parse(url, headers.get("Content-Type", ""), body)

    def _retry_after(self, text: str | None) -> float | None:
        """Seconds, from a number or a date; None when there is neither."""
        if not text:
            return None
        if text.strip().isdecimal():
            return float(text)
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (moment - self._now()).total_seconds())


def _parse(url: str, content_type: str, body: bytes) -> dict[str, Any]:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Onleesbaar(f"{_host(url)} gaf een antwoord dat geen tekst is. Er is niets gelezen.") from error
    if "html" in content_type or text.lstrip()[:1] == "<":
        what = "XML" if "xml" in content_type and "html" not in content_type else "een webpagina"
        raise Onleesbaar(
            f"{_host(url)} gaf {what} in plaats van cijfers. Vaak is er dan onderhoud of een storing. De cijfers die "
            "er waren blijven staan."
        )
    try:
        answer = json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise _Tijdelijk("het antwoord was niet volledig of beschadigd (geen JSON)") from error
    if not isinstance(answer, dict):
        raise Onleesbaar(
            f"{_host(url)} gaf een antwoord in een andere vorm dan afgesproken. Er is niets gelezen."
        )
    return answer


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _status_text(status: int) -> str:
    if status == 429:
        return "we vragen te vaak achter elkaar (code 429)"
    return f"de dienst meldt een storing (code {status})"


def _host(url: str) -> str:
    return urlsplit(url).hostname or "De bron"
