"""What a reisverslag can tell of what the raad asked."""

from collections.abc import Iterator

from django.urls import reverse

from brunssum.core.bouwstenen import Bouwsteen, Bron, Vraag, first_words, register, sleutel_of
from reisverslag.queries.raadsstukken import afgehandeld_in

RAADSSTUK = "reisverslag.raadsstuk"


def raadsstukken(vraag: Vraag) -> Iterator[Bouwsteen]:
    """What was answered or settled; each once, by the last of the two. Two queries."""
    for one in afgehandeld_in(vraag.user, *vraag.dagen):
        yield Bouwsteen(
            sleutel=sleutel_of(RAADSSTUK, f"{one.pk}-{one.wat}"),
            dag=one.op,
            titel=one.titel,
            zin=f"Van {one.van}, {one.wat}. {first_words(one.hoe or one.antwoord)}",
            url=reverse("reisverslag:raadsstuk", args=[one.pk]),
            blok="raadsstukken",
            inhoud={"raadsstukken": [one.pk]},
            inspanningen=one.inspanningen,
        )


register(Bron(RAADSSTUK, "Raadsstukken beantwoord of afgedaan", 25, raadsstukken))
