"""The people of every test, and the few settings that differ from a running Kanarie."""

import os
import re

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection

from brunssum.celery import app as celery_app
from brunssum.core.rollen import Rol
from casuistiek.queries.knelpunten import KAART
from tests import template_database
from tests.factories import GebruikerFactory


def pytest_configure():
    django_settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    django_settings.STATIC_ROOT = django_settings.DATA_DIR / "staticfiles"
    django_settings.STATIC_ROOT.mkdir(exist_ok=True)
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if django_settings.REDIS_URL:  # a database for each process: clearing the cache empties all of one
        place = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) + 1
        django_settings.CACHES["default"]["LOCATION"] = (
            f"{django_settings.REDIS_URL.rsplit('/', 1)[0]}/{place}"
        )
    else:
        django_settings.CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    django_settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    celery_app.conf.task_always_eager = True
    celery_app.conf.task_eager_propagates = True


ONCE = (
    "tests/journeys/",
    "tests/core/test_rechtenmatrix.py",
    "tests/core/test_look.py",
    "tests/core/test_pdf.py",
    "tests/reisverslag/test_pdf_soorten.py",
    "tests/reisverslag/test_bladen.py",
    "tests/api/test_document.py",
    "tests/api/test_ontwerpregels.py",
    "tests/api/test_schemathesis.py",
    "tests/casuistiek/test_kanarie.py::test_no_page_shows_a_casus_to_who_may_not_see_it",
)
"""What the database makes no difference to: pages in a browser, rights, looks, how a PDF is made, what a page leaves out, what
the API promises of every answer (the stack asks all of it again, over HTTP on PostgreSQL). Told on SQLite, and not again; nor is a test that asks for no database at all."""
PAGES = re.compile(
    r"tests/(\w+/test_\w*views\w*|openbaar/\w+|api/test_(voorbeelden|problems|answers|headers))\.py"
)
"""What pages and answers look like. What they ask and what is written is told again, in the tests of services and queries.
With ALLES=1 all of it is told again too."""
CHAIN = "tests/journeys/test_keten.py::test_from_a_projectkaart_and_a_door_to_the_pdf_for_the_college"
AGAIN = (
    f"{CHAIN}[with javascript]",
    "tests/core/test_health.py",
)
"""But the whole chain in a browser is, on PostgreSQL as well, and what there is to say when the database is away."""


def is_told_again(item) -> bool:
    """Whether this test says anything more on a second database."""
    if item.nodeid.startswith(AGAIN) or item.get_closest_marker("stack"):
        return True
    asks_for_a_database = item.get_closest_marker("django_db") or {"db", "transactional_db"} & {
        *item.fixturenames
    }
    if os.environ.get("ALLES") == "1":
        return bool(asks_for_a_database)
    return bool(asks_for_a_database) and not item.nodeid.startswith(ONCE) and not PAGES.match(item.nodeid)


def pytest_collection_modifyitems(config, items):
    """The longest stories first, so that no worker is left alone with them at the end."""
    if connection.vendor != "sqlite":
        config.hook.pytest_deselected(items=[item for item in items if not is_told_again(item)])
        items[:] = filter(is_told_again, items)
    items.sort(key=lambda item: ("journeys" not in item.path.parts, item.path.name != "test_keten.py"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, request, django_db_blocker):
    """Begin with a copy of a migrated database, instead of with every migration once more in each process."""
    with django_db_blocker.unblock():
        template_database.use(request.config.cache.mkdir("kanarie"))
    yield
    template_database.let_go()


@pytest.fixture(autouse=True, scope="session")
def flush_passes_append_only_tables():
    """Let a test that ends with a flush empty also the tables whose triggers refuse a DELETE.

    On PostgreSQL it empties by DELETE and not by TRUNCATE, which takes half a second for a hundred empty tables.
    """
    operations = type(connection.ops)
    truncate = operations.sql_flush

    def without_triggers(ops, style, tables, **kwargs):
        statements = truncate(ops, style, tables, **kwargs)
        with ops.connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'zoek%'"
            )
            triggers = cursor.fetchall()
        drop = [f"DROP TRIGGER {name}" for name, _ in triggers]
        return [*drop, *statements, *(sql for _, sql in triggers)] if statements else []

    def by_delete(ops, style, tables, **kwargs):
        with ops.connection.cursor() as cursor:
            cursor.execute("SHOW is_superuser")
            if cursor.fetchone() != ("on",):
                return truncate(ops, style, tables, **kwargs)
        delete = [f"DELETE FROM {ops.quote_name(table)}" for table in tables]
        return ["SET session_replication_role = replica", *delete, "SET session_replication_role = DEFAULT"]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", {"sqlite": without_triggers}.get(connection.vendor, by_delete))
        yield


@pytest.fixture(autouse=True, scope="session")
def nobody_stays_behind(django_db_setup, django_db_blocker):
    """A thread or a worker that a test cut off may leave a session: PostgreSQL does not drop a database in use."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def forget_the_map():
    """What an earlier test saw, and took back, is not shown in the next."""
    cache.delete(KAART)


@pytest.fixture
def gebruiker_met(db):
    """Make a person with these rollen: gebruiker_met(Rol.WIJKMANAGER, naam="...")."""

    def make(*rollen: Rol, **kwargs):
        return GebruikerFactory(rollen=rollen, **kwargs)

    return make


@pytest.fixture
def programmamanager(gebruiker_met):
    """Sees and edits everything, and decides."""
    return gebruiker_met(Rol.PROGRAMMAMANAGER, naam="Programmamanager")


@pytest.fixture
def projectleider(gebruiker_met):
    """Sees all inspanningen, edits the own ones."""
    return gebruiker_met(Rol.PROJECTLEIDER, naam="Projectleider")


@pytest.fixture
def wijkmanager(gebruiker_met):
    """Handles cases."""
    return gebruiker_met(Rol.WIJKMANAGER, naam="Wijkmanager")


@pytest.fixture
def buitenstaander(gebruiker_met):
    """Logs in and has no rol at all."""
    return gebruiker_met(naam="Buitenstaander")
