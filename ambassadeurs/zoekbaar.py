"""What can be searched, of the ambassadeurs: groups, bijeenkomsten and reflecties. Never who is a member."""

from django.urls import reverse

from ambassadeurs.models import Ambassadeursgroep, Bijeenkomst, Reflectie
from brunssum.core.rollen import Zicht
from brunssum.core.zoeken.register import Zoekbaar, dag, line, register

register(
    Zoekbaar(
        sleutel="reflecties",
        enkelvoud="reflectie",
        meervoud="reflecties",
        model=Reflectie,
        rows=Reflectie.objects.visible_to,
        titel=(),
        teksten={"tekst": Zicht.OPENBAAR, "antwoord": Zicht.OPENBAAR},
        datum="ontvangen_op",
        extra=("soort", "ontvangen_op", "groep__naam", "organisatie__naam", "teruggekoppeld_op"),
        label=lambda rij: f"{Reflectie.Soort(rij['soort']).label} van {dag(rij['ontvangen_op'])}",
        url=lambda rij: reverse("ambassadeurs:reflectie", args=[rij["pk"]]),
        context=lambda rij: line(
            rij["groep__naam"] or rij["organisatie__naam"],
            f"terugverteld op {dag(rij['teruggekoppeld_op'])}"
            if rij["teruggekoppeld_op"]
            else "nog niet terugverteld",
        ),
        volgorde=60,
    ),
    Zoekbaar(
        sleutel="bijeenkomsten",
        enkelvoud="bijeenkomst",
        meervoud="bijeenkomsten",
        model=Bijeenkomst,
        rows=Bijeenkomst.objects.visible_to,
        titel=("titel",),
        teksten={"plaats": Zicht.OPENBAAR, "agenda": Zicht.OPENBAAR, "verslag": Zicht.OPENBAAR},
        datum="begint_op",
        extra=("soort", "begint_op", "afgelast_op"),
        label=lambda rij: rij["titel"],
        url=lambda rij: reverse("ambassadeurs:bijeenkomst", args=[rij["pk"]]),
        context=lambda rij: line(
            Bijeenkomst.Soort(rij["soort"]).label,
            dag(rij["begint_op"]),
            rij["plaats"],
            "afgelast" if rij["afgelast_op"] else "",
        ),
        volgorde=65,
    ),
    Zoekbaar(
        sleutel="ambassadeursgroepen",
        enkelvoud="ambassadeursgroep",
        meervoud="ambassadeursgroepen",
        model=Ambassadeursgroep,
        rows=Ambassadeursgroep.objects.visible_to,
        titel=("naam",),
        teksten={"omschrijving": Zicht.OPENBAAR, "werkwijze": Zicht.OPENBAAR},
        datum="gestart_op",
        extra=("soort",),
        label=lambda rij: rij["naam"],
        url=lambda rij: reverse("ambassadeurs:detail", args=[rij["pk"]]),
        context=lambda rij: Ambassadeursgroep.Soort(rij["soort"]).label,
        volgorde=100,
    ),
)
