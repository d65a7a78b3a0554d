"""The same pages on a small and on a large installation, asked in turns, so that whatever else the machine does slows down both.

The databases are made on the server of DATABASE_URL and dropped at the end. The web processes are those of
docker-compose.yml: gunicorn, two workers of four threads.
"""

import http.client
import itertools
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.landelijk import address, on_the_server, use
from bench.load import Server
from bench.login import log_in
from brunssum.core import tweede_factor
from brunssum.core.models import Gebruiker

MINUUT = 60
RONDEN, PER_RONDE = 4, 40
CSRF = "b" * 32


@dataclass(frozen=True)
class Vraag:
    """One thing a browser asks."""

    path: str
    velden: tuple[tuple[str, str], ...] = ()

    def send(self, to: http.client.HTTPConnection, cookie: str) -> int:
        headers = {"Cookie": f"{cookie}; {settings.CSRF_COOKIE_NAME}={CSRF}", "Accept-Encoding": "gzip"}
        if not self.velden:
            to.request("GET", self.path, headers=headers)
        else:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "X-CSRFToken": CSRF,
                "HX-Request": "true",
            }
            to.request("POST", self.path, urlencode(self.velden), headers)
        answer = to.getresponse()
        answer.read()
        return answer.status


@dataclass(frozen=True)
class Belasting:
    times: tuple[float, ...]
    errors: int
    seconds: float

    @property
    def p95(self) -> float:
        return sorted(self.times)[int(len(self.times) * 0.95)] * 1000

    @property
    def p50(self) -> float:
        return sorted(self.times)[len(self.times) // 2] * 1000


def at_once(
    server: Server, work: list[tuple[str, Iterator[Vraag]]], until: float, pause: float = 0
) -> Belasting:
    """Everyone (a cookie and what they ask for) goes on until this moment, or until they have no more to ask."""
    times, errors = [], []

    def person(cookie: str, vragen: Iterable[Vraag], wait: float):
        to = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        time.sleep(wait)
        for vraag in vragen:
            begin = time.perf_counter()
            if begin >= until:
                break
            try:
                status = vraag.send(to, cookie)
            except (OSError, http.client.HTTPException) as error:
                status = type(error).__name__
                to.close()
            times.append(time.perf_counter() - begin)
            if status != 200:
                errors.append((status, vraag.path))
            if pause:
                to.close()  # gunicorn lets go of a connection after two seconds; a browser opens another
                time.sleep(pause)

    threads = [
        threading.Thread(target=person, args=(cookie, vragen, pause * n / len(work)))
        for n, (cookie, vragen) in enumerate(work)
    ]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        print(f"errors: {errors[:5]}")
    return Belasting(tuple(times), len(errors), time.perf_counter() - begin)


def log_in_fully(user: Gebruiker) -> str:
    """A session that also gave the second factor."""
    cookie = log_in(user)
    if tweede_factor.is_asked():
        totp = tweede_factor.Authenticator.Type.TOTP
        tweede_factor.Authenticator.objects.get_or_create(user=user, type=totp, defaults={"data": {}})
        session = SessionStore(cookie.partition("=")[2])
        session[tweede_factor.PASSED] = user.pk
        session.save()
    return cookie


def queries_of(user: Gebruiker, vraag: Vraag) -> int:
    client = Client()
    client.force_login(user)
    session = client.session
    session[tweede_factor.PASSED] = user.pk
    session.save()
    ask = (lambda: client.post(vraag.path, dict(vraag.velden), headers={"HX-Request": "true"})) if vraag.velden else (lambda: client.get(vraag.path))  # fmt: skip
    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


@dataclass(frozen=True)
class Meting:
    p50: float
    p95: float
    errors: int
    queries: int

    @classmethod
    def of(cls, loads: list[Belasting], queries: int) -> "Meting":
        together = Belasting(
            tuple(one for load in loads for one in load.times), sum(load.errors for load in loads), 0
        )
        return cls(together.p50, together.p95, together.errors, queries)


@dataclass(frozen=True)
class Lezers:
    """Two wijkmanagers of one database, so that both cores work: their cookies, and what each asks."""

    database: str
    people: tuple[tuple[str, dict[str, list[Vraag]]], ...]
    queries: dict[str, int]

    def work(self, what: str, count: int) -> list[tuple[str, Iterator[Vraag]]]:
        return [
            (cookie, itertools.islice(itertools.cycle(asked[what]), count // len(self.people)))
            for cookie, asked in self.people
        ]


def measure_pages(*lezers: Lezers) -> dict[str, list[Meting]]:
    """Each page on each database, in turns, so that whatever else the machine does slows down both."""
    found = {}
    with ExitStack() as stack:
        servers = [stack.enter_context(Server(workers=2, database=address(one.database))) for one in lezers]
        for what in lezers[0].queries:
            rounds: list[list[Belasting]] = [[] for _ in lezers]
            for number in range(RONDEN + 1):
                for server, one, loads in zip(servers, lezers, rounds, strict=True):
                    load = at_once(server, one.work(what, PER_RONDE), time.perf_counter() + MINUUT)
                    if number:  # the first warms up
                        loads.append(load)
            found[what] = [
                Meting.of(loads, one.queries[what]) for loads, one in zip(rounds, lezers, strict=True)
            ]
    return found


def print_pages(what: str, klein: str, groot: str, found: dict[str, list[Meting]]) -> None:
    """A table in Markdown: the small one, the large one, and how many times slower that is."""
    print(
        f"\n| {what} | p95, {klein} | p95, {groot} | times | p50, {klein} | p50, {groot} | times | queries | errors |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for page, (few, many) in found.items():
        print(
            f"| {page} | {few.p95:.0f} ms | {many.p95:.0f} ms | {many.p95 / few.p95:.1f}× | {few.p50:.0f} ms "
            f"| {many.p50:.0f} ms | {many.p50 / few.p50:.1f}× | {many.queries} | {few.errors + many.errors} |",
            flush=True,
        )


@contextmanager
def klein_en_groot(fill: Callable[[int], None], klein: int, groot: int) -> Iterator[tuple[str, str]]:
    """Two databases, filled with so many; their names."""
    settings.ALLOWED_HOSTS.append("testserver")
    names = tuple(f"kanarie_bench_{os.getpid()}_{name}" for name in ("klein", "groot"))
    try:
        for name, count in zip(names, (klein, groot), strict=True):
            on_the_server(f"CREATE DATABASE {name}")
            use(name)
            call_command("migrate", verbosity=0)
            begin = time.perf_counter()
            fill(count)
            print(f"{name.rpartition('_')[2]}: filled in {time.perf_counter() - begin:.0f} s", flush=True)
        yield names
    finally:
        connection.close()
        connection.close_pool()
        for name in names:
            on_the_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
