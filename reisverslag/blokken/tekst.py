from django import forms

from brunssum.core.bestanden.pdf import unprintable
from reisverslag.blokken.soort import BlokForm, Bloksoort
from reisverslag.tekst import to_html

MAX_TEKST = 30_000


class TekstForm(BlokForm):
    tekst = forms.CharField(
        label="Tekst",
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 12, "data-opmaak": ""}),
        help_text="Een lege regel begint een nieuwe alinea. Begin een regel met # voor een kop, met - voor een "
        "opsomming, met > voor een citaat. Zo wordt iets **vet** of *schuin*.",
        error_messages={
            "required": "Schrijf een tekst.",
            "max_length": "Deze tekst is te lang: %(show_value)d tekens. Er passen er %(limit_value)d in een blok. "
            "Verdeel hem over meer blokken.",
        },
    )

    def clean_tekst(self):
        tekst = self.cleaned_data["tekst"]
        absent = " ".join(unprintable(tekst))
        if absent:
            raise forms.ValidationError(
                f"Deze tekens kunnen niet in de pdf: {absent}. Schrijf het met letters."
            )
        return tekst


class TekstBlok(Bloksoort):
    """What the author writes, in Markdown."""

    soort = "tekst"
    label = "Tekst"
    uitleg = "Uw eigen verhaal, met koppen, opsommingen en citaten."
    form_class = TekstForm
    bewaart_vanzelf = True

    def woorden(self, inhoud):
        return inhoud.get("tekst", "")

    def gather(self, inhouden, lezing):
        return [{"tekst": inhoud["tekst"]} for inhoud in inhouden]

    def present(self, feiten):
        return {"html": to_html(feiten["tekst"])}
