"""How far residents have a say, as planned and as it really is: the newest of each holds."""

from collections.abc import Iterable
from dataclasses import dataclass

from brunssum.core.models import Gebruiker
from inspanningen.models import Inspanning, Participatie


@dataclass(frozen=True)
class Zeggenschap:
    """One inspanning on the ladder."""

    inspanning: Inspanning
    gepland: Participatie | None
    werkelijk: Participatie | None

    @property
    def achter(self) -> int | None:
        """By how many steps reality stays behind what was planned; negative when it goes further. None: not known."""
        if self.gepland is None or self.werkelijk is None:
            return None
        return self.gepland.trede - self.werkelijk.trede


def newest(inspanning_ids: Iterable[int]) -> dict[tuple[int, str], Participatie]:
    """What holds, by (inspanning, soort); one query."""
    rows = Participatie.objects.filter(inspanning__in=list(inspanning_ids)).order_by("op", "pk")
    return {(row.inspanning_id, row.soort): row for row in rows}


def zeggenschap(user: Gebruiker) -> list[Zeggenschap]:
    """Every inspanning that has not stopped, those that stay behind most first; two queries."""
    stopped = Inspanning.Fase.GESTOPT
    inspanningen = list(Inspanning.objects.visible_to(user).exclude(fase=stopped).in_order())
    found = newest(one.pk for one in inspanningen)
    rows = [
        Zeggenschap(
            one,
            found.get((one.pk, Participatie.Soort.GEPLAND)),
            found.get((one.pk, Participatie.Soort.WERKELIJK)),
        )
        for one in inspanningen
    ]
    return sorted(rows, key=lambda row: -(row.achter if row.achter is not None else -9))
