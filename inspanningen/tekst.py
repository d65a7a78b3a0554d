"""The plain text of a field: how it is cleaned before it is kept, and what paragraphs and lists stand in it.

A blank line separates paragraphs; a line that begins with "- " or "1. " is an item of a list.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_TRAILING = re.compile(r"[ \t\xa0]+$", re.MULTILINE)
_BULLET = re.compile(r"^[-•*–]\s+(?=\S)")
_NUMBER = re.compile(r"^\d{1,2}[.)]\s+(?=\S)")


@dataclass(frozen=True)
class Blok:
    """A paragraph (its lines), or a list (its items)."""

    soort: Literal["alinea", "lijst", "genummerd"]
    regels: tuple[str, ...]


def clean(text: str) -> str:
    """The text as it is kept: one kind of line break, no invisible characters, no space at the end of lines.

    What cannot be seen cannot be kept either: PostgreSQL refuses a NUL, a PDF refuses other control characters.
    """
    text = _LINE_BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    return _TRAILING.sub("", _INVISIBLE.sub("", text)).strip("\n").strip()


def clean_line(text: str) -> str:
    """The same for what stands on one line: a name, a number."""
    return " ".join(clean(text).split())


def blokken(text: str) -> tuple[Blok, ...]:
    """The paragraphs and lists of a text, in order."""
    found: list[tuple[str, list[str]]] = []
    is_new = True
    for line in text.split("\n"):
        line = line.strip()
        if not line:
            is_new = True
            continue
        soort, inhoud = _read(line)
        continues = bool(found) and found[-1][0] == soort and (soort != "alinea" or not is_new)
        if continues:
            found[-1][1].append(inhoud)
        else:
            found.append((soort, [inhoud]))
        is_new = False
    return tuple(Blok(soort, tuple(regels)) for soort, regels in found)


def comparable(name: str) -> str:
    """A name stripped to what makes it the same name: no case, accents, dashes or spaces."""
    return "".join(words_of(name))


def words_of(name: str) -> list[str]:
    """The words of a name, without case and accents."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))


def _read(line: str) -> tuple[str, str]:
    for soort, pattern in (("lijst", _BULLET), ("genummerd", _NUMBER)):
        match = pattern.match(line)
        if match:
            return soort, line[match.end() :]
    return "alinea", line
