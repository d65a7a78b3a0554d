"""What to show who wrote on an older version: how the thing stands now, where that differs from what was typed."""

from typing import Any

from django import forms
from django.db import models

from brunssum.core.templatetags.kanarie import datum, euro


def staat_nu(form: forms.Form, obj: models.Model) -> list[tuple[str, str]]:
    """(label, text) of each field that stands differently now than in this form."""
    return [
        (form.fields[name].label or name, _text(form.fields[name], now))
        for name in form.fields
        if name in form.cleaned_data and hasattr(obj, name)
        if (now := _now(obj, name)) != _typed(form.cleaned_data[name])
    ]


def _now(obj: models.Model, name: str) -> Any:
    """What stands there; of what it is linked to the rows, in a fixed order."""
    value = getattr(obj, name)
    return sorted(value.all(), key=lambda row: row.pk) if isinstance(value, models.Manager) else value


def _typed(value: Any) -> Any:
    return sorted(value, key=lambda row: row.pk) if isinstance(value, models.QuerySet) else value


def _text(field: forms.Field, value: Any) -> str:
    if value in (None, "", []):
        return "(leeg)"
    if isinstance(value, list):
        return "\n".join(str(one) for one in value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(field, forms.DecimalField):
        return euro(value)
    if isinstance(field, forms.DateField):
        return datum(value)
    if isinstance(field, forms.TypedChoiceField):
        return next((label for key, label in field.choices if key == value), str(value))
    return str(value)
