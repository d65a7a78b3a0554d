"""What would happen to delivered figures, compared with what holds now."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from brunssum.core.models import Gebied
from monitor.indicatorbestand import (
    BekendeIndicator,
    BekendGebied,
    GelezenCel,
    Keuzes,
    Onbekend,
    Weigering,
    read_indicatorbestand,
)
from monitor.models import Indicator, Koppeling, Verversing, Waarneming

VERGELIJK_PER = 5000


class Uitkomst(StrEnum):
    NIEUW = "nieuw"
    GEWIJZIGD = "gewijzigd"
    ONGEWIJZIGD = "ongewijzigd"


@dataclass(frozen=True)
class Cijfer:
    """One figure that a bron delivers, or the reason why there is none."""

    indicator_id: int
    gebied_id: int
    periode: int
    waarde: Decimal | None
    reden: str = ""
    status: str = Waarneming.Status.DEFINITIEF.value
    editie: str = ""
    indeling_jaar: int | None = None
    berekend: bool = False
    opmerking: str = ""

    @property
    def plaats(self) -> tuple[int, int, int]:
        return self.indicator_id, self.gebied_id, self.periode


@dataclass(frozen=True)
class Vergelijking:
    """A delivered figure beside the waarneming that holds now."""

    cijfer: Cijfer
    uitkomst: Uitkomst
    vorige_id: int | None = None
    vorige_waarde: Decimal | None = None
    vorige_reden: str = ""


@dataclass(frozen=True)
class Lot:
    """What will happen to one cell of a file."""

    cel: GelezenCel
    uitkomst: Uitkomst
    vorige_waarde: Decimal | None
    vorige_reden: str


@dataclass(frozen=True)
class Voorstel:
    """What will happen to every cell of a file when it is accepted."""

    loten: tuple[Lot, ...]
    weigeringen: tuple[Weigering, ...]
    opmerkingen: tuple[str, ...]
    onbekend: tuple[Onbekend, ...] = ()
    bladen: tuple[str, ...] = ()
    blad: str = ""
    mist: tuple[str, ...] = ()
    titel: str = ""

    @property
    def perioden(self) -> list[int]:
        return sorted({lot.cel.periode for lot in self.loten})

    @property
    def cijfers(self) -> list[Cijfer]:
        return [_cijfer(lot.cel) for lot in sorted(self.loten, key=lambda lot: lot.cel.indicator.pk)]

    @property
    def aantallen(self) -> dict[str, int]:
        """The counts of a Verversing."""
        times = Counter(lot.uitkomst for lot in self.loten)
        geweigerd = sum(weigering.cellen for weigering in self.weigeringen)
        return {
            "indicatoren": len({lot.cel.indicator.pk for lot in self.loten}),
            "gebieden": len({lot.cel.gebied.pk for lot in self.loten}),
            "cellen": len(self.loten) + geweigerd,
            "nvt": sum(lot.cel.reden == Waarneming.Reden.NIET_VAN_TOEPASSING for lot in self.loten),
            "nieuw": times[Uitkomst.NIEUW],
            "gewijzigd": times[Uitkomst.GEWIJZIGD],
            "ongewijzigd": times[Uitkomst.ONGEWIJZIGD],
            "geweigerd": geweigerd,
        }

    @property
    def vingerafdruk(self) -> str:
        """Differs as soon as accepting would do something else than what was shown."""
        facts = [(lot.cel.rij, lot.cel.kolom, lot.uitkomst, str(lot.vorige_waarde)) for lot in self.loten]
        return hashlib.sha256(repr((facts, self.weigeringen)).encode()).hexdigest()


def compare(cijfers: Collection[Cijfer]) -> list[Vergelijking]:
    """Each figure beside what holds now. One query, however many figures; an edition alone is no change."""
    rows = Waarneming.objects.current().filter(
        indicator__in={cijfer.indicator_id for cijfer in cijfers},
        gebied__in={cijfer.gebied_id for cijfer in cijfers},
        periode__in={cijfer.periode for cijfer in cijfers},
    )
    current = {
        (indicator, gebied, periode): (pk, waarde, reden, status)
        for pk, indicator, gebied, periode, waarde, reden, status in rows.values_list(
            "pk", "indicator_id", "gebied_id", "periode", "waarde", "reden", "status"
        )
    }
    compared = []
    for cijfer in cijfers:
        if cijfer.plaats not in current:
            compared.append(Vergelijking(cijfer, Uitkomst.NIEUW))
            continue
        pk, waarde, reden, status = current[cijfer.plaats]
        same = (waarde, reden, status) == (cijfer.waarde, cijfer.reden, cijfer.status)
        uitkomst = Uitkomst.ONGEWIJZIGD if same else Uitkomst.GEWIJZIGD
        compared.append(Vergelijking(cijfer, uitkomst, pk, waarde, reden))
    return compared


def propose(
    raw: bytes,
    periode: int | None,
    *,
    tot: int | None = None,
    keuzes: Keuzes | None = None,
    ook_zonder_cellen: bool = False,
) -> Voorstel:
    """What accepting this file would do. Refuses a file that is none of ours (GeenIndicatorbestand).

    `periode`: the year of all its figures, or None when the file itself says; `tot`: the last year there can be.
    """
    gebieden = _gebieden()
    inhoud = read_indicatorbestand(
        raw,
        periode=periode,
        indicatoren=_indicatoren(),
        gebieden=gebieden,
        keuzes=keuzes,
        standaardgebied=_only_gemeente(gebieden),
        tot=tot,
        ook_zonder_cellen=ook_zonder_cellen,
    )
    loten, weigeringen = [], list(inhoud.weigeringen)
    for cel, compared in zip(inhoud.cellen, _compare_cells(inhoud.cellen), strict=True):
        if not cel.tekst and compared.vorige_waarde is not None:
            weigeringen.append(_empty_over_figure(cel, inhoud.blad))
        else:
            loten.append(Lot(cel, compared.uitkomst, compared.vorige_waarde, compared.vorige_reden))
    return Voorstel(
        tuple(loten),
        tuple(sorted(weigeringen, key=lambda weigering: weigering.rij)),
        inhoud.opmerkingen,
        inhoud.onbekend,
        inhoud.bladen,
        inhoud.blad,
        inhoud.mist,
        inhoud.titel,
    )


def propose_for(verversing: Verversing, *, ook_zonder_cellen: bool = True) -> Voorstel:
    """What accepting this delivered file would do, as its names are explained by now."""
    return propose(
        bytes(verversing.aanlevering.inhoud),
        verversing.periode,
        tot=verversing.begonnen_op.year,
        keuzes=choices_of(verversing.bron_id, verversing.aanlevering.keuzes),
        ook_zonder_cellen=ook_zonder_cellen,
    )


def choices_of(bron_id: int, keuzes: dict | None = None) -> Keuzes:
    """What names mean in the files of this bron, and what was chosen for one file."""
    namen: dict[str, dict[str, int | None]] = {soort: {} for soort in Koppeling.Soort.values}
    for koppeling in Koppeling.objects.filter(bron=bron_id):
        namen[koppeling.soort][koppeling.sleutel] = koppeling.doel_id
    return Keuzes(indicatoren=namen["indicator"], gebieden=namen["gebied"], **(keuzes or {}))


def _cijfer(cel: GelezenCel) -> Cijfer:
    return Cijfer(cel.indicator.pk, cel.gebied.pk, cel.periode, cel.waarde, cel.reden, cel.status)


def _compare_cells(cellen: tuple[GelezenCel, ...]) -> Iterable[Vergelijking]:
    """In parts: a database takes only so many facts in one question."""
    for start in range(0, len(cellen), VERGELIJK_PER):
        yield from compare([_cijfer(cel) for cel in cellen[start : start + VERGELIJK_PER]])


def _empty_over_figure(cel: GelezenCel, blad: str) -> Weigering:
    """An empty cell says too little to take a known figure away."""
    return Weigering(
        cel.rij,
        cel.kolom,
        "",
        "een cijfer, want er staat er al een; schrijf n.v.t. of x als het is vervallen",
        indicator=cel.indicator.naam,
        gebied=cel.gebied.naam,
        blad=blad,
        periode=cel.periode,
    )


def _indicatoren() -> Iterable[BekendeIndicator]:
    rows = Indicator.objects.order_by("pk").values_list(
        "pk", "code", "naam", "andere_namen", "eenheid", "gunstig"
    )
    return [
        BekendeIndicator(pk, code, naam, tuple(andere), eenheid, gunstig)
        for pk, code, naam, andere, eenheid, gunstig in rows
    ]


def _gebieden() -> list[BekendGebied]:
    rows = Gebied.objects.filter(geldig_tot__isnull=True).order_by("pk")
    return [BekendGebied(pk, code, naam) for pk, code, naam in rows.values_list("pk", "code", "naam")]


def _only_gemeente(gebieden: list[BekendGebied]) -> BekendGebied | None:
    """A file that names no gebied is about the gemeente, as long as there is one."""
    gemeenten = [gebied for gebied in gebieden if gebied.code.startswith("GM")]
    return gemeenten[0] if len(gemeenten) == 1 else None
