"""Makes what the examples of the document are about, under the very key that they call it by."""

from collections.abc import Callable
from datetime import date

from brunssum.core.models import Gebied
from inspanningen.models import Inspanning, Partnerschap
from monitor.models import Indicator
from tests.api.cijfers import make_indicator, make_waarneming
from tests.factories import GebiedFactory, InspanningFactory


def gebied(partner, code: str = "WK999901") -> Gebied:
    found = Gebied.objects.filter(code=code).first()
    return found or GebiedFactory(code=code, geldig_van=date(2020, 1, 1))


def indicator(partner, code: str = "buurtcontact"):
    if not Indicator.objects.filter(code=code).exists():
        make_waarneming(make_indicator(code), gebied(partner), waarde=61)


def inspanning(partner, pk: str = "12"):
    """One in which the partner takes part."""
    if not Inspanning.objects.filter(pk=pk).exists():
        made = InspanningFactory(pk=pk)
        Partnerschap.objects.create(inspanning=made, organisatie=partner.organisatie)


MAKERS: dict[str, Callable] = {
    "/gebieden/{code}": gebied,
    "/indicatoren/{code}": indicator,
    "/inspanningen/{id}": inspanning,
}
"""For each thing with an address of its own: make it, with this key."""


def make_all(partner) -> None:
    """One of everything, with the keys of the examples."""
    for maker in MAKERS.values():
        maker(partner)
