"""What the public pages show, as dataclasses; of every text only what is openbaar."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from brunssum.core.models import Gebied
from brunssum.core.rollen import Zicht
from brunssum.openbaar.lezer import IEDEREEN
from inspanningen.models import Doelstelling, Inspanning, Participatie, Programma
from inspanningen.queries.participatie import Zeggenschap, zeggenschap
from inspanningen.queries.projectkaart import Kaart, kaarten
from monitor import queries as monitor
from monitor.namen import korte_gebiedsnaam
from reisverslag import queries as reisverslag
from reisverslag.models import Reisverslag, Uitgave
from reisverslag.queries.verzending import definitieve_uitgave

FASEN = (
    Inspanning.Fase.VOORBEREIDING,
    Inspanning.Fase.UITVOERING,
    Inspanning.Fase.NAAR_DE_LIJN,
    Inspanning.Fase.AFGEROND,
)
"""What we tell everyone that we do. An idea is not yet told, and what stopped no longer."""


def verslagen() -> QuerySet[Reisverslag]:
    """The published reisverslagen, newest first, each with `gepubliceerd_op`."""
    return Reisverslag.objects.openbaar().newest_first()


@dataclass(frozen=True)
class Verslag:
    """A published reisverslag as everyone reads it."""

    verslag: Reisverslag
    publicatie: reisverslag.Publicatie
    uitgave: Uitgave | None
    nieuwer: Reisverslag | None
    """The published version that replaces this one."""


def verslag(gevonden: Reisverslag, moment: datetime) -> Verslag:
    """Four queries, from frozen facts only."""
    return Verslag(
        gevonden,
        reisverslag.publicatie(gevonden, IEDEREEN, moment),
        definitieve_uitgave(gevonden),
        nieuwer_dan(gevonden),
    )


def nieuwer_dan(gevonden: Reisverslag) -> Reisverslag | None:
    return verslagen().filter(vervangt=gevonden).first()


def ingetrokken_op(pk: int) -> date | None:
    """When a reisverslag that was published was taken back; None when it never was for everyone to read."""
    once = Reisverslag.objects.once_openbaar().filter(pk=pk).first()
    return once.ingetrokken_op if once else None


@dataclass(frozen=True)
class GebiedLink:
    code: str
    naam: str


def gebieden() -> list[GebiedLink]:
    """The gemeente and its wijken and programmagebieden, as far as there are figures. One query."""
    rows = monitor.gebieden_with_figures(IEDEREEN).filter(_own())
    return [GebiedLink(gebied.code, korte_gebiedsnaam(gebied.naam)) for gebied in rows]


def gebied(code: str) -> Gebied | None:
    return monitor.gebieden_with_figures(IEDEREEN).filter(_own()).filter(code=code).first()


def _own() -> Q:
    own = settings.GEMEENTE_CODE
    return Q(code=own) | Q(ouder__code=own, soort__in=[Gebied.Soort.WIJK, Gebied.Soort.PROGRAMMAGEBIED])


@dataclass(frozen=True)
class Doel:
    doelstelling: Doelstelling
    onderdelen: tuple[Doelstelling, ...]


@dataclass(frozen=True)
class OpenbaarProgramma:
    """The programme in plain words: what it is for, and what is done."""

    programma: Programma | None
    doelen: tuple[Doel, ...]
    inspanningen: tuple[Kaart, ...]
    zeggenschap: tuple[Zeggenschap, ...]
    """How residents have a say, as it really is; only where that is known."""

    @property
    def treden(self) -> list[tuple[str, int]]:
        """Of each step of the ladder, most say first, how many inspanningen stand on it."""
        return [
            (trede.label, sum(one.werkelijk.trede == trede for one in self.zeggenschap))
            for trede in reversed(Participatie.Trede)
        ]


def programma() -> OpenbaarProgramma:
    """Ten queries, however many inspanningen."""
    told = Inspanning.objects.visible_to(IEDEREEN).filter(fase__in=FASEN)
    pks = set(told.values_list("pk", flat=True))
    fixed = Doelstelling.objects.visible_to(IEDEREEN).filter(status=Doelstelling.Status.VASTGESTELD)
    rows = sorted(fixed, key=lambda doel: doel.volgorde)
    return OpenbaarProgramma(
        programma=Programma.objects.order_by("pk").first(),
        doelen=tuple(
            Doel(doel, tuple(one for one in rows if one.ouder_id == doel.pk))
            for doel in rows
            if doel.ouder_id is None
        ),
        inspanningen=tuple(kaarten(pks, Zicht.OPENBAAR)),
        zeggenschap=tuple(
            sorted(
                (one for one in zeggenschap(IEDEREEN) if one.inspanning.pk in pks and one.werkelijk),
                key=lambda one: -one.werkelijk.trede,
            )
        ),
    )
