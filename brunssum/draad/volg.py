"""One thread from its beginning to now: what happened when, what came of it, and on whom it waits.

A thread begins at a casus, a knelpunt, a leerpunt or a reflectie. Of a casus its steps and days are told, no words: and
those only on the page of that casus, for who may see it. From anywhere else no casus can be told from another.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from ambassadeurs.models import Reflectie
from brunssum.core import onderwerpen
from brunssum.core.models import Actiepunt, Gebruiker
from brunssum.core.templatetags.kanarie import datum
from brunssum.draad.stations import (
    CASUS,
    DOELSTELLING,
    INDICATOR,
    INSPANNING,
    KNELPUNT,
    LEERPUNT,
    REFLECTIE,
    REISVERSLAG,
    STATIONS,
    VERHAAL,
    Station,
)
from brunssum.draad.web import Draad
from casuistiek.models import Casus, Casusknelpunt, Knelpunt
from casuistiek.queries import signalen_of
from casuistiek.stappen import Stap
from inspanningen import permissions as inspanning_permissions
from inspanningen.models import (
    Bewijs,
    Bijdrage,
    Inspanning,
    Leerpunt,
    Leeruitwisseling,
    Mijlpaal,
    Oordeel,
    Streefwaarde,
    Versie,
)
from monitor.models import Indicator, Waarneming
from monitor.namen import korte_gebiedsnaam
from reisverslag.models import Reisverslag

MEEST = 8
"""So many verhalen, and so many kinds of change of one inspanning, are told at most, the newest."""


@dataclass(frozen=True)
class Moment:
    """Something that happened on a day, at a station."""

    op: date
    station: Station
    titel: str
    tekst: str = ""
    wie: str = ""  # a function, never a name
    url: str = ""
    label: str = ""  # of what `url` leads to; nothing on the page of that thing itself


@dataclass(frozen=True)
class Effect:
    """A figure that the thread aims at: at its beginning, and now."""

    indicator: Indicator
    gebied: str
    toen: Any = None  # a Waarneming
    nu: Any = None
    streef: Streefwaarde | None = None

    @property
    def verschil(self):
        """How much more it is now; None when there is no later figure."""
        if not self.toen or not self.nu or self.toen.periode == self.nu.periode:
            return None
        return self.nu.getoonde_waarde - self.toen.getoonde_waarde

    @property
    def richting(self) -> str:
        """In words: which way it went, and whether that is what we want."""
        if self.verschil is None:
            return "nog geen later cijfer"
        if not self.verschil:
            return "gelijk gebleven"
        way = "hoger" if self.verschil > 0 else "lager"
        if self.indicator.gunstig == Indicator.Gunstig.GEEN:
            return way
        return f"{way}: {'gunstiger' if way == self.indicator.gunstig else 'ongunstiger'}"


@dataclass(frozen=True)
class Stand:
    """Where the thread is now: on what it waits, on whom, since when. `station` None: it is round."""

    zin: str
    station: Station | None = None
    wie: str = ""
    sinds: date | None = None
    dagen: int = 0
    url: str = ""
    label: str = ""
    is_laat: bool = False


@dataclass(frozen=True)
class Reis:
    """The whole page."""

    draad: Draad
    begin: date
    momenten: tuple[Moment, ...]
    effecten: tuple[Effect, ...]
    stand: Stand


def reis_of(user: Gebruiker, draad: Draad, vandaag: date) -> Reis:
    """The thread of this object from its beginning to today. A fixed number of queries."""
    teller = _Teller(user, draad, vandaag)
    hier = draad.station.url(draad.object)
    momenten = (replace(one, url="") if one.url == hier else one for one in teller.momenten())
    momenten = sorted(momenten, key=lambda one: (one.op, STATIONS.index(one.station)))
    return Reis(
        draad=draad,
        begin=teller.begin,
        momenten=tuple(momenten),
        effecten=tuple(teller.effecten()),
        stand=teller.stand(),
    )


def functie_of(gebruiker: Gebruiker | None) -> str:
    return (gebruiker.functie or "medewerker van de gemeente") if gebruiker else ""


class _Teller:
    """Tells one thread."""

    def __init__(self, user: Gebruiker, draad: Draad, vandaag: date):
        self.user, self.draad, self.vandaag = user, draad, vandaag
        self.object = draad.object
        self.knelpunten: list[Knelpunt] = self._of(KNELPUNT, "eigenaar")
        self.leerpunten: list[Leerpunt] = self._of(LEERPUNT, "geadresseerde", "gesignaleerd_door")
        self.signalen = signalen_of(self.object) if draad.station == CASUS else []
        self.begin = self._begin()

    def _of(self, station: Station, *persons: str) -> list:
        """What stands at this station, with who has to act. A query."""
        rows = station.model.objects.filter(pk__in=self.draad.ids(station)).select_related(*persons)
        return list(rows.order_by("pk"))

    def _begin(self) -> date:
        if self.draad.station == CASUS:
            return min([self.object.gemeld_op, *(one.ontvangen_op for one in self.signalen)])
        if self.draad.station == KNELPUNT:
            return self.object.gemaakt_op
        if self.draad.station == REFLECTIE:
            return self.object.ontvangen_op
        return min([self.object.gesignaleerd_op, *(one.gemaakt_op for one in self.knelpunten)])

    # What happened

    def momenten(self) -> Iterator[Moment]:
        if self.draad.station == CASUS:
            yield from self._casus(self.object)
        elif self.draad.station != REFLECTIE:
            yield from self._knelpunten()
        yield from self._leerpunten()
        yield from self._inspanningen()
        yield from self._verhalen()
        yield from self._verslagen()
        yield from self._reflecties()

    def _casus(self, casus: Casus) -> Iterator[Moment]:
        """Its steps and days: no words of it, also for who may read them."""
        for one in self.signalen:
            yield Moment(
                one.ontvangen_op,
                CASUS,
                "Signaal van een partner",
                wie=one.organisatie.naam,
                url=onderwerpen.of(type(one)).url(one),
                label=str(one),
            )
        url, label = CASUS.url(casus), str(casus)
        yield Moment(casus.gemeld_op, CASUS, "Gemeld", wie=functie_of(casus.casusverantwoordelijke), url=url, label=label)  # fmt: skip
        for wissel in casus.stapwissels.exclude(van="").select_related("door"):
            yield Moment(wissel.op, CASUS, Stap(wissel.naar).label, wie=functie_of(wissel.door))
        if casus.vrijgegeven_op:
            yield Moment(casus.vrijgegeven_op, CASUS, "Als anoniem verhaal vrijgegeven")
        links = Casusknelpunt.objects.filter(casus=casus).select_related("door", "knelpunt__opgenomen_in")
        for link in links:
            knelpunt = link.knelpunt.opgenomen_in or link.knelpunt
            yield Moment(
                link.op,
                KNELPUNT,
                "Knelpunt vastgelegd",
                wie=functie_of(link.door),
                url=KNELPUNT.url(knelpunt),
                label=str(knelpunt),
            )

    def _knelpunten(self) -> Iterator[Moment]:
        for one in self.knelpunten:
            yield Moment(
                one.gemaakt_op,
                KNELPUNT,
                "Knelpunt voor het eerst vastgelegd",
                tekst=one.omschrijving,
                wie=functie_of(one.eigenaar),
                url=KNELPUNT.url(one),
                label=str(one),
            )

    def _leerpunten(self) -> Iterator[Moment]:
        stappen = (
            Leerpunt.stappen.rel.related_model.objects.filter(
                leerpunt__in=[one.pk for one in self.leerpunten]
            )
            .select_related("leerpunt", "door", "aan")
            .order_by("op", "pk")
        )
        for stap in stappen:
            aan = f" aan {functie_of(stap.aan)}" if stap.aan else ""
            yield Moment(
                stap.op,
                LEERPUNT,
                f"{stap.get_naar_display()}{aan}",
                tekst=stap.tekst or stap.leerpunt.tekst,
                wie=functie_of(stap.door),
                url=LEERPUNT.url(stap.leerpunt),
                label=str(stap.leerpunt),
            )

        uitwisselingen = Leeruitwisseling.objects.visible_to(self.user).filter(
            leerpunt__in=[one.pk for one in self.leerpunten]
        )
        for one in uitwisselingen.select_related("leerpunt", "organisatie"):
            url, label = LEERPUNT.url(one.leerpunt), str(one.leerpunt)
            titel = f"{one.get_richting_display()}: {one.organisatie}"
            yield Moment(one.op, LEERPUNT, titel, one.waarover, one.met_wie, url, label)
            if one.uitkomst_op:
                yield Moment(
                    one.uitkomst_op, LEERPUNT, one.get_staat_display(), one.uitkomst, url=url, label=label
                )

    def _inspanningen(self) -> Iterator[Moment]:
        """What was done by who takes it up, since the thread began: mijlpalen, oordelen, bewijs, changes of the kaart."""
        taken_up: dict[int, Inspanning] = {one.pk: one for one in self.draad.rijen[INSPANNING.key]}
        since = Q(inspanning__in=taken_up)
        for mijlpaal in Mijlpaal.objects.visible_to(self.user).filter(since, gehaald_op__gte=self.begin):
            yield self._at(
                taken_up[mijlpaal.inspanning_id], mijlpaal.gehaald_op, f"Mijlpaal gehaald: {mijlpaal}"
            )
        oordelen = Oordeel.objects.visible_to(self.user).current().filter(since, gegeven_op__gte=self.begin)
        for oordeel in oordelen.select_related("gegeven_door"):
            yield self._at(
                taken_up[oordeel.inspanning_id],
                oordeel.gegeven_op,
                "Oordeel gegeven",
                oordeel.samenvatting,
                functie_of(oordeel.gegeven_door),
            )
        bijdragen = Bijdrage.objects.visible_to(self.user).lopend().filter(since)
        bewijzen = Bewijs.objects.filter(bijdrage__in=bijdragen, op__gte=self.begin)
        for bewijs in bewijzen.select_related("bijdrage__doelstelling", "door"):
            yield self._at(
                taken_up[bewijs.bijdrage.inspanning_id],
                bewijs.op,
                f"Bewijs gezien: {bewijs.get_richting_display().lower()}",
                f"{bewijs.tekst} (bij doel {bewijs.bijdrage.doelstelling})",
                functie_of(bewijs.door),
            )
        yield from self._changes(taken_up)

    def _changes(self, taken_up: dict[int, Inspanning]) -> Iterator[Moment]:
        """Each change of fase, for everyone; that the kaart was written on, for who may see its versies."""
        rows = Versie.objects.filter(
            inspanning__in=taken_up, nummer__gt=1, opgeslagen_op__date__gte=self.begin
        )
        written: dict[int, list[Versie]] = {}
        for versie in rows.select_related("door").order_by("nummer"):
            inspanning, op = taken_up[versie.inspanning_id], localdate(versie.opgeslagen_op)
            if "fase" in versie.gewijzigd:
                fase = Inspanning.Fase(versie.stand["fase"]).label
                yield self._at(inspanning, op, f"Fase werd: {fase}", wie=functie_of(versie.door))
            else:
                written.setdefault(inspanning.pk, []).append(versie)
        if inspanning_permissions.reason_not_to_see_versies(self.user):
            return
        for pk, versies in written.items():
            keer = "een keer" if len(versies) == 1 else f"{len(versies)} keer, voor het laatst"
            last = versies[-1]
            yield self._at(
                taken_up[pk],
                localdate(last.opgeslagen_op),
                f"Kaart bijgewerkt: {keer}",
                last.toelichting,
                functie_of(last.door),
            )

    @staticmethod
    def _at(inspanning: Inspanning, op: date, titel: str, tekst: str = "", wie: str = "") -> Moment:
        return Moment(op, INSPANNING, titel, tekst, wie, INSPANNING.url(inspanning), str(inspanning))

    def _verhalen(self) -> Iterator[Moment]:
        since = [
            one
            for one in self.draad.rijen[VERHAAL.key]
            if one.gepubliceerd_op and one.gepubliceerd_op >= self.begin
        ]
        for verhaal in since[:MEEST]:
            yield Moment(verhaal.gepubliceerd_op, VERHAAL, "Verhaal gepubliceerd", url=VERHAAL.url(verhaal), label=str(verhaal))  # fmt: skip

    def _verslagen(self) -> Iterator[Moment]:
        for verslag in self._told():
            yield Moment(
                localdate(verslag.vastgesteld_op),
                REISVERSLAG,
                f"Verteld in een reisverslag voor {_publiek(verslag)}",
                url=REISVERSLAG.url(verslag),
                label=str(verslag),
            )

    def _told(self) -> list[Reisverslag]:
        """The reisverslagen that were vastgesteld and reach into the time of this thread."""
        return [
            one
            for one in self.draad.rijen[REISVERSLAG.key]
            if not one.is_concept and one.periode_tot >= self.begin
        ]

    def _reflecties(self) -> Iterator[Moment]:
        shown = [self.object] if self.draad.station == REFLECTIE else self.draad.rijen[REFLECTIE.key]
        for one in shown:
            if one.ontvangen_op < self.begin:
                continue
            url, label = REFLECTIE.url(one), REFLECTIE.label(one)
            yield Moment(one.ontvangen_op, REFLECTIE, f"{one.get_soort_display()} ontvangen", one.tekst, one.organisatie.naam if one.organisatie_id else "Ambassadeurs", url, label)  # fmt: skip
            if one.beantwoord_op:
                gevolg = one.get_gevolg_display().rstrip(".")
                yield Moment(one.beantwoord_op, REFLECTIE, f"Beantwoord: {gevolg.lower()}", one.antwoord, url=url, label=label)  # fmt: skip
            if one.teruggekoppeld_op:
                hoe = one.get_teruggekoppeld_hoe_display().lower()
                yield Moment(one.teruggekoppeld_op, REFLECTIE, f"Terugverteld: {hoe}", url=url, label=label)

    # What came of it in figures

    def effecten(self) -> Iterator[Effect]:
        """Of each streefwaarde of the doelen: the figure when the thread began, and the newest. Two queries."""
        doelen = self.draad.ids(DOELSTELLING)
        rows = Streefwaarde.objects.visible_to(self.user).filter(
            doelstelling__in=doelen, indicator__in=self.draad.ids(INDICATOR)
        )
        streven: dict[tuple[int, int], Streefwaarde] = {}
        for row in rows.select_related("indicator", "gebied").order_by(
            "indicator__volgorde", "gebied", "-jaar", "pk"
        ):
            streven[row.indicator_id, row.gebied_id] = row  # the first year to come
        indicatoren = {row.indicator_id: row.indicator for row in streven.values()}.values()
        figures: dict[tuple[int, int], list] = {}
        if streven:
            found = (
                Waarneming.objects.visible_to(self.user, van=indicatoren)
                .current()
                .filter(gebied__in={gebied for _, gebied in streven})
                .order_by("periode", "pk")
            )
            for one in found:
                if one.getoonde_waarde is not None:
                    figures.setdefault((one.indicator_id, one.gebied_id), []).append(one)
        for key, row in streven.items():
            known = figures.get(key, [])
            before = [one for one in known if one.periode <= self.begin.year] or known[:1]
            yield Effect(
                row.indicator,
                korte_gebiedsnaam(row.gebied.naam),
                before[-1] if before else None,
                known[-1] if known else None,
                row,
            )

    # Where it is now

    def stand(self) -> Stand:
        if self.draad.station == REFLECTIE:
            return self._stand_of_reflectie(self.object)
        if self.draad.station == CASUS and not self.knelpunten:
            return self._wait(
                KNELPUNT,
                "Nu wacht dit op een knelpunt: waar liep deze casus op vast?",
                self.object.casusverantwoordelijke,
                self.object.gemeld_op,
                CASUS.url(self.object),
                "Naar de casus",
            )
        if not self.leerpunten:
            knelpunt = min(self.knelpunten, key=lambda one: (one.gemaakt_op, one.pk))
            return self._wait(
                LEERPUNT,
                "Nu wacht dit op een leerpunt: wat moet er anders?",
                knelpunt.eigenaar,
                max(knelpunt.gemaakt_op, self.begin),
                KNELPUNT.url(knelpunt),
                str(knelpunt),
            )
        return self._stand_of_leerpunten() or self._stand_of_vertellen()

    def _stand_of_leerpunten(self) -> Stand | None:
        """The leerpunt that is furthest back; None when all are geborgd."""
        staten = list(Leerpunt.Staat)
        behind = min(self.leerpunten, key=lambda one: (staten.index(Leerpunt.Staat(one.staat)), one.staat_sinds, one.pk))  # fmt: skip
        words = {
            Leerpunt.Staat.GESIGNALEERD: (
                "op de vraag aan iemand die er iets aan kan doen",
                behind.gesignaleerd_door,
            ),
            Leerpunt.Staat.GEADRESSEERD: ("op een antwoord", behind.geadresseerde),
            Leerpunt.Staat.BEANTWOORD: ("tot het antwoord is uitgevoerd", behind.geadresseerde),
            Leerpunt.Staat.AANGEPAKT: ("tot de verandering is geborgd", behind.geadresseerde),
        }
        if behind.staat not in words:
            return None
        wacht, wie = words[behind.staat]
        return self._wait(
            LEERPUNT, f"Nu wacht dit {wacht}.", wie, behind.staat_sinds, LEERPUNT.url(behind), str(behind)
        )

    def _stand_of_vertellen(self) -> Stand:
        settled = max(one.staat_sinds for one in self.leerpunten)
        told = [one for one in self._told() if one.periode_tot >= settled]
        if told:
            last = told[0]
            return Stand(
                f"Dit is rond: geborgd op {datum(settled)}, en op {datum(last.vastgesteld_op)} verteld aan {_publiek(last)}.",
                url=REISVERSLAG.url(last),
                label=str(last),
            )
        concept = next(
            (
                one
                for one in self.draad.rijen[REISVERSLAG.key]
                if one.is_concept and one.periode_tot >= settled
            ),
            None,
        )
        if concept:
            return self._wait(
                REISVERSLAG,
                "Nu wacht dit tot het reisverslag is vastgesteld waarin het staat.",
                None,
                settled,
                REISVERSLAG.url(concept),
                str(concept),
            )
        return self._wait(
            REISVERSLAG, "Dit is geborgd. Nu wacht het op een plek in een reisverslag.", None, settled
        )

    def _stand_of_reflectie(self, reflectie: Reflectie) -> Stand:
        eigenaar = reflectie.actiepunt.eigenaar
        is_laat = reflectie.actiepunt.vervalt_op < self.vandaag
        if not reflectie.beantwoord_op:
            zin = "Nu wacht dit op een antwoord."
            return self._wait(REFLECTIE, zin, eigenaar, reflectie.ontvangen_op, is_laat=is_laat)
        if not reflectie.teruggekoppeld_op:
            zin = "Er is een antwoord. Nu wacht het tot het is terugverteld."
            return self._wait(REFLECTIE, zin, eigenaar, reflectie.beantwoord_op, is_laat=is_laat)
        promised = Actiepunt.objects.visible_to(self.user).open().about(reflectie).select_related("eigenaar")
        if first := promised.order_by("vervalt_op", "pk").first():
            return self._wait(
                INSPANNING,
                f"Het antwoord is terugverteld. Nu wacht dit op wat is beloofd: {first.titel}.",
                first.eigenaar,
                localdate(first.gemaakt_op),
                reverse("core:actiepunt", args=[first.pk]),
                "Naar het actiepunt",
                first.is_late(self.vandaag),
            )
        back = f"Dit is rond: op {datum(reflectie.teruggekoppeld_op)} terugverteld, {reflectie.dagen} dagen na ontvangst."
        return Stand(back)

    def _wait(
        self,
        station: Station,
        zin: str,
        wie: Gebruiker | None,
        sinds: date,
        url: str = "",
        label: str = "",
        is_laat: bool = False,
    ) -> Stand:
        dagen = max((self.vandaag - sinds) // timedelta(days=1), 0)
        return Stand(zin, station, functie_of(wie) or "Programmateam", sinds, dagen, url, label, is_laat)


def _publiek(verslag: Reisverslag) -> str:
    naam = verslag.get_publiek_display().lower()
    return f"het {naam}" if verslag.publiek == Reisverslag.Publiek.COLLEGE else f"de {naam}"
