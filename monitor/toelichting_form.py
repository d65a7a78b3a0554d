"""The form of the municipality's own words about an indicator."""

from django import forms


class ToelichtingForm(forms.Form):
    tekst = forms.CharField(
        label="Toelichting",
        help_text="Wat moet een lezer weten om dit cijfer in onze gemeente te begrijpen? Noem geen personen. Leeg bewaren haalt de toelichting weg.",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    gezien = forms.CharField(required=False, widget=forms.HiddenInput)
