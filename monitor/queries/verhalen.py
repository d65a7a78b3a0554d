"""Reads of stories: where one enters, what stands beside them, and which round of questions is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q

from brunssum.core.models import Gebied
from monitor.models import Kans, Probleemcluster, Uitvraag, Verhaal, Waarneming
from monitor.namen import korte_gebiedsnaam

VRAGENRONDE_JAREN = 2  # the programme promises its residents a broad round of questions every two years


@dataclass(frozen=True)
class Ingang:
    """A probleemcluster or a kans, with how many stories can be read of it."""

    sleutel: str
    nummer: int
    naam: str
    uitleg: str
    aantal: int


@dataclass(frozen=True)
class Ingangen:
    probleemclusters: tuple[Ingang, ...]
    kansen: tuple[Ingang, ...]

    @property
    def allemaal(self) -> tuple[Ingang, ...]:
        return self.probleemclusters + self.kansen


@dataclass(frozen=True)
class CijferBij:
    """A figure beside a story: the newest of one indicator."""

    code: str
    naam: str
    gebied: str
    periode: int
    waarde: Decimal | None
    decimalen: int
    eenheid: str
    reden: str


@dataclass(frozen=True)
class Vragenronde:
    """When the residents are to be asked again. Never asked: now."""

    vorige: str
    uiterlijk: date | None
    is_nodig: bool


def ingangen() -> Ingangen:
    return Ingangen(_ingangen(Probleemcluster, "cluster"), _ingangen(Kans, "kans"))


def _ingangen(model: type[Probleemcluster] | type[Kans], soort: str) -> tuple[Ingang, ...]:
    published = Count("verhalen", filter=Q(verhalen__status=Verhaal.Status.GEPUBLICEERD))
    return tuple(
        Ingang(f"{soort}-{row.nummer}", row.nummer, row.naam, row.uitleg, row.aantal)
        for row in model.objects.annotate(aantal=published).order_by("nummer")
    )


def verhaal_gebieden() -> list[Gebied]:
    """Where there are stories to read of."""
    told = Verhaal.objects.published().values("gebied")
    return list(Gebied.objects.filter(pk__in=told).order_by("naam", "pk"))


def cijfers_bij(verhaal: Verhaal, user) -> list[CijferBij]:
    """The newest figure of each indicator on the thema of this story: of its gebied, or of what that lies in."""
    gebied = verhaal.gebied
    places = {gebied.pk: 0, gebied.ouder_id: 1}
    rows = (
        Waarneming.objects.visible_to(user)
        .current()
        .filter(indicator__thema_id=verhaal.thema_id, gebied_id__in=[pk for pk in places if pk])
        .select_related("indicator", "gebied")
        .order_by("indicator__volgorde", "indicator_id", "-periode", "pk")
    )
    return [_cijfer(row) for row in _first_per_indicator(rows, places)]


def _first_per_indicator(rows: Iterable[Waarneming], places: dict[int, int]) -> list[Waarneming]:
    """Of each indicator one row: of the nearest place, there the newest."""
    chosen: dict[int, Waarneming] = {}
    for row in rows:
        known = chosen.get(row.indicator_id)
        if known is None or places[row.gebied_id] < places[known.gebied_id]:
            chosen[row.indicator_id] = row
    return list(chosen.values())


def _cijfer(row: Waarneming) -> CijferBij:
    return CijferBij(
        code=row.indicator.code,
        naam=row.indicator.naam,
        gebied=korte_gebiedsnaam(row.gebied.naam),
        periode=row.periode,
        waarde=row.getoonde_waarde,
        decimalen=row.indicator.decimalen,
        eenheid=row.indicator.eenheid,
        reden=row.reden_kort,
    )


def volgende_vragenronde(vandaag: date) -> Vragenronde:
    """Two years after the last day of the previous round."""
    vorige = Uitvraag.objects.filter(soort=Uitvraag.Soort.VRAGENRONDE).order_by("-tot", "-pk").first()
    if vorige is None:
        return Vragenronde("", None, True)
    year = vorige.tot.year + VRAGENRONDE_JAREN
    last_day = date(year, 2, 28) if (vorige.tot.month, vorige.tot.day) == (2, 29) else vorige.tot.replace(year=year)  # fmt: skip
    return Vragenronde(vorige.naam, last_day, vandaag >= last_day)
