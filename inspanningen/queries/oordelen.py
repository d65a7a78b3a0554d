"""What is known of the rounds: who still has to answer, what was answered, what was asked and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType

from brunssum.core.models import Actiepunt, Gebruiker
from inspanningen.criteria import CRITERIA
from inspanningen.models import Inspanning, Oordeel, Oordeelronde, Oordeelvraag
from inspanningen.models.oordeel import Antwoord

GEVEN = "oordeel.geven"
"""The actiepunt of who has to judge."""

HULP = "oordeel.hulp"
"""The actiepunt of who was asked for help."""

RONDE_DUURT = timedelta(days=182)
"""Half a year after a round began, the next is due."""

RONDES_TERUG = 6
"""So many rounds are drawn: three years."""


@dataclass(frozen=True)
class Bordrij:
    """One inspanning in a round."""

    inspanning: Inspanning
    vraag: Oordeelvraag | None
    verloop: tuple[Oordeel | None, ...]
    """What holds in each of the rounds of the bord, the oldest first, this one last."""
    gevraagd: Actiepunt | None
    hulp: Actiepunt | None

    @property
    def oordeel(self) -> Oordeel | None:
        return self.verloop[-1]

    @property
    def vorig(self) -> Oordeel | None:
        """The newest of the rounds before."""
        return next((oordeel for oordeel in reversed(self.verloop[:-1]) if oordeel), None)

    @property
    def wacht(self) -> bool:
        """Asked, not answered, and still running."""
        return self.vraag is not None and self.oordeel is None and self.inspanning.fase in Oordeelvraag.FASEN


@dataclass(frozen=True)
class Hulpvraag:
    """Help that was asked in a round, with the actiepunt that came of it."""

    oordeel: Oordeel
    actiepunt: Actiepunt | None


@dataclass(frozen=True)
class Rondebord:
    """A round as a whole."""

    ronde: Oordeelronde
    rondes: tuple[Oordeelronde, ...]
    """Those that are drawn, the oldest first, this one last."""
    rijen: tuple[Bordrij, ...]
    hulpvragen: tuple[Hulpvraag, ...]
    """Of this round, and of the rounds before when nothing came of them yet."""

    @property
    def wachtend(self) -> tuple[Bordrij, ...]:
        return tuple(rij for rij in self.rijen if rij.wacht)

    @property
    def beantwoord(self) -> int:
        return sum(1 for rij in self.rijen if rij.oordeel)


def rondebord(user: Gebruiker, ronde: Oordeelronde) -> Rondebord:
    """Everything about a round for this reader; seven queries however many inspanningen."""
    earlier = Oordeelronde.objects.visible_to(user).filter(van__lt=ronde.van).newest_first()
    rondes = (*reversed(earlier[: RONDES_TERUG - 1]), ronde)
    vragen = {vraag.inspanning_id: vraag for vraag in ronde.vragen.all()}
    shown = [one.pk for one in rondes]
    rows = Oordeel.objects.visible_to(user).current().filter(ronde__in=shown).select_related("hulp_van")
    oordelen = {(oordeel.inspanning_id, oordeel.ronde_id): oordeel for oordeel in rows}
    inspanningen = {
        one.pk: one
        for one in Inspanning.objects.visible_to(user)
        .filter(pk__in={*vragen, *(pk for pk, _ in oordelen)})
        .select_related("projectleider")
        .in_order()
    }
    gevraagd = _about(Oordeelvraag, [vraag.pk for vraag in vragen.values()], GEVEN)
    hulp = help_of(oordelen.values())
    rijen = tuple(
        Bordrij(
            inspanning=inspanning,
            vraag=vragen.get(pk),
            verloop=tuple(oordelen.get((pk, one.pk)) for one in rondes),
            gevraagd=gevraagd.get(vragen[pk].pk) if pk in vragen else None,
            hulp=hulp.get((pk, ronde.pk)),
        )
        for pk, inspanning in inspanningen.items()
        if pk in vragen or (pk, ronde.pk) in oordelen
    )
    by_ronde = {one.pk: one for one in rondes}
    hulpvragen = []
    for (pk, ronde_id), oordeel in oordelen.items():
        asked = hulp.get((pk, ronde_id))
        is_open = asked is not None and asked.is_lopend
        if oordeel.hulp_gevraagd and pk in inspanningen and (ronde_id == ronde.pk or is_open):
            oordeel.inspanning, oordeel.ronde = inspanningen[pk], by_ronde[ronde_id]
            hulpvragen.append(Hulpvraag(oordeel, asked))
    hulpvragen.sort(
        key=lambda one: (one.oordeel.ronde.van, list(inspanningen).index(one.oordeel.inspanning_id))
    )
    return Rondebord(ronde, rondes, rijen, tuple(hulpvragen))


def help_of(oordelen: Iterable[Oordeel]) -> dict[tuple[int, int], Actiepunt]:
    """The newest actiepunt for help, by (inspanning, ronde): also of an oordeel that was replaced since.

    Two queries however many.
    """
    asked = {(oordeel.inspanning_id, oordeel.ronde_id) for oordeel in oordelen if oordeel.hulp_gevraagd}
    if not asked:
        return {}
    chain = {
        pk: (inspanning, ronde)
        for pk, inspanning, ronde in Oordeel.objects.asks_help()
        .filter(inspanning__in={one for one, _ in asked}, ronde__in={one for _, one in asked})
        .values_list("pk", "inspanning_id", "ronde_id")
    }
    found = _about(Oordeel, chain, HULP)
    return {chain[pk]: actiepunt for pk, actiepunt in sorted(found.items())}


def previous_oordeel(inspanning: Inspanning, ronde: Oordeelronde) -> Oordeel | None:
    """What holds of the last round before this one in which this inspanning was judged."""
    rows = Oordeel.objects.current().filter(inspanning=inspanning, ronde__van__lt=ronde.van)
    return rows.select_related("ronde", "hulp_van").newest_first().first()


def current_oordeel(inspanning: Inspanning, ronde: Oordeelronde) -> Oordeel | None:
    rows = Oordeel.objects.current().filter(inspanning=inspanning, ronde=ronde)
    return rows.select_related("gegeven_door", "hulp_van").first()


def next_ronde_due(vandaag: date) -> date | None:
    """Since when a round should have been opened; None while one is open, or while it is not yet time."""
    if not Oordeelronde.objects.exists():
        return vandaag
    last = last_ronde_gone_by(vandaag)
    return last.van + RONDE_DUURT if last else None


def last_ronde_gone_by(vandaag: date) -> Oordeelronde | None:
    """The last round, when it is closed and the next should have been opened by now."""
    last = Oordeelronde.objects.newest_first().first()
    is_due = last is not None and not last.is_open and last.van + RONDE_DUURT <= vandaag
    return last if is_due else None


def asked_actiepunten(vragen: Iterable[Oordeelvraag]) -> dict[int, Actiepunt]:
    """The actiepunt of each vraag, by its pk."""
    return _about(Oordeelvraag, [vraag.pk for vraag in vragen], GEVEN)


def _about(model: type, pks: Iterable[int], soort: str) -> dict[int, Actiepunt]:
    """The newest actiepunt of this soort about each of these rows, those that were withdrawn left out."""
    rows = Actiepunt.objects.filter(
        onderwerp_soort=ContentType.objects.get_for_model(model), onderwerp_id__in=list(pks), soort=soort
    ).exclude(status=Actiepunt.Status.INGETROKKEN)
    return {row.onderwerp_id: row for row in rows.select_related("eigenaar").order_by("pk")}


MINSTENS = 10
"""Of fewer oordelen than this no counts leave the municipality: one would read who said what."""


@dataclass(frozen=True)
class Rondetelling:
    """A round in numbers that name no inspanning: for a reisverslag."""

    naam: str
    gesloten_op: date | None
    gevraagd: int
    gegeven: int
    criteria: tuple[tuple[str, dict[str, int]], ...]
    """Per criterium its name, and how many inspanningen gave each antwoord."""


def rondetellingen(ronde_ids: Iterable[int]) -> dict[int, Rondetelling]:
    """The closed rounds of these, by id, as far as enough inspanningen answered. Three queries."""
    rondes = {
        ronde.pk: ronde
        for ronde in Oordeelronde.objects.filter(pk__in=list(ronde_ids)).exclude(gesloten_op=None)
    }
    given: dict[int, list[Oordeel]] = {pk: [] for pk in rondes}
    for oordeel in Oordeel.objects.current().filter(ronde__in=rondes).order_by("pk"):
        given[oordeel.ronde_id].append(oordeel)
    asked = {pk: set() for pk in rondes}
    for ronde, inspanning in Oordeelvraag.objects.filter(ronde__in=rondes).values_list("ronde", "inspanning"):
        asked[ronde].add(inspanning)
    return {
        pk: Rondetelling(
            naam=ronde.naam,
            gesloten_op=ronde.gesloten_op,
            gevraagd=len(asked[pk] | {one.inspanning_id for one in given[pk]}),
            gegeven=len(given[pk]),
            criteria=tuple(
                (
                    criterium.naam,
                    {antwoord.value: sum(one.antwoord(criterium.key) == antwoord for one in given[pk]) for antwoord in Antwoord},
                )
                for criterium in CRITERIA
            ),
        )
        for pk, ronde in rondes.items()
        if len(given[pk]) >= MINSTENS
    }  # fmt: skip
