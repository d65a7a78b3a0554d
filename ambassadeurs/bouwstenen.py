"""What there is to tell of the ambassadeurs, for who writes a reisverslag: of groups, never of persons."""

from collections.abc import Iterator
from statistics import median

from django.urls import reverse
from django.utils import timezone

from ambassadeurs.models import Bijeenkomst, Reflectie
from brunssum.core.bouwstenen import Bouwsteen, Bron, Vraag, first_words, register, sleutel_of
from brunssum.core.templatetags.kanarie import getal
from inspanningen.models import Inspanning

MINSTENS = 5
"""Fewer residents than this are not counted in a text for everyone."""


def reflecties(vraag: Vraag) -> Iterator[Bouwsteen]:
    """Reflecties of which the answer was told back: each of them, and how many in all. Two queries."""
    rows = list(
        Reflectie.objects.visible_to(vraag.user)
        .filter(teruggekoppeld_op__range=vraag.dagen)
        .select_related("groep", "organisatie", "onderwerp_soort")
        .order_by("teruggekoppeld_op", "pk")
    )
    if len(rows) >= MINSTENS:
        days = median((row.teruggekoppeld_op - row.ontvangen_op).days for row in rows)
        yield Bouwsteen(
            sleutel=sleutel_of("ambassadeurs.reflectie", f"samen-{vraag.van}-{vraag.tot}"),
            dag=vraag.tot,
            titel=f"{len(rows)} reflecties beantwoord en terugverteld",
            zin=f"De helft binnen {getal(days, 0)} dagen nadat wij de vraag of het advies kregen.",
        )
    for row in rows:
        about = row.onderwerp_soort.model_class() is Inspanning
        yield Bouwsteen(
            sleutel=sleutel_of("ambassadeurs.reflectie", row.pk),
            dag=row.teruggekoppeld_op,
            titel=f"{row.get_soort_display()} van {row.afzender}: {row.get_gevolg_display().lower()}",
            zin=first_words(row.tekst),
            url=reverse("ambassadeurs:reflectie", args=[row.pk]),
            blok="opvolging",
            inhoud={"reflecties": [row.pk]},
            inspanningen=frozenset({row.onderwerp_id} if about else ()),
        )


def bijeenkomsten(vraag: Vraag) -> Iterator[Bouwsteen]:
    """Bijeenkomsten that were held: where, and with how many residents. One query."""
    rows = (
        Bijeenkomst.objects.visible_to(vraag.user)
        .not_cancelled()
        .filter(begint_op__gte=vraag.begin, begint_op__lt=vraag.einde, eindigt_op__lt=timezone.now())
        .order_by("begint_op", "pk")
    )
    for row in rows:
        mensen = f", met {row.inwoners} inwoners" if (row.inwoners or 0) >= MINSTENS else ""
        yield Bouwsteen(
            sleutel=sleutel_of("ambassadeurs.bijeenkomst", row.pk),
            dag=row.dag,
            titel=row.titel,
            zin=f"{row.get_soort_display()} in {row.plaats}{mensen}.",
            url=reverse("ambassadeurs:bijeenkomst", args=[row.pk]),
        )


register(
    Bron("ambassadeurs.reflectie", "Reflecties terugverteld", 70, reflecties),
    Bron("ambassadeurs.bijeenkomst", "Bijeenkomsten", 71, bijeenkomsten),
)
