"""What can be searched: titles of reisverslagen, what their authors wrote in them, and what the raad asked."""

from django.urls import reverse

from brunssum.core.rollen import Zicht
from brunssum.core.zoeken.register import Zoekbaar, dag, line, register
from reisverslag.blokken.tekst import TekstBlok
from reisverslag.models import Blok, Raadsstuk, Reisverslag

register(
    Zoekbaar(
        sleutel="reisverslagen",
        enkelvoud="reisverslag",
        meervoud="reisverslagen",
        model=Reisverslag,
        rows=Reisverslag.objects.visible_to,
        titel=("titel",),
        teksten={},
        datum="periode_tot",
        extra=("stap", "publiek", "periode_van", "periode_tot"),
        label=lambda rij: rij["titel"],
        url=lambda rij: reverse("reisverslag:detail", args=[rij["pk"]]),
        context=lambda rij: line(
            f"voor {Reisverslag.Publiek(rij['publiek']).label.lower()}",
            f"{dag(rij['periode_van'])} tot en met {dag(rij['periode_tot'])}",
            Reisverslag.Stap(rij["stap"]).label,
        ),
        volgorde=62,
    ),
    Zoekbaar(
        sleutel="teksten-in-reisverslagen",
        enkelvoud="tekst in een reisverslag",
        meervoud="teksten in reisverslagen",
        model=Blok,
        rows=lambda user: Blok.objects.visible_to(user).present().filter(soort=TekstBlok.soort),
        titel=(),
        teksten={"inhoud__tekst": Zicht.OPENBAAR},
        datum="hoofdstuk__reisverslag__periode_tot",
        extra=("hoofdstuk__titel", "hoofdstuk__reisverslag", "hoofdstuk__reisverslag__titel"),
        label=lambda rij: f"{rij['hoofdstuk__titel']}, in {rij['hoofdstuk__reisverslag__titel']}",
        url=lambda rij: (
            f"{reverse('reisverslag:detail', args=[rij['hoofdstuk__reisverslag']])}#blok-{rij['pk']}"
        ),
        volgorde=63,
    ),
    Zoekbaar(
        sleutel="raadsstukken",
        enkelvoud="raadsstuk",
        meervoud="raadsstukken",
        model=Raadsstuk,
        rows=Raadsstuk.objects.visible_to,
        titel=("kenmerk", "onderwerp"),
        teksten=dict.fromkeys(("tekst", "antwoord", "afgedaan_hoe"), Zicht.OPENBAAR),
        datum="ontvangen_op",
        extra=("soort", "fractie", "status", "ontvangen_op"),
        label=lambda rij: rij["onderwerp"],
        url=lambda rij: reverse("reisverslag:raadsstuk", args=[rij["pk"]]),
        context=lambda rij: line(
            f"{Raadsstuk.Soort(rij['soort']).label} {rij['kenmerk']}".strip(),
            rij["fractie"],
            dag(rij["ontvangen_op"]),
            Raadsstuk.Status(rij["status"]).label.lower(),
        ),
        volgorde=61,
    ),
)
