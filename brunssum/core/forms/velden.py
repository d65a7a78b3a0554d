"""What all forms share: how they are drawn, and the fields that read Dutch input."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import ChoiceWidget
from django.utils.numberformat import format as format_number

_REQUIRED = forms.Field.default_error_messages["required"]


class Veld(BoundField):
    """A field on the page, with the few facts our components ask for."""

    @property
    def is_single_checkbox(self) -> bool:
        """One checkbox: its label stands behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def focus_id(self) -> str:
        """Where the error summary leads: the input itself, or the first of a group of choices."""
        return self.id_for_label or f"{self.auto_id}_0"

    @property
    def meldingen(self) -> list[str]:
        """What is wrong, for on the page: an empty field asks what we want to know instead of "is vereist"."""
        return [
            self._question() if error.code == "required" and error.message == _REQUIRED else message
            for error in self.errors.as_data()
            for message in error.messages
        ]

    def _question(self) -> str:
        widget = self.field.widget
        if isinstance(widget, forms.FileInput):
            return "Kies een bestand."
        if isinstance(widget, forms.CheckboxSelectMultiple | forms.SelectMultiple):
            return "Kies er ten minste één."
        if isinstance(widget, ChoiceWidget):
            return "Kies er een."
        return "Vink dit aan." if self.is_single_checkbox else "Vul dit in."

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """No placeholders, also not those of allauth: they vanish while typing. What helps stands above the input."""
        return super().build_widget_attrs(attrs, widget) | {"placeholder": False}


class FormRenderer(TemplatesSetting):
    """Draws every form and field with our own components (templates/components/)."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    bound_field_class = Veld


class BedragField(forms.DecimalField):
    """An amount in euros as people type it: 5.000, 1.250,50, € 100, 2.500,-."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": "Vul een bedrag in euro’s in, zoals 5.000 of 1.250,50.",
        "min_value": "Vul een bedrag in van %(limit_value)s euro of meer.",
        "max_value": "Vul een bedrag in van hoogstens %(limit_value)s euro.",
        "max_digits": "Dit bedrag is te groot. Controleer de punten en de komma.",
        "max_whole_digits": "Dit bedrag is te groot. Controleer de punten en de komma.",
    }
    _WRITTEN = re.compile(
        r"(?P<min>[-−]?)(?P<euros>\d{1,3}(?:[. \u00a0\u202f]\d{3})+|\d+)(?:,(?P<cents>\d{1,2}|[-–—]{1,2}))?"
    )

    def __init__(self, *, min_value: Decimal | int | None = 0, max_digits: int = 12, **kwargs: Any):
        super().__init__(min_value=min_value, max_digits=max_digits, decimal_places=2, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off", "class": "input--amount"}

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal | int):
            return Decimal(value).quantize(Decimal("0.01"))
        text = re.sub(r"(?i)€|\beuro\b|\beur\b", "", str(value)).strip()
        written = self._WRITTEN.fullmatch(text)
        if written is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        euros = re.sub(r"\D", "", written["euros"])
        if len(euros) > self.max_digits:  # longer than a Decimal can be cut off at cents
            raise ValidationError(self.error_messages["max_digits"], code="max_digits")
        cents = written["cents"] or ""
        amount = Decimal(f"{euros}.{cents if cents.isdigit() else '00'}").quantize(Decimal("0.01"))
        return -amount if written["min"] else amount

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal | int) and not isinstance(value, bool):
            decimals = 0 if value == int(value) else 2
            return format_number(
                value, ",", decimal_pos=decimals, grouping=3, thousand_sep=".", force_grouping=True
            )
        return value


class MeerkeuzeField(forms.ModelMultipleChoiceField):
    """Rows of the database to tick. A value that no row can have is refused as one that is not there, also by SQLite."""

    def _check_values(self, value: Any) -> Any:
        for one in value if isinstance(value, list | tuple) else ():
            if len(str(one)) > 18:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": one}
                )
        return super()._check_values(value)


class DatumField(forms.DateField):
    """A day, picked in the browser's own calendar or typed: 17-4-2025."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    input_formats = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]
    default_error_messages = {
        "invalid": "Vul een datum in als dag, maand en jaar, zoals 17-4-2025.",
        "year": "Controleer het jaar: schrijf het met vier cijfers, zoals 17-4-2025.",
    }

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and not 1900 <= value.year <= 2199:
            raise ValidationError(self.error_messages["year"], code="year")
