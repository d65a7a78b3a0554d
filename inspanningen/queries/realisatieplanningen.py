"""What changed between two moments of the plan, and when the next realisatieplanning is due."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from inspanningen.models import Mijlpaal, Planningsregel, Programma, Realisatieplanning
from inspanningen.planverschil import days_later

SOORTEN = ("later", "eerder", "anders", "gehaald", "nieuw", "vervallen", "heropend", "ongewijzigd")
"""What can have become of a mijlpaal, in the order in which one wants to read it."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A mijlpaal as it was at one moment."""

    mijlpaal_pk: int
    inspanning_pk: int
    inspanning_nummer: str
    inspanning_naam: str
    naam: str
    wanneer: str
    van: date
    tot: date
    status: str
    gehaald_op: date | None
    vervallen_op: date | None
    vervallen_reden: str

    @property
    def inspanning(self) -> str:
        return f"{self.inspanning_nummer} {self.inspanning_naam}"

    @property
    def volgorde(self) -> tuple:
        getal, letter = re.fullmatch(r"(\d+)(.*)", self.inspanning_nummer).groups()
        return int(getal), letter, self.tot, self.mijlpaal_pk


@dataclass(frozen=True, slots=True)
class Verschil:
    """What became of one mijlpaal: `oud` is None when it is new. `dagen` is how much later than in `oud`."""

    soort: str
    oud: Stand | None
    nu: Stand
    dagen: int


@dataclass(frozen=True)
class Volgende:
    """When the next realisatieplanning is due; `op` is None when there never was one."""

    laatste: Realisatieplanning | None
    op: date | None
    is_laat: bool
    per_jaar: int


_OF_INSPANNING = ("inspanning__nummer", "inspanning__naam")
_FROZEN_INSPANNING = ("inspanning_nummer", "inspanning_naam")
_PLAN = ("naam", "wanneer", "van", "tot", "status", "gehaald_op", "vervallen_op", "vervallen_reden")


def present_standen(mijlpalen: QuerySet[Mijlpaal]) -> dict[int, Stand]:
    """These mijlpalen as they are now, by id. One query."""
    rows = mijlpalen.values_list("pk", "inspanning", *_OF_INSPANNING, *_PLAN)
    return {row[0]: Stand(*row) for row in rows}


def frozen_standen(planning: Realisatieplanning) -> dict[int, Stand]:
    """All mijlpalen as they were in this realisatieplanning, by id. One query."""
    regels = Planningsregel.objects.filter(realisatieplanning=planning)
    rows = regels.values_list("mijlpaal", "inspanning", *_FROZEN_INSPANNING, *_PLAN)
    return {row[0]: Stand(*row) for row in rows}


def compare(oud: Mapping[int, Stand], nu: Mapping[int, Stand]) -> dict[str, tuple[Verschil, ...]]:
    """What became of each mijlpaal of `nu`, by soort of SOORTEN, each in order of inspanning and time."""
    found: dict[str, list[Verschil]] = {soort: [] for soort in SOORTEN}
    for stand in sorted(nu.values(), key=lambda one: one.volgorde):
        verschil = _verschil(oud.get(stand.mijlpaal_pk), stand)
        found[verschil.soort].append(verschil)
    return {soort: tuple(rows) for soort, rows in found.items()}


def volgende_realisatieplanning(vandaag: date) -> Volgende:
    """When the next is due, by the rhythm of the programme. Two queries."""
    laatste = Realisatieplanning.objects.newest_first().first()
    per_jaar = Programma.objects.values_list("realisatieplanning_per_jaar", flat=True).first() or 2
    if laatste is None:
        return Volgende(None, None, is_laat=False, per_jaar=per_jaar)
    op = _months_later(laatste.genomen_op, round(12 / per_jaar))
    return Volgende(laatste, op, is_laat=op < vandaag, per_jaar=per_jaar)


def _verschil(oud: Stand | None, nu: Stand) -> Verschil:
    if oud is None:
        return Verschil("nieuw", None, nu, 0)
    end = (nu.gehaald_op, nu.gehaald_op) if nu.gehaald_op else (nu.van, nu.tot)
    dagen = days_later((oud.van, oud.tot), end)
    if oud.status != nu.status:
        soort = "heropend" if nu.status == Mijlpaal.Status.GEPLAND else str(nu.status)
        return Verschil(soort, oud, nu, 0 if soort == "vervallen" else dagen)
    if (oud.van, oud.tot, oud.gehaald_op) == (nu.van, nu.tot, nu.gehaald_op):
        return Verschil("ongewijzigd", oud, nu, 0)
    return Verschil("later" if dagen > 0 else "eerder" if dagen < 0 else "anders", oud, nu, dagen)


def _months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, day.day)
