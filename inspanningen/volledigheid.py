"""How complete a kaart is, and the kaarten of the programme: computed from what stands on them, never kept."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from inspanningen.models import Inspanning
from inspanningen.onderbouwing import VOORBIJ
from inspanningen.queries import Kaart
from inspanningen.queries.volledigheid import Leegte, leegten
from inspanningen.tabs import KAART_TABS
from inspanningen.velden import KOPPELINGEN, VELDEN


@dataclass(frozen=True)
class Ontbreekt:
    """A field that is still empty, and the sectie in which it is filled in."""

    naam: str
    label: str
    sectie: str


@dataclass(frozen=True)
class Onderdeel:
    """Something kept beside the texts, and the tab on which it is filled in. `vanaf_start`: not asked of an idee."""

    key: str
    label: str
    tab: str
    vanaf_start: bool = True

    @property
    def url_name(self) -> str:
        """The page where it is filled in; empty while there is none."""
        return next((tab.url_name for tab in KAART_TABS if tab.key == self.tab), "")


ONDERDELEN = (
    Onderdeel("mijlpalen", "Mijlpalen", "planning"),
    Onderdeel("sterkte", "Sterkte van de bijdragen", "doelen", vanaf_start=False),
    Onderdeel("risicos", "Risico’s", "risicos"),
    Onderdeel("budget", "Budgetposten", "geld"),
    Onderdeel("oordeel", "Oordeel van deze ronde", "oordelen", vanaf_start=False),
    Onderdeel("participatie", "Zeggenschap van inwoners", "participatie"),
)


@dataclass(frozen=True)
class Volledigheid:
    """Of the nineteen texts how many there are, which are missing, what is not chosen yet and which parts are not there."""

    ingevuld: int
    totaal: int
    teksten: tuple[Ontbreekt, ...]
    koppelingen: tuple[Ontbreekt, ...]
    onderdelen: tuple[Onderdeel, ...] = ()

    @property
    def is_volledig(self) -> bool:
        return not self.teksten and not self.koppelingen and not self.onderdelen


# A text that says no more than what is chosen elsewhere on the kaart.
CHOSEN_INSTEAD = ("projectleider", "partners")


def volledigheid(kaart: Kaart) -> Volledigheid:
    """What is missing on this kaart. Only for a reader who sees every field: the others would count what is hidden.

    Causes one query, for the parts.
    """
    gekozen = {koppeling.key: bool(getattr(kaart, koppeling.key)) for koppeling in KOPPELINGEN}
    leeg = {veld.key for veld in VELDEN if not kaart.tekst(veld.key)}
    niet_gekozen = {key for key, is_there in gekozen.items() if not is_there}
    (parts,) = leegten(Inspanning.objects.filter(pk=kaart.pk)) or [None]
    return _volledigheid(leeg, niet_gekozen, parts.onderdelen if parts else (), kaart.fase)


def _volledigheid(
    leeg: Iterable[str], niet_gekozen: Iterable[str], onderdelen: Iterable[str], fase: str
) -> Volledigheid:
    teksten = tuple(
        Ontbreekt(veld.kolom, veld.label, veld.sectie)
        for veld in VELDEN
        if veld.key in leeg and (veld.key not in CHOSEN_INSTEAD or veld.key in niet_gekozen)
    )
    koppelingen = tuple(
        Ontbreekt(koppeling.key, koppeling.label, koppeling.sectie)
        for koppeling in KOPPELINGEN
        if koppeling.key in niet_gekozen
    )
    parts = tuple(
        onderdeel
        for onderdeel in ONDERDELEN
        if onderdeel.key in onderdelen
        and onderdeel.url_name
        and fase not in VOORBIJ
        and not (onderdeel.vanaf_start and fase == Inspanning.Fase.IDEE)
    )
    return Volledigheid(len(VELDEN) - len(teksten), len(VELDEN), teksten, koppelingen, parts)


@dataclass(frozen=True)
class Kaartvolledigheid:
    pk: int
    nummer: str
    naam: str
    volledigheid: Volledigheid

    @property
    def gemist(self) -> tuple[str, ...]:
        """What is missing, in words."""
        parts = (self.volledigheid.teksten, self.volledigheid.koppelingen, self.volledigheid.onderdelen)
        return tuple(one.label for part in parts for one in part)


@dataclass(frozen=True)
class Programmavolledigheid:
    """How complete the kaarten are of all inspanningen that are not over."""

    kaarten: tuple[Kaartvolledigheid, ...]
    """The emptiest first."""
    meest_gemist: tuple[tuple[str, int], ...]
    """What is missing, with on how many kaarten: the most first."""

    @property
    def volledig(self) -> int:
        return sum(kaart.volledigheid.is_volledig for kaart in self.kaarten)

    @property
    def percentage(self) -> int:
        """Of all texts that there could be, how many there are."""
        wanted = sum(kaart.volledigheid.totaal for kaart in self.kaarten)
        return (
            round(100 * sum(kaart.volledigheid.ingevuld for kaart in self.kaarten) / wanted) if wanted else 0
        )


def programmavolledigheid(inspanningen: QuerySet[Inspanning]) -> Programmavolledigheid:
    """Over all these inspanningen that are not over. One query, however many. Only for who sees every field."""
    found = [_of(row) for row in leegten(inspanningen.exclude(fase__in=VOORBIJ).in_order())]
    gemist = Counter(label for kaart in found for label in set(kaart.gemist))
    return Programmavolledigheid(
        kaarten=tuple(sorted(found, key=lambda kaart: -len(kaart.gemist))),
        meest_gemist=tuple(gemist.most_common()),
    )


def _of(leegte: Leegte) -> Kaartvolledigheid:
    found = _volledigheid(leegte.teksten, leegte.koppelingen, leegte.onderdelen, leegte.fase)
    return Kaartvolledigheid(leegte.pk, leegte.nummer, leegte.naam, found)
