"""What people fill in about actiepunten."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from brunssum.core.forms import DatumField, VrijeTekstForm
from brunssum.core.models import Actiepunt
from brunssum.core.queries import kan_actiepunt_krijgen

MAX_TEKST = 2000


class _NotInPast(forms.Form):
    vervalt_op = DatumField(label="Uiterlijk op")

    def clean_vervalt_op(self):
        day = self.cleaned_data["vervalt_op"]
        if day and day < timezone.localdate():
            raise ValidationError("Deze dag is al voorbij. Kies vandaag of een dag daarna.")
        return day


class ActiepuntForm(VrijeTekstForm, _NotInPast):
    """Ask someone to do something by a date."""

    teksten = ("titel", "toelichting")

    titel = forms.CharField(
        label="Wat moet er gebeuren",
        help_text=Actiepunt._meta.get_field("titel").help_text,
        max_length=150,
    )
    eigenaar = forms.ModelChoiceField(
        kan_actiepunt_krijgen(), label="Wie doet het", empty_label="Kies iemand"
    )
    bevestiger = forms.ModelChoiceField(
        kan_actiepunt_krijgen(),
        label="Wie bevestigt dat het gedaan is",
        help_text="Alleen als het belangrijk is dat een tweede meekijkt.",
        required=False,
        empty_label="Niemand",
    )
    toelichting = forms.CharField(
        label="Toelichting", required=False, max_length=MAX_TEKST, widget=forms.Textarea(attrs={"rows": 3})
    )

    field_order = ("titel", "eigenaar", "vervalt_op", "bevestiger", "toelichting")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("bevestiger") and cleaned["bevestiger"] == cleaned.get("eigenaar"):
            self.add_error("bevestiger", "Wie bevestigt, is een ander dan wie het doet.")
        return cleaned


class UitkomstForm(VrijeTekstForm):
    """What came of it."""

    teksten = ("uitkomst",)

    uitkomst = forms.CharField(
        label="Wat is de uitkomst",
        max_length=MAX_TEKST,
        help_text="In een of twee zinnen, zonder namen van bewoners.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OverdragenForm(_NotInPast):
    """Who does it from now on."""

    naar = forms.ModelChoiceField(kan_actiepunt_krijgen(), label="Aan wie", empty_label="Kies iemand")

    field_order = ("naar", "vervalt_op")

    def __init__(self, *args, actiepunt: Actiepunt, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["naar"].queryset = kan_actiepunt_krijgen().exclude(
            pk__in=[actiepunt.eigenaar_id, actiepunt.bevestiger_id or 0]
        )
