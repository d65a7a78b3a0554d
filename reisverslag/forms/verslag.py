from django import forms

from brunssum.core.forms import DatumField
from reisverslag.models import Reisverslag


class ReisverslagForm(forms.Form):
    titel = forms.CharField(
        label="Titel",
        max_length=120,
        help_text="Komt op de voorkant. Zeg waar het over gaat, niet alleen dat het een reisverslag is.",
        error_messages={"required": "Geef het reisverslag een titel."},
    )
    publiek = forms.ChoiceField(
        label="Voor wie",
        choices=Reisverslag.Publiek.choices,
        widget=forms.RadioSelect,
        help_text="Hiervan hangt af hoeveel van een projectkaart in het verslag komt.",
        error_messages={"required": "Kies voor wie dit reisverslag is."},
    )
    periode_van = DatumField(label="Van", error_messages={"required": "Vul in wanneer de periode begint."})
    periode_tot = DatumField(
        label="Tot en met", error_messages={"required": "Vul in wanneer de periode eindigt."}
    )

    def clean(self):
        cleaned = super().clean()
        van, tot = cleaned.get("periode_van"), cleaned.get("periode_tot")
        if van and tot and tot < van:
            self.add_error("periode_tot", "De periode eindigt voordat zij begint. Controleer de twee datums.")
        return cleaned


class HoofdstukForm(forms.Form):
    titel = forms.CharField(
        label="Titel van het hoofdstuk",
        max_length=120,
        error_messages={"required": "Geef het hoofdstuk een titel."},
    )
