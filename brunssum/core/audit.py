"""The audit trail: every write through a service leaves a row."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from brunssum.core.models import ApiClient, Gebruiker, LogRegel


def record(
    actie: str,
    obj: models.Model,
    *,
    actor: Gebruiker | ApiClient | None,
    voor: dict[str, Any] | None = None,
    na: dict[str, Any] | None = None,
    **detail: Any,
) -> LogRegel:
    """Write down that `actor` (a person, a partner's system, or None: Kanarie itself) did `actie` ("inspanning.bewerkt") to `obj`.

    `voor` and `na` hold the changed fields only. Names and free text of a case never go in here: this row
    outlives the case.
    """
    is_system = isinstance(actor, ApiClient)
    return LogRegel.objects.create(
        actor=None if is_system else actor,
        api_client=actor if is_system else None,
        actie=actie,
        object_soort=ContentType.objects.get_for_model(obj),
        object_id=obj.pk,
        voor=voor or {},
        na=na or {},
        detail=detail,
    )


def snapshot(obj: models.Model, fields: Iterable[str]) -> dict[str, Any]:
    """The present values of these fields, fit for comparing and for JSON."""
    return {name: obj.serializable_value(name) for name in fields}


def changed(voor: dict[str, Any], na: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What of two snapshots differs, as (before, after)."""
    names = [name for name in na if voor.get(name) != na[name]]
    return {name: voor.get(name) for name in names}, {name: na[name] for name in names}
