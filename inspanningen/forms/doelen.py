"""Browser input about doelstellingen and bijdragen made into values. Everyone at the table reads them: warns at names."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from brunssum.core.forms import DatumField
from brunssum.core.models import Gebruiker
from brunssum.core.rollen import RECHTEN, ZICHT, Recht, Zicht
from inspanningen.forms.leerpunten import LeerTekstForm
from inspanningen.models import Bewijs, Bijdrage, Doelstelling
from inspanningen.models.bijdrage import MAX_AANNAME
from inspanningen.models.programma import MAX_TEKST
from monitor.models import Indicator, Thema, Verhaal

VERHALEN = 60
"""As many stories as fit in a list to choose from, the newest first."""


def _hulp(model, name: str) -> str:
    return model._meta.get_field(name).help_text


def jaar_field(label: str, **kwargs: Any) -> forms.IntegerField:
    """A year of the programme."""
    wrong = "Vul een jaar in, zoals 2027."
    return forms.IntegerField(
        label=label,
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--amount"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
        **kwargs,
    )


class DoelstellingForm(LeerTekstForm):
    """The words and the facts of a doelstelling, and the version they are written on."""

    teksten = ("naam", "omschrijving")

    soort = forms.ChoiceField(
        label="Wat voor doelstelling",
        choices=Doelstelling.Soort.choices,
        widget=forms.RadioSelect,
        initial=Doelstelling.Soort.OPERATIONEEL,
        help_text="Strategisch geldt voor de hele looptijd, operationeel voor een paar jaar.",
    )
    nummer = forms.CharField(label="Nummer", max_length=10, help_text="Bijvoorbeeld 1, of 1.2 voor een doelstelling onder 1.")  # fmt: skip
    naam = forms.CharField(label="In één zin", max_length=200)
    omschrijving = forms.CharField(
        label="Omschrijving",
        help_text=_hulp(Doelstelling, "omschrijving"),
        max_length=MAX_TEKST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    ouder = forms.ModelChoiceField(
        Doelstelling.objects.none(),
        label="Hoort bij strategische doelstelling",
        required=False,
        empty_label="Geen: dit is een strategische doelstelling",
    )
    hoek = forms.ModelChoiceField(
        Thema.objects.none(),
        label="Hoek van de stabiliteitsdriehoek",
        required=False,
        empty_label="Geen vaste hoek",
        help_text="Hier komen de verhalen vandaan die naast de cijfers staan.",
    )
    bateneigenaar = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label="Bateneigenaar",
        required=False,
        empty_label="Nog niemand",
        help_text=_hulp(Doelstelling, "bateneigenaar"),
    )
    term_van = jaar_field("Van jaar", required=False, help_text="Alleen bij een operationele doelstelling.")
    term_tot = jaar_field("Tot en met jaar", required=False)
    toelichting = forms.CharField(
        label="Waarom deze wijziging?",
        max_length=300,
        required=False,
        help_text="Staat straks in de geschiedenis. Verplicht als de doelstelling is vastgesteld.",
    )
    basisversie = forms.IntegerField(min_value=0, max_value=10**6, widget=forms.HiddenInput)

    def __init__(self, *args: Any, doelstelling: Doelstelling | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.doelstelling = doelstelling
        tops = Doelstelling.objects.filter(soort=Doelstelling.Soort.STRATEGISCH)
        self.fields["ouder"].queryset = tops.exclude(pk=doelstelling.pk if doelstelling else None).in_order()
        self.fields["hoek"].queryset = Thema.objects.order_by("volgorde", "pk")
        self.fields["bateneigenaar"].queryset = _bateneigenaren(doelstelling)
        if doelstelling is None:
            del self.fields["toelichting"], self.fields["basisversie"]
        else:
            del self.fields["soort"]

    @property
    def velden(self) -> dict[str, Any]:
        """What goes to the service as fields of a doelstelling."""
        names = ("nummer", "naam", "omschrijving", "ouder", "hoek", "bateneigenaar", "term_van", "term_tot")
        return {name: self.cleaned_data[name] for name in names}


def _bateneigenaren(doelstelling: Doelstelling | None):
    """Who can own an effect: those who work at the municipality and see the doelstellingen; who does so now, too."""
    rollen = [
        rol
        for rol, rechten in RECHTEN.items()
        if Recht.INSPANNINGEN_ZIEN in rechten and ZICHT.get(rol) == Zicht.INTERN
    ]
    people = Gebruiker.objects.filter(is_active=True, roltoekenningen__rol__in=rollen)
    if doelstelling and doelstelling.bateneigenaar_id:
        people = people | Gebruiker.objects.filter(pk=doelstelling.bateneigenaar_id)
    return people.order_by("naam", "pk").distinct()


class StatusForm(forms.Form):
    """To which status, and why. Only those that the table allows from here."""

    status = forms.ChoiceField(label="Wat wordt het", widget=forms.RadioSelect)
    toelichting = forms.CharField(
        label="Toelichting",
        max_length=300,
        required=False,
        help_text="Bijvoorbeeld in welk overleg dit is besloten. Verplicht als de doelstelling vervalt, of weer een concept wordt.",
    )

    def __init__(self, *args: Any, doelstelling: Doelstelling, **kwargs: Any):
        super().__init__(*args, **kwargs)
        allowed = doelstelling.ALLOWED_STATUS_CHANGES[Doelstelling.Status(doelstelling.status)]
        words = {
            Doelstelling.Status.CONCEPT: "Weer een concept",
            Doelstelling.Status.VASTGESTELD: "Vastgesteld: de woorden liggen vanaf vandaag vast",
            Doelstelling.Status.VERVALLEN: "Vervallen: we werken hier niet meer aan",
        }
        self.fields["status"].choices = [
            (one.value, words[one]) for one in Doelstelling.Status if one in allowed
        ]
        if Doelstelling.Status.VASTGESTELD in allowed:
            self.initial.setdefault("status", Doelstelling.Status.VASTGESTELD)


class BijdrageForm(LeerTekstForm):
    """How strong, and why we think so. `gelezen` is the aanname the writer began from."""

    teksten = ("aanname",)

    sterkte = forms.ChoiceField(
        label="Hoe sterk is de bijdrage",
        help_text="Hoeveel dichter komt de doelstelling als deze inspanning lukt?",
        choices=[*Bijdrage.Sterkte.choices, ("", "Dat weten we nog niet")],
        widget=forms.RadioSelect,
        required=False,
    )
    aanname = forms.CharField(
        label="Aanname",
        help_text=_hulp(Bijdrage, "aanname"),
        max_length=MAX_AANNAME,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    gelezen = forms.CharField(required=False, max_length=2 * MAX_AANNAME, widget=forms.HiddenInput)


class BewijsForm(LeerTekstForm):
    """What someone saw, and what it says of the aanname."""

    teksten = ("tekst",)

    op = DatumField(label="Gezien op", initial=timezone.localdate)
    tekst = forms.CharField(
        label="Wat zagen we",
        help_text=_hulp(Bewijs, "tekst"),
        max_length=MAX_AANNAME,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    richting = forms.ChoiceField(
        label="Wat zegt dit over de aanname", choices=Bewijs.Richting.choices, widget=forms.RadioSelect
    )
    indicator = forms.ModelChoiceField(
        Indicator.objects.none(), label="Welk cijfer laat dit zien", required=False, empty_label="Geen cijfer"
    )
    verhaal = forms.ModelChoiceField(
        Verhaal.objects.none(),
        label="Welk verhaal laat dit zien",
        required=False,
        empty_label="Geen verhaal",
        help_text="U kiest uit de nieuwste verhalen die gepubliceerd zijn.",
    )

    def __init__(self, *args: Any, user: Gebruiker, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["indicator"].queryset = Indicator.objects.visible_to(user).in_order()
        newest = Verhaal.objects.visible_to(user).published().order_by("-gepubliceerd_op", "-pk")
        self.fields["verhaal"].queryset = Verhaal.objects.filter(
            pk__in=list(newest.values_list("pk", flat=True)[:VERHALEN])
        ).order_by("-gepubliceerd_op", "-pk")

    def clean_op(self):
        if self.cleaned_data["op"] > timezone.localdate():
            raise ValidationError("Deze dag moet nog komen. Leg het vast als u het gezien hebt.")
        return self.cleaned_data["op"]
