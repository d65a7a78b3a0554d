"""What happened in a period, offered to who writes a reisverslag. Each app registers its own kinds, in its
bouwstenen.py; core knows none of them.

bouwstenen.register(
    Bron(
        soort="inspanningen.mijlpaal",
        label="Mijlpalen gehaald",
        volgorde=10,
        read=reached_in_period,
    )
)

A Bron answers for what its publiek may read (`Vraag.zicht`) and its writer may see (`Vraag.user`), both. The texts of a
Bouwsteen may be published as they stand: small numbers hidden, no persons, nothing that is not for this zicht.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import make_aware

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Zicht


@dataclass(frozen=True)
class Vraag:
    """Who asks, for a publiek with which zicht, and about which days (the first and the last included)."""

    user: Gebruiker
    zicht: Zicht
    van: date
    tot: date

    @property
    def dagen(self) -> tuple[date, date]:
        """For a lookup on a day: `gesloten_op__range=vraag.dagen`."""
        return self.van, self.tot

    @property
    def begin(self) -> datetime:
        """The first moment of the period."""
        return make_aware(datetime.combine(self.van, time()))

    @property
    def einde(self) -> datetime:
        """The first moment after it."""
        return make_aware(datetime.combine(self.tot + timedelta(days=1), time()))


@dataclass(frozen=True)
class Bouwsteen:
    """One thing that happened.

    `sleutel` says which for ever ("inspanningen.mijlpaal:12"): the name of its Bron before the colon. `zin` tells it in
    one sentence, `url` leads who may see it to its page. `blok` is the kind of blok that tells of it, with the choices
    (`inhoud`) for that; empty when it is a line in a list of events. `gebieden` and `inspanningen` are ids, to find it by.
    """

    sleutel: str
    dag: date
    titel: str
    zin: str
    url: str = ""
    blok: str = ""
    inhoud: dict[str, Any] = field(default_factory=dict)
    gebieden: frozenset[int] = frozenset()
    inspanningen: frozenset[int] = frozenset()


@dataclass(frozen=True, eq=False)
class Bron:
    """One kind of bouwsteen: `read` gives those of a period, in a fixed number of queries."""

    soort: str
    label: str
    volgorde: int
    read: Callable[[Vraag], Iterable[Bouwsteen]]


_REGISTERED: dict[str, Bron] = {}


def register(*bronnen: Bron) -> None:
    for bron in bronnen:
        _REGISTERED[bron.soort] = bron


def all_bronnen() -> list[Bron]:
    """In the order in which an author is offered them."""
    return sorted(_REGISTERED.values(), key=lambda bron: (bron.volgorde, bron.soort))


def sleutel_of(bron: str, wat: object) -> str:
    return f"{bron}:{wat}"


def soort_of(sleutel: str) -> str:
    """The name of the Bron that this sleutel is of; of any text."""
    return sleutel.partition(":")[0]


def offered(vraag: Vraag, soorten: Iterable[str] | None = None) -> dict[str, list[Bouwsteen]]:
    """The bouwstenen of a period by kind, each kind newest first; only of these `soorten`, if given."""
    wanted = None if soorten is None else set(soorten)
    return {
        bron.soort: sorted(bron.read(vraag), key=lambda steen: (steen.dag, steen.sleutel), reverse=True)
        for bron in all_bronnen()
        if wanted is None or bron.soort in wanted
    }


def first_words(tekst: str, letters: int = 160) -> str:
    """The beginning of a text as one line, cut between words."""
    line = " ".join(tekst.split())
    if len(line) <= letters:
        return line
    return f"{line[:letters].rsplit(' ', 1)[0].rstrip(' ,.;:')} …"
