"""The perioden of the programme: the course for some years, set anew at the start of each."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.exceptions import DomainError, Tussentijds
from brunssum.core.models import Gebruiker
from inspanningen.models import Programma, Programmaperiode
from inspanningen.permissions import doelen as permissions
from inspanningen.tekst import clean

VELDEN = ("van", "tot", "koers", "herijkt_op", "wat_veranderde")


class PeriodeGeweigerd(DomainError):
    """A rule about perioden said no."""


@transaction.atomic
def add_periode(
    *,
    actor: Gebruiker,
    programma: Programma,
    vandaag: date,
    van: int,
    tot: int,
    koers: str = "",
    herijkt_op: date | None = None,
    wat_veranderde: str = "",
) -> Programmaperiode:
    """Add some years to the programme."""
    _may(actor)
    Programma.objects.select_for_update().get(pk=programma.pk)
    periode = Programmaperiode(programma=programma)
    values = {"van": van, "tot": tot, "koers": koers, "herijkt_op": herijkt_op}
    _fill(periode, values | {"wat_veranderde": wat_veranderde}, vandaag)
    periode.save()
    audit.record("programmaperiode.toegevoegd", periode, actor=actor, na=audit.snapshot(periode, VELDEN))
    return periode


@transaction.atomic
def edit_periode(
    periode_id: int,
    *,
    actor: Gebruiker,
    vandaag: date,
    velden: Mapping[str, Any],
    gelezen: str | None = None,
) -> Programmaperiode:
    """Write the course of a periode, or that it was herijkt. `gelezen`: the koers the writer began from (Tussentijds)."""
    _may(actor)
    programma_id = Programmaperiode.objects.values_list("programma", flat=True).get(pk=periode_id)
    Programma.objects.select_for_update().get(pk=programma_id)
    periode = Programmaperiode.objects.select_for_update().get(pk=periode_id)
    if gelezen is not None and gelezen.split() != periode.koers.split():
        raise Tussentijds("Iemand anders heeft de koers intussen veranderd. Uw tekst staat er nog; lees eerst wat er nu staat.")  # fmt: skip
    voor = audit.snapshot(periode, VELDEN)
    _fill(periode, velden, vandaag)
    voor, na = audit.changed(voor, audit.snapshot(periode, VELDEN))
    if na:
        periode.save()
        audit.record("programmaperiode.bewerkt", periode, actor=actor, voor=voor, na=na)
    return periode


def _may(actor: Gebruiker) -> None:
    if reason := permissions.reason_not_to_manage(actor):
        raise PermissionDenied(reason)


def _fill(periode: Programmaperiode, velden: Mapping[str, Any], vandaag: date) -> None:
    for name, value in velden.items():
        setattr(periode, name, clean(value) if isinstance(value, str) else value)
    periode.full_clean()
    others = periode.programma.perioden.exclude(pk=periode.pk)
    overlap = others.filter(van__lte=periode.tot, tot__gte=periode.van).order_by("van", "pk").first()
    if overlap is not None:
        raise PeriodeGeweigerd({"van": f"Deze jaren vallen samen met de periode {overlap}."})
    programma = periode.programma
    if not programma.start <= periode.van <= periode.tot <= programma.horizon:
        raise PeriodeGeweigerd(
            {"van": f"Het programma loopt van {programma.start} tot en met {programma.horizon}."}
        )
    if periode.herijkt_op is not None and periode.herijkt_op > vandaag:
        raise PeriodeGeweigerd({"herijkt_op": "Deze dag moet nog komen. Leg het vast als het besluit er is."})
    is_first = not others.filter(van__lt=periode.van).exists()
    if periode.herijkt_op is not None and not is_first and not periode.wat_veranderde:
        raise PeriodeGeweigerd({"wat_veranderde": "Schrijf op wat er veranderde ten opzichte van de jaren ervoor."})  # fmt: skip
