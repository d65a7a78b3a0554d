"""What happened in the programme, for who writes a reisverslag.

No person is named, and nothing is told that not everyone may read. Of oordelen only counts of a whole round leave the
municipality, and of what goes to the line only that it did.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.timezone import localdate

from brunssum.core.bouwstenen import Bouwsteen, Bron, Vraag, first_words, register, sleutel_of
from brunssum.core.rollen import Zicht
from brunssum.core.templatetags.kanarie import euro
from inspanningen.models import (
    Aanscherping,
    Bewijs,
    Bijdrage,
    Budgetpost,
    Doelstelling,
    Inspanning,
    Leerpunt,
    Leerpuntstap,
    Mijlpaal,
    Oordeelronde,
    Overdracht,
    Verschuiving,
    Versie,
    Voortgangsmelding,
    Wijkplan,
)
from inspanningen.planverschil import days_later, shift_text
from inspanningen.presenters.voortgang import hoeveel, over_mijlpaal
from inspanningen.queries.geld import publieke_jaren
from inspanningen.queries.mijlpalen import late_mijlpalen, reached_mijlpalen
from inspanningen.queries.oordelen import rondetellingen
from inspanningen.velden import is_visible
from monitor.namen import korte_gebiedsnaam


def _gebieden_of(inspanningen: Iterable[int]) -> dict[int, frozenset[int]]:
    """The gebieden of each inspanning, by id. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Inspanning.gebieden.through.objects.filter(inspanning__in=set(inspanningen))
    for inspanning, gebied in rows.values_list("inspanning", "gebied"):
        found[inspanning].add(gebied)
    return defaultdict(frozenset, {pk: frozenset(gebieden) for pk, gebieden in found.items()})


# Planning


def _mijlpalen(vraag: Vraag):
    may_read = is_visible("planning_tekst", vraag.zicht)
    return Mijlpaal.objects.visible_to(vraag.user) if may_read else Mijlpaal.objects.none()


def mijlpalen_gehaald(vraag: Vraag) -> Iterator[Bouwsteen]:
    """What was reached. Two queries."""
    feiten = reached_mijlpalen(_mijlpalen(vraag), *vraag.dagen)
    gebieden = _gebieden_of(feit.inspanning_pk for feit in feiten)
    for feit in feiten:
        later = shift_text(feit.dagen_verschoven)
        yield Bouwsteen(
            sleutel=sleutel_of("inspanningen.mijlpaal", feit.pk),
            dag=feit.gehaald_op,
            titel=feit.naam,
            zin=f"Mijlpaal van {feit.inspanning}, {later or 'op tijd'}.",
            url=reverse("inspanningen:mijlpaal", args=[feit.pk]),
            blok="mijlpalen",
            inhoud={"mijlpalen": [feit.pk], "inspanningen": [feit.inspanning_pk]},
            gebieden=gebieden[feit.inspanning_pk],
            inspanningen=frozenset({feit.inspanning_pk}),
        )


def mijlpalen_opgeschoven(vraag: Vraag) -> Iterator[Bouwsteen]:
    """What moved to a later day, and what should have been there and is not. Three queries.

    A mijlpaal that moved more than once counts once: from what it was when the period began.
    """
    rows = (
        Verschuiving.objects.filter(mijlpaal__in=_mijlpalen(vraag), op__range=vraag.dagen)
        .select_related("mijlpaal__inspanning")
        .order_by("mijlpaal", "op", "pk")
    )
    moves: dict[int, list[Verschuiving]] = defaultdict(list)
    for row in rows:
        moves[row.mijlpaal_id].append(row)
    late = [feit for feit in late_mijlpalen(_mijlpalen(vraag), vraag.tot) if feit.tot >= vraag.van]
    gebieden = _gebieden_of(
        {steps[0].mijlpaal.inspanning_id for steps in moves.values()} | {feit.inspanning_pk for feit in late}
    )
    for pk, steps in moves.items():
        first, last = steps[0], steps[-1]
        days = days_later((first.oud_van, first.oud_tot), (last.nieuw_van, last.nieuw_tot))
        if days <= 0:
            continue
        inspanning = last.mijlpaal.inspanning
        yield Bouwsteen(
            sleutel=sleutel_of("inspanningen.verschuiving", last.pk),
            dag=last.op,
            titel=last.mijlpaal.naam,
            zin=f"Mijlpaal van {inspanning}: van {first.oud_wanneer} naar {last.nieuw_wanneer}. {first_words(last.reden, 120)}",
            url=reverse("inspanningen:mijlpaal", args=[pk]),
            blok="mijlpalen",
            inhoud={"mijlpalen": [pk], "inspanningen": [inspanning.pk]},
            gebieden=gebieden[inspanning.pk],
            inspanningen=frozenset({inspanning.pk}),
        )
    for feit in late:
        yield Bouwsteen(
            sleutel=sleutel_of("inspanningen.verschuiving", f"{feit.pk}-{feit.tot}"),
            dag=feit.tot,
            titel=feit.naam,
            zin=f"Mijlpaal van {feit.inspanning}: gepland {feit.wanneer} en nog niet gehaald.",
            url=reverse("inspanningen:mijlpaal", args=[feit.pk]),
            blok="mijlpalen",
            inhoud={"mijlpalen": [feit.pk], "inspanningen": [feit.inspanning_pk]},
            gebieden=gebieden[feit.inspanning_pk],
            inspanningen=frozenset({feit.inspanning_pk}),
        )


# Where an inspanning is on its way


def fasen(vraag: Vraag) -> Iterator[Bouwsteen]:
    """Inspanningen that came in another fase. One query besides those of the gebieden.

    Read from what each save kept. Of several steps in the period the last is told; what began in it is no step.
    """
    rows = (
        Versie.objects.annotate(namen=Cast("gewijzigd", TextField()))
        .filter(
            inspanning__in=Inspanning.objects.visible_to(vraag.user),
            opgeslagen_op__gte=vraag.begin,
            opgeslagen_op__lt=vraag.einde,
            nummer__gt=1,
            namen__contains='"fase"',
        )
        .select_related("inspanning")
        .defer("stand")
        .annotate(fase=KT("stand__fase"))
        .order_by("nummer", "pk")
    )
    last = {row.inspanning_id: row for row in rows}
    gebieden = _gebieden_of(last)
    for pk, row in last.items():
        fase = Inspanning.Fase(row.fase)
        yield Bouwsteen(
            sleutel=sleutel_of("inspanningen.fase", row.pk),
            dag=localdate(row.opgeslagen_op),
            titel=str(row.inspanning),
            zin=f"Kwam in de fase ‘{fase.label}’.",
            url=reverse("inspanningen:detail", args=[pk]),
            blok="inspanningen",
            inhoud={"inspanningen": [pk]},
            gebieden=gebieden[pk],
            inspanningen=frozenset({pk}),
        )


def naar_de_lijn(vraag: Vraag) -> Iterator[Bouwsteen]:
    """What was taken over: that it was, and nothing of who or how, which stays inside. Two queries."""
    rows = (
        Overdracht.objects.visible_to(vraag.user)
        .filter(status=Overdracht.Status.AFGEROND, beeindigd_op__range=vraag.dagen)
        .select_related("inspanning")
    )
    rows = list(rows.order_by("beeindigd_op", "pk"))
    gebieden = _gebieden_of(row.inspanning_id for row in rows)
    for row in rows:
        yield Bouwsteen(
            sleutel=sleutel_of("inspanningen.overdracht", row.pk),
            dag=row.beeindigd_op,
            titel=f"{row.inspanning} is overgenomen",
            zin="De inspanning werkt en gaat door zonder het programma: zij hoort nu bij het gewone werk.",
            url=reverse("inspanningen:overdracht", args=[row.inspanning_id]),
            gebieden=gebieden[row.inspanning_id],
            inspanningen=frozenset({row.inspanning_id}),
        )


# What partners did


def voortgang(vraag: Vraag) -> Iterator[Bouwsteen]:
    """What partners reported and was accepted, on the day it was. Two queries.

    In their own words for who works at the gemeente; for others what was counted, and what became of the mijlpaal.
    """
    rows = list(
        Voortgangsmelding.objects.visible_to(vraag.user)
        .accepted_between(vraag.begin, vraag.einde)
        .for_list()
        .order_by("afhandeling__op", "pk")
    )
    gebieden = _gebieden_of(row.inspanning_id for row in rows)
    for row in rows:
        facts = [hoeveel(row)] if row.aantal is not None else []
        if row.mijlpaal_id is not None:
            facts.append(f"mijlpaal ‘{row.mijlpaal}’ {over_mijlpaal(row)}")
        words = first_words(row.gedaan) if vraag.zicht >= Zicht.INTERN else ""
        zin = " ".join(filter(None, [f"{'; '.join(facts)}." if facts else "", words]))
        yield Bouwsteen(
            sleutel=sleutel_of("inspanningen.voortgang", row.pk),
            dag=localdate(row.afhandeling.op),
            titel=f"{row.organisatie} bij {row.inspanning}",
            zin=zin[:1].upper() + zin[1:] or "Meldde voortgang.",
            url=reverse("inspanningen:voortgang_detail", args=[row.pk]),
            gebieden=gebieden[row.inspanning_id],
            inspanningen=frozenset({row.inspanning_id}),
        )


# What we learned


_STAP_ZIN = {
    Leerpunt.Staat.GESIGNALEERD: "Nieuw leerpunt",
    Leerpunt.Staat.BEANTWOORD: "Er kwam een antwoord",
    Leerpunt.Staat.AANGEPAKT: "Er veranderde iets",
    Leerpunt.Staat.GEBORGD: "Het is vastgelegd",
}


def leerpunten(vraag: Vraag) -> Iterator[Bouwsteen]:
    """Leerpunten that were signalled or came further; each once, by its last step. Three queries."""
    seen = Leerpunt.objects.visible_to(vraag.user)
    steps = {
        row.leerpunt_id: row
        for row in Leerpuntstap.objects.filter(
            leerpunt__in=seen, op__range=vraag.dagen, naar__in=_STAP_ZIN
        ).order_by("op", "pk")
    }
    new = Q(gesignaleerd_op__range=vraag.dagen)
    rows = seen.filter(Q(pk__in=steps) | new).prefetch_related("inspanningen").order_by("pk")
    for row in rows:
        step = steps.get(row.pk)
        staat = Leerpunt.Staat(step.naar) if step else Leerpunt.Staat.GESIGNALEERD
        yield Bouwsteen(
            sleutel=sleutel_of("inspanningen.leerpunt", f"{row.pk}-{staat.value}"),
            dag=step.op if step else row.gesignaleerd_op,
            titel=row.titel,
            zin=f"{_STAP_ZIN[staat]}. {first_words(step.tekst if step and step.tekst else row.tekst)}",
            url=reverse("leerpunten:detail", args=[row.pk]),
            blok="leerpunten",
            inhoud={"leerpunten": [row.pk]},
            inspanningen=frozenset(one.pk for one in row.inspanningen.all()),
        )


def bewijzen(vraag: Vraag) -> Iterator[Bouwsteen]:
    """What was seen of whether an inspanning brings a doelstelling closer. Two queries."""
    rows = (
        Bewijs.objects.filter(bijdrage__in=Bijdrage.objects.visible_to(vraag.user), op__range=vraag.dagen)
        .select_related("bijdrage__inspanning", "bijdrage__doelstelling")
        .order_by("op", "pk")
    )
    rows = list(rows)
    gebieden = _gebieden_of(row.bijdrage.inspanning_id for row in rows)
    for row in rows:
        inspanning = row.bijdrage.inspanning
        yield Bouwsteen(
            sleutel=sleutel_of("inspanningen.bewijs", row.pk),
            dag=row.op,
            titel=f"Gezien bij {inspanning}, voor {row.bijdrage.doelstelling}",
            zin=f"{row.get_richting_display()}: {first_words(row.tekst)}",
            url=f"{reverse('inspanningen:doelen', args=[inspanning.pk])}#bijdrage-{row.bijdrage_id}",
            gebieden=gebieden[inspanning.pk],
            inspanningen=frozenset({inspanning.pk}),
        )


# What we want


def doelstellingen(vraag: Vraag) -> Iterator[Bouwsteen]:
    """Doelstellingen that were adopted. One query."""
    rows = Doelstelling.objects.visible_to(vraag.user).filter(
        status=Doelstelling.Status.VASTGESTELD, vastgesteld_op__range=vraag.dagen
    )
    for row in rows.in_order():
        yield Bouwsteen(
            sleutel=sleutel_of("inspanningen.doelstelling", row.pk),
            dag=row.vastgesteld_op,
            titel=f"Doelstelling {row} is vastgesteld",
            zin=first_words(row.omschrijving),
            url=reverse("programma:doelstelling", args=[row.pk]),
        )


def wijkplannen(vraag: Vraag) -> Iterator[Bouwsteen]:
    """Wijkplannen that were adopted, and those that were sharpened. Two queries."""
    plannen = Wijkplan.objects.visible_to(vraag.user).exclude(status=Wijkplan.Status.CONCEPT)
    for plan in plannen.filter(vastgesteld_op__range=vraag.dagen).select_related("gebied").order_by("pk"):
        yield _wijkplan(plan, plan.pk, plan.vastgesteld_op, "is vastgesteld", first_words(plan.opgave))
    rondes = Aanscherping.objects.filter(wijkplan__in=plannen, gesloten_op__range=vraag.dagen)
    for ronde in rondes.select_related("wijkplan__gebied").order_by("gesloten_op", "pk"):
        sleutel = f"{ronde.wijkplan_id}-{ronde.jaar}"
        yield _wijkplan(ronde.wijkplan, sleutel, ronde.gesloten_op, "is aangescherpt", first_words(ronde.wat_veranderde))  # fmt: skip


def _wijkplan(plan: Wijkplan, sleutel: object, dag, wat: str, zin: str) -> Bouwsteen:
    return Bouwsteen(
        sleutel=sleutel_of("inspanningen.wijkplan", sleutel),
        dag=dag,
        titel=f"Het wijkplan van {korte_gebiedsnaam(plan.gebied.naam)} {wat}",
        zin=zin,
        url=reverse("wijkplannen:detail", args=[plan.pk]),
        blok="wijkplan",
        inhoud={"wijkplan": plan.pk},
        gebieden=frozenset({plan.gebied_id}),
    )


# How it stands


def oordelen(vraag: Vraag) -> Iterator[Bouwsteen]:
    """Rounds that were closed, as counts over all inspanningen: what one of them said stays inside. Two queries."""
    rondes = list(
        Oordeelronde.objects.visible_to(vraag.user)
        .filter(gesloten_op__range=vraag.dagen)
        .order_by("gesloten_op", "pk")
    )
    tellingen = rondetellingen([ronde.pk for ronde in rondes])
    for ronde in rondes:
        telling = tellingen.get(ronde.pk)
        if telling is None:
            continue
        yield Bouwsteen(
            sleutel=sleutel_of("inspanningen.oordeelronde", ronde.pk),
            dag=ronde.gesloten_op,
            titel=f"Oordelen, {ronde.naam}",
            zin=f"{telling.gegeven} van de {telling.gevraagd} lopende inspanningen gaven een oordeel over zichzelf.",
            url=f"{reverse('programma:oordelen')}?ronde={ronde.pk}",
            blok="oordelen",
            inhoud={"ronde": ronde.pk},
        )


def geld(vraag: Vraag) -> Iterator[Bouwsteen]:
    """What the programme cost in each year of the period: sums of the whole, whatever the publiek. One query."""
    if not Budgetpost.objects.visible_to(vraag.user).exists():
        return
    for jaar, stand in publieke_jaren(range(vraag.van.year, vraag.tot.year + 1)).items():
        yield Bouwsteen(
            sleutel=sleutel_of("inspanningen.geld", f"{jaar}-{vraag.tot}"),
            dag=min(vraag.tot, date(jaar, 12, 31)),
            titel=f"Het geld van het programma in {jaar}",
            zin=f"{stand.inspanningen} inspanningen, samen {euro(stand.gepland)} gepland, waarvan {euro(stand.gedekt)} gedekt.",
            url=reverse("programma:geld"),
            blok="budget",
            inhoud={"wat": "programma", "jaar": jaar},
        )


register(
    Bron("inspanningen.mijlpaal", "Mijlpalen gehaald", 10, mijlpalen_gehaald),
    Bron("inspanningen.verschuiving", "Mijlpalen opgeschoven of te laat", 11, mijlpalen_opgeschoven),
    Bron("inspanningen.fase", "Inspanningen in een andere fase", 12, fasen),
    Bron("inspanningen.overdracht", "Naar de lijn overgenomen", 13, naar_de_lijn),
    Bron("inspanningen.voortgang", "Voortgang van partners", 14, voortgang),
    Bron("inspanningen.leerpunt", "Leerpunten", 20, leerpunten),
    Bron("inspanningen.bewijs", "Bewijs bij doelstellingen", 30, bewijzen),
    Bron("inspanningen.doelstelling", "Doelstellingen vastgesteld", 31, doelstellingen),
    Bron("inspanningen.wijkplan", "Wijkplannen", 32, wijkplannen),
    Bron("inspanningen.oordeelronde", "Oordelen", 40, oordelen),
    Bron("inspanningen.geld", "Geld van het programma", 41, geld),
)
