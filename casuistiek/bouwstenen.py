"""What may be told of casuïstiek, for who writes a reisverslag.

A casus only as the story that its casusverantwoordelijke released; numbers and sums by the small-cell rule alone.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse

from brunssum.core.bouwstenen import Bouwsteen, Bron, Vraag, first_words, register, sleutel_of
from brunssum.core.templatetags.kanarie import euro
from casuistiek.models import Knelpunt
from casuistiek.queries import released_verhalen
from casuistiek.queries.budget import safe_budgetten
from casuistiek.queries.knelpunten import safe_growth


def verhalen(vraag: Vraag) -> Iterator[Bouwsteen]:
    """Stories of casussen that were released. One query."""
    for verhaal in released_verhalen(vraag.user, *vraag.dagen):
        yield Bouwsteen(
            sleutel=sleutel_of("casuistiek.verhaal", verhaal.casus_id),
            dag=verhaal.vrijgegeven_op,
            titel=verhaal.titel,
            zin=f"{verhaal.wijk}, {verhaal.maand}. {first_words(verhaal.tekst)}",
            blok="verhaal",
            inhoud={"casus": verhaal.casus_id},
        )


def knelpunten(vraag: Vraag) -> Iterator[Bouwsteen]:
    """Knelpunten that are new, and those that were seen more often. Three queries.

    How often is a multiple of five at both ends, so that the difference never tells of a few people.
    """
    rows = Knelpunt.objects.visible_to(vraag.user).current().order_by("naam", "pk")
    known = {row.pk: row for row in rows}
    for pk, (before, after) in safe_growth(known, vraag.van - timedelta(days=1), vraag.tot).items():
        row = known[pk]
        is_new = vraag.van <= row.gemaakt_op <= vraag.tot
        if not is_new and (after or 0) <= (before or 0):
            continue
        if is_new:
            zin = f"Nieuw knelpunt, gezien in {after} casussen of meer." if after else "Nieuw knelpunt."
        else:
            was = f"{before} of meer" if before else "minder dan vijf"
            zin = f"Vaker gezien: van {was} naar {after} casussen of meer."
        yield Bouwsteen(
            sleutel=sleutel_of("casuistiek.knelpunt", f"{pk}-{after or 0}"),
            dag=row.gemaakt_op if is_new else vraag.tot,
            titel=row.naam,
            zin=zin,
            url=reverse("knelpunten:detail", args=[pk]),
            blok="knelpunten",
            inhoud={"knelpunten": [pk]},
        )


def budget(vraag: Vraag) -> Iterator[Bouwsteen]:
    """What was promised from the Tussen-Wal-en-Schipbudget, for each year of the period. One query."""
    jaren = range(vraag.van.year, vraag.tot.year + 1)
    for jaar, stand in safe_budgetten(jaren, vraag.tot).items():
        if stand.casussen is None:
            continue
        yield Bouwsteen(
            sleutel=sleutel_of("casuistiek.budget", f"{jaar}-{stand.op}"),
            dag=stand.op,
            titel=f"Tussen-Wal-en-Schipbudget {jaar}",
            zin=f"{euro(stand.toegezegd)} of meer toegezegd, aan {stand.casussen} casussen of meer.",
            blok="budget",
            inhoud={"wat": "tws", "jaar": jaar},
        )


register(
    Bron("casuistiek.verhaal", "Verhalen van casussen", 60, verhalen),
    Bron("casuistiek.knelpunt", "Knelpunten", 61, knelpunten),
    Bron("casuistiek.budget", "Tussen-Wal-en-Schipbudget", 62, budget),
)
