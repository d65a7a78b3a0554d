from django import forms

from brunssum.core.bestanden.pdf import unprintable
from brunssum.core.forms import DatumField
from reisverslag.models import Reisverslag
from reisverslag.services import Begin


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


class BeginForm(ReisverslagForm):
    begin = forms.ChoiceField(
        label="Waarmee begint u",
        choices=Begin.choices,
        initial=Begin.SJABLOON,
        widget=forms.RadioSelect,
        required=False,
        help_text="Wat meekomt, is een begin: u ziet per blok wat u nog moet doen.",
    )

    def clean_begin(self):
        return self.cleaned_data["begin"] or Begin.LEEG


class CorrectieForm(forms.Form):
    waarom = forms.CharField(
        label="Wat was er niet goed",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In hele zinnen. Dit staat op de pagina van het reisverslag en in het colofon van de nieuwe versie.",
        error_messages={"required": "Schrijf op waarom er een nieuwe versie komt."},
    )

    def clean_waarom(self):
        waarom = " ".join(self.cleaned_data["waarom"].split())
        if absent := " ".join(unprintable(waarom)):
            raise forms.ValidationError(
                f"Deze tekens kunnen niet in de pdf: {absent}. Schrijf het met letters."
            )
        return waarom


class HoofdstukForm(forms.Form):
    titel = forms.CharField(
        label="Titel van het hoofdstuk",
        max_length=120,
        error_messages={"required": "Geef het hoofdstuk een titel."},
    )
