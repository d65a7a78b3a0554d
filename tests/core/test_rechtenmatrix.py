"""Every address of Kanarie × every rol, someone without a rol, and who is not logged in. The tables: rechtenmatrix/."""

from copy import deepcopy

import pytest
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from brunssum.core import taken
from brunssum.core.accounts import Backend
from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Rol
from brunssum.core.views import errors
from tests.core.rechtenmatrix import ANDERMANS, EIGEN, INGELOGD, OBJECTS, WITHOUT_NAME, ZONDER_ROL
from tests.factories import GebruikerFactory

ANONIEM = "niet ingelogd"
LOGIN = "naar inloggen"
REFUSED = "geweigerd"
ANSWERED = "antwoord"
NO_TOKEN = "geen token"
NOT_THAT_WAY = "geen POST"


def patterns(resolver, namespaces=()):
    """Every address that this project answers, with its full name."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*namespaces, pattern.name]) if pattern.name else None, pattern
        else:
            inner = [*namespaces, pattern.namespace] if pattern.namespace else namespaces
            yield from patterns(pattern, inner)


PATTERNS = list(patterns(get_resolver()))


def test_every_address_has_a_line_in_the_table():
    missing = {name for name, _ in PATTERNS if name} - set(ANDERMANS)
    assert not missing, f"say in tests/core/rechtenmatrix/ who may open: {sorted(missing)}"
    unnamed = {str(pattern.pattern) for name, pattern in PATTERNS if not name} - set(WITHOUT_NAME)
    assert not unnamed, f"give these addresses a name: {unnamed}"


def test_the_tables_have_no_line_of_an_address_that_is_gone():
    names = {name for name, _ in PATTERNS}
    assert set(ANDERMANS) - names == set()
    assert set(EIGEN) - set(OBJECTS) == set()


def test_every_address_with_an_argument_has_an_object_to_point_at():
    with_argument = {name for name, pattern in PATTERNS if name and pattern.pattern.regex.groups}
    assert with_argument == set(OBJECTS)


@pytest.fixture(scope="module")
def everyone(django_db_setup, django_db_blocker):
    """One person for each rol and one without, logged in once for all these tests, and cleared away after them."""
    with django_db_blocker.unblock():
        made = {}
        for wie in (ZONDER_ROL, *Rol):
            client = Client()
            client.force_login(GebruikerFactory(rollen=() if wie == ZONDER_ROL else (wie,)))
            made[wie] = get_user(client)
            made[wie].sessie = client.session.session_key
        yield made
        Session.objects.filter(session_key__in=[gebruiker.sessie for gebruiker in made.values()]).delete()
        Gebruiker.objects.filter(pk__in=[gebruiker.pk for gebruiker in made.values()]).delete()


@pytest.fixture
def people(everyone, db, monkeypatch):
    """Everyone, who need not be read from the database again for each page; but for whom they work for."""
    read = {gebruiker.pk: gebruiker for gebruiker in everyone.values()}

    def get_user(backend, pk):
        gebruiker = deepcopy(read[pk])
        gebruiker.refresh_from_db(fields=["organisatie"])
        return gebruiker

    monkeypatch.setattr(Backend, "get_user", get_user)
    return everyone


@pytest.fixture(autouse=True)
def no_work_is_done(monkeypatch, settings, tmp_path):
    """A button may ask for a PDF: here it stays in the queue. Files go to a folder of this test. No refusal is drawn."""
    monkeypatch.setattr(taken.run_taak, "apply_async", lambda **message: None)
    monkeypatch.setattr(errors, "render", lambda request, template, status: HttpResponse(status=status))
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        }
    }


@pytest.mark.parametrize("name", sorted(ANDERMANS))
def test_who_may_open_what_is_of_another(name, people, gebruiker_met):
    wie = ANDERMANS[name]
    kwargs = OBJECTS[name](gebruiker_met(*Rol)) if name in OBJECTS else {}
    url = reverse(name, kwargs=kwargs)
    wanted = {person: expected(wie, person) for person in [*people, ANONIEM]}
    assert {person: ask(url, people.get(person), post=wie.post) for person in wanted} == wanted

    for person in (person for person in wanted if wanted[person] == REFUSED):
        sent_anyway = ask(url, people[person], post=True)
        assert sent_anyway in {REFUSED, NOT_THAT_WAY}, "the form is refused too, not only its page"
        if sent_anyway == NOT_THAT_WAY:
            break  # it takes a POST of nobody


@pytest.mark.parametrize("name", sorted(EIGEN))
def test_who_may_open_what_is_their_own(name, people):
    wie = EIGEN[name]
    got = {}
    for person, gebruiker in people.items():
        with transaction.atomic():
            url = reverse(name, kwargs=OBJECTS[name](gebruiker))
            got[person] = ask(url, gebruiker, post=wie.post)
            transaction.set_rollback(True)
        gebruiker.organisatie = None  # an object may have come with one, which is gone again
    assert got == {person: expected(wie, person) for person in got}


def expected(wie, person):
    if wie.needs_token:
        return NO_TOKEN
    if person in wie.rollen or wie.is_public:
        return ANSWERED
    return LOGIN if person == ANONIEM else REFUSED


def ask(url, person, *, post):
    """Open an address as this person, and leave everything as it was."""
    client = Client()
    if person:
        client.cookies[settings.SESSION_COOKIE_NAME] = person.sessie
    with transaction.atomic():
        response = client.post(url) if post else client.get(url)
        if response.streaming:
            response.getvalue()  # reads a file to its end, and closes it
        transaction.set_rollback(True)
    return outcome(response)


def outcome(response):
    if response.status_code == 302 and response["Location"].startswith(reverse("account_login")):
        return LOGIN
    if response.status_code == 401:
        return NO_TOKEN
    if response.status_code in {403, 404}:
        return REFUSED
    if response.status_code == 405:
        return NOT_THAT_WAY
    assert response.status_code in {200, 302, 400, 422}, response.status_code
    return ANSWERED


def test_the_table_knows_everyone():
    assert {*Rol, ZONDER_ROL} == INGELOGD
