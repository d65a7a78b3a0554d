"""What one cell of a delivered file says: a figure, the reason why there is none, or something we refuse to guess.

Knows no database, so that every rule can be tested with one line.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

ONDERDRUKT, NVT, ONTBREEKT = "onderdrukt", "nvt", "ontbreekt"

# How statistical offices and municipalities write that there is no figure (CBS, Swing, DUO, hand-made files).
TEKENS = {
    "": ONTBREEKT,
    "-": ONTBREEKT,
    "--": ONTBREEKT,
    "?": ONTBREEKT,
    "n.b.": ONTBREEKT,
    "nb": ONTBREEKT,
    "onbekend": ONTBREEKT,
    "geen": ONTBREEKT,
    ".": ONDERDRUKT,
    "x": ONDERDRUKT,
    "geheim": ONDERDRUKT,
    "n.v.t.": NVT,
    "n.v.t": NVT,
    "nvt": NVT,
    "nvt.": NVT,
    "niet van toepassing": NVT,
}
SWING_ONDERDRUKT = Decimal(-99996)
SWING_ONTBREEKT = Decimal(-99990)  # and everything below it

_VIER_DECIMALEN = Decimal("0.0001")
_KLEINE_CEL = re.compile(r"<\s*\d{1,3}")
_HEEL = re.compile(r"[+-]?\d+")
_DECIMAAL = {
    ",": re.compile(r"[+-]?\d+,\d+"),
    ".": re.compile(r"[+-]?\d+\.\d+"),
}
_DUIZENDTAL = {
    ",": re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?"),
    ".": re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?"),
    "": re.compile(r"[+-]?[1-9]\d{0,2}( \d{3})+([,.]\d+)?"),
}
_TWIJFEL = {
    ",": re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}"),
    ".": re.compile(r"[+-]?[1-9]\d{0,2},\d{3}"),
}
_DECIMALE_PUNT = re.compile(r"[+-]?\d+\.(\d{1,2}|\d{4,})")
_DECIMALE_KOMMA = re.compile(r"[+-]?\d+,\d{1,2}")


@dataclass(frozen=True)
class Cel:
    """A figure, or else the reason why there is none."""

    waarde: Decimal | None
    reden: str = ""


class Getal(str):
    """A cell that a spreadsheet holds as a number: exact, whatever its digits look like."""

    waarde: Decimal
    procent: bool

    @classmethod
    def of(cls, waarde: Decimal, *, procent: bool = False) -> Self:
        """`procent`: shown with a percent sign, so that 0.116 is 11,6%."""
        if procent:
            waarde *= 100
        shown = f"{waarde.normalize():f}".replace(".", ",") + ("%" if procent else "")
        getal = cls(shown)
        getal.waarde, getal.procent = waarde, procent
        return getal


class Geweigerd(ValueError):
    """This cell is not stored. The message says, in Dutch, what was expected instead."""


def decimal_sign(texts: list[str]) -> str:
    """Which sign these cells of one file use for decimals; the Dutch comma when nothing shows otherwise."""
    points = any(_DECIMALE_PUNT.fullmatch(text.strip()) for text in texts)
    commas = any(_DECIMALE_KOMMA.fullmatch(text.strip()) for text in texts)
    return "." if points and not commas else ","


def read_cel(text: str, *, eenheid: str, teken: str = ",") -> Cel:
    """Read one cell of an indicator in this eenheid, from a file that uses `teken` for decimals."""
    if isinstance(text, Getal):
        return _read_getal(text, eenheid)
    text = " ".join(text.split())
    reden = TEKENS.get(text.casefold())
    if reden is not None:
        return Cel(None, reden)
    if _KLEINE_CEL.fullmatch(text):
        return Cel(None, ONDERDRUKT)
    return _cel(_number(text.replace("−", "-"), eenheid, teken), eenheid)


def _read_getal(getal: Getal, eenheid: str) -> Cel:
    if getal.procent and not is_procent(eenheid):
        raise Geweigerd(f"een getal in {eenheid}, geen percentage")
    if not getal.waarde.is_finite() or abs(getal.waarde) >= 10**11:
        raise Geweigerd("een getal van hoogstens elf cijfers, met hoogstens vier decimalen")
    return _cel(getal.waarde.quantize(_VIER_DECIMALEN, ROUND_HALF_UP), eenheid)


def is_procent(eenheid: str) -> bool:
    """Also a percentage of something: "% van huishoudens met voorziening"."""
    return eenheid.startswith("%")


def _cel(waarde: Decimal, eenheid: str) -> Cel:
    if waarde == SWING_ONDERDRUKT:
        return Cel(None, ONDERDRUKT)
    if waarde <= SWING_ONTBREEKT:
        return Cel(None, ONTBREEKT)
    _check(waarde, eenheid)
    return Cel(waarde)


def _number(text: str, eenheid: str, teken: str) -> Decimal:
    if is_procent(eenheid):
        text = text.removesuffix("%").rstrip()
    if _TWIJFEL[teken].fullmatch(text) and eenheid != "aantal":
        raise Geweigerd(
            "een getal dat op één manier te lezen is: dit kan een duizendtal zijn of een getal met drie decimalen"
        )
    if _HEEL.fullmatch(text):
        return _decimal(text, "")
    if _DUIZENDTAL[teken].fullmatch(text):
        return _decimal(text, teken)
    for other in (teken, "." if teken == "," else ","):
        if _DECIMAAL[other].fullmatch(text):
            return _decimal(text, other)
    if _DUIZENDTAL[""].fullmatch(text):
        return _decimal(text, "," if "," in text else ".")
    other = "." if teken == "," else ","
    if _DUIZENDTAL[other].fullmatch(text):
        return _decimal(text, other)
    raise Geweigerd("een getal zoals 12,5, of n.v.t., of een punt, x of streepje als er geen cijfer is")


def _decimal(text: str, teken: str) -> Decimal:
    whole, _, fraction = text.partition(teken) if teken else (text, "", "")
    digits = re.sub(r"[ .,]", "", whole)
    if len(digits) > 11 or len(fraction) > 4:
        raise Geweigerd("een getal van hoogstens elf cijfers, met hoogstens vier decimalen")
    return Decimal(f"{digits}.{fraction}" if fraction else digits)


def _check(waarde: Decimal, eenheid: str) -> None:
    if is_procent(eenheid) and not 0 <= waarde <= 100:
        raise Geweigerd("een percentage van 0 tot en met 100")
    if waarde < 0 and (eenheid == "aantal" or eenheid.startswith("per ")):
        raise Geweigerd("een getal van nul of meer")
    if eenheid.startswith("positie") and (waarde < 1 or waarde != waarde.to_integral_value()):
        raise Geweigerd("een plaats op de ranglijst: een heel getal van 1 of meer")
