"""Prints a table in Markdown: what Kanarie costs beside its floor, on the database of DATABASE_URL."""

import gzip
import io
import re
import tempfile
import time
from contextlib import redirect_stdout
from pathlib import Path

import brotli
import django
from pypdf import PdfReader

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench import api, content  # noqa: E402
from bench.load import Load, Server  # noqa: E402
from bench.login import log_in  # noqa: E402
from brunssum.core.bestanden import pdf  # noqa: E402
from inspanningen.models import Inspanning  # noqa: E402
from reisverslag import queries as queries_of_reisverslag  # noqa: E402

settings.ALLOWED_HOSTS.append("testserver")


def client_with(cookie: str) -> Client:
    client = Client()
    name, value = cookie.split("=")
    client.cookies[name] = value
    return client


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(path)
    return len(captured)


def save_queries(client: Client, kaart: Inspanning) -> int:
    """The queries of saving one section of a card, as the browser posts it."""
    path = f"/inspanningen/{kaart.pk}/bewerken/wat/"
    page = client.get(path).content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    fields |= dict.fromkeys(re.findall(r'<textarea name="([^"]+)"', page), "Een andere tekst.")
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(path, fields)
    if answer.status_code not in (200, 302):
        raise SystemExit(f"saving a card answered {answer.status_code}")
    return len(captured)


def first_visit(client: Client) -> dict[str, int]:
    """Bytes of the list page and of every asset it names, compressed as a browser gets them."""
    html = client.get("/inspanningen/").content
    sizes = {"html": len(gzip.compress(html, 6))}
    for url in sorted(set(re.findall(r'(?:src|href)="/static/([^"]+)"', html.decode()))):
        path = Path(settings.STATIC_ROOT) / url
        data = path.read_bytes()
        sizes[url] = min(len(data), len(brotli.compress(data)))
    return sizes


def row(what: str, ours: Load, floor: Load, count: int) -> str:
    return (
        f"| {what} | {ours.per_second:.0f}/s | {floor.per_second:.0f}/s | {ours.cpu:.1f} | {floor.cpu:.1f} "
        f"| {ours.cpu / floor.cpu:.2f}× | {ours.p95:.0f} ms | {floor.p95:.0f} ms | {count} | {ours.errors} |"
    )


def measure_pages(reader) -> None:
    cookie = log_in(reader)
    client = client_with(cookie)
    kaart = Inspanning.objects.order_by("pk")[10]
    with Server() as server:
        print(
            "| page | ours | floor | cpu ms | floor cpu ms | cpu ratio | p95 | floor p95 | queries | errors |"
        )
        print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
        for what, path, floor in (
            ("list of 1,000, page of 25", "/inspanningen/", "/bench/lijst/"),
            ("list, one word searched", "/inspanningen/?q=zorg", "/bench/lijst/"),
            ("projectkaart", f"/inspanningen/{kaart.pk}/", f"/bench/kaart/{kaart.pk}/"),
        ):
            ours = server.load(path, headers={"Cookie": cookie})
            print(row(what, ours, server.load(floor, headers={"Cookie": cookie}), queries(client, path)))
        print(f"\nworker memory after that: {server.largest_worker_mb():.0f} MB")
        print(f"start to first answer: {server.seconds_to_first_answer:.2f} s")
    print(f"queries of a save: {save_queries(client, kaart)}")
    sizes = first_visit(client)
    print(f"first visit, compressed: {sum(sizes.values()) / 1000:.1f} kB ({sizes})")


def measure_pdf(author) -> None:
    """About 25 pages through core/bestanden/pdf.py against WeasyPrint alone on the same html."""
    from weasyprint import HTML

    report = content.write_report(author)
    publicatie = queries_of_reisverslag.publicatie(report, author, timezone.now())
    queries_of_reisverslag.render_pdf(publicatie)  # warm: imports, letters
    start = time.perf_counter()
    ours = queries_of_reisverslag.render_pdf(publicatie)
    elapsed = time.perf_counter() - start
    html = queries_of_reisverslag.render_html(publicatie)
    start = time.perf_counter()
    bare = HTML(string=html, base_url=pdf.BASE_URL, url_fetcher=pdf.own_files_only()).write_pdf()
    floor = time.perf_counter() - start
    pages = len(PdfReader(io.BytesIO(ours)).pages)
    print(
        f"pdf of {pages} pages: {elapsed:.1f} s, bare WeasyPrint {floor:.1f} s ({elapsed / floor:.2f}×); "
        f"{len(ours) // 1000} kB, bare {len(bare) // 1000} kB"
    )


def measure_import() -> None:
    csv = settings.BASE_DIR / "brunssum" / "demo" / "inhoud" / "stabiliteitsdriehoek-2023.csv"
    call_command("laad_indicatoren", stdout=io.StringIO())
    for what in ("first", "again"):
        start = time.perf_counter()
        with redirect_stdout(io.StringIO()), CaptureQueriesContext(connection) as captured:
            call_command("importeer_indicatoren", str(csv), periode=2023, json=True, stdout=io.StringIO())
        print(
            f"import of 140 cells, {what}: {(time.perf_counter() - start) * 1000:.0f} ms, {len(captured)} queries"
        )
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as handle:
        handle.write(csv.read_text(encoding="utf-8-sig"))
        handle.seek(0)
        cells = [line.split(";") for line in handle]
    print(f"  floor, splitting the file: {(time.perf_counter() - start) * 1000:.2f} ms, {len(cells)} lines")


def main() -> None:
    call_command("laad_stamgegevens", stdout=io.StringIO())
    reader = content.fill()
    measure_pages(reader)
    measure_import()
    measure_pdf(reader)
    api.measure()


if __name__ == "__main__":
    main()
