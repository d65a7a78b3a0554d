"""Figures as a grid to type in, and the history of each of its cells."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from brunssum.core.models import Gebied
from monitor.models import Indicator, Waarneming
from monitor.namen import korte_gebiedsnaam
from monitor.queries.tonen import Stand
from monitor.queries.vergelijken import GROOTSTE_EERST

JAREN = 5  # beside each other
TEKENS = {"onderdrukt": "x", "nvt": "n.v.t.", "ontbreekt": "-"}

Plaats = tuple[int, int, int]  # indicator, gebied, year


@dataclass(frozen=True)
class Rastercel:
    indicator_id: int
    gebied_id: int
    periode: int
    tekst: str
    was: str
    label: str
    fout: str = ""

    @property
    def sleutel(self) -> str:
        return f"{self.indicator_id}-{self.gebied_id}-{self.periode}"


@dataclass(frozen=True)
class Rasterrij:
    naam: str
    eenheid: str
    indicator_code: str
    gebied_code: str
    cellen: tuple[Rastercel, ...]


@dataclass(frozen=True)
class Raster:
    perioden: tuple[int, ...]
    rijen: tuple[Rasterrij, ...]


@dataclass(frozen=True)
class Verleden:
    """What a cell said, since when, from whom or what, and until when."""

    periode: int
    stand: Stand
    bron: str
    wie: str
    vanaf: datetime
    tot: datetime | None


def cell_text(waarde: Decimal | None, reden: str) -> str:
    """A figure as someone would type it."""
    if waarde is None:
        return TEKENS.get(reden, "")
    return f"{waarde.normalize():f}".replace(".", ",")


def current_texts(plaatsen: Iterable[Plaats]) -> dict[Plaats, str]:
    """What now stands in these cells, small cells hidden. One query."""
    plaatsen = set(plaatsen)
    rows = Waarneming.objects.toonbaar().current()
    rows = rows.filter(
        indicator__in={plaats[0] for plaats in plaatsen},
        gebied__in={plaats[1] for plaats in plaatsen},
        periode__in={plaats[2] for plaats in plaatsen},
    ).values_list("indicator_id", "gebied_id", "periode", "getoonde_waarde", "reden")
    return {
        (indicator, gebied, periode): cell_text(waarde, Waarneming.reden_bij(waarde, reden))
        for indicator, gebied, periode, waarde, reden in rows
        if (indicator, gebied, periode) in plaatsen
    }


def gebieden_to_fill(user) -> QuerySet[Gebied]:
    rows = Gebied.objects.visible_to(user).filter(geldig_tot__isnull=True)
    return rows.order_by(GROOTSTE_EERST, "code", "pk")


def raster(
    pairs: Iterable[tuple[Indicator, Gebied]],
    perioden: Iterable[int],
    *,
    by_gebied: bool,
    typed: dict[str, tuple[str, str, str]] | None = None,
) -> Raster:
    """A row per pair, named by its gebied or else by its indicator.

    `typed`: what someone typed and was not stored, as (text, what stood there, why it was refused) by cell.
    """
    pairs, perioden, typed = list(pairs), tuple(perioden), typed or {}
    texts = current_texts(
        (indicator.pk, gebied.pk, periode) for indicator, gebied in pairs for periode in perioden
    )
    rijen = []
    for indicator, gebied in pairs:
        plek = korte_gebiedsnaam(gebied.naam)
        cellen = []
        for periode in perioden:
            now = texts.get((indicator.pk, gebied.pk, periode), "")
            label = f"{indicator.naam} ({indicator.eenheid}), {plek}, {periode}"
            key = f"{indicator.pk}-{gebied.pk}-{periode}"
            tekst, was, fout = typed.get(key, (now, now, ""))
            cellen.append(Rastercel(indicator.pk, gebied.pk, periode, tekst, was, label, fout))
        rijen.append(
            Rasterrij(
                plek if by_gebied else indicator.naam,
                "" if by_gebied else indicator.eenheid,
                indicator.code,
                gebied.code,
                tuple(cellen),
            )
        )
    return Raster(perioden, tuple(rijen))


def verleden(indicator: Indicator, gebied: Gebied, user) -> list[Verleden]:
    """All that these cells have said, the newest year first and in it what holds now. One query."""
    rows = (
        Waarneming.objects.visible_to(user, van=[indicator])
        .filter(gebied=gebied)
        .select_related("verversing__bron", "verversing__aangevraagd_door", "vervangen_door")
        .order_by("-periode", "-pk")
    )
    return [
        Verleden(
            row.periode,
            Stand(row.getoonde_waarde, row.getoonde_reden),
            str(row.verversing.bron),
            str(row.verversing.aangevraagd_door or "Kanarie zelf"),
            row.verversing.verwerkt_op,
            row.vervangen_door and row.vervangen_door.verwerkt_op,
        )
        for row in rows
    ]
