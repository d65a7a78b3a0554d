"""What someone asks in Dutch: the words, in which other forms they may stand in a text, and where they stand in it.

Not the dictionary of a database but here, so that PostgreSQL and SQLite find the same. Both split a text in words and
leave out accents and capitals as `plain` does; which words are the same word is decided here, for the question only:
"scholen" asks for what begins with "school" or with "schole".
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

MAX_VRAAG = 100
"""Longer is no question but a text."""

MAX_WOORDEN = 8
"""More words do not make a search narrower, only slower."""

KORT = 4
"""A word with fewer letters is looked for as it is, with its endings: too much begins with "wet" or "arm"."""

FRAGMENT = 180
"""About how many letters of a text are shown around what was found."""

_WORD = re.compile(r"[^\W_]+")
_VOWELS = "aeiouy"
_DOUBLED = ("aa", "ee", "oo", "uu")
_ENDINGS = ("", "s", "t", "e", "en", "je", "jes", "tje", "tjes")
_SAY_NOTHING = frozenset(
    [
        "aan",
        "als",
        "bij",
        "dat",
        "de",
        "den",
        "der",
        "deze",
        "die",
        "dit",
        "door",
        "een",
        "en",
        "er",
        "het",
        "hij",
        "hoe",
        "ik",
        "in",
        "is",
        "je",
        "met",
        "na",
        "naar",
        "niet",
        "nog",
        "of",
        "om",
        "ons",
        "onze",
        "ook",
        "op",
        "over",
        "te",
        "tot",
        "uit",
        "van",
        "voor",
        "wat",
        "we",
        "wie",
        "wij",
        "zich",
        "zij",
        "zijn",
    ]
)
"""Stand in every text, so a question does not ask for them."""


def _without_accents() -> dict[int, int]:
    """Each Latin letter with an accent, and the letter without it."""
    pairs = {}
    for code in range(0xC0, 0x250):
        first = unicodedata.normalize("NFD", chr(code))[0]
        if first.isascii() and first.isalpha():
            pairs[code] = ord(first.lower())
    return pairs


ACCENTS = _without_accents()


def plain(text: str) -> str:
    """Without accents and capitals, letter for letter: as long as the text itself."""
    text = text.translate(ACCENTS)
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(one.lower()[:1] for one in text)


@dataclass(frozen=True)
class Zoekwoord:
    """One word of a question: a text has it when one of its words begins with one of `begin`, or is one of `heel`."""

    tekst: str
    begin: tuple[str, ...]
    heel: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vraag:
    """What someone asks: all of the words, anywhere in one thing. `bezwaar` says why it cannot be asked, if so."""

    tekst: str
    woorden: tuple[Zoekwoord, ...] = ()
    bezwaar: str = ""
    opmerking: str = ""

    @property
    def pattern(self) -> re.Pattern:
        """What finds any of the words in a plain text."""
        begin = "|".join(sorted({re.escape(one) for woord in self.woorden for one in woord.begin}))
        heel = "|".join(sorted({re.escape(one) for woord in self.woorden for one in woord.heel}))
        parts = [f"(?:{begin})[^\\W_]*"] if begin else []
        if heel:
            parts.append(f"(?:{heel})(?![^\\W_])")
        return re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})")


def read_vraag(text: str, *, typing: bool = False) -> Vraag:
    """What was asked. While someone is `typing`, the last word is only the beginning of one."""
    text = " ".join(text.replace("\0", " ").split())
    if len(text) > MAX_VRAAG:
        return Vraag(
            text[:MAX_VRAAG],
            bezwaar=f"Dit is te lang om op te zoeken. Gebruik een paar woorden: hoogstens {MAX_VRAAG} letters.",
        )
    words = list(dict.fromkeys(_WORD.findall(plain(text))))
    if not words:
        return Vraag(text)
    telling = [word for word in words if len(word) > 1 or word.isdigit()]
    if not telling:
        return Vraag(text, bezwaar="Dit is te kort om op te zoeken. Typ ten minste twee letters.")
    asked = [word for word in telling if word not in _SAY_NOTHING]
    if not asked and not typing:
        return Vraag(text, bezwaar=f"“{text}” staat in bijna elke tekst. Zoek op een woord dat meer zegt.")
    asked = asked or telling
    opmerking = ""
    if len(asked) > MAX_WOORDEN:
        opmerking = f"Er is gezocht op de eerste {MAX_WOORDEN} woorden."
    woorden = [_zoekwoord(word) for word in asked[:MAX_WOORDEN]]
    if typing and asked[-1] == words[-1]:
        last = woorden[-1]
        woorden[-1] = Zoekwoord(last.tekst, tuple(dict.fromkeys((last.tekst, *last.begin))))
    return Vraag(text, tuple(woorden), opmerking=opmerking)


def _zoekwoord(word: str) -> Zoekwoord:
    if not word.isalpha():
        return Zoekwoord(word, (), (word,))  # a number, "2b": never the beginning of another
    begin, heel = [], []
    for stem in dict.fromkeys((word, *_singulars(word))):
        begins = list(_before_e(stem))
        if len(stem) >= KORT:
            begin += [stem, *begins]
        else:
            begin += [one for one in begins if len(one) > len(stem) + 1]  # wette(n), and not wete(nschap)
            heel += [stem + ending for ending in _ENDINGS] + [one + "n" for one in begins]
    kept = [one for one in begin if not any(one != other and one.startswith(other) for other in begin)]
    return Zoekwoord(word, tuple(dict.fromkeys(kept)), tuple(dict.fromkeys(heel)))


def _singulars(word: str) -> Iterator[str]:
    """What the word may be a form of: schuurtjes of schuur, scholen of school, huizen of huis, grote of groot."""
    for ending in ("jes", "je"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            rest = word.removesuffix(ending)
            yield rest  # kaart-je
            if rest[-1] in "tp" and len(rest) > 3:
                yield rest[:-1]  # schuur-tje, boom-pje
                if rest.endswith("et") and len(rest) > 5:
                    yield from _repaired(rest[:-2])  # mann-etje
            return
    if word.endswith("heden"):
        yield word.removesuffix("heden") + "heid"
        return
    if word.endswith("eren") and len(word) > 7:
        yield word.removesuffix("eren")  # kind-eren
    for ending in ("en", "e"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and not (ending == "e" and rest[-1] in _VOWELS):
            yield from _repaired(rest)
            return
    if word.endswith("s") and not word.endswith("ss") and len(word) > 4:
        yield word[:-1]


def _repaired(stem: str) -> Iterator[str]:
    """What a stem before -e or -en is when it stands alone: mann is man, schol is school, huiz is huis."""
    last, before = stem[-1], stem[-2]
    if last in _VOWELS:
        yield stem  # idee-en
    elif last == before:
        yield stem[:-1]
    else:
        hard = stem[:-1] + {"v": "f", "z": "s"}.get(last, last)
        open_syllable = before in "aeou" and stem[-3] not in _VOWELS
        if open_syllable:
            yield hard[:-1] + before + hard[-1]
        if not open_syllable or sum(one in _VOWELS for one in stem) > 1:
            yield hard


def _before_e(stem: str) -> Iterator[str]:
    """How a word begins that has an ending with an e: school is schole(n), huis is huize(n), man is manne(n)."""
    if len(stem) < 3 or stem[-1] in _VOWELS:
        return
    soft = stem[:-1] + {"f": "v", "s": "z"}.get(stem[-1], stem[-1])
    if stem[-3:-1] in _DOUBLED:
        yield soft[:-2] + soft[-1] + "e"
    elif stem[-2] in _VOWELS and stem[-3] not in _VOWELS:
        yield stem + stem[-1] + "e"
        yield soft + "e"
    else:
        yield soft + "e"


def mark(text: str, vraag: Vraag) -> SafeString:
    """The text as html, with what was asked for in <mark>."""
    return _marked(text, vraag.pattern.finditer(plain(text)))


def fragment(texts: Iterable[str], vraag: Vraag) -> SafeString:
    """The piece of the first of these texts that has most of the words, as html with marks; empty: none has any."""
    pattern, best, most = vraag.pattern, None, 0
    for text in texts:
        flat = plain(text)
        found = list(pattern.finditer(flat))
        words = len({one.group()[:KORT] for one in found})
        if words > most:
            best, most = (text, flat, found), words
    if best is None:
        return SafeString("")
    text, flat, found = best
    start, end = _around(flat, found)
    piece = text[start:end]
    marked = _marked(piece, pattern.finditer(flat[start:end]))
    return SafeString("… " if start else "") + marked + SafeString(" …" if end < len(text) else "")


def _around(flat: str, found: list[re.Match]) -> tuple[int, int]:
    """Where the piece with most of what was found begins and ends, on whole words."""
    if len(flat) <= FRAGMENT * 1.25:
        return 0, len(flat)
    first = max(
        found, key=lambda one: sum(one.start() <= other.start() < one.start() + 120 for other in found)
    )
    start = max(0, first.start() - 50)
    if start:
        space = flat.find(" ", start, first.start())
        start = space + 1 if space >= 0 else first.start()
    end = max(start + FRAGMENT, first.end())
    if end >= len(flat):
        return start, len(flat)
    space = flat.rfind(" ", first.end(), end)
    return start, space if space >= 0 else end


def _marked(text: str, found: Iterable[re.Match]) -> SafeString:
    html, place = SafeString(""), 0
    for one in found:
        html += escape(text[place : one.start()]) + format_html(
            "<mark>{}</mark>", text[one.start() : one.end()]
        )
        place = one.end()
    return html + escape(text[place:])
