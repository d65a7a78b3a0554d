"""A projectkaart as someone may read it. Only what may be seen comes along."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from brunssum.core.rollen import Zicht
from inspanningen.models import Inspanning
from inspanningen.velden import KOPPELING, SECTIES, VELDEN


@dataclass(frozen=True)
class KaartVerwijzing:
    """Another inspanning, to link to."""

    pk: int
    nummer: str
    naam: str


@dataclass(frozen=True)
class KaartGebied:
    code: str
    naam: str


@dataclass(frozen=True)
class KaartDoelstelling:
    nummer: str
    naam: str
    soort: str
    pk: int | None = None
    """None in a kaart that was frozen before this was kept."""


@dataclass(frozen=True)
class KaartPartner:
    naam: str
    rol: str


@dataclass(frozen=True)
class KaartVeld:
    """One text of the kaart, with what it is called. An empty text is a field that nobody filled in yet."""

    key: str
    label: str
    tekst: str


@dataclass(frozen=True)
class KaartSectie:
    key: str
    titel: str
    velden: tuple[KaartVeld, ...]

    @property
    def ingevuld(self) -> tuple[KaartVeld, ...]:
        return tuple(veld for veld in self.velden if veld.tekst)


@dataclass(frozen=True)
class Kaart:
    """A projectkaart as someone with this zicht may read it. Holds no field above that zicht.

    `dataclasses.asdict` makes it fit for JSON (with Django's encoder); `from_dict` reads that back.
    """

    pk: int
    nummer: str
    naam: str
    fase: str
    fase_label: str
    versienummer: int
    gewijzigd_op: datetime
    zicht: int
    ouder: KaartVerwijzing | None
    onderdelen: tuple[KaartVerwijzing, ...]
    projectleider: str
    gebieden: tuple[KaartGebied, ...]
    doelstellingen: tuple[KaartDoelstelling, ...]
    principes: tuple[str, ...]
    partners: tuple[KaartPartner, ...]
    secties: tuple[KaartSectie, ...]

    def tekst(self, key: str) -> str:
        """The text of this field; empty when it is not filled in or not to be seen."""
        return next((veld.tekst for sectie in self.secties for veld in sectie.velden if veld.key == key), "")

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Kaart":
        """The kaart that `dataclasses.asdict` was made of, also after a trip through JSON."""
        op = data["gewijzigd_op"]
        ouder = data["ouder"]
        return cls(
            **data
            | {
                "gewijzigd_op": datetime.fromisoformat(op) if isinstance(op, str) else op,
                "ouder": KaartVerwijzing(**ouder) if ouder else None,
                "onderdelen": tuple(KaartVerwijzing(**row) for row in data["onderdelen"]),
                "gebieden": tuple(KaartGebied(**row) for row in data["gebieden"]),
                "doelstellingen": tuple(KaartDoelstelling(**row) for row in data["doelstellingen"]),
                "principes": tuple(data["principes"]),
                "partners": tuple(KaartPartner(**row) for row in data["partners"]),
                "secties": tuple(
                    KaartSectie(row["key"], row["titel"], tuple(KaartVeld(**veld) for veld in row["velden"]))
                    for row in data["secties"]
                ),
            }
        )


def kaart(inspanning: Inspanning, zicht: Zicht) -> Kaart:
    """The kaart of this inspanning for someone with this zicht. Causes no query after `for_kaart()`."""

    def shown(key: str) -> bool:
        return KOPPELING[key].zicht <= zicht

    leider = inspanning.projectleider if shown("projectleider") else None
    gebieden = sorted(inspanning.gebieden.all(), key=lambda gebied: gebied.naam) if shown("gebieden") else ()
    bijdragen = inspanning.bijdragen.all() if shown("doelstellingen") else ()
    doelen = sorted((bijdrage.doelstelling for bijdrage in bijdragen), key=lambda doel: doel.nummer)
    principes = sorted(inspanning.principes.all(), key=lambda p: p.volgorde) if shown("principes") else ()
    partners = inspanning.partnerschappen.all() if shown("partners") else ()
    return Kaart(
        pk=inspanning.pk,
        nummer=inspanning.nummer,
        naam=inspanning.naam,
        fase=inspanning.fase,
        fase_label=inspanning.get_fase_display(),
        versienummer=inspanning.versienummer,
        gewijzigd_op=inspanning.gewijzigd_op,
        zicht=int(zicht),
        ouder=_verwijzing(inspanning.ouder) if inspanning.ouder else None,
        onderdelen=tuple(_verwijzing(onderdeel) for onderdeel in inspanning.onderdelen.all()),
        projectleider=leider.naam if leider else "",
        gebieden=tuple(KaartGebied(gebied.code, gebied.naam) for gebied in gebieden),
        doelstellingen=tuple(
            KaartDoelstelling(doel.nummer, doel.naam, doel.soort, doel.pk) for doel in doelen
        ),
        principes=tuple(principe.kort for principe in principes),
        partners=tuple(
            sorted(
                (KaartPartner(partner.organisatie.naam, partner.rol) for partner in partners),
                key=lambda partner: partner.naam.casefold(),
            )
        ),
        secties=_secties(inspanning, zicht),
    )


def kaarten(ids: Iterable[int], zicht: Zicht) -> list[Kaart]:
    """The kaarten with these ids, in the order of their number; six queries however many there are."""
    rows = Inspanning.objects.filter(pk__in=list(ids)).for_kaart().in_order()
    return [kaart(inspanning, zicht) for inspanning in rows]


def _verwijzing(inspanning: Inspanning) -> KaartVerwijzing:
    return KaartVerwijzing(inspanning.pk, inspanning.nummer, inspanning.naam)


def _secties(inspanning: Inspanning, zicht: Zicht) -> tuple[KaartSectie, ...]:
    secties = []
    for sectie in SECTIES:
        velden = tuple(
            KaartVeld(veld.key, veld.label, getattr(inspanning, veld.kolom))
            for veld in VELDEN
            if veld.sectie == sectie.key and veld.zicht <= zicht
        )
        if velden:
            secties.append(KaartSectie(sectie.key, sectie.titel, velden))
    return tuple(secties)
