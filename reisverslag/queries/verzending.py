"""What was sent to whom, and what can be."""

from collections.abc import Iterable
from dataclasses import dataclass

from reisverslag.models import Bezorging, Ontvanger, Reisverslag, Uitgave, Verzending, Verzendlijst
from reisverslag.permissions import verzending as permissions


def definitieve_uitgave(reisverslag: Reisverslag) -> Uitgave | None:
    """The one file of it that can go out; None as long as there is none."""
    rows = Uitgave.objects.filter(reisverslag=reisverslag, stap=Reisverslag.Stap.VASTGESTELD)
    return rows.newest_first().first()


@dataclass(frozen=True)
class Stand:
    """How a verzending went, for all on it and one by one."""

    verzending: Verzending
    bezorgingen: tuple[Bezorging, ...]

    def _count(self, *statussen: str) -> int:
        return sum(one.status in statussen for one in self.bezorgingen)

    @property
    def totaal(self) -> int:
        return len(self.bezorgingen)

    @property
    def verstuurd(self) -> int:
        return self._count(Bezorging.Status.VERSTUURD)

    @property
    def mislukt(self) -> int:
        return self._count(Bezorging.Status.MISLUKT)

    @property
    def wachtend(self) -> int:
        return self._count(Bezorging.Status.GEVRAAGD, Bezorging.Status.BEZIG)

    @property
    def met_link(self) -> int:
        return sum(one.wijze == Verzendlijst.Wijze.LINK for one in self.bezorgingen)

    @property
    def geopend(self) -> int:
        return sum(one.geopend_op is not None for one in self.bezorgingen)


def standen(verzendingen: Iterable[Verzending]) -> list[Stand]:
    """Two queries, however many there are."""
    rows = list(verzendingen)
    per_verzending: dict[int, list[Bezorging]] = {one.pk: [] for one in rows}
    bezorgingen = Bezorging.objects.filter(verzending__in=rows).select_related("ontvanger__gebruiker")
    for bezorging in bezorgingen.order_by("pk"):
        per_verzending[bezorging.verzending_id].append(bezorging)
    return [Stand(one, tuple(per_verzending[one.pk])) for one in rows]


@dataclass(frozen=True)
class Bereik:
    """Whom a verzending would reach now."""

    lijst: Verzendlijst
    wel: tuple[Ontvanger, ...]
    al: tuple[Ontvanger, ...]
    """Who has this uitgave already, or is about to get it."""
    zonder_adres: tuple[Ontvanger, ...]
    eerder: Verzending | None
    bezwaar: str


def bereik(reisverslag: Reisverslag, uitgave: Uitgave, lijst: Verzendlijst) -> Bereik:
    """Three queries."""
    eerder = Verzending.objects.filter(uitgave=uitgave, lijst=lijst).first()
    had = set()
    if eerder:
        gone_out = eerder.bezorgingen.exclude(status=Bezorging.Status.MISLUKT)
        had = set(gone_out.values_list("ontvanger_id", flat=True))
    present = list(lijst.ontvangers.present())
    return Bereik(
        lijst,
        wel=tuple(one for one in present if one.pk not in had and one.adres),
        al=tuple(one for one in present if one.pk in had),
        zonder_adres=tuple(one for one in present if one.pk not in had and not one.adres),
        eerder=eerder,
        bezwaar=permissions.reason_not_for_list(reisverslag, uitgave, lijst),
    )
