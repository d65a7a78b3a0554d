"""What the inspanningen are for: the programme, its principes and the figures it aims for."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q

from brunssum.core import audit
from brunssum.core.exceptions import DomainError, Tussentijds
from brunssum.core.models import Gebied, Gebruiker
from inspanningen import permissions
from inspanningen.models import Doelstelling, LeidendPrincipe, Programma, Streefwaarde
from inspanningen.tekst import clean
from monitor.models import Indicator


class ProgrammaGeweigerd(DomainError):
    """A rule about the programme said no."""


@transaction.atomic
def save_programma(
    *,
    actor: Gebruiker,
    naam: str,
    ambitie: str,
    start: int,
    horizon: int,
    herijking_jaren: int = 4,
    realisatieplanning_per_jaar: int = 2,
) -> Programma:
    """Add the programme, or change the one with this name."""
    values = {
        "ambitie": ambitie,
        "start": start,
        "horizon": horizon,
        "herijking_jaren": herijking_jaren,
        "realisatieplanning_per_jaar": realisatieplanning_per_jaar,
    }
    return _save(Programma, {"naam": naam}, values, actor=actor)


@transaction.atomic
def edit_programma(
    programma_id: int,
    *,
    actor: Gebruiker,
    ambitie: str,
    start: int,
    horizon: int,
    herijking_jaren: int,
    realisatieplanning_per_jaar: int,
    gelezen: str | None = None,
) -> Programma:
    """Change what the programme is for, or its years. `gelezen`: the ambitie the writer began from (Tussentijds)."""
    _may(actor)
    programma = Programma.objects.select_for_update().get(pk=programma_id)
    if gelezen is not None and gelezen.split() != programma.ambitie.split():
        raise Tussentijds("Iemand anders heeft de ambitie intussen veranderd. Uw tekst staat er nog; lees eerst wat er nu staat.")  # fmt: skip
    outside = programma.perioden.filter(Q(van__lt=start) | Q(tot__gt=horizon)).in_order().first()
    if outside is not None:
        raise ProgrammaGeweigerd(f"De periode {outside} valt dan buiten het programma. Pas die eerst aan.")
    values = {
        "ambitie": clean(ambitie),
        "start": start,
        "horizon": horizon,
        "herijking_jaren": herijking_jaren,
        "realisatieplanning_per_jaar": realisatieplanning_per_jaar,
    }
    return _save(Programma, {"naam": programma.naam}, values, actor=actor)


@transaction.atomic
def save_principe(*, actor: Gebruiker, kort: str, uitleg: str, volgorde: int = 0) -> LeidendPrincipe:
    """Add a leidend principe, or change the one with this name."""
    return _save(LeidendPrincipe, {"kort": kort}, {"uitleg": uitleg, "volgorde": volgorde}, actor=actor)


@transaction.atomic
def add_streefwaarde(
    *,
    actor: Gebruiker,
    doelstelling: Doelstelling,
    indicator: Indicator,
    gebied: Gebied,
    jaar: int,
    waarde: Decimal,
    toelichting: str = "",
) -> Streefwaarde:
    """Say what figure this doelstelling aims for, in this gebied and this year."""
    _may(actor)
    streefwaarde = Streefwaarde(
        doelstelling=doelstelling,
        indicator=indicator,
        gebied=gebied,
        jaar=jaar,
        waarde=waarde,
        toelichting=toelichting.strip(),
    )
    streefwaarde.full_clean()
    streefwaarde.save()
    audit.record("streefwaarde.toegevoegd", doelstelling, actor=actor, **_told(streefwaarde))
    return streefwaarde


@transaction.atomic
def remove_streefwaarde(streefwaarde_id: int, *, actor: Gebruiker) -> Streefwaarde:
    """Take a streefwaarde away; what it was stays in the audit trail of its doelstelling."""
    _may(actor)
    rows = Streefwaarde.objects.select_related("doelstelling", "indicator", "gebied")
    streefwaarde = rows.select_for_update(of=("self",)).get(pk=streefwaarde_id)
    audit.record("streefwaarde.weggehaald", streefwaarde.doelstelling, actor=actor, **_told(streefwaarde))
    streefwaarde.delete()
    return streefwaarde


def _told(streefwaarde: Streefwaarde) -> dict[str, Any]:
    return {
        "indicator": streefwaarde.indicator.code,
        "gebied": streefwaarde.gebied.code,
        "jaar": streefwaarde.jaar,
        "waarde": str(streefwaarde.waarde),
    }


def _may(actor: Gebruiker) -> None:
    if permissions.reason_not_to_add(actor):
        raise PermissionDenied(permissions.ONLY_TEAM)


def _save(model: type[models.Model], key: dict, values: dict, *, actor: Gebruiker) -> Any:
    _may(actor)
    obj = model.objects.select_for_update().filter(**key).first() or model(**key)
    is_new = obj.pk is None
    names = [model._meta.get_field(name).attname for name in values]
    voor = {} if is_new else audit.snapshot(obj, names)
    for name, value in values.items():
        setattr(obj, name, value)
    obj.full_clean()
    obj.save()
    voor, na = audit.changed(voor, audit.snapshot(obj, names))
    if na:
        soort = model._meta.model_name
        audit.record(f"{soort}.{'toegevoegd' if is_new else 'bewerkt'}", obj, actor=actor, voor=voor, na=na)
    return obj
