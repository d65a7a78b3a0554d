"""What hangs together on the thread: from one object, all that can be reached along it in one direction or the other.

Two things hang together when one walks from the first to the second without turning round, station by station; so what
is found from one end is found from the other. A reisverslag and a reflectie stand beside the thread: they hang on what
they tell of, and on all that hangs together with that as far as a link there says "this is about that" (NAUW).

Everyone gets what they may know of: each step starts at visible_to. Of casussen outsiders get a safe number and no row.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from ambassadeurs.models import Bijeenkomst, Reflectie
from ambassadeurs.queries import reflecties_over
from brunssum.core.models import Gebruiker
from brunssum.draad import stations
from brunssum.draad.stations import (
    CASUS,
    DOELSTELLING,
    INDICATOR,
    INSPANNING,
    KNELPUNT,
    LEERPUNT,
    NAUW,
    REFLECTIE,
    REISVERSLAG,
    STATIONS,
    VERHAAL,
    Station,
)
from casuistiek.models import Casusknelpunt, Knelpunt
from casuistiek.queries.knelpunten import Casussenstand, casussen_bij
from inspanningen.models import Bijdrage, Doelstelling, Leerpunt, Streefwaarde
from monitor.models import Indicator, Thema
from reisverslag.queries import Vermelding, vermeldingen

HOOGSTENS = 200
"""So many verhalen are read at most, the newest: a thema gathers them for 25 years."""

Ids = dict[str, set[int]]
"""Ids by the key of their station."""


@dataclass
class Draad:
    """What hangs on one object, by station, for one person."""

    station: Station
    object: models.Model
    rijen: dict[str, list[Any]] = field(default_factory=lambda: {one.key: [] for one in STATIONS})
    casussen: Casussenstand | None = None
    """None: no knelpunt, so no casus either."""
    knelpunten: set[int] = field(default_factory=set)
    """Through which the casussen are found; those that were merged included."""
    eigen_casussen: set[int] = field(default_factory=set)
    """Casussen whose own story is told in this reisverslag."""

    def ids(self, station: Station) -> set[int]:
        found = {row.pk for row in self.rijen[station.key]}
        return found | {self.object.pk} if station == self.station else found


def draad_of(user: Gebruiker, station: Station, obj: models.Model) -> Draad:
    """All that hangs on this object, which this person may see. At most ten queries."""
    draad = Draad(station, obj)
    walk = _Walk(user, draad)
    if station in (REISVERSLAG, REFLECTIE):
        walk.from_beside()
    else:
        walk.from_the_thread()
    draad.rijen[station.key] = []  # here it stands itself
    return draad


class _Walk:
    """One walk along the thread, filling a Draad."""

    def __init__(self, user: Gebruiker, draad: Draad):
        self.user, self.draad = user, draad
        self.names: dict[int, int] = {}
        """Of knelpunten that were merged: into which."""

    # Where a walk begins

    def from_the_thread(self) -> None:
        draad, pk = self.draad, self.draad.object.pk
        self._spread({draad.station.key: {pk}})
        nauw = {one.key: draad.ids(one) for one in NAUW if one != CASUS}
        nauw[KNELPUNT.key] |= draad.knelpunten
        nauw[CASUS.key] = {pk} if draad.station == CASUS else set()
        direct = {draad.station.key: {pk}} if draad.station not in NAUW else {}
        thema = {Thema._meta.label_lower: self._themas()}
        draad.rijen[REISVERSLAG.key] = [
            one.verslag for one in vermeldingen(self.user) if one.noemt(_named(nauw) | _named(direct))
        ]
        about = {**_named(nauw), **_named(direct), **thema}
        draad.rijen[REFLECTIE.key] = list(reflecties_over(self.user, about, leerpunten=nauw[LEERPUNT.key]))

    def from_beside(self) -> None:
        draad = self.draad
        hangs_on, thema = self._hangs_on()
        self._spread({key: pks for key, pks in hangs_on.items() if stations.STATION[key] in NAUW})
        for station in (DOELSTELLING, INDICATOR, VERHAAL):
            self._add_outer(station, hangs_on.get(station.key, set()), thema)
        nauw = _named({**hangs_on, KNELPUNT.key: self._all_names(hangs_on.get(KNELPUNT.key, set()))})
        if draad.station == REISVERSLAG:
            draad.rijen[REFLECTIE.key] = list(
                reflecties_over(
                    self.user,
                    nauw,
                    leerpunten=hangs_on.get(LEERPUNT.key, ()),
                    ook=hangs_on.get(REFLECTIE.key, ()),
                )
            )
        else:
            named = nauw | {REFLECTIE.naam: {draad.object.pk}}
            draad.rijen[REISVERSLAG.key] = [
                one.verslag for one in vermeldingen(self.user) if one.noemt(named)
            ]

    def _hangs_on(self) -> tuple[Ids, int | None]:
        """What a reisverslag or a reflectie is about, and of a reflectie perhaps a thema."""
        draad = self.draad
        if draad.station == REISVERSLAG:
            told: list[Vermelding] = vermeldingen(self.user, [draad.object.pk])
            named = told[0].genoemd if told else {}
            found = {one.key: set(named.get(one.naam, ())) for one in STATIONS}
            draad.eigen_casussen = found[CASUS.key]
            return found, None
        reflectie: Reflectie = draad.object
        soort = ContentType.objects.get_for_id(reflectie.onderwerp_soort_id)
        label = f"{soort.app_label}.{soort.model}"
        found = {one.key: {reflectie.onderwerp_id} for one in STATIONS if one.naam == label}
        if reflectie.bijeenkomst_id:
            rows = Bijeenkomst.leerpunten.through.objects.filter(bijeenkomst=reflectie.bijeenkomst_id)
            found[LEERPUNT.key] = set(rows.values_list("leerpunt", flat=True))
        return found, reflectie.onderwerp_id if label == Thema._meta.label_lower else None

    def _all_names(self, knelpunten: set[int]) -> set[int]:
        """These knelpunten with those they were merged into, and those that were merged into them."""
        geldend = {self.names.get(pk, pk) for pk in knelpunten}
        return knelpunten | geldend | {oud for oud, nieuw in self.names.items() if nieuw in geldend}

    # The walk itself

    def _spread(self, begin: Ids) -> None:
        """Up the thread and down it from these; what each station gives is put in the Draad."""
        draad = self.draad
        start = {station.key: begin.get(station.key, set()) for station in STATIONS}
        # Down from the far end as far as the inspanningen, and up from the casus as far as the knelpunten.
        indicatoren = self._indicatoren(start[INDICATOR.key], verhalen=start[VERHAAL.key])
        doelen = self._doelstellingen(start[DOELSTELLING.key], indicatoren=_pks(indicatoren))
        down = self._inspanningen(start[INSPANNING.key], doelstellingen=_pks(doelen)) if doelen else []
        inspanningen_down = _pks(down) | start[INSPANNING.key]
        up = self._knelpunten(set(), casussen=start[CASUS.key]) if start[CASUS.key] else []
        knelpunten_up = _pks(up) | start[KNELPUNT.key]
        leerpunten = self._leerpunten(start[LEERPUNT.key], knelpunten_up, inspanningen_down)
        leerpunten_up = {one.pk for one in leerpunten if one.is_up}
        leerpunten_down = {one.pk for one in leerpunten if one.is_down}
        # On upward.
        up_inspanningen = self._inspanningen(start[INSPANNING.key], leerpunten=leerpunten_up)
        doelen = _joined(doelen, self._doelstellingen(set(), inspanningen=_pks(up_inspanningen)))
        reached = (
            start[DOELSTELLING.key] | _pks(doelen) if start[DOELSTELLING.key] or up_inspanningen else set()
        )
        indicatoren = _joined(indicatoren, self._indicatoren(set(), doelstellingen=reached))
        draad.rijen[INDICATOR.key], draad.rijen[DOELSTELLING.key] = indicatoren, doelen
        through = (start[INDICATOR.key] | _pks(indicatoren)) if not start[VERHAAL.key] else set()
        draad.rijen[VERHAAL.key] = self._verhalen(through)
        # On downward.
        draad.rijen[INSPANNING.key] = _joined(down, up_inspanningen)
        draad.rijen[LEERPUNT.key] = leerpunten
        draad.rijen[KNELPUNT.key] = _joined(
            up, self._knelpunten(start[KNELPUNT.key], leerpunten=leerpunten_down)
        )
        if not start[CASUS.key] or draad.eigen_casussen:
            draad.knelpunten = _pks(draad.rijen[KNELPUNT.key]) | set(self.names)
            if draad.knelpunten or draad.eigen_casussen:
                draad.casussen = casussen_bij(self.user, draad.knelpunten, draad.eigen_casussen)

    def _add_outer(self, station: Station, pks: set[int], thema: int | None) -> None:
        """What a reflectie or reisverslag names beyond the inspanningen: that itself, and nothing further."""
        about = {DOELSTELLING.key: Q(hoek=thema)}.get(station.key, Q(thema=thema)) if thema else Q(pk__in=[])
        if not pks and not thema:
            return
        rows = _in_order(station, station.rijen(self.user).filter(Q(pk__in=pks) | about))
        self.draad.rijen[station.key] = _joined(self.draad.rijen[station.key], rows)

    # One step each: a query, unless there is nothing to start from

    def _knelpunten(self, named: set[int], *, leerpunten: Iterable[int] = (), casussen: Iterable[int] = ()):
        if not (named or leerpunten or casussen):
            return []
        linked = Knelpunt.leerpunten.through.objects.filter(leerpunt__in=leerpunten).values("knelpunt")
        ran_into = Casusknelpunt.objects.filter(casus__in=casussen).values("knelpunt")
        geldend = _geldend(Q(pk__in=named) | Q(pk__in=linked) | Q(pk__in=ran_into))
        rows = KNELPUNT.rijen(self.user).filter(Q(pk__in=geldend) | Q(opgenomen_in__in=geldend))
        rows = list(rows.order_by("naam", "pk"))
        self.names |= {row.pk: row.opgenomen_in_id for row in rows if row.opgenomen_in_id}
        return [row for row in rows if row.opgenomen_in_id is None]

    def _leerpunten(self, named: set[int], knelpunten: set[int], inspanningen: set[int]):
        """Each with is_up (go on from here to inspanningen) and is_down (and to knelpunten)."""
        if not (named or knelpunten or inspanningen):
            return []
        from_knelpunt = Knelpunt.leerpunten.through.objects.filter(
            leerpunt=OuterRef("pk"), knelpunt__in=_geldend(Q(pk__in=knelpunten))
        )
        from_inspanning = Leerpunt.inspanningen.through.objects.filter(
            leerpunt=OuterRef("pk"), inspanning__in=inspanningen
        )
        rows = LEERPUNT.rijen(self.user).annotate(
            is_up=_is(Q(pk__in=named) | Exists(from_knelpunt)),
            is_down=_is(Q(pk__in=named) | Exists(from_inspanning)),
        )
        return list(rows.filter(Q(is_up=True) | Q(is_down=True)).order_by("-staat_sinds", "-pk"))

    def _inspanningen(
        self, named: set[int], *, leerpunten: Iterable[int] = (), doelstellingen: Iterable[int] = ()
    ):
        if not (named or leerpunten or doelstellingen):
            return []
        taken_up = Leerpunt.inspanningen.through.objects.filter(leerpunt__in=leerpunten).values("inspanning")
        of_doel = Q(doelstelling__in=doelstellingen) | Q(doelstelling__ouder__in=doelstellingen)
        aims = Bijdrage.objects.lopend().filter(of_doel).values("inspanning")
        rows = INSPANNING.rijen(self.user).filter(Q(pk__in=named) | Q(pk__in=taken_up) | Q(pk__in=aims))
        return list(_in_order(INSPANNING, rows))

    def _doelstellingen(
        self, named: set[int], *, inspanningen: Iterable[int] = (), indicatoren: Iterable[int] = ()
    ):
        """What an inspanning contributes to, and the strategische that belongs to; or what has such a figure."""
        if not (named or inspanningen or indicatoren):
            return []
        aimed = Bijdrage.objects.lopend().filter(inspanning__in=inspanningen).values("doelstelling")
        figures = Streefwaarde.objects.filter(indicator__in=indicatoren).values("doelstelling")
        corners = Indicator.objects.filter(pk__in=indicatoren).values("thema")
        above = Doelstelling.objects.filter(pk__in=aimed).values("ouder")
        wanted = Q(pk__in=named) | Q(pk__in=aimed) | Q(pk__in=above) | Q(pk__in=figures)
        wanted |= Q(streefwaarden=None, hoek__in=corners)
        vervallen = Q(status=Doelstelling.Status.VERVALLEN) & ~Q(pk__in=named)
        return list(_in_order(DOELSTELLING, DOELSTELLING.rijen(self.user).filter(wanted).exclude(vervallen)))

    def _indicatoren(
        self, named: set[int], *, doelstellingen: Iterable[int] = (), verhalen: Iterable[int] = ()
    ):
        """Those that a doelstelling has a streefwaarde of; has it none yet, those of its hoek."""
        if not (named or doelstellingen or verhalen):
            return []
        aimed = Streefwaarde.objects.filter(doelstelling__in=doelstellingen).values("indicator")
        corners = Doelstelling.objects.filter(pk__in=doelstellingen, streefwaarden=None).values("hoek")
        told = VERHAAL.rijen(self.user).filter(pk__in=verhalen).values("thema")
        rows = INDICATOR.rijen(self.user).filter(
            Q(pk__in=named) | Q(pk__in=aimed) | Q(thema__in=corners) | Q(thema__in=told)
        )
        return list(_in_order(INDICATOR, rows))

    def _verhalen(self, indicatoren: set[int]):
        if not indicatoren:
            return []
        themas = Indicator.objects.filter(pk__in=indicatoren).values("thema")
        rows = VERHAAL.rijen(self.user).published().filter(thema__in=themas)
        return list(_in_order(VERHAAL, rows)[:HOOGSTENS])

    def _themas(self) -> set[int]:
        """The thema of a doelstelling, indicator or verhaal: what is said of it is said of these."""
        obj = self.draad.object
        thema = obj.hoek_id if self.draad.station == DOELSTELLING else getattr(obj, "thema_id", None)
        return {thema} if thema else set()


ORDE = {
    INSPANNING.key: ("volgnummer", "nummer", "pk"),
    DOELSTELLING.key: ("nummer", "pk"),
    INDICATOR.key: ("thema__volgorde", "volgorde", "pk"),
    VERHAAL.key: ("-gepubliceerd_op", "-pk"),
}
KOLOMMEN = {
    INSPANNING.key: ("nummer", "naam", "fase"),
    VERHAAL.key: ("titel", "status", "gepubliceerd_op", "thema_id"),
}
"""A kaart and a story are long: only what a list shows of them."""


def _in_order(station: Station, rows: models.QuerySet) -> models.QuerySet:
    rows = rows.distinct().order_by(*ORDE[station.key]) if station == DOELSTELLING else rows.order_by(*ORDE[station.key])  # fmt: skip
    return rows.only(*KOLOMMEN[station.key]) if station.key in KOLOMMEN else rows


def _geldend(which: Q) -> models.QuerySet:
    """The ids of these knelpunten; of one that was merged that of the other."""
    return Knelpunt.objects.filter(which).annotate(geldend=Coalesce("opgenomen_in", "pk")).values("geldend")


def _is(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=models.BooleanField())


def _named(ids: Ids) -> dict[str, set[int]]:
    """By the name that ONDERWERPEN and blokken use."""
    return {stations.STATION[key].naam: pks for key, pks in ids.items() if pks}


def _pks(rows: Iterable[models.Model]) -> set[int]:
    return {row.pk for row in rows}


def _joined(first: list, then: Iterable) -> list:
    """Both, each row once."""
    known = _pks(first)
    return first + [row for row in then if row.pk not in known]
