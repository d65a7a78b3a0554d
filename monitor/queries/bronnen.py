"""Which bronnen can be read by themselves, and which of them are due."""

from datetime import date

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from monitor.cbs import CbsInstellingen, read_bronnen
from monitor.models import Bron, Koppeling, Verversing


def instellingen_of(bron: Bron) -> CbsInstellingen | None:
    """What to read for this bron; None when it is not known yet, or someone has to deliver the figures."""
    if bron.adapter != Bron.Adapter.CBS:
        return None
    instellingen = read_bronnen().get(bron.code)
    return instellingen if instellingen and instellingen.edities else None


def readable_bronnen() -> list[Bron]:
    """The bronnen that Kanarie reads by itself, each with `gelukt_op`: when that last went well. One query."""
    known = [code for code, instellingen in read_bronnen().items() if instellingen.edities]
    return list(_with_gelukt_op().filter(adapter=Bron.Adapter.CBS, code__in=known).order_by("pk"))


def bronnen_list() -> QuerySet[Bron]:
    """All bronnen, each with `gelukt_op`."""
    return _with_gelukt_op().order_by("naam", "pk")


def due_bronnen(today: date) -> list[Bron]:
    """Those that never went well, and those of which the interval has passed. Without an interval: never."""
    return [bron for bron in readable_bronnen() if bron.interval_dagen and _due(bron, today) <= today]


def former_names() -> dict[int, tuple[str, ...]]:
    """Per gebied the other names of which someone said that they are the same place. One query."""
    rows = Koppeling.objects.filter(soort=Koppeling.Soort.GEBIED, bron__adapter=Bron.Adapter.CBS)
    names: dict[int, tuple[str, ...]] = {}
    for gebied, tekst in rows.order_by("pk").values_list("gebied_id", "tekst"):
        names[gebied] = (*names.get(gebied, ()), tekst)
    return names


def _with_gelukt_op() -> QuerySet[Bron]:
    gelukt = Q(verversingen__status=Verversing.Status.VERWERKT, verversingen__fout="")
    return Bron.objects.annotate(gelukt_op=Max("verversingen__verwerkt_op", filter=gelukt))


def _due(bron: Bron, today: date) -> date:
    return bron.look_after(timezone.localtime(bron.gelukt_op).date()) if bron.gelukt_op else today
