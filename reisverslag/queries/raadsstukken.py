"""Raadsstukken: what came of them in a period, how soon, and what they hang on."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from statistics import median

from brunssum.core.models import Gebruiker
from casuistiek.models import Knelpunt
from inspanningen.models import Inspanning, Leerpunt
from monitor.models import Indicator
from reisverslag.models import Raadsstuk, Reisverslag
from reisverslag.queries.verslag import vermeldingen
from reisverslag.querysets.raadsstuk import BIJNA, RaadsstukQuerySet


@dataclass(frozen=True)
class Afgehandeld:
    """A raadsstuk that was answered or settled in a period: what a reisverslag can tell."""

    pk: int
    soort: str
    titel: str
    van: str
    op: date
    wat: str  # "beantwoord" or "afgedaan"
    vraag: str
    antwoord: str
    hoe: str
    inspanningen: frozenset[int]


def afgehandeld_in(user: Gebruiker, van: date, tot: date) -> list[Afgehandeld]:
    """Answered or settled from `van` up to and including `tot`, as far as this person may see; the oldest first.

    `op` is the last of its days in that period. Two queries.
    """
    rows = Raadsstuk.objects.visible_to(user).dealt_with_between(van, tot).prefetch_related("inspanningen")
    found = [_afgehandeld(row, van, tot) for row in rows]
    return sorted(found, key=lambda one: (one.op, one.pk))


def _afgehandeld(row: Raadsstuk, van: date, tot: date) -> Afgehandeld:
    settled = row.afgedaan_op is not None and van <= row.afgedaan_op <= tot
    return Afgehandeld(
        pk=row.pk,
        soort=row.get_soort_display(),
        titel=row.titel,
        van=row.van_wie,
        op=row.afgedaan_op if settled else row.beantwoord_op,
        wat="afgedaan" if settled else "beantwoord",
        vraag=row.tekst,
        antwoord=row.gegeven_antwoord,
        hoe=row.afgedaan_hoe if settled else "",
        inspanningen=frozenset(one.pk for one in row.inspanningen.all()),
    )


@dataclass(frozen=True)
class Stand:
    """How many there are now, of each status, and how many ask for someone."""

    per_status: dict[str, int]
    lopend: int
    te_laat: int
    bijna: int

    @property
    def totaal(self) -> int:
        return sum(self.per_status.values())


@dataclass(frozen=True)
class Halfjaar:
    """What came in, of one soort, in half a year. `dagen`: the median from in to done, of what is done."""

    soort: str
    jaar: int
    helft: int
    binnen: int
    op_tijd: int
    te_laat: int  # done after its last day, or not done and past it
    loopt: int  # not done, and still in time
    ingetrokken: int
    dagen: float | None

    @property
    def label(self) -> str:
        return f"{'eerste' if self.helft == 1 else 'tweede'} helft {self.jaar}"


@dataclass(frozen=True)
class Doorloop:
    """How soon: of each soort that has any, its half years in order, none left out; and all of it together."""

    halfjaren: dict[str, list[Halfjaar]]
    totaal: dict[str, Halfjaar]


HELFTEN = 4
"""So many half years are drawn, this one included."""


def stand(rows: RaadsstukQuerySet, vandaag: date) -> Stand:
    """Count these. One query."""
    found = list(rows.only("soort", "status", "uiterlijk"))
    per_status = {status: sum(row.status == status for row in found) for status in Raadsstuk.Status.values}
    late = sum(row.is_late(vandaag) for row in found)
    due = sum(row.loopt and row.uiterlijk <= vandaag + BIJNA for row in found)
    return Stand(per_status, sum(row.loopt for row in found), late, due - late)


def doorloop(rows: RaadsstukQuerySet, vandaag: date) -> Doorloop:
    """Of what came in during the last half years: in time, late, and the median of days. One query, however many."""
    helften = _helften(vandaag)
    eerste = date(helften[0][0], 1 if helften[0][1] == 1 else 7, 1)
    per_soort: dict[str, dict[tuple[int, int], list[Raadsstuk]]] = defaultdict(lambda: defaultdict(list))
    columns = ("soort", "status", "ontvangen_op", "uiterlijk", "beantwoord_op", "afgedaan_op")
    for row in rows.filter(ontvangen_op__gte=eerste, ontvangen_op__lte=vandaag).only(*columns):
        per_soort[row.soort][row.ontvangen_op.year, _helft(row.ontvangen_op)].append(row)
    soorten = [soort for soort in Raadsstuk.Soort.values if soort in per_soort]
    return Doorloop(
        {
            soort: [_halfjaar(soort, *when, per_soort[soort].get(when, []), vandaag) for when in helften]
            for soort in soorten
        },
        {
            soort: _halfjaar(
                soort, 0, 0, [row for rows in per_soort[soort].values() for row in rows], vandaag
            )
            for soort in soorten
        },
    )


def _helft(dag: date) -> int:
    return 1 if dag.month <= 6 else 2


def _helften(vandaag: date) -> list[tuple[int, int]]:
    last = vandaag.year * 2 + _helft(vandaag) - 1
    return [(n // 2, n % 2 + 1) for n in range(last - HELFTEN + 1, last + 1)]


def _halfjaar(soort: str, jaar: int, helft: int, rows: Collection[Raadsstuk], vandaag: date) -> Halfjaar:
    done = [row for row in rows if row.klaar_op and row.status != Raadsstuk.Status.INGETROKKEN]
    in_time = sum(row.klaar_op <= row.uiterlijk for row in done)
    running = [row for row in rows if row.loopt]
    late = sum(row.is_late(vandaag) for row in running)
    return Halfjaar(
        soort=soort,
        jaar=jaar,
        helft=helft,
        binnen=len(rows),
        op_tijd=in_time,
        te_laat=len(done) - in_time + late,
        loopt=len(running) - late,
        ingetrokken=len(rows) - len(done) - len(running),
        dagen=median((row.klaar_op - row.ontvangen_op).days for row in done) if done else None,
    )


@dataclass(frozen=True)
class Verbanden:
    """What a raadsstuk hangs on, as far as the reader may see it, and where it was told."""

    inspanningen: list[Inspanning]
    leerpunten: list[Leerpunt]
    indicatoren: list[Indicator]
    knelpunten: list[Knelpunt]
    verslagen: list[Reisverslag]

    def __bool__(self) -> bool:
        return any((self.inspanningen, self.leerpunten, self.indicatoren, self.knelpunten))


def verbanden(user: Gebruiker, raadsstuk: Raadsstuk) -> Verbanden:
    """Five queries."""
    soort = Raadsstuk._meta.label_lower
    return Verbanden(
        inspanningen=list(Inspanning.objects.visible_to(user).filter(raadsstukken=raadsstuk).in_order()),
        leerpunten=list(
            Leerpunt.objects.visible_to(user).filter(raadsstukken=raadsstuk).order_by("titel", "pk")
        ),
        indicatoren=list(
            Indicator.objects.visible_to(user).filter(raadsstukken=raadsstuk).order_by("naam", "pk")
        ),
        knelpunten=list(
            Knelpunt.objects.visible_to(user).filter(raadsstukken=raadsstuk).order_by("naam", "pk")
        ),
        verslagen=[one.verslag for one in vermeldingen(user) if one.noemt({soort: {raadsstuk.pk}})],
    )
