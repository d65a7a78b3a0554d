"""What a partner fills in about a signaal, and what the municipality answers."""

from django import forms

from brunssum.core import vrije_tekst
from brunssum.core.models import Gebruiker
from casuistiek.forms.bewoner import (
    MAX_TEKST,
    BewonerTekstForm,
    gebied_field,
    leefgebieden_field,
    offer_wijken,
    tekst_field,
    urgentie_field,
)
from casuistiek.forms.casus import MeldingForm
from casuistiek.models import Betrokkene, Casus, Signaal
from casuistiek.queries.signalen import names_bewoner


class ZoekSignaalForm(forms.Form):
    """By the number that the partner uses for it, wherever it stands."""

    kenmerk = forms.CharField(
        label="Kenmerk van de partner",
        required=False,
        max_length=Signaal._meta.get_field("kenmerk").max_length,
    )

    def __init__(self, *args, is_partner: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if is_partner:
            self.fields["kenmerk"].label = "Uw kenmerk"


class SignaalTekstForm(BewonerTekstForm):
    """Free text about a signaal."""

    def __init__(self, *args, signaal: Signaal, **kwargs):
        super().__init__(*args, **kwargs)
        self.signaal = signaal

    def names_bewoner(self, tekst):
        return names_bewoner(self.signaal, [tekst])


class SignaalForm(BewonerTekstForm):
    """What a partner tells of a resident who is stuck."""

    teksten = ("wat_gaat_mis", "al_geprobeerd")

    gebied = gebied_field("Waar woont de bewoner")
    wat_gaat_mis = tekst_field(Signaal, "wat_gaat_mis")
    leefgebieden = leefgebieden_field("Waar gaat het over")
    al_geprobeerd = tekst_field(Signaal, "al_geprobeerd", rows=3, required=False)
    urgentie = urgentie_field()
    bewoner_akkoord = forms.TypedChoiceField(
        label="Weet de bewoner hiervan, en vindt die het goed",
        choices=[
            ("ja", "Ja, de bewoner weet het en vindt het goed"),
            ("nee", "Nee, of dat weet ik niet: het signaal blijft zonder naam"),
        ],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee. Bij nee blijft het signaal zonder naam."},
    )
    naam = forms.CharField(
        label="Naam van de bewoner",
        help_text="Alleen als de bewoner het goed vindt. Wij bewaren de naam versleuteld.",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact = forms.CharField(
        label="Hoe wij de bewoner bereiken",
        help_text=Betrokkene._meta.get_field("contact").help_text,
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    kenmerk = forms.CharField(
        label="Uw kenmerk",
        help_text=Signaal._meta.get_field("kenmerk").help_text,
        required=False,
        max_length=Signaal._meta.get_field("kenmerk").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, user: Gebruiker, **kwargs):
        super().__init__(*args, **kwargs)
        offer_wijken(self.fields["gebied"], user)

    def names_bewoner(self, tekst):
        return vrije_tekst.mentions(tekst, self.cleaned_data.get("naam", ""))


class AanvullingForm(SignaalTekstForm):
    teksten = ("tekst",)

    tekst = forms.CharField(
        label="Wat wilt u toevoegen",
        help_text="Zonder namen en contactgegevens.",
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.signaal.vraag_op:
            self.fields["tekst"].label = "Uw antwoord"


class BerichtForm(SignaalTekstForm):
    """What someone of the municipality writes to the partner. What is sure to tell who it is, the service refuses."""

    teksten = ("tekst",)

    tekst = forms.CharField(
        label="Bericht aan de partner",
        help_text="De partner leest dit, ook in het eigen systeem. Zonder namen en contactgegevens.",
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_vraag = forms.BooleanField(label="Dit is een vraag: de partner moet antwoorden", required=False)

    def look_through(self, tekst):
        return [one for one in super().look_through(tekst) if one not in _SURE]


_SURE = (
    vrije_tekst.Vondst.BSN,
    vrije_tekst.Vondst.TELEFOON,
    vrije_tekst.Vondst.EMAIL,
    vrije_tekst.Vondst.BETROKKENE,
)
"""No need to warn of: the service refuses it."""


def _bericht_field(**kwargs) -> forms.CharField:
    words = {
        "label": "Bericht aan de partner",
        "help_text": "Wat u nu gaat doen. De partner leest dit. Zonder namen en contactgegevens.",
        "required": False,
        "max_length": MAX_TEKST,
        "widget": forms.Textarea(attrs={"rows": 2}),
    }
    return forms.CharField(**words | kwargs)


class OppakkenForm(MeldingForm):
    """The five fields of a casus, filled in with what the partner wrote."""

    teksten = ("wat_gaat_mis", "betrokken_partijen", "bericht")
    bericht = _bericht_field()


class BijCasusForm(SignaalTekstForm):
    """To which running casus a signaal belongs: those this person handles, of the same wijk first."""

    teksten = ("bericht",)

    casus = forms.ModelChoiceField(
        Casus.objects.none(), label="Bij welke casus hoort het", empty_label="Kies een casus"
    )
    bericht = _bericht_field()

    def __init__(self, *args, casussen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["casus"].queryset = casussen
        self.fields["casus"].label_from_instance = lambda casus: (
            f"{casus.nummer}, {casus.gebied}: {_begin(casus.wat_gaat_mis)}"
        )


class NietOppakkenForm(SignaalTekstForm):
    teksten = ("reden",)

    reden = _bericht_field(
        label="Waarom niet",
        help_text="De partner leest dit. Zeg ook wat wel kan, en bij wie. Zonder namen en contactgegevens.",
        required=True,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def look_through(self, tekst):
        return [one for one in super().look_through(tekst) if one not in _SURE]


def _begin(tekst: str, length: int = 60) -> str:
    return tekst if len(tekst) <= length else f"{tekst[:length].rsplit(' ', 1)[0]}…"
