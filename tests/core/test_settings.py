"""The environment: every variable explained, odd values refused with a sentence, safe when nothing is set."""

import ast
import os
import re
import subprocess
import sys
from multiprocessing.pool import ThreadPool
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3.base import DatabaseWrapper

from brunssum import env

ROOT = Path(env.ROOT)
EXAMPLE = (ROOT / ".env.example").read_text()


def read_by_settings():
    """The first argument of every call to env.* in settings.py."""
    tree = ast.parse((ROOT / "brunssum/settings.py").read_text())
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
    ]
    return {call.args[0].value for call in calls}


IN_COMPOSE_ONLY = {"POSTGRES_PASSWORD"}


def variables(text: str, pattern: str) -> list[str]:
    return re.findall(pattern, text, re.MULTILINE)


def test_env_example_names_exactly_the_variables_that_settings_reads():
    in_example = variables(EXAMPLE, r"^#?([A-Z0-9_]+)=")
    assert len(in_example) == len(set(in_example))
    assert set(in_example) == read_by_settings() | IN_COMPOSE_ONLY


def test_compose_passes_on_only_what_env_example_explains():
    compose = (ROOT / "docker-compose.yml").read_text()
    assert set(variables(compose, r"\$\{([A-Z0-9_]+)[:}]")) <= set(variables(EXAMPLE, r"^#?([A-Z0-9_]+)="))


def test_env_example_explains_each_variable_in_the_line_above():
    lines = EXAMPLE.splitlines()
    unexplained = [
        line
        for above, line in zip(["", *lines], lines, strict=False)
        if re.match(r"#?[A-Z0-9_]+=", line) and not re.match(r"# \S.{20,}", above)
    ]
    assert unexplained == []


def test_only_env_reads_the_environment():
    readers = [
        path.relative_to(ROOT).as_posix()
        for app in ("brunssum", "monitor", "inspanningen", "ambassadeurs", "casuistiek", "reisverslag")
        for path in (ROOT / app).rglob("*.py")
        if re.search(r"os\.(environ|getenv)(?!\.setdefault\(\"DJANGO_SETTINGS_MODULE\")", path.read_text())
    ]
    assert readers == ["brunssum/env.py"]


@pytest.mark.parametrize(
    ("read", "value", "sentence"),
    [
        (lambda: env.flag("X", False), "maybe", "X must be 1 or 0, not 'maybe'"),
        (lambda: env.number("X", 1), "-5", "X must be a whole number, not '-5'"),
        (lambda: env.number("X", 1), "ten", "X must be a whole number"),
        (lambda: env.choice("X", "a", ("a", "b")), "c", "X must be one of a, b, not 'c'"),
        (lambda: env.url("X", schemes=("redis",)), "localhost:6379", "X must be an address that begins with redis://"),
        (lambda: env.url("X", schemes=("http",)), "http://[", "X must be an address"),
        (lambda: env.oin("X"), "123", "X must be an OIN of twenty digits, not '123'"),
        (lambda: env.gemeentecode("X", "GM0899"), "Brunssum", "X must be the CBS code of a municipality, such as GM0899"),
        (lambda: env.email("X", "a@b.nl"), "nobody", "X must be an e-mail address"),
        (lambda: env.email("X", "a@b.nl"), "a@b.nl\nBcc: c@d.nl", "X must be an e-mail address"),
        (lambda: env.folder("X", "data"), "/dev/null/data", "X names a folder that cannot be made"),
        (lambda: env.secret_key("X", Path("/")), "short", "X must be at least 50 characters long"),
        (lambda: env.database("X", Path("/")), "mysql://localhost/kanarie", "X must begin with sqlite: or postgresql:"),
        (lambda: env.database("X", Path("/")), "postgresql://localhost:port/kanarie", "X is no address"),
        (lambda: env.database("X", Path("/")), "postgresql://localhost", "X names no database"),
    ],
)  # fmt: skip
def test_env_refuses_an_odd_value_with_a_sentence(monkeypatch, read, value, sentence):
    monkeypatch.setenv("X", value)
    with pytest.raises(ImproperlyConfigured, match=re.escape(sentence)) as refused:
        read()
    assert ".env.example" in str(refused.value)


def test_env_takes_an_empty_variable_for_one_that_is_not_set(monkeypatch, tmp_path):
    monkeypatch.setenv("X", " ")
    assert env.text("X", "default") == "default"
    assert env.flag("X", True) is True
    assert env.number("X", 7) == 7
    assert env.words("X", "a,b") == ["a", "b"]
    assert env.folder("X", str(tmp_path)) == tmp_path
    assert env.url("X", "http://localhost", schemes=("http",)) == "http://localhost"


def test_env_reads_a_secret_from_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("s3cret\n")
    monkeypatch.setenv("X_FILE", str(tmp_path / "secret"))
    assert env.text("X") == "s3cret"
    monkeypatch.setenv("X_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(ImproperlyConfigured, match="X_FILE points at a file that cannot be read"):
        env.text("X")


def test_secret_key_is_made_once_and_is_for_its_owner_only(monkeypatch, tmp_path):
    monkeypatch.delenv("X", raising=False)
    first = env.secret_key("X", tmp_path)
    assert len(first) >= 50
    assert env.secret_key("X", tmp_path) == first
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_secret_key_is_one_for_all_processes_that_start_at_once(tmp_path):
    with ThreadPool(16) as pool:
        keys = pool.map(lambda _: env.secret_key("SECRET_KEY_NOT_SET", tmp_path), range(64))
    assert len(set(keys)) == 1


def test_secret_key_refuses_a_kept_key_that_is_too_short(tmp_path):
    (tmp_path / "secret_key").write_text("")
    with pytest.raises(ImproperlyConfigured, match="too short: remove that file"):
        env.secret_key("SECRET_KEY_NOT_SET", tmp_path)


@pytest.mark.django_db
def test_sqlite_writes_ahead_and_takes_its_lock_at_once(tmp_path):
    database = DatabaseWrapper(
        {"TIME_ZONE": None, "CONN_MAX_AGE": 0, "AUTOCOMMIT": True, "CONN_HEALTH_CHECKS": False, "TEST": {}}
        | env.database("DATABASE_NOT_SET", tmp_path)
    )
    with database.cursor() as cursor:
        pragmas = {}
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            cursor.execute(f"PRAGMA {name}")
            pragmas[name] = cursor.fetchone()[0]
    assert pragmas == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 20_000}
    assert database.transaction_mode == "IMMEDIATE"
    database.close()


def test_sqlite_stands_in_the_data_folder_whatever_that_is_called(tmp_path):
    folder = tmp_path / "100% van #1?"
    assert env.database("DATABASE_NOT_SET", folder)["NAME"] == str(folder / "kanarie.sqlite3")


def test_postgresql_uses_a_pool_and_checks_its_connections(monkeypatch):
    monkeypatch.setenv("X", "postgresql://kanarie:p%40ss@db.example.org:5433/kanarie?sslmode=require")
    database = env.database("X", Path("/"))
    assert (database["USER"], database["PASSWORD"]) == ("kanarie", "p@ss")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example.org", "5433", "kanarie")
    assert database["OPTIONS"]["pool"]["max_size"] == 8
    assert database["OPTIONS"]["options"] == "-c jit=off"
    assert database["OPTIONS"]["sslmode"] == "require"
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (0, True)


def run_manage(*arguments, **environment):
    """manage.py with this environment and nothing else."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_check_deploy_passes_with_nothing_set(tmp_path):
    result = run_manage("check", "--deploy", "--fail-level", "WARNING", DATA_DIR=str(tmp_path))
    assert result.returncode == 0, result.stderr


def test_nothing_set_means_https_and_no_debug(tmp_path):
    result = run_manage(
        "shell", "-v", "0", "-c",
        "from django.conf import settings as s; print(s.DEBUG, s.DEMO, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_NAME)",
        DATA_DIR=str(tmp_path),
    )  # fmt: skip
    assert result.stdout.split() == ["False", "False", "True", "__Host-sessionid"], result.stderr


def test_an_odd_value_stops_the_start_with_one_sentence(tmp_path):
    result = run_manage("check", DATA_DIR=str(tmp_path), DEBUG="perhaps")
    assert result.returncode != 0
    assert (
        result.stderr.strip()
        .splitlines()[-1]
        .endswith("The environment variable DEBUG must be 1 or 0, not 'perhaps'. See .env.example.")
    )
    assert os.listdir(tmp_path) == []
