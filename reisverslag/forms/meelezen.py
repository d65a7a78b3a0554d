from django import forms
from django.utils import timezone

from brunssum.core.forms import DatumField, MeerkeuzeField, VrijeTekstForm
from brunssum.core.models import Gebruiker


class MeelezersForm(forms.Form):
    """Whom to ask, of `people`, and by when."""

    gebruikers = MeerkeuzeField(
        label="Wie",
        queryset=Gebruiker.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies wie u vraagt om mee te lezen."},
    )
    uiterlijk = DatumField(
        label="Uiterlijk op",
        help_text="Zij krijgen een actiepunt met deze dag, en een melding.",
        error_messages={"required": "Vul in wanneer zij klaar moeten zijn."},
    )

    def __init__(self, *args, people: list[Gebruiker], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gebruikers"].queryset = Gebruiker.objects.filter(pk__in=[one.pk for one in people])
        self.fields["gebruikers"].choices = [
            (one.pk, f"{one.naam} ({one.functie})" if one.functie else one.naam) for one in people
        ]

    def clean_uiterlijk(self):
        uiterlijk = self.cleaned_data["uiterlijk"]
        if uiterlijk < timezone.localdate():
            raise forms.ValidationError("Deze dag is al voorbij. Kies een dag die nog komt.")
        return uiterlijk


class OpmerkingForm(VrijeTekstForm):
    teksten = ("tekst",)

    tekst = forms.CharField(
        label="Uw opmerking",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Alleen wie het concept mag zien, leest dit. Het komt niet in het verslag.",
        error_messages={"required": "Schrijf een opmerking."},
    )


class AntwoordForm(VrijeTekstForm):
    teksten = ("antwoord",)

    antwoord = forms.CharField(
        label="Wat u ermee deed",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
