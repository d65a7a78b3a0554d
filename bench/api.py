"""The API beside a bare Django view that gives the same rows as JSON, and beside plain Django REST framework.

usage: scripts/bench api     (make bench-api; make bench does the same at its end)

The three are asked in turns, so that whatever else the machine does slows down all of them. Ours also finds out who
asks and what that may see, counts the limit, checks the parameters, hides small cells, makes an ETag and writes a line
in the log; the bare view does nothing of that.
"""

import csv
import http.client
import io
import itertools
import json
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime

import django
import psutil

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench import content  # noqa: E402
from bench.load import Server  # noqa: E402
from bench.login import make_token  # noqa: E402
from brunssum.core.models import Gebied  # noqa: E402
from casuistiek.models import Signaal  # noqa: E402
from monitor.kleine_cellen import AANTAL  # noqa: E402
from monitor.models import Bron, Indicator, Thema, Verversing, Waarneming  # noqa: E402

RONDEN = 40
MET_GRENS = 1  # the number of the one indicator that counts people, and hides how many when they are few
WAARNEMINGEN = 10_000  # of ten indicators: of one a thousand
IN_CSV = 1_000_000
BATCH = 20_000


def measure() -> None:
    """Prints the tables. Expects the thousand inspanningen of content.fill() and the stamgegevens."""
    token = make_token()
    headers = {"Authorization": token, "Accept": "application/json"}
    fill_figures(WAARNEMINGEN)
    gebied = Gebied.objects.filter(soort=Gebied.Soort.WIJK).first()
    print("\n| API | ours | bare view | plain DRF | ours to bare | ours to DRF | queries ours |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    with Server(workers=2) as server:
        row(
            server,
            headers,
            "list of 50 inspanningen",
            "/api/v1/inspanningen?paginaGrootte=50",
            "inspanningen",
        )
        row(
            server,
            headers,
            "1,000 waarnemingen of one indicator",
            "/api/v1/waarnemingen?indicator=bench-0&paginaGrootte=1000",
            "waarnemingen",
        )
        row(
            server,
            headers,
            "1,000 waarnemingen of one indicator with a limit",
            f"/api/v1/waarnemingen?indicator=bench-{MET_GRENS}&paginaGrootte=1000",
            "waarnemingen",
        )
        row(
            server,
            headers,
            "1,000 waarnemingen of all indicatoren",
            "/api/v1/waarnemingen?paginaGrootte=1000",
            "waarnemingen",
        )
        row(server, headers, "one signaal created", "/api/v1/signalen", "signalen", body_of(gebied.code))
        print(f"\nSignalen made: {Signaal.objects.count()}")
        measure_page()
        measure_csv(server, headers)


def measure_page() -> None:
    """The page /api/ in a process that has just begun: what its first reader waits for, and who comes later."""
    with Server() as fresh:
        to = http.client.HTTPConnection("127.0.0.1", fresh.port, timeout=60)
        times = []
        for _ in range(RONDEN):
            begin = time.perf_counter()
            send(to, "/api/", {"Accept-Encoding": "gzip"}, None)
            times.append((time.perf_counter() - begin) * 1000)
    print(
        f"\nPage /api/: {times[0]:.0f} ms the first time, later {statistics.median(times[1:]):.0f} ms; "
        f"{fresh.seconds_to_first_answer:.1f} s from the start of the process to its first answer"
    )


def body_of(gebied: str) -> Callable[[int], dict]:
    numbers = itertools.count()

    def body(_ronde: int) -> dict:
        return {
            "kenmerk": f"BENCH-{next(numbers)}",
            "gebied": gebied,
            "watGaatMis": "Een huurder zit zonder verwarming en krijgt van twee instanties nul op rekest.",
            "leefgebieden": ["geld", "wonen"],
            "bewonerAkkoord": False,
        }

    return body


def row(server: Server, headers: dict, what: str, ours: str, floor: str, body=None) -> None:
    """One line: the median of each of the three, asked in turns."""
    paths = [ours, f"/bench/kaal/{floor}", f"/bench/drf/{floor}"]
    times = {path: [] for path in paths}
    to = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    for ronde in range(RONDEN + 5):
        for path in paths:
            begin = time.perf_counter()
            send(to, path, headers, body and body(ronde))
            if ronde >= 5:  # the first are to warm up
                times[path].append((time.perf_counter() - begin) * 1000)
    mine, bare, drf = (statistics.median(times[path]) for path in paths)
    count = queries(ours, headers, body and body(0))
    print(
        f"| {what} | {mine:.1f} ms | {bare:.1f} ms | {drf:.1f} ms | {mine / bare:.2f}× | {mine / drf:.2f}× | {count} |"
    )


def send(to: http.client.HTTPConnection, path: str, headers: dict, body: dict | None) -> bytes:
    data = body and json.dumps(body)
    more = {"Content-Type": "application/json"} if body else {}
    to.request("POST" if body else "GET", path, body=data, headers=headers | more)
    answer = to.getresponse()
    content = answer.read()
    if answer.status not in (200, 201):
        raise SystemExit(f"{path} answered {answer.status}: {content[:500]!r}")
    return content


def queries(path: str, headers: dict, body: dict | None) -> int:
    client = Client(headers=headers, SERVER_NAME="localhost")
    with CaptureQueriesContext(connection) as captured:
        if body:
            client.post(path, json.dumps(body), content_type="application/json")
        else:
            client.get(path)
    return len(captured)


def fill_figures(count: int) -> None:
    """So many figures that hold now, of gebieden and indicatoren made for it; counts what is there already."""
    bron = Bron.objects.get_or_create(code="bench", defaults={"naam": "Bench", "adapter": "bestand"})[0]
    thema = Thema.objects.order_by("pk").first() or Thema.objects.create(code="bench", naam="Bench")
    verversing = Verversing.objects.create(
        bron=bron, status="verwerkt", verwerkt_op=datetime(2026, 2, 3, tzinfo=UTC)
    )
    there = Waarneming.objects.current().count()
    new = max(count - there, 0)
    perioden = range(1926, 2026)
    count = new // len(perioden) // 10 + 1
    wijken = Gebied.objects.bulk_create(
        Gebied(code=f"WX{there}-{n}"[:20], naam=f"Wijk {n}", soort=Gebied.Soort.WIJK)
        for n in range(count // 10 + 1)
    )
    gebieden = Gebied.objects.bulk_create(
        Gebied(code=f"BX{there}-{n}"[:20], naam=f"Buurt {n}", soort=Gebied.Soort.BUURT, ouder=wijken[n // 10])
        for n in range(count)
    )
    indicatoren = [indicator(n, thema, bron) for n in range(10)]
    rows = (
        Waarneming(indicator=one, gebied=gebied, periode=periode, waarde=n % 97 + 0.5, verversing=verversing)
        for n, (gebied, one, periode) in enumerate(itertools.product(gebieden, indicatoren, perioden))
    )
    for batch in iter(lambda: list(itertools.islice(rows, BATCH)), []):
        Waarneming.objects.bulk_create(batch[:new])
        new -= len(batch[:new])
        if new <= 0:
            break
    if connection.vendor == "postgresql":  # as autovacuum does before long
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


def indicator(number: int, thema: Thema, bron: Bron) -> Indicator:
    return Indicator.objects.get_or_create(
        code=f"bench-{number}",
        defaults={
            "naam": f"Indicator {number}",
            "korte_naam": f"Bench {number}",
            "thema": thema,
            "bron": bron,
            "eenheid": AANTAL if number == MET_GRENS else "%",
            "kleinste_cel": 5 if number == MET_GRENS else None,
            "gunstig": "hoger",
            "definitie": "Voor een meting.",
            "invloed": "context",
        },
    )[0]


def measure_csv(server: Server, headers: dict) -> None:
    """A million figures as csv: rows a second, and the memory of the largest worker while they go out."""
    fill_figures(IN_CSV)
    workers = psutil.Process(server.process.pid).children()
    before = server.largest_worker_mb()
    to = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    begin = time.perf_counter()
    to.request("GET", "/api/v1/waarnemingen/csv", headers={"Authorization": headers["Authorization"]})
    answer = to.getresponse()
    first = time.perf_counter() - begin
    samples, lines, size = [], 0, 0
    while part := answer.read(1 << 20):
        lines += part.count(b"\n")
        size += len(part)
        samples.append(max(worker.memory_full_info().uss for worker in workers) / 1e6)
    elapsed = time.perf_counter() - begin
    fifths = [max(samples[i * len(samples) // 5 : (i + 1) * len(samples) // 5]) for i in range(5)]
    print(
        f"\ncsv: {lines - 1:,} rows of {size / 1e6:.0f} MB in {elapsed:.1f} s, "
        f"{(lines - 1) / elapsed:,.0f} rows/s; first byte after {first:.1f} s"
    )
    print(
        f"  memory of the largest worker: {before:.0f} MB before, then {', '.join(f'{one:.0f}' for one in fifths)}"
    )
    print(f"  floor, writing as many rows with the csv module alone: {floor_of_csv(lines - 1):.1f} s")


def floor_of_csv(count: int) -> float:
    begin = time.perf_counter()
    out = io.StringIO()
    write = csv.writer(out).writerow
    for n in range(count):
        write(
            [
                "bench-1",
                "%",
                "BX0",
                "Buurt 1",
                2025,
                n,
                "",
                "definitief",
                "",
                "",
                "false",
                "",
                "2026-02-03T00:00:00Z",
            ]
        )
    return time.perf_counter() - begin


if __name__ == "__main__":
    call_command("laad_stamgegevens", stdout=io.StringIO())
    content.fill()
    measure()
