"""How a koppeling stands, in words: what it may do, which of its keys work, and what asks for attention."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from brunssum.core.models import ApiAanroep, ApiClient, ApiSleutel
from brunssum.core.queries.aanroepen import per_day
from brunssum.core.scopes import LEZEN, SCHRIJVEN

STIL = timedelta(days=90)
"""A koppeling that did not call for so long may be one that nobody needs any more."""
RECENT = timedelta(days=30)


@dataclass(frozen=True)
class Sleutelstand:
    """One key, and what there is to say of it now."""

    sleutel: ApiSleutel
    woord: str
    merk: str
    """The looks of the word: good, info, attention or neutral."""
    werkt: bool


@dataclass(frozen=True)
class Koppelingstand:
    """A koppeling with its keys, the newest first."""

    client: ApiClient
    sleutels: tuple[Sleutelstand, ...]
    is_stil: bool

    @property
    def werkend(self) -> list[Sleutelstand]:
        return [stand for stand in self.sleutels if stand.werkt]

    @property
    def leest(self) -> str:
        return _opsomming(self.client.scopes, LEZEN, "alles")

    @property
    def schrijft(self) -> str:
        return _opsomming(self.client.scopes, SCHRIJVEN, "alles wat een systeem kan schrijven")

    @property
    def mag(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each scope with what it means, writing first: that weighs most."""
        groups = (("Schrijven", SCHRIJVEN), ("Lezen", LEZEN))
        found = [
            (kop, [one for one in soort.items() if one[0] in self.client.scopes]) for kop, soort in groups
        ]
        return [(kop, scopes) for kop, scopes in found if scopes]


def koppelingstand(client: ApiClient, nu: datetime) -> Koppelingstand:
    """`client` came from for_list()."""
    standen = tuple(_sleutelstand(client, sleutel, nu) for sleutel in client.sleutels.all())
    heard = client.laatste_aanroep or client.created
    is_stil = client.ingetrokken_op is None and nu - heard > STIL
    return Koppelingstand(client, standen, is_stil)


def standen_of(clients: Iterable[ApiClient], nu: datetime) -> list[Koppelingstand]:
    return [koppelingstand(client, nu) for client in clients]


@dataclass(frozen=True)
class Gebruik:
    """How much a koppeling called of late, and the last time that it got no token."""

    aanroepen: int
    geweigerd: int
    zonder_token: int
    geen_token: ApiAanroep | None
    """None when it has had one since."""


def gebruik_of(client: ApiClient, nu: datetime) -> Gebruik:
    """Of the last thirty days. Five queries; `client` came from for_list()."""
    tot = timezone.localdate(nu)
    van = tot - RECENT + timedelta(days=1)
    dagen = per_day(client.aanroepen.all(), client.dagtellingen.all(), van, tot)
    refused = client.aanroepen.between(van, tot).without_token()
    got_one = max(
        (key.laatst_gebruikt_op for key in client.sleutels.all() if key.laatst_gebruikt_op), default=None
    )
    last = refused.order_by("-tijdstip", "-pk").first()
    return Gebruik(
        aanroepen=sum(dag.totaal for dag in dagen),
        geweigerd=sum(dag.geweigerd for dag in dagen),
        zonder_token=refused.count(),
        geen_token=last if last and (got_one is None or last.tijdstip > got_one) else None,
    )


def _sleutelstand(client: ApiClient, sleutel: ApiSleutel, nu: datetime) -> Sleutelstand:
    if sleutel.ingetrokken_op:
        return Sleutelstand(sleutel, f"Ingetrokken op {_kort(sleutel.ingetrokken_op)}", "neutral", False)
    eind = _kort(sleutel.verloopt_op)
    if not sleutel.holds_at(nu):
        return Sleutelstand(sleutel, f"Verlopen op {eind}", "neutral", False)
    if _is_replaced(client, sleutel):
        return Sleutelstand(sleutel, f"Vervangen, werkt tot {eind}", "info", True)
    if sleutel.verloopt_op <= nu + ApiSleutel.BIJNA:
        return Sleutelstand(sleutel, f"Verloopt op {eind}", "attention", True)
    return Sleutelstand(sleutel, f"Werkt tot {eind}", "good", True)


def _is_replaced(client: ApiClient, sleutel: ApiSleutel) -> bool:
    """As ApiSleutel.objects.without_next() says it, of keys that were read already."""
    return any(
        other.ingetrokken_op is None and other.verloopt_op > sleutel.verloopt_op
        for other in client.sleutels.all()
    )


def _kort(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j-n-Y")


def _opsomming(scopes: Iterable[str], soort: dict[str, str], alles: str) -> str:
    """ "gebieden, indicatoren en signalen" """
    namen = [scope.partition(":")[0] for scope in soort if scope in scopes]
    if len(namen) == len(soort):
        return alles
    return " en ".join(filter(None, (", ".join(namen[:-1]), *namen[-1:])))
