"""Reads about knelpunten. What other apps may use: waar_knelt_het, knelpuntregels, knelpunten_bij_leerpunt.

Every number of casussen here went through casuistiek/kleine_cellen.py, for everyone: also who sees each casus gets
the numbers that others get, so that a page can be shown around a table.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht
from casuistiek.kleine_cellen import safe_count, safe_median
from casuistiek.models import Casus, Casusknelpunt, Knelpunt, Leefgebied
from casuistiek.queries import AnoniemVerhaal, verhalen
from inspanningen.models import Leerpunt

TOP = 10
JAREN = 5
"""How many years back the trend goes."""

HITTE = (5, 10, 20, 50)
"""From how many casussen on a place on the map is drawn darker."""

KAART = "casuistiek:kaart:1"
"""Where the map is kept; another number when Kaart gets other fields."""

KAART_GELDT = 10 * 60
"""Seconds that a kept map is shown at most, when nothing about a knelpunt changes."""


@dataclass(frozen=True)
class Knelpuntregel:
    """A knelpunt in a list, with how often it was seen: "… of meer", or None when that stays hidden."""

    pk: int
    naam: str
    soort: str
    domein: str
    regeling: str
    organisatie: str
    eigenaar: str
    aantal: int | None
    leerpunten: int


def knelpuntregels(knelpunten: Iterable[Knelpunt]) -> list[Knelpuntregel]:
    """These knelpunten (for_list) as lines, in their order. Two queries."""
    knelpunten = list(knelpunten)
    pks = [knelpunt.pk for knelpunt in knelpunten]
    seen = _seen(Casusknelpunt.objects.filter(Q(knelpunt__in=pks) | Q(knelpunt__opgenomen_in__in=pks)))
    links = Knelpunt.leerpunten.through.objects.filter(knelpunt__in=pks)
    learned = Counter(links.values_list("knelpunt", flat=True))
    return [
        Knelpuntregel(
            pk=one.pk,
            naam=one.naam,
            soort=one.get_soort_display(),
            domein=one.get_domein_display(),
            regeling=one.regeling,
            organisatie=one.organisatie.naam if one.organisatie else "",
            eigenaar=one.eigenaar.naam,
            aantal=safe_count(seen.get(one.pk, 0)),
            leerpunten=learned[one.pk],
        )
        for one in knelpunten
    ]


def _seen(links) -> dict[int, int]:
    """How many casussen ran into each knelpunt. One query."""
    rows = links.counted().values("geldend").annotate(casussen=Count("casus", distinct=True))
    return {row["geldend"]: row["casussen"] for row in rows}


def safe_seen(knelpunt_ids: Iterable[int]) -> dict[int, int | None]:
    """How often each of these was seen, by the small-cell rule. One query."""
    knelpunt_ids = list(knelpunt_ids)
    seen = _seen(Casusknelpunt.objects.filter(_of_any(knelpunt_ids)))
    return {pk: safe_count(seen.get(pk, 0)) for pk in knelpunt_ids}


# The page of one knelpunt


@dataclass(frozen=True)
class Beeld:
    """What may be said of the casussen of a knelpunt together: each number or None."""

    aantal: int | None
    kosten: Decimal | None  # the middle one of what was granted
    dagen_tot_hulp: int | None


@dataclass(frozen=True)
class EigenCasus:
    """A casus that ran into it, for someone who may see that casus."""

    casus: Casus
    duw: str
    bedrag: Decimal | None


def beeld(knelpunt: Knelpunt) -> Beeld:
    """How often, what it cost and how long it took. One query."""
    rows = Casus.objects.filter(pk__in=Casusknelpunt.objects.of(knelpunt).values("casus")).values_list(
        "toegekend_bedrag", "gemeld_op", "eerste_hulp_op"
    )
    rows = list(rows)
    kosten = safe_median([bedrag for bedrag, _, _ in rows if bedrag])
    dagen = safe_median([(hulp - gemeld).days for _, gemeld, hulp in rows if hulp])
    return Beeld(
        aantal=safe_count(len(rows)),
        kosten=None if kosten is None else _round(kosten),
        dagen_tot_hulp=None if dagen is None else round(dagen),
    )


def _round(bedrag: Decimal) -> Decimal:
    """To fifty euro: what one casus cost is nobody's business."""
    return round(bedrag / 50) * Decimal(50)


def own_casussen(user: Gebruiker, knelpunt: Knelpunt) -> list[EigenCasus]:
    """The casussen of a knelpunt that this person may see, the newest first, with what was proposed. Two queries."""
    casussen = (
        Casus.objects.visible_to(user)
        .filter(pk__in=Casusknelpunt.objects.of(knelpunt).values("casus"))
        .select_related("gebied")
        .prefetch_related("voorstellen")
        .order_by("-gemeld_op", "-pk")
    )
    found = []
    for casus in casussen:
        voorstellen = sorted(casus.voorstellen.all(), key=lambda voorstel: voorstel.pk)
        duw = voorstellen[-1].kleine_duw if voorstellen else ""
        found.append(EigenCasus(casus, duw, casus.toegekend_bedrag))
    return found


def verhalen_bij(user: Gebruiker, knelpunt: Knelpunt) -> list[AnoniemVerhaal]:
    """The released stories of casussen that ran into it, for who may read stories."""
    released = Casusknelpunt.objects.of(knelpunt).filter(casus__vrijgegeven_op__isnull=False)
    return list(verhalen(user, released.values_list("casus", flat=True)).values())


def knelpunten_of(casus: Casus) -> list[Knelpunt]:
    """What a casus ran into, by name. One query."""
    links = Casusknelpunt.objects.filter(casus=casus).counted()
    return list(Knelpunt.objects.filter(pk__in=links.values("geldend")).order_by("naam", "pk"))


def namen_per_casus(casus_ids: Iterable[int]) -> dict[int, list[str]]:
    """The names of the knelpunten of casussen. One query."""
    rows = Casusknelpunt.objects.filter(casus__in=list(casus_ids)).values_list(
        "casus", Coalesce("knelpunt__opgenomen_in__naam", "knelpunt__naam")
    )
    namen: dict[int, set[str]] = {}
    for casus, naam in rows:
        namen.setdefault(casus, set()).add(naam)
    return {casus: sorted(found) for casus, found in namen.items()}


def knelpunten_bij_leerpunt(user: Gebruiker, leerpunt: Leerpunt) -> list[tuple[Knelpunt, list[Casus]]]:
    """The knelpunten a leerpunt came from, each with the casussen that this person may see. Two queries."""
    knelpunten = list(
        Knelpunt.objects.visible_to(user).current().filter(leerpunten=leerpunt).order_by("naam", "pk")
    )
    if not user.mag(Recht.CASUS_BEHANDELEN):
        return [(knelpunt, []) for knelpunt in knelpunten]
    links = (
        Casusknelpunt.objects.counted()
        .filter(geldend__in=[one.pk for one in knelpunten], casus__in=Casus.objects.visible_to(user))
        .select_related("casus")
        .order_by("-casus__gemeld_op", "-casus__pk")
    )
    casussen: dict[int, dict[int, Casus]] = {}
    for link in links:
        casussen.setdefault(link.geldend, {})[link.casus_id] = link.casus
    return [(knelpunt, list(casussen.get(knelpunt.pk, {}).values())) for knelpunt in knelpunten]


# Waar knelt het systeem


@dataclass(frozen=True)
class Cel:
    """One place on the map: a domein and a soort. `aantal` is "… of meer"; None: hidden, or nothing."""

    domein: str
    soort: str
    knelpunten: int
    aantal: int | None

    @property
    def hitte(self) -> int:
        """How dark it is drawn: 0 to 4."""
        return sum((self.aantal or 0) >= grens for grens in HITTE)


@dataclass(frozen=True)
class Kaart:
    """Where the system jams. Nothing in it can be turned back into a number under five."""

    soorten: tuple[str, ...]
    rijen: tuple[tuple[str, tuple[Cel, ...]], ...]  # the label of a domein, and its cells
    verloop: tuple[tuple[int, int | None], ...]  # a year, and how many casussen ran into something
    top: tuple[Knelpuntregel, ...]

    @property
    def hoogste(self) -> int:
        """The longest bar of the trend."""
        return max((aantal or 0 for _, aantal in self.verloop), default=0)


def waar_knelt_het(vandaag: date) -> Kaart:
    """The map, the trend and the ten that were seen most. A fixed number of queries; none while it is kept.

    Counting takes every casus there ever was, so the outcome is kept: whole, so that its numbers are of one moment, and
    after the small cells are hidden. What changes it says so with map_changed.
    """
    return cache.get_or_set(KAART, lambda: _count_kaart(vandaag), KAART_GELDT)


def map_changed() -> None:
    """The map is counted anew by who looks next, once this transaction is there for them too."""
    transaction.on_commit(lambda: cache.delete(KAART))


def _count_kaart(vandaag: date) -> Kaart:
    knelpunten = list(Knelpunt.objects.current().for_list())
    seen = _seen(Casusknelpunt.objects.all())
    parts: dict[tuple[str, str], list[int]] = {}
    for knelpunt in knelpunten:
        parts.setdefault((knelpunt.domein, knelpunt.soort), []).append(seen.get(knelpunt.pk, 0))
    wholes = _seen_per_cel()
    cellen = {
        key: Cel(*key, len(delen), safe_count(wholes.get(key, 0), delen)) for key, delen in parts.items()
    }
    shown = sorted(
        (one for one in knelpunten if safe_count(seen.get(one.pk, 0))),
        key=lambda one: (-safe_count(seen[one.pk]), one.naam.lower()),
    )
    return Kaart(
        soorten=tuple(soort.label for soort in Knelpunt.Soort),
        rijen=tuple(
            (
                domein.label,
                tuple(
                    cellen.get((domein.value, soort.value)) or Cel(domein.value, soort.value, 0, None)
                    for soort in Knelpunt.Soort
                ),
            )
            for domein in Leefgebied
        ),
        verloop=_verloop(vandaag, [deel for delen in parts.values() for deel in delen]),
        top=tuple(knelpuntregels(shown[:TOP])),
    )


def _seen_per_cel() -> dict[tuple[str, str], int]:
    """How many casussen ran into something in each place of the map; one that did so twice counts once."""
    rows = (
        Casusknelpunt.objects.values_list(
            Coalesce("knelpunt__opgenomen_in__domein", "knelpunt__domein"),
            Coalesce("knelpunt__opgenomen_in__soort", "knelpunt__soort"),
        )
        .annotate(casussen=Count("casus", distinct=True))
        .order_by()
    )
    return {(domein, soort): casussen for domein, soort, casussen in rows}


def _verloop(vandaag: date, delen: list[int]) -> tuple[tuple[int, int | None], ...]:
    """Per year that has one, how many casussen ran into something that year."""
    rows = (
        Casusknelpunt.objects.filter(op__year__gt=vandaag.year - JAREN)
        .values_list("op__year")
        .annotate(casussen=Count("casus", distinct=True))
        .order_by("op__year")
    )
    return tuple((jaar, safe_count(casussen, delen)) for jaar, casussen in rows)


# For the reisverslag


def feiten(knelpunt_ids: Iterable[int]) -> dict[int, dict]:
    """What may be published of these knelpunten, by the id that was asked: one that was merged gives the other.

    JSON-able, without the organisation: a published text does not point a finger. Four queries.
    """
    asked = dict(
        Knelpunt.objects.filter(pk__in=list(knelpunt_ids)).values_list("pk", Coalesce("opgenomen_in", "pk"))
    )
    rows = {
        one.pk: one for one in Knelpunt.objects.filter(pk__in=asked.values()).prefetch_related("leerpunten")
    }
    links = Casusknelpunt.objects.filter(Q(knelpunt__in=rows) | Q(knelpunt__opgenomen_in__in=rows))
    seen = _seen(links)
    return {
        pk: {
            "naam": rows[geldend].naam,
            "domein": rows[geldend].get_domein_display(),
            "soort": rows[geldend].get_soort_display(),
            "regeling": rows[geldend].regeling,
            "omschrijving": rows[geldend].omschrijving,
            "wat_helpt": rows[geldend].wat_helpt,
            "aantal": safe_count(seen.get(geldend, 0)),
            "leerpunten": [
                {"titel": one.titel, "staat": one.get_staat_display()}
                for one in sorted(rows[geldend].leerpunten.all(), key=lambda one: one.pk)
            ],
        }
        for pk, geldend in asked.items()
    }


def safe_growth(
    knelpunt_ids: Iterable[int], voor: date, na: date
) -> dict[int, tuple[int | None, int | None]]:
    """How often each knelpunt was seen up to these two days, by the small-cell rule. Two queries."""
    knelpunt_ids = list(knelpunt_ids)
    links = Casusknelpunt.objects.filter(_of_any(knelpunt_ids))
    before, after = (_seen(links.filter(op__lte=day)) for day in (voor, na))
    return {pk: (safe_count(before.get(pk, 0)), safe_count(after.get(pk, 0))) for pk in knelpunt_ids}


# For the red thread


@dataclass(frozen=True)
class Casussenstand:
    """What may be said of the casussen of some knelpunten: "… of meer" or None, and whether someone may open any."""

    aantal: int | None
    mag_openen: bool


def casussen_bij(user: Gebruiker, knelpunt_ids: Iterable[int], ook: Iterable[int] = ()) -> Casussenstand:
    """How many casussen ran into these knelpunten together, by the small-cell rule. Two queries.

    `ook`: casussen that are not counted, but may be opened by who may see them.
    """
    ran_into = _casussen_with(knelpunt_ids)
    delen = _seen(Casusknelpunt.objects.filter(casus__in=ran_into).filter(_of_any(knelpunt_ids)))
    mine = Casus.objects.visible_to(user).logged()
    found = Casus.objects.filter(Q(pk__in=ran_into) | Q(pk__in=list(ook))).aggregate(
        alle=Count("pk", filter=Q(pk__in=ran_into)), zichtbaar=Count("pk", filter=Q(pk__in=mine.values("pk")))
    )
    return Casussenstand(safe_count(found["alle"], delen.values()), found["zichtbaar"] > 0)


def own_casussen_bij(user: Gebruiker, knelpunt_ids: Iterable[int], ook: Iterable[int] = ()):
    """The casussen of these knelpunten (and `ook`) that this person may see, the newest first."""
    wanted = Q(pk__in=_casussen_with(knelpunt_ids)) | Q(pk__in=list(ook))
    return Casus.objects.visible_to(user).logged().filter(wanted).order_by("-gemeld_op", "-pk")


def _casussen_with(knelpunt_ids: Iterable[int]):
    return Casusknelpunt.objects.filter(_of_any(knelpunt_ids)).values("casus")


def _of_any(knelpunt_ids: Iterable[int]) -> Q:
    knelpunt_ids = list(knelpunt_ids)
    return Q(knelpunt__in=knelpunt_ids) | Q(knelpunt__opgenomen_in__in=knelpunt_ids)
