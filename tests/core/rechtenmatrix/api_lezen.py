"""What partners' systems read of stories, meetings and reisverslagen; each only with a token."""

from tests.core.rechtenmatrix.wie import MET_TOKEN
from tests.factories import (
    BijeenkomstFactory,
    KnelpuntFactory,
    LeerpuntFactory,
    ReflectieFactory,
    UitgaveFactory,
    VerhaalFactory,
)

ANDERMANS = {
    "api:bijeenkomst-list": MET_TOKEN,
    "api:bijeenkomst-detail": MET_TOKEN,
    "api:knelpunt-list": MET_TOKEN,
    "api:knelpunt-detail": MET_TOKEN,
    "api:leerpunt-list": MET_TOKEN,
    "api:leerpunt-detail": MET_TOKEN,
    "api:reflectie-list": MET_TOKEN,
    "api:reflectie-detail": MET_TOKEN,
    "api:reisverslag-list": MET_TOKEN,
    "api:reisverslag-detail": MET_TOKEN,
    "api:reisverslag-pdf": MET_TOKEN,
    "api:verhaal-list": MET_TOKEN,
    "api:verhaal-detail": MET_TOKEN,
}


def _reisverslag(eigenaar):
    return {"id": UitgaveFactory().reisverslag_id}


OBJECTS = {
    "api:bijeenkomst-detail": lambda _: {"id": BijeenkomstFactory().pk},
    "api:knelpunt-detail": lambda _: {"id": KnelpuntFactory().pk},
    "api:leerpunt-detail": lambda _: {"id": LeerpuntFactory().pk},
    "api:reflectie-detail": lambda _: {"id": ReflectieFactory().pk},
    "api:reisverslag-detail": _reisverslag,
    "api:reisverslag-pdf": _reisverslag,
    "api:verhaal-detail": lambda _: {"id": VerhaalFactory(gepubliceerd=True).pk},
}
