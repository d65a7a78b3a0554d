"""Reads a file with figures as municipalities deliver it: csv or xlsx, wide or long, areas in rows or in columns.

Every cell with a figure is about one indicator, one gebied and one year; each of those three comes from the head of
its column, from its row, or holds for the whole file. Knows no database: it is told which indicators and gebieden
there are. What it cannot read for certain it refuses, cell by cell, with the sheet, the row, the column, what stood
there and what was expected.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from monitor.bestand import xlsx
from monitor.bestand.bladen import MAX_REGELS, Blad, csv_beginnings, csv_blad, text_of
from monitor.bestand.namenlijst import Gebiedsnamen, Indicatornamen, same_eenheid
from monitor.bestand.typen import (
    BekendeIndicator,
    BekendGebied,
    GeenIndicatorbestand,
    GelezenCel,
    Inhoud,
    Keuzes,
    Onbekend,
    Weigering,
)
from monitor.celwaarde import Getal, Geweigerd, decimal_sign, read_cel
from monitor.namen import sleutel

__all__ = [
    "MAX_CELLEN",
    "MAX_REGELS",
    "BekendGebied",
    "BekendeIndicator",
    "GeenIndicatorbestand",
    "GelezenCel",
    "Inhoud",
    "Keuzes",
    "Onbekend",
    "Weigering",
    "read_indicatorbestand",
]

MAX_CELLEN = 50_000
KOP_BINNEN = 20  # a title or two may stand above the header
EERSTE_JAAR, LAATSTE_JAAR = 1990, 2100
VEEL_ONBEKEND = 20  # from here on unknown gebieden are those of the rest of the country: one line will do
_METADATA = ("metadata", "meta")
_ZEGT_NIETS = re.compile(r"(blad|sheet|werkblad|tabel|table|data|cijfers|gegevens|export|bijlage)?[ \d]*")
_EEN_JAAR = re.compile(r"\b(?:19|20)\d\d\b\*{0,2}")
_JAAR = re.compile(r"((?:19|20)\d\d)(\*{0,2})(?:JJ00|-01-01)?")

_INDICATORKOLOMMEN = ("indicator", "kengetal", "onderwerp", "naam", "name", "code")
_GEBIEDKOLOMMEN = (
    *("gebiedscode", "gwb code 10", "gwb code", "gwb code 8", "codering", "regiocode"),
    *("gebied", "geoitem", "gebiedsnaam", "regio", "wijk", "buurt", "gemeente", "wijken en buurten"),
)
_CODEKOLOMMEN = _GEBIEDKOLOMMEN[:6]
_NIVEAUKOLOMMEN = ("gebiedsniveau", "geolevel", "niveau", "recs")
_JAARKOLOMMEN = ("jaar", "periode", "period", "peiljaar", "perioden")
_WAARDEKOLOMMEN = ("waarde", "positie", "value", "cijfer")
_BESCHRIJVEND = {
    *(*_INDICATORKOLOMMEN, *_GEBIEDKOLOMMEN, *_NIVEAUKOLOMMEN, *_JAARKOLOMMEN),
    *("thema", "hoek", "eenheid", "gunstig", "bron", "definitie", "toelichting", "opmerking", "opmerkingen"),
    *("gm naam", "ind wbi"),
}
_NIET_INDICATOR = "de naam van een indicator die Kanarie kent"
_NIET_GEBIED = "de naam of code van een gebied dat Kanarie kent"


class _Soort(StrEnum):
    """What the heads of the columns with figures say; in this order of preference."""

    GEBIED = "gebied"
    INDICATOR = "indicator"
    JAAR = "jaar"
    WAARDE = "waarde"


@dataclass(frozen=True)
class _Kolom:
    plaats: int
    kop: str
    indicator: BekendeIndicator | None = None
    gebied: BekendGebied | None = None
    jaar: int | None = None
    status: str = ""


@dataclass(frozen=True)
class _Regel:
    rij: int
    velden: list[str]
    indicator: BekendeIndicator | None
    gebied: BekendGebied | None
    jaar: int | None
    status: str


@dataclass(frozen=True)
class _Kop:
    """The row that heads a table, and how much of it we understand."""

    punten: int
    plek: int
    rij: int
    velden: list[str]
    soort: _Soort


@dataclass(frozen=True)
class _Meta:
    """What the metadata sheet of a workbook says about one name."""

    namen: tuple[str, ...]
    eenheid: str
    bron: str


class _Fout(Exception):
    def __init__(self, kolom: str, gevonden: str, verwacht: str):
        self.kolom, self.gevonden, self.verwacht = kolom, gevonden, verwacht
        super().__init__(verwacht)


def read_indicatorbestand(
    raw: bytes,
    *,
    periode: int | None,
    indicatoren: Iterable[BekendeIndicator],
    gebieden: Iterable[BekendGebied],
    keuzes: Keuzes | None = None,
    standaardgebied: BekendGebied | None = None,
    tot: int | None = None,
    ook_zonder_cellen: bool = False,
) -> Inhoud:
    """Read the file, or refuse it as a whole (GeenIndicatorbestand).

    `standaardgebied`: what figures are of when the file names no gebied; `tot`: the last year there can be. `ook_zonder_cellen`: for who can still say
    by hand what the names in it mean.
    """
    keuzes = keuzes or Keuzes()
    lezer = _Lezer(periode, list(indicatoren), list(gebieden), keuzes, standaardgebied, tot or LAATSTE_JAAR)
    inhoud = lezer.read(raw)
    if not inhoud.cellen and not (ook_zonder_cellen and (inhoud.onbekend or inhoud.mist)):
        raise lezer.nothing_read()
    return inhoud


class _Lezer:
    def __init__(
        self,
        periode: int | None,
        indicatoren: list[BekendeIndicator],
        gebieden: list[BekendGebied],
        keuzes: Keuzes,
        standaardgebied: BekendGebied | None,
        tot: int,
    ):
        self.periode = periode
        self.tot = tot
        self.keuzes = keuzes
        self.indicatoren = Indicatornamen(indicatoren, keuzes.indicatoren)
        self.gebieden = Gebiedsnamen(gebieden, keuzes.gebieden)
        self.standaardgebied = self.gebieden.get(keuzes.gebied) or standaardgebied
        self.weigeringen: list[Weigering] = []
        self.opmerkingen: list[str] = []
        self.onbekend: Counter[tuple[str, str]] = Counter()
        self.gekozen: dict[str, str] = {}
        self.mist: list[str] = []
        self.meta: dict[str, _Meta] = {}
        self.blad = self.titel = ""

    def read(self, raw: bytes) -> Inhoud:
        blad, kop, bladen = self._find_table(raw)
        if len(bladen) > 1 or blad.naam:
            self.blad = blad.naam
        rows = [(rij, velden) for rij, velden in blad.rijen if rij > kop.rij]
        if not rows:
            raise GeenIndicatorbestand("Onder de kop van dit bestand staan geen regels met cijfers.")
        if len(rows) > MAX_REGELS:
            raise GeenIndicatorbestand(f"Dit bestand heeft meer dan {MAX_REGELS} regels. Deel het op.")
        rows = [(rij, _fit(velden, len(kop.velden))) for rij, velden in rows]
        plaats = self._roles(kop, rows)
        kolommen = self._value_columns(kop, rows, plaats)
        self._fill_the_gaps(blad, kop, plaats)
        cellen: list[GelezenCel] = []
        if not self.mist:
            regels = self._regels(kop, rows, kolommen, plaats)
            if len(regels) * len(kolommen) > MAX_CELLEN:
                raise GeenIndicatorbestand(
                    f"Dit bestand heeft meer dan {MAX_CELLEN} cellen. Deel het op, bijvoorbeeld per jaar."
                )
            cellen = self._cells(regels, kolommen)
        self._tell_choices()
        self.weigeringen.sort(key=lambda weigering: weigering.rij)
        return Inhoud(
            tuple(cellen),
            tuple(replace(weigering, blad=self.blad) for weigering in self.weigeringen),
            tuple(self.opmerkingen),
            tuple(self._unknown()),
            tuple(bladen),
            self.blad,
            tuple(self.mist),
            self.titel,
        )

    def nothing_read(self) -> GeenIndicatorbestand:
        """Why not one cell could be used, in a sentence."""
        if "gebied" in self.mist:
            return GeenIndicatorbestand(
                "In dit bestand is geen kolom met een bekend gebied gevonden, zoals Nederland of Brunssum."
            )
        if "indicator" in self.mist:
            return GeenIndicatorbestand(
                "In dit bestand is geen kolom “indicator” gevonden. Geef de kolom met de namen van de indicatoren "
                "die naam, of zet de naam van de indicator boven de tabel."
            )
        weigeringen = sorted(self.weigeringen, key=lambda weigering: weigering.rij)
        eerste = replace(weigeringen[0], blad=self.blad) if weigeringen else None
        if eerste and all(one.verwacht.startswith(_NIET_INDICATOR) for one in weigeringen):
            return GeenIndicatorbestand(
                "Geen enkele regel van dit bestand noemt een indicator die Kanarie kent. "
                f"Controleer of dit het goede bestand is. {eerste.zin}"
            )
        return GeenIndicatorbestand(
            "Geen enkele cel van dit bestand is te lezen." + (f" {eerste.zin}" if eerste else "")
        )

    # which sheet, which header

    def _find_table(self, raw: bytes) -> tuple[Blad, _Kop, list[str]]:
        if xlsx.is_zip(raw):
            return self._find_sheet(xlsx.read_bladen(raw))
        text = text_of(raw)
        found = [(delimiter, self._find_header(begin)) for delimiter, begin in csv_beginnings(text)]
        delimiter, kop = max(found, key=lambda one: one[1].punten if one[1] else 0)
        if kop is None:
            raise _no_header()
        return csv_blad(text, delimiter), kop, []

    def _find_sheet(self, bladen: list[Blad]) -> tuple[Blad, _Kop, list[str]]:
        for blad in bladen:
            if sleutel(blad.naam) in _METADATA:
                self._read_metadata(blad)
        namen = [blad.naam for blad in bladen if sleutel(blad.naam) not in _METADATA]
        found = [
            (blad, self._find_header(blad))
            for blad in bladen
            if blad.naam in namen and (not self.keuzes.blad or blad.naam == self.keuzes.blad)
        ]
        found = [(blad, kop) for blad, kop in found if kop]
        if not found:
            raise _no_header()
        blad, kop = max(found, key=lambda one: one[1].punten)
        return blad, kop, namen

    def _find_header(self, blad: Blad) -> _Kop | None:
        """The row of which we understand most; a word of ours in a header says more than a name that may be data."""
        best = None
        for plek, (rij, velden) in enumerate(blad.rijen[:KOP_BINNEN]):
            soorten = Counter(soort for veld in velden if (soort := self._kind_of(veld)))
            known = sum(sleutel(veld) in _BESCHRIJVEND for veld in velden)
            if not soorten:
                continue
            soort = max(_Soort, key=lambda one: (soorten[one], -list(_Soort).index(one)))
            if soorten[_Soort.WAARDE] and not soorten[_Soort.GEBIED] and not soorten[_Soort.INDICATOR]:
                soort = _Soort.WAARDE
            punten = 2 * known + soorten[soort] + soorten[_Soort.WAARDE]
            if best is None or punten > best.punten:
                best = _Kop(punten, plek, rij, [veld.strip() for veld in velden], soort)
        return best

    def _kind_of(self, veld: str) -> _Soort | None:
        key = sleutel(veld)
        if not key or key in _BESCHRIJVEND:
            return None
        if key in _WAARDEKOLOMMEN:
            return _Soort.WAARDE
        if self.gebieden.named(veld):
            return _Soort.GEBIED
        if _JAAR.fullmatch(veld.strip()):
            return _Soort.JAAR
        return _Soort.INDICATOR if self.indicatoren.named(veld) else None

    def _read_metadata(self, blad: Blad) -> None:
        kop = [sleutel(veld) for veld in blad.rijen[0][1]]

        def of(velden: list[str], *names: str) -> str:
            return next((velden[kop.index(name)] for name in names if name in kop), "")

        bronnen = set()
        for _, velden in blad.rijen[1:]:
            naam = of(velden, "name", "naam")
            soort = (of(velden, "unit", "eenheid"), of(velden, "data type", "datatype"))
            eenheid = "%" if {part.casefold() for part in soort} & {"p", "%", "percentage"} else ""
            namen = (of(velden, "description", "omschrijving"), of(velden, "indicator code", "indicatorcode"))
            bron = of(velden, "source", "bron")
            self.meta[sleutel(naam)] = _Meta(tuple(filter(None, namen)), eenheid, bron)
            bronnen.add(bron)
        if bronnen - {""}:
            self.opmerkingen.append(f"Bron volgens het bestand: {', '.join(sorted(bronnen - {''}))}.")

    # what each column is

    def _roles(self, kop: _Kop, rows: list[tuple[int, list[str]]]) -> dict[str, int]:
        """The place of each descriptive column, by its name; also of those that only their cells give away."""
        plaats = {sleutel(veld): place for place, veld in reversed(list(enumerate(kop.velden)))}
        roles = {name: plaats[name] for name in ("eenheid", "gunstig") if name in plaats}
        for role, names in (("jaar", _JAARKOLOMMEN), ("niveau", _NIVEAUKOLOMMEN)):
            found = [plaats[name] for name in names if name in plaats]
            if found:
                roles[role] = found[0]
        codes = [plaats[name] for name in _CODEKOLOMMEN if name in plaats]
        names = [plaats[name] for name in _GEBIEDKOLOMMEN[6:] if name in plaats]
        if kop.soort is not _Soort.GEBIED:
            if codes or names:
                roles["gebied"] = (codes or names)[0]
            if codes and names:
                roles["gebiedsnaam"] = names[0]
        taken = set(roles.values())
        if kop.soort is not _Soort.INDICATOR:
            named = [plaats[name] for name in _INDICATORKOLOMMEN if name in plaats]
            if named:
                roles["indicator"] = named[0]
            else:
                self._guess(roles, "indicator", kop, rows, taken, self.indicatoren.named)
        if kop.soort is not _Soort.GEBIED and "gebied" not in roles:
            self._guess(roles, "gebied", kop, rows, taken | set(roles.values()), self.gebieden.named)
        return roles

    def _guess(self, roles, role, kop, rows, taken, named) -> None:
        """A column without a head that we know, with cells that we do."""
        for place, veld in enumerate(kop.velden):
            if place in taken or self._kind_of(veld) or sleutel(veld) in ("thema", "hoek"):
                continue
            if any(place < len(velden) and named(velden[place]) for _, velden in rows[:200]):
                roles[role] = place
                return

    def _value_columns(
        self, kop: _Kop, rows: list[tuple[int, list[str]]], plaats: dict[str, int]
    ) -> list[_Kolom]:
        times: Counter = Counter()
        found = []
        for place, naam in enumerate(kop.velden):
            if place in plaats.values():
                continue
            kolom = self._column(kop.soort, place, naam)
            found.append((place, naam, kolom))
            times[_identity(kolom)] += 1
        kolommen = []
        for place, naam, kolom in found:
            filled = [velden[place] for _, velden in rows if place < len(velden) and velden[place]]
            if isinstance(kolom, _Kolom) and times[_identity(kolom)] == 1:
                kolommen.append(kolom)
            elif kolom is not None:
                wat = {"gebied": "dit gebied", "indicator": "deze indicator", "jaar": "dit jaar"}
                verwacht = (
                    kolom
                    if isinstance(kolom, str)
                    else f"één kolom voor {wat.get(kop.soort, 'de waarde')}; er zijn er meer"
                )
                self._refuse(kop.rij, naam or str(place + 1), naam, verwacht, len(rows))
            elif filled and sleutel(naam) not in _BESCHRIJVEND:
                self._unknown_column(kop, naam, str(place + 1), filled)
        return kolommen

    def _column(self, soort: _Soort, place: int, naam: str) -> _Kolom | str | None:
        """A column with figures, or why a known head cannot be one, or nothing."""
        if sleutel(naam) in _BESCHRIJVEND:
            return None
        if soort is _Soort.GEBIED:
            gebieden = self.gebieden.named(naam)
            if len(gebieden) > 1:
                codes = ", ".join(gebied.code for gebied in gebieden)
                return f"een kolom die op één gebied slaat; gebruik de code ({codes})"
            if gebieden:
                self._note_choice(self.gebieden, naam, gebieden[0].naam)
                return _Kolom(place, naam, gebied=gebieden[0])
        elif soort is _Soort.INDICATOR:
            indicatoren = self._indicatoren_named(naam)
            if len(indicatoren) > 1:
                return _which(indicatoren)
            if indicatoren:
                self._note_choice(self.indicatoren, naam, indicatoren[0].naam)
                return _Kolom(place, naam, indicator=indicatoren[0])
        elif soort is _Soort.JAAR:
            if jaar := _JAAR.fullmatch(naam.strip()):
                if self.periode and int(jaar[1]) != self.periode:
                    return f"het jaar {self.periode}, dat is opgegeven"
                if not EERSTE_JAAR <= int(jaar[1]) <= self.tot:
                    return "een jaar dat al is begonnen, zoals 2023"
                return _Kolom(place, naam, jaar=int(jaar[1]), status="voorlopig" if jaar[2] else "")
        elif sleutel(naam) in _WAARDEKOLOMMEN:
            return _Kolom(place, naam)
        return None

    def _unknown_column(self, kop: _Kop, naam: str, nummer: str, filled: list[str]) -> None:
        figures = any(veld[:1].isdigit() for veld in filled)
        if not figures or kop.soort in (_Soort.JAAR, _Soort.WAARDE):
            self.opmerkingen.append(f"De kolom {naam or nummer} is niet gebruikt.")
            return
        namen = self.gebieden if kop.soort is _Soort.GEBIED else self.indicatoren
        if naam and namen.is_left_out(naam):
            self.opmerkingen.append(f"De kolom {naam} is niet gebruikt; dat is eerder zo gekozen.")
            return
        verwacht = _NIET_GEBIED if kop.soort is _Soort.GEBIED else _NIET_INDICATOR
        self._refuse(kop.rij, naam or nummer, naam, verwacht, len(filled))
        if naam:
            self.onbekend[kop.soort.value, naam] += len(filled)

    def _fill_the_gaps(self, blad: Blad, kop: _Kop, plaats: dict[str, int]) -> None:
        """What the table itself does not say: by hand, from the words above it or the name of its sheet."""
        self.indicator = self.gebied = None
        boven = [veld for _, velden in blad.rijen[: kop.plek] for veld in velden if veld] + [blad.naam]
        titels = [titel for veld in boven if not _ZEGT_NIETS.fullmatch(sleutel(titel := _without_year(veld)))]
        boven += titels
        if kop.soort is not _Soort.INDICATOR and "indicator" not in plaats:
            named = [self._indicatoren_named(veld) for veld in boven]
            self.indicator = self.indicatoren.get(self.keuzes.indicator) or next(
                (found[0] for found in named if len(found) == 1), None
            )
            self._note_title(titels, self.gebieden)
            if self.indicator:
                self.opmerkingen.append(f"Deze cijfers zijn van de indicator {self.indicator.naam}.")
            else:
                self.mist.append("indicator")
        if kop.soort is not _Soort.GEBIED and "gebied" not in plaats:
            named = [self.gebieden.named(veld) for veld in boven]
            by_hand = self.gebieden.get(self.keuzes.gebied)
            self.gebied = (
                by_hand
                or next((found[0] for found in named if len(found) == 1), None)
                or self.standaardgebied
            )
            self._note_title(titels, self.indicatoren)
            if self.gebied:
                self.opmerkingen.append(
                    f"Het bestand noemt geen gebied: deze cijfers zijn gelezen als die van {self.gebied.naam}."
                )
            else:
                self.mist.append("gebied")
        if kop.soort is not _Soort.JAAR and "jaar" not in plaats and self.periode is None:
            raise GeenIndicatorbestand(
                "Dit bestand noemt geen jaar. Vul in van welk jaar de cijfers zijn, en kies het bestand opnieuw."
            )

    def _note_title(self, titels: list[str], andere: Indicatornamen | Gebiedsnamen) -> None:
        """The words that a next file will have too; not those that say something else about it."""
        self.titel = self.titel or next((titel for titel in titels if not andere.named(titel)), "")

    # row by row

    def _regels(
        self,
        kop: _Kop,
        rows: list[tuple[int, list[str]]],
        kolommen: list[_Kolom],
        plaats: dict[str, int],
    ) -> list[_Regel]:
        positie = any(sleutel(kolom.kop) == "positie" for kolom in kolommen)
        seen: dict[tuple, list[int]] = {}
        regels, elders = [], []
        for rij, velden in rows:
            try:
                regel = self._regel(kop, rij, velden, plaats, positie)
            except _Fout as fout:
                naam = _at(velden, plaats.get("indicator"))
                found = self.indicatoren.named(naam)
                weigering = Weigering(
                    rij,
                    fout.kolom,
                    fout.gevonden,
                    fout.verwacht,
                    len(kolommen),
                    found[0].naam if found else naam,
                )
                (elders if fout.verwacht == _NIET_GEBIED else self.weigeringen).append(weigering)
                continue
            if regel is not None:
                seen.setdefault(_identity(regel), []).append(rij)
                regels.append(regel)
        self._refuse_elsewhere(elders)
        return [regel for regel in regels if self._is_only_row(regel, seen, kop, plaats, len(kolommen))]

    def _regel(
        self, kop: _Kop, rij: int, velden: list[str], plaats: dict[str, int], positie: bool
    ) -> _Regel | None:
        """What this row is about; nothing when someone chose to leave its name out."""
        naamplaats = plaats.get("indicator")
        naam = _at(velden, naamplaats)
        indicator, gebied = self.indicator, self.gebied
        if naamplaats is not None:
            if self.indicatoren.is_left_out(naam):
                return None
            indicator = self._indicator(kop.velden[naamplaats], naam, velden, plaats, positie)
        if len(velden) != len(kop.velden):
            kolom = kop.velden[next(iter(plaats.values()), 0)]
            raise _Fout(
                kolom, f"{len(velden)} velden", f"een regel met {len(kop.velden)} velden, net als de kop"
            )
        if "gebied" in plaats:
            if self.gebieden.is_left_out(_at(velden, plaats["gebied"])):
                return None
            gebied = self._gebied(kop, velden, plaats)
        jaar, status = self._jaar(kop, velden, plaats)
        if indicator is not None and naamplaats is not None:
            self._check_gunstig(rij, _at(velden, plaats.get("gunstig")), indicator)
        return _Regel(rij, velden, indicator, gebied, jaar, status)

    def _indicatoren_named(self, naam: str, *, positie: bool = False) -> list[BekendeIndicator]:
        """By the name itself, or by what the metadata of the workbook says it stands for."""
        meta = self.meta.get(sleutel(naam))
        for one in (naam, *(meta.namen if meta else ())):
            if found := self.indicatoren.named(one, positie=positie):
                return found
        return []

    def _indicator(self, kolom: str, naam: str, velden, plaats, positie: bool) -> BekendeIndicator:
        found = self._indicatoren_named(naam, positie=positie)
        if not found:
            if naam:
                self.onbekend["indicator", naam] += 1
            raise _Fout(kolom, naam, _NIET_INDICATOR)
        meta = self.meta.get(sleutel(naam))
        eenheid = _at(velden, plaats.get("eenheid")) or (meta.eenheid if meta else "")
        if eenheid:
            fitting = [one for one in found if same_eenheid(eenheid, one.eenheid)]
            if not fitting:
                wel = " of ".join(one.eenheid for one in found)
                raise _Fout("eenheid", eenheid, f"{wel}, zoals deze indicator in de monitor staat")
            found = fitting
        if len(found) > 1:
            raise _Fout(kolom, naam, _which(found))
        self._note_choice(self.indicatoren, naam, found[0].naam)
        return found[0]

    def _gebied(self, kop: _Kop, velden: list[str], plaats: dict[str, int]) -> BekendGebied:
        place = plaats["gebied"]
        tekst, kolom = _at(velden, place), kop.velden[place] or str(place + 1)
        found = self.gebieden.named(tekst, niveau=_at(velden, plaats.get("niveau")))
        if not found:
            if tekst:
                self.onbekend["gebied", tekst] += 1
            raise _Fout(kolom, tekst, _NIET_GEBIED)
        if len(found) > 1:
            codes = ", ".join(gebied.code for gebied in found)
            raise _Fout(kolom, tekst, f"een naam die op één gebied slaat; gebruik de code ({codes})")
        naam = _at(velden, plaats.get("gebiedsnaam"))
        if naam and found[0] not in self.gebieden.named(naam) and not self.gebieden.is_chosen(tekst):
            # CBS has given codes away to other areas; only code and name together are the same place.
            raise _Fout(kolom, f"{tekst} {naam}", f"bij deze code de naam {found[0].naam}")
        self._note_choice(self.gebieden, tekst, found[0].naam)
        return found[0]

    def _jaar(self, kop: _Kop, velden: list[str], plaats: dict[str, int]) -> tuple[int | None, str]:
        if "jaar" not in plaats or not (tekst := _at(velden, plaats["jaar"])):
            if self.periode is None and kop.soort is not _Soort.JAAR:
                raise _Fout(kop.velden[plaats["jaar"]], "", "een jaar, zoals 2023")
            return self.periode, ""
        kolom = kop.velden[plaats["jaar"]]
        found = _JAAR.fullmatch(tekst)
        if self.periode is not None and (not found or int(found[1]) != self.periode):
            raise _Fout(kolom, tekst, f"het jaar {self.periode}, dat is opgegeven")
        if not found or not EERSTE_JAAR <= int(found[1]) <= self.tot:
            raise _Fout(kolom, tekst, "een jaar dat al is begonnen, zoals 2023")
        return int(found[1]), "voorlopig" if found[2] else ""

    def _check_gunstig(self, rij: int, gunstig: str, indicator: BekendeIndicator) -> None:
        if gunstig and gunstig.casefold() != indicator.gunstig:
            self.opmerkingen.append(
                f"Rij {rij}: volgens het bestand is {gunstig} gunstig voor {indicator.naam}, "
                f"volgens de monitor {indicator.gunstig}. De monitor blijft zoals hij is."
            )

    def _refuse_elsewhere(self, elders: list[Weigering]) -> None:
        if len(elders) <= VEEL_ONBEKEND:
            self.weigeringen += elders
            return
        eerste = elders[0]
        cellen = sum(weigering.cellen for weigering in elders)
        verwacht = f"{_NIET_GEBIED}; zo zijn er {len(elders)} regels"
        self.weigeringen.append(replace(eerste, verwacht=verwacht, cellen=cellen, indicator=""))
        for key in [key for key in self.onbekend if key[0] == "gebied"]:
            del self.onbekend[key]

    def _is_only_row(self, regel: _Regel, seen, kop: _Kop, plaats: dict[str, int], cellen: int) -> bool:
        rijen = seen[_identity(regel)]
        if len(rijen) > 1:
            role = "indicator" if "indicator" in plaats else "gebied"
            kolom = kop.velden[plaats[role]] if role in plaats else kop.velden[0]
            wat = "deze indicator; hij" if role == "indicator" else "dit gebied; het"
            eerste = ", ".join(map(str, rijen[:5])) + ("…" if len(rijen) > 5 else "")
            naam = regel.indicator.naam if regel.indicator else _at(regel.velden, plaats.get(role))
            verwacht = f"één regel voor {wat} staat op rij {eerste}"
            self._refuse(regel.rij, kolom, naam, verwacht, cellen, regel.indicator, regel.gebied)
        return len(rijen) == 1

    # cell by cell

    def _cells(self, regels: list[_Regel], kolommen: list[_Kolom]) -> list[GelezenCel]:
        texts = [regel.velden[kolom.plaats] for regel in regels for kolom in kolommen]
        teken = decimal_sign([text for text in texts if not isinstance(text, Getal)])
        afgerond = 0
        cellen = []
        for regel in regels:
            for kolom in kolommen:
                tekst = regel.velden[kolom.plaats]
                indicator = kolom.indicator or regel.indicator
                gebied = kolom.gebied or regel.gebied
                jaar = kolom.jaar or regel.jaar
                try:
                    cel = read_cel(tekst, eenheid=indicator.eenheid, teken=teken)
                except Geweigerd as refused:
                    kop = kolom.kop or str(kolom.plaats + 1)
                    self._refuse(regel.rij, kop, tekst, str(refused), 1, indicator, gebied, jaar)
                    continue
                if isinstance(tekst, Getal):
                    afgerond += cel.waarde is not None and cel.waarde != tekst.waarde
                status = kolom.status or regel.status or "definitief"
                cellen.append(
                    GelezenCel(
                        regel.rij, kolom.kop, tekst, indicator, gebied, jaar, cel.waarde, cel.reden, status
                    )
                )
        if afgerond:
            self.opmerkingen.append(
                f"{afgerond} cel{'len' if afgerond > 1 else ''} met meer dan vier decimalen: afgerond op vier."
            )
        return cellen

    def _refuse(
        self, rij, kolom, gevonden, verwacht, cellen=1, indicator=None, gebied=None, periode=None
    ) -> None:
        self.weigeringen.append(
            Weigering(
                rij,
                kolom,
                gevonden,
                verwacht,
                cellen,
                indicator.naam if indicator else "",
                gebied.naam if gebied else "",
                periode=periode,
            )
        )

    # names

    def _note_choice(self, namen: Indicatornamen | Gebiedsnamen, tekst: str, naam: str) -> None:
        if namen.is_chosen(tekst):
            self.gekozen[tekst] = naam

    def _tell_choices(self) -> None:
        if self.gekozen:
            keuzes = [f"“{tekst}” als {naam}" for tekst, naam in list(self.gekozen.items())[:10]]
            meer = f" en {len(self.gekozen) - 10} meer" if len(self.gekozen) > 10 else ""
            self.opmerkingen.append(f"Gelezen zoals bij deze bron is gekozen: {'; '.join(keuzes)}{meer}.")

    def _unknown(self) -> Iterable[Onbekend]:
        for (soort, tekst), cellen in list(self.onbekend.items())[:50]:
            namen = self.indicatoren if soort == "indicator" else self.gebieden
            yield Onbekend(soort, tekst, sleutel(tekst), cellen, namen.resembling(tekst))


def _without_year(tekst: str) -> str:
    """A title as it will be next year too."""
    return _EEN_JAAR.sub("", tekst).strip(" ,;:()–-")


def _at(velden: list[str], place: int | None) -> str:
    return velden[place] if place is not None and place < len(velden) else ""


def _fit(velden: list[str], breedte: int) -> list[str]:
    """Without the empty cells that stick out."""
    velden = list(velden)
    while len(velden) > breedte and not velden[-1]:
        velden.pop()
    return velden


def _identity(what: "_Kolom | _Regel | str | None") -> object:
    """Two columns or rows with the same identity would say two things about one figure."""
    if isinstance(what, _Kolom | _Regel):
        return (what.indicator and what.indicator.pk, what.gebied and what.gebied.pk, what.jaar)
    return object()


def _which(indicatoren: list[BekendeIndicator]) -> str:
    wat = ", ".join(f"{indicator.code} ({indicator.eenheid})" for indicator in indicatoren)
    return f"een naam die op één indicator slaat; gebruik de code ({wat}) of zet er een kolom eenheid bij"


def _no_header() -> GeenIndicatorbestand:
    return GeenIndicatorbestand(
        "In dit bestand is geen kolom met een bekend gebied gevonden, zoals Nederland of Brunssum, en ook geen kolom "
        "met een jaar, een bekende indicator of een waarde. Kies een bestand met bijvoorbeeld één regel per indicator "
        "en één kolom per gebied."
    )
