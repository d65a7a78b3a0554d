"""Browser input about an import of projectformulieren."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

from inspanningen.models import Inspanning
from inspanningen.queries import Voorstel
from inspanningen.services import KaartKeuze
from inspanningen.tekst import clean_line


class UploadForm(forms.Form):
    """A file with projectformulieren, small enough to read at once."""

    bestand = forms.FileField(
        label="Bestand met projectformulieren",
        help_text="Een tekstbestand (.txt), zoals een pdf-lezer dat maakt: open de pdf en kies ‘Opslaan als tekst’.",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,text/plain"}),
        error_messages={"required": "Kies het bestand met de projectformulieren."},
    )

    def clean_bestand(self) -> Any:
        bestand = self.cleaned_data["bestand"]
        if bestand.size > settings.MAX_UPLOAD_MB * 1_000_000:
            raise ValidationError(
                f"Dit bestand is te groot ({filesizeformat(bestand.size)}). "
                f"Een bestand mag hoogstens {settings.MAX_UPLOAD_MB} MB zijn. Splits het, of kies een ander bestand."
            )
        return bestand


class KaartKeuzeForm(forms.Form):
    """What to do with one kaart of the file."""

    KEUZES = (
        ("nieuw", "Nieuwe kaart maken"),
        ("bijwerken", "Bestaande kaart bijwerken"),
        ("overslaan", "Overslaan"),
    )

    keuze = forms.ChoiceField(label="Wat moet hiermee gebeuren?", choices=KEUZES, widget=forms.RadioSelect)
    nummer = forms.CharField(
        label="Nummer",
        help_text="Van de nieuwe kaart, of van de kaart die u bijwerkt.",
        max_length=5,
        required=False,
    )
    vervang = forms.MultipleChoiceField(label="Deze teksten vervangen", required=False)
    met_onderdelen = forms.BooleanField(label="Maak ook de onderdelen als eigen kaart", required=False)
    bestaand = forms.IntegerField(required=False, widget=forms.HiddenInput)
    basisversie = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, voorstel: Voorstel, **kwargs: Any):
        self.voorstel = voorstel
        bestaand = voorstel.bestaand
        super().__init__(
            *args,
            prefix=f"kaart-{voorstel.index}",
            initial={
                "keuze": voorstel.keuze,
                "nummer": voorstel.nummer,
                "met_onderdelen": bool(voorstel.onderdelen) and voorstel.keuze == "nieuw",
            },
            **kwargs,
        )
        self.fields["vervang"].choices = [(veld.key, veld.label) for veld in voorstel.velden]
        self.fields["bestaand"].initial = bestaand.pk if bestaand else None
        self.fields["basisversie"].initial = voorstel.basisversie
        if not voorstel.onderdelen:
            del self.fields["met_onderdelen"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["nummer"] = clean_line(data.get("nummer", "")).upper()
        if data.get("keuze") in ("nieuw", "bijwerken") and not data["nummer"] and "nummer" not in self.errors:
            self.add_error("nummer", "Vul het nummer van de kaart in, of sla deze kaart over.")
        return data

    def as_keuze(self) -> KaartKeuze:
        """The choice for the service."""
        data = self.cleaned_data
        return KaartKeuze(
            index=self.voorstel.index,
            keuze=data["keuze"],
            nummer=data["nummer"],
            bestaand=data["bestaand"],
            basisversie=data["basisversie"],
            vervang=frozenset(data["vervang"]),
            met_onderdelen=data.get("met_onderdelen", False),
        )


class ImportFaseForm(forms.Form):
    """What holds for all new kaarten of an import."""

    fase = forms.ChoiceField(
        label="Fase van de nieuwe kaarten",
        choices=Inspanning.Fase.choices,
        initial=Inspanning.Fase.VOORBEREIDING,
        help_text="Daarna past u de fase per kaart aan.",
    )
