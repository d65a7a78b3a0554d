"""How money is told and drawn: sentences about what stops, a timeline of financieringen, and bars per year.

Each drawing comes in two widths with the same facts: BREED for a wide screen and paper, SMAL for a phone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from textwrap import wrap

from brunssum.core.templatetags.kanarie import datum, euro
from inspanningen.models import Budgetpost, Financiering
from inspanningen.queries.geld import (
    Financieringstand,
    Geldstand,
    Gevolg,
    Jaarstand,
    Stop,
    Verlies,
    jaarstanden,
)

VORMEN = (("breed", 760, 100), ("smal", 340, 40))
"""Name, width, and how many letters fit on a line."""
MEEST_JAREN = 12
LETTER = 7.8
"""How wide a letter is at most, on average: enough to keep a line inside the drawing."""


def opsomming(woorden: Sequence[str]) -> str:
    """ "1, 2A en 4" """
    return " en ".join(filter(None, (", ".join(woorden[:-1]), *woorden[-1:])))


def stop_zin(stop: Stop, vandaag: date) -> str:
    """What the end of this financiering means for the programme, in one or a few short sentences."""
    begin, laatste = _begin(stop, vandaag), stop.financiering.tot.year
    delen = []
    if geen := stop.with_gevolg(Gevolg.GEEN):
        delen.append((f"{_heeft(geen)} {_nummers(geen)}", f"geen geld meer voor {stop.jaar}"))
    for verlies in stop.with_gevolg(Gevolg.TEKORT):
        delen.append(
            (f"komt {verlies.inspanning.nummer}", f"in {stop.jaar} {euro(verlies.ongedekt_na)} tekort")
        )
    if minder := stop.with_gevolg(Gevolg.MINDER):
        delen.append((f"{_heeft(minder)} {_nummers(minder)}", f"minder geld dan in {laatste}, maar genoeg voor wat gepland is"))  # fmt: skip
    if opgevangen := stop.with_gevolg(Gevolg.OPGEVANGEN):
        delen.append((f"is het voor {_nummers(opgevangen)}", "al op een andere manier geregeld"))
    if not delen:
        return f"{begin}, mist geen inspanning geld: er wordt in {laatste} niets meer uit betaald."
    (eerste, rest), *verder = delen
    zinnen = [f"{begin}, {eerste} {rest}.", *(f"Ook {deel} {einde}." for deel, einde in verder)]
    return " ".join(zinnen)


def stop_zin_van_een(stop: Stop, vandaag: date) -> str:
    """The same for the one inspanning whose page it stands on."""
    begin, (verlies,) = _begin(stop, vandaag), stop.verliezen
    bedrag = f"{euro(verlies.bedrag)} per jaar"
    match verlies.gevolg:
        case Gevolg.GEEN:
            return f"{begin}, vervalt {bedrag} en is er voor {stop.jaar} geen geld meer."
        case Gevolg.TEKORT:
            return f"{begin}, vervalt {bedrag} en komt u in {stop.jaar} {euro(verlies.ongedekt_na)} tekort."
        case Gevolg.MINDER:
            return f"{begin}, vervalt {bedrag}. Wat voor {stop.jaar} gepland is, is gedekt."
    return f"{begin}, vervalt {bedrag}. Dat is voor {stop.jaar} al op een andere manier geregeld."


def _begin(stop: Stop, vandaag: date) -> str:
    bron = stop.financiering
    if bron.tot >= vandaag:
        return f"Als {bron} op {datum(bron.tot)} stopt"
    return f"Nu {bron} op {datum(bron.tot)} is gestopt"


def _heeft(verliezen: list[Verlies]) -> str:
    return "heeft" if len(verliezen) == 1 else "hebben"


def _nummers(verliezen: Iterable[Verlies]) -> str:
    return opsomming([verlies.inspanning.nummer for verlies in verliezen])


def over_zin(stand: Financieringstand) -> str:
    """What is left of a financiering, or how much too much was given away."""
    per = f" in {stand.jaar}" if stand.jaar else ""
    if stand.is_te_veel:
        return f"{euro(-stand.vrij)} te veel{per}"
    return f"{euro(stand.vrij)} nog vrij{per}"


@dataclass(frozen=True)
class Jaargroep:
    """The budgetposten of one year, and their sum."""

    stand: Jaarstand
    posten: tuple[Budgetpost, ...]


def per_jaar(posten: Sequence[Budgetpost]) -> list[Jaargroep]:
    """Budgetposten in groups; years without any are left out."""
    groepen = (
        Jaargroep(stand, tuple(post for post in posten if post.jaar == stand.jaar))
        for stand in jaarstanden(posten)
    )
    return [groep for groep in groepen if groep.posten]


def per_financiering(posten: Iterable[Budgetpost]) -> list[tuple[Financiering | None, Decimal, Decimal]]:
    """(financiering, planned, spent) over all years; what nobody pays yet comes last."""
    sums: dict[int | None, list] = {}
    for post in posten:
        row = sums.setdefault(post.financiering_id, [post.financiering, Decimal(0), Decimal(0)])
        row[1] += post.gepland
        row[2] += post.werkelijk or 0
    return sorted((tuple(row) for row in sums.values()), key=lambda row: (row[0] is None, str(row[0])))


@dataclass(frozen=True)
class Jaarstreep:
    tekst: str
    x: float


@dataclass(frozen=True)
class Lijn:
    """One financiering on the timeline; x and y in the drawing."""

    y: float
    naam: str
    naam_x: float
    regels_x: float
    url_pk: int
    x: float
    breedte: float
    punt: str
    """The arrow of money that goes on; empty when it ends."""
    is_kritiek: bool
    """Someone has no money left, or too little, when it ends."""
    regels: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Tijdlijn:
    vorm: str
    breedte: int
    hoogte: float
    strepen: tuple[Jaarstreep, ...]
    nu: float
    lijnen: tuple[Lijn, ...]
    omschrijving: str


def tijdlijnen(stand: Geldstand, vandaag: date) -> list[Tijdlijn]:
    """When which money ends, in both widths; nothing when there is no money yet."""
    return [_tijdlijn(stand, vandaag, *vorm) for vorm in VORMEN] if stand.financieringen else []


def _tijdlijn(stand: Geldstand, vandaag: date, vorm: str, breedte: int, letters: int) -> Tijdlijn:
    bronnen = [one.financiering for one in stand.financieringen]
    eerste = max(min(min(bron.van.year for bron in bronnen), vandaag.year), vandaag.year - 2)
    laatste = max([vandaag.year + 2, *(bron.tot.year + 1 for bron in bronnen if bron.tot)])
    laatste = min(laatste, eerste + MEEST_JAREN - 1)
    dagen = (date(laatste + 1, 1, 1) - date(eerste, 1, 1)).days

    def x(day: date) -> float:
        since = (day - date(eerste, 1, 1)).days
        return round(min(max(since / dagen, 0), 1) * (breedte - 12) + 2, 1)

    gevolgen = {stop.financiering.pk: stop for stop in stand.stops}
    lijnen, y = [], 34.0
    for bron in bronnen:
        stop = gevolgen.get(bron.pk)
        geraakt = [one for one in stop.verliezen if one.vraagt_iemand] if stop else []
        begin, eind = x(bron.van), x(bron.tot) if bron.tot else breedte - 14.0
        tekst = wrap(_onder(bron, stop), letters)
        lijnen.append(
            Lijn(
                y=y,
                naam=bron.naam,
                naam_x=_x(begin + 6, breedte, [bron.naam]),
                regels_x=_x(begin + 6, breedte, tekst),
                url_pk=bron.pk,
                x=begin,
                breedte=max(eind - begin, 2),
                punt="" if bron.tot else f"{eind:g},{y + 6:g} {eind + 11:g},{y + 15:g} {eind:g},{y + 24:g}",
                is_kritiek=bool(geraakt),
                regels=tuple((y + 40 + 16 * n, regel) for n, regel in enumerate(tekst)),
            )
        )
        y += 62 + 16 * (len(tekst) - 1)
    return Tijdlijn(
        vorm=vorm,
        breedte=breedte,
        hoogte=y,
        strepen=tuple(Jaarstreep(str(jaar), x(date(jaar, 1, 1))) for jaar in range(eerste, laatste + 1)),
        nu=x(vandaag),
        lijnen=tuple(lijnen),
        omschrijving="Tijdlijn van de financieringen. " + " ".join(f"{bron}: {_onder(bron, gevolgen.get(bron.pk))}." for bron in bronnen),
    )  # fmt: skip


def _x(x: float, breedte: int, regels: list[str]) -> float:
    """Where these lines begin: at x, or so much earlier that they stay inside."""
    return max(2.0, min(x, breedte - LETTER * max(map(len, regels))))


def _onder(bron: Financiering, stop: Stop | None) -> str:
    if bron.tot is None:
        return "loopt door"
    tekst = f"tot en met {datum(bron.tot)}"
    if stop is None:
        return tekst
    if geen := stop.with_gevolg(Gevolg.GEEN):
        tekst += f"; daarna zonder geld: {_nummers(geen)}"
    if tekort := stop.with_gevolg(Gevolg.TEKORT):
        tekst += f"; daarna tekort: {_nummers(tekort)}"
    return tekst


@dataclass(frozen=True)
class Jaarbalk:
    y: float
    jaar: str
    gedekt: float
    ongedekt_x: float
    ongedekt: float
    werkelijk: float
    regels: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Jaarbalken:
    vorm: str
    breedte: int
    hoogte: float
    balken: tuple[Jaarbalk, ...]
    omschrijving: str


def jaarbalken(jaren: Sequence[Jaarstand]) -> list[Jaarbalken]:
    """Planned and spent per year, in both widths; nothing when nothing is planned."""
    hoogste = max((max(stand.gepland, stand.werkelijk or 0) for stand in jaren), default=Decimal(0))
    if not hoogste:
        return []
    return [_jaarbalken(jaren, hoogste, *vorm) for vorm in VORMEN]


def _jaarbalken(
    jaren: Sequence[Jaarstand], hoogste: Decimal, vorm: str, breedte: int, letters: int
) -> Jaarbalken:
    links = 52
    teksten = [wrap(_jaar_tekst(stand), letters - 6) for stand in jaren]
    hoog = 44 + 16 * max(len(regels) for regels in teksten)

    def lang(bedrag: Decimal) -> float:
        return round(float(bedrag / hoogste) * (breedte - links - 2), 1)

    balken = tuple(
        Jaarbalk(
            y=n * float(hoog),
            jaar=str(stand.jaar),
            gedekt=lang(stand.gedekt),
            ongedekt_x=links + lang(stand.gedekt),
            ongedekt=lang(stand.ongedekt),
            werkelijk=lang(stand.werkelijk or Decimal(0)),
            regels=tuple((42.0 + 16 * m, regel) for m, regel in enumerate(teksten[n])),
        )
        for n, stand in enumerate(jaren)
    )
    per = " ".join(f"{stand.jaar}: {_jaar_tekst(stand)}." for stand in jaren)
    return Jaarbalken(vorm, breedte, float(hoog * len(jaren)), balken, f"Geld per jaar. {per}")


def _jaar_tekst(stand: Jaarstand) -> str:
    parts = [f"gepland {euro(stand.gepland)}"]
    if stand.ongedekt:
        parts.append(f"niet gedekt {euro(stand.ongedekt)}")
    if stand.werkelijk is not None:
        parts.append(f"uitgegeven {euro(stand.werkelijk)}")
    return ", ".join(parts)


KOP = ("Inspanning", "Jaar", "Waarvoor", "Financiering", "Bron", "Gepland", "Werkelijk")


def download_rows(posten: Iterable[Budgetpost]) -> Iterable[tuple]:
    """A row for each budgetpost, under KOP."""
    for post in posten:
        bron = post.financiering
        yield (
            str(post.inspanning),
            post.jaar,
            post.omschrijving,
            bron.naam if bron else "",
            bron.bron if bron else "",
            post.gepland,
            post.werkelijk,
        )
