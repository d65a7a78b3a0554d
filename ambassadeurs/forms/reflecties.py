from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from ambassadeurs.models import Ambassadeursgroep, Reflectie
from ambassadeurs.queries import Keuze, keuzes, read_keuze
from brunssum.core.forms import DatumField, VrijeTekstForm
from brunssum.core.models import Gebruiker

MAX_TEKST = 4000


class OnderwerpField(forms.ChoiceField):
    """What a reflectie is about: a list grouped by kind. Gives the object itself."""

    def __init__(self, **kwargs: Any):
        super().__init__(label="Waar gaat het over", **kwargs)
        self.gebruiker: Gebruiker | None = None

    def offer(self, gebruiker: Gebruiker | None, found: dict[str, list[Keuze]]) -> None:
        self.gebruiker = gebruiker
        self.choices = [("", "Kies een onderwerp")] + [
            (kind, [(keuze.waarde, keuze.label) for keuze in options]) for kind, options in found.items()
        ]

    def clean(self, value):
        obj = read_keuze(super().clean(value), self.gebruiker)
        if obj is None:
            raise ValidationError("Dit onderwerp bestaat niet meer. Kies een ander.")
        return obj


class MeedenkenForm(VrijeTekstForm):
    """By a personal link, or as a member: one text is enough."""

    teksten = ("tekst",)

    tekst = forms.CharField(
        label="Wat wilt u ons meegeven?",
        help_text="Een advies, een vraag, of iets wat u meemaakte. Zonder namen van bewoners.",
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    soort = forms.ChoiceField(
        label="Wat is het",
        choices=Reflectie.Soort.choices,
        initial=Reflectie.Soort.ERVARING,
        widget=forms.RadioSelect,
    )
    onderwerp = OnderwerpField()

    def __init__(self, *args, gebruiker: Gebruiker | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["onderwerp"].offer(gebruiker, keuzes(gebruiker))


class ReflectieForm(MeedenkenForm):
    """Written down for a group by who manages the groups."""

    def __init__(self, *args, groep: Ambassadeursgroep, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ambassadeur"] = forms.ModelChoiceField(
            groep.ambassadeurs.active_on(timezone.localdate()).order_by("aanduiding", "pk"),
            label="Van wie",
            required=False,
            empty_label="Van de groep samen",
        )
        self.fields["bijeenkomst"] = forms.ModelChoiceField(
            groep.bijeenkomsten.not_cancelled().before_now(timezone.now())[:20],
            label="In welke bijeenkomst",
            required=False,
            empty_label="Niet in een bijeenkomst",
        )


class AntwoordForm(VrijeTekstForm):
    """`gelezen` is the answer the writer began from; the service refuses to overwrite a newer one."""

    teksten = ("antwoord",)

    gevolg = forms.ChoiceField(
        label="Wat doen we ermee", choices=Reflectie.Gevolg.choices, widget=forms.RadioSelect
    )
    antwoord = forms.CharField(
        label="Antwoord",
        help_text="Leg uit waarom. Schrijf zoals u het zou zeggen tegen wie het meegaf.",
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    gelezen = forms.CharField(required=False, max_length=MAX_TEKST, widget=forms.HiddenInput)


class TerugvertelForm(forms.Form):
    hoe = forms.ChoiceField(
        label="Hoe is het terugverteld",
        choices=[(hoe.value, hoe.label) for hoe in Reflectie.Hoe if hoe != Reflectie.Hoe.PARTNER],
    )
    op = DatumField(label="Op", initial=timezone.localdate)

    def __init__(self, *args, reflectie: Reflectie, **kwargs):
        super().__init__(*args, **kwargs)
        self.reflectie = reflectie

    def clean_op(self):
        day = self.cleaned_data["op"]
        if day > timezone.localdate():
            raise ValidationError("Deze dag moet nog komen. Leg het vast als het gebeurd is.")
        if day < self.reflectie.ontvangen_op:
            raise ValidationError("Dit is voor de dag waarop de reflectie binnenkwam.")
        return day
