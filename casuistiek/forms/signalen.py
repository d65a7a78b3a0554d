"""What a partner fills in about a signaal, and what the municipality answers."""

from contextlib import suppress

from django import forms

from brunssum.core import vrije_tekst
from brunssum.core.forms import VrijeTekstForm
from brunssum.core.models import Gebied, Gebruiker
from casuistiek.forms.casus import MAX_TEKST, MeldingForm, offer_wijken, tekst_field
from casuistiek.models import Betrokkene, Casus, Leefgebied, Signaal
from casuistiek.queries.signalen import names_bewoner
from casuistiek.versleuteling import WrongKey


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


class SignaalTekstForm(VrijeTekstForm):
    """Free text about a signaal: warns at contact data, an address, and a name of who it is about.

    `signaal`: None while there is none yet. The warning says that a name stands there, never which.
    """

    def __init__(self, *args, signaal: Signaal | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.signaal = signaal

    def look_through(self, tekst):
        found = vrije_tekst.find_contact(tekst)
        if tekst and self.signaal is not None:
            with suppress(WrongKey):  # nothing to compare with, and no reason to stop the work
                if names_bewoner(self.signaal, [tekst]):
                    found.append(vrije_tekst.Vondst.BETROKKENE)
        return found


class SignaalForm(SignaalTekstForm):
    """What a partner tells of a resident who is stuck."""

    teksten = ("wat_gaat_mis", "al_geprobeerd")

    gebied = forms.ModelChoiceField(
        Gebied.objects.none(),
        label="Waar woont de bewoner",
        help_text="De buurt of de wijk, geen adres.",
        empty_label="Kies een buurt",
    )
    wat_gaat_mis = tekst_field(Signaal, "wat_gaat_mis")
    leefgebieden = forms.MultipleChoiceField(
        label="Waar gaat het over",
        choices=Leefgebied.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één leefgebied."},
    )
    al_geprobeerd = tekst_field(Signaal, "al_geprobeerd", rows=3, required=False)
    urgentie = forms.TypedChoiceField(
        label="Hoe snel is er hulp nodig",
        choices=Casus.Urgentie.choices,
        coerce=int,
        initial=Casus.Urgentie.NORMAAL,
        widget=forms.RadioSelect,
    )
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
        super().__init__(*args, signaal=None, **kwargs)
        offer_wijken(self.fields["gebied"], user)

    def look_through(self, tekst):
        found = super().look_through(tekst)
        if vrije_tekst.mentions(tekst, self.cleaned_data.get("naam", "")):
            found.append(vrije_tekst.Vondst.BETROKKENE)
        return found


class AanvullingForm(SignaalTekstForm):
    teksten = ("tekst",)

    tekst = forms.CharField(
        label="Wat wilt u toevoegen",
        help_text="Zonder namen en contactgegevens.",
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, signaal: Signaal, **kwargs):
        super().__init__(*args, signaal=signaal, **kwargs)
        if signaal.vraag_op:
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
