"""Fields as their model says: label, help and length in one place; and what is asked of every day that is typed."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone


def tekstveld(model: type[models.Model], name: str, *, rows: int = 4, **kwargs) -> forms.CharField:
    """The field of a form for this text of the model; a TextField gets `rows` lines and needs a max_length."""
    field = model._meta.get_field(name)
    words = {
        "label": field.verbose_name.capitalize(),
        "help_text": field.help_text,
        "max_length": field.max_length,
        "required": not field.blank,
    }
    if isinstance(field, models.TextField):
        words["widget"] = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(**words | kwargs)


def jaarveld(label: str, **kwargs) -> forms.IntegerField:
    """A year of this century, typed."""
    zin = "Vul een jaar in, zoals 2027."
    return forms.IntegerField(
        label=label,
        min_value=2000,
        max_value=2104,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--amount"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), zin),
        **kwargs,
    )


def not_in_the_future(op: date) -> date:
    """The day, refused when it has not come yet."""
    if op > timezone.localdate():
        raise ValidationError("Deze datum ligt in de toekomst. Kies vandaag of een dag daarvoor.")
    return op
