"""People who change the planning at the same moment: real threads, each with its own connection."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from brunssum.core.exceptions import Tussentijds
from inspanningen.models import Planningsregel, Programma
from inspanningen.services import mijlpalen, realisatieplanningen
from inspanningen.vage_datum import read
from tests.casuistiek.test_gelijktijdig import one_database_for_all_threads
from tests.factories import MijlpaalFactory

pytestmark = pytest.mark.django_db(transaction=True)
DAG = date(2026, 5, 20)


def at_once(path, writes: list[Callable]) -> list[str]:
    """Do all of this at the same moment; what came of each."""
    start = Barrier(len(writes))

    def do(write: Callable) -> str:
        try:
            start.wait(timeout=30)
            write()
            return "opgeslagen"
        except Tussentijds:
            return "tussentijds"
        except ValidationError:
            return "geweigerd"
        finally:
            connections.close_all()

    with one_database_for_all_threads(path), ThreadPoolExecutor(len(writes)) as threads:
        return sorted(threads.map(do, writes))


def test_of_five_people_who_move_one_mijlpaal_at_once_one_is_kept_and_four_are_told(
    programmamanager, tmp_path
):
    mijlpaal = MijlpaalFactory()

    def move(maand):
        return lambda: mijlpalen.edit_mijlpaal(
            mijlpaal.pk,
            actor=programmamanager,
            op=DAG,
            naam="Klaar",
            wanneer=read(f"{maand} 2026"),
            reden="Daarom.",
            gelezen=1,
        )

    outcome = at_once(tmp_path / "db", [move(maand) for maand in ("mei", "juni", "juli", "augustus", "september")])  # fmt: skip

    assert outcome == ["opgeslagen"] + ["tussentijds"] * 4
    mijlpaal.refresh_from_db()
    assert mijlpaal.verschuivingen.get().nieuw_wanneer == mijlpaal.wanneer


def test_of_three_people_who_freeze_the_plan_at_once_one_does(programmamanager, tmp_path):
    Programma.objects.create(naam="P", ambitie="A", start=2024, horizon=2050)
    MijlpaalFactory()
    outcome = at_once(
        tmp_path / "db",
        [
            lambda: realisatieplanningen.take_realisatieplanning(
                actor=programmamanager, naam="voorjaar 2026", op=DAG
            )
        ]
        * 3,
    )
    assert outcome == ["geweigerd", "geweigerd", "opgeslagen"]
    assert Planningsregel.objects.count() == 1
