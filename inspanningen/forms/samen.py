"""Browser input about changing several inspanningen at once."""

from typing import Any

from django import forms

from brunssum.core.models import Gebied
from inspanningen.forms.kaart import possible_leaders
from inspanningen.models import Doelstelling, Inspanning, LeidendPrincipe


class SamenForm(forms.Form):
    """What to change of several inspanningen: one thing, as "name" or "name:erbij", and its value."""

    WAT = (
        ("projectleider", "Projectleider geven"),
        ("fase", "Naar een andere fase brengen"),
        ("gebieden:erbij", "Gebied toevoegen"),
        ("gebieden:eraf", "Gebied weghalen"),
        ("doelstellingen:erbij", "Doelstelling toevoegen"),
        ("doelstellingen:eraf", "Doelstelling weghalen"),
        ("principes:erbij", "Leidend principe toevoegen"),
        ("principes:eraf", "Leidend principe weghalen"),
    )

    wat = forms.ChoiceField(label="Wat wilt u wijzigen", choices=WAT)
    toelichting = forms.CharField(
        label="Waarom",
        required=False,
        max_length=300,
        help_text="Staat bij de nieuwe versie van elke kaart. Nodig als u een inspanning stopt.",
    )

    def __init__(self, *args: Any, wat: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.naam, _, self.hoe = wat.partition(":")
        self.fields["wat"].widget = forms.HiddenInput()
        self.fields["wat"].initial = wat
        self.fields["waarde"] = self._waarde()
        self.order_fields(("wat", "waarde", "toelichting"))

    def _waarde(self) -> forms.Field:
        if self.naam == "fase":
            return forms.ChoiceField(label="Fase", choices=[("", "Maak een keuze"), *Inspanning.Fase.choices])
        if self.naam == "projectleider":
            choices = [("", "Maak een keuze"), *possible_leaders(None)]
            return forms.TypedChoiceField(label="Projectleider", choices=choices, coerce=int)
        label, rows = {
            "gebieden": ("Gebied", Gebied.objects.filter(geldig_tot=None).order_by("naam", "pk")),
            "doelstellingen": ("Doelstelling", Doelstelling.objects.order_by("nummer", "pk")),
            "principes": ("Leidend principe", LeidendPrincipe.objects.order_by("volgorde", "pk")),
        }[self.naam]
        return forms.ModelChoiceField(rows, label=label, empty_label="Maak een keuze")

    @property
    def wijziging(self) -> dict[str, Any]:
        """For the service."""
        waarde = self.cleaned_data["waarde"]
        return {
            "naam": self.naam,
            "hoe": self.hoe,
            "waarde": getattr(waarde, "pk", waarde),
            "toelichting": self.cleaned_data["toelichting"],
        }
