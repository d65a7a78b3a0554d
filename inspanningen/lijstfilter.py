"""What someone asks of the list, read from the query string."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from brunssum.core.rollen import Zicht
from inspanningen.models import Inspanning
from inspanningen.queries import FilterOpties
from inspanningen.querysets.inspanning import SORTERINGEN
from inspanningen.tekst import clean_line

MAX_ZOEKTEKST = 100
MAX_DIGITS = 18  # longer is no id in any database


@dataclass(frozen=True)
class Lijstfilter:
    """What someone asked of the list. What makes no sense, or may not be asked, is not asked."""

    q: str = ""
    fase: str = ""
    doelstelling: int | None = None
    principe: int | None = None
    gebied: int | None = None
    partner: int | None = None  # no choice above the list: one comes from what was found
    projectleider: int | None = None
    sorteer: str = "nummer"

    @property
    def is_actief(self) -> bool:
        return any(
            (
                self.q,
                self.fase,
                self.doelstelling,
                self.principe,
                self.gebied,
                self.partner,
                self.projectleider,
            )
        )

    def apply(self, inspanningen: QuerySet[Inspanning], zicht: Zicht) -> QuerySet[Inspanning]:
        """The inspanningen that were asked for, in the order that was asked for."""
        if self.q:
            inspanningen = inspanningen.matching(self.q, zicht)
        if self.fase:
            inspanningen = inspanningen.filter(fase=self.fase)
        if self.doelstelling:
            inspanningen = inspanningen.with_doelstelling(self.doelstelling)
        if self.principe:
            inspanningen = inspanningen.with_principe(self.principe)
        if self.gebied:
            inspanningen = inspanningen.in_gebied(self.gebied)
        if self.partner:
            inspanningen = inspanningen.with_partner(self.partner)
        if self.projectleider:
            inspanningen = inspanningen.led_by(self.projectleider)
        return inspanningen.in_order(self.sorteer)


def read_lijstfilter(
    query: Mapping[str, str], opties: FilterOpties | None, *, met_projectleider: bool
) -> Lijstfilter:
    """The filter in this query string; only what is among `opties`, if they are given.

    No Django form: its widgets would cost more than the rest of the page.
    """

    def chosen(naam: str) -> int | None:
        pk = _number(query.get(naam, ""))
        return pk if opties is None or any(pk == known for known, _ in getattr(opties, naam)) else None

    fase, sorteer = query.get("fase", ""), query.get("sorteer", "nummer")
    sortable = sorteer.removeprefix("-")
    may_sort = sortable in SORTERINGEN and (met_projectleider or sortable != "projectleider")
    return Lijstfilter(
        q=clean_line(query.get("q", ""))[:MAX_ZOEKTEKST],
        fase=fase if fase in Inspanning.Fase.values else "",
        doelstelling=chosen("doelstelling"),
        principe=chosen("principe"),
        gebied=chosen("gebied"),
        partner=_number(query.get("partner", "")),
        projectleider=chosen("projectleider") if met_projectleider else None,
        sorteer=sorteer if may_sort else "nummer",
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= MAX_DIGITS else None
