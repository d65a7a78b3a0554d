import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command, execute_from_command_line
from django.db import connections

from monitor.models import Indicator, Verversing, Waarneming
from tests.monitor.conftest import CSV

pytestmark = pytest.mark.django_db


def run(name: str, *args) -> str:
    out = StringIO()
    call_command(name, *map(str, args), stdout=out)
    return out.getvalue()


def test_importeer_indicatoren_prints_one_json_object(gebieden, indicatoren):
    first = json.loads(run("importeer_indicatoren", CSV, "--periode", 2023, "--json"))
    second = json.loads(run("importeer_indicatoren", CSV, "--periode=2023", "--json"))

    same = {"periode": 2023, "indicatoren": 28, "gebieden": 5, "cellen": 140, "geweigerd": 0, "nvt": 4}
    same |= {"redenen": [], "opmerkingen": [], "gewijzigd": 0}
    assert first == same | {"verversing": first["verversing"], "nieuw": 140, "ongewijzigd": 0}
    assert second == same | {"verversing": second["verversing"], "nieuw": 0, "ongewijzigd": 140}


def test_importeer_indicatoren_says_what_happened(gebieden, indicatoren, tmp_path):
    path = tmp_path / "cijfers.csv"
    path.write_text("indicator;Nederland;Heerlen\nBijstand;3,9;4,7\n", encoding="utf-8")

    lines = run("importeer_indicatoren", path, "--periode", 2023).splitlines()

    assert lines == [
        "1 indicatoren, 1 gebieden, 2 cellen: 1 nieuw, 0 gewijzigd, 0 ongewijzigd, 1 geweigerd.",
        "- Rij 1, kolom Heerlen: gevonden is “Heerlen”, verwacht was de naam of code van een gebied dat Kanarie kent.",
    ]


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "Het bestand is leeg"),
        (b"\x89PNG\r\n\x1a\n\x00", "Dit is geen tekst"),
        (b"thema;indicator;positie\nTotaal;x;321\n", "Geen enkele regel"),
        (b"tekst " * 3_400_000, "Dit bestand is 19 MB. Het mag hoogstens 10 MB zijn"),
        (None, "is niet te lezen. Controleer de naam"),
    ],
)
def test_importeer_indicatoren_refuses_a_wrong_file(gebieden, indicatoren, tmp_path, inhoud, zin):
    path = tmp_path / "bestand.csv"
    if inhoud is not None:
        path.write_bytes(inhoud)
    with pytest.raises(CommandError, match=zin):
        run("importeer_indicatoren", path, "--periode", 2023)
    assert not Verversing.objects.exists()


def test_laad_indicatoren_twice(db):
    assert (
        run("laad_indicatoren") == "Thema's, bronnen en indicatoren: 91 nieuw, 0 gewijzigd, 0 ongewijzigd.\n"
        "Probleemclusters en kansen: 9 nieuw, 0 gewijzigd, 0 ongewijzigd.\n"
    )
    assert (
        run("laad_indicatoren") == "Thema's, bronnen en indicatoren: 0 nieuw, 0 gewijzigd, 91 ongewijzigd.\n"
        "Probleemclusters en kansen: 0 nieuw, 0 gewijzigd, 9 ongewijzigd.\n"
    )
    assert Indicator.objects.count() == 75


def test_laad_indicatoren_refuses_a_list_that_is_not_there(db, tmp_path):
    with pytest.raises(CommandError, match="niet als YAML te lezen"):
        run("laad_indicatoren", "--lijst", tmp_path / "weg.yaml")


def test_a_refusal_on_the_command_line_is_one_sentence_and_exit_code_1(db, tmp_path, capsys, monkeypatch):
    """What someone at a terminal sees: no traceback, nothing on the way to another program."""
    monkeypatch.setattr(connections, "close_all", lambda: None)  # the connection is the test's
    run("laad_indicatoren")
    capsys.readouterr()
    path = tmp_path / "leeg.csv"
    path.touch()

    with pytest.raises(SystemExit) as stopped:
        execute_from_command_line(
            ["manage.py", "importeer_indicatoren", str(path), "--periode", "2023", "--json"]
        )

    assert stopped.value.code == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "CommandError: Het bestand is leeg. Kies een csv- of xlsx-bestand met indicatoren.\n"


def test_a_run_from_the_command_line_has_no_actor(gebieden, indicatoren):
    run("importeer_indicatoren", CSV, "--periode", 2023)
    assert Verversing.objects.get().aangevraagd_door is None
    assert Waarneming.objects.count() == 140
