"""One answer over a network that fails: what is tried again, how long we wait, what we refuse, what we say."""

import socket
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from monitor.cbs.fouten import Afgewezen, BestaatNiet, CbsFout, Onbereikbaar, Onleesbaar, VreemdAdres
from monitor.cbs.transport import Grenzen, Transport

PROPERTIES = "CBS/84799NED/Properties"


@pytest.fixture
def url(cbs):
    return f"{cbs.odata4}/{PROPERTIES}"


def test_an_answer_is_an_object_with_exact_numbers(transport, cbs):
    cbs.change("84799NED").properties["Getal"] = 0.1
    assert transport.get(f"{cbs.odata4}/{PROPERTIES}")["Getal"] == Decimal("0.1")


@pytest.mark.parametrize("mode", ["gzip", "bom"])
def test_packed_and_marked_answers_are_read(transport, cbs, url, mode):
    cbs.fail(mode)
    assert transport.get(url)["Identifier"] == "84799NED"


@pytest.mark.parametrize(
    "mode",
    ["429", "500", "502", "503", "504", "reset", "reset_body", "short_body", "bad_json", "broken_gzip"],
)
def test_a_passing_failure_is_tried_again(transport, cbs, url, waits, mode):
    cbs.fail(mode, times=2)
    assert transport.get(url)["Identifier"] == "84799NED"
    assert waits == [1, 2]
    assert len(cbs.paths()) == 3


@pytest.mark.parametrize("mode", ["429", "503", "reset", "reset_body", "short_body", "bad_json"])
def test_a_lasting_failure_ends_with_a_sentence(transport, cbs, url, waits, mode):
    cbs.fail(mode)
    with pytest.raises(
        Onbereikbaar, match=r"127\.0\.0\.1 gaf na 3 pogingen geen bruikbaar antwoord: .*blijven staan"
    ):
        transport.get(url)
    assert len(cbs.paths()) == 3
    assert len(waits) == 2


@pytest.mark.parametrize("mode", ["slow_headers", "slow_body"])
def test_a_silent_service_is_not_waited_for(impatient, cbs, url, mode):
    cbs.fail(mode)
    with pytest.raises(Onbereikbaar, match="na één poging geen bruikbaar antwoord: het antwoord bleef uit"):
        impatient.get(url)


def test_a_service_that_is_not_there(transport, waits):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(Onbereikbaar, match="de verbinding mislukte"):
        transport.get(f"http://127.0.0.1:{port}/{PROPERTIES}")
    assert len(waits) == 2


def test_a_drip_does_not_last_for_ever(cbs, url, waits):
    """Every read is in time, the whole is not: the clock says so."""
    times = iter(range(0, 100_000, 400))
    limits = Grenzen(pogingen=2, pauze=0)
    with (
        Transport(limits, sleep=waits.append, clock=lambda: next(times)) as transport,
        pytest.raises(Onbereikbaar, match="het antwoord kwam te langzaam binnen"),
    ):
        transport.get(f"{cbs.odata4}/CBS/84799NED/Observations")


def test_a_retry_after_in_seconds_is_obeyed(transport, cbs, url, waits):
    cbs.fail("429", times=1, retry_after="17")
    transport.get(url)
    assert waits == [17]


def test_a_retry_after_with_a_date_is_obeyed(cbs, url, waits):
    now = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)
    cbs.fail("503", times=1, retry_after="Sat, 21 Nov 2026 12:00:42 GMT")
    with Transport(Grenzen(pauze=0), sleep=waits.append, now=lambda: now) as transport:
        transport.get(url)
    assert waits == [42]


@pytest.mark.parametrize(
    ("retry_after", "wait"),
    [
        ("86400", 120),
        ("Sat, 21 Nov 2099 12:00:42 GMT", 120),
        ("Sat, 21 Nov 1999 12:00:42 GMT", 0),
        ("morgen", 1),
    ],
)
def test_a_retry_after_is_never_followed_blindly(transport, cbs, url, waits, retry_after, wait):
    cbs.fail("429", times=1, retry_after=retry_after)
    transport.get(url)
    assert waits == [wait]


def test_waiting_grows_and_is_spread(cbs, url, waits):
    cbs.fail("503")
    limits = Grenzen(pogingen=5, pauze=0, langste_wacht=6)
    with Transport(limits, sleep=waits.append, jitter=lambda: 0.5) as transport, pytest.raises(Onbereikbaar):
        transport.get(url)
    assert waits == [0.75, 1.5, 3, 4.5]


def test_a_small_pause_between_calls(cbs, url, waits):
    with Transport(Grenzen(pauze=0.3), sleep=waits.append, clock=lambda: 5.0) as transport:
        transport.get(url)
        transport.get(url)
    assert waits == [0.3]


def test_no_pause_when_time_has_passed(cbs, url, waits):
    times = iter(range(0, 1000, 10))
    with Transport(Grenzen(pauze=0.3), sleep=waits.append, clock=lambda: next(times)) as transport:
        transport.get(url)
        transport.get(url)
    assert waits == []


@pytest.mark.parametrize(
    ("mode", "kind", "sentence"),
    [
        ("400", Afgewezen, "wijst de vraag af"),
        ("414", Afgewezen, "wijst de vraag af"),
        ("404", BestaatNiet, "kent /odata/v1/CBS/84799NED/Properties niet"),
        ("html", Onleesbaar, "een webpagina in plaats van cijfers"),
        ("xml", Onleesbaar, "XML in plaats van cijfers"),
        ("not_text", Onleesbaar, "geen tekst"),
        ("list", Onleesbaar, "andere vorm"),
        ("foreign_redirect", VreemdAdres, "ander adres"),
        ("redirect_loop", VreemdAdres, "blijft doorverwijzen"),
    ],
)
def test_what_is_said_on_purpose_is_not_tried_again(transport, cbs, url, waits, mode, kind, sentence):
    cbs.fail(mode)
    with pytest.raises(kind, match=sentence):
        transport.get(url)
    assert waits == []


def test_a_redirect_on_the_same_host_is_followed(transport, cbs, url):
    cbs.fail("redirect", times=1)
    assert transport.get(url)["Identifier"] == "83765NED"


def test_an_answer_that_unpacks_too_large_is_not_taken(cbs, url, waits):
    """Three megabytes of blanks in a few kilobytes."""
    cbs.fail("big")
    limits = Grenzen(pauze=0, grootste_antwoord=1_000_000)
    with (
        Transport(limits, sleep=waits.append) as transport,
        pytest.raises(Onleesbaar, match="stuurt meer dan 1 MB in één antwoord"),
    ):
        transport.get(url)
    assert waits == []


def test_a_certificate_that_is_not_trusted_is_said_at_once(cbs, waits):
    """Plain http where https is expected: no retry helps."""
    with (
        Transport(Grenzen(pauze=0), sleep=waits.append) as transport,
        pytest.raises(Onbereikbaar, match="beveiligde verbinding"),
    ):
        transport.get(cbs.base.replace("http://", "https://"))
    assert waits == []


def test_every_error_is_one_that_a_service_can_catch():
    for kind in (Onbereikbaar, BestaatNiet, Afgewezen, Onleesbaar, VreemdAdres):
        assert issubclass(kind, CbsFout)
