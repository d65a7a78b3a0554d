from django import forms

from ambassadeurs.models import Ambassadeursgroep
from brunssum.core.forms import VrijeTekstForm
from inspanningen.models import Doelstelling


class MeeschrijfForm(VrijeTekstForm):
    """The words of a doelstelling, and the version they are written on."""

    teksten = ("naam", "omschrijving")

    naam = forms.CharField(label="In één zin", max_length=Doelstelling._meta.get_field("naam").max_length)
    omschrijving = forms.CharField(
        label="Omschrijving",
        help_text=Doelstelling._meta.get_field("omschrijving").help_text,
        max_length=Doelstelling._meta.get_field("omschrijving").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    toelichting = forms.CharField(
        label="Waarom zo?",
        help_text="Voor wie het later leest. Bijvoorbeeld: zo zeiden we het aan tafel.",
        max_length=300,
        required=False,
    )
    basisversie = forms.IntegerField(min_value=0, max_value=10**6, widget=forms.HiddenInput)


class GroepUitnodigenForm(forms.Form):
    groep = forms.ModelChoiceField(
        Ambassadeursgroep.objects.none(), label="Welke groep schrijft mee", empty_label="Kies een groep"
    )

    def __init__(self, *args, doelstelling: Doelstelling, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groep"].queryset = Ambassadeursgroep.objects.exclude(
            schrijft_mee__doelstelling=doelstelling
        ).order_by("gestart_op", "pk")
