"""What is read from which table, and what it becomes: monitor/data/bronnen.yaml, checked when it is read."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from brunssum.core.exceptions import DomainError

BRONNEN = Path(__file__).parent.parent / "data" / "bronnen.yaml"

ODATA4, ODATA3, DERDEN = "odata4", "odata3", "derden"


class InstellingenOnbruikbaar(DomainError):
    """The settings of a bron cannot be used as they are."""


@dataclass(frozen=True)
class CbsAdressen:
    """Where the services are; the caller takes these from the settings."""

    odata4: str = "https://datasets.cbs.nl/odata/v1"
    odata3: str = "https://opendata.cbs.nl"
    derden: str = "https://dataderden.cbs.nl"


@dataclass(frozen=True)
class Maat:
    """A measure, and how it must look before its figures are taken: the first code that a table has counts.

    Codes are those of v4; in v3 the name of the column without its number. Without codes: sought by its title.
    """

    naam: str
    codes: tuple[str, ...]
    titels: tuple[str, ...]
    eenheden: tuple[str, ...]


@dataclass(frozen=True)
class Keuze:
    """One value of a dimension, by its code or by how its title starts."""

    code: str = ""
    titel: str = ""


Vast = tuple[tuple[str, Keuze], ...]


@dataclass(frozen=True)
class Meting:
    """How a measure becomes the figure of an indicator.

    As it is; as a share of the bases together (delen_door, keer 100 or 1000); or as what remains of a whole
    (aanvullen_tot 100). Over a group of gemeenten a figure with bases is added up; one without is weighed.
    """

    indicator: str
    teller: str
    delen_door: tuple[str, ...] = ()
    keer: Decimal = Decimal(1)
    gewicht: tuple[str, ...] = ()
    aanvullen_tot: Decimal | None = None
    kleinste_noemer: Decimal = Decimal(0)
    vast: Vast = ()
    vanaf: int | None = None
    tot: int | None = None
    noot: str = ""
    hoogstens: Decimal | None = None

    @property
    def bases(self) -> tuple[str, ...]:
        return self.delen_door or self.gewicht

    def covers(self, jaar: int) -> bool:
        return (self.vanaf or 0) <= jaar <= (self.tot or 9999)


@dataclass(frozen=True)
class NietOvergenomen:
    """A measure that lies near an indicator of ours but is not the same; what we would read if it were taken."""

    indicator: str
    reden: str
    meting: Meting | None = None


@dataclass(frozen=True)
class Tabelkeuze:
    """A table to read; the year is what we expect, the table itself decides."""

    tabel: str
    jaar: int | None = None


@dataclass(frozen=True)
class Benchmark:
    """A gebied of ours whose figure is that of all gemeenten in one class of a measure."""

    gebied: str
    maat: str
    klasse: int
    naam: str


@dataclass(frozen=True)
class CbsInstellingen:
    """Everything there is to know about one bron before reading it."""

    bron: str
    dienst: str
    edities: tuple[Tabelkeuze, ...]
    maten: Mapping[str, Maat]
    metingen: tuple[Meting, ...]
    gebied_dimensie: str = "WijkenEnBuurten"
    periode_dimensie: str = ""
    landcode: str = "NL00"
    vast: Vast = ()
    vanaf: int | None = None
    maanden_optellen: bool = False
    indeling_jaar: int | None = None
    benchmark: Benchmark | None = None
    basis: "CbsInstellingen | None" = None
    basisjaar: int | None = None
    tellen: bool = True
    niet_overgenomen: tuple[NietOvergenomen, ...] = ()

    @property
    def indicatoren(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(meting.indicator for meting in self.metingen))

    def fingerprint(self) -> str:
        """Changes when the same table would give other figures; adding a table changes nothing for the others."""
        data = asdict(self)
        for part in (data, data["basis"] or {}):
            for name in ("edities", "niet_overgenomen"):
                part.pop(name, None)
        return hashlib.sha256(json.dumps(data, default=str, sort_keys=True).encode()).hexdigest()[:16]


def read_bronnen(path: Path = BRONNEN) -> dict[str, CbsInstellingen]:
    """All bronnen of this file by their code."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f" (regel {mark.line + 1})" if mark else ""
        raise InstellingenOnbruikbaar(
            f"{path.name} is niet als YAML te lezen{place}. Controleer het."
        ) from error
    if not isinstance(data, dict) or not isinstance(data.get("bronnen"), dict) or set(data) != {"bronnen"}:
        raise InstellingenOnbruikbaar(f"{path.name} moet bestaan uit bronnen, elk met een code.")
    return parse_bronnen(data["bronnen"])


def parse_bronnen(data: Mapping[str, Any]) -> dict[str, CbsInstellingen]:
    """As read_bronnen, of what is already taken out of the file. A bron may name an earlier one as its basis."""
    done: dict[str, CbsInstellingen] = {}
    for bron, entry in data.items():
        done[bron] = _Parser(bron, done).instellingen(entry)
    return done


_BRON = {
    *("dienst", "edities", "maten", "metingen", "gebied_dimensie", "periode_dimensie", "landcode", "vast"),
    *("vanaf", "maanden_optellen", "indeling_jaar", "benchmark", "basis", "basisjaar", "tellen"),
    "niet_overgenomen",
}
_METING = {field.name for field in fields(Meting)} - {"hoogstens"}


class _Parser:
    def __init__(self, bron: str, earlier: Mapping[str, CbsInstellingen]):
        self.bron, self.earlier = bron, earlier

    def refuse(self, zin: str) -> InstellingenOnbruikbaar:
        return InstellingenOnbruikbaar(f"Bron {self.bron}: {zin}")

    def instellingen(self, entry: Any) -> CbsInstellingen:
        self.known(entry, _BRON, {"dienst", "edities", "maten", "metingen"}, "De instellingen")
        if entry["dienst"] not in (ODATA4, ODATA3, DERDEN):
            raise self.refuse(f"dienst moet {ODATA4}, {ODATA3} of {DERDEN} zijn.")
        basis = self.basis(entry.get("basis"))
        maten = {
            naam: self.maat(naam, maat, v4=entry["dienst"] == ODATA4)
            for naam, maat in self.mapping(entry["maten"], "maten").items()
        }
        base_maten = basis.maten if basis else maten
        found = CbsInstellingen(
            bron=self.bron,
            dienst=entry["dienst"],
            edities=tuple(self.editie(editie) for editie in self.listing(entry["edities"], "edities")),
            maten=maten,
            metingen=tuple(
                self.meting(one, maten, base_maten) for one in self.listing(entry["metingen"], "metingen")
            ),
            gebied_dimensie=entry.get("gebied_dimensie", "WijkenEnBuurten"),
            periode_dimensie=entry.get("periode_dimensie", ""),
            landcode=entry.get("landcode", "NL00"),
            vast=self.vast(entry.get("vast") or {}),
            vanaf=self.year(entry.get("vanaf"), "vanaf"),
            maanden_optellen=bool(entry.get("maanden_optellen", False)),
            indeling_jaar=self.year(entry.get("indeling_jaar"), "indeling_jaar"),
            benchmark=self.benchmark(entry.get("benchmark"), base_maten),
            basis=basis,
            basisjaar=self.year(entry.get("basisjaar"), "basisjaar"),
            tellen=bool(entry.get("tellen", True)),
            niet_overgenomen=tuple(
                self.niet_overgenomen(one, maten, base_maten)
                for one in self.listing(entry.get("niet_overgenomen") or [], "niet_overgenomen")
            ),
        )
        if not found.periode_dimensie and found.dienst != ODATA4 and any(not e.jaar for e in found.edities):
            raise self.refuse("een tabel zonder periode_dimensie heeft een jaar nodig.")
        seen: set[tuple[str, int]] = set()
        for meting in found.metingen:
            for jaar in range(meting.vanaf or 1990, (meting.tot or 2199) + 1):
                if (meting.indicator, jaar) in seen:
                    raise self.refuse(f"indicator {meting.indicator} staat voor {jaar} dubbel bij metingen.")
                seen.add((meting.indicator, jaar))
        return found

    def basis(self, code: Any) -> CbsInstellingen | None:
        if code is None:
            return None
        if code not in self.earlier:
            raise self.refuse(f"de basis {code} staat niet vóór deze bron in het bestand.")
        return self.earlier[code]

    def editie(self, entry: Any) -> Tabelkeuze:
        self.known(entry, {"tabel", "jaar"}, {"tabel"}, "Een editie")
        return Tabelkeuze(str(entry["tabel"]), self.year(entry.get("jaar"), "jaar"))

    def maat(self, naam: str, entry: Any, *, v4: bool) -> Maat:
        """In v3 the name of a column is made of its title, so that the one tells the other."""
        self.known(entry, {"code", "titel", "eenheid"}, {"eenheid"}, f"De maat {naam}")
        codes, titels = self.texts(entry.get("code")), self.texts(entry.get("titel"))
        if not titels and (v4 or not codes):
            raise self.refuse(f"De maat {naam} mist: titel.")
        return Maat(naam, codes, titels or codes, eenheden=self.texts(entry["eenheid"]))

    def meting(self, entry: Any, maten: Mapping[str, Maat], base_maten: Mapping[str, Maat]) -> Meting:
        self.known(entry, _METING, {"indicator", "teller"}, "Een meting")
        wat = f"De meting van {entry['indicator']}"
        found = Meting(
            indicator=entry["indicator"],
            teller=entry["teller"],
            delen_door=self.texts(entry.get("delen_door")),
            keer=self.number(entry.get("keer", 1), wat),
            gewicht=self.texts(entry.get("gewicht")),
            aanvullen_tot=None
            if entry.get("aanvullen_tot") is None
            else self.number(entry["aanvullen_tot"], wat),
            kleinste_noemer=self.number(entry.get("kleinste_noemer", 0), wat),
            vast=self.vast(entry.get("vast") or {}),
            vanaf=self.year(entry.get("vanaf"), "vanaf"),
            tot=self.year(entry.get("tot"), "tot"),
            noot=str(entry.get("noot", "")),
        )
        if found.teller not in maten:
            raise self.refuse(f"{wat} telt {found.teller}; die staat niet bij maten.")
        if found.keer == 100 or "%" in maten[found.teller].eenheden:
            found = replace(found, hoogstens=Decimal(100))
        for base in found.bases:
            if base not in base_maten:
                raise self.refuse(f"{wat} gebruikt {base}; die staat niet bij maten.")
        if found.delen_door and found.gewicht:
            raise self.refuse(f"{wat} heeft delen_door en gewicht; kies er één.")
        if found.keer != 1 and not found.delen_door:
            raise self.refuse(f"{wat} heeft keer zonder delen_door.")
        if found.keer not in (1, 100, 1000):
            raise self.refuse(f"{wat}: keer is 1, 100 of 1000.")
        return found

    def niet_overgenomen(self, entry: Any, maten, base_maten) -> NietOvergenomen:
        self.known(entry, {"indicator", "reden", "meting"}, {"indicator", "reden"}, "Bij niet_overgenomen")
        meting = entry.get("meting")
        return NietOvergenomen(
            indicator=entry["indicator"],
            reden=str(entry["reden"]).strip(),
            meting=self.meting({"indicator": entry["indicator"]} | meting, maten, base_maten)
            if meting
            else None,
        )

    def benchmark(self, entry: Any, maten: Mapping[str, Maat]) -> Benchmark | None:
        if entry is None:
            return None
        keys = {"gebied", "maat", "klasse", "naam"}
        self.known(entry, keys, keys, "De benchmark")
        if entry["maat"] not in maten:
            raise self.refuse(f"de benchmark gebruikt {entry['maat']}; die staat niet bij maten.")
        return Benchmark(str(entry["gebied"]), entry["maat"], int(entry["klasse"]), str(entry["naam"]))

    def vast(self, entry: Any) -> Vast:
        made = []
        for dimensie, keuze in self.mapping(entry, "vast").items():
            if isinstance(keuze, dict):
                self.known(keuze, {"titel"}, {"titel"}, f"De keuze bij {dimensie}")
                made.append((dimensie, Keuze(titel=str(keuze["titel"]))))
            else:
                made.append((dimensie, Keuze(code=str(keuze))))
        return tuple(made)

    def known(self, entry: Any, may: set[str], must: set[str], wat: str) -> None:
        if not isinstance(entry, dict):
            raise self.refuse(f"{wat}: verwacht was een lijst van namen met waarden.")
        missing, unknown = must - set(entry), set(map(str, entry)) - may
        if missing:
            raise self.refuse(f"{wat} mist: {', '.join(sorted(missing))}.")
        if unknown:
            raise self.refuse(f"{wat} heeft iets onbekends: {', '.join(sorted(unknown))}.")

    def mapping(self, entry: Any, wat: str) -> dict[str, Any]:
        if not isinstance(entry, dict):
            raise self.refuse(f"{wat} moet bestaan uit namen met waarden.")
        return entry

    def listing(self, entry: Any, wat: str) -> list[Any]:
        if not isinstance(entry, list):
            raise self.refuse(f"{wat} moet een lijst zijn.")
        return entry

    def texts(self, entry: Any) -> tuple[str, ...]:
        if entry is None:
            return ()
        return tuple(map(str, entry)) if isinstance(entry, list) else (str(entry),)

    def year(self, entry: Any, wat: str) -> int | None:
        if entry is None:
            return None
        if not isinstance(entry, int) or not 1990 <= entry <= 2199:
            raise self.refuse(f"{wat} moet een jaartal zijn.")
        return entry

    def number(self, entry: Any, wat: str) -> Decimal:
        try:
            return Decimal(str(entry))
        except InvalidOperation:
            raise self.refuse(f"{wat} heeft een getal dat geen getal is: {entry}.") from None
