"""A test database that is there in a second: the migrations run once for each change of them, and are copied after that.

The copy is kept in pytest's own cache folder. Without it, or with another set of migrations, the first process that
needs it makes it while the others wait.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

FOLDERS = ("brunssum/core", "monitor", "inspanningen", "ambassadeurs", "casuistiek", "reisverslag")


def use(folder: Path) -> None:
    """Let the test database of this process begin as a copy of the migrated one that is kept in `folder`."""
    with _alone(folder / "sjabloon.lock"):
        {"sqlite": _use_sqlite, "postgresql": _use_postgresql}[connection.vendor](folder)


def _fingerprint() -> str:
    """Another one when a migration, or a package that brings its own, is another."""
    files = [settings.BASE_DIR / "requirements.lock"]
    for app in FOLDERS:
        files += sorted((settings.BASE_DIR / app / "migrations").glob("*.py"))
    content = hashlib.sha256()
    for file in files:
        content.update(f"{file.name}\n".encode() + file.read_bytes())
    return content.hexdigest()[:16]


def _use_sqlite(folder: Path) -> None:
    kept = folder / f"sjabloon-{_fingerprint()}.sqlite3"
    if not kept.exists():
        for old in folder.glob("sjabloon-*.sqlite3*"):
            old.unlink()
        making = kept.with_suffix(".maken")
        making.unlink(missing_ok=True)
        _migrate(f"sqlite:///{quote(str(making))}")
        making.rename(kept)
    creation = type(connection.creation)
    create = creation._create_test_db

    def copied(self, *args, **kwargs):
        name = create(self, *args, **kwargs)
        source, target = sqlite3.connect(kept), sqlite3.connect(name, uri=name.startswith("file:"))
        source.backup(target)
        source.close()
        open_while_testing.append(target)  # a database in memory is gone when nobody looks at it
        return name

    creation._create_test_db = copied


open_while_testing: list[sqlite3.Connection] = []


def let_go() -> None:
    """The tests are over: nothing has to be kept open any more."""
    while open_while_testing:
        open_while_testing.pop().close()


def _use_postgresql(folder: Path) -> None:
    name = f"sjabloon_{_fingerprint()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{name}"')
            try:
                _migrate(_address(name))
            except subprocess.CalledProcessError:
                cursor.execute(f'DROP DATABASE "{name}"')
                raise
    settings.DATABASES["default"]["TEST"]["TEMPLATE"] = name


def _address(name: str) -> str:
    found = settings.DATABASES["default"]
    password = f":{quote(found['PASSWORD'])}" if found["PASSWORD"] else ""
    return f"postgresql://{quote(found['USER'])}{password}@{found['HOST']}:{found['PORT'] or 5432}/{name}"


def _migrate(address: str) -> None:
    subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "migrate", "--no-input", "-v0"],
        env=os.environ | {"DATABASE_URL": address},
        check=True,
    )


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
