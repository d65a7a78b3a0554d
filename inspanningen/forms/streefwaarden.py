import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from brunssum.core.models import Gebied
from inspanningen.models import Doelstelling
from monitor.models import Indicator
from monitor.namen import korte_gebiedsnaam

_GETAL = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,\d{1,4})?")
_SOORTEN = (Gebied.Soort.GEMEENTE, Gebied.Soort.PROGRAMMAGEBIED, Gebied.Soort.WIJK, Gebied.Soort.BUURT)


class StreefwaardeForm(forms.Form):
    """What figure a doelstelling aims for."""

    doelstelling = forms.ModelChoiceField(Doelstelling.objects.none(), empty_label="Kies een doelstelling")
    gebied = forms.ModelChoiceField(Gebied.objects.none(), empty_label="Kies een gebied")
    jaar = forms.IntegerField(
        min_value=1990,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--amount"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Vul een jaar in, zoals 2030."),
    )
    waarde = forms.CharField(
        label="Streefwaarde",
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "decimal", "autocomplete": "off", "class": "input--amount"}
        ),
    )
    toelichting = forms.CharField(
        required=False, max_length=300, help_text="Bijvoorbeeld wie dit heeft besloten, en wanneer."
    )

    def __init__(self, *args, indicator: Indicator, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["doelstelling"].queryset = Doelstelling.objects.order_by("nummer", "pk")
        self.fields["gebied"].queryset = Gebied.objects.filter(
            soort__in=_SOORTEN, geldig_tot__isnull=True
        ).order_by("naam", "pk")
        self.fields["gebied"].label_from_instance = lambda gebied: korte_gebiedsnaam(gebied.naam)
        self.fields["waarde"].help_text = f"In {indicator.eenheid}, met een komma: 12,5."

    def clean_waarde(self):
        text = self.cleaned_data["waarde"].strip().removesuffix("%").strip()
        if not _GETAL.fullmatch(text):
            raise ValidationError("Vul een getal in, met een komma voor de decimalen: 12,5.")
        return Decimal(text.replace(".", "").replace(",", "."))
