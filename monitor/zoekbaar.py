"""What can be searched, of the monitor."""

from django.urls import reverse

from brunssum.core.models import Gebied
from brunssum.core.rollen import Recht, Zicht
from brunssum.core.zoeken.register import Zoekbaar, dag, line, register
from monitor.models import Indicator, Uitvraag, Verhaal

register(
    Zoekbaar(
        sleutel="indicatoren",
        enkelvoud="indicator",
        meervoud="indicatoren",
        model=Indicator,
        rows=Indicator.objects.visible_to,
        titel=("naam", "korte_naam"),
        teksten={"definitie": Zicht.OPENBAAR, "methode": Zicht.OPENBAAR, "grenzen": Zicht.OPENBAAR},
        datum="pk",
        extra=("code", "thema__naam", "bron__naam"),
        label=lambda rij: rij["naam"],
        url=lambda rij: reverse("monitor:indicator", args=[rij["code"]]),
        context=lambda rij: line(rij["thema__naam"], f"bron: {rij['bron__naam']}"),
        volgorde=80,
    ),
    Zoekbaar(
        sleutel="verhalen",
        enkelvoud="verhaal",
        meervoud="verhalen",
        model=Verhaal,
        rows=Verhaal.objects.visible_to,
        titel=("titel",),
        teksten={"tekst": Zicht.OPENBAAR},
        datum="opgeschreven_op",
        extra=("gebied__naam", "opgeschreven_op", "status"),
        label=lambda rij: rij["titel"],
        url=lambda rij: reverse("monitor:verhaal", args=[rij["pk"]]),
        context=lambda rij: line(
            rij["gebied__naam"],
            dag(rij["opgeschreven_op"]),
            "" if rij["status"] == Verhaal.Status.GEPUBLICEERD else Verhaal.Status(rij["status"]).label,
        ),
        volgorde=90,
    ),
    Zoekbaar(
        sleutel="uitvragen",
        enkelvoud="uitvraag",
        meervoud="uitvragen",
        model=Uitvraag,
        rows=Uitvraag.objects.visible_to,
        titel=("naam",),
        teksten={"samenvatting": Zicht.OPENBAAR, "methode": Zicht.OPENBAAR},
        datum="tot",
        extra=("soort", "tot"),
        label=lambda rij: rij["naam"],
        url=lambda rij: reverse("monitor:uitvraag", args=[rij["pk"]]),
        context=lambda rij: line(Uitvraag.Soort(rij["soort"]).label, f"tot en met {dag(rij['tot'])}"),
        volgorde=95,
    ),
    Zoekbaar(
        sleutel="gebieden",
        enkelvoud="gebied",
        meervoud="gebieden",
        model=Gebied,
        rows=lambda user: (
            Gebied.objects.visible_to(user).filter(geldig_tot=None)
            if user.mag(Recht.MONITOR_ZIEN)
            else Gebied.objects.none()
        ),
        titel=("naam", "code"),
        teksten={},
        datum="geldig_van",
        extra=("soort", "ouder__naam"),
        label=lambda rij: rij["naam"],
        url=lambda rij: reverse("monitor:gebied", args=[rij["code"]]),
        context=lambda rij: line(Gebied.Soort(rij["soort"]).label, rij["ouder__naam"]),
        volgorde=110,
    ),
)
