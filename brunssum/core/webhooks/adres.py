"""Where a message of ours may go: over https, to the internet, and never into the municipality's own network.

A partner chooses the address, and we are the ones who open it: without these checks it could make Kanarie call a
database, a printer or the machine it runs on. `read` checks what is written, `resolve` where it leads. What resolve
gives is what is connected to: a name that leads elsewhere a moment later changes nothing.
"""

import re
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from django.conf import settings

from brunssum.core.exceptions import DomainError

IpAddress = IPv4Address | IPv6Address

MAX_LENGTH = 500
LOOK_UP_SECONDS = 5
NAME = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\Z")
FIRST_FREE_PORT = 1024
NAT64, NAT64_LOCAL, IPV4_COMPATIBLE = map(IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "::/96"))
CLOUD = frozenset(
    map(ip_address, ("169.254.169.254", "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254"))
)
"""Where the machines of cloud providers give away what they know of themselves; some are not private addresses."""


class AdresGeweigerd(DomainError):
    """This is no address that Kanarie sends to."""


class NaamOnbekend(AdresGeweigerd):
    """No machine has this name, or nobody could tell now."""


@dataclass(frozen=True)
class Adres:
    """An address that is well written."""

    scheme: str
    host: str
    port: int
    target: str  # the path and the query

    @property
    def is_secure(self) -> bool:
        return self.scheme == "https"

    @property
    def host_header(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        usual = 443 if self.is_secure else 80
        return name if self.port == usual else f"{name}:{self.port}"


def read(url: str) -> Adres:
    """The parts of an address; AdresGeweigerd says what is wrong with it."""
    if not url.isascii() or re.search(r"[\x00-\x20\x7f\\]", url):
        raise AdresGeweigerd("Schrijf het adres zonder spaties en zonder bijzondere letters.")
    if len(url) > MAX_LENGTH:
        raise AdresGeweigerd(f"Het adres is te lang: hoogstens {MAX_LENGTH} tekens.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise AdresGeweigerd("Dit is geen webadres. Schrijf het zoals https://systeem.example.org/kanarie.")
    if not (NAME.match(host) or _is_ipv6(host)):
        raise AdresGeweigerd("Dit is geen webadres. Schrijf het zoals https://systeem.example.org/kanarie.")
    if parts.username is not None or parts.password is not None:
        raise AdresGeweigerd(
            "Zet geen naam en wachtwoord in het adres. Aan de handtekening ziet uw systeem dat het bericht van ons is."
        )
    if parts.fragment or "#" in url:
        raise AdresGeweigerd("Laat het deel vanaf # weg: dat wordt nooit verstuurd.")
    if parts.scheme != "https" and not (parts.scheme == "http" and _may_be_this_machine(host)):
        raise AdresGeweigerd("Het adres moet met https:// beginnen.")
    port = port if port is not None else 443 if parts.scheme == "https" else 80
    if not (port == 443 or (port >= FIRST_FREE_PORT and _is_allowed(host))):
        raise AdresGeweigerd(
            "Kanarie stuurt alleen naar de gewone poort voor https (443). Laat de poort weg uit het adres."
        )
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Adres(parts.scheme, host, port, target)


def resolve(adres: Adres) -> list[IpAddress]:
    """The machines this address leads to, every one of them allowed. Asks a name server, and waits for it a while."""
    found = _look_up(adres)
    if not found:
        raise NaamOnbekend(
            f"De naam {adres.host} bestaat niet, of is nu niet te vinden. Controleer het adres."
        )
    machines = list(dict.fromkeys(ip_address(where[0].partition("%")[0]) for *_, where in found))
    if not all(may_reach(machine, adres.host) for machine in machines):
        raise AdresGeweigerd(
            "Dit adres hoort bij een intern netwerk. Kanarie stuurt alleen naar systemen die op het internet staan."
        )
    return machines


def _look_up(adres: Adres) -> list[tuple]:
    """What a name server says; nothing when it knows nothing, or takes its time.

    A partner may have a name server that never answers: the system would wait for it half a minute or more, and cannot
    be told to stop. So it waits beside us.
    """
    found = []

    def ask():
        with suppress(OSError, UnicodeError):
            found.extend(socket.getaddrinfo(adres.host, adres.port, type=socket.SOCK_STREAM))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(LOOK_UP_SECONDS)
    return list(found)


def may_reach(machine: IpAddress, host: str) -> bool:
    """Whether this machine, the one of this name, is on the internet; or is one that the settings name."""
    machine = _inner(machine)
    if machine in CLOUD or machine.is_multicast or machine.is_unspecified or machine.is_link_local:
        return False
    if machine.is_loopback:
        return _may_be_this_machine(host)
    if _is_allowed(host):
        return True
    if machine.version == 6 and (machine.is_site_local or machine in NAT64_LOCAL):
        return False  # Python takes these for the internet
    return machine.is_global and not machine.is_reserved


def _inner(machine: IpAddress) -> IpAddress:
    """The IPv4 address that an IPv6 address stands for, when it does: that is the machine a router goes to."""
    if machine.version == 4:
        return machine
    if machine.ipv4_mapped:
        return machine.ipv4_mapped
    if machine.sixtofour:
        return machine.sixtofour
    if machine in NAT64 or (machine in IPV4_COMPATIBLE and int(machine) > 0xFFFF):
        return IPv4Address(int(machine) & 0xFFFFFFFF)
    return machine


def _is_ipv6(host: str) -> bool:
    try:
        return isinstance(ip_address(host), IPv6Address) and "%" not in host
    except ValueError:
        return False


def _is_allowed(host: str) -> bool:
    return host in settings.WEBHOOK_ALLOWED_HOSTS


def _may_be_this_machine(host: str) -> bool:
    """For a try on one's own machine, when the settings name it; never where people work."""
    return _is_allowed(host) and (settings.DEMO or settings.DEBUG)
