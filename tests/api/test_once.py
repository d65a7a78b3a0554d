"""A POST that is sent again is not done again (Idempotency-Key)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from brunssum.core.models import BewaardAntwoord, Organisatie
from brunssum.core.services import api_clients
from tests.api.conftest import Api, assert_is_problem, make_client
from tests.casuistiek.test_gelijktijdig import one_database_for_all_threads

PATH = "/api/v1/probes"


@pytest.fixture(autouse=True)
def probe(settings):
    settings.ROOT_URLCONF = "tests.api.probe_urls"


def made() -> list[str]:
    """The organisaties that the probe made."""
    return list(Organisatie.objects.filter(soort="werk").order_by("pk").values_list("naam", flat=True))


def test_without_key_everything_is_done(api):
    first, second = api.post(PATH, {"naam": "Een"}), api.post(PATH, {"naam": "Twee"})
    assert (first.status_code, second.status_code) == (201, 201)
    assert made() == ["Een", "Twee"]


def test_same_key_gives_the_first_answer_and_does_nothing(api):
    first = api.post(PATH, {"naam": "Een"}, idempotency_key="sleutel-1")
    again = api.post(PATH, {"naam": "Een"}, idempotency_key="sleutel-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again["Location"] == first["Location"] == f"{PATH}/{first.json()['id']}"
    assert ("Idempotent-Replayed" in first, again["Idempotent-Replayed"]) == (False, "true")
    assert made() == ["Een"]


def test_same_key_with_another_body_is_a_400(api):
    api.post(PATH, {"naam": "Een"}, idempotency_key="sleutel-1")
    problem = assert_is_problem(api.post(PATH, {"naam": "Twee"}, idempotency_key="sleutel-1"), 400)
    assert problem["errors"][0] | {"detail": ""} == {"in": "header", "name": "Idempotency-Key", "detail": ""}
    assert made() == ["Een"]


def test_key_of_another_client_is_another_key(api, token_for):
    other = Api(token_for(make_client("Zorgpartner")))
    api.post(PATH, {"naam": "Een"}, idempotency_key="sleutel-1")
    assert other.post(PATH, {"naam": "Twee"}, idempotency_key="sleutel-1").status_code == 201
    assert made() == ["Een", "Twee"]


def test_key_of_what_was_refused_can_be_used_again(api):
    assert_is_problem(api.post(PATH, {"naam": ""}, idempotency_key="sleutel-1"), 400)
    assert_is_problem(api.post(PATH, {"naam": "Crash"}, idempotency_key="sleutel-1"), 500)
    assert api.post(PATH, {"naam": "Een"}, idempotency_key="sleutel-1").status_code == 201
    assert made() == ["Een"]


@pytest.mark.parametrize("key", ["", " ", "met spatie", "é", "x" * 201])
def test_key_that_makes_no_sense_is_a_400(api, key):
    assert_is_problem(api.post(PATH, {"naam": "Een"}, idempotency_key=key), 400)
    assert made() == []


def test_key_is_kept_for_a_day(api, monkeypatch):
    api.post(PATH, {"naam": "Een"}, idempotency_key="sleutel-1")
    kept = BewaardAntwoord.objects.get()
    BewaardAntwoord.objects.update(gemaakt_op=kept.gemaakt_op - timedelta(hours=23, minutes=59))
    assert "Idempotent-Replayed" in api.post(PATH, {"naam": "Een"}, idempotency_key="sleutel-1")
    BewaardAntwoord.objects.update(gemaakt_op=kept.gemaakt_op - timedelta(hours=24, minutes=1))
    assert "Idempotent-Replayed" not in api.post(PATH, {"naam": "Twee"}, idempotency_key="sleutel-1")
    assert made() == ["Een", "Twee"]


def test_night_forgets_old_answers_only(api):
    api.post(PATH, {"naam": "Een"}, idempotency_key="oud")
    BewaardAntwoord.objects.update(gemaakt_op=timezone.now() - timedelta(hours=25))
    api.post(PATH, {"naam": "Twee"}, idempotency_key="nieuw")
    api_clients.drop_old(moment=timezone.now())
    assert [kept.sleutel for kept in BewaardAntwoord.objects.all()] == ["nieuw"]


def test_what_was_sent_is_not_kept(api):
    api.post(PATH, {"naam": "Een", "geheim": "Janneke"}, idempotency_key="sleutel-1")
    assert "Janneke" not in str(BewaardAntwoord.objects.values())


@pytest.mark.django_db(transaction=True)
def test_four_at_once_are_done_once(token_for, tmp_path):
    token = token_for(make_client("Woonpartner"))
    start = Barrier(4)

    def send(_):
        start.wait(timeout=30)
        try:
            return Api(token).post(PATH, {"naam": "Een"}, idempotency_key="sleutel-1")
        finally:
            connections.close_all()

    with one_database_for_all_threads(tmp_path / "db"), ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(send, range(4)))
    assert [answer.status_code for answer in answers] == [201] * 4
    assert sum("Idempotent-Replayed" in answer for answer in answers) == 3
    assert made() == ["Een"]
