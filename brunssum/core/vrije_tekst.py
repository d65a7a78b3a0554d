"""Finds in free text what tells who someone is: a BSN, a phone number, an e-mail address, an address, a name."""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum


class Vondst(StrEnum):
    BSN = "een burgerservicenummer"
    TELEFOON = "een telefoonnummer"
    EMAIL = "een e-mailadres"
    ADRES = "een adres"
    NAAM = "een naam"
    BETROKKENE = "een naam van de betrokkene"


_NINE_DIGITS = re.compile(r"(?<![\d+])\d(?:[ .]?\d){8}(?![\d]|[ .]\d)")
_PHONE = re.compile(r"(?<!\d)(?:\+31|0031)(?:[ ./-]?\(0\))?(?:[ ./-]?\d){9}(?!\d)|(?<!\d)\(?0(?:[ ./()-]{0,2}\d){9}(?!\d)")  # fmt: skip
# Each part at most as long as mail has it (RFC 5321): without that one long word is read again from each of its letters.
_EMAIL = re.compile(r"[^\s@<>(),;:]{1,64}@[^\s@<>(),;:]{1,255}\.[a-z]{2,}", re.IGNORECASE)

_ADDRESS = re.compile(
    r"\b[1-9]\d{3}(?: ?[A-Z]{2}\b(?! \d)|(?!(?:km|kg|kw|cm|mm|ml)\b)[a-z]{2}\b)|"
    r"\b[\w'’.-]{0,60}(?:straat|laan|weg|plein|hof|steeg|dreef|pad|singel|kade|dijk|plantsoen|berg|gracht|markt|allee)"
    r"\s+\d{1,4} ?[a-z]?\b",
)
_FIRST = r"[A-ZÀ-Þ][a-zà-ÿ'’-]+"
_PARTICLE = r"(?:van|de|der|den|ter|ten|te|el|al|la|le|von)"
_NAME = re.compile(
    # Someone who is introduced: mevrouw Zonnedauw, mijn buurman Koen, zij heet Saar.
    r"\b(?:(?:[Mm]evrouw|[Mm]evr\.|[Mm]eneer|[Mm]ijnheer|[Dd]hr\.|[Dd]e heer|[Ff]amilie|[Ff]am\.|[Hh]eet|[Hh]eette|"
    r"[Gg]enaamd|[Nn]aam is|[Bb]uurman|[Bb]uurvrouw|[Zz]oon|[Dd]ochter|[Bb]roer|[Zz]us|[Ww]ijkmanager|[Hh]uisarts)\s+)"
    rf"(?:{_PARTICLE}\s+)*(?P<introduced>{_FIRST})"
    # Two words with a capital, not at the start of a sentence: Koen Zonnedauw, Saar van der Zonnedauw.
    rf"|(?<=[a-zà-ÿ,;:] )(?P<first>{_FIRST})(?:\s+{_PARTICLE})*\s+(?P<last>{_FIRST})"
)


def find(tekst: str) -> list[Vondst]:
    """What this text seems to hold, each kind once."""
    found = []
    if any(_passes_eleven_test(match[0]) for match in _NINE_DIGITS.finditer(tekst)):
        found.append(Vondst.BSN)
    if _PHONE.search(tekst):
        found.append(Vondst.TELEFOON)
    if _EMAIL.search(tekst):
        found.append(Vondst.EMAIL)
    return found


def find_contact(tekst: str) -> list[Vondst]:
    """What find sees, and what looks like an address: a guess, good enough to ask someone to look again."""
    return [*find(tekst), *([Vondst.ADRES] if _ADDRESS.search(tekst) else [])]


def find_recognisable(tekst: str, bekend: Iterable[str] = ()) -> list[Vondst]:
    """What find_contact sees, and what looks like a name; `bekend`: names of places, which are no person's.

    Guesses: good enough to ask someone to look again, never to refuse.
    """
    found = find_contact(tekst)
    known = {word for naam in bekend for word in (*naam.split(), *re.findall(r"\w+", naam))}
    if any(not known & set(filter(None, match.groups())) for match in _NAME.finditer(tekst)):
        found.append(Vondst.NAAM)
    return found


def _passes_eleven_test(written: str) -> bool:
    """The check of a BSN: 9×first + 8×second … 2×eighth − ninth is a multiple of eleven."""
    digits = [int(character) for character in written if character.isdigit()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return any(digits) and sum(d * w for d, w in zip(digits, weights, strict=True)) % 11 == 0


def mentions(tekst: str, naam: str) -> bool:
    """Whether a text holds this name: whole, however written, or a part of it that is written with a capital.

    Accents make no difference, nor does the s of possession. Parts under three letters are left be.
    """
    tekst, naam = _bare(tekst), _bare(naam).strip()
    if naam and _holds(tekst.casefold(), naam.casefold()):
        return True
    parts = [part for part in re.findall(r"[^\W\d_]+", naam) if len(part) >= 3 and part[0].isupper()]
    return any(_holds(tekst, part) for part in parts)


def _holds(tekst: str, woord: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(woord)}(?:['’]?s)?(?!\w)", tekst) is not None


def _bare(tekst: str) -> str:
    """The same letters without accents: José is Jose to whoever types on a phone."""
    apart = unicodedata.normalize("NFKD", tekst)
    return "".join(character for character in apart if not unicodedata.combining(character))
