"""Adopted reisverslagen as the archive wants to know them."""

from datetime import date

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.timezone import localdate

from brunssum.core.accounts import site_url
from brunssum.core.bestanden.mdto import Archiefstuk, Bestand, Gebeurtenis
from brunssum.core.rollen import Zicht
from reisverslag.models import Reisverslag, Uitgave, Verslagstap
from reisverslag.stappen import VAST, Stap


def kenmerk(reisverslag: Reisverslag) -> str:
    return f"reisverslag-{reisverslag.pk}"


def archiefstukken(*, reisverslag_id: int | None = None, van: date | None = None, tot: date | None = None) -> list[tuple[Archiefstuk, Uitgave]]:  # fmt: skip
    """The adopted reisverslagen with a definite file: this one, or all of a period. Three queries.

    A period counts by the day on which a reisverslag was vastgesteld.
    """
    rows = Reisverslag.objects.vastgesteld().select_related("vervangt")
    if reisverslag_id is not None:
        rows = rows.filter(pk=reisverslag_id)
    uitgaven = Uitgave.objects.filter(stap=Stap.VASTGESTELD).newest_first()
    steps = Verslagstap.objects.filter(naar__in=VAST).order_by("op", "pk")
    rows = rows.prefetch_related(
        Prefetch("uitgaven", uitgaven, to_attr="definitief"),
        Prefetch("stappen", steps, to_attr="vaste_stappen"),
    )
    return [
        (archiefstuk(one, one.definitief[0], one.vaste_stappen), one.definitief[0])
        for one in rows.order_by("vastgesteld_op", "pk")
        if one.definitief and (van is None or van <= localdate(one.vastgesteld_op) <= tot)
    ]


def archiefstuk(reisverslag: Reisverslag, uitgave: Uitgave, steps: list[Verslagstap]) -> Archiefstuk:
    """The names are those frozen when it was vastgesteld: functions, no persons."""
    colofon = reisverslag.colofon
    publicaties = [
        Gebeurtenis("Publicatie", step.op, colofon["gemeente"])
        for step in steps
        if step.naar == Stap.GEPUBLICEERD
    ]
    is_openbaar = reisverslag.stap == Stap.GEPUBLICEERD
    return Archiefstuk(
        kenmerk=kenmerk(reisverslag),
        naam=reisverslag.titel,
        soort="Reisverslag",
        omschrijving=f"Reisverslag van {colofon['programma']} voor {reisverslag.get_publiek_display().lower()}, "
        f"versie {reisverslag.versie}.",
        van=reisverslag.periode_van,
        tot=reisverslag.periode_tot,
        archiefvormer=colofon["gemeente"],
        gebeurtenissen=(
            Gebeurtenis("Creatie", reisverslag.aangemaakt_op, colofon["auteur"]),
            Gebeurtenis(
                "Accordering", reisverslag.vastgesteld_op, colofon["vastgesteld_door"], "Vastgesteld"
            ),
            *publicaties,
        ),
        bestand=Bestand(uitgave.naam, uitgave.omvang, uitgave.sha256, uitgave.gemaakt_op),
        adres=site_url(reverse("openbaar:verslag", args=[reisverslag.pk])) if is_openbaar else "",
        beperking=_beperking(reisverslag),
        vervangt=(kenmerk(reisverslag.vervangt), reisverslag.vervangt.titel)
        if reisverslag.vervangt
        else None,
    )


def _beperking(reisverslag: Reisverslag) -> str:
    """What goes to college, raad or residents is public (Woo)."""
    if reisverslag.zicht == Zicht.OPENBAAR:
        return ""
    return f"Alleen voor {reisverslag.get_publiek_display().lower()} en de gemeente."
