"""What a table of a statistical office looks like to us, whichever protocol it came by."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from monitor.cbs.adres import in_bundles
from monitor.cbs.fouten import Afgewezen, Onleesbaar
from monitor.celwaarde import NVT, ONDERDRUKT, ONTBREEKT, TEKENS


@dataclass(frozen=True)
class Kenmerken:
    """What the table says of itself. `versie` and `gewijzigd` together tell whether figures can have changed."""

    tabel: str
    titel: str
    versie: str
    gewijzigd: str
    jaar: int | None
    status: str
    toelichting: str


@dataclass(frozen=True)
class Maatkop:
    """A measure in a table: `index` is its place, the same in v3 and v4."""

    code: str
    titel: str
    eenheid: str
    index: int | None
    toelichting: str


@dataclass(frozen=True)
class Dimensie:
    naam: str
    kaartjaar: int | None


@dataclass(frozen=True)
class Code:
    """A value of a dimension; `ruw` as the table itself spells it, with padding."""

    code: str
    ruw: str
    titel: str
    status: str = ""
    toelichting: str = ""


@dataclass(frozen=True)
class Gegeven:
    """One figure as read, or the reason why there is none; `opmerking` for what a reader should know."""

    waarde: Decimal | None
    reden: str = ""
    opmerking: str = ""


@dataclass(frozen=True)
class Ruw:
    """One figure with its place in the table."""

    maat: str
    gebied: str
    periode: str
    gegeven: Gegeven


AFWEZIG = Gegeven(None, ONTBREEKT)

# ValueAttribute is an open list. Confidential was never seen at the source itself; the others give "ontbreekt".
_HEEL_GETAL = re.compile(r"\d{1,11}", re.ASCII)
_REDEN = {"impossible": NVT, "confidential": ONDERDRUKT}


class Tabel(Protocol):
    """A table at one of the services.

    After reading figures: `afgekeurd` are the measures that could not be trusted after all, by code, with why.
    """

    tabel: str
    afgekeurd: dict[str, str]
    opmerkingen: list[str]

    def kenmerken(self) -> Kenmerken: ...

    def dimensies(self) -> dict[str, Dimensie]: ...

    def maten(self) -> list[Maatkop]: ...

    def codes(self, dimensie: str, prefixes: Sequence[str] = ()) -> dict[str, Code]:
        """By stripped code; with prefixes only those that start so."""

    def cijfers(self, vraag: "Vraag") -> Iterator[Ruw]: ...


@dataclass(frozen=True)
class Vraag:
    """Which figures of a table: either these gebieden or every gemeente."""

    maten: tuple[str, ...]
    gebied_dimensie: str
    gebieden: tuple[Code, ...] = ()
    alle_gemeenten: bool = False
    periode_dimensie: str = ""
    perioden: tuple[str, ...] = ()  # beginnings: "2024"
    vast: Mapping[str, Code] | None = None


def interpret(waarde: Any, kenmerk: str | None = None, tekst: str | None = None) -> Gegeven:
    """What one cell of a table says. Never a zero for what is not there."""
    kenmerk = (kenmerk or "").strip()
    normaal = kenmerk in ("", "None")
    if isinstance(waarde, str):
        waarde, tekst = None, waarde
    if waarde is not None:
        if isinstance(waarde, bool) or not isinstance(waarde, int | Decimal):
            raise Onleesbaar(
                f"Waar een getal hoort staat iets anders: {str(waarde)[:40]}. Er is niets opgeslagen."
            )
        return Gegeven(
            Decimal(waarde), opmerking="" if normaal else f"De bron zet bij dit cijfer: {kenmerk}."
        )
    reden = _REDEN.get(kenmerk.casefold())
    if reden:
        return Gegeven(None, reden)
    tekst = " ".join((tekst or "").split())
    if _HEEL_GETAL.fullmatch(tekst):  # some tables keep a class such as stedelijkheid as text
        return Gegeven(Decimal(tekst), opmerking="" if normaal else f"De bron zet bij dit cijfer: {kenmerk}.")
    if tekst.casefold() in TEKENS:
        reden = TEKENS[tekst.casefold()]
        return Gegeven(None, reden, "" if normaal else f"Geen cijfer; de bron geeft als reden: {kenmerk}.")
    return Gegeven(None, ONTBREEKT, f"Geen cijfer; in de bron staat: {tekst[:40]}.")


def code_of(row: Mapping[str, Any], key: str) -> Code:
    raw = text_of(row, key)
    return Code(
        code=raw.strip(),
        ruw=raw,
        titel=text_of(row, "Title").strip(),
        status=text_of(row, "Status").strip(),
        toelichting=text_of(row, "Description"),
    )


def codes_of(
    prefixes: Sequence[str], url: Callable[[Sequence[str]], str], read: Callable[[Sequence[str]], list[Code]]
) -> dict[str, Code]:
    """The codes that start so, by code; the whole list from a service that does not take the question."""
    try:
        found = [
            code for bundle in (in_bundles(prefixes, url) if prefixes else [()]) for code in read(bundle)
        ]
    except Afgewezen:
        if not prefixes:
            raise
        found = [code for code in read(()) if code.code.startswith(tuple(prefixes))]
    return {code.code: code for code in found}


def squeeze(text: str) -> str:
    """Letters and digits only, so that 'Netto arbeidsparticipatie' is 'NettoArbeidsparticipatie_67' less its number."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^0-9a-z]", "", plain)


def year_of(text: Any) -> int | None:
    """A single year, as text or number; None for a range or anything else."""
    text = str(text or "").strip()
    return int(text) if re.fullmatch(r"(19|20|21)\d\d", text) else None


def text_of(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else "" if value is None else str(value)
