from hashlib import sha256
from io import BytesIO

from django import forms
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from brunssum.core.bestanden.foto import clean_foto
from brunssum.core.bestanden.pdf import unprintable
from reisverslag.blokken.soort import BlokForm, Bloksoort

LONGEST_SIDE = 2400
"""Of 170 mm on paper: more than 300 points an inch."""


class FotoForm(BlokForm):
    foto = forms.FileField(
        label="Foto",
        required=False,
        help_text="Een jpg, png of webp van hoogstens 15 MB. Waar en waarmee de foto is gemaakt, halen wij eruit.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt = forms.CharField(
        label="Wat staat er op de foto",
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Voor wie de foto niet kan zien. Een of twee zinnen, zonder namen.",
        error_messages={"required": "Beschrijf wat er op de foto staat."},
    )
    bijschrift = forms.CharField(label="Bijschrift", max_length=200, required=False)
    maker = forms.CharField(
        label="Wie maakte de foto",
        max_length=100,
        required=False,
        help_text="Zoals de maker genoemd wil worden. Vraag of u de foto mag gebruiken.",
    )
    herkenbaar = forms.ChoiceField(
        label="Staat er iemand herkenbaar op",
        choices=[
            ("niemand", "Nee, niemand is te herkennen"),
            ("gevraagd", "Ja, en wie erop staat vindt het goed dat de foto in dit verslag komt"),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies of er iemand herkenbaar op staat. Vindt diegene het niet goed, kies dan een andere foto."
        },
    )

    def clean_foto(self):
        sent = self.cleaned_data["foto"]
        if sent:
            return clean_foto(sent.read(), longest_side=LONGEST_SIDE)
        if not self.initial.get("bestand"):
            raise forms.ValidationError("Kies een foto.")
        return None

    def clean(self):
        cleaned = super().clean()
        for name in ("alt", "bijschrift", "maker"):
            if absent := " ".join(unprintable(cleaned.get(name) or "")):
                self.add_error(name, f"Deze tekens kunnen niet in de pdf: {absent}. Schrijf het met letters.")
        return cleaned

    @property
    def inhoud(self):
        """With the bytes of a new foto as `foto`: the service keeps those (`keep`)."""
        kept = {name: self.initial[name] for name in ("bestand", "breedte", "hoogte") if name in self.initial}
        return kept | {name: value for name, value in self.cleaned_data.items() if value is not None}


class FotoBlok(Bloksoort):
    """A photo, with the words for who cannot see it."""

    soort = "foto"
    label = "Foto"
    uitleg = "Een foto van een plek of van wat mensen samen deden, met een beschrijving voor wie hem niet kan zien."
    form_class = FotoForm
    van_de_periode = True

    def keep(self, inhoud):
        """Under the hash of its content, so that the file of what is vastgesteld is never another."""
        content = inhoud.get("foto")
        if content is None:
            return inhoud
        naam = f"reisverslag/fotos/{sha256(content).hexdigest()}.jpg"
        if not default_storage.exists(naam):
            naam = default_storage.save(naam, ContentFile(content))
        with Image.open(BytesIO(content)) as image:
            breedte, hoogte = image.size
        told = {name: value for name, value in inhoud.items() if name != "foto"}
        return told | {"bestand": naam, "breedte": breedte, "hoogte": hoogte}

    def woorden(self, inhoud):
        return "\n".join(filter(None, [inhoud.get("alt"), inhoud.get("bijschrift"), inhoud.get("maker")]))

    def gather(self, inhouden, lezing):
        return [
            dict(inhoud)
            if default_storage.exists(inhoud["bestand"])
            else {"ontbreekt": "Deze foto is er niet meer. Kies hem opnieuw, of haal dit blok weg."}
            for inhoud in inhouden
        ]
