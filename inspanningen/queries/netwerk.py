"""The doelen-inspanningennetwerk (DIN): from the ambitie by way of the doelstellingen to what is done for them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from brunssum.core.models import Gebruiker
from inspanningen.models import Bijdrage, Doelstelling, Inspanning, Programma
from inspanningen.onderbouwing import AAN_HET_WERK, TELT_MEE, VOORBIJ, Onderbouwing, onderbouwing

MAX_DIGITS = 18  # longer is no id in any database
TOON = {
    "": "Alles",
    "nooit": "Alleen wat nog nooit is onderbouwd",
    "tegen": "Alleen wat bewijs tegenspreekt",
}


@dataclass(frozen=True)
class NetDoel:
    pk: int
    nummer: str
    naam: str
    soort: str
    status: str
    ouder: int | None
    """The strategische doelstelling above it."""

    @property
    def is_operationeel(self) -> bool:
        return self.soort == Doelstelling.Soort.OPERATIONEEL

    def __str__(self) -> str:
        return f"{self.nummer}. {self.naam}"


@dataclass(frozen=True)
class NetInspanning:
    pk: int
    nummer: str
    naam: str
    fase: str

    @property
    def is_aan_het_werk(self) -> bool:
        return self.fase in AAN_HET_WERK

    @property
    def fase_label(self) -> str:
        return Inspanning.Fase(self.fase).label

    def __str__(self) -> str:
        return f"{self.nummer} {self.naam}"


@dataclass(frozen=True)
class Lijn:
    """A bijdrage of one inspanning to one doelstelling."""

    pk: int
    doel: NetDoel
    inspanning: NetInspanning
    sterkte: str
    """A Bijdrage.Sterkte; empty when nobody knows yet."""
    steunt: int
    tegen: int

    @property
    def onderbouwing(self) -> Onderbouwing:
        return onderbouwing(self.steunt, self.tegen)

    @property
    def telt_mee(self) -> bool:
        """Whether this alone is enough for its doelstelling."""
        return self.inspanning.is_aan_het_werk and self.sterkte in TELT_MEE


@dataclass(frozen=True)
class Netwerk:
    """All of it, free of the database: for the page and for a PDF. The doelen are in the order of the tree."""

    ambitie: str
    doelen: tuple[NetDoel, ...]
    inspanningen: tuple[NetInspanning, ...]
    lijnen: tuple[Lijn, ...]
    mager: frozenset[int] = frozenset()
    """The doelstellingen that get too little, counted over all there is: also in a part of the netwerk."""

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Netwerk":
        """The inverse of dataclasses.asdict, also after a trip through JSON."""
        return cls(
            ambitie=data["ambitie"],
            doelen=tuple(NetDoel(**doel) for doel in data["doelen"]),
            inspanningen=tuple(NetInspanning(**one) for one in data["inspanningen"]),
            lijnen=tuple(
                Lijn(
                    **lijn
                    | {"doel": NetDoel(**lijn["doel"]), "inspanning": NetInspanning(**lijn["inspanning"])}
                )
                for lijn in data["lijnen"]
            ),
            mager=frozenset(data["mager"]),
        )

    def lijnen_van(self, doel: NetDoel) -> list[Lijn]:
        return [lijn for lijn in self.lijnen if lijn.doel.pk == doel.pk]

    @property
    def te_weinig(self) -> list[NetDoel]:
        return [doel for doel in self.doelen if doel.pk in self.mager]

    @property
    def zonder_doel(self) -> list[NetInspanning]:
        """Inspanningen, not yet over, that say of no doelstelling that they bring it closer."""
        linked = {lijn.inspanning.pk for lijn in self.lijnen}
        return [one for one in self.inspanningen if one.pk not in linked and one.fase not in VOORBIJ]

    @property
    def nooit(self) -> list[Lijn]:
        """Bijdragen of inspanningen at work of which nobody wrote down what came of them."""
        return [
            lijn
            for lijn in self.lijnen
            if lijn.onderbouwing == Onderbouwing.NOOIT and lijn.inspanning.is_aan_het_werk
        ]

    @property
    def tegengesproken(self) -> list[Lijn]:
        return [lijn for lijn in self.lijnen if lijn.tegen]


@dataclass(frozen=True)
class Netwerkfilter:
    """What someone asked to see of it. What makes no sense is not asked."""

    doelstelling: int | None = None
    fase: str = ""
    toon: str = ""

    @property
    def is_actief(self) -> bool:
        return any((self.doelstelling, self.fase, self.toon))

    def apply(self, netwerk: Netwerk) -> Netwerk:
        """The part that was asked for; a chosen doelstelling keeps the one above it, and those under it."""
        doelen = netwerk.doelen
        chosen = {doel.pk for doel in doelen}
        if self.doelstelling in chosen:
            chosen = {doel.pk for doel in doelen if self.doelstelling in (doel.pk, doel.ouder)}
            above = {doel.ouder for doel in doelen if doel.pk == self.doelstelling}
            doelen = tuple(doel for doel in doelen if doel.pk in chosen | above)
        lijnen = [lijn for lijn in netwerk.lijnen if lijn.doel.pk in chosen]
        if self.fase:
            lijnen = [lijn for lijn in lijnen if lijn.inspanning.fase == self.fase]
        if self.toon == "nooit":
            lijnen = [lijn for lijn in lijnen if lijn.onderbouwing == Onderbouwing.NOOIT]
        elif self.toon == "tegen":
            lijnen = [lijn for lijn in lijnen if lijn.tegen]
        return replace(netwerk, doelen=doelen, lijnen=tuple(lijnen))


def read_netwerkfilter(query: Mapping[str, str]) -> Netwerkfilter:
    doel, fase, toon = (query.get(name, "") for name in ("doelstelling", "fase", "toon"))
    return Netwerkfilter(
        doelstelling=int(doel) if doel.isascii() and doel.isdecimal() and len(doel) <= MAX_DIGITS else None,
        fase=fase if fase in Inspanning.Fase.values else "",
        toon=toon if toon in TOON else "",
    )


def netwerk(user: Gebruiker) -> Netwerk:
    """What this person may see of it: four queries, however many inspanningen."""
    ambitie = Programma.objects.order_by("pk").values_list("ambitie", flat=True).first()
    rows = Doelstelling.objects.visible_to(user).geldend()
    doelen = _tree(sorted(rows, key=lambda row: (*row.volgorde, (0, str(row.pk)))))
    by_doel = {doel.pk: doel for doel in doelen}
    found = Inspanning.objects.visible_to(user).in_order().values_list("pk", "nummer", "naam", "fase")
    inspanningen = {row[0]: NetInspanning(*row) for row in found}
    bijdragen = Bijdrage.objects.visible_to(user).lopend().filter(doelstelling__in=by_doel).counted()
    links = bijdragen.in_order().values_list(
        "pk", "doelstelling_id", "inspanning_id", "sterkte", "steunt", "tegen"
    )
    lijnen = tuple(
        Lijn(pk, by_doel[doel], inspanningen[inspanning], *rest) for pk, doel, inspanning, *rest in links
    )
    return Netwerk(ambitie or "", doelen, tuple(inspanningen.values()), lijnen, _mager(doelen, lijnen))


def _mager(doelen: tuple[NetDoel, ...], lijnen: tuple[Lijn, ...]) -> frozenset[int]:
    """Those that no inspanning at work brings much closer; a strategische is also served by what is under it."""
    served = {pk for lijn in lijnen if lijn.telt_mee for pk in (lijn.doel.pk, lijn.doel.ouder)}
    return frozenset(doel.pk for doel in doelen if doel.pk not in served)


def _tree(rows: list[Doelstelling]) -> tuple[NetDoel, ...]:
    """Each strategische with its operationele after it; an operationele of one that lapsed stands by itself."""
    found = [NetDoel(row.pk, row.nummer, row.naam, row.soort, row.status, row.ouder_id) for row in rows]
    known = {doel.pk for doel in found}
    tops = [doel for doel in found if doel.ouder not in known]
    return tuple(one for top in tops for one in (top, *(doel for doel in found if doel.ouder == top.pk)))
