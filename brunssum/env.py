"""The one place that reads the environment. A value that makes no sense stops the start with a sentence."""

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

ROOT = Path(__file__).resolve().parent.parent
MIN_SECRET = 50


def text(name: str, default: str = "") -> str:
    """The variable `name`, or the content of the file that `name`_FILE points at, or `default`."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text().strip()
        except OSError as error:
            raise _odd(f"{name}_FILE", f"points at a file that cannot be read ({error.strerror})") from error
    return os.environ.get(name, "").strip() or default


def choice(name: str, default: str, allowed: Iterable[str]) -> str:
    """A variable that has one of a few values."""
    value = text(name, default)
    if value not in allowed:
        raise _odd(name, f"must be one of {', '.join(allowed)}, not {value!r}")
    return value


def url(name: str, default: str = "", *, schemes: Iterable[str]) -> str:
    """A variable with an address that begins with one of these schemes; empty when it is not set."""
    value = text(name, default)
    try:
        is_address = urlsplit(value).scheme in schemes and bool(urlsplit(value).netloc)
    except ValueError:
        is_address = False
    if value and not is_address:
        raise _odd(name, f"must be an address that begins with {' or '.join(f'{s}://' for s in schemes)}")
    return value


def email(name: str, default: str) -> str:
    """A variable with an e-mail address, or a name with an address: Kanarie <kanarie@example.org>."""
    value = text(name, default)
    if "\n" in value or not re.search(r"[^@\s]@[^@\s]", value):
        raise _odd(name, f"must be an e-mail address, not {value!r}")
    return value


def gemeentecode(name: str, default: str) -> str:
    """A variable with the code that CBS gives a municipality: GM0899."""
    value = text(name, default)
    if not re.fullmatch(r"GM\d{4}", value):
        raise _odd(name, f"must be the CBS code of a municipality, such as GM0899, not {value!r}")
    return value


def oin(name: str) -> str:
    """A variable with the number by which government organisations know each other: twenty digits; empty when not set."""
    value = text(name)
    if value and not re.fullmatch(r"\d{20}", value):
        raise _odd(name, f"must be an OIN of twenty digits, not {value!r}")
    return value


def flag(name: str, default: bool) -> bool:
    """A variable that is on (1, true, yes, on) or off (0, false, no, off)."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise _odd(name, f"must be 1 or 0, not {value!r}")


def number(name: str, default: int) -> int:
    """A variable that is a whole number of zero or more."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal():
        raise _odd(name, f"must be a whole number, not {value!r}")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A variable with a list, separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def keys(name: str) -> list[str]:
    """A variable with secrets of at least 32 characters, separated by commas, or a file with them."""
    found = [key.strip() for key in text(name).split(",") if key.strip()]
    if any(len(key) < 32 for key in found):
        raise _odd(name, "must hold keys of at least 32 characters each")
    return found


def folder(name: str, default: str) -> Path:
    """A folder that is made when it is not there; a relative path counts from the project's root."""
    path = ROOT / text(name, default)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _odd(name, f"names a folder that cannot be made ({error.strerror})") from error
    return path


def secret_key(name: str, data_dir: Path) -> str:
    """The variable, or a key made once and kept in the data folder, readable by its owner only."""
    given = text(name)
    if given:
        if len(given) < MIN_SECRET:
            raise _odd(name, f"must be at least {MIN_SECRET} characters long")
        return given
    path = data_dir / "secret_key"
    if not path.exists():
        _write_once(path, get_random_secret_key() + get_random_secret_key())
    kept = path.read_text().strip()
    if len(kept) < MIN_SECRET:
        raise _odd(name, f"is not set, and the key kept in {path} is too short: remove that file")
    return kept


def database(name: str, data_dir: Path) -> dict:
    """Django's database settings from an address; SQLite in the data folder when none is set.

    sqlite:////absolute/path.db, or postgresql://user:password@host:5432/name?sslmode=require
    """
    address = text(name) or f"sqlite:///{quote(str(data_dir / 'kanarie.sqlite3'))}"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise _odd(name, "is no address such as postgresql://user:password@host:5432/name") from error
    if not parts.path.strip("/"):
        raise _odd(name, "names no database")
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path)[1:],
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
            },
        }
    if parts.scheme in {"postgresql", "postgres"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path)[1:],
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(port or ""),
            "CONN_MAX_AGE": 0,  # the pool keeps connections, not Django
            "CONN_HEALTH_CHECKS": True,  # the pool gives out no connection that the server has closed
            "OPTIONS": {
                "pool": {"min_size": 1, "max_size": 8, "timeout": 3},
                "connect_timeout": 3,
                # Compiling a question takes PostgreSQL longer than any question of ours: a page of figures, 0.2 s.
                "options": "-c jit=off",
                **dict(parse_qsl(parts.query)),
            },
        }
    raise _odd(name, f"must begin with sqlite: or postgresql:, not {parts.scheme!r}")


def _write_once(path: Path, content: str) -> None:
    """Write a file that only its owner reads. When two processes start at once, both end with the same content."""
    descriptor, own = tempfile.mkstemp(dir=path.parent)  # made with mode 600
    with os.fdopen(descriptor, "w") as handle:
        handle.write(content)
    try:
        os.link(own, path)
    except FileExistsError:
        pass  # the other process was first
    finally:
        os.unlink(own)


def _odd(name: str, problem: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"The environment variable {name} {problem}. See .env.example.")
