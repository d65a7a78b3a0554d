"""The commands of docker-compose.yml, run outside containers on a real PostgreSQL and Redis.

No container engine is needed, and what is tested is what is in the file: this reads the commands from it.
Started by scripts/test-services, which gives DATABASE_URL and REDIS_URL.
"""

import contextlib
import http.cookiejar
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
import redis
import yaml

from brunssum.core.scopes import SCOPES
from tests.partnersysteem import running

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
BIN = Path(sys.executable).parent
DEADLINE = 180  # seconds; only what goes wrong waits this long

pytestmark = pytest.mark.stack


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Stack:
    """The services of docker-compose.yml as processes of this machine."""

    def __init__(self, folder: Path):
        self.port = free_port()
        self.folder = folder
        self.processes: dict[str, subprocess.Popen] = {}
        self.environment = {
            "PATH": f"{BIN}:{os.environ['PATH']}",
            "HOME": str(folder),
            "DATABASE_URL": os.environ["DATABASE_URL"],
            "REDIS_URL": os.environ["REDIS_URL"],
            "SECRET_KEY": "for-this-test-only-" * 4,
            "DATA_DIR": str(folder / "data"),
            "DEMO": "1",
            "HTTPS": "0",
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "WEBHOOK_ALLOWED_HOSTS": "localhost",
        }

    def command(self, service: str) -> list[str]:
        command = COMPOSE[service]["command"].replace("0.0.0.0:8000", f"127.0.0.1:{self.port}")
        return shlex.split(command.replace("/tmp/beat-schedule", str(self.folder / "beat-schedule")))

    def run(self, *command: str) -> str:
        """What the command wrote; it must succeed."""
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=180, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self, service: str) -> None:
        with (self.folder / f"{service}.log").open("a") as log:
            self.processes[service] = subprocess.Popen(
                self.command(service),
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, service: str, how: signal.Signals = signal.SIGKILL) -> None:
        process = self.processes.pop(service)
        os.killpg(process.pid, how)
        process.wait(timeout=30)

    def all_run(self) -> bool:
        """Watch the web process for a moment: whether it and the others still run."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.processes["web"].wait(timeout=0.2)
        return all(process.poll() is None for process in self.processes.values())

    def log(self) -> str:
        return "\n".join(path.read_text()[-3000:] for path in sorted(self.folder.glob("*.log")))


class Browser:
    """Just enough of a browser: cookies, forms, redirects."""

    def __init__(self, base: str):
        self.base = base
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )

    def get(self, path: str) -> tuple[int, bytes]:
        try:
            with self.opener.open(self.base + path, timeout=20) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def post(self, path: str, on: str, **fields: str) -> tuple[int, bytes]:
        """Post a form that stands on page `on`."""
        _status, page = self.get(on)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.decode()).group(1)
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        request = urllib.request.Request(self.base + path, data=body, headers={"Referer": self.base + on})
        try:
            with self.opener.open(request, timeout=20) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()


def wait_until(question, what: str, stack: Stack):
    """Ask until there is an answer; fail with the logs when a process dies or after DEADLINE."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end and stack.all_run():
        answer = question()
        if answer:
            return answer
    raise AssertionError(f"{what} did not happen within {DEADLINE} s\n{stack.log()}")


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    stack = Stack(tmp_path_factory.mktemp("stack"))
    stack.run("python", "manage.py", "collectstatic", "--noinput", "-v0")
    stack.run(*stack.command("release"))
    stack.run("python", "manage.py", "seed_demo")
    for service in ("web", "worker", "bezorger", "beat"):
        stack.start(service)
    yield stack
    for service in list(stack.processes):
        stack.kill(service, signal.SIGTERM)


@pytest.fixture(scope="module")
def browser(stack):
    browser = Browser(f"http://127.0.0.1:{stack.port}")

    def ready():
        try:
            return browser.get("/readyz")[0] == 200
        except OSError:
            return False

    wait_until(ready, "the web process answering /readyz", stack)
    log_in(browser, "programmamanager")
    return browser


def log_in(browser: Browser, wie: str) -> None:
    status, _page = browser.post(
        "/account/inloggen/",
        "/account/inloggen/",
        login=f"{wie}@demo.example",
        password="kanarie-demo-2026",
    )
    assert status == 200


def request_pdf(browser: Browser) -> str:
    """Ask for the PDF of the first projectkaart; give the path of its Taak."""
    _status, page = browser.get("/inspanningen/")
    kaart = re.search(r'href="(/inspanningen/\d+/)"', page.decode()).group(1)
    _status, page = browser.post(f"{kaart}pdf/", kaart)
    return re.search(r"/taken/\d+/", page.decode()).group(0)


def is_done(browser: Browser, taak: str) -> bool:
    _status, page = browser.get(taak)
    text = page.decode()
    assert "mislukt" not in text.lower(), text
    return "download" in text.lower()


def test_worker_makes_a_pdf_that_was_asked_for_in_the_browser(stack, browser):
    taak = request_pdf(browser)
    wait_until(lambda: is_done(browser, taak), "the PDF being made by the worker", stack)


def test_lost_message_is_picked_up_by_beat(stack, browser):
    stack.kill("worker")
    taak = request_pdf(browser)
    redis.Redis.from_url(os.environ["REDIS_URL"]).flushdb()
    stack.start("worker")
    wait_until(lambda: is_done(browser, taak), "the lost job being picked up", stack)


def test_a_message_to_a_partner_goes_out_by_the_bezorger_and_once(stack, browser):
    partner = Browser(browser.base)
    log_in(partner, "partner")
    stack.kill("worker")  # it has nothing to do with this
    with running() as systeem:
        partner.post("/webhooks/nieuw/", "/webhooks/nieuw/", url=systeem.url, soorten="signaal-gewijzigd")
        _status, page = partner.get("/webhooks/")
        webhook = re.search(r'href="(/webhooks/[0-9a-f-]{36}/)">localhost<', page.decode()).group(1)
        partner.post(f"{webhook}proefbericht/", webhook)
        wait_until(lambda: systeem.received, "the proefbericht being sent by the bezorger", stack)
        wait_until(lambda: b"Bezorgd" in partner.get(webhook)[1], "its being written down", stack)
        assert len(systeem.received) == 1
        assert json.loads(systeem.received[0].body)["type"] == "nl.kanarie.proefbericht.v1"
    stack.start("worker")


def test_readyz_says_which_part_is_missing(stack, browser):
    status, body = browser.get("/readyz")
    assert status == 200
    assert set(json.loads(body)) >= {"database", "broker", "migraties"}


def test_no_personal_data_in_the_logs(stack, browser):
    assert "programmamanager@demo.example" not in stack.log()


# The API, asked by three callers at once of four processes


@pytest.fixture(scope="module")
def api(stack, browser) -> str:
    """The address of the API on four processes, that do not tire of being asked."""
    port = free_port()
    web = subprocess.Popen(
        [
            "gunicorn",
            "brunssum.wsgi",
            "--bind",
            f"127.0.0.1:{port}",
            "--workers",
            "4",
            "--log-level",
            "error",
        ],
        cwd=ROOT,
        env=stack.environment
        | {"API_RATE": "1000000", "SIGNALEN_PER_DAG": "1000000", "SITE_URL": f"http://127.0.0.1:{port}"},
        start_new_session=True,
    )
    stack.processes["api"] = web
    there = Browser(f"http://127.0.0.1:{port}")

    def ready():
        try:
            return there.get("/readyz")[0] == 200
        except OSError:
            return False

    wait_until(ready, "the processes of the API answering", stack)
    return f"http://127.0.0.1:{port}"


def token_of(api: str, stack: Stack, organisatie: str) -> str:
    """A new koppeling of this organisatie that may do everything, and a token of it."""
    made = stack.run(
        *("python", "manage.py", "maak_api_client", "--organisatie", organisatie, "--naam", "Schemathesis"),
        *("--scopes", *SCOPES),
    )
    client_id, secret = (line.split()[-1] for line in made.splitlines())
    body = urllib.parse.urlencode(
        {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
    )
    with urllib.request.urlopen(f"{api}/oauth/token", data=body.encode(), timeout=20) as answer:
        return json.load(answer)["access_token"]


def ask_everything(api: str, folder: Path, caller: str, token: str | None) -> subprocess.Popen:
    """Schemathesis over the whole document, links included, with two at once."""
    command = [
        *("st", "run", f"{api}/api/v1/openapi.json", "--workers", "2", "--max-examples", "3"),
        *("--phases", "examples,fuzzing,stateful", "--max-time", "12", "--generation-deterministic"),
        *("--exclude-checks", "positive_data_acceptance,ignored_auth", "--warnings", "off"),
        *("--report", "ndjson", "--report-ndjson-path", str(folder / f"{caller}.ndjson")),
        *(("--header", f"Authorization: Bearer {token}") if token else ()),
    ]
    with (folder / f"{caller}.txt").open("w") as out:
        return subprocess.Popen(
            command, cwd=folder, env={"PATH": f"{BIN}:{os.environ['PATH']}"}, stdout=out, stderr=out
        )


def test_api_answers_three_callers_as_its_document_says(api, stack, tmp_path):
    tokens = {"nobody": None, "weller": token_of(api, stack, "Weller"), "cmww": token_of(api, stack, "CMWW")}
    runs = {caller: ask_everything(api, tmp_path, caller, token) for caller, token in tokens.items()}
    outcome = {caller: run.wait(timeout=300) for caller, run in runs.items()}
    texts = {caller: (tmp_path / f"{caller}.txt").read_text() for caller in runs}
    assert set(outcome.values()) == {0}, "\n".join(texts[caller] for caller in runs if outcome[caller])
    owned = own_ids(api, tokens["weller"])
    assert owned, "Weller made nothing: then this says nothing"
    for caller in ("nobody", "cmww"):
        seen = (tmp_path / f"{caller}.ndjson").read_text()
        assert not [one for one in owned if one in seen], f"{caller} saw what is of Weller"


def own_ids(api: str, token: str) -> set[str]:
    """What only this partner may see: its signalen and webhooks, whose ids nobody can guess."""
    ids = set()
    for name in ("signalen", "webhooks"):
        request = urllib.request.Request(
            f"{api}/api/v1/{name}?velden=id", headers={"Authorization": f"Bearer {token}"}
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            ids |= {row["id"] for row in json.load(answer)["resultaten"]}
    return ids
