"""What differs between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Stuk:
    """A piece of text that stands in both, only in the old, or only in the new."""

    soort: Literal["gelijk", "weg", "nieuw"]
    tekst: str


def word_diff(voor: str, na: str) -> tuple[Stuk, ...]:
    """The pieces of both texts in reading order; `weg` and `gelijk` together give `voor`, `nieuw` and `gelijk` `na`.

    First whole lines are matched and then the words of what is left, so that a long text stays quick.
    """
    stukken: list[Stuk] = []
    old_lines, new_lines = voor.splitlines(keepends=True), na.splitlines(keepends=True)
    for tag, a, b, c, d in SequenceMatcher(None, old_lines, new_lines).get_opcodes():
        old, new = "".join(old_lines[a:b]), "".join(new_lines[c:d])
        stukken += [Stuk("gelijk", old)] if tag == "equal" else _diff_words(old, new)
    return tuple(_tidy(stukken))


def _diff_words(old: str, new: str) -> list[Stuk]:
    old_words, new_words = _WORDS.findall(old), _WORDS.findall(new)
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, old_words, new_words).get_opcodes():
        before, after = "".join(old_words[a:b]), "".join(new_words[c:d])
        if tag == "equal":
            found.append(Stuk("gelijk", before))
        else:
            found += [Stuk("weg", before), Stuk("nieuw", after)]
    return found


def _tidy(stukken: list[Stuk]) -> list[Stuk]:
    """Join what belongs together: a lone "de" between two changed words is nothing to hold on to."""
    tidied: list[Stuk] = []
    old = new = ""
    for n, stuk in enumerate(stukken):
        if stuk.soort == "weg":
            old += stuk.tekst
        elif stuk.soort == "nieuw":
            new += stuk.tekst
        elif _is_island(stuk.tekst) and (old or new) and _changes(stukken[n + 1 : n + 3]):
            old, new = old + stuk.tekst, new + stuk.tekst
        else:
            tidied += [*_change(old, new), stuk]
            old = new = ""
    return [*tidied, *_change(old, new)]


def _is_island(tekst: str) -> bool:
    return len(tekst.strip()) <= 3 and "\n" not in tekst


def _changes(following: list[Stuk]) -> bool:
    return any(stuk.soort != "gelijk" and stuk.tekst for stuk in following)


def _change(old: str, new: str) -> list[Stuk]:
    return [stuk for stuk in (Stuk("weg", old), Stuk("nieuw", new)) if stuk.tekst]
