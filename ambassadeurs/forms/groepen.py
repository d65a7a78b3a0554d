from django import forms
from django.utils import timezone

from ambassadeurs.models import Ambassadeur, Ambassadeursgroep
from brunssum.core.forms import BedragField, DatumField
from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Rol

MAX_TEKST = 5000


class GroepForm(forms.Form):
    naam = forms.CharField(label="Naam", max_length=100)
    soort = forms.ChoiceField(label="Wie doen mee", choices=Ambassadeursgroep.Soort.choices)
    omschrijving = forms.CharField(
        label="Omschrijving",
        help_text="Wie zijn zij, in een of twee zinnen.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    contactpersoon = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label="Contactpersoon",
        help_text="Wie van het programmateam zorgt dat de groep antwoord krijgt.",
        required=False,
        empty_label="Nog niemand",
    )
    gestart_op = DatumField(label="Gestart op", initial=timezone.localdate)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contactpersoon"].queryset = (
            Gebruiker.objects.filter(
                is_active=True, roltoekenningen__rol__in=(Rol.PROGRAMMAMANAGER, Rol.PROGRAMMATEAM)
            )
            .distinct()
            .order_by("naam", "pk")
        )


class GroepWijzigenForm(GroepForm):
    gestart_op = None


class WerkwijzeForm(forms.Form):
    """`gelezen` is the text the writer began from; the service refuses to overwrite a newer one."""

    werkwijze = forms.CharField(
        label="Onze werkwijze",
        help_text="Hoe wilt u samenwerken? Een lege regel begint een nieuwe alinea.",
        required=False,
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    gelezen = forms.CharField(required=False, max_length=MAX_TEKST, widget=forms.HiddenInput)


class LidForm(forms.Form):
    aanduiding = forms.CharField(
        label="Hoe staat deze ambassadeur hier bekend",
        help_text="Een functie of een voornaam, zoals de ambassadeur zelf wil. Geen achternaam.",
        max_length=Ambassadeur._meta.get_field("aanduiding").max_length,
    )
    lid_van = DatumField(label="Doet mee vanaf", initial=timezone.localdate)
    mailadres = forms.EmailField(
        label="Mailadres",
        help_text="Alleen om uit te nodigen en om een eigen link te sturen. Wij bewaren het versleuteld, en wissen het als "
        "deze ambassadeur stopt.",
        required=False,
        max_length=200,
    )
    gebruiker = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label="Account",
        help_text="Alleen als deze ambassadeur hier ook inlogt. De groep kan dan zelf de werkwijze schrijven.",
        required=False,
        empty_label="Logt niet in",
    )
    vergoeding = BedragField(
        label="Vergoeding per bijeenkomst", help_text="Leeg: geen vergoeding.", required=False, max_digits=6
    )
    toestemming_foto_op = DatumField(
        label="Mag op de foto: gevraagd op", help_text="Leeg: niet gevraagd, of liever niet.", required=False
    )
    toestemming_citaat_op = DatumField(
        label="Mag geciteerd worden: gevraagd op",
        help_text="Leeg: niet gevraagd, of liever niet.",
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gebruiker"].queryset = Gebruiker.objects.filter(
            is_active=True, roltoekenningen__rol=Rol.AMBASSADEUR
        ).order_by("naam", "pk")


class LidWijzigenForm(LidForm):
    lid_van = None


class EindeForm(forms.Form):
    lid_tot = DatumField(label="Laatste dag", initial=timezone.localdate)
    reden_vertrek = forms.CharField(
        label="Waarom stopt deze ambassadeur",
        help_text="In hun eigen woorden, als ze dat willen zeggen. Daar leren we van.",
        required=False,
        max_length=300,
    )
