"""/healthz and /readyz: asked by machinery that knows no host name, no https and no login."""

import json
from types import SimpleNamespace

import pytest
import redis
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from brunssum.core import health


@pytest.fixture
def answer(client, settings):
    """Ask as a container's health check does, of a Kanarie that lives behind https under its own name."""
    settings.ALLOWED_HOSTS = ["kanarie.example.org"]
    settings.SECURE_SSL_REDIRECT = True

    def ask(path, **kwargs):
        return client.get(path, headers={"Host": "127.0.0.1:8000"}, **kwargs)

    return ask


def test_healthz_answers_without_the_database(answer, client, buitenstaander, django_assert_num_queries):
    client.force_login(buitenstaander)
    with django_assert_num_queries(0):
        response = answer("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
    assert response["Cache-Control"] == "no-store"


def test_readyz_names_each_part(answer, db):
    response = answer("/readyz")
    assert response.status_code == 200
    assert json.loads(response.content) == {"database": "ok", "migraties": "ok", "broker": "ok"}


def test_readyz_without_a_database(answer, monkeypatch):
    def away():
        raise OperationalError("connection to server at 10.0.0.7, user kanarie, password s3cret failed")

    monkeypatch.setattr(connection, "cursor", away)
    response = answer("/readyz")
    assert response.status_code == 503
    assert json.loads(response.content) == {
        "database": "antwoordt niet",
        "migraties": "onbekend",
        "broker": "ok",
    }
    assert b"s3cret" not in response.content


def test_readyz_before_the_migrations_have_run(answer, db):
    app, name = next(iter(health._newest_migrations()))
    MigrationRecorder(connection).record_unapplied(app, name)
    response = answer("/readyz")
    assert response.status_code == 503
    assert json.loads(response.content)["migraties"] == "niet allemaal uitgevoerd"


def test_readyz_without_the_folder_of_waiting_jobs(answer, db, settings, tmp_path):
    settings.REDIS_URL = ""
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_out": str(tmp_path / "weg")}
    response = answer("/readyz")
    assert response.status_code == 503
    assert json.loads(response.content)["broker"] == "map niet te beschrijven"


def test_readyz_asks_redis_and_does_not_wait_long(answer, db, settings, monkeypatch):
    settings.REDIS_URL = "redis://:s3cret@redis.example.org:6379/0"
    asked = []

    def refuse():
        raise redis.ConnectionError("Error 111 connecting to redis.example.org:6379")

    def from_url(url, **kwargs):
        asked.append((url, kwargs))
        return SimpleNamespace(ping=refuse, close=lambda: asked.append("closed"))

    monkeypatch.setattr(redis.Redis, "from_url", from_url)
    response = answer("/readyz")
    assert response.status_code == 503
    assert json.loads(response.content)["broker"] == "antwoordt niet"
    assert asked == [(settings.REDIS_URL, {"socket_connect_timeout": 1, "socket_timeout": 1}), "closed"]
    assert b"redis.example.org" not in response.content


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_are_read_only(client, db, path):
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200
