"""What people add to a casus along the way: bijlagen, afspraken, and the four corners of the resident."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from brunssum.core.forms import DatumField
from casuistiek.forms.casus import CasusTekstForm, MeldingForm, StapForm
from casuistiek.models import Bijlage, Hoekmeting
from casuistiek.models.hoekmeting import HOEKEN, STANDEN
from casuistiek.queries import behandelaars
from casuistiek.samenloop import Afdruk, read_afdruk, write_afdruk


class AanvullenForm(MeldingForm):
    """The five fields again, with a print of what they were when the form was made (samenloop.py)."""

    gelezen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_gelezen(self):
        return read_afdruk(self.cleaned_data["gelezen"])

    def now_read(self, afdruk: Afdruk) -> None:
        """These fields have been seen as they are now: sent again, what stands in the form counts."""
        self.data = self.data.copy()
        self.data[self.add_prefix("gelezen")] = write_afdruk(self.cleaned_data["gelezen"] | afdruk)


class BijlageForm(CasusTekstForm):
    """A file, and what it is. What the file really holds is for the service to see."""

    teksten = ("omschrijving",)

    bestand = forms.FileField(
        label="Bestand",
        help_text="Een pdf, foto (jpg of png), docx of xlsx. Waar een foto is gemaakt, halen wij eruit.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx,.xlsx"}),
    )
    omschrijving = forms.CharField(
        label="Wat is het", help_text=Bijlage._meta.get_field("omschrijving").help_text, max_length=120
    )

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        if bestand.size > settings.MAX_UPLOAD_MB * 1024 * 1024:
            raise ValidationError(
                f"Dit bestand is te groot. Kies een bestand van hoogstens {settings.MAX_UPLOAD_MB} MB."
            )
        return bestand


class AfspraakForm(CasusTekstForm):
    """Who does what for this casus, by when."""

    teksten = ("titel",)

    titel = forms.CharField(
        label="Wat is afgesproken",
        help_text="In één zin, zonder namen van bewoners.",
        max_length=150,
    )
    eigenaar = forms.ModelChoiceField(behandelaars(), label="Wie doet het", empty_label="Kies iemand")
    vervalt_op = DatumField(label="Uiterlijk op")

    def __init__(self, *args, casus, **kwargs):
        super().__init__(*args, casus=casus, **kwargs)
        self.fields["eigenaar"].queryset = behandelaars()
        self.fields["eigenaar"].initial = casus.casusverantwoordelijke_id

    def clean_vervalt_op(self):
        day = self.cleaned_data["vervalt_op"]
        if day < timezone.localdate():
            raise ValidationError("Deze dag is al voorbij. Kies vandaag of een dag daarna.")
        return day


def _hoek(name: str) -> forms.TypedChoiceField:
    field = Hoekmeting._meta.get_field(name)
    return forms.TypedChoiceField(
        label=field.verbose_name.capitalize(),
        help_text=field.help_text,
        choices=[("", "Weet ik niet"), *((stand, zin.capitalize()) for stand, zin in STANDEN.items())],
        coerce=int,
        empty_value=None,
        required=False,
    )


class HoekenForm(forms.Form):
    """The four corners, as the resident says it."""

    bestaanszekerheid = _hoek("bestaanszekerheid")
    zorg = _hoek("zorg")
    meedoen = _hoek("meedoen")
    rust = _hoek("rust")

    def clean(self):
        cleaned = super().clean()
        cleaned["hoeken"] = {hoek: cleaned.pop(hoek, None) for hoek in HOEKEN}
        return cleaned


class MetingForm(HoekenForm):
    """The four corners on a page of their own: at least one is known."""

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned["hoeken"].values()):
            raise ValidationError("Vul minstens één hoek in.")
        return cleaned


class StapMetHoekenForm(HoekenForm, StapForm):
    """A step that also asks how things stand now; leaving it out is allowed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["op", "toelichting", *HOEKEN])
