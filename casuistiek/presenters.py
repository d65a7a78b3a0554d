"""What a page of casuïstiek shows and a template should not compute."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from brunssum.core.models import Gebruiker
from casuistiek import permissions
from casuistiek.models import Boeking, Casus, VoorgenomenBesluit
from casuistiek.prognose import Prognose, prognose
from casuistiek.queries import Bedragen, Budgetstand, Dossier, mandaat_of
from casuistiek.stappen import HOOFDWEG, LOPEND, TOEGESTAAN, ZET, ZIJDEUREN, Stap

EIGEN_PAGINA = {Stap.VOORSTEL: "casuistiek:voorstel", Stap.BESLUIT: "casuistiek:besluit"}
"""Steps with a page of their own; the others share one."""


@dataclass(frozen=True)
class Knop:
    """A button for a step."""

    label: str
    url: str
    is_hoofdweg: bool


@dataclass(frozen=True)
class Knoppengroep:
    """Buttons with one bezwaar: disabled, with that sentence beside them. No bezwaar: they work."""

    bezwaar: str
    knoppen: tuple[Knop, ...]


@dataclass(frozen=True)
class Knoppen:
    """The steps that come next by the table, and those that do not."""

    nu: tuple[Knoppengroep, ...]
    niet_nu: tuple[Knoppengroep, ...]


def knoppen(user: Gebruiker, dossier: Dossier) -> Knoppen:
    """A button for every step there is, each with the reason that would refuse it."""
    casus = dossier.casus
    behandelt = permissions.may_handle(user, casus)
    nu: dict[str, list[Knop]] = {"": []}
    niet_nu: dict[str, list[Knop]] = {}
    for naar in ZET:
        knop = Knop(
            label=_label(casus, naar, dossier.wachtend),
            url=_url(casus, naar, dossier.wachtend),
            is_hoofdweg=naar not in ZIJDEUREN and naar != casus.stap,
        )
        groups = nu if naar in TOEGESTAAN[Stap(casus.stap)] else niet_nu
        bezwaar = _bezwaar(user, dossier, naar, behandelt)
        groups.setdefault(bezwaar, []).append(knop)
    nu[""].sort(key=lambda knop: not knop.is_hoofdweg)
    return Knoppen(_groups(nu), _groups(niet_nu))


def _groups(groups: dict[str, list[Knop]]) -> tuple[Knoppengroep, ...]:
    return tuple(Knoppengroep(bezwaar, tuple(knoppen)) for bezwaar, knoppen in groups.items() if knoppen)


def _label(casus: Casus, naar: Stap, wachtend: VoorgenomenBesluit | None) -> str:
    if naar == casus.stap == Stap.VOORSTEL:
        return "Voorstel vervangen"
    return "Besluit bevestigen" if naar == Stap.BESLUIT and wachtend else ZET[naar]


def _url(casus: Casus, naar: Stap, wachtend: VoorgenomenBesluit | None) -> str:
    if naar == Stap.BESLUIT and wachtend:
        return reverse("casuistiek:besluit_confirm", args=[casus.kenmerk])
    return step_url(casus, naar)


def _bezwaar(user: Gebruiker, dossier: Dossier, naar: Stap, behandelt: bool) -> str:
    """The same sentences as the services refuse with, without asking the database for each step again."""
    if naar != Stap.BESLUIT:
        recht = "" if behandelt else permissions.NIET_BEHANDELAAR
        return recht or permissions.bezwaar_tegen_stap(dossier.casus, naar)
    if not permissions.may_decide(user):
        return permissions.NIET_BESLISSER
    if dossier.wachtend:
        return permissions.bezwaar_tegen_bevestiging(user, dossier.wachtend, mandaat_of(user))
    return permissions.bezwaar_tegen_stap(dossier.casus, naar) or permissions.bezwaar_tegen_besluit(
        user, dossier.voorstel
    )


def step_url(casus: Casus, naar: Stap) -> str:
    if naar in EIGEN_PAGINA:
        return reverse(EIGEN_PAGINA[naar], args=[casus.kenmerk])
    return reverse("casuistiek:step", args=[casus.kenmerk, naar.value.replace("_", "-")])


@dataclass(frozen=True)
class Halte:
    """A step on the road of this casus."""

    label: str
    is_geweest: bool
    is_hier: bool


def weg(casus: Casus, bereikt: frozenset[str]) -> tuple[Halte, ...]:
    """The main road while a casus runs; once it ended, the steps it really took."""
    hier = Stap(casus.stap)
    if hier in LOPEND:
        stappen = list(HOOFDWEG)
    else:
        order = [*HOOFDWEG[:-1], *ZIJDEUREN, Stap.GESLOTEN]
        stappen = [stap for stap in order if stap in bereikt and stap != hier] + [hier]
    index = stappen.index(hier)
    return tuple(
        Halte(stap.label, is_geweest=place < index and stap in bereikt, is_hier=stap == hier)
        for place, stap in enumerate(stappen)
    )


@dataclass(frozen=True)
class Balk:
    """The bar of a budget: widths out of a hundred. What is left is free. `prognose`: where the mark stands."""

    betaald: Decimal
    verplicht: Decimal
    prognose: Decimal | None = None


def balk(stand: Bedragen, verwacht: Prognose | None = None) -> Balk:
    def share(part: Decimal) -> Decimal:
        return (
            min(max(round(100 * part / stand.bedrag, 2), Decimal(0)), Decimal(100))
            if stand.bedrag
            else Decimal(0)
        )

    return Balk(
        share(stand.betaald),
        share(stand.nog_te_betalen),
        min(share(verwacht.verplicht), Decimal(99)) if verwacht and stand.bedrag else None,
    )


@dataclass(frozen=True)
class Budgetregel:
    """One budget, or all of a year together, on the budget page."""

    naam: str
    stand: Bedragen
    prognose: Prognose | None
    balk: Balk


def budgetregels(stand: Budgetstand, op: date) -> tuple[tuple[Budgetregel, ...], Budgetregel]:
    """A row for each budget, and the one of all together; `op` is the day to which the pace is counted."""

    def regel(naam: str, bedragen: Bedragen) -> Budgetregel:
        verwacht = prognose(stand.jaar, op, bedragen.bedrag, bedragen.verplicht)
        return Budgetregel(naam, bedragen, verwacht, balk(bedragen, verwacht))

    return tuple(regel(budget.financiering, one) for budget, one in stand.regels), regel(
        "Samen", stand.totaal
    )


BOEKINGEN_KOP = ("Boeking", "Datum", "Boekjaar", "Financiering", "Soort", "Bedrag", "Telt in", "Mutatie", "Casus", "Corrigeert boeking")  # fmt: skip
TELT_IN = {"bedrag": "Reserve", "verplicht": "Verplicht", "betaald": "Betaald"}


def boekingen_rows(boekingen: Iterable[Boeking]) -> Iterator[tuple]:
    """For the financial administration, with the head. A nummer of a casus, and no free text or name of anyone.

    `Mutatie` is what the booking does to the total under `Telt in`; together they come to the totals on the page.
    """
    yield BOEKINGEN_KOP
    for one in boekingen:
        totaal, mutatie = one.werking
        yield (
            one.pk,
            one.op,
            one.budget.jaar,
            one.budget.financiering,
            one.get_soort_display(),
            one.bedrag,
            TELT_IN[totaal],
            mutatie,
            one.casus.nummer if one.casus else "",
            one.corrigeert_id,
        )
