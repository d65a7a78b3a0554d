"""Page after page: all rows, once, from one host, and not for ever; and addresses that stay short and safe."""

import pytest

from monitor.cbs import bladeren
from monitor.cbs.adres import build_url, follow, gebied_literal, in_bundles, literal
from monitor.cbs.bladeren import read_rows
from monitor.cbs.fouten import Bladerfout, CbsFout, Onleesbaar, VreemdAdres


@pytest.fixture
def rows(cbs, transport):
    def read(base="odata4", path="CBS/84799NED/Observations", **options):
        options = {"$filter": "WijkenEnBuurten eq 'WK089902'", "$count": "true"} | options
        service = getattr(cbs, base)
        return list(read_rows(transport, service, build_url(service, path, options)))

    return read


def test_one_page(rows, cbs):
    assert len(rows()) > 100
    assert len(cbs.paths()) == 1


def test_three_pages_give_the_same_as_one(rows, cbs):
    whole = rows()
    cbs.settings.page_size = -(-len(whole) // 3)
    assert rows() == whole
    assert len(cbs.paths()) == 1 + 3


def test_pages_of_seven_lose_nothing(rows, cbs):
    whole = rows()
    cbs.settings.page_size = 7
    assert rows() == whole


def test_an_empty_answer_is_no_error(rows):
    assert rows(**{"$filter": "WijkenEnBuurten eq 'WK000000'"}) == []


def test_v3_pages_too(cbs, transport):
    cbs.settings.feed_page_size = 10
    url = build_url(cbs.odata3, "ODataFeed/odata/84799NED/WijkenEnBuurten", {"$format": "json"})
    keys = [row["Key"] for row in read_rows(transport, cbs.odata3, url)]
    assert len(keys) == len(set(keys)) > 50


@pytest.mark.parametrize(
    ("mode", "kind", "sentence"),
    [
        ("loop_link", Bladerfout, "twee keer dezelfde bladzijde|kring"),
        ("repeated_page", Bladerfout, "twee keer dezelfde bladzijde"),
        ("foreign_link", VreemdAdres, "ander adres"),
        ("ftp_link", VreemdAdres, "ander adres"),
        ("no_value", Onleesbaar, "ontbreken de rijen"),
        ("half_page", Bladerfout, "telde .* rijen, maar er kwamen er"),
    ],
)
def test_pages_that_do_not_add_up_are_refused(rows, cbs, mode, kind, sentence):
    cbs.fail(mode)
    with pytest.raises(kind, match=sentence):
        rows()


def test_empty_pages_in_a_circle_are_refused(rows, cbs):
    cbs.fail("loop_link")
    with pytest.raises(Bladerfout, match="kring"):
        rows(**{"$filter": "WijkenEnBuurten eq 'WK000000'"})
    assert len(cbs.paths()) <= 2


def test_a_foreign_link_is_never_asked(rows, cbs):
    cbs.fail("foreign_link")
    with pytest.raises(VreemdAdres):
        rows()
    assert len(cbs.paths()) == 1


def test_pages_without_end_are_stopped(rows, cbs, monkeypatch):
    monkeypatch.setattr(bladeren, "MAX_PAGINAS", 5)
    cbs.fail("endless_link")
    with pytest.raises(Bladerfout, match="meer dan 5 bladzijden"):
        rows()
    assert len(cbs.paths()) == 5


def test_the_second_page_failing_fails_the_whole(rows, cbs):
    cbs.settings.page_size = 50
    cbs.fail("500", match="skip")
    with pytest.raises(CbsFout):
        rows()


BASE = "https://datasets.cbs.nl/odata/v1"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://datasets.cbs.nl/odata/v1/x?$skip=1", "https://datasets.cbs.nl/odata/v1/x?$skip=1"),
        ("https://datasets.cbs.nl:443/x", "https://datasets.cbs.nl/x"),
        ("http://datasets.cbs.nl/x", "https://datasets.cbs.nl/x"),
        ("HTTPS://DATASETS.CBS.NL/x", "https://datasets.cbs.nl/x"),
        ("/odata/v1/x", "https://datasets.cbs.nl/odata/v1/x"),
        ("Observations?$skip=2", "https://datasets.cbs.nl/odata/v1/CBS/Observations?$skip=2"),
    ],
)
def test_follow_stays_on_the_host(link, expected):
    assert follow(BASE, f"{BASE}/CBS/Properties", link) == expected


@pytest.mark.parametrize(
    "link",
    [
        "https://elders.nl/x",
        "https://datasets.cbs.nl.elders.nl/x",
        "https://datasets.cbs.nl@elders.nl/x",
        "https://ik:geheim@datasets.cbs.nl/x",
        "//elders.nl/x",
        "https://datasets.cbs.nl:8443/x",
        "http://datasets.cbs.nl:8080/x",
        "https://datasets.cbs.nl:poort/x",
        "ftp://datasets.cbs.nl/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://datasets.cbs.nl/x\r\nHost: elders.nl",
        "https:\\\\elders.nl\\x",
        None,
        {"url": "x"},
    ],
)
def test_follow_refuses_everything_else(link):
    with pytest.raises(VreemdAdres):
        follow(BASE, f"{BASE}/CBS/Properties", link)


def test_quotes_are_doubled():
    assert literal("'s-Gravenhage") == "'''s-Gravenhage'"


@pytest.mark.parametrize("code", ["NL00", "GM0899", "WK089902", "BU08990243", "GM0899    "])
def test_a_gebiedscode_may_stand_in_a_filter(code):
    assert gebied_literal(code) == f"'{code}'"


@pytest.mark.parametrize(
    "code", ["", "0899", "BM-SS", "GM0899' or 1 eq 1", "PV31", "WK0899 02", "gm0899", "WK٠٨٩٩٠٢"]
)
def test_what_is_no_gebiedscode_may_not(code):
    with pytest.raises(ValueError, match="not a gebiedscode"):
        gebied_literal(code)


def test_an_address_is_escaped():
    url = build_url("http://x/", "pad", {"$filter": "A eq 'één & twee'", "$top": ""})
    assert url == "http://x/pad?$filter=A%20eq%20'%C3%A9%C3%A9n%20%26%20twee'"


def test_bundles_stay_under_the_limit_and_lose_nothing():
    codes = [f"BU0899{number:04}" for number in range(300)]

    def url(some):
        return build_url("http://x", "y", {"$filter": " or ".join(f"A eq '{code}'" for code in some)})

    bundles = list(in_bundles(codes, url))
    assert [code for bundle in bundles for code in bundle] == codes
    assert max(len(url(bundle)) for bundle in bundles) <= 2000
    assert len(bundles) < 12
