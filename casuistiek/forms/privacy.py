"""What the functionaris gegevensbescherming fills in, and who asks for a noodinzage."""

from django import forms

from brunssum.core.forms import DatumField, VrijeTekstForm
from casuistiek.forms.casus import CasusTekstForm
from casuistiek.models import Inzage, Noodinzage


class NoodinzageForm(CasusTekstForm):
    teksten = ("reden",)

    reden = forms.CharField(
        label="Waarom moet u nu weten om wie het gaat",
        help_text=Noodinzage._meta.get_field("reden").help_text,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class OordeelForm(VrijeTekstForm):
    teksten = ("toelichting",)

    oordeel = forms.ChoiceField(
        label="Was deze noodinzage nodig",
        choices=Noodinzage.Oordeel.choices,
        widget=forms.RadioSelect,
    )
    toelichting = forms.CharField(
        label="Toelichting",
        help_text="Zonder namen van bewoners. De casusverantwoordelijke leest dit.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class InzagelogFilterForm(forms.Form):
    """Find rows in the inzagelog."""

    persoon = forms.CharField(label="Wie keek", required=False, max_length=100)
    casus = forms.CharField(label="Casusnummer", required=False, max_length=12)
    soort = forms.ChoiceField(label="Wat", required=False, choices=[("", "Alles"), *Inzage.Soort.choices])
    grond = forms.ChoiceField(
        label="Op welke grond", required=False, choices=[("", "Alle"), *Inzage.Grond.choices]
    )
    van = DatumField(label="Vanaf", required=False)
    tot = DatumField(label="Tot en met", required=False)
