"""Two people who accept a file at the same moment: real threads, each with its own connection."""

import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier, Event

import pytest
from django.db import connection, connections, transaction

from monitor import services
from monitor.models import Indicator, Verversing, Waarneming
from monitor.queries import Cijfer
from tests.casuistiek.test_gelijktijdig import one_database_for_all_threads
from tests.factories import VerversingFactory
from tests.monitor.conftest import MOMENT

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(path, jobs) -> list:
    start = Barrier(len(jobs))

    def work(job):
        try:
            start.wait(timeout=30)
            return job()
        except services.AlAfgehandeld as refused:
            return refused
        finally:
            connections.close_all()

    with one_database_for_all_threads(path), ThreadPoolExecutor(len(jobs)) as threads:
        return list(threads.map(work, jobs))


def prepare(waarde: str) -> Verversing:
    return services.prepare_verversing(
        f"indicator;Nederland;Brunssum\nBijstand;{waarde};4,7\nOnderwijsachterstand;14,7;17,8\n".encode(),
        actor=None,
        bestandsnaam="cijfers.csv",
        periode=2023,
        moment=MOMENT,
    )


def accepting(verversing: Verversing):
    return lambda: services.accept_verversing(verversing.pk, actor=None, moment=MOMENT)


def test_two_files_at_once_leave_one_current_figure_and_its_predecessor(gebieden, indicatoren, tmp_path):
    files = [prepare("3,1"), prepare("3,2")]

    done = at_once(tmp_path / "db", [accepting(one) for one in files])

    assert sorted((one.nieuw, one.gewijzigd, one.ongewijzigd) for one in done) == [(0, 1, 3), (4, 0, 0)]
    rows = Waarneming.objects.filter(indicator__code="bijstand", gebied__code="NL00")
    assert {row.waarde for row in rows} == {Decimal("3.1"), Decimal("3.2")}
    assert rows.current().count() == 1
    assert Waarneming.objects.current().count() == 4


def test_one_file_accepted_twice_at_once_is_stored_once(gebieden, indicatoren, tmp_path):
    verversing = prepare("3,1")

    done = at_once(tmp_path / "db", [accepting(verversing)] * 2)

    assert sorted(type(one).__name__ for one in done) == ["AlAfgehandeld", "Verversing"]
    assert Waarneming.objects.count() == 4


def until_someone_waits_for_us() -> None:
    """Give the other the time to run into what this transaction holds. On SQLite it waits before it begins."""
    if connection.vendor != "postgresql":
        return
    deadline = time.monotonic() + 30
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute(
                "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            if cursor.fetchone():
                return
    raise AssertionError("nobody waited")


def test_a_run_waits_for_another_bron_and_then_knows_its_figures(gebieden, indicatoren, tmp_path):
    """It begins while the other has stored and not committed yet: without waiting it would not see those figures."""
    indicator = Indicator.objects.get(code="bijstand")
    first_stored = Event()

    def store(waarde):
        cijfers = (Cijfer(indicator.pk, gebied.pk, 2023, waarde) for gebied in gebieden.values())
        return dict(services.store_waarnemingen(VerversingFactory(), cijfers))

    def first():
        with transaction.atomic():
            counts = store(Decimal("3.1"))
            first_stored.set()
            until_someone_waits_for_us()
        return counts

    def second():
        assert first_stored.wait(timeout=30)
        return store(Decimal("3.2"))

    assert at_once(tmp_path / "db", [first, second]) == [{"nieuw": 6}, {"gewijzigd": 6}]
    assert {row.waarde for row in Waarneming.objects.current()} == {Decimal("3.2")}
