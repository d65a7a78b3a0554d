"""The whole country: every gemeente, wijk and buurt, the indicators of the driehoek, ten years; on PostgreSQL.

usage: scripts/bench landelijk     (make bench-landelijk)

Makes two databases on the server of DATABASE_URL, one with 50 thousand waarnemingen and one with five million, and
drops them at the end. Prints tables in Markdown. Takes a quarter of an hour, two gigabytes of disk and of memory.
"""

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlsplit

import django
import psutil
import psycopg

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.load import Server  # noqa: E402
from bench.login import log_in, make_token  # noqa: E402
from brunssum.core.models import Gebied, Gebruiker, Roltoekenning, Taak  # noqa: E402
from brunssum.core.rollen import Rol  # noqa: E402
from monitor.models import Bron, Indicator, Thema, Verversing, Waarneming  # noqa: E402
from monitor.queries import Cijfer  # noqa: E402
from monitor.services import store_waarnemingen  # noqa: E402

GEMEENTEN, WIJKEN, BUURTEN = 342, 3400, 14_500
JAREN = range(2015, 2025)
KLEIN = 50_000
VERVERSEN = "bench.verversen"
RONDEN = 3


# Databases of our own


def address(name: str) -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def on_the_server(*statements: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        for statement in statements:
            server.execute(statement)


def use(name: str) -> None:
    """From now on Django talks to this database."""
    connection.close()
    connection.close_pool()
    connection.settings_dict["NAME"] = name


@contextmanager
def two_databases(klein: str, groot: str):
    """An installation without figures in `klein`; `groot` does not exist yet. Both are dropped at the end."""
    on_the_server(f"CREATE DATABASE {klein}")
    try:
        use(klein)
        call_command("migrate", verbosity=0)
        yield
    finally:
        connection.close()
        connection.close_pool()
        for name in (klein, groot):
            on_the_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


# Rows


def add_gebieden(gemeenten: range) -> None:
    """These gemeenten with their share of the wijken and buurten of the country; Brunssum is there already."""
    land = Gebied.objects.get(code="NL00")
    codes = [f"{number:04d}" for number in range(2000, 2000 + GEMEENTEN - 1)]
    rows = Gebied.objects.bulk_create(
        Gebied(code=f"GM{codes[i]}", naam=f"Gemeente {i}", soort=Gebied.Soort.GEMEENTE, ouder=land)
        for i in gemeenten
    )
    ouders = dict(zip(gemeenten, rows, strict=True))
    present = Gebied.objects.filter(code__contains="0899")
    wijken = range(WIJKEN - present.filter(soort=Gebied.Soort.WIJK).count())
    buurten = range(BUURTEN - present.filter(soort=Gebied.Soort.BUURT).count())
    rows = Gebied.objects.bulk_create(
        Gebied(
            code=f"WK{codes[i % len(codes)]}{i // len(codes):02d}",
            naam=f"Wijk {i}",
            soort=Gebied.Soort.WIJK,
            ouder=ouders[i % len(codes)],
        )
        for i in wijken
        if i % len(codes) in ouders
    )
    ouders = {int(row.naam.split()[1]): row for row in rows}
    Gebied.objects.bulk_create(
        Gebied(
            code=f"BU{ouders[i % len(wijken)].code[2:]}{i // len(wijken):02d}",
            naam=f"Buurt {i}",
            soort=Gebied.Soort.BUURT,
            ouder=ouders[i % len(wijken)],
        )
        for i in buurten
        if i % len(wijken) in ouders
    )


@dataclass(frozen=True)
class Levering:
    """What a bron would deliver of these gebieden, made up; in a later `ronde` one figure in a hundred is another."""

    indicatoren: list[int]
    gebieden: list[int]
    ronde: int = 0

    def __iter__(self) -> Iterator[Cijfer]:
        """Year by year, as the tables of a bron come; each in order of place."""
        for jaar in JAREN:
            for indicator in self.indicatoren:
                for gebied in self.gebieden:
                    chance = indicator * 7919 + gebied * 104_729 + jaar * 1_299_709
                    if chance % 50 == 0:
                        yield Cijfer(indicator, gebied, jaar, None, "onderdrukt", editie="2026-01")
                    else:
                        value = chance % 997 + (chance % 100 == self.ronde)
                        yield Cijfer(indicator, gebied, jaar, Decimal(value).scaleb(-1), editie="2026-01")

    @property
    def changed(self) -> int:
        """How many differ from those of ronde 0."""
        return sum(
            first != now for first, now in zip(Levering(self.indicatoren, self.gebieden), self, strict=True)
        )


def ids() -> tuple[list[int], list[int]]:
    indicatoren = Indicator.objects.exclude(thema__plek=Thema.Plek.GEEN).order_by("pk")
    gebieden = Gebied.objects.filter(geldig_tot=None).order_by("pk")
    return list(indicatoren.values_list("pk", flat=True)), list(gebieden.values_list("pk", flat=True))


def add_verversing() -> Verversing:
    now = timezone.now()
    return Verversing.objects.create(
        bron=Bron.objects.get(code="kwb"), status="verwerkt", begonnen_op=now, verwerkt_op=now
    )


def tidy() -> None:
    """What the server does by itself in a quiet hour."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


# What is measured


def seconds_of_copy(levering: Iterable[Cijfer], verversing: Verversing) -> tuple[float, int]:
    """The floor: COPY of the same rows, written out beforehand, into an empty table with the same indexes and rules."""
    kolommen = "indicator_id, gebied_id, periode, waarde, reden, status, editie, verversing_id"
    with tempfile.TemporaryFile() as handle, connection.cursor() as cursor:
        for one in levering:
            waarde = r"\N" if one.waarde is None else one.waarde
            handle.write(
                f"{one.indicator_id}\t{one.gebied_id}\t{one.periode}\t{waarde}\t{one.reden}\t{one.status}\t{one.editie}"
                f"\t{verversing.pk}\n".encode()
            )
        handle.seek(0)
        cursor.execute("CREATE TABLE vloer (LIKE monitor_waarneming INCLUDING ALL)")
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = 'monitor_waarneming'::regclass AND contype = 'f'"
        )
        for (rule,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE vloer ADD {rule}")
        cursor.execute("CHECKPOINT")
        start = time.perf_counter()
        with transaction.atomic(), cursor.copy(f"COPY vloer ({kolommen}) FROM STDIN") as copy:
            while block := handle.read(1 << 20):
                copy.write(block)
        elapsed = time.perf_counter() - start
        cursor.execute("SELECT count(*) FROM vloer")
        (count,) = cursor.fetchone()
        cursor.execute("DROP TABLE vloer")
    return elapsed, count


@dataclass(frozen=True)
class Run:
    """A delivery stored by a worker: what it counted, how long it took, and memory in MB at each fifth of that time."""

    telling: dict[str, int]
    seconds: float
    worker: list[float]
    server: list[float]


def store_in_worker(database: str, ronde: int) -> Run:
    """Let a process of its own run the job, as a Celery worker does, and watch its memory and that of its session."""
    taak = Taak.objects.create(
        soort=VERVERSEN, sleutel=f"{VERVERSEN}:{ronde}", gegevens={"ronde": ronde, "begin": begin_of_rest()}
    )
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.ververser", str(taak.pk)],
        env={**os.environ, "DATABASE_URL": address(database)},
    )
    worker, server = [], []
    while process.poll() is None:
        worker.append(_memory(process.pid))
        server.append(sum(map(_memory, _sessions_of(database))))
        time.sleep(0.5)
    taak.refresh_from_db()
    if taak.status != Taak.Status.KLAAR:
        raise SystemExit(f"the worker did not finish: {taak.status}, {taak.fout}")
    return Run(taak.resultaat["telling"], taak.resultaat["seconden"], _fifths(worker), _fifths(server))


def _memory(pid: int) -> float:
    """What only this process uses, in MB; 0 when it is gone or somebody else's."""
    try:
        return psutil.Process(pid).memory_full_info().uss / 1e6
    except psutil.Error:
        return 0.0


def _sessions_of(database: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid() AND backend_type = "
            "'client backend'",
            [database],
        )
        return [pid for (pid,) in cursor.fetchall()]


def _fifths(samples: list[float]) -> list[float]:
    """The highest of each fifth."""
    size = max(1, len(samples) // 5)
    return [max(samples[start : start + size]) for start in range(0, size * 5, size) if samples[start:]]


def begin_of_rest() -> int:
    """From which gebied on there are no figures of the first delivery."""
    return Waarneming.objects.filter(verversing=Verversing.objects.earliest("pk")).count() // (
        len(JAREN) * len(ids()[0])
    )


def pages() -> dict[str, list[str]]:
    """What a reader opens, at a hundred places of the country that are far apart."""
    indicatoren = list(
        Indicator.objects.exclude(thema__plek=Thema.Plek.GEEN).order_by("pk").values_list("code", flat=True)
    )
    rows = (
        Gebied.objects.filter(soort=Gebied.Soort.WIJK, waarnemingen__isnull=False).distinct().order_by("pk")
    )
    wijken = list(rows.values_list("code", flat=True))
    wijken = wijken[:: max(1, len(wijken) // 100)]
    api = "/api/v1/waarnemingen?paginaGrootte=100"
    return {
        "stabiliteitsdriehoek": [f"/monitor/driehoek/{code}/" for code in wijken],
        "indicator": [f"/monitor/indicatoren/{code}/" for code in indicatoren],
        "indicator, alle gebieden": [f"/monitor/indicatoren/{code}/?alle=1" for code in indicatoren],
        "gebied": [f"/monitor/gebieden/{code}/" for code in wijken],
        "monitor": ["/monitor/"],
        "alle indicatoren": ["/monitor/indicatoren/"],
        "API, eerste bladzijde": [api],
        "API, één gebied": [f"{api}&gebied={code}" for code in wijken],
        "API, één indicator": [f"{api}&indicator={code}" for code in indicatoren],
        "API, één jaar": [f"{api}&jaar={jaar}" for jaar in JAREN],
        "API, indicator en jaar": [f"{api}&indicator={code}&jaar=2023" for code in indicatoren],
    }


def measure_pages(klein: str, groot: str, headers: dict[str, str]) -> None:
    """Small and large in turn, so that what else the machine does falls on both."""
    paths = {}
    for name in (klein, groot):
        use(name)
        paths[name] = pages()
    print("| page | 50 thousand, ms | 5 million, ms | ratio | server cpu ms | p95 ms | errors |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    with Server(database=address(klein)) as small, Server(database=address(groot)) as large:
        for page in paths[klein]:
            loads = {small: [], large: []}
            for _ in range(RONDEN):
                for server, name in ((small, klein), (large, groot)):
                    loads[server].append(
                        server.load(*paths[name][page], headers=headers, requests=60, clients=1)
                    )
            p50 = [statistics.median(load.p50 for load in loads[server]) for server in (small, large)]
            cpu = [statistics.median(load.cpu for load in loads[server]) for server in (small, large)]
            p95 = [statistics.median(load.p95 for load in loads[server]) for server in (small, large)]
            errors = sum(load.errors for both in loads.values() for load in both)
            print(
                f"| {page} | {p50[0]:.1f} | {p50[1]:.1f} | {p50[1] / p50[0]:.2f}× | {cpu[0]:.1f} → {cpu[1]:.1f} "
                f"| {p95[0]:.0f} → {p95[1]:.0f} | {errors} |",
                flush=True,
            )
        print(
            f"\nweb process after that: {small.largest_worker_mb():.0f} → {large.largest_worker_mb():.0f} MB"
        )


def show(what: str, run: Run, count: int) -> None:
    memory = " ".join(f"{mb:.0f}" for mb in run.worker)
    server = " ".join(f"{mb:.0f}" for mb in run.server)
    print(
        f"| {what} | {run.seconds:.1f} s | {count / run.seconds:,.0f}/s | {run.telling} | {memory} | {server} |",
        flush=True,
    )


def main() -> None:
    if connection.vendor != "postgresql":
        raise SystemExit("Set DATABASE_URL to a PostgreSQL server where databases may be made.")
    klein, groot = (f"kanarie_{size}_{os.getpid()}" for size in ("klein", "groot"))
    with two_databases(klein, groot):
        call_command("laad_stamgegevens", stdout=io.StringIO())
        call_command("laad_indicatoren", stdout=io.StringIO())
        reader = Gebruiker.objects.create(naam="Programmamanager", email="bench@example.org")
        Roltoekenning.objects.create(gebruiker=reader, rol=Rol.PROGRAMMAMANAGER)
        headers = {"Cookie": log_in(reader), "Authorization": make_token()}
        add_gebieden(range(3))
        indicatoren, gebieden = ids()
        first = gebieden[: KLEIN // (len(indicatoren) * len(JAREN))]
        store_waarnemingen(add_verversing(), Levering(indicatoren, first))
        tidy()
        use(groot)
        on_the_server(f"CREATE DATABASE {groot} TEMPLATE {klein}")
        add_gebieden(range(3, GEMEENTEN - 1))
        tidy()

        rest = Levering(indicatoren, ids()[1][begin_of_rest() :])
        start = time.perf_counter()
        count = sum(1 for _ in rest)
        print(f"{count:,} waarnemingen; only making them up takes {time.perf_counter() - start:.1f} s\n")
        print("| what | time | rate | counts | worker MB | database session MB |")
        print("|---|--:|--:|---|--:|--:|", flush=True)
        floors = []
        for step in ("first", "second"):
            seconds, copied = seconds_of_copy(rest, add_verversing())
            floors.append(seconds)
            print(
                f"| floor: bare COPY | {seconds:.1f} s | {copied / seconds:,.0f}/s | {copied:,} rows | | |",
                flush=True,
            )
            if step == "first":
                loaded = store_in_worker(groot, 0)
                show("first load", loaded, count)
        tidy()
        show("the same again", store_in_worker(groot, 0), count)
        changed = Levering(indicatoren, rest.gebieden, 7).changed
        refreshed = store_in_worker(groot, 7)
        show("refresh, 1% changed", refreshed, count)
        tidy()
        print(f"\nload: {min(floors) / loaded.seconds:.2f} of the rate of bare COPY")
        right = refreshed.telling == {"gewijzigd": changed, "ongewijzigd": count - changed}
        print(f"counts of the refresh are {'right' if right else f'WRONG: {changed} were changed'}\n")
        measure_pages(klein, groot, headers)


if __name__ == "__main__":
    main()
