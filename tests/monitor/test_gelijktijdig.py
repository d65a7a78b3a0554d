"""Two people who accept a file at the same moment: real threads, each with its own connection."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection, connections

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


def test_two_runs_of_different_bronnen_wait_for_each_other(gebieden, indicatoren, tmp_path):
    indicator = Indicator.objects.get(code="bijstand")
    both_delivered = Barrier(2)

    def storing(waarde):
        run = VerversingFactory()

        def cijfers():
            for gebied in gebieden.values():
                yield Cijfer(indicator.pk, gebied.pk, 2023, waarde)
            if connection.vendor == "postgresql":  # on SQLite the second begins after the first
                both_delivered.wait(timeout=30)

        return lambda: dict(services.store_waarnemingen(run, cijfers()))

    done = at_once(tmp_path / "db", [storing(Decimal("3.1")), storing(Decimal("3.2"))])

    assert sorted(done, key=list) == [{"gewijzigd": 6}, {"nieuw": 6}]
    assert Waarneming.objects.current().count() == 6
