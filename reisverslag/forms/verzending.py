from django import forms

from brunssum.core.models import Gebruiker
from reisverslag.models import Ontvanger, Reisverslag, Verzendlijst


class VerzendlijstForm(forms.Form):
    """`gelezen`: what stood there when the writer began."""

    naam = forms.CharField(
        label="Naam van de lijst",
        max_length=80,
        help_text="Wie staan erop? Bijvoorbeeld “College” of “Fracties en griffie”.",
    )
    publiek = forms.ChoiceField(
        label="Voor welk publiek",
        choices=Reisverslag.Publiek.choices,
        widget=forms.RadioSelect,
        help_text="Een reisverslag voor ambassadeurs gaat niet naar een lijst voor de raad: daar staat meer in.",
    )
    wijze = forms.ChoiceField(
        label="Wat krijgen zij",
        choices=Verzendlijst.Wijze.choices,
        widget=forms.RadioSelect,
        initial=Verzendlijst.Wijze.LINK,
        help_text="Bij een link ziet u wie het verslag opende. Een bijlage kan iedereen doorsturen.",
    )


class OntvangerForm(forms.Form):
    gebruiker = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label="Iemand met een account",
        required=False,
        empty_label="Geen account",
        help_text="Die krijgt ook een melding, en leest na inloggen.",
    )
    naam = forms.CharField(
        label="Of een functie",
        required=False,
        max_length=Ontvanger._meta.get_field("naam").max_length,
        help_text="Zoals “Griffier”. Geen naam van een persoon.",
    )
    mailadres = forms.EmailField(
        label="Mailadres bij die functie",
        required=False,
        max_length=200,
        help_text="Wij bewaren het versleuteld, en wissen het als u deze ontvanger weghaalt.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gebruiker"].queryset = (
            Gebruiker.objects.filter(is_active=True, roltoekenningen__isnull=False)
            .distinct()
            .order_by("naam", "pk")
        )

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if cleaned["gebruiker"]:
            if cleaned["naam"] or cleaned["mailadres"]:
                self.add_error(
                    "gebruiker", "Kies iemand met een account, of vul een functie in. Niet allebei."
                )
        elif not cleaned["naam"] or not cleaned["mailadres"]:
            leeg = "mailadres" if cleaned["naam"] else "naam"
            self.add_error(leeg, "Vul een functie én een mailadres in, of kies iemand met een account.")
        return cleaned


class VerzendForm(forms.Form):
    """To send; `zeker` is asked only when it went to this list before."""

    zeker = forms.BooleanField(
        label="Ik weet het zeker: verstuur aan wie het nog niet kreeg",
        error_messages={"required": "Vink dit aan om nog eens te versturen."},
    )

    def __init__(self, *args, is_opnieuw: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_opnieuw:
            del self.fields["zeker"]


class CodeForm(forms.Form):
    cijfers = forms.CharField(
        label="Code uit de mail",
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "input--amount"}
        ),
        help_text="Zes cijfers.",
        error_messages={"required": "Vul de zes cijfers uit de mail in."},
    )

    def clean_cijfers(self):
        return "".join(self.cleaned_data["cijfers"].split())
