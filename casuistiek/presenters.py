"""What a page of casuïstiek shows and a template should not compute."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from brunssum.core.models import Gebruiker
from casuistiek import permissions
from casuistiek.models import Casus, VoorgenomenBesluit
from casuistiek.queries import Dossier, mandaat_of
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
    """The bar of a budget: widths out of a hundred. What is left is free."""

    betaald: Decimal
    verplicht: Decimal


def balk(bedrag: Decimal, verplicht: Decimal, betaald: Decimal) -> Balk:
    def share(part: Decimal) -> Decimal:
        return round(100 * part / bedrag, 2) if bedrag else Decimal(0)

    return Balk(share(betaald), share(verplicht - betaald))
