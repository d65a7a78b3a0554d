"""What we aim for, beside where it stands and whether that is on course."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from inspanningen.models import Doelstelling, Programma, Streefwaarde
from monitor.models import Indicator, Waarneming
from monitor.namen import korte_gebiedsnaam
from monitor.queries import Punt, verloop


class Koers(models.TextChoices):
    """Whether a figure will come where we want it."""

    GEHAALD = "gehaald", "Gehaald"
    OP_KOERS = "op_koers", "Op koers"
    ACHTER = "achter", "Loopt achter"
    NIET_GEHAALD = "niet_gehaald", "Niet gehaald"
    ONBEKEND = "onbekend", "Nog niet te zeggen"


@dataclass(frozen=True)
class Streven:
    streefwaarde: Streefwaarde
    nieuwste: Punt | None
    """The newest year with a figure that may be shown; None when there is none."""
    begin: Punt | None = None
    """Where it began: the last figure up to the start of the programme, or else the first there is."""

    @property
    def gebied(self) -> str:
        return korte_gebiedsnaam(self.streefwaarde.gebied.naam)

    @property
    def is_gehaald(self) -> bool | None:
        """Whether the newest figure is at least as good; None when nobody can tell."""
        return self._is_at_least(float(self.streefwaarde.waarde))

    @property
    def koers(self) -> Koers:
        """On course is: at least as far as a straight line from where it began to the streefwaarde is by now."""
        if self.is_gehaald is None:
            return Koers.ONBEKEND
        if self.is_gehaald:
            return Koers.GEHAALD
        jaar, doel = self.streefwaarde.jaar, float(self.streefwaarde.waarde)
        if self.nieuwste.periode >= jaar:
            return Koers.NIET_GEHAALD
        if self.begin is None or self.begin.periode >= self.nieuwste.periode:
            return Koers.ONBEKEND
        gone = (self.nieuwste.periode - self.begin.periode) / (jaar - self.begin.periode)
        expected = self.begin.waarde + (doel - self.begin.waarde) * gone
        return Koers.OP_KOERS if self._is_at_least(expected) else Koers.ACHTER

    def _is_at_least(self, waarde: float) -> bool | None:
        gunstig = self.streefwaarde.indicator.gunstig
        if self.nieuwste is None or gunstig == Indicator.Gunstig.GEEN:
            return None
        verschil = self.nieuwste.waarde - waarde
        return verschil >= 0 if gunstig == Indicator.Gunstig.HOGER else verschil <= 0


def streven(indicator: Indicator, user) -> list[Streven]:
    """All streefwaarden of this indicator, by year. Four queries, however many."""
    rows = list(Streefwaarde.objects.visible_to(user).filter(indicator=indicator).for_list())
    gebieden = {row.gebied_id: row.gebied for row in rows}.values()
    reeksen = {reeks.code: reeks for reeks in verloop(indicator, gebieden, user).reeksen} if rows else {}
    punten = {code: reeks.punten for code, reeks in reeksen.items()}
    start = _start() if rows else 0
    return [_streven(row, punten.get(row.gebied.code, ()), start) for row in rows]


def streven_van(doelstellingen: Iterable[Doelstelling | int], user) -> list[Streven]:
    """All streefwaarden of these doelstellingen, by year. Three queries, however many."""
    rows = list(
        Streefwaarde.objects.visible_to(user).filter(doelstelling__in=list(doelstellingen)).for_list()
    )
    if not rows:
        return []
    punten: dict[tuple[int, int], list[Punt]] = {}
    found = (
        Waarneming.objects.visible_to(user, van={row.indicator for row in rows})
        .current()
        .filter(gebied__in={row.gebied_id for row in rows})
        .order_by("periode", "pk")
        .values_list("indicator_id", "gebied_id", "periode", "getoonde_waarde", "reden", "status", "editie")
    )
    for indicator_id, gebied_id, periode, waarde, reden, status, editie in found:
        punt = Punt(
            periode,
            None if waarde is None else float(waarde),
            Waarneming.reden_bij(waarde, reden),
            status == Waarneming.Status.VOORLOPIG,
            editie,
        )
        punten.setdefault((indicator_id, gebied_id), []).append(punt)
    start = _start()
    return [_streven(row, punten.get((row.indicator_id, row.gebied_id), ()), start) for row in rows]


def _start() -> int:
    return Programma.objects.order_by("pk").values_list("start", flat=True).first() or 0


def _streven(streefwaarde: Streefwaarde, punten: Iterable[Punt], start: int) -> Streven:
    known = [punt for punt in punten if punt.waarde is not None]
    if not known:
        return Streven(streefwaarde, None)
    before = [punt for punt in known if punt.periode <= start]
    return Streven(streefwaarde, known[-1], before[-1] if before else known[0])
