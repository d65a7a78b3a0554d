"""How many signalen partners gave, how many were taken up and how long they waited for an answer, per wijk and per partner."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Min, Q

from brunssum.core.models import Gebied
from casuistiek.doorlooptijd import Wachttijd
from casuistiek.kleine_cellen import safe_count
from casuistiek.models import Signaal
from casuistiek.signaalstanden import Stand

ANTWOORD = (Stand.OPGEPAKT, Stand.NIET_OPGEPAKT)
"""What tells a partner whether we go on with it."""


@dataclass
class _Telling:
    aantal: int = 0
    opgepakt: int = 0
    dagen: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Regel:
    naam: str
    aantal: int | None  # "… of meer"; None: fewer than five
    opgepakt: int | None
    tot_antwoord: Wachttijd


@dataclass(frozen=True)
class Signaalcijfers:
    """Of the signalen that came in in one year."""

    jaar: int
    wijken: tuple[Regel, ...]
    partners: tuple[Regel, ...]
    aantal: int | None
    tot_antwoord: Wachttijd


def signaalcijfers(jaar: int) -> Signaalcijfers:
    """All signalen of a year count, whoever asks: by the small-cell rule, so no row tells of a few people. Two queries."""
    namen = dict(
        Gebied.objects.filter(soort=Gebied.Soort.WIJK, geldig_tot=None)
        .order_by("naam", "pk")
        .values_list("pk", "naam")
    )
    wijken: dict[Hashable, _Telling] = {pk: _Telling() for pk in namen}
    partners: dict[Hashable, _Telling] = defaultdict(_Telling)
    alle = _Telling()
    rows = Signaal.objects.filter(ontvangen_op__year=jaar).annotate(
        beantwoord_op=Min("stappen__op", filter=Q(stappen__stand__in=ANTWOORD))
    )
    for gebied, ouder, partner, casus, ontvangen, beantwoord in rows.values_list(
        "gebied", "gebied__ouder", "organisatie__naam", "casus", "ontvangen_op", "beantwoord_op"
    ).iterator():
        wijk = gebied if gebied in namen else ouder
        for telling in (alle, partners[partner], *([wijken[wijk]] if wijk in wijken else [])):
            telling.aantal += 1
            telling.opgepakt += casus is not None
            if beantwoord:
                telling.dagen.append((beantwoord - ontvangen).days)
    per_wijk, per_partner = (
        safe_count(alle.aantal, [one.aantal for one in delen.values()]) for delen in (wijken, partners)
    )
    return Signaalcijfers(
        jaar,
        tuple(_regel(namen[pk], telling) for pk, telling in wijken.items()),
        tuple(_regel(naam, partners[naam]) for naam in sorted(partners)),
        min(per_wijk or 0, per_partner or 0) or None,
        Wachttijd.of(alle.dagen),
    )


def jaren(vandaag: date) -> list[int]:
    """The years there are signalen of, newest first; at least this one."""
    first = Signaal.objects.order_by("ontvangen_op").values_list("ontvangen_op", flat=True).first()
    return list(range(vandaag.year, (first.year if first else vandaag.year) - 1, -1))


def _regel(naam: str, telling: _Telling) -> Regel:
    return Regel(naam, safe_count(telling.aantal), safe_count(telling.opgepakt), Wachttijd.of(telling.dagen))
