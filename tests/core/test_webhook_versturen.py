"""One attempt, over a real line: what is sent, where it goes, and that nothing the other side does holds us up."""

import socket

import pytest

from brunssum.core.webhooks import versturen
from brunssum.core.webhooks.versturen import Waarom, post
from tests.partnersysteem import certificate_for, running

NAME = "systeem.partner.example"


@pytest.fixture(autouse=True)
def a_try_on_this_machine(settings):
    settings.WEBHOOK_ALLOWED_HOSTS = ["localhost", NAME]


@pytest.fixture
def systeem():
    with running() as systeem:
        yield systeem


@pytest.fixture
def leads_to_this_machine(monkeypatch):
    """Every name leads here, the first time it is asked; and to the cloud's own machine ever after."""
    asked = []

    def getaddrinfo(host, port, **_):
        asked.append(host)
        machine = "127.0.0.1" if len(asked) == 1 else "169.254.169.254"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (machine, port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_post_sends_what_it_is_given(systeem):
    uitkomst = post(
        systeem.url + "?x=1", b'{"a": 1}', {"Content-Type": "application/json", "webhook-id": "7"}
    )
    assert (uitkomst.waarom, uitkomst.status, uitkomst.is_bezorgd) == ("", 204, True)
    (got,) = systeem.received
    assert (got.path, got.body) == ("/kanarie?x=1", b'{"a": 1}')
    assert got.headers["host"] == f"localhost:{systeem.port}"
    assert got.headers["content-type"] == "application/json"
    assert got.headers["webhook-id"] == "7"


@pytest.mark.parametrize(
    ("status", "waarom"),
    [
        (200, ""),
        (202, ""),
        (299, ""),
        (301, Waarom.DOORVERWEZEN),
        (307, Waarom.DOORVERWEZEN),
        (400, Waarom.ANTWOORD),
        (404, Waarom.ANTWOORD),
        (410, Waarom.OPGEHEVEN),
        (500, Waarom.ANTWOORD),
    ],
)
def test_only_a_2xx_is_delivered_and_no_redirect_is_followed(systeem, status, waarom):
    systeem.status, systeem.headers = status, {"Location": systeem.url}
    uitkomst = post(systeem.url, b"{}", {})
    assert (uitkomst.waarom, uitkomst.status) == (waarom, status)
    assert len(systeem.received) == 1


@pytest.mark.parametrize(
    ("header", "wacht"), [("120", 120), ("99999", 3600), ("straks", 0), ("-1", 0), ("²", 0)]
)
def test_who_asks_us_to_wait_is_heard_within_reason(systeem, header, wacht):
    systeem.status, systeem.headers = 503, {"Retry-After": header.encode().decode("latin-1")}
    assert post(systeem.url, b"{}", {}).wacht == wacht


def test_nobody_there(systeem):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    uitkomst = post(f"http://localhost:{port}", b"{}", {})
    assert (uitkomst.waarom, uitkomst.status) == (Waarom.GEEN_VERBINDING, None)


def test_a_line_that_breaks(systeem):
    systeem.answer = systeem.cut_the_line
    assert post(systeem.url, b"{}", {}).waarom == Waarom.AFGEBROKEN


def test_an_answer_that_drips_is_cut_off(systeem):
    systeem.answer = systeem.drip
    uitkomst = post(systeem.url, b"{}", {}, seconds=0.3)
    assert (uitkomst.waarom, uitkomst.status) == (Waarom.TE_LAAT, None)


def test_an_answer_without_end_is_not_read_to_its_end(systeem):
    systeem.answer = systeem.talk_for_ever
    assert post(systeem.url, b"{}", {}).is_bezorgd


def test_an_address_that_is_no_longer_good_is_not_called(systeem, settings):
    settings.WEBHOOK_ALLOWED_HOSTS = []
    assert post(systeem.url, b"{}", {}).waarom == Waarom.VERBODEN
    assert post("https://localhost", b"{}", {}).waarom == Waarom.VERBODEN
    assert systeem.received == []


def test_a_name_that_is_gone(monkeypatch):
    def getaddrinfo(*_, **__):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert post(f"https://{NAME}", b"{}", {}).waarom == Waarom.GEEN_ADRES


def test_tls_is_with_the_name_and_goes_to_the_machine_that_was_checked(
    leads_to_this_machine, monkeypatch, tmp_path
):
    server, client = certificate_for(NAME, tmp_path)
    monkeypatch.setattr(versturen, "_context", lambda: client)
    with running(server) as systeem:
        uitkomst = post(f"https://{NAME}:{systeem.port}/kanarie", b"{}", {})
    assert (uitkomst.waarom, uitkomst.status) == ("", 204)
    assert systeem.received[0].headers["host"] == f"{NAME}:{systeem.port}"
    assert leads_to_this_machine == [NAME], "asked once: a name that leads elsewhere later changes nothing"


def test_a_certificate_of_another_name_is_refused(leads_to_this_machine, monkeypatch, tmp_path):
    server, client = certificate_for("ander.partner.example", tmp_path)
    monkeypatch.setattr(versturen, "_context", lambda: client)
    with running(server) as systeem:
        assert post(f"https://{NAME}:{systeem.port}", b"{}", {}).waarom == Waarom.CERTIFICAAT
    assert systeem.received == []


def test_a_certificate_that_nobody_vouches_for_is_refused(leads_to_this_machine, tmp_path):
    server, _client = certificate_for(NAME, tmp_path)
    with running(server) as systeem:
        assert post(f"https://{NAME}:{systeem.port}", b"{}", {}).waarom == Waarom.CERTIFICAAT
