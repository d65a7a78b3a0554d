"""What can be searched, of core: actiepunten and, for the beheerder, people."""

from dataclasses import replace

from django.urls import reverse

from brunssum.core.models import Actiepunt, Gebruiker
from brunssum.core.rollen import Recht, Zicht
from brunssum.core.zoeken.register import Zoekbaar, dag, line, register

ACTIEPUNTEN = Zoekbaar(
    sleutel="actiepunten",
    enkelvoud="actiepunt",
    meervoud="actiepunten",
    model=Actiepunt,
    rows=lambda user: Actiepunt.objects.visible_to(user).filter(vertrouwelijk=False),
    titel=("titel",),
    teksten={"toelichting": Zicht.OPENBAAR, "uitkomst": Zicht.OPENBAAR},
    datum="gemaakt_op",
    extra=("eigenaar__naam", "vervalt_op", "status"),
    label=lambda rij: rij["titel"],
    url=lambda rij: reverse("core:actiepunt", args=[rij["pk"]]),
    context=lambda rij: line(
        Actiepunt.Status(rij["status"]).label, rij["eigenaar__naam"], f"uiterlijk {dag(rij['vervalt_op'])}"
    ),
    volgorde=70,
)

register(
    ACTIEPUNTEN,
    replace(
        ACTIEPUNTEN,
        sleutel="vertrouwelijke-actiepunten",
        enkelvoud="vertrouwelijk actiepunt",
        meervoud="vertrouwelijke actiepunten",
        rows=lambda user: Actiepunt.objects.visible_to(user).filter(vertrouwelijk=True),
        vertrouwelijk=True,
        volgorde=210,
    ),
    Zoekbaar(
        sleutel="gebruikers",
        enkelvoud="gebruiker",
        meervoud="gebruikers",
        model=Gebruiker,
        rows=lambda user: (
            Gebruiker.objects.visible_to(user)
            if user.mag(Recht.GEBRUIKERS_BEHEREN)
            else Gebruiker.objects.none()
        ),
        titel=("naam",),
        teksten={"functie": Zicht.OPENBAAR, "email": Zicht.OPENBAAR},
        datum="aangemaakt",
        label=lambda rij: rij["naam"],
        url=lambda rij: reverse("core:gebruiker_change", args=[rij["pk"]]),
        context=lambda rij: line(rij["functie"], rij["email"]),
        volgorde=130,
    ),
)
