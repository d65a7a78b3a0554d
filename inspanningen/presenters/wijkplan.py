"""How far a wijkplan is, as a small bar and in words; and when its next round is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from brunssum.core.templatetags.kanarie import datum
from brunssum.core.verschillen import Stuk, word_diff
from inspanningen.models import Wijkplan, Wijkplanactie
from inspanningen.queries.wijkplan import Planverschil
from inspanningen.ritme import ritme
from monitor.namen import korte_gebiedsnaam

BREEDTE = 240
"""Of the bar, in units of its svg."""


@dataclass(frozen=True)
class Deel:
    """A stretch of the bar."""

    status: str
    label: str
    aantal: int
    x: float
    breedte: float


@dataclass(frozen=True)
class Voortgang:
    """How many acties are in which status: one bar, one sentence."""

    delen: tuple[Deel, ...]
    totaal: int
    zin: str


def voortgang(aantallen: dict[str, int]) -> Voortgang:
    """`aantallen` by status. What was dropped stands at the end: it was part of the plan too."""
    order = (Wijkplanactie.Status.GEDAAN, Wijkplanactie.Status.BEZIG, Wijkplanactie.Status.GEPLAND, Wijkplanactie.Status.VERVALLEN)  # fmt: skip
    totaal = sum(aantallen.values())
    delen, x = [], 0.0
    for status in order:
        if aantal := aantallen.get(status, 0):
            breedte = BREEDTE * aantal / totaal
            delen.append(Deel(status.value, status.label.lower(), aantal, round(x, 2), round(breedte, 2)))
            x += breedte
    zin = ", ".join(f"{deel.aantal} {deel.label}" for deel in delen)
    return Voortgang(tuple(delen), totaal, f"{totaal} {'actie' if totaal == 1 else 'acties'}: {zin}" if delen else "Nog geen acties")  # fmt: skip


@dataclass(frozen=True)
class Ritmezin:
    """When the round is due, in a sentence; with a word or two on a badge when that asks for someone."""

    zin: str
    badge: str = ""

    @property
    def vraagt(self) -> bool:
        return self.badge != ""


def ritmezin(wijkplan: Wijkplan, vandaag: date) -> Ritmezin:
    if wijkplan.is_concept:
        return Ritmezin("Concept: nog niet vastgesteld")
    stand = ritme(wijkplan, vandaag)
    te_laat = "Te laat" if stand.is_te_laat else ""
    if ronde := wijkplan.open_ronde:
        return Ritmezin(f"De ronde van {ronde.jaar} loopt sinds {datum(ronde.begonnen_op)}", te_laat)
    if vandaag.year > wijkplan.tot_jaar:
        return Ritmezin(f"Dit plan liep tot en met {wijkplan.tot_jaar}")
    if stand.uiterlijk is None:
        return Ritmezin(f"Loopt af in {wijkplan.tot_jaar}, zonder nog een ronde")
    if stand.is_te_laat:
        return Ritmezin(f"De ronde moest er voor {datum(stand.uiterlijk)} zijn", te_laat)
    if stand.is_aan_de_beurt:
        return Ritmezin(f"Scherp het plan aan voor {datum(stand.uiterlijk)}", "Aan de beurt")
    return Ritmezin(f"Volgende ronde voor {datum(stand.uiterlijk)}")


@dataclass(frozen=True)
class Planrij:
    """A plan in the list."""

    plan: Wijkplan
    naam: str
    voortgang: Voortgang
    ritme: Ritmezin

    @property
    def svg_id(self) -> str:
        return f"voortgang-{self.plan.pk}"


def planrijen(plannen: Iterable[Wijkplan], vandaag: date) -> list[Planrij]:
    """Plans of Wijkplan.objects.for_list()."""
    return [
        Planrij(
            plan,
            korte_gebiedsnaam(plan.gebied.naam),
            voortgang({status: getattr(plan, f"aantal_{status}") for status in Wijkplanactie.Status.values}),
            ritmezin(plan, vandaag),
        )
        for plan in plannen
    ]


@dataclass(frozen=True)
class Actiegroep:
    """The acties of one status, under one heading."""

    status: str
    label: str
    acties: tuple[Wijkplanactie, ...]


def actiegroepen(acties: Iterable[Wijkplanactie]) -> list[Actiegroep]:
    """Acties of for_list(), under the heads of their status, in that order."""
    groups: dict[str, list[Wijkplanactie]] = {}
    for actie in acties:
        groups.setdefault(actie.status, []).append(actie)
    heads = {"bezig": "Hier zijn we mee bezig", "gepland": "Dit gaan we doen", "gedaan": "Dit is gedaan", "vervallen": "Dit doen we niet meer"}  # fmt: skip
    return [Actiegroep(status, heads[status], tuple(found)) for status, found in groups.items()]


def aantallen(acties: Iterable[Wijkplanactie]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for actie in acties:
        counts[actie.status] = counts.get(actie.status, 0) + 1
    return counts


@dataclass(frozen=True)
class Tekstverschil:
    label: str
    stukken: tuple[Stuk, ...]


@dataclass(frozen=True)
class Actieregel:
    wat: str
    teksten: tuple[Tekstverschil, ...]


def plan_in_stukken(verschil: Planverschil) -> tuple[list[Tekstverschil], list[Actieregel]]:
    """The texts of the plan and of its acties that differ, word by word."""
    teksten = [Tekstverschil(one.label, word_diff(one.was, one.nu)) for one in verschil.teksten]
    acties = [
        Actieregel(
            actie.wat, tuple(Tekstverschil(one.label, word_diff(one.was, one.nu)) for one in actie.anders)
        )
        for actie in verschil.anders
    ]
    return teksten, acties
