"""Browser input about what a resident asks, made into Python values."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from brunssum.core.forms import DatumField
from casuistiek.forms.bewoner import MAX_TEKST, BewonerTekstForm
from casuistiek.models import Casus, Privacyverzoek, Signaal
from casuistiek.queries import names_betrokkene


class _PrivacyForm(BewonerTekstForm):
    """About the casus or the signaal in which the data stand."""

    def __init__(self, *args, over: Casus | Signaal, **kwargs):
        super().__init__(*args, **kwargs)
        self.over = over

    def names_bewoner(self, tekst):
        return names_betrokkene(self.over, tekst)


class VerzoekForm(_PrivacyForm):
    """The betrokkenen are numbered as on their page: here no name is shown."""

    teksten = ("toelichting",)

    betrokkene_id = forms.TypedChoiceField(label="Wie vraagt het", coerce=int)
    soort = forms.ChoiceField(
        label="Wat wordt er gevraagd", choices=Privacyverzoek.Soort.choices, widget=forms.RadioSelect
    )
    ontvangen_op = DatumField(label="Ontvangen op", initial=timezone.localdate)
    toelichting = forms.CharField(
        label="Wat zegt de betrokkene",
        help_text="Bij een rectificatie: wat er niet klopt, en hoe het wel is. Zonder namen.",
        required=False,
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ids = self.over.betrokkenen.order_by("pk").values_list("pk", flat=True)
        self.fields["betrokkene_id"].choices = [
            (pk, f"Betrokkene {number}") for number, pk in enumerate(ids, start=1)
        ]

    def clean_ontvangen_op(self):
        day = self.cleaned_data["ontvangen_op"]
        if day > timezone.localdate():
            raise ValidationError("Deze datum ligt in de toekomst. Kies vandaag of een dag daarvoor.")
        return day


class AntwoordForm(_PrivacyForm):
    teksten = ("antwoord",)

    uitkomst = forms.ChoiceField(
        label="Wat is de uitkomst",
        choices=[one for one in Privacyverzoek.Uitkomst.choices if one[0]],
        widget=forms.RadioSelect,
    )
    antwoord = forms.CharField(
        label="Wat is er gedaan, of waarom niet",
        help_text="Zonder namen. De betrokkene krijgt dit ook te horen.",
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
