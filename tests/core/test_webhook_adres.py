"""Where a webhook may go: an address that leads into a network of our own is refused, however it is written."""

import socket
import threading
from ipaddress import ip_address

import pytest

from brunssum.core.webhooks import adres
from brunssum.core.webhooks.adres import Adres, AdresGeweigerd, NaamOnbekend


@pytest.fixture
def leads_to(monkeypatch):
    """Every name leads to these machines: leads_to("93.184.215.14")."""

    def make(*machines):
        def getaddrinfo(host, port, **_):
            return [
                (
                    socket.AF_INET6 if ":" in machine else socket.AF_INET,
                    socket.SOCK_STREAM,
                    6,
                    "",
                    (machine, port),
                )
                for machine in machines
            ]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    return make


@pytest.fixture
def where_people_work(settings):
    settings.DEMO = settings.DEBUG = False
    settings.WEBHOOK_ALLOWED_HOSTS = []
    return settings


def test_name_server_that_does_not_answer_is_not_waited_for(monkeypatch):
    answered = threading.Event()
    monkeypatch.setattr(adres, "LOOK_UP_SECONDS", 0.01)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answered.wait(60) and [])
    with pytest.raises(NaamOnbekend):
        adres.resolve(adres.read("https://systeem.partner.example"))
    assert not answered.is_set()
    answered.set()


def test_read_takes_an_address_apart():
    url = "https://Systeem.partner.example/kanarie?sleutel=1"
    assert adres.read(url) == Adres("https", "systeem.partner.example", 443, "/kanarie?sleutel=1")
    assert adres.read("https://systeem.partner.example:443").target == "/"
    assert adres.read("https://[2001:db8::1]/").host_header == "[2001:db8::1]"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "geen webadres"),
        ("systeem.partner.example", "geen webadres"),
        ("//systeem.partner.example", "https"),
        ("http://systeem.partner.example", "https"),
        ("ftp://systeem.partner.example", "https"),
        ("file:///etc/passwd", "geen webadres"),
        ("https:///kanarie", "geen webadres"),
        ("https://jan:geheim@systeem.partner.example", "wachtwoord"),
        ("https://systeem.partner.example@10.0.0.1", "wachtwoord"),
        ("https://systeem.partner.example#10.0.0.1", "#"),
        ("https://systeem.partner.example/#", "#"),
        ("https://systeem.partner.example\\@10.0.0.1", "spaties"),
        ("https://systeem.partner.example/ x", "spaties"),
        ("https://systeem.partner.example/\r\nHost: intern", "spaties"),
        ("https://systéém.partner.example", "bijzondere"),
        ("https://systeem.partner.example:99999", "geen webadres"),
        ("https://systeem.partner.example:22", "poort"),
        ("https://systeem.partner.example:8443", "poort"),
        ("https://systeem.partner.example:0", "poort"),
        ("https://systeem_intern.example", "geen webadres"),
        ("https://systeem.partner.example.", "geen webadres"),
        ("https://%31%30.0.0.1", "geen webadres"),
        ("https://[fe80::1%25eth0]/", "geen webadres"),
        ("https://systeem.partner.example/" + "a" * 500, "te lang"),
        ("http://localhost:8000", "https"),
    ],
)
def test_read_refuses_what_is_no_address_for_us(where_people_work, url, said):
    with pytest.raises(AdresGeweigerd, match=said):
        adres.read(url)


INTERN = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.8.8.8",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.192",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::10.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001:0:5ef5:79fd::1",
    "2001:db8::1",
    "2002:0a00:0001::1",
    "2002:7f00:0001::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("machine", INTERN)
def test_no_name_leads_into_our_own_network(where_people_work, leads_to, machine):
    leads_to(machine)
    with pytest.raises(AdresGeweigerd, match="intern netwerk"):
        adres.resolve(adres.read("https://systeem.partner.example"))
    leads_to("93.184.215.14", machine)  # one good machine does not excuse the other
    with pytest.raises(AdresGeweigerd, match="intern netwerk"):
        adres.resolve(adres.read("https://systeem.partner.example"))


@pytest.mark.parametrize(
    "machine", ["93.184.215.14", "2606:2800:21f:cb07::1", "64:ff9b::93.184.215.14", "2002:5db8:d70e::1"]
)
def test_a_machine_on_the_internet_may_be_reached(where_people_work, leads_to, machine):
    leads_to(machine, machine)
    assert adres.resolve(adres.read("https://systeem.partner.example")) == [ip_address(machine)]


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f.0.0.1", "127.1", "[::1]", "[::ffff:7f00:1]", "127.0.0.1"]
)
def test_this_machine_is_not_reached_by_another_spelling(where_people_work, host):
    with pytest.raises(AdresGeweigerd):
        adres.resolve(adres.read(f"https://{host}/"))


def test_a_name_that_does_not_exist_is_said_to(monkeypatch):
    def getaddrinfo(*_, **__):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(NaamOnbekend, match=r"systeem\.partner\.example"):
        adres.resolve(adres.read("https://systeem.partner.example"))


def test_a_system_that_the_settings_name_may_be_in_our_own_network(where_people_work, leads_to):
    where_people_work.WEBHOOK_ALLOWED_HOSTS = ["klant.intern.example"]
    leads_to("10.1.2.3")
    named = adres.read("https://klant.intern.example:8443/kanarie")
    assert (named.port, named.host_header) == (8443, "klant.intern.example:8443")
    assert adres.resolve(named) == [ip_address("10.1.2.3")]
    for url in ("https://ander.intern.example:8443", "https://klant.intern.example:22"):
        with pytest.raises(AdresGeweigerd, match="poort"):
            adres.read(url)
    with pytest.raises(AdresGeweigerd, match="intern netwerk"):
        adres.resolve(adres.read("https://ander.intern.example"))


@pytest.mark.parametrize(
    "machine", ["127.0.0.1", "169.254.169.254", "fd00:ec2::254", "fe80::1", "0.0.0.0", "ff02::1"]
)
def test_what_the_settings_name_still_is_no_machine_of_the_cloud_or_our_own(
    where_people_work, leads_to, machine
):
    where_people_work.WEBHOOK_ALLOWED_HOSTS = ["klant.intern.example", "localhost"]
    leads_to(machine)
    for host in where_people_work.WEBHOOK_ALLOWED_HOSTS:
        with pytest.raises(AdresGeweigerd, match="intern netwerk"):
            adres.resolve(adres.read(f"https://{host}"))


def test_this_machine_is_for_a_try_only(where_people_work, leads_to):
    leads_to("127.0.0.1")
    where_people_work.DEMO = True
    with pytest.raises(AdresGeweigerd):
        adres.read("http://localhost:8000")
    where_people_work.WEBHOOK_ALLOWED_HOSTS = ["localhost"]
    assert adres.resolve(adres.read("http://localhost:8000")) == [ip_address("127.0.0.1")]
    where_people_work.DEMO = False
    with pytest.raises(AdresGeweigerd):
        adres.read("http://localhost:8000")
