"""Browser input about what we take from and give to other gemeenten. Everyone in the municipality reads it."""

from django import forms
from django.utils import timezone

from brunssum.core.forms import DatumField
from brunssum.core.models import Organisatie
from inspanningen.forms.leerpunten import LeerTekstForm
from inspanningen.forms.teksten import not_in_the_future, tekstveld
from inspanningen.models import Leerpunt, Leeruitwisseling


def _gemeenten():
    """The bodies to learn with: other governments, not the bodies of our own gemeente."""
    overheden = Organisatie.objects.filter(soort__in=(Organisatie.Soort.GEMEENTE, Organisatie.Soort.REGIO))
    eigen = overheden.filter(soort=Organisatie.Soort.GEMEENTE, is_stakeholder=True)
    return overheden.exclude(pk__in=eigen.values("pk")).order_by("naam", "pk")


class _Gesprek(LeerTekstForm):
    """With whom, when, and what it was about."""

    organisatie = forms.ModelChoiceField(
        Organisatie.objects.none(), label="Welke gemeente", empty_label="Kies een gemeente"
    )
    met_wie = tekstveld(Leeruitwisseling, "met_wie")
    waarover = tekstveld(Leeruitwisseling, "waarover")
    op = DatumField(label="Op welke dag", initial=timezone.localdate)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].queryset = _gemeenten()

    def clean_op(self):
        return not_in_the_future(self.cleaned_data["op"])


class UitwisselingForm(_Gesprek):
    teksten = ("met_wie", "waarover")

    richting = forms.ChoiceField(
        label="Wat is het", choices=Leeruitwisseling.Richting.choices, widget=forms.RadioSelect
    )

    field_order = ("richting", "organisatie")


class UitwisselingVerbeterenForm(UitwisselingForm):
    """`afgerond`: whether there is an outcome, of which the words can be corrected as well."""

    gelezen = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    def __init__(self, *args, afgerond: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if afgerond:
            self.teksten = (*self.teksten, "uitkomst")
            self.fields["uitkomst"] = tekstveld(Leeruitwisseling, "uitkomst", required=True)


class OvernemenForm(_Gesprek):
    """A leerpunt of another gemeente made one of ours, in one step."""

    teksten = ("titel", "tekst", "met_wie", "waarover")

    titel = tekstveld(Leerpunt, "titel")
    tekst = tekstveld(Leerpunt, "tekst", max_length=5000, label="Wat leerden zij")
    leercirkel = forms.ChoiceField(
        label="Leercirkel",
        help_text=Leerpunt._meta.get_field("leercirkel").help_text,
        choices=Leerpunt.Leercirkel.choices,
        widget=forms.RadioSelect,
    )

    field_order = ("organisatie", "titel", "tekst", "leercirkel")


class UitwisselingAfrondenForm(LeerTekstForm):
    teksten = ("uitkomst",)

    staat = forms.ChoiceField(
        label="Wat kwam ervan",
        choices=[(staat.value, staat.label) for staat in (Leeruitwisseling.Staat.GEDAAN, Leeruitwisseling.Staat.NIET_BRUIKBAAR)],
        widget=forms.RadioSelect,
    )  # fmt: skip
    uitkomst = tekstveld(
        Leeruitwisseling, "uitkomst", required=True, help_text="Wat is er anders, hier of daar? Niet bruikbaar: waarom niet?"
    )  # fmt: skip
    op = DatumField(label="Op welke dag", initial=timezone.localdate)

    def clean_op(self):
        return not_in_the_future(self.cleaned_data["op"])
