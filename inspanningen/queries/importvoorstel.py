"""What to do with each kaart that was read from a file: make it, add to one we have, or leave it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from inspanningen.models import Inspanning
from inspanningen.queries.projectkaart import KaartVerwijzing
from inspanningen.tekst import clean, clean_line, comparable, words_of
from inspanningen.velden import TEKSTKOLOMMEN, VELD, VELDEN

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Keuze = Literal["nieuw", "bijwerken", "overslaan"]

# Words that say nothing about whether two names mean the same.
_SMALL_WORDS = frozenset({"de", "het", "een", "van", "en", "in", "met", "voor", "als"})
_ALIKE = 0.75


@dataclass(frozen=True)
class VeldVoorstel:
    """One field: what stands on our kaart, what stands in the file, and what that means."""

    key: str
    label: str
    huidig: str
    nieuw: str
    onzeker: tuple[str, ...]

    @property
    def soort(self) -> Literal["leeg", "gelijk", "aanvulling", "verschil"]:
        if not self.nieuw:
            return "leeg"
        if self.nieuw == self.huidig:
            return "gelijk"
        return "verschil" if self.huidig else "aanvulling"


@dataclass(frozen=True)
class Voorstel:
    """One kaart of the file with what we propose.

    `bestaand` is the kaart of ours with the same name; `lijkt_op` one with nearly the same name, to ask about.
    """

    index: int
    naam: str
    velden: tuple[VeldVoorstel, ...]
    onzeker: tuple[str, ...]
    onderdelen: tuple[str, ...]
    bestaand: KaartVerwijzing | None
    lijkt_op: KaartVerwijzing | None
    basisversie: int | None
    nummer: str
    keuze: Keuze

    @property
    def aanvullingen(self) -> tuple[VeldVoorstel, ...]:
        return tuple(veld for veld in self.velden if veld.soort == "aanvulling")

    @property
    def verschillen(self) -> tuple[VeldVoorstel, ...]:
        return tuple(veld for veld in self.velden if veld.soort == "verschil")

    @property
    def aantal_onzeker(self) -> int:
        return len(self.onzeker) + sum(len(veld.onzeker) for veld in self.velden)


@dataclass(frozen=True)
class _Bekend:
    pk: int
    nummer: str
    naam: str
    ouder_naam: str | None
    heeft_ouder: bool

    @property
    def namen(self) -> tuple[str, str]:
        """What it may be called in a file: its own name, or that of its ouder before it."""
        return self.naam, f"{self.ouder_naam or ''} {self.naam}"

    def as_verwijzing(self) -> KaartVerwijzing:
        return KaartVerwijzing(self.pk, self.nummer, self.naam)


def voorstellen(uitkomst: Mapping[str, Any], doelen: Mapping[int, str] | None = None) -> tuple[Voorstel, ...]:
    """A proposal for each kaart; `doelen` names by number the kaart of ours to compare with instead. Two queries."""
    bekend = [
        _Bekend(pk, nummer, naam, ouder_naam, ouder is not None)
        for pk, nummer, naam, ouder, ouder_naam in Inspanning.objects.in_order().values_list(
            "pk", "nummer", "naam", "ouder", "ouder__naam"
        )
    ]
    matches = {
        index: _match(clean_line(kaart["naam"]), bekend, (doelen or {}).get(index))
        for index, kaart in enumerate(uitkomst["inhoud"])
    }
    pks = [match.pk for match in matches.values() if match]
    rows = {
        row["pk"]: row
        for row in Inspanning.objects.filter(pk__in=pks).values("pk", "versienummer", *TEKSTKOLOMMEN)
    }
    parts = _parts_by_parent(pks)
    numbers = _Nummers(bekend)
    proposals = []
    for index, kaart in enumerate(uitkomst["inhoud"]):
        match = matches[index]
        proposals.append(
            _voorstel(
                index,
                kaart,
                uitkomst["onzeker"],
                match,
                rows.get(match.pk) if match else None,
                bekend,
                numbers,
                parts,
            )
        )
    return tuple(proposals)


def free_letters(nummer: str, used: Iterable[str]) -> Iterable[str]:
    """The numbers for onderdelen of this kaart that are not taken: 4A, 4B, …"""
    taken = set(used)
    return (f"{nummer}{letter}" for letter in LETTERS if f"{nummer}{letter}" not in taken)


def _voorstel(index, kaart, onzeker, match, row, bekend, numbers, parts) -> Voorstel:
    naam = clean_line(kaart["naam"])
    zinnen = [(item["veld"], item["zin"]) for item in onzeker if item["kaart"] == kaart["naam"]]
    velden = tuple(
        VeldVoorstel(
            key=veld.key,
            label=veld.label,
            huidig=row[veld.kolom] if row else "",
            nieuw=clean(kaart["velden"].get(veld.key, "")),
            onzeker=tuple(zin for key, zin in zinnen if key == veld.key),
        )
        for veld in VELDEN
    )
    has_news = any(veld.soort in ("aanvulling", "verschil") for veld in velden)
    there = parts.get(match.pk, set()) if match else set()
    onderdelen = tuple(deel for deel in map(clean_line, kaart["onderdelen"]) if comparable(deel) not in there)
    return Voorstel(
        index=index,
        naam=naam,
        velden=velden,
        onzeker=tuple(zin for key, zin in zinnen if key not in VELD),
        onderdelen=onderdelen,
        bestaand=match.as_verwijzing() if match else None,
        lijkt_op=None if match else _alike(naam, bekend),
        basisversie=row["versienummer"] if row else None,
        nummer=match.nummer if match else numbers.propose(naam),
        keuze=("bijwerken" if has_news else "overslaan") if match else "nieuw",
    )


def _match(naam: str, bekend: list[_Bekend], nummer: str | None) -> _Bekend | None:
    """The kaart of ours with the number that was chosen, or else with the same name (with or without its ouder's)."""
    if nummer is not None:
        return next((row for row in bekend if row.nummer == nummer), None)
    name = comparable(naam)
    for row in bekend:
        if name and name in map(comparable, row.namen):
            return row
    return None


def _alike(naam: str, bekend: list[_Bekend]) -> KaartVerwijzing | None:
    """The kaart of ours that shares most words with this name, when that is nearly all of the shorter one."""
    wanted = _telling_words(naam)
    best, best_score = None, 0.0
    for row in bekend:
        for known in map(_telling_words, row.namen):
            common = len(wanted & known)
            if common >= 2 and common >= _ALIKE * min(len(wanted), len(known)):
                score = common / len(wanted | known)
                best, best_score = (row, score) if score > best_score else (best, best_score)
    return best.as_verwijzing() if best else None


def _telling_words(naam: str) -> set[str]:
    return set(words_of(naam)) - _SMALL_WORDS


def _parts_by_parent(pks: list[int]) -> dict[int, set[str]]:
    parts: dict[int, set[str]] = {}
    for ouder, naam in Inspanning.objects.filter(ouder__in=pks).values_list("ouder", "naam"):
        parts.setdefault(ouder, set()).add(comparable(naam))
    return parts


class _Nummers:
    """Hands out numbers that are free: a letter under the kaart whose name this one begins with, or the next number."""

    def __init__(self, bekend: list[_Bekend]):
        self.used = {row.nummer for row in bekend}
        self.tops = {comparable(row.naam): row.nummer for row in bekend if not row.heeft_ouder}

    def propose(self, naam: str) -> str:
        before, dash, _ = naam.partition(" - ")
        top = self.tops.get(comparable(before)) if dash else None
        nummer = next(iter(free_letters(top, self.used)), None) if top else None
        if nummer is None:
            nummer = str(max((int(n.rstrip(LETTERS)) for n in self.used), default=0) + 1)
        self.used.add(nummer)
        return nummer
