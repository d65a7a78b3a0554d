"""Stories that a casusverantwoordelijke released. What other apps may read: nothing tells who a casus is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht
from casuistiek.models import (
    Casus,
)
from casuistiek.queries.tellingen import wijk_of


@dataclass(frozen=True)
class AnoniemVerhaal:
    """A casus as a story that its casusverantwoordelijke released. As coarse as wijk and month."""

    casus_id: int
    titel: str
    tekst: str
    wijk: str
    maand: str
    bedrag: Decimal | None
    vrijgegeven_op: date


def released_verhalen(user: Gebruiker, van: date, tot: date) -> list[AnoniemVerhaal]:
    """The stories released in this period, oldest first: for who writes a reisverslag. Others get none."""
    if not user.mag(Recht.REISVERSLAG_SCHRIJVEN):
        return []
    casussen = _released().filter(vrijgegeven_op__range=(van, tot)).order_by("vrijgegeven_op", "pk")
    return [_as_verhaal(casus) for casus in casussen]


def verhaal(user: Gebruiker, casus_id: int) -> AnoniemVerhaal | None:
    """One released story, for anyone who may read reisverslagen; None when it is not (or no longer) released."""
    return verhalen(user, [casus_id]).get(casus_id)


def verhalen(user: Gebruiker, casus_ids: Iterable[int]) -> dict[int, AnoniemVerhaal]:
    """Those of these stories that are (still) released, by casus. One query."""
    if not any(
        user.mag(recht)
        for recht in (Recht.REISVERSLAG_SCHRIJVEN, Recht.REISVERSLAG_VOLGEN, Recht.REISVERSLAG_LEZEN)
    ):
        return {}
    return {casus.pk: _as_verhaal(casus) for casus in _released().filter(pk__in=list(casus_ids))}


def _released():
    return Casus.objects.filter(vrijgegeven_op__isnull=False).select_related("gebied__ouder")


def _as_verhaal(casus: Casus) -> AnoniemVerhaal:
    return AnoniemVerhaal(
        casus_id=casus.pk,
        titel=casus.verhaal_titel,
        tekst=casus.anoniem_verhaal,
        wijk=wijk_of(casus.gebied).naam,
        maand=date_format(casus.gemeld_op, "F Y"),
        bedrag=casus.toegekend_bedrag,
        vrijgegeven_op=casus.vrijgegeven_op,
    )
