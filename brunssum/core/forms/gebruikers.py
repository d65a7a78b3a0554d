"""What a beheerder fills in about users."""

from django import forms

from brunssum.core.forms import MeerkeuzeField
from brunssum.core.models import Gebied, Gebruiker, Organisatie
from brunssum.core.rollen import Rol


class GebruikerForm(forms.Form):
    """What someone is called, does and may do."""

    naam = forms.CharField(
        label="Naam", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    functie = forms.CharField(
        label="Functie", max_length=150, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    organisatie = forms.ModelChoiceField(
        label="Organisatie", queryset=Organisatie.objects.none(), required=False, empty_label="Geen"
    )
    rollen = forms.MultipleChoiceField(
        label="Rollen",
        choices=Rol.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Zonder rol kan iemand inloggen, maar niets zien. Meer dan één rol mag.",
    )
    gebieden = MeerkeuzeField(
        label="Eigen wijken",
        queryset=Gebied.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="De wijken waar deze persoon als eerste voor werkt.",
    )

    def __init__(self, *args, vandaag, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].queryset = Organisatie.objects.order_by("naam", "pk")
        self.fields["gebieden"].queryset = (
            Gebied.objects.valid_on(vandaag).filter(soort=Gebied.Soort.WIJK).order_by("naam", "pk")
        )


class AddGebruikerForm(GebruikerForm):
    """Someone new: also the address by which they log in."""

    email = forms.EmailField(
        label="E-mailadres",
        max_length=254,
        help_text="Hiermee logt iemand in. Het adres is later niet te wijzigen.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["naam", "email"]

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if Gebruiker.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("Er is al een gebruiker met dit e-mailadres.")
        return email


class GebruikerFilterForm(forms.Form):
    """Find someone in the list."""

    q = forms.CharField(
        label="Naam, functie of e-mail",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    rol = forms.ChoiceField(label="Rol", required=False, choices=[("", "Alle rollen"), *Rol.choices])
    toegang = forms.ChoiceField(
        label="Toegang",
        required=False,
        choices=[("", "Alle"), ("actief", "Mag inloggen"), ("geblokkeerd", "Geblokkeerd")],
    )
