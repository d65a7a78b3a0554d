"""Is this process alive, and can it do its work? Asked by the machinery around it, every few seconds."""

import logging
import os
from functools import cache
from pathlib import Path

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse

logger = logging.getLogger(__name__)

OK = "ok"
BROKER_SECONDS = 1


def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers. Asks nothing of the database, so that a slow database restarts no web process."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


def readyz(request: HttpRequest) -> HttpResponse:
    """This process can do its work: each part by name, and 503 when one is missing. Tells no addresses."""
    parts = {"database": _database(), "migraties": _migrations(), "broker": _broker()}
    is_ready = all(state == OK for state in parts.values())
    return JsonResponse(parts, status=200 if is_ready else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.warning("readyz: the database does not answer", exc_info=True)
        return "antwoordt niet"
    return OK


def _migrations() -> str:
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        return "onbekend"
    return OK if _newest_migrations() <= set(applied) else "niet allemaal uitgevoerd"


@cache
def _newest_migrations() -> frozenset[tuple[str, str]]:
    """The last migration of each app in this release: they do not change while the process lives."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _broker() -> str:
    if not settings.REDIS_URL:
        folder = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_out"])
        return OK if folder.is_dir() and os.access(folder, os.W_OK) else "map niet te beschrijven"
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_connect_timeout=BROKER_SECONDS, socket_timeout=BROKER_SECONDS
    )
    try:
        client.ping()
    except redis.RedisError:
        logger.warning("readyz: the broker does not answer")
        return "antwoordt niet"
    finally:
        client.close()
    return OK
