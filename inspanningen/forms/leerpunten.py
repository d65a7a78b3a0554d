"""Browser input about leerpunten made into values. Everyone in the municipality reads them: the forms warn at names."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property

from brunssum.core import vrije_tekst
from brunssum.core.forms import DatumField, MeerkeuzeField, VrijeTekstForm
from brunssum.core.models import Gebied, Gebruiker, Organisatie
from brunssum.core.rollen import RECHTEN, Recht
from inspanningen.models import Inspanning, Leerpunt

MAX_TEKST = 5000


class LeerTekstForm(VrijeTekstForm):
    """Text that is read outside the case it came from: warns at what looks like a person, too."""

    def look_through(self, tekst):
        return vrije_tekst.find_recognisable(tekst, self._plaatsnamen) if tekst else []

    @cached_property
    def _plaatsnamen(self) -> list[str]:
        """Names that are no person's: asked once, however many texts the form has."""
        return [
            *Gebied.objects.values_list("naam", flat=True),
            *Organisatie.objects.values_list("naam", flat=True),
        ]


def _tekst(name: str, *, rows: int = 4, **kwargs) -> forms.CharField:
    field = Leerpunt._meta.get_field(name)
    words = {
        "label": field.verbose_name.capitalize(),
        "help_text": field.help_text,
        "max_length": field.max_length or MAX_TEKST,
    }
    if field.max_length is None:
        words["widget"] = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(**words | kwargs)


class LeerpuntForm(LeerTekstForm):
    teksten = ("titel", "tekst", "herkomst")

    titel = _tekst("titel")
    tekst = _tekst("tekst")
    leercirkel = forms.ChoiceField(
        label="Leercirkel",
        help_text=Leerpunt._meta.get_field("leercirkel").help_text,
        choices=Leerpunt.Leercirkel.choices,
        widget=forms.RadioSelect,
    )
    herkomst = _tekst("herkomst")
    inspanningen = MeerkeuzeField(
        Inspanning.objects.none(),
        label="Welke inspanning pakt dit op",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, user: Gebruiker, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["inspanningen"].queryset = Inspanning.objects.visible_to(user).in_order()


VRAAG = {
    Leerpunt.Staat.GEADRESSEERD: ("Wat vraagt u", "Wat moet deze persoon doen of uitzoeken?"),
    Leerpunt.Staat.BEANTWOORD: ("Antwoord", "Wat gaat er veranderen, of waarom niet?"),
    Leerpunt.Staat.AANGEPAKT: ("Wat is er veranderd", "Wat gaat nu anders dan eerst?"),
    Leerpunt.Staat.GEBORGD: ("Waar is het vastgelegd", "Een regel, een werkinstructie, een contract, een begroting."),
}  # fmt: skip
"""What each step asks in words."""


class LeerpuntstapForm(LeerTekstForm):
    teksten = ("tekst",)

    aan = forms.ModelChoiceField(
        Gebruiker.objects.none(), label="Aan wie", empty_label="Kies iemand", help_text="Deze persoon krijgt een actiepunt."
    )  # fmt: skip
    tekst = forms.CharField(max_length=MAX_TEKST, widget=forms.Textarea(attrs={"rows": 4}))
    op = DatumField(label="Op welke dag", initial=timezone.localdate)

    def __init__(self, *args, naar: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tekst"].label, self.fields["tekst"].help_text = VRAAG[naar]
        if naar == Leerpunt.Staat.GEADRESSEERD:
            self.fields["aan"].queryset = _can_be_asked()
        else:
            del self.fields["aan"]

    def clean_op(self):
        op = self.cleaned_data["op"]
        if op > timezone.localdate():
            raise ValidationError("Deze datum ligt in de toekomst. Kies vandaag of een dag daarvoor.")
        return op


def _can_be_asked():
    rollen = [rol for rol, rechten in RECHTEN.items() if Recht.LEREN_ZIEN in rechten]
    return (
        Gebruiker.objects.filter(is_active=True, roltoekenningen__rol__in=rollen)
        .distinct()
        .order_by("naam", "pk")
    )


class LeerpuntfilterForm(forms.Form):
    """What the list is narrowed down to; whatever makes no sense is left out."""

    q = forms.CharField(
        label="Zoek", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    staat = forms.ChoiceField(
        label="Waar het staat", required=False, choices=[("", "Alles"), *Leerpunt.Staat.choices]
    )
    leercirkel = forms.ChoiceField(
        label="Leercirkel", required=False, choices=[("", "Alle leercirkels"), *Leerpunt.Leercirkel.choices]
    )
