"""Earlier casussen that are like this one: what helped and what it cost, never who it was.

The search looks through what went wrong in all casussen that were helped, also those one may not see; what it shows
of those is only what tells of nobody: the small push, the knelpunten, the cost as a band, the days. No place, no month,
no nummer and nothing of the text that was searched. A push in which something seems to tell who it was, is not shown.
"""

from dataclasses import dataclass
from decimal import Decimal

from brunssum.core import vrije_tekst
from brunssum.core.models import Gebied, Gebruiker
from brunssum.core.templatetags.kanarie import euro
from brunssum.core.zoeken.gelijkend import most_alike
from casuistiek.models import Besluit, Betrokkene, Casus, Voorstel
from casuistiek.permissions import may_log
from casuistiek.queries.knelpunten import namen_per_casus
from casuistiek.stappen import Stap

AANTAL = 5
GEHOLPEN = (Stap.UITVOERING, Stap.NAZORG, Stap.GESLOTEN)
BANDEN = (250, 500, 1000, 2500, 5000, 10000)


@dataclass(frozen=True)
class Vergelijkbaar:
    """What helped in an earlier casus. `kleine_duw` is empty when it might tell who it was."""

    kleine_duw: str
    knelpunten: tuple[str, ...]
    kosten: str
    dagen: int | None  # to the first help
    casus: Casus | None  # only for who may see it


def vergelijkbare(user: Gebruiker, tekst: str, *, behalve: Casus | None = None) -> list[Vergelijkbaar]:
    """The earlier casussen most like this text, best first; none for who does not handle casussen.

    A fixed number of queries.
    """
    if not may_log(user):
        return []
    rows = Casus.objects.logged().filter(
        stap__in=GEHOLPEN, toegekend_bedrag__isnull=False, beperkt_op=None, vernietigd_op=None
    )
    if behalve is not None:
        rows = rows.exclude(pk=behalve.pk)
    keys = most_alike(rows, "wat_gaat_mis", tekst, limit=AANTAL)
    if not keys:
        return []
    casussen = Casus.objects.in_bulk(keys)
    duwen = _kleine_duwen(keys)
    zichtbaar = set(Casus.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))
    te_herkennen = _recognisable({pk: duw for pk, duw in duwen.items() if pk not in zichtbaar})
    knelpunten = namen_per_casus(keys)
    return [
        Vergelijkbaar(
            kleine_duw="" if pk in te_herkennen else duwen.get(pk, ""),
            knelpunten=tuple(knelpunten.get(pk, ())),
            kosten=band(casussen[pk].toegekend_bedrag),
            dagen=_days(casussen[pk]),
            casus=casussen[pk] if pk in zichtbaar else None,
        )
        for pk in keys
    ]


def band(bedrag: Decimal) -> str:
    """An amount as a band: the exact one could tell which casus it was."""
    if not bedrag:
        return "geen geld"
    for grens in BANDEN:
        if bedrag <= grens:
            return f"hoogstens {euro(grens)}"
    return f"meer dan {euro(BANDEN[-1])}"


def _days(casus: Casus) -> int | None:
    return None if casus.eerste_hulp_op is None else (casus.eerste_hulp_op - casus.gemeld_op).days


def _kleine_duwen(keys: list[int]) -> dict[int, str]:
    rows = Voorstel.objects.filter(casus__in=keys, besluit__uitkomst=Besluit.Uitkomst.TOEGEKEND)
    return dict(rows.order_by("pk").values_list("casus", "kleine_duw"))


def _recognisable(duwen: dict[int, str]) -> set[int]:
    """The casussen of which the push seems to tell who it was: an address, a name, the name of its own betrokkene.

    Yes or no, never whom, so it is no look.
    """
    plaatsen = list(Gebied.objects.values_list("naam", flat=True))
    found = {pk for pk, duw in duwen.items() if vrije_tekst.find_recognisable(duw, plaatsen)}
    for one in Betrokkene.objects.filter(casus__in=duwen):
        if vrije_tekst.mentions(duwen[one.casus_id], one.naam):
            found.add(one.casus_id)
    return found
