"""A partner's system, and a way to ask as that system does."""

import json
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.http import FileResponse
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken, set_token_value

from brunssum.core.api import access
from brunssum.core.models import ApiClient, Organisatie
from brunssum.core.scopes import SCOPES
from brunssum.core.services import create_api_client
from brunssum.core.webhooks import adres


@pytest.fixture(autouse=True)
def nobody_has_asked_yet(settings):
    """Counters of limits live in the cache, which no test rolls back and, in Redis, other tests share."""
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": uuid4().hex}}


@pytest.fixture(autouse=True)
def the_minute_does_not_end(monkeypatch):
    """What is asked in one test counts in one window, however slow the machine."""
    monkeypatch.setattr(access, "time", SimpleNamespace(time=lambda: 120.0))


@pytest.fixture(autouse=True)
def every_name_is_on_the_internet(monkeypatch):
    """No name server is asked where the address of a webhook leads."""
    monkeypatch.setattr(adres, "resolve", lambda adres: [])


def make_client(organisatie: str, *, scopes=SCOPES) -> ApiClient:
    """A system of this organisation, that may do everything a system may."""
    found, _ = Organisatie.objects.get_or_create(naam=organisatie, defaults={"soort": "corporatie"})
    client, _ = create_api_client(
        found.pk, actor=None, naam=f"Systeem van {organisatie}", scopes=scopes, nu=timezone.now()
    )
    return client


@pytest.fixture
def partner(db) -> ApiClient:
    return make_client("Woonpartner")


@pytest.fixture
def token_for():
    """A token of this client: token_for(partner, scope="gebieden:lezen", minutes=60); all scopes if none is named."""

    def make(client: ApiClient, *, scope: str = " ".join(SCOPES), minutes: int = 60) -> str:
        raw = f"token-{AccessToken.objects.count()}-of-{client.pk}"
        token = AccessToken(
            application=client, scope=scope, expires=timezone.now() + timedelta(minutes=minutes)
        )
        set_token_value(token, raw)
        token.save()
        return raw

    return make


@dataclass
class Api:
    """Asks with a token, as a partner's system does; an unforeseen error comes back as an answer, not as a crash."""

    token: str | None

    def __post_init__(self):
        self.http = Client(raise_request_exception=False)

    def ask(self, method: str, path: str, **extra):
        if self.token:
            extra["headers"] = {"Authorization": f"Bearer {self.token}"} | extra.get("headers", {})
        answer = self.http.generic(method, path, **extra)
        if isinstance(answer, FileResponse):  # read at once, so that no file stays open
            answer.streaming_content = [answer.getvalue()]
        return answer

    def get(self, path: str, **query):
        return self.ask("GET", path, query_params=query)

    def post(self, path: str, body=None, **headers):
        """POST this body as JSON; headers by keyword: idempotency_key="…"."""
        named = {name.replace("_", "-").title(): value for name, value in headers.items()}
        data = "" if body is None else json.dumps(body)
        return self.ask("POST", path, data=data, content_type="application/json", headers=named)

    def pages(self, path: str, **query):
        """Every page of a list, by following `volgende`."""
        while path:
            answer = self.get(path, **query)
            assert answer.status_code == 200, answer.content
            yield answer.json()
            path, query = answer.json()["volgende"], {}


@pytest.fixture
def api(partner, token_for) -> Api:
    return Api(token_for(partner))


@pytest.fixture
def anonymous(db) -> Api:
    return Api(None)


def assert_is_problem(answer, status: int) -> dict:
    """Check that this is a problem of RFC 9457 in Dutch, and return it."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["API-Version"]
    problem = answer.json()
    assert (
        {"type", "title", "status", "detail"}
        <= set(problem)
        <= {"type", "title", "status", "detail", "errors"}
    )
    assert problem["status"] == status
    assert problem["detail"].endswith(".")
    return problem
