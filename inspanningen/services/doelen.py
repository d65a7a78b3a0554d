"""What the inspanningen are for: the programme, its doelstellingen and its principes."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from brunssum.core import audit
from brunssum.core.models import Gebruiker
from inspanningen import permissions
from inspanningen.models import Doelstelling, LeidendPrincipe, Programma
from monitor.models import Thema


@transaction.atomic
def save_programma(
    *, actor: Gebruiker, naam: str, ambitie: str, start: int, horizon: int, herijking_jaren: int = 4
) -> Programma:
    """Add the programme, or change the one with this name."""
    values = {"ambitie": ambitie, "start": start, "horizon": horizon, "herijking_jaren": herijking_jaren}
    return _save(Programma, {"naam": naam}, values, actor=actor)


@transaction.atomic
def save_doelstelling(
    *,
    actor: Gebruiker,
    nummer: str,
    naam: str,
    soort: str = Doelstelling.Soort.STRATEGISCH,
    hoek: Thema | None = None,
) -> Doelstelling:
    """Add a doelstelling, or change the one with this number."""
    return _save(Doelstelling, {"nummer": nummer}, {"naam": naam, "soort": soort, "hoek": hoek}, actor=actor)


@transaction.atomic
def save_principe(*, actor: Gebruiker, kort: str, uitleg: str, volgorde: int = 0) -> LeidendPrincipe:
    """Add a leidend principe, or change the one with this name."""
    return _save(LeidendPrincipe, {"kort": kort}, {"uitleg": uitleg, "volgorde": volgorde}, actor=actor)


def _save(model: type[models.Model], key: dict, values: dict, *, actor: Gebruiker) -> Any:
    if permissions.reason_not_to_add(actor):
        raise PermissionDenied(permissions.ONLY_TEAM)
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
