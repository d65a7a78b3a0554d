"""The work in hand in its three shapes: a board per step, a table, and an xlsx without anything about a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from brunssum.core.models import Gebruiker
from casuistiek.models import Casus
from casuistiek.queries import Klok, klok, wijk_of
from casuistiek.querysets import CasusQuerySet
from casuistiek.stappen import HOOFDWEG, LOPEND, Stap

PER_KOLOM = 10

TABS = {
    "mijn": "Mijn casussen",
    "besluit": "Wacht op besluit",
    "te-laat": "Te laat",
    "stil": "Staat stil",
    "lopend": "Alle lopende",
    "afgerond": "Afgerond",
}


def of_tab(rows: CasusQuerySet, toon: str, user: Gebruiker, vandaag: date) -> CasusQuerySet:
    """The casussen of one tab."""
    match toon:
        case "mijn":
            return rows.open().of(user)
        case "besluit":
            return rows.waiting_for_besluit()
        case "te-laat":
            return rows.late(vandaag)
        case "stil":
            return rows.standing_still(vandaag)
        case "afgerond":
            return rows.logged().exclude(stap__in=LOPEND)
    return rows.open()


@dataclass(frozen=True)
class Kolom:
    """One step on the board: its first casussen, and how many there are."""

    stap: Stap
    aantal: int
    rijen: tuple[tuple[Casus, Klok], ...]

    @property
    def meer(self) -> int:
        return self.aantal - len(self.rijen)


def bord(rows: CasusQuerySet, vandaag: date) -> tuple[Kolom, ...]:
    """A column per running step, with its ten most urgent. A fixed number of queries, however many casussen."""
    counts = dict(rows.order_by().values_list("stap").annotate(aantal=Count("pk")))
    stappen = [stap for stap in HOOFDWEG if stap in LOPEND]
    shown = []
    for stap in stappen:
        # only the keys, along the index casus_bord; SQLite cannot join limited parts in one query
        shown += rows.filter(stap=stap).in_order().values_list("pk", flat=True)[:PER_KOLOM]
    found = list(Casus.objects.filter(pk__in=shown).for_list())
    return tuple(
        Kolom(
            stap,
            counts.get(stap, 0),
            tuple((casus, klok(casus, vandaag)) for casus in found if casus.stap == stap),
        )
        for stap in stappen
    )


KOP = (
    "Nummer",
    "Buurt",
    "Wijk",
    "Stap",
    "Op deze stap sinds",
    "Hoe snel",
    "Leefgebieden",
    "Gemeld op",
    "Dagen sinds melding",
    "Dagen tot besluit",
    "Dagen tot eerste hulp",
    "Dagen zonder beweging",
    "Staat stil",
    "Toegekend",
    "Gesloten op",
)


def xlsx_rijen(rows: CasusQuerySet, vandaag: date) -> Iterator[tuple]:
    """A row per casus: facts and figures, no text that someone wrote and no person, also no colleague."""
    for casus in rows.for_list().iterator(chunk_size=500):
        tijd = klok(casus, vandaag)
        yield (
            casus.nummer,
            casus.gebied.naam,
            wijk_of(casus.gebied).naam,
            casus.get_stap_display(),
            casus.stap_sinds,
            casus.get_urgentie_display(),
            ", ".join(casus.leefgebied_labels),
            casus.gemeld_op,
            tijd.sinds_melding,
            tijd.tot_besluit,
            tijd.tot_eerste_hulp,
            tijd.sinds_beweging if tijd.loopt else None,
            "ja" if tijd.staat_stil else "nee",
            casus.toegekend_bedrag,
            casus.gesloten_op,
        )
