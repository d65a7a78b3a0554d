"""The bijdragen of one inspanning, or to one doelstelling, with all that was seen of them."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from inspanningen.models import Bewijs, Bijdrage
from inspanningen.onderbouwing import Onderbouwing, onderbouwing
from monitor.models import Verhaal


@dataclass(frozen=True)
class Bewezen:
    """A bijdrage with its bewijzen, the newest first."""

    bijdrage: Bijdrage
    bewijzen: tuple[Bewijs, ...]

    @property
    def onderbouwing(self) -> Onderbouwing:
        tegen = sum(bewijs.richting == Bewijs.Richting.SPREEKT_TEGEN for bewijs in self.bewijzen)
        return onderbouwing(len(self.bewijzen) - tegen, tegen)

    @property
    def is_leeg(self) -> bool:
        """Whether nothing was written or seen of it."""
        return not (self.bijdrage.sterkte or self.bijdrage.aanname or self.bewijzen)


def bewezen(bijdragen: QuerySet[Bijdrage]) -> list[Bewezen]:
    """These bijdragen in their order: those that stand on the kaart, and those that ended of which something is known.

    Two queries, however many. A story that is no longer published does not come along.
    """
    bewijzen = Bewijs.objects.select_related("indicator", "door", "verhaal").order_by("-op", "-pk")
    rows = bijdragen.select_related("inspanning", "doelstelling").prefetch_related(
        Prefetch("bewijzen", bewijzen)
    )
    found = [Bewezen(row, tuple(_shown(bewijs) for bewijs in row.bewijzen.all())) for row in rows.in_order()]
    return [one for one in found if one.bijdrage.loopt or not one.is_leeg]


def _shown(bewijs: Bewijs) -> Bewijs:
    if bewijs.verhaal is not None and bewijs.verhaal.status != Verhaal.Status.GEPUBLICEERD:
        bewijs.verhaal = None
    return bewijs
