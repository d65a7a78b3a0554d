"""People who save one kaart at the same moment: real threads, each with its own connection."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from inspanningen import services
from inspanningen.models import Versie
from inspanningen.velden import TEKSTKOLOMMEN
from tests.casuistiek.test_gelijktijdig import one_database_for_all_threads

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kaart(programmamanager):
    return services.add_inspanning(actor=programmamanager, nummer="2", naam="Werken met ambassadeurs")


def save_at_once(path, kaart, actor, changes: list[dict]) -> list[str]:
    """Save all these changes at the same moment, each on version 1; what came of each."""
    start = Barrier(len(changes))

    def save(velden: dict) -> str:
        try:
            start.wait(timeout=30)
            services.edit_inspanning(kaart.pk, actor=actor, basisversie=1, velden=velden)
            return "opgeslagen"
        except services.Botst:
            return "botst"
        finally:
            connections.close_all()

    with one_database_for_all_threads(path), ThreadPoolExecutor(len(changes)) as threads:
        return list(threads.map(save, changes))


def test_ten_people_who_save_ten_fields_at_once_lose_no_word(kaart, programmamanager, tmp_path):
    velden = {kolom: f"De woorden van {kolom}." for kolom in TEKSTKOLOMMEN[:10]}
    changes = [{kolom: tekst} for kolom, tekst in velden.items()]

    assert save_at_once(tmp_path / "db", kaart, programmamanager, changes) == ["opgeslagen"] * 10

    kaart.refresh_from_db()
    assert {kolom: getattr(kaart, kolom) for kolom in velden} == velden
    assert kaart.versienummer == 11
    last = Versie.objects.get(nummer=11).stand
    assert {kolom: last[kolom] for kolom in velden} == velden


def test_of_ten_people_who_save_one_field_at_once_one_is_kept_and_nine_are_told(
    kaart, programmamanager, tmp_path
):
    changes = [{"scope_tekst": f"Versie van persoon {n}."} for n in range(10)]

    outcome = save_at_once(tmp_path / "db", kaart, programmamanager, changes)

    assert sorted(outcome) == ["botst"] * 9 + ["opgeslagen"]
    kaart.refresh_from_db()
    assert kaart.scope_tekst == f"Versie van persoon {outcome.index('opgeslagen')}."
    assert kaart.versienummer == 2
