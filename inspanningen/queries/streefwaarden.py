"""What we aim for with one indicator, beside where it stands."""

from dataclasses import dataclass

from inspanningen.models import Streefwaarde
from monitor.models import Indicator
from monitor.namen import korte_gebiedsnaam
from monitor.queries import Punt, verloop


@dataclass(frozen=True)
class Streven:
    streefwaarde: Streefwaarde
    nieuwste: Punt | None
    """The newest year with a figure that may be shown; None when there is none."""

    @property
    def gebied(self) -> str:
        return korte_gebiedsnaam(self.streefwaarde.gebied.naam)

    @property
    def is_gehaald(self) -> bool | None:
        """Whether the newest figure is at least as good; None when nobody can tell."""
        gunstig = self.streefwaarde.indicator.gunstig
        if self.nieuwste is None or gunstig == Indicator.Gunstig.GEEN:
            return None
        verschil = self.nieuwste.waarde - float(self.streefwaarde.waarde)
        return verschil >= 0 if gunstig == Indicator.Gunstig.HOGER else verschil <= 0


def streven(indicator: Indicator, user) -> list[Streven]:
    """All streefwaarden of this indicator, by year. Three queries, however many."""
    rows = list(Streefwaarde.objects.visible_to(user).filter(indicator=indicator).for_list())
    gebieden = {row.gebied_id: row.gebied for row in rows}.values()
    reeksen = {reeks.code: reeks for reeks in verloop(indicator, gebieden, user).reeksen} if rows else {}
    return [
        Streven(row, reeksen[row.gebied.code].nieuwste if row.gebied.code in reeksen else None)
        for row in rows
    ]
