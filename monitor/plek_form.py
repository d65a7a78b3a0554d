"""The form of a public place."""

from django import forms

from brunssum.core.models import Gebied
from monitor.models import Plek


class PlekForm(forms.Form):
    naam = forms.CharField(label="Naam", help_text="Zoals mensen de plek noemen.", max_length=120)
    soort = forms.ChoiceField(label="Waar is de plek voor", choices=Plek.Soort.choices)
    gebied = forms.ModelChoiceField(
        Gebied.objects.none(),
        label="Gebied",
        help_text="De wijk of buurt waar de plek ligt.",
        empty_label="Kies een gebied",
    )
    adres = forms.CharField(
        label="Adres",
        help_text="Alleen van een openbare plek, niet van iemand thuis.",
        max_length=150,
        required=False,
    )
    omschrijving = forms.CharField(
        label="Wat is er te doen",
        help_text="Een of twee zinnen. Noem geen personen.",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        soorten = (Gebied.Soort.GEMEENTE, Gebied.Soort.PROGRAMMAGEBIED, Gebied.Soort.WIJK, Gebied.Soort.BUURT)
        self.fields["gebied"].queryset = Gebied.objects.filter(
            soort__in=soorten, geldig_tot__isnull=True
        ).order_by("naam", "pk")
