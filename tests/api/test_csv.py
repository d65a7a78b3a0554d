"""All figures in one file, sent while it is made."""

import csv
import io
from decimal import Decimal

import pytest

from brunssum.core.api.csv_antwoord import csv_stream
from brunssum.core.models import ApiAanroep
from monitor.querysets import WaarnemingQuerySet
from tests.api.cijfers import make_indicator, make_waarneming
from tests.api.conftest import Api, assert_is_problem
from tests.api.test_monitor import reeksen  # noqa: F401

PATH = "/api/v1/waarnemingen/csv"


def table(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))


def test_csv_says_the_same_as_the_list(api, reeksen):  # noqa: F811
    answer = api.get(PATH)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="waarnemingen.csv"'
    in_csv = table(answer)
    in_list = api.get("/api/v1/waarnemingen").json()["resultaten"]
    for one, other in zip(in_csv, in_list, strict=True):
        cells = {name: "" if value is None else value for name, value in other.items()}
        in_one_cell = {"indicator": other["indicator"]["code"], "gebied": other["gebied"]["code"]}
        assert cells | in_one_cell | {"gebiedNaam": other["gebied"]["naam"]} == {
            **one,
            "jaar": int(one["jaar"]),
            "waarde": float(one["waarde"]),
            "berekend": one["berekend"] == "true",
        }


def test_filters_choose_the_rows(api, reeksen):  # noqa: F811
    rows = table(api.get(PATH, indicator="een", gebied="WK1", jaar="2024"))
    assert [(row["indicator"], row["gebied"], row["jaar"]) for row in rows] == [("een", "WK1", "2024")]


def test_nothing_found_is_a_head_alone(api):
    assert b"".join(api.get(PATH).streaming_content).startswith(b"indicator,eenheid,gebied,")


def test_numbers_have_a_point_and_no_zeros_too_many(api, db):
    for code, waarde in (
        ("a", "61.4000"),
        ("b", "100"),
        ("c", "-0.5"),
        ("d", "0"),
        ("e", "12345678901.1234"),
    ):
        make_waarneming(make_indicator(code), waarde=Decimal(waarde))
    assert [row["waarde"] for row in table(api.get(PATH))] == ["61.4", "100", "-0.5", "0", "12345678901.1234"]


def test_cell_with_a_comma_a_quote_or_a_new_line_stays_one_cell(api, db):
    make_waarneming(make_indicator(), waarde=1, opmerking='Let op, "nieuw":\nandere vraag')
    assert table(api.get(PATH))[0]["opmerking"] == 'Let op, "nieuw":\nandere vraag'


def test_small_cell_is_hidden_here_too(api, db):
    make_waarneming(make_indicator(kleinste_cel=5), waarde=3)
    assert [(row["waarde"], row["reden"]) for row in table(api.get(PATH))] == [("", "onderdrukt")]


def test_what_is_wrong_is_a_problem_and_no_half_file(api, anonymous, partner, token_for):
    assert_is_problem(api.get(PATH, jaar="x"), 400)
    assert_is_problem(api.get(PATH, cursor="x"), 400)
    assert_is_problem(anonymous.get(PATH), 401)
    assert_is_problem(Api(token_for(partner, scope="gebieden:lezen")).get(PATH), 403)
    problem = assert_is_problem(api.ask("GET", PATH, headers={"Accept": "application/json"}), 406)
    assert "Vraag om text/csv" in problem["detail"]
    assert api.ask("GET", PATH, headers={"Accept": "text/csv"}).status_code == 200


def test_file_has_no_etag_and_leaves_one_line_in_the_log(api, reeksen):  # noqa: F811
    answer = api.get(PATH)
    assert "ETag" not in answer
    assert answer["API-Version"]
    assert ApiAanroep.objects.count() == 1


def test_rows_come_from_the_database_in_parts(api, reeksen, monkeypatch):  # noqa: F811
    """Never all in memory: nothing may ask for the whole of them (measured with a million in make bench)."""
    monkeypatch.setattr(WaarnemingQuerySet, "_fetch_all", lambda self: pytest.fail("all rows at once"))
    assert len(table(api.get(PATH))) == 8


def test_file_is_sent_while_it_is_made():
    made = []
    rows = ([made.append(n) or n] for n in range(10_000))
    parts = iter(csv_stream("x", ["n"], rows).streaming_content)
    assert next(parts) == b"n\r\n"
    assert next(parts).startswith(b"0\r\n1\r\n")
    assert len(made) == 1_000


def test_csv_is_asked_ten_times_a_minute_at_most(api, settings):
    """Each may take seconds: six hundred of them would leave nobody a web process."""
    settings.API_RATE = 100
    answers = [api.get(PATH) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert answers[0]["RateLimit-Remaining"] == "90"
