"""Browser input about knelpunten made into values. Others read them: the forms warn at what looks like a person."""

from django import forms
from django.core.exceptions import ValidationError

from brunssum.core.forms import MeerkeuzeField
from brunssum.core.models import Gebruiker, Organisatie
from brunssum.core.rollen import RECHTEN, Recht
from casuistiek.models import Casus, Knelpunt, Leefgebied
from inspanningen.forms.leerpunten import LeerTekstForm
from inspanningen.models import Leerpunt

MAX_TEKST = 2000


def _regel(name: str, **kwargs) -> forms.CharField:
    field = Knelpunt._meta.get_field(name)
    words = {
        "label": field.verbose_name.capitalize(),
        "help_text": field.help_text,
        "required": not field.blank,
    }
    return forms.CharField(**words | {"max_length": field.max_length or MAX_TEKST} | kwargs)


def _tekst(name: str) -> forms.CharField:
    return _regel(name, widget=forms.Textarea(attrs={"rows": 3}))


class KnelpuntForm(LeerTekstForm):
    teksten = ("naam", "regeling", "omschrijving", "wat_helpt")

    naam = _regel("naam")
    soort = forms.ChoiceField(
        label="Wat voor botsing is het", choices=Knelpunt.Soort.choices, widget=forms.RadioSelect
    )
    domein = forms.ChoiceField(label="In welk domein", choices=[("", "Kies een domein"), *Leefgebied.choices])
    regeling = _regel("regeling")
    organisatie = forms.ModelChoiceField(
        Organisatie.objects.none(),
        label="Bij welke organisatie",
        required=False,
        empty_label="Geen of meer dan een",
    )
    omschrijving = _tekst("omschrijving")
    wat_helpt = _tekst("wat_helpt")
    eigenaar = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label="Eigenaar",
        help_text="Zorgt dat ervan geleerd wordt, en krijgt een actiepunt als het vaker terugkomt.",
        empty_label="Kies iemand",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].queryset = Organisatie.objects.order_by("naam")
        self.fields["eigenaar"].queryset = _can_own()


def _can_own():
    rollen = [rol for rol, rechten in RECHTEN.items() if Recht.LEREN_TOEVOEGEN in rechten]
    return (
        Gebruiker.objects.filter(is_active=True, roltoekenningen__rol__in=rollen)
        .distinct()
        .order_by("naam", "pk")
    )


class SplitsForm(LeerTekstForm):
    teksten = ("naam",)

    naam = _regel("naam", label="Hoe heet het nieuwe knelpunt")
    soort = forms.ChoiceField(
        label="Wat voor botsing is het", choices=Knelpunt.Soort.choices, widget=forms.RadioSelect
    )
    domein = forms.ChoiceField(label="In welk domein", choices=Leefgebied.choices)
    casussen = MeerkeuzeField(
        Casus.objects.none(),
        label="Welke casussen gaan mee",
        help_text="U ziet alleen de casussen die u mag zien. De andere blijven waar ze zijn.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, casussen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["casussen"].queryset = casussen


class SamenvoegForm(forms.Form):
    naar = forms.ModelChoiceField(
        Knelpunt.objects.none(),
        label="Welk knelpunt blijft",
        help_text="Daar tellen de casussen van beide. Het oude adres leidt er voortaan naartoe.",
        empty_label="Kies een knelpunt",
    )

    def __init__(self, *args, knelpunt: Knelpunt, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["naar"].queryset = (
            Knelpunt.objects.current().exclude(pk=knelpunt.pk).order_by("naam", "pk")
        )


class LeerpuntBijKnelpuntForm(LeerTekstForm):
    """A leerpunt that is there already, or a new one."""

    teksten = ("titel", "tekst")

    bestaand = forms.ModelChoiceField(
        Leerpunt.objects.none(),
        label="Is het leerpunt er al",
        required=False,
        empty_label="Nee, ik schrijf een nieuw leerpunt",
    )
    titel = forms.CharField(
        label="Wat moet er anders", max_length=150, required=False, help_text="In één zin."
    )
    tekst = forms.CharField(
        label="Wat leerden we",
        help_text="Wat gebeurt er nu, en waarom werkt dat niet?",
        max_length=MAX_TEKST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    leercirkel = forms.ChoiceField(
        label="Leercirkel",
        choices=Leerpunt.Leercirkel.choices,
        required=False,
        widget=forms.RadioSelect,
        initial=Leerpunt.Leercirkel.UITVOERING,
    )

    def __init__(self, *args, knelpunt: Knelpunt, user: Gebruiker, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bestaand"].queryset = (
            Leerpunt.objects.visible_to(user).exclude(knelpunten=knelpunt).order_by("titel", "pk")
        )

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("bestaand"):
            for name, zin in (
                ("titel", "Kies een leerpunt, of schrijf op wat er anders moet."),
                ("tekst", "Schrijf op wat er nu gebeurt."),
                ("leercirkel", "Kies een leercirkel."),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, ValidationError(zin))
        return cleaned


class KnelpuntfilterForm(forms.Form):
    """What the list is narrowed down to; whatever makes no sense is left out."""

    q = forms.CharField(
        label="Zoek", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    domein = forms.ChoiceField(
        label="Domein", required=False, choices=[("", "Alle domeinen"), *Leefgebied.choices]
    )
    soort = forms.ChoiceField(
        label="Soort botsing", required=False, choices=[("", "Alle soorten"), *Knelpunt.Soort.choices]
    )
