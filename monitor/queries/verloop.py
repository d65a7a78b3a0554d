"""One indicator through the years: a line per gebied, with what breaks it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from brunssum.core.models import Gebied
from monitor import permissions
from monitor.models import Bron, Indicator, Waarneming
from monitor.namen import gebied_sleutel, korte_gebiedsnaam
from monitor.queries.tonen import Stand
from monitor.queries.vergelijken import GROOTSTE_EERST, known

LIJNEN = 7  # more lines than this cannot be told apart in one drawing
JAREN = 25


@dataclass(frozen=True)
class Punt:
    periode: int
    waarde: float | None
    reden: str
    voorlopig: bool
    editie: str
    indeling_jaar: int | None = None
    berekend: bool = False
    opmerking: str = ""

    @property
    def reden_kort(self) -> str:
        return Waarneming.REDEN_KORT.get(self.reden, "")


@dataclass(frozen=True)
class Reeks:
    """The figures of one gebied, oldest first; a year without a row is absent."""

    code: str
    naam: str
    soort: str
    punten: tuple[Punt, ...]

    @property
    def heeft_driehoek(self) -> bool:
        return self.soort != Gebied.Soort.BENCHMARK

    @property
    def nieuwste(self) -> Punt | None:
        """The newest year with a figure."""
        return next((punt for punt in reversed(self.punten) if punt.waarde is not None), None)

    def in_jaar(self, periode: int) -> Punt | None:
        return next((punt for punt in self.punten if punt.periode == periode), None)


@dataclass(frozen=True)
class Breuk:
    """A year from which on the figures of an indicator are no longer like those before."""

    jaar: int
    uitleg: str
    eenheid: str = ""
    """What the figures before it are in, when that was something else."""

    @property
    def zin(self) -> str:
        zin = f"Vergelijk de cijfers vanaf {self.jaar} niet met die van eerder. {self.uitleg}"
        if self.eenheid:
            zin += f" Tot {self.jaar} was de eenheid {self.eenheid}; die cijfers staan alleen in de tabel."
        return zin


def breuken_of(indicator: Indicator) -> tuple[Breuk, ...]:
    return tuple(sorted((Breuk(**breuk) for breuk in indicator.breuken), key=lambda breuk: breuk.jaar))


@dataclass(frozen=True)
class Verloop:
    """An indicator's lines, free of the database: for a page, a spreadsheet and a PDF alike."""

    code: str
    naam: str
    eenheid: str
    decimalen: int
    reeksen: tuple[Reeks, ...]
    breuken: tuple[str, ...]
    """A sentence for each break: of the indicator, and of each line that does not go on where its code does."""
    edities: tuple[str, ...]
    ingelezen: date | None
    bekend: date | None = None
    reeksbreuken: tuple[Breuk, ...] = ()
    """The breaks that fall between its years, oldest first."""

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Verloop":
        """The inverse of dataclasses.asdict, also after a trip through JSON."""
        ingelezen, bekend = (
            date.fromisoformat(dag) if isinstance(dag, str) else dag
            for dag in (data["ingelezen"], data["bekend"])
        )
        return cls(
            **data
            | {
                "reeksen": tuple(
                    Reeks(**reeks | {"punten": tuple(Punt(**punt) for punt in reeks["punten"])})
                    for reeks in data["reeksen"]
                ),
                "breuken": tuple(data["breuken"]),
                "edities": tuple(data["edities"]),
                "ingelezen": ingelezen,
                "bekend": bekend,
                "reeksbreuken": tuple(Breuk(**breuk) for breuk in data["reeksbreuken"]),
            }
        )

    @property
    def getekend_vanaf(self) -> int:
        """Figures in another eenheid cannot stand on the same axis: the first year that can."""
        return max((breuk.jaar for breuk in self.reeksbreuken if breuk.eenheid), default=0)

    def eenheid_in(self, jaar: int) -> str:
        later = (breuk.eenheid for breuk in self.reeksbreuken if breuk.eenheid and jaar < breuk.jaar)
        return next(later, self.eenheid)

    @property
    def herkomst(self) -> list[str]:
        """Sentences on what the figures are of: whose borders, and what Kanarie worked out itself."""
        zinnen = []
        punten = [punt for reeks in self.reeksen for punt in reeks.punten if punt.waarde is not None]
        indelingen = {(punt.indeling_jaar, punt.periode) for punt in punten if punt.indeling_jaar}
        if indelingen and all(indeling == periode for indeling, periode in indelingen):
            zinnen.append("Elk cijfer gaat over het gebied met de grenzen van dat jaar.")
        elif indelingen:
            jaren = _jaren({indeling for indeling, _ in indelingen})
            zinnen.append(
                f"De cijfers gaan over de gebieden met de grenzen van {jaren}, ook die van andere jaren."
            )
        zelf = [reeks.naam for reeks in self.reeksen if any(punt.berekend for punt in reeks.punten)]
        if zelf and all(punt.berekend for punt in punten):
            zinnen.append(
                "Kanarie rekende deze cijfers uit met aantallen van de bron; zo staan ze er niet in."
            )
        elif zelf:
            zinnen.append(
                f"Kanarie rekende zelf uit: {', '.join(zelf)}. De andere cijfers staan zo in de bron."
            )
        return zinnen

    @property
    def opmerkingen(self) -> list[str]:
        """What the source or Kanarie says of single figures, by gebied; years of the same words together."""
        found: dict[tuple[str, str], set[int]] = {}
        for reeks in self.reeksen:
            for punt in reeks.punten:
                if punt.opmerking:
                    found.setdefault((reeks.naam, punt.opmerking), set()).add(punt.periode)
        return [f"{naam}, {_jaren(jaren)}: {tekst}" for (naam, tekst), jaren in found.items()]

    @property
    def perioden(self) -> tuple[int, ...]:
        return tuple(sorted({punt.periode for reeks in self.reeksen for punt in reeks.punten}))

    @property
    def rijen(self) -> list[tuple[Reeks, list[Stand]]]:
        """For a table: newest year first, as `jaren`."""
        return [(reeks, [_stand(reeks.in_jaar(jaar)) for jaar in self.jaren]) for reeks in self.reeksen]

    @property
    def jaren(self) -> list[int]:
        return sorted(self.perioden, reverse=True)

    @property
    def kolommen(self) -> list[tuple[int, bool, str]]:
        """As `jaren`: the year, whether the series breaks there, and its eenheid where that is another one."""
        breuken = {breuk.jaar for breuk in self.reeksbreuken}
        eenheden = {jaar: self.eenheid_in(jaar) for jaar in self.jaren}
        eerste = {min(jaar for jaar in self.perioden if jaar >= breuk) for breuk in breuken}
        return [
            (jaar, jaar in eerste, "" if eenheden[jaar] == self.eenheid else eenheden[jaar])
            for jaar in self.jaren
        ]


def eigen_gebieden(indicator: Indicator, user, *, ook: str = "") -> list[Gebied]:
    """What an indicator page shows unless asked for more: comparators, the own gemeente and its wijken.

    The own gemeente is the one this Kanarie is set up for, by its code: names occur twice. `ook`: the code of one more gebied.
    """
    wanted = Q(soort__in=[Gebied.Soort.BENCHMARK, Gebied.Soort.LAND, Gebied.Soort.PROGRAMMAGEBIED])
    wanted |= Q(code=settings.GEMEENTE_CODE) | Q(soort=Gebied.Soort.WIJK, ouder__code=settings.GEMEENTE_CODE)
    if ook:
        wanted |= Q(code=ook)
    figures = Waarneming.objects.current().filter(indicator=indicator, gebied=OuterRef("pk"))
    rows = Gebied.objects.visible_to(user).filter(wanted, geldig_tot__isnull=True).filter(Exists(figures))
    return list(rows.order_by(GROOTSTE_EERST, "code", "pk")[:30])


def verloop(
    indicator: Indicator, gebieden: Iterable[Gebied], user, *, bekend_op: datetime | None = None
) -> Verloop:
    """The lines of these gebieden, small cells hidden. Two queries, however many figures the indicator has.

    A series goes on over another row of the same code only where the name agrees: CBS gives codes away again.
    """
    gebieden = list(gebieden) if permissions.may_see(user) else []
    by_code = {gebied.code: gebied for gebied in gebieden}
    eerder = Gebied.objects.visible_to(user).filter(code__in=by_code, geldig_tot__isnull=False)
    place, others = {gebied.pk: gebied.code for gebied in gebieden}, []
    for oud in eerder.order_by("geldig_tot", "pk"):
        if gebied_sleutel(oud.naam) == gebied_sleutel(by_code[oud.code].naam):
            place[oud.pk] = oud.code
        else:
            others.append(oud)
    rows = (
        known(bekend_op)
        .toonbaar(bekend_op, van=[indicator])
        .filter(gebied__in=list(place))
        .order_by("periode", "pk")
        .values_list(
            *("gebied_id", "periode", "getoonde_waarde", "reden", "status", "editie"),
            *("indeling_jaar", "berekend", "opmerking", "verversing__verwerkt_op"),
        )
    )
    punten: dict[str, dict[int, Punt]] = {}
    ingelezen, edities = [], {}
    for gebied_id, periode, waarde, reden, status, editie, *herkomst, moment in rows:
        punten.setdefault(place[gebied_id], {})[periode] = Punt(
            periode,
            None if waarde is None else float(waarde),
            Waarneming.reden_bij(waarde, reden),
            status == Waarneming.Status.VOORLOPIG,
            editie,
            *herkomst,
        )
        ingelezen.append(moment)
        if editie:
            edities[editie] = None
    jaren = sorted({jaar for per_jaar in punten.values() for jaar in per_jaar})[-JAREN:]
    reeksbreuken = tuple(
        breuk for breuk in breuken_of(indicator) if jaren and jaren[0] < breuk.jaar <= jaren[-1]
    )
    return Verloop(
        code=indicator.code,
        naam=indicator.naam,
        eenheid=indicator.eenheid,
        decimalen=indicator.decimalen,
        reeksen=tuple(
            Reeks(
                gebied.code,
                korte_gebiedsnaam(gebied.naam),
                gebied.soort,
                tuple(punt for jaar, punt in sorted(punten[gebied.code].items()) if jaar in jaren),
            )
            for gebied in gebieden
            if gebied.code in punten
        ),
        breuken=(
            *(breuk.zin for breuk in reeksbreuken),
            *(_breuk(oud, by_code[oud.code]) for oud in others),
            *_bronbreuken(indicator.bron, by_code),
        ),
        edities=tuple(edities),
        ingelezen=timezone.localtime(max(ingelezen)).date() if ingelezen else None,
        bekend=bekend_op and timezone.localtime(bekend_op).date(),
        reeksbreuken=reeksbreuken,
    )


def _breuk(oud: Gebied, nu: Gebied) -> str:
    return (
        f"De reeks van {korte_gebiedsnaam(nu.naam)} begint in {oud.geldig_tot.year}: daarvoor hoorde de code "
        f"{nu.code} bij een ander gebied ({korte_gebiedsnaam(oud.naam)}). Die cijfers staan er daarom niet bij."
    )


def _bronbreuken(bron: Bron, by_code: dict[str, Gebied]) -> list[str]:
    """Where the source itself has another gebied behind a code of ours: those figures were not taken."""
    jaren: dict[tuple[str, str], set[int]] = {}
    for staat in bron.staat.values():
        for breuk in staat.get("breuken", ()):
            if breuk["gebied"] in by_code and breuk["periode"]:
                jaren.setdefault((breuk["gebied"], breuk["hun_naam"]), set()).add(breuk["periode"])
    return [
        f"De reeks van {korte_gebiedsnaam(by_code[code].naam)} is onderbroken: in de bron hoort de code {code} over "
        f"{_jaren(some)} bij een gebied met een andere naam ({korte_gebiedsnaam(naam)}). Die cijfers staan er niet bij."
        for (code, naam), some in sorted(jaren.items())
    ]


def _jaren(jaren: set[int]) -> str:
    """Years in words: "2013 tot en met 2020", "2012, 2016 en 2020"."""
    *first, last = map(str, sorted(jaren))
    if len(jaren) > 2 and max(jaren) - min(jaren) == len(jaren) - 1:
        return f"{first[0]} tot en met {last}"
    return f"{', '.join(first)} en {last}" if first else last


def _stand(punt: Punt | None) -> Stand:
    if punt is None:
        return Stand(None, Waarneming.Reden.ONTBREEKT.value)
    return Stand(punt.waarde, punt.reden, punt.voorlopig)
