"""The canary: a distinctive name typed into Betrokkene is found nowhere but where it was looked at."""

import logging

import pytest
from django.core import mail
from django.urls import URLPattern, get_resolver, reverse
from django.utils.log import AdminEmailHandler

from brunssum.core.models import LogRegel, Taak
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.queries import released_verhalen
from casuistiek.stappen import Stap

from .conftest import MELDING

WORDS = ("Kwartelkuiken", "Zonnedauwsteeg", "0687654321", "kwartelkuiken")


@pytest.fixture
def casus(client, casus_op, wijkmanager):
    """A casus with the canary, typed in through the page, wrong the first time."""
    casus = casus_op(Stap.NAZORG)
    client.force_login(wijkmanager)
    add = reverse("casuistiek:betrokkene_add", args=[casus.kenmerk])
    assert client.post(add, {"naam": "", "contact": "Zonnedauwsteeg 1"}).status_code == 422
    velden = {"naam": "Kwartelkuiken", "contact": "Zonnedauwsteeg 1, 0687654321"}
    assert client.post(add, velden).status_code == 302
    services.release_verhaal(
        casus.pk, actor=wijkmanager, op=casus.stap_sinds, titel="Een dak", tekst="Het lekte."
    )
    return casus


def addresses(casus) -> list[str]:
    """Every page of the site that needs no argument, and every page of this casus."""
    found = []

    def walk(patterns, prefix, namespaces):
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if not isinstance(pattern, URLPattern):
                walk(pattern.url_patterns, route, [*namespaces, *filter(None, [pattern.namespace])])
            elif "<" not in route and "(" not in route:
                found.append("/" + route)
            elif (
                pattern.name and set(pattern.pattern.converters) == {"kenmerk"} and "casuistiek" in namespaces
            ):
                found.append(reverse(f"casuistiek:{pattern.name}", args=[casus.kenmerk]))

    walk(get_resolver().url_patterns, "", [])
    assert reverse("casuistiek:detail", args=[casus.kenmerk]) in found
    return found


@pytest.mark.parametrize("rol", [None, *Rol])
def test_the_name_is_on_no_page_one_can_simply_open(client, casus, gebruiker_met, rol):
    if rol is None:
        client.logout()
    else:
        client.force_login(gebruiker_met(rol))
    for address in addresses(casus):
        response = client.get(address)
        content = response.getvalue() if response.streaming else response.content
        for word in WORDS:
            assert word.encode() not in content, f"{word} on {address} for {rol}"
            assert word not in str(response.headers)


def test_the_name_is_on_no_page_its_own_casusverantwoordelijke_can_simply_open(client, casus):
    for address in addresses(casus):
        response = client.get(address)
        content = response.getvalue() if response.streaming else response.content
        assert not any(word.encode() in content for word in WORDS), address


def test_the_name_is_in_no_log_row_mail_taak_or_story(client, casus, programmamanager, caplog):
    caplog.set_level(logging.DEBUG)
    address = reverse("casuistiek:betrokkene", args=[casus.kenmerk])
    assert b"Kwartelkuiken" in client.post(address).content
    written = [
        *LogRegel.objects.values_list("actie", "voor", "na", "detail"),
        *Taak.objects.values_list("gegevens", "resultaat", "fout", "zin"),
        *(message.message().as_string() for message in mail.outbox),
        *(record.getMessage() for record in caplog.records),
        *released_verhalen(programmamanager, MELDING, casus.stap_sinds),
        *client.session.items(),
    ]
    assert len(written) > 10
    assert not any(word in str(one) for one in written for word in WORDS)


def test_the_name_is_in_no_error_report(client, casus, monkeypatch, settings, caplog):
    """When something breaks while a name is sent, the report of the error does not hold it."""

    def break_down(*args, **kwargs):
        raise RuntimeError("kapot")

    monkeypatch.setattr(services, "set_betrokkene", break_down)
    settings.ADMINS = [("beheer", "beheer@example.org")]
    client.raise_request_exception = False
    logger, report = logging.getLogger("django.request"), AdminEmailHandler(include_html=True)
    logger.addHandler(report)
    try:
        address = reverse("casuistiek:betrokkene_add", args=[casus.kenmerk])
        assert (
            client.post(address, {"naam": "Kwartelkuiken", "contact": "Zonnedauwsteeg 1"}).status_code == 500
        )
    finally:
        logger.removeHandler(report)
    [message] = mail.outbox
    report = message.body + message.alternatives[0][0]
    assert "kapot" in report
    assert not any(word in report for word in WORDS)
