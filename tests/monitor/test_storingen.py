"""What goes wrong while a bron is read: old figures stay, the run says what happened, the next run heals it."""

import os
import signal
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from threading import Barrier, Event

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from brunssum.core import taken
from brunssum.core.models import Taak
from monitor import queries, services
from monitor.models import Verversing, Waarneming
from monitor.services import bron as bron_service
from tests.casuistiek.test_gelijktijdig import one_database_for_all_threads
from tests.monitor.conftest import KWB_TABELLEN
from tests.monitor.test_bestand_xlsx import bomb

DRIEHOEK = "/monitor/driehoek/WK089902/"
ONAF = "Deze keer is niet afgemaakt"


@pytest.fixture
def waiting(kwb, monkeypatch):
    """A run that was asked for, of which no message has reached a worker yet."""
    monkeypatch.setattr(taken.run_taak, "apply_async", lambda **message: None)
    return services.request_verversing(kwb.pk, actor=None)


def refresh(bron, moment=None) -> Verversing:
    return services.ververs_bron(
        bron.pk, actor=None, moment=moment or timezone.now(), meld=lambda percent, zin: None
    )


def current() -> set[tuple]:
    rows = Waarneming.objects.current()
    return set(rows.values_list("pk", "indicator", "gebied", "periode", "waarde", "reden"))


def new_version(cbs, waarde=77) -> None:
    """Both tables have a new version, with one changed figure each."""
    for tabel in KWB_TABELLEN:
        changed = cbs.change(tabel)
        changed.properties |= {"Version": "later", "ObservationsModified": "later"}
        changed.put("A047047", "WK089902", Value=waarde)


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["html", "half_page", "short_body", "reset_body", "bad_json", "broken_gzip"])
def test_source_answers_html_or_half_a_page(kwb, cbs, mode):
    refresh(kwb)
    before = current()
    new_version(cbs)
    cbs.fail(mode, "Observations")

    failed = refresh(kwb)

    assert (failed.status, failed.cellen) == ("mislukt", 0)
    assert failed.fout.endswith(".")
    assert ONAF not in failed.fout
    assert current() == before
    assert queries.due_bronnen(timezone.localdate()) == []  # until the interval is over; then every night
    assert queries.due_bronnen(timezone.localdate() + timedelta(7)) == [kwb]

    cbs.control({"reset": True})
    new_version(cbs)
    healed = refresh(kwb)
    assert (healed.status, healed.fout, healed.gewijzigd) == ("verwerkt", "", 2)


@pytest.mark.django_db
def test_source_is_down_for_a_week(kwb, cbs, client, programmamanager):
    """Late on the charts from the day it should have been read; nothing else changes, and one good night heals it."""
    today = timezone.now()
    refresh(kwb, today - timedelta(days=15))
    client.force_login(programmamanager)
    before = current()
    cbs.fail(503)
    nights = [today - timedelta(days=ago) for ago in range(8, -1, -1)]
    for night in nights:
        assert queries.due_bronnen(timezone.localtime(night).date()) == [kwb]
        assert refresh(kwb, night).status == "mislukt"

    assert current() == before
    assert all(
        "De cijfers die er waren blijven staan" in run.fout
        for run in Verversing.objects.filter(status="mislukt")
    )
    assert "Te laat: " in client.get("/monitor/indicatoren/gescheiden/").content.decode()
    assert "Deze bron is te laat ververst" in client.get(DRIEHOEK).content.decode()

    cbs.control({"reset": True})
    new_version(cbs)
    healed = refresh(kwb, today)

    assert (healed.status, healed.fout, healed.gewijzigd) == ("verwerkt", "", 2)
    assert "Te laat: " not in client.get("/monitor/indicatoren/gescheiden/").content.decode()
    assert "te laat ververst" not in client.get(DRIEHOEK).content.decode()
    assert queries.due_bronnen(timezone.localdate()) == []


# With connections of their own


def elsewhere(job):
    """Do it in a thread, which has a connection of its own."""

    def work():
        try:
            return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as threads:
        return threads.submit(work).result()


def run_again(taak) -> Verversing:
    """The worker that takes over when the first was silent for too long."""
    Taak.objects.filter(pk=taak.pk).update(geclaimd_tot=timezone.now() - timedelta(seconds=1))
    taken.run(taak.pk)
    taak.refresh_from_db()
    assert (taak.status, taak.poging, taak.fout) == ("klaar", 2, "")
    return Verversing.objects.get(pk=taak.resultaat["verversing"])


def interrupt_second_store(interrupt):
    """Let this happen when the figures of the second table are written, and their transaction is still open."""
    store, seen = bron_service.store_waarnemingen, []

    def interrupted(*args):
        seen.append(store(*args))
        if len(seen) == 2:
            interrupt()
            store(*args)

        return seen[-1]

    bron_service.store_waarnemingen = interrupted
    return store


def assert_half_then_healed(taak, bron):
    """One table is stored as a whole, the other not at all, and the run says so; the next one reads the rest."""
    bron.refresh_from_db()
    half = Verversing.objects.get()
    assert len(bron.staat) == 1
    assert (half.status, half.fout[: len(ONAF)]) == ("verwerkt", ONAF)
    assert Waarneming.objects.count() == half.nieuw > 0
    assert queries.due_bronnen(timezone.localdate()) == [bron]

    healed = run_again(taak)

    bron.refresh_from_db()
    assert set(bron.staat) == set(KWB_TABELLEN)
    assert (healed.status, healed.fout, healed.gewijzigd) == ("verwerkt", "", 0)
    assert Waarneming.objects.count() == half.nieuw + healed.nieuw
    assert queries.due_bronnen(timezone.localdate()) == []


@pytest.mark.django_db(transaction=True)
def test_worker_killed_mid_refresh(kwb, waiting, tmp_path):
    def killed() -> int:
        """In a process of its own, as a worker is."""
        connection.close()  # or both processes would talk over one connection
        if connection.vendor == "postgresql":
            connection.close_pool()
        child = os.fork()
        if child == 0:
            try:
                interrupt_second_store(lambda: os.kill(os.getpid(), signal.SIGKILL))
                taken.run(waiting.pk)
            finally:
                os._exit(0)
        return os.WTERMSIG(os.waitpid(child, 0)[1])

    with one_database_for_all_threads(tmp_path / "db"):
        assert elsewhere(killed) == signal.SIGKILL
        elsewhere(lambda: assert_half_then_healed(waiting, kwb))


def lose_connection() -> None:
    """What happens when the database restarts, or the network breaks. SQLite has no server: there it is closed."""
    if connection.vendor != "postgresql":
        connection.close()
        return
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    other.close()


@pytest.mark.django_db(transaction=True)
def test_connection_lost_while_storing(kwb, waiting, tmp_path, monkeypatch):
    monkeypatch.setattr(bron_service, "store_waarnemingen", bron_service.store_waarnemingen)  # and back again

    def lost():
        store = interrupt_second_store(lose_connection)
        taken.run(waiting.pk)
        bron_service.store_waarnemingen = store

    with one_database_for_all_threads(tmp_path / "db"):
        elsewhere(lost)
        elsewhere(waiting.refresh_from_db)
        assert (waiting.status, waiting.zin) == ("bezig", "Er ging iets mis; we proberen het zo opnieuw")
        elsewhere(lambda: assert_half_then_healed(waiting, kwb))


@pytest.mark.django_db(transaction=True)
def test_connection_lost_while_reading(kwb, waiting, tmp_path, monkeypatch):
    """Outside a transaction: nothing is stored yet, and the job is not left hanging until its lease is over."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite opens its file again without anyone noticing")
    read = bron_service._read

    def lost(*args):
        lose_connection()
        return read(*args)

    with monkeypatch.context() as patch:
        patch.setattr(bron_service, "_read", lost)
        elsewhere(lambda: taken.run(waiting.pk))
    waiting.refresh_from_db()
    assert (waiting.status, waiting.zin) == ("bezig", "Er ging iets mis; we proberen het zo opnieuw")
    assert not Waarneming.objects.exists()
    assert run_again(waiting).nieuw == Waarneming.objects.count() > 0


class Heard(StringIO):
    """Output that tells when it holds certain words."""

    def __init__(self, words: str, event: Event):
        super().__init__()
        self.words, self.event = words, event

    def write(self, text: str) -> int:
        if self.words in text:
            self.event.set()
        return super().write(text)


@pytest.mark.django_db(transaction=True)
def test_two_refreshes_of_one_bron_at_once(kwb, tmp_path, monkeypatch):
    """Only one reads and writes; the other says that someone is busy, waits and tells the same."""
    monkeypatch.setattr(taken.run_taak, "apply_async", lambda **message: None)
    monkeypatch.setattr("monitor.management.commands.ververs_bronnen.EVEN", 0.05)
    start, said, reads, read = Barrier(2), Event(), [], bron_service._read

    def read_when_the_other_has_spoken(*args):
        reads.append(args)
        assert said.wait(timeout=30)
        return read(*args)

    monkeypatch.setattr(bron_service, "_read", read_when_the_other_has_spoken)

    def command() -> str:
        out = Heard("wordt al gelezen", said)
        try:
            start.wait(timeout=30)
            call_command("ververs_bronnen", "--bron", "kwb", stdout=out)
        finally:
            connections.close_all()
        return out.getvalue()

    with one_database_for_all_threads(tmp_path / "db"), ThreadPoolExecutor(2) as threads:
        outputs = sorted((one.result() for one in [threads.submit(command) for _ in range(2)]), key=len)

    assert len(reads) == 1
    run = Verversing.objects.get()
    assert Waarneming.objects.count() == run.nieuw > 0
    assert outputs[1] == f"{kwb} wordt al gelezen. Even wachten.\n{outputs[0]}"
    assert f"{run.nieuw} nieuw" in outputs[0]


# Files


class Stream:
    """The body of an upload, made while it is read: a file of spaces that nobody has to hold in memory."""

    def __init__(self, size: int):
        head = b'--x\r\nContent-Disposition: form-data; name="bestand"; filename="cijfers.csv"\r\n\r\n'
        self.parts = [head, size, b"\r\n--x--\r\n"]
        self.length = len(head) + size + len(self.parts[2])

    def readline(self, wanted: int = -1) -> bytes:
        raise AssertionError("an upload is read in pieces")

    def read(self, wanted: int = -1) -> bytes:
        while self.parts:
            part = self.parts[0]
            if isinstance(part, int):
                given, left = b" " * min(wanted, part), max(part - wanted, 0)
            else:
                given, left = part[:wanted], part[wanted:]
            if left:
                self.parts[0] = left
            else:
                self.parts.pop(0)
            if given:
                return given
        return b""


@pytest.mark.django_db
def test_a_file_of_200_mb_is_refused_and_never_held_in_memory(indicatoren, client, programmamanager):
    client.force_login(programmamanager)
    body = Stream(200 * 1024 * 1024)
    tracemalloc.start()
    try:
        answer = client.request(
            PATH_INFO="/monitor/verversingen/nieuw/",
            REQUEST_METHOD="POST",
            CONTENT_TYPE="multipart/form-data; boundary=x",
            CONTENT_LENGTH=str(body.length),
            **{"wsgi.input": body},
        )
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()
    assert answer.status_code == 422
    assert "Dit bestand is 200 MB. Het mag hoogstens 10 MB zijn" in answer.content.decode()
    assert not Verversing.objects.exists()


@pytest.mark.django_db
def test_a_zip_bomb_is_refused_beside_the_field(gebieden, indicatoren, client, programmamanager):
    client.force_login(programmamanager)
    bestand = SimpleUploadedFile("cijfers.xlsx", bomb())
    answer = client.post(
        "/monitor/verversingen/nieuw/", {"bron": "bestand", "bestand": bestand, "periode": "2023"}
    )
    assert answer.status_code == 422
    assert "verdacht sterk samengeperst" in answer.content.decode()
    assert not Verversing.objects.exists()
