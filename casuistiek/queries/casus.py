"""All that the page of one casus shows: its clock, its money, its timeline."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone

from brunssum.core import vrije_tekst
from brunssum.core.models import Actiepunt, LogRegel
from casuistiek.models import (
    Betrokkene,
    Bijlage,
    Boeking,
    Casus,
    Hoekmeting,
    Notitie,
    Overdracht,
    Signaal,
    Stapwissel,
    VoorgenomenBesluit,
    Voorstel,
)
from casuistiek.querysets import STILSTAND
from casuistiek.stappen import KAN_STILSTAAN, Stap


@dataclass(frozen=True)
class Moment:
    """One line of the timeline."""

    op: date
    vastgelegd_op: datetime
    soort: str
    titel: str
    door: str
    tekst: str = ""
    bedrag: Decimal | None = None
    boeking: Boeking | None = None


@dataclass(frozen=True)
class Klok:
    """How long things took, in days from the melding; None: it has not happened."""

    sinds_melding: int
    tot_eerste_hulp: int | None
    tot_besluit: int | None
    sinds_beweging: int
    staat_stil: bool
    loopt: bool


@dataclass(frozen=True)
class Geld:
    """What this casus has of a budget."""

    verplicht: Decimal
    betaald: Decimal

    @property
    def nog_te_betalen(self) -> Decimal:
        return self.verplicht - self.betaald


@dataclass(frozen=True)
class Dossier:
    """Everything on the page of one casus, except who it is about."""

    casus: Casus
    klok: Klok
    tijdlijn: tuple[Moment, ...]
    voorstel: Voorstel | None
    wachtend: VoorgenomenBesluit | None  # a besluit on it that waits for a second person
    geld: Geld
    overdracht: Overdracht | None
    aantal_betrokkenen: int
    bereikt: frozenset[str]  # the steps it was ever on
    bijlagen: tuple[Bijlage, ...]
    afspraken: tuple[Actiepunt, ...]  # those still running, the first date first
    hoeken: dict[str, Hoekmeting]  # by moment


def dossier(casus: Casus, vandaag: date) -> Dossier:
    """Read one casus; the caller has checked that it may be seen (visible_to, for_detail)."""
    voorstellen = list(
        casus.voorstellen.select_related(
            "door", "besluit__beslisser", "besluit__bevestigd_door", "besluit__budget"
        )
        .prefetch_related("weigeringen")
        .order_by("pk")
    )
    voorgenomen = list(
        VoorgenomenBesluit.objects.filter(voorstel__casus=casus)
        .select_related("voorstel", "beslisser", "beantwoord_door", "budget")
        .order_by("pk")
    )
    boekingen = list(casus.boekingen.select_related("door", "budget", "corrigeert").order_by("pk"))
    overdrachten = list(casus.overdrachten.select_related("van", "naar", "voorgesteld_door").order_by("pk"))
    wissels = list(casus.stapwissels.select_related("door"))
    bijlagen = tuple(casus.bijlagen.select_related("door").order_by("-pk"))
    afspraken = tuple(Actiepunt.objects.about(casus).select_related("gedaan_door").for_list())
    return Dossier(
        casus=casus,
        klok=klok(casus, vandaag),
        tijdlijn=_newest_first(
            *_stappen(wissels),
            *_notities(casus),
            *_bijlagen(bijlagen),
            *_afspraken(afspraken),
            *_voorstellen(voorstellen),
            *_voorgenomen(voorgenomen),
            *_boekingen(boekingen),
            *_overdrachten(overdrachten),
        ),
        voorstel=voorstellen[-1] if voorstellen else None,
        wachtend=next((one for one in voorgenomen if one.status == VoorgenomenBesluit.Status.WACHT), None),
        geld=_geld(boekingen),
        overdracht=next((one for one in overdrachten if one.status == Overdracht.Status.VOORGESTELD), None),
        aantal_betrokkenen=casus.betrokkenen.count(),
        bereikt=frozenset(wissel.naar for wissel in wissels),
        bijlagen=bijlagen,
        afspraken=tuple(one for one in afspraken if one.is_lopend),
        hoeken={meting.moment: meting for meting in casus.hoekmetingen.all()},
    )


def names_betrokkene(over: Casus | Signaal, tekst: str) -> bool:
    """Whether a text seems to name a person this is about. Yes or no, never whom, so it is no look.

    Raises WrongKey when the names cannot be read.
    """
    return any(vrije_tekst.mentions(tekst, one.naam) for one in over.betrokkenen.all())


def klok(casus: Casus, vandaag: date) -> Klok:
    """The clock of a casus, from its own fields."""

    def days_to(day: date | None) -> int | None:
        return None if day is None else (day - casus.gemeld_op).days

    sinds_beweging = (vandaag - casus.bewogen_op).days
    return Klok(
        sinds_melding=((casus.gesloten_op or vandaag) - casus.gemeld_op).days,
        tot_eerste_hulp=days_to(casus.eerste_hulp_op),
        tot_besluit=days_to(casus.besloten_op),
        sinds_beweging=sinds_beweging,
        staat_stil=casus.stap in KAN_STILSTAAN and sinds_beweging >= STILSTAND.days,
        loopt=casus.is_open,
    )


def geld_of(casus: Casus) -> Geld:
    """What this casus has of a budget, summed from its bookings."""
    return _geld(casus.boekingen.select_related("corrigeert"))


def amount_now(boeking: Boeking) -> Decimal:
    """What a booking comes to with its correcties."""
    return boeking.bedrag + sum(boeking.correcties.values_list("bedrag", flat=True), Decimal(0))


def _geld(boekingen: Iterable[Boeking]) -> Geld:
    totals = {"verplicht": Decimal(0), "betaald": Decimal(0)}
    for boeking in boekingen:
        totaal, bedrag = boeking.werking
        totals[totaal] += bedrag
    return Geld(**totals)


def _newest_first(*momenten: Moment) -> tuple[Moment, ...]:
    return tuple(sorted(momenten, key=lambda moment: (moment.op, moment.vastgelegd_op), reverse=True))


def _stappen(wissels: list[Stapwissel]) -> Iterator[Moment]:
    for wissel in wissels:
        if wissel.naar in (Stap.VOORSTEL, Stap.BESLUIT):
            continue  # the voorstel and the besluit stand there themselves
        yield Moment(
            op=wissel.op,
            vastgelegd_op=wissel.vastgelegd_op,
            soort="stap",
            titel=wissel.get_naar_display(),
            door=wissel.door.naam,
            tekst=wissel.toelichting,
        )


def _notities(casus: Casus) -> Iterator[Moment]:
    for notitie in casus.notities.select_related("door"):
        yield Moment(
            op=notitie.op,
            vastgelegd_op=notitie.vastgelegd_op,
            soort="notitie",
            titel="Notitie voor het overleg" if notitie.voor == Notitie.Voor.OVERLEG else "Notitie",
            door=notitie.door.naam,
            tekst=notitie.tekst,
        )


def _bijlagen(bijlagen: Iterable[Bijlage]) -> Iterator[Moment]:
    for bijlage in bijlagen:
        yield Moment(
            op=bijlage.op,
            vastgelegd_op=bijlage.vastgelegd_op,
            soort="bijlage",
            titel="Bijlage",
            door=bijlage.door.naam,
            tekst=bijlage.omschrijving,
        )


def _afspraken(afspraken: Iterable[Actiepunt]) -> Iterator[Moment]:
    """Those that were done, on the day they were."""
    for one in afspraken:
        if one.gedaan_op is not None:
            yield Moment(
                op=timezone.localdate(one.gedaan_op),
                vastgelegd_op=one.gedaan_op,
                soort="afspraak",
                titel=f"Gedaan: {one.titel}",
                door=one.gedaan_door.naam if one.gedaan_door else "Kanarie zelf",
                tekst=one.uitkomst,
            )


def _voorstellen(voorstellen: list[Voorstel]) -> Iterator[Moment]:
    for voorstel in voorstellen:
        yield Moment(
            op=voorstel.op,
            vastgelegd_op=voorstel.vastgelegd_op,
            soort="voorstel",
            titel="Voorstel",
            door=voorstel.door.naam,
            tekst=voorstel.kleine_duw,
            bedrag=voorstel.bedrag,
        )
        besluit = getattr(voorstel, "besluit", None)
        if besluit is not None:
            yield Moment(
                op=besluit.op,
                vastgelegd_op=besluit.vastgelegd_op,
                soort="besluit",
                titel=f"Besluit: {besluit.get_uitkomst_display().lower()}",
                door=" en ".join(one.naam for one in (besluit.beslisser, besluit.bevestigd_door) if one),
                bedrag=besluit.bedrag if besluit.uitkomst == besluit.Uitkomst.TOEGEKEND else None,
            )


def _voorgenomen(rows: list[VoorgenomenBesluit]) -> Iterator[Moment]:
    for one in rows:
        yield Moment(
            op=one.op,
            vastgelegd_op=one.vastgelegd_op,
            soort="besluit",
            titel="Voorgenomen besluit",
            door=one.beslisser.naam,
            bedrag=one.bedrag,
            tekst=_hoe_het_afliep(one),
        )


def _hoe_het_afliep(one: VoorgenomenBesluit) -> str:
    match one.status:
        case VoorgenomenBesluit.Status.WACHT:
            return "Wacht op een tweede persoon."
        case VoorgenomenBesluit.Status.TERUGGEGEVEN:
            return f"Teruggegeven door {one.beantwoord_door.naam}: {one.toelichting}"
    return f"{one.get_status_display()}."


def _boekingen(boekingen: list[Boeking]) -> Iterator[Moment]:
    for boeking in boekingen:
        yield Moment(
            op=boeking.op,
            vastgelegd_op=boeking.vastgelegd_op,
            soort="boeking",
            titel=boeking.get_soort_display(),
            door=boeking.door.naam,
            tekst=" · ".join(filter(None, [str(boeking.budget), boeking.omschrijving])),
            bedrag=boeking.bedrag,
            boeking=boeking,
        )


def _overdrachten(overdrachten: list[Overdracht]) -> Iterator[Moment]:
    for one in overdrachten:
        yield Moment(
            op=one.beantwoord_op or one.voorgesteld_op,
            vastgelegd_op=one.vastgelegd_op,
            soort="overdracht",
            titel=f"Overdracht {one.get_status_display().lower()}",
            door=one.voorgesteld_door.naam,
            tekst=f"Van {one.van.naam} naar {one.naar.naam}.",
        )


def geschiedenis(casus: Casus):
    """Who did what to this casus and its betrokkenen, newest first. Who looked stands in Inzage."""
    soorten = ContentType.objects.get_for_models(Casus, Betrokkene)
    betrokkenen = casus.betrokkenen.values("pk")
    return (
        LogRegel.objects.filter(
            Q(object_soort=soorten[Casus], object_id=casus.pk)
            | Q(object_soort=soorten[Betrokkene], object_id__in=betrokkenen)
        )
        .with_who()
        .order_by("-tijdstip", "-pk")
    )
