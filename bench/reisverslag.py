"""A reisverslag of five to four hundred pages beside bare WeasyPrint; and twenty asked for at once.

usage: scripts/bench reisverslag [pages …]     (make bench-reisverslag; without pages: 5 25 100 400)

Each PDF is made in a process of its own, ours and bare in turn, on the same html: time without the start of the process,
and the most memory it ever had. Then twenty people ask for a reisverslag in the same second; two Celery workers make
them, while others read pages on the web. On the servers of DATABASE_URL and REDIS_URL. Prints tables in Markdown.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import django

django.setup()

import psutil  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench import content  # noqa: E402
from bench.load import Load, Server  # noqa: E402
from bench.login import log_in  # noqa: E402
from brunssum.core.bestanden import pdf  # noqa: E402
from brunssum.core.models import Taak  # noqa: E402
from reisverslag import queries, services  # noqa: E402
from reisverslag.models import Uitgave  # noqa: E402

PAGES = (5, 25, 100, 400)
PER_CHAPTER = 4.5
"""About so many pages is a hoofdstuk of content.write_report; its cover, contents and colophon together are as many."""
AT_ONCE = 20
HOOFDSTUKKEN = 3
WORKERS = 2
DEADLINE = 3600
PATHS = ("/inspanningen/", "/reisverslagen/", "/programma/")

TINY = "<!DOCTYPE html><html lang='nl'><title>x</title><body><main><h1>Warm</h1></main></body></html>"


# One file


def make_one(kind: str, html_file: str) -> None:
    """In a process of its own: make the PDF of this html, and say how long it took."""
    from weasyprint import HTML

    def bare(html: str) -> bytes:
        return HTML(string=html, base_url=pdf.BASE_URL, url_fetcher=pdf.own_files_only()).write_pdf()

    def ours(html: str) -> bytes:
        return pdf.pdf_from_html(html, titel="Meting", op_bladzijde=lambda nummer: None)

    make = {"bare": bare, "ours": ours}[kind]
    html = Path(html_file).read_text()
    make(TINY)  # imports and letters
    start = time.perf_counter()
    made = make(html)
    seconds = time.perf_counter() - start
    print(
        json.dumps(
            {"seconds": seconds, "bytes": len(made), "pages": pdf.check(made) if kind == "ours" else 0}
        )
    )


def measure_one(kind: str, html_file: Path) -> dict:
    """The answer of such a process, and `memory`: the most it had, in MB."""
    child = subprocess.Popen(
        [sys.executable, "-m", "bench.reisverslag", "--een", kind, str(html_file)],
        stdout=subprocess.PIPE,
        text=True,
    )
    seen = psutil.Process(child.pid)
    most = 0
    while child.poll() is None:
        try:
            most = max(most, seen.memory_info().rss)
        except psutil.NoSuchProcess:
            break
        time.sleep(0.05)
    return json.loads(child.communicate()[0]) | {"memory": most / 1e6}


def measure_sizes(author, wanted: list[int]) -> None:
    print(
        "| bladzijden | Kanarie | kale WeasyPrint | verhouding | bladzijden/s | geheugen | kaal | per bladzijde |"
    )
    print("|--:|--:|--:|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        for pages in wanted:
            report = content.write_report(author, chapters=max(1, round(pages / PER_CHAPTER) - 1))
            html = Path(folder) / f"{pages}.html"
            html.write_text(queries.render_html(queries.publicatie(report, author, timezone.now())))
            rounds = 3 if pages <= 25 else 1
            bare, ours = [], []
            for _ in range(rounds):
                bare.append(measure_one("bare", html))
                ours.append(measure_one("ours", html))
            best, floor = (min(some, key=lambda one: one["seconds"]) for some in (ours, bare))
            memory, bare_memory = (max(one["memory"] for one in some) for some in (ours, bare))
            print(
                f"| {best['pages']} | {best['seconds']:.1f} s | {floor['seconds']:.1f} s "
                f"| {best['seconds'] / floor['seconds']:.2f}× | {best['pages'] / best['seconds']:.1f} "
                f"| {memory:.0f} MB | {bare_memory:.0f} MB | {best['seconds'] / best['pages'] * 1000:.0f} ms |",
                flush=True,
            )


# Twenty at once


@contextmanager
def workers():
    """Celery workers, each a process, of which the output is not kept."""
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "brunssum",
        "worker",
        "-P",
        "solo",
        "--loglevel",
        "ERROR",
    ]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.settings"}
    started = [
        subprocess.Popen(
            [*command, "-n", f"w{n}@%h"], env=env, start_new_session=True, stdout=subprocess.DEVNULL
        )
        for n in range(WORKERS)
    ]
    try:
        yield started
    finally:
        for worker in started:
            os.killpg(worker.pid, signal.SIGTERM)
        for worker in started:
            worker.wait(timeout=60)


def measure_at_once(author) -> None:
    reports = [content.write_report(author, chapters=HOOFDSTUKKEN) for _ in range(AT_ONCE)]
    cookie = {"Cookie": log_in(author)}
    with Server(workers=2) as server, workers():
        idle = server.load(*PATHS, headers=cookie, requests=240)
        start = time.perf_counter()
        taken = [services.request_uitgave(report.pk, actor=author) for report in reports]
        busy: list[Load] = []
        done = threading.Event()

        def read():
            while not done.is_set():
                busy.append(server.load(*PATHS, headers=cookie, requests=120))

        reader = threading.Thread(target=read)
        reader.start()
        try:
            while Taak.objects.open().exists() and time.perf_counter() - start < DEADLINE:
                time.sleep(0.5)
            elapsed = time.perf_counter() - start
        finally:
            done.set()
            reader.join()
    made = Uitgave.objects.filter(taak__in=taken)
    klaar = Taak.objects.filter(pk__in=[taak.pk for taak in taken], status=Taak.Status.KLAAR).count()
    pages = sum(made.values_list("paginas", flat=True))
    p95 = sorted(one.p95 for one in busy)[len(busy) // 2]
    print(f"\n{AT_ONCE} tegelijk, {WORKERS} werkprocessen: {klaar} klaar, {len(set(made.values_list('reisverslag', flat=True)))} verschillende, {pages} bladzijden in {elapsed:.0f} s ({pages / elapsed:.1f}/s)")  # fmt: skip
    print(
        f"het web intussen: p95 {p95:.0f} ms, rustig {idle.p95:.0f} ms ({p95 / idle.p95:.2f}×); "
        f"p50 {sorted(one.p50 for one in busy)[len(busy) // 2]:.0f} en {idle.p50:.0f} ms; "
        f"{sum(one.errors for one in busy)} fouten in {len(busy) * 120} verzoeken"
    )


def main(wanted: list[int]) -> None:
    call_command("laad_stamgegevens", verbosity=0)
    call_command("laad_indicatoren", verbosity=0)
    csv = Path(__file__).parents[1] / "brunssum" / "demo" / "inhoud" / "stabiliteitsdriehoek-2023.csv"
    call_command("importeer_indicatoren", str(csv), periode=2023, json=True, stdout=open(os.devnull, "w"))  # noqa: SIM115
    author = content.fill(200)
    print(f"op {connection.vendor}, belasting {os.getloadavg()[0]:.1f} op {os.cpu_count()} kernen\n")
    measure_sizes(author, wanted)
    measure_at_once(author)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--een"]:
        make_one(*sys.argv[2:])
    else:
        main([int(pages) for pages in sys.argv[1:]] or list(PAGES))
