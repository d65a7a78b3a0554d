"""The bouwstenen that an author can pick from, with what was told before; and which blokken become of what is picked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from brunssum.core import bouwstenen
from brunssum.core.bouwstenen import Bouwsteen, Bron, Vraag
from brunssum.core.models import Gebied, Gebruiker
from inspanningen.models import Inspanning
from reisverslag.blokken import SOORTEN, Bloksoort
from reisverslag.blokken.gebeurtenissen import GebeurtenissenBlok
from reisverslag.models import Blok, Bloksteen, Reisverslag

PER_SOORT = 8
"""So many of each kind are shown, as long as nobody asked for that kind alone."""


@dataclass(frozen=True)
class Plek:
    """Where a bouwsteen stands already."""

    verslag_pk: int
    verslag: str
    hoofdstuk: str
    is_hier: bool


@dataclass(frozen=True)
class Keus:
    """One bouwsteen to tick, with where it stands already, here first."""

    steen: Bouwsteen
    blok_label: str
    plekken: tuple[Plek, ...]

    @property
    def is_hier(self) -> bool:
        return any(plek.is_hier for plek in self.plekken)


@dataclass(frozen=True)
class Groep:
    """The bouwstenen of one kind; `meer` are not shown."""

    bron: Bron
    keuzes: tuple[Keus, ...]
    meer: int


@dataclass(frozen=True)
class Soortkeuze:
    """A kind, to filter by."""

    soort: str
    label: str
    aantal: int


@dataclass(frozen=True)
class Aanbodfilter:
    """What someone asked to see of it."""

    soort: str = ""
    gebied: int = 0
    inspanning: int = 0
    alleen_nieuw: bool = False

    @property
    def is_actief(self) -> bool:
        return bool(self.soort or self.gebied or self.inspanning or self.alleen_nieuw)

    def fits(self, steen: Bouwsteen) -> bool:
        return (not self.gebied or self.gebied in steen.gebieden) and (
            not self.inspanning or self.inspanning in steen.inspanningen
        )


@dataclass(frozen=True)
class Aanbod:
    groepen: tuple[Groep, ...]
    soorten: tuple[Soortkeuze, ...]
    gebieden: tuple[Gebied, ...]
    inspanningen: tuple[Inspanning, ...]
    totaal: int
    """All there are in this period."""


def vraag_of(reisverslag: Reisverslag, user: Gebruiker) -> Vraag:
    return Vraag(user, reisverslag.zicht, reisverslag.periode_van, reisverslag.periode_tot)


def aanbod(reisverslag: Reisverslag, user: Gebruiker, filter: Aanbodfilter) -> Aanbod:
    """What there is to pick. Four queries besides those of the bronnen."""
    offered = bouwstenen.offered(vraag_of(reisverslag, user))
    everything = [steen for stenen in offered.values() for steen in stenen]
    plekken = _plekken(reisverslag, user, everything)
    groepen = []
    for bron in bouwstenen.all_bronnen():
        if filter.soort and filter.soort != bron.soort:
            continue
        keuzes = [
            Keus(steen, _soort_of(steen).label, plekken[steen.sleutel])
            for steen in offered[bron.soort]
            if filter.fits(steen) and not (filter.alleen_nieuw and plekken[steen.sleutel])
        ]
        shown = keuzes if filter.soort else keuzes[:PER_SOORT]
        if keuzes:
            groepen.append(Groep(bron, tuple(shown), len(keuzes) - len(shown)))
    gebieden = {pk for steen in everything for pk in steen.gebieden}
    inspanningen = {pk for steen in everything for pk in steen.inspanningen}
    return Aanbod(
        groepen=tuple(groepen),
        soorten=tuple(
            Soortkeuze(bron.soort, bron.label, len(offered[bron.soort]))
            for bron in bouwstenen.all_bronnen()
            if offered[bron.soort]
        ),
        gebieden=tuple(Gebied.objects.filter(pk__in=gebieden).order_by("naam", "pk")),
        inspanningen=tuple(Inspanning.objects.visible_to(user).filter(pk__in=inspanningen).in_order()),
        totaal=len(everything),
    )


def _plekken(
    reisverslag: Reisverslag, user: Gebruiker, stenen: Iterable[Bouwsteen]
) -> dict[str, tuple[Plek, ...]]:
    """Where each of these stands already: made of that bouwsteen, or here in a blok that names the same things."""
    found: dict[str, dict[int, Plek]] = defaultdict(dict)
    rows = Bloksteen.objects.visible_to(user).select_related("blok__hoofdstuk__reisverslag")
    for row in rows.filter(sleutel__in=[steen.sleutel for steen in stenen]).order_by("-pk"):
        found[row.sleutel][row.blok_id] = _plek(row.blok, reisverslag)
    here = Blok.objects.filter(hoofdstuk__reisverslag=reisverslag).present().select_related("hoofdstuk__reisverslag")  # fmt: skip
    named = [(blok, SOORTEN[blok.soort].noemt(blok.inhoud)) for blok in here]
    for steen in stenen:
        if not steen.blok:
            continue
        tells = _soort_of(steen).noemt(steen.inhoud)
        for blok, told in named:
            if blok.soort == steen.blok and tells and all(pks <= told.get(one, set()) for one, pks in tells.items()):  # fmt: skip
                found[steen.sleutel][blok.pk] = _plek(blok, reisverslag)
    return {
        steen.sleutel: tuple(sorted(found[steen.sleutel].values(), key=lambda plek: not plek.is_hier))
        for steen in stenen
    }


def _plek(blok: Blok, reisverslag: Reisverslag) -> Plek:
    verslag = blok.hoofdstuk.reisverslag
    return Plek(verslag.pk, verslag.titel, blok.hoofdstuk.titel, verslag.pk == reisverslag.pk)


def _soort_of(steen: Bouwsteen) -> Bloksoort:
    return SOORTEN[steen.blok or GebeurtenissenBlok.soort]


@dataclass(frozen=True)
class Blokvoorstel:
    """A blok to make of some bouwstenen."""

    soort: str
    inhoud: dict[str, Any]
    sleutels: tuple[str, ...]


def picked(reisverslag: Reisverslag, user: Gebruiker, sleutels: Iterable[str]) -> dict[str, list[Bouwsteen]]:
    """These bouwstenen by kind, the oldest first; what is not offered is left out."""
    wanted = set(sleutels)
    offered = bouwstenen.offered(vraag_of(reisverslag, user), {bouwstenen.soort_of(one) for one in wanted})
    return {
        soort: found
        for soort, stenen in offered.items()
        if (found := [steen for steen in reversed(stenen) if steen.sleutel in wanted])
    }


def as_blokken(stenen: Iterable[Bouwsteen]) -> list[Blokvoorstel]:
    """What to make of these: one blok for all whose kind of blok holds a list, and else one for each."""
    lists: dict[str, list[Bouwsteen]] = {}
    parts: list[list[Bouwsteen]] = []
    for steen in stenen:
        soort = _soort_of(steen)
        if not soort.lijst:
            parts.append([steen])
        elif soort.soort in lists:
            lists[soort.soort].append(steen)
        else:
            parts.append(lists.setdefault(soort.soort, [steen]))
    return [_voorstel(part) for part in parts]


def _voorstel(stenen: list[Bouwsteen]) -> Blokvoorstel:
    soort, sleutels = _soort_of(stenen[0]), tuple(steen.sleutel for steen in stenen)
    if not soort.lijst:
        return Blokvoorstel(soort.soort, stenen[0].inhoud, sleutels)
    told: dict[str, list] = {}
    for steen in stenen:
        for name, values in (steen.inhoud or {soort.lijst: [steen.sleutel]}).items():
            told.setdefault(name, []).extend(values)
    return Blokvoorstel(soort.soort, {name: list(dict.fromkeys(values)) for name, values in told.items()}, sleutels)  # fmt: skip
