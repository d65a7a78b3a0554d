"""Browser input about an overleg made into Python values."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from brunssum.core.forms import DatumField, MeerkeuzeField, VrijeTekstForm
from brunssum.core.models import Organisatie
from casuistiek.forms.casus import MAX_TEKST, CasusTekstForm
from casuistiek.models import Agendapunt, Overleg, Overlegdeelname, Veld, Verstrekking
from casuistiek.queries import behandelaars

DEELBAAR = timedelta(days=90)
"""How long sharing lasts, unless the form says otherwise."""


class OverlegForm(forms.Form):
    soort = forms.ChoiceField(label="Soort overleg", choices=Overleg.Soort.choices)
    op = DatumField(label="Op welke dag")
    plaats = forms.CharField(label="Waar", required=False, max_length=100)
    voorzitter = forms.ModelChoiceField(behandelaars(), label="Voorzitter", empty_label="Kies iemand")
    organisaties = MeerkeuzeField(
        Organisatie.objects.none(),
        label="Welke organisaties vraagt u",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["voorzitter"].queryset = behandelaars()
        self.fields["organisaties"].queryset = Organisatie.objects.filter(
            soort__in=[
                Organisatie.Soort.GEMEENTE,
                Organisatie.Soort.CORPORATIE,
                Organisatie.Soort.ZORG,
                Organisatie.Soort.VEILIGHEID,
                Organisatie.Soort.WERK,
            ]
        ).order_by("naam", "pk")


class AgendapuntForm(CasusTekstForm):
    teksten = ("vraag",)

    overleg = forms.ModelChoiceField(
        Overleg.objects.none(), label="Welk overleg", empty_label="Kies een overleg"
    )
    vraag = forms.CharField(
        label=Agendapunt._meta.get_field("vraag").verbose_name.capitalize(),
        help_text=Agendapunt._meta.get_field("vraag").help_text,
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, overleggen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["overleg"].queryset = overleggen


class AfspraakTekstForm(CasusTekstForm):
    teksten = ("afspraak",)

    afspraak = forms.CharField(
        label="Wat is er afgesproken",
        help_text="Zonder namen van bewoners. Partners met wie u de afspraak deelt, lezen dit.",
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DelenForm(CasusTekstForm):
    """One organisation, and what of its profile it gets."""

    teksten = ("doel", "grondslag")

    organisatie = forms.ModelChoiceField(
        Organisatie.objects.none(), label="Met welke organisatie", empty_label=None, widget=forms.RadioSelect
    )
    velden = forms.MultipleChoiceField(
        label="Wat deelt u",
        help_text="Niet meer dan nodig, en niet meer dan in het deelprofiel van de organisatie staat.",
        choices=Veld.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    doel = forms.CharField(label="Waarvoor", max_length=Verstrekking._meta.get_field("doel").max_length)
    grondslag = forms.CharField(
        label="Op welke grond",
        help_text="Zoals “Convenant Sociaal Veilig, artikel 4”, of toestemming van de bewoner.",
        max_length=200,
    )
    geldig_tot = DatumField(label="Tot en met", initial=lambda: timezone.localdate() + DEELBAAR)

    def __init__(self, *args, shareable, **kwargs):
        super().__init__(*args, **kwargs)
        ids = [organisatie.pk for organisatie, _ in shareable]
        self.fields["organisatie"].queryset = Organisatie.objects.filter(pk__in=ids).order_by("naam")
        some = {veld.value for _, velden in shareable for veld in velden}
        self.fields["velden"].choices = [choice for choice in Veld.choices if choice[0] in some]


class AanwezigForm(forms.Form):
    """Whether each organisation came."""

    def __init__(self, *args, deelnames, **kwargs):
        super().__init__(*args, **kwargs)
        for deelname in deelnames:
            self.fields[str(deelname.pk)] = forms.ChoiceField(
                label=deelname.organisatie.naam,
                choices=Overlegdeelname.Aanwezig.choices,
                required=False,
                initial=deelname.aanwezig,
            )

    def by_deelname(self) -> dict[int, str]:
        return {int(name): value for name, value in self.cleaned_data.items()}


class VerslagForm(VrijeTekstForm):
    teksten = ("verslag",)

    verslag = forms.CharField(
        label="Verslag",
        help_text=Overleg._meta.get_field("verslag").help_text,
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
