"""Reads over several models. What other apps may use: released_verhalen, verhaal, safe_counts_per_gebied,
werkvoorraad_counts. Nothing of these tells who a casus is about.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max, Q, Sum
from django.utils import timezone
from django.utils.formats import date_format

from brunssum.core import vrije_tekst
from brunssum.core.models import Actiepunt, Gebied, Gebruiker, LogRegel
from brunssum.core.rollen import RECHTEN, Recht
from casuistiek.kleine_cellen import safe_count
from casuistiek.models import (
    Betrokkene,
    Bijlage,
    Boeking,
    Budget,
    Casus,
    Hoekmeting,
    Mandaat,
    Noodinzage,
    Notitie,
    Overdracht,
    Stapwissel,
    VoorgenomenBesluit,
    Voorstel,
)
from casuistiek.permissions import BESLISSENDE_ROLLEN, Ruimte
from casuistiek.querysets import STILSTAND, is_late, is_running, stands_still, waits_for_besluit
from casuistiek.stappen import KAN_STILSTAAN, LOPEND, Stap

# Stories for the reisverslag


@dataclass(frozen=True)
class AnoniemVerhaal:
    """A casus as a story that its casusverantwoordelijke released. As coarse as wijk and month."""

    casus_id: int
    titel: str
    tekst: str
    wijk: str
    maand: str
    bedrag: Decimal | None


def released_verhalen(user: Gebruiker, van: date, tot: date) -> list[AnoniemVerhaal]:
    """The stories released in this period, oldest first: for who writes a reisverslag. Others get none."""
    if not user.mag(Recht.REISVERSLAG_SCHRIJVEN):
        return []
    casussen = _released().filter(vrijgegeven_op__range=(van, tot)).order_by("vrijgegeven_op", "pk")
    return [_as_verhaal(casus) for casus in casussen]


def verhaal(user: Gebruiker, casus_id: int) -> AnoniemVerhaal | None:
    """One released story, for anyone who may read reisverslagen; None when it is not (or no longer) released."""
    return verhalen(user, [casus_id]).get(casus_id)


def verhalen(user: Gebruiker, casus_ids: Iterable[int]) -> dict[int, AnoniemVerhaal]:
    """Those of these stories that are (still) released, by casus. One query."""
    if not any(
        user.mag(recht)
        for recht in (Recht.REISVERSLAG_SCHRIJVEN, Recht.REISVERSLAG_VOLGEN, Recht.REISVERSLAG_LEZEN)
    ):
        return {}
    return {casus.pk: _as_verhaal(casus) for casus in _released().filter(pk__in=list(casus_ids))}


def _released():
    return Casus.objects.filter(vrijgegeven_op__isnull=False).select_related("gebied__ouder")


def _as_verhaal(casus: Casus) -> AnoniemVerhaal:
    return AnoniemVerhaal(
        casus_id=casus.pk,
        titel=casus.verhaal_titel,
        tekst=casus.anoniem_verhaal,
        wijk=wijk_of(casus.gebied).naam,
        maand=date_format(casus.gemeld_op, "F Y"),
        bedrag=casus.toegekend_bedrag,
    )


def wijk_of(gebied: Gebied) -> Gebied:
    """The wijk a buurt lies in; a larger gebied stays itself. A query, unless gebied__ouder came along."""
    return gebied.ouder if gebied.soort == Gebied.Soort.BUURT and gebied.ouder else gebied


# Counts that may be shown outside this app


@dataclass(frozen=True)
class VeiligeCel:
    gebied: Gebied
    aantal: int | None  # "… of meer"; None: fewer than five


@dataclass(frozen=True)
class VeiligeTelling:
    jaar: int
    cellen: tuple[VeiligeCel, ...]


def safe_counts_per_gebied(jaar: int) -> VeiligeTelling:
    """How many casussen were logged in a year, per wijk, by the small-cell rule."""
    wijken = {wijk.pk: wijk for wijk in Gebied.objects.filter(soort=Gebied.Soort.WIJK, geldig_tot=None)}
    counts = dict.fromkeys(wijken, 0)
    rows = Casus.objects.logged().filter(gemeld_op__year=jaar)
    for gebied, ouder, aantal in rows.values_list("gebied", "gebied__ouder").annotate(aantal=Count("pk")):
        wijk = gebied if gebied in counts else ouder
        if wijk in counts:
            counts[wijk] += aantal
    return VeiligeTelling(
        jaar,
        tuple(
            VeiligeCel(wijk, safe_count(counts[pk]))
            for pk, wijk in sorted(wijken.items(), key=lambda item: item[1].naam)
        ),
    )


# Work in hand


@dataclass(frozen=True)
class Werkvoorraad:
    """What waits for this person. A start page shows these numbers to this person alone."""

    mijn: int
    wacht_op_besluit: int
    te_laat: int
    staat_stil: int
    concepten: int
    overdrachten: int


def werkvoorraad_counts(user: Gebruiker, vandaag: date | None = None) -> Werkvoorraad:
    """How much waits for this person; all zero for someone who sees no casussen."""
    if not user.mag(Recht.CASUS_BEHANDELEN):
        return Werkvoorraad(0, 0, 0, 0, 0, 0)
    vandaag = vandaag or timezone.localdate()
    mine = Q(casusverantwoordelijke=user)
    unfinished = Casus.objects.filter(stap__in=LOPEND)  # also the concepts; the rest ended, over the years
    counts = unfinished.visible_to(user).aggregate(
        mijn=Count("pk", filter=mine & is_running()),
        wacht_op_besluit=Count("pk", filter=waits_for_besluit()),
        te_laat=Count("pk", filter=is_late(vandaag)),
        staat_stil=Count("pk", filter=stands_still(vandaag)),
        concepten=Count("pk", filter=mine & Q(is_concept=True)),
    )
    offered = Overdracht.objects.filter(naar=user, status=Overdracht.Status.VOORGESTELD)
    return Werkvoorraad(**counts, overdrachten=offered.count())


def behandelaars():
    """The people who may be casusverantwoordelijke, by name."""
    rollen = [rol for rol, rechten in RECHTEN.items() if Recht.CASUS_BEHANDELEN in rechten]
    return (
        Gebruiker.objects.filter(is_active=True, roltoekenningen__rol__in=rollen)
        .distinct()
        .order_by("naam", "pk")
    )


def noodinzagen_to_judge(user: Gebruiker) -> int:
    """How many wait for this person's judgement; none for who judges none."""
    return Noodinzage.objects.visible_to(user).to_judge().exclude(door=user).count()


def noodinzagen_in_casussen_of(user: Gebruiker, since: datetime) -> list[Noodinzage]:
    """The times that another looked, since that moment, at who the casussen of this person are about."""
    rows = Noodinzage.objects.filter(casus__casusverantwoordelijke=user, begonnen_op__gte=since)
    return list(rows.exclude(door=user).for_list())


def functionarissen():
    """The people who watch over privacy, by name."""
    rollen = [rol for rol, rechten in RECHTEN.items() if Recht.LOGBOEK_ZIEN in rechten]
    return (
        Gebruiker.objects.filter(is_active=True, roltoekenningen__rol__in=rollen)
        .distinct()
        .order_by("naam", "pk")
    )


def mandaat_of(user: Gebruiker) -> Ruimte | None:
    """Up to which amounts this person decides, alone and as second, by the widest of their rollen; None: nothing."""
    widest = Mandaat.objects.filter(rol__in=user.rollen).aggregate(
        alleen=Max("tot_bedrag"), als_tweede=Max("als_tweede_tot_bedrag")
    )
    return None if widest["alleen"] is None else Ruimte(**widest)


def mandaten() -> dict[str, Mandaat | None]:
    """What is laid down for every rol that decides."""
    rows = {mandaat.rol: mandaat for mandaat in Mandaat.objects.all()}
    return {rol: rows.get(rol) for rol in BESLISSENDE_ROLLEN}


def who_may_confirm(bedrag: Decimal, *, beslisser: Gebruiker, voorstel: Voorstel):
    """The people who may be the second pair of eyes on this amount: not the beslisser, not who made the voorstel."""
    rollen = Mandaat.objects.filter(rol__in=BESLISSENDE_ROLLEN, als_tweede_tot_bedrag__gte=bedrag)
    return (
        Gebruiker.objects.filter(is_active=True, roltoekenningen__rol__in=rollen.values("rol"))
        .exclude(pk__in=[beslisser.pk, voorstel.door_id])
        .distinct()
        .order_by("naam", "pk")
    )


@dataclass(frozen=True)
class WachtOpTweede:
    """How many voorgenomen besluiten wait for a second person: all, and those this person may confirm."""

    alle: int
    voor_mij: int


def waiting_for_second(user: Gebruiker) -> WachtOpTweede:
    """For who decides; none for others."""
    mandaat = mandaat_of(user) if user.mag(Recht.CASUS_BESLISSEN) else None
    if mandaat is None:
        return WachtOpTweede(0, 0)
    mine = Q(bedrag__lte=mandaat.als_tweede) & ~Q(beslisser=user) & ~Q(voorstel__door=user)
    wacht = VoorgenomenBesluit.objects.filter(status=VoorgenomenBesluit.Status.WACHT)
    return WachtOpTweede(**wacht.aggregate(alle=Count("pk"), voor_mij=Count("pk", filter=mine)))


# One casus


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


def names_betrokkene(casus: Casus, tekst: str) -> bool:
    """Whether a text seems to name a person this casus is about. Yes or no, never whom, so it is no look.

    Raises WrongKey when the names cannot be read.
    """
    return any(vrije_tekst.mentions(tekst, one.naam) for one in casus.betrokkenen.all())


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
        .select_related("actor")
        .order_by("-tijdstip", "-pk")
    )


# Money


@dataclass(frozen=True)
class Bedragen:
    """Where a budget stands, or several together."""

    bedrag: Decimal
    verplicht: Decimal
    betaald: Decimal

    @property
    def vrij(self) -> Decimal:
        return self.bedrag - self.verplicht

    @property
    def nog_te_betalen(self) -> Decimal:
        return self.verplicht - self.betaald


@dataclass(frozen=True)
class Budgetstand:
    """The budgets of a year: each on a day, and together."""

    jaar: int
    regels: tuple[tuple[Budget, Bedragen], ...]
    totaal: Bedragen
    wacht_op_tweede: Decimal  # decided above a mandaat and not yet confirmed: committed nowhere

    @property
    def budgetten(self) -> tuple[Budget, ...]:
        return tuple(budget for budget, _ in self.regels)


def budgetstand(user: Gebruiker, jaar: int, op: date | None = None) -> Budgetstand:
    """The budgets of a year and their totals, as they stood at the end of a day (None: now)."""
    budgetten = list(Budget.objects.visible_to(user).filter(jaar=jaar).order_by("financiering", "pk"))
    if op is None:
        stand = {one.pk: Bedragen(one.bedrag, one.verplicht, one.betaald) for one in budgetten}
    else:
        stand = _bedragen_on(budgetten, op)
    wacht = VoorgenomenBesluit.objects.filter(
        budget__in=budgetten, status=VoorgenomenBesluit.Status.WACHT
    ).aggregate(totaal=Sum("bedrag"))
    return Budgetstand(
        jaar,
        tuple((one, stand[one.pk]) for one in budgetten),
        Bedragen(
            *(
                sum((getattr(one, naam) for one in stand.values()), Decimal(0))
                for naam in ("bedrag", "verplicht", "betaald")
            )
        ),
        wacht["totaal"] or Decimal(0),
    )


def budget_jaren(user: Gebruiker) -> list[int]:
    """The years there is a budget of, newest first."""
    return list(Budget.objects.visible_to(user).order_by("-jaar").values_list("jaar", flat=True).distinct())


def budget_on(budget: Budget, day: date) -> Bedragen:
    """How a budget stood at the end of a day, counted from its bookings."""
    return _bedragen_on([budget], day)[budget.pk]


def _bedragen_on(budgetten: list[Budget], day: date) -> dict[int, Bedragen]:
    stand = {one.pk: dict.fromkeys(("bedrag", "verplicht", "betaald"), Decimal(0)) for one in budgetten}
    rows = Boeking.objects.filter(budget__in=budgetten, op__lte=day)
    for budget, soort, gecorrigeerd, bedrag in rows.values_list(
        "budget", "soort", "corrigeert__soort"
    ).annotate(som=Sum("bedrag")):
        totaal, teken = Boeking.WERKING[gecorrigeerd or soort]
        stand[budget][totaal] += teken * bedrag
    return {pk: Bedragen(**totals) for pk, totals in stand.items()}


def boekingen_of(stand: Budgetstand, op: date | None):
    """The bookings on the budgets of a year up to a day."""
    rows = Boeking.objects.filter(budget__in=stand.budgetten)
    return rows if op is None else rows.filter(op__lte=op)
