"""Browser input about the spreadsheet."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat


class WerkbladForm(forms.Form):
    """A workbook, small enough to read at once."""

    bestand = forms.FileField(
        label="Werkblad",
        help_text="Een Excel-bestand (.xlsx) dat u hier hebt opgehaald en daarna hebt aangepast.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "Kies het Excel-bestand."},
    )

    def clean_bestand(self) -> Any:
        bestand = self.cleaned_data["bestand"]
        if bestand.size > settings.MAX_UPLOAD_MB * 1_000_000:
            raise ValidationError(
                f"Dit bestand is te groot ({filesizeformat(bestand.size)}). "
                f"Een bestand mag hoogstens {settings.MAX_UPLOAD_MB} MB zijn. Deel het op."
            )
        return bestand
