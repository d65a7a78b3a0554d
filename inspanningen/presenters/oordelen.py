"""What the pages of oordelen would otherwise compute: the table, what changed, and the small drawings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.forms import BoundField, Form

from brunssum.core.models import Actiepunt
from inspanningen.criteria import CRITERIA, Criterium
from inspanningen.models import Oordeel, Oordeelronde
from inspanningen.queries.oordelen import Bordrij, Rondebord

LINKS = 122
"""Room for the names of the criteria in a drawing, px."""
STAP = 30
"""Between two rounds."""
RIJ = 22
BOVEN = 8
ONDER = 24
"""Room under the rows for the names of the first and the last round."""


@dataclass(frozen=True)
class Cel:
    """An answer to one criterium; without one `antwoord` is empty."""

    criterium: Criterium
    antwoord: str
    woord: str
    zin: str
    was: str = ""
    """The answer of the round before, in words, when it was another."""


@dataclass(frozen=True)
class Tabelrij:
    rij: Bordrij
    cellen: tuple[Cel, ...]


@dataclass(frozen=True)
class Verandering:
    """What is another answer than the round before, of one inspanning."""

    rij: Bordrij
    zinnen: tuple[str, ...]


@dataclass(frozen=True)
class Merk:
    """One mark in a drawing, in the middle at x, y; `antwoord` says its shape."""

    x: int
    y: int
    antwoord: str
    is_nu: bool
    """Of the last round: only what asks for someone now is yellow."""


@dataclass(frozen=True)
class Verloop:
    """The drawing of one inspanning: criteria under each other, rounds beside each other, the newest right."""

    breedte: int
    hoogte: int
    rijen: tuple[tuple[int, str], ...]
    """y and name of each criterium."""
    kolommen: tuple[tuple[int, str], ...]
    """x and name of the rounds that are named: the first and the last."""
    merken: tuple[Merk, ...]
    nu_x: int
    """Left side of the column of the last round."""
    omschrijving: str


@dataclass(frozen=True)
class Vraagregel:
    """One criterium on the screen where one judges, with what was said last time."""

    antwoord: BoundField
    zin: BoundField
    vorig: Cel | None


def tabel(bord: Rondebord) -> list[Tabelrij]:
    """A row for each inspanning of the round, with what changed since the round before."""
    return [Tabelrij(rij, cellen(rij.oordeel, rij.vorig)) for rij in bord.rijen]


def cellen(oordeel: Oordeel | None, vorig: Oordeel | None = None) -> tuple[Cel, ...]:
    """The five answers; none of them filled in without an oordeel."""
    if oordeel is None:
        return tuple(Cel(criterium, "", "", "") for criterium in CRITERIA)
    found = []
    for criterium in CRITERIA:
        answer = oordeel.antwoord(criterium.key)
        before = vorig.antwoord(criterium.key) if vorig else answer
        was = before.label.lower() if before != answer else ""
        found.append(Cel(criterium, answer.value, answer.label, oordeel.zin(criterium.key), was))
    return tuple(found)


def veranderingen(bord: Rondebord) -> list[Verandering]:
    """What is other than the round before, what got worse first."""
    found = []
    for rij in bord.rijen:
        if rij.oordeel and rij.vorig:
            cells = [cel for cel in cellen(rij.oordeel, rij.vorig) if cel.was]
            if cells:
                zinnen = tuple(
                    f"{cel.criterium.naam}: van {cel.was} naar {cel.woord.lower()}" for cel in cells
                )
                found.append((sum(_worse(cel) for cel in cells) <= 0, Verandering(rij, zinnen)))
    return [verandering for _, verandering in sorted(found, key=lambda one: one[0])]


def _worse(cel: Cel) -> int:
    """How many steps worse than it was."""
    labels = [antwoord.label.lower() for antwoord in Oordeel.Antwoord]
    return labels.index(cel.woord.lower()) - labels.index(cel.was)


def verloop(naam: str, rondes: Sequence[Oordeelronde], oordelen: Sequence[Oordeel | None]) -> Verloop:
    """The drawing of these oordelen, one for each of the rounds."""
    xs = [LINKS + STAP // 2 + n * STAP for n in range(len(rondes))]
    ys = [BOVEN + RIJ // 2 + n * RIJ for n in range(len(CRITERIA))]
    merken = tuple(
        Merk(x, y, oordeel.antwoord(criterium.key).value if oordeel else "", x == xs[-1])
        for x, oordeel in zip(xs, oordelen, strict=True)
        for y, criterium in zip(ys, CRITERIA, strict=True)
    )
    named = {0, len(rondes) - 1}
    return Verloop(
        breedte=LINKS + max(len(rondes), 3) * STAP + 8,
        hoogte=BOVEN + len(CRITERIA) * RIJ + ONDER,
        rijen=tuple((y, criterium.naam) for y, criterium in zip(ys, CRITERIA, strict=True)),
        kolommen=tuple((xs[n], _short(rondes[n].naam)) for n in sorted(named)) if len(rondes) > 1 else (),
        merken=merken,
        nu_x=xs[-1] - STAP // 2,
        omschrijving=f"{naam}. "
        + "; ".join(f"{ronde}: {kort(oordeel)}" for ronde, oordeel in zip(rondes, oordelen, strict=True)),
    )


def op_zorg(bord: Rondebord) -> tuple[list[tuple[Bordrij, Verloop]], list[tuple[Bordrij, Verloop]]]:
    """The drawings of where someone once saw a worry, and those where all was always well."""
    zorg, goed = [], []
    for rij, tekening in verlopen(bord):
        answers = {oordeel.antwoord(een.key) for oordeel in rij.verloop if oordeel for een in CRITERIA}
        (goed if answers == {Oordeel.Antwoord.GOED} else zorg).append((rij, tekening))
    return zorg, goed


def verlopen(bord: Rondebord) -> list[tuple[Bordrij, Verloop]]:
    """A drawing for each inspanning that was ever judged."""
    return [
        (rij, verloop(str(rij.inspanning), bord.rondes, rij.verloop))
        for rij in bord.rijen
        if any(rij.verloop)
    ]


def kort(oordeel: Oordeel | None) -> str:
    """An oordeel in a few words: what is not good, by name."""
    if oordeel is None:
        return "geen oordeel"
    parts = []
    for antwoord in (Oordeel.Antwoord.HULP_NODIG, Oordeel.Antwoord.LET_OP):
        names = [c.naam.lower() for c in CRITERIA if oordeel.antwoord(c.key) == antwoord]
        if names:
            parts.append(f"{antwoord.label.lower()} bij {_and(names)}")
    return ", ".join(parts) or "alles goed"


def geschiedenis(bord: Rondebord) -> list[tuple[Bordrij, list[str]]]:
    """The same as the drawings, in words."""
    return [(rij, [kort(oordeel) for oordeel in rij.verloop]) for rij, _ in verlopen(bord)]


def telling(bord: Rondebord) -> dict[str, int]:
    """How often each answer was given in this round."""
    given = [cel.antwoord for row in tabel(bord) for cel in row.cellen]
    return {antwoord.value: given.count(antwoord.value) for antwoord in Oordeel.Antwoord}


def vraagregels(form: Form, vorig: Oordeel | None) -> list[Vraagregel]:
    """The criteria of the form, each beside what was answered last time."""
    before = cellen(vorig) if vorig else (None,) * len(CRITERIA)
    return [
        Vraagregel(form[criterium.key], form[criterium.zin], cel)
        for criterium, cel in zip(CRITERIA, before, strict=True)
    ]


def hulp_zin(actiepunt: Actiepunt | None) -> str:
    """What came of help that was asked."""
    if actiepunt is None:
        return "Niet meer nodig"
    if actiepunt.status == Actiepunt.Status.OPEN:
        return "Loopt"
    return "Gegeven" if actiepunt.status == Actiepunt.Status.AFGEROND else "Gedaan, nog te bevestigen"


def _short(naam: str) -> str:
    """A round under a column: voorjaar 2026 becomes vj ’26."""
    woorden = naam.split()
    if len(woorden) == 2 and woorden[0] in {"voorjaar", "najaar"} and woorden[1].isdecimal():
        return f"{woorden[0][0]}j ’{woorden[1][-2:]}"
    return naam[:7]


def _and(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} en {last}" if first else last
