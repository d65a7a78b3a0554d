"""How a mijlpaal reads on a page: its status in a word, and in words how it compares to the plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from brunssum.core.templatetags.kanarie import datum
from inspanningen.models import Mijlpaal, Verschuiving
from inspanningen.planverschil import days_later, duration, shift_text
from inspanningen.queries.mijlpalen import MijlpaalFeit


@dataclass(frozen=True, slots=True)
class Planningregel:
    """A row of a planning. `badge` is the class, `status` the word, `zin` what there is to say of it."""

    feit: MijlpaalFeit
    url: str
    soort: str  # gepland, nu, laat, gehaald, vervallen
    badge: str
    status: str
    zin: str
    verschoven: str

    @property
    def in_een_zin(self) -> str:
        """All of it, for who hears the drawing instead of seeing it."""
        parts = (self.feit.naam, self.feit.wanneer, self.status.lower(), self.zin, self.verschoven)
        return ", ".join(part for part in parts if part)


BADGE = {"gepland": "neutral", "nu": "info", "laat": "attention", "gehaald": "good", "vervallen": "neutral"}
WOORD = {"gepland": "Gepland", "nu": "Nu bezig", "laat": "Te laat", "gehaald": "Gehaald", "vervallen": "Vervallen"}  # fmt: skip


def planningregels(feiten: Iterable[MijlpaalFeit], vandaag: date) -> list[Planningregel]:
    return [planningregel(feit, vandaag) for feit in feiten]


def planningregel(feit: MijlpaalFeit, vandaag: date) -> Planningregel:
    soort = soort_of(feit, vandaag)
    return Planningregel(
        feit=feit,
        url=reverse("inspanningen:mijlpaal", args=[feit.pk]),
        soort=soort,
        badge=BADGE[soort],
        status=WOORD[soort],
        zin=_zin(feit, soort, vandaag),
        verschoven=verschoven_text(feit),
    )


def soort_of(feit: MijlpaalFeit, vandaag: date) -> str:
    if feit.status != Mijlpaal.Status.GEPLAND:
        return str(feit.status)
    if feit.is_late(vandaag):
        return "laat"
    return "nu" if feit.van <= vandaag and not feit.is_gestopt else "gepland"


def verschoven_text(feit: MijlpaalFeit) -> str:
    """How it compares to what was planned first: "6 weken later dan eerst gepland"."""
    if feit.status == Mijlpaal.Status.VERVALLEN:
        return ""
    return shift_text(feit.dagen_verschoven)


def _zin(feit: MijlpaalFeit, soort: str, vandaag: date) -> str:
    match soort:
        case "laat":
            return f"{duration(feit.dagen_te_laat(vandaag))} over tijd"
        case "gepland" if feit.is_gestopt:
            return "maar de inspanning is gestopt"
        case "gehaald":
            return f"op {datum(feit.gehaald_op)}"
        case "vervallen":
            return f"op {datum(feit.vervallen_op)}"
    return ""


def verloop_text(keer: int, feit: MijlpaalFeit) -> str:
    """How often and how far a mijlpaal moved, in one sentence."""
    if not keer:
        return "Deze mijlpaal is nooit verschoven."
    vaak = "Eén keer" if keer == 1 else f"{keer} keer"
    ver = shift_text(feit.dagen_verschoven)
    return f"{vaak} verschoven, nu {ver}." if ver else f"{vaak} verschoven, en nu niet later dan eerst gepland."  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verschuivingregel:
    """One change of plan, with how far it went in words."""

    verschuiving: Verschuiving
    zin: str


def verschuivingregels(verschuivingen: Iterable[Verschuiving]) -> list[Verschuivingregel]:
    rows = []
    for one in verschuivingen:
        days = days_later((one.oud_van, one.oud_tot), (one.nieuw_van, one.nieuw_tot))
        rows.append(Verschuivingregel(one, shift_text(days, dan="daarvoor") or "niet later, wel anders"))
    return rows


CSV_KOP = (
    "Nummer",
    "Inspanning",
    "Mijlpaal",
    "Wanneer",
    "Van",
    "Tot en met",
    "Status",
    "Gehaald op",
    "Vervallen op",
    "Waarom vervallen",
    "Eerst gepland",
    "Eerst van",
    "Eerst tot en met",
    "Dagen later dan eerst gepland",
    "Keer verschoven",
    "Toelichting",
)


def csv_rows(regels: Iterable[Planningregel]) -> Iterator[tuple]:
    """The planning as a table, the head included."""
    yield CSV_KOP
    for regel in regels:
        feit = regel.feit
        yield (
            feit.inspanning_nummer,
            feit.inspanning_naam,
            feit.naam,
            feit.wanneer,
            feit.van,
            feit.tot,
            regel.status,
            feit.gehaald_op,
            feit.vervallen_op,
            feit.vervallen_reden,
            feit.eerste_wanneer,
            feit.eerste_van,
            feit.eerste_tot,
            feit.dagen_verschoven,
            feit.keer_verschoven,
            feit.toelichting,
        )
