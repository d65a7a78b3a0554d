"""Which bronnen can be read by themselves, which of them are due, and what waits for a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from monitor.cbs import CbsInstellingen, read_bronnen
from monitor.models import Bron, Indicator, Koppeling, Verversing


@dataclass(frozen=True)
class Onderbroken:
    """A code of ours that stands for a gebied with another name in some tables of a bron."""

    code: str
    onze_naam: str
    hun_naam: str
    tabellen: tuple[str, ...]


@dataclass(frozen=True)
class Vastgehouden:
    """Figures that wait for a person, because their measure looks different from what the settings expect."""

    indicator: str
    tabel: str
    zin: str


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


def next_look(bron: Bron) -> date | None:
    """When Kanarie looks at this bron again; of a bron with `gelukt_op`."""
    return bron.look_after(timezone.localtime(bron.gelukt_op).date()) if bron.gelukt_op else None


def bron_late_since(bron: Bron, today: date) -> date | None:
    """The day on which this bron should have been refreshed, when that has passed; of a bron with `gelukt_op`."""
    due = bron.next_after(timezone.localtime(bron.gelukt_op).date()) if bron.gelukt_op else None
    return due if due is not None and due < today else None


def editions_to_add(bronnen: Iterable[Bron], today: date) -> dict[str, int]:
    """Per bron (code) the year of an edition that should be there by now and that the settings do not know.

    Each edition of such a bron is a table of its own, that someone must add to bronnen.yaml.
    """
    known, found = read_bronnen(), {}
    for bron in bronnen:
        edities = known[bron.code].edities if bron.code in known else ()
        jaren = sorted({editie.jaar for editie in edities if editie.jaar})
        if len(jaren) > 1 and (due := jaren[-1] + (jaren[-1] - jaren[-2])) <= today.year:
            found[bron.code] = due
    return found


def onderbroken(bron: Bron) -> list[Onderbroken]:
    """Where reading found another name behind a code of ours; each pair of names once."""
    tabellen: dict[tuple[str, str, str], list[str]] = {}
    for tabel, staat in sorted(bron.staat.items()):
        for breuk in staat.get("breuken", ()):
            tabellen.setdefault((breuk["gebied"], breuk["onze_naam"], breuk["hun_naam"]), []).append(tabel)
    return [Onderbroken(*names, tuple(some)) for names, some in sorted(tabellen.items())]


def vastgehouden(bron: Bron) -> list[Vastgehouden]:
    """What was held for review when the tables were last read. One query."""
    held = [one for staat in bron.staat.values() for one in staat.get("vastgehouden", ())]
    namen = dict(Indicator.objects.filter(bron=bron).values_list("code", "naam"))
    return [
        Vastgehouden(namen.get(one["indicator"], one["indicator"]), one["tabel"], one["zin"]) for one in held
    ]


def same_gebieden(bron: Bron) -> QuerySet[Koppeling]:
    """The other names of gebieden that someone called the same place."""
    rows = Koppeling.objects.filter(bron=bron, soort=Koppeling.Soort.GEBIED)
    return rows.select_related("gebied").order_by("gebied__code", "pk")


def due_bronnen(today: date) -> list[Bron]:
    """Those that never went well, and those of which the interval has passed. Without an interval: never."""
    return [
        bron for bron in readable_bronnen() if bron.interval_dagen and (next_look(bron) or today) <= today
    ]


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
