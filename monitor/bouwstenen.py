"""What there is to tell of figures and stories, for who writes a reisverslag. Small cells are hidden, as everywhere."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from brunssum.core.bouwstenen import Bouwsteen, Bron, Vraag, first_words, register, sleutel_of
from brunssum.core.models import Gebied
from brunssum.core.templatetags.kanarie import getal
from monitor.models import Indicator, Uitvraag, Verhaal, Waarneming
from monitor.models.uitvraag import KLEINSTE_GROEP
from monitor.namen import korte_gebiedsnaam
from monitor.queries.verloop import breuken_of

DREMPEL = 0.05
"""A figure that moved less than this part of what it was, is no news."""

GENOEMD = 3
"""So many gebieden are named in the sentence: those that moved most."""


@dataclass(frozen=True)
class _Verschil:
    """The newest figure of one gebied beside the one before."""

    gebied: Gebied
    periode: int
    waarde: float
    vorige_periode: int
    vorige: float
    voorlopig: bool

    @property
    def deel(self) -> float:
        """How far it moved, as part of what it was."""
        return abs(self.waarde - self.vorige) / abs(self.vorige) if self.vorige else abs(self.waarde)


def cijfers(vraag: Vraag) -> Iterator[Bouwsteen]:
    """Indicatoren with a new year that differs from the year before, in the own gebieden. Four queries.

    Only what was read in during the period, only what moved by DREMPEL, and never over a break in the series.
    """
    gebieden = {gebied.pk: gebied for gebied in _own_gebieden(vraag)}
    fresh = set(
        Waarneming.objects.current()
        .filter(
            gebied__in=gebieden,
            waarde__isnull=False,
            verversing__verwerkt_op__gte=vraag.begin,
            verversing__verwerkt_op__lt=vraag.einde,
        )
        .values_list("indicator", "gebied", "periode")
    )
    indicatoren = list(
        Indicator.objects.visible_to(vraag.user).filter(pk__in={row[0] for row in fresh}).in_order()
    )
    shown: dict[tuple[int, int], list] = defaultdict(list)
    rows = Waarneming.objects.current().filter(gebied__in=gebieden).toonbaar(van=indicatoren)
    for row in rows.order_by("periode", "pk"):
        if row.getoonde_waarde is not None:
            shown[row.indicator_id, row.gebied_id].append(row)
    for indicator in indicatoren:
        found = [
            verschil
            for pk, gebied in gebieden.items()
            if (verschil := _verschil(indicator, gebied, shown[indicator.pk, pk], fresh))
            and verschil.deel >= DREMPEL
        ]
        if found:
            yield _cijfer(indicator, sorted(found, key=lambda one: (-one.deel, one.gebied.code)), vraag)


def _own_gebieden(vraag: Vraag):
    own = Q(code=settings.GEMEENTE_CODE) | Q(soort=Gebied.Soort.WIJK, ouder__code=settings.GEMEENTE_CODE)
    own |= Q(soort=Gebied.Soort.PROGRAMMAGEBIED)
    return Gebied.objects.visible_to(vraag.user).filter(own, geldig_tot__isnull=True).order_by("code", "pk")


def _verschil(indicator: Indicator, gebied: Gebied, rows: list[Waarneming], fresh: set) -> _Verschil | None:
    if len(rows) < 2:
        return None
    vorige, last = rows[-2:]
    is_broken = any(vorige.periode < breuk.jaar <= last.periode for breuk in breuken_of(indicator))
    if is_broken or (indicator.pk, gebied.pk, last.periode) not in fresh:
        return None
    return _Verschil(
        gebied,
        last.periode,
        float(last.getoonde_waarde),
        vorige.periode,
        float(vorige.getoonde_waarde),
        last.status == Waarneming.Status.VOORLOPIG,
    )


def _cijfer(indicator: Indicator, verschillen: list[_Verschil], vraag: Vraag) -> Bouwsteen:
    jaar = max(one.periode for one in verschillen)
    zinnen = []
    for one in verschillen[:GENOEMD]:
        was, nu = getal(one.vorige, indicator.decimalen), getal(one.waarde, indicator.decimalen)
        zinnen.append(
            f"{korte_gebiedsnaam(one.gebied.naam)} van {was} in {one.vorige_periode} naar {nu} in {one.periode}"
            f" ({'voorlopig, ' if one.voorlopig else ''}{richting(indicator, one.vorige, one.waarde)})"
        )
    meer = len(verschillen) - GENOEMD
    return Bouwsteen(
        sleutel=sleutel_of("monitor.indicator", f"{indicator.pk}-{jaar}"),
        dag=vraag.tot,
        titel=f"{indicator.naam}: nieuw cijfer over {jaar}",
        zin=f"{indicator.eenheid[:1].upper()}{indicator.eenheid[1:]}: {'; '.join(zinnen)}{f', en nog {meer}' if meer > 0 else ''}.",
        url=reverse("monitor:indicator", args=[indicator.code]),
        blok="indicatorverloop",
        inhoud={"indicator": indicator.pk, "gebieden": [one.gebied.pk for one in verschillen]},
        gebieden=frozenset(one.gebied.pk for one in verschillen),
    )


def richting(indicator: Indicator, was: float, nu: float) -> str:
    """Which way a figure went, in a word: gunstiger, ongunstiger, or just hoger or lager."""
    if indicator.gunstig == Indicator.Gunstig.GEEN:
        return "hoger" if nu > was else "lager"
    return "gunstiger" if (nu > was) == (indicator.gunstig == Indicator.Gunstig.HOGER) else "ongunstiger"


def verhalen(vraag: Vraag) -> Iterator[Bouwsteen]:
    """Stories that were published, and still are. One query."""
    rows = Verhaal.objects.visible_to(vraag.user).published().filter(gepubliceerd_op__range=vraag.dagen)
    for row in rows.for_list():
        yield Bouwsteen(
            sleutel=sleutel_of("monitor.verhaal", row.pk),
            dag=row.gepubliceerd_op,
            titel=row.titel,
            zin=f"{row.get_teller_display()}, {row.plaats}. {first_words(row.tekst)}",
            url=reverse("monitor:verhaal", args=[row.pk]),
            blok="ervaringen",
            inhoud={"verhalen": [row.pk]},
            gebieden=frozenset(pk for pk in (row.gebied_id, row.gebied.ouder_id) if pk),
        )


def uitvragen(vraag: Vraag) -> Iterator[Bouwsteen]:
    """Rounds of questions that were held. One query."""
    rows = Uitvraag.objects.visible_to(vraag.user).filter(tot__range=vraag.dagen).newest_first()
    for row in rows:
        mensen = (
            f"{getal(row.meegedaan)} mensen deden mee. " if (row.meegedaan or 0) >= KLEINSTE_GROEP else ""
        )
        yield Bouwsteen(
            sleutel=sleutel_of("monitor.uitvraag", row.pk),
            dag=row.tot,
            titel=f"{row.get_soort_display()}: {row.naam}",
            zin=f"{mensen}{first_words(row.samenvatting)}".strip(),
            url=reverse("monitor:uitvraag", args=[row.pk]),
            gebieden=frozenset({row.gebied_id} if row.gebied_id else ()),
        )


register(
    Bron("monitor.indicator", "Cijfers die veranderden", 50, cijfers),
    Bron("monitor.verhaal", "Verhalen die zijn gepubliceerd", 51, verhalen),
    Bron("monitor.uitvraag", "Uitvragen", 52, uitvragen),
)
