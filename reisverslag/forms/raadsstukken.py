"""Browser input about raadsstukken made into values. Others read these texts: the forms warn at what tells who someone is."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from brunssum.core.forms import DatumField, MeerkeuzeField, VrijeTekstForm
from brunssum.core.models import Gebruiker
from brunssum.core.rollen import RECHTEN, ZICHT, Recht, Zicht
from casuistiek.models import Knelpunt
from inspanningen.forms.gelezen import GelezenForm
from inspanningen.models import Doelstelling, Inspanning, Leerpunt
from monitor.models import Indicator
from reisverslag.models import Raadsstuk
from reisverslag.models.raadsstuk import MAX_DAGEN, MAX_TEKST
from reisverslag.queries.termijnen import Termijn


def can_handle():
    """Who can deal with a raadsstuk: everyone at the municipality who reads reisverslagen, by name."""
    rollen = [
        rol
        for rol, rechten in RECHTEN.items()
        if Recht.REISVERSLAG_LEZEN in rechten and ZICHT.get(rol) == Zicht.INTERN
    ]
    people = Gebruiker.objects.filter(is_active=True, roltoekenningen__rol__in=rollen)
    return people.distinct().order_by("naam", "pk")


def _veld(name: str, *, rows: int = 6, **kwargs) -> forms.CharField:
    field = Raadsstuk._meta.get_field(name)
    words = {
        "label": field.verbose_name.capitalize(),
        "help_text": field.help_text,
        "max_length": field.max_length or MAX_TEKST,
        "required": not field.blank,
    }
    if field.max_length is None:
        words["widget"] = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(**words | kwargs)


def not_in_the_future(dag: date | None) -> None:
    if dag is not None and dag > timezone.localdate():
        raise ValidationError("Deze datum ligt in de toekomst. Kies vandaag of een dag daarvoor.")


class RaadsstukForm(GelezenForm, VrijeTekstForm):
    teksten = ("onderwerp", "tekst")

    soort = forms.TypedChoiceField(
        label="Wat is het", choices=Raadsstuk.Soort.choices, widget=forms.RadioSelect
    )
    kenmerk = _veld("kenmerk")
    fractie = _veld("fractie", widget=forms.TextInput(attrs={"list": "fracties"}))
    onderwerp = _veld("onderwerp")
    tekst = _veld("tekst")
    ontvangen_op = DatumField(
        label="Ontvangen op", initial=timezone.localdate, validators=[not_in_the_future]
    )
    uiterlijk = DatumField(label="Uiterlijk", required=False)
    behandelaar = forms.ModelChoiceField(
        can_handle(),
        label="Behandelaar",
        empty_label="Kies iemand",
        help_text="Schrijft het antwoord, en krijgt een actiepunt.",
    )

    def __init__(self, *args, termijnen: list[Termijn], fracties: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        regels = ", ".join(f"{one.label.lower()} {one.dagen} dagen" for one in termijnen)
        self.fields["uiterlijk"].help_text = f"Leeg: dan geldt de termijn vanaf de ontvangst: {regels}."
        self.suggesties = {"fracties": fracties}


class VerbandenForm(GelezenForm):
    inspanningen = MeerkeuzeField(
        Inspanning.objects.none(), label="Inspanningen", required=False, widget=forms.CheckboxSelectMultiple
    )
    leerpunten = MeerkeuzeField(
        Leerpunt.objects.none(), label="Leerpunten", required=False, widget=forms.CheckboxSelectMultiple
    )
    knelpunten = MeerkeuzeField(
        Knelpunt.objects.none(), label="Knelpunten", required=False, widget=forms.CheckboxSelectMultiple
    )
    indicatoren = MeerkeuzeField(
        Indicator.objects.none(), label="Cijfers", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, user: Gebruiker, raadsstuk: Raadsstuk, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = Q(pk__in=raadsstuk.knelpunten.values("pk"))  # also one that was merged since
        knelpunten = Knelpunt.objects.visible_to(user)
        for name, rows in (
            ("inspanningen", Inspanning.objects.visible_to(user).in_order()),
            ("leerpunten", Leerpunt.objects.visible_to(user).order_by("titel", "pk")),
            ("knelpunten", knelpunten.filter(Q(opgenomen_in=None) | chosen).order_by("naam", "pk")),
            ("indicatoren", Indicator.objects.visible_to(user).order_by("naam", "pk")),
        ):
            self.fields[name].queryset = rows
        self.fields["indicatoren"].label_from_instance = lambda one: f"{one.naam} ({one.eenheid})"


class AntwoordForm(GelezenForm, VrijeTekstForm):
    """The words of the answer; with a day it is given, without (`concept`) it is kept to go on with."""

    teksten = ("antwoord",)

    antwoord = _veld(
        "antwoord",
        rows=12,
        required=True,
        help_text="Wat de raad te lezen krijgt. Zeg eerst het antwoord, dan hoe het komt en wat er gebeurt.",
    )
    op = DatumField(
        label="Beantwoord op",
        initial=timezone.localdate,
        validators=[not_in_the_future],
        help_text="De dag waarop het antwoord naar de raad gaat. Telt niet bij bewaren als concept.",
    )

    def __init__(self, *args, concept: bool, is_given: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.concept = concept
        if is_given:
            del self.fields["op"]
        elif concept:
            self.fields["antwoord"].required = self.fields["op"].required = False

    def clean(self):
        cleaned = super().clean()
        if self.concept and cleaned.pop("op", None) is None:
            self.errors.pop("op", None)  # the day does not count yet, however it was typed
        return cleaned


class AfdoeningForm(GelezenForm, VrijeTekstForm):
    teksten = ("hoe",)

    hoe = forms.CharField(
        label="Hoe is het afgedaan",
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Wat is er gedaan, en waar kan de raad dat zien?",
    )
    op = DatumField(label="Afgedaan op", initial=timezone.localdate, validators=[not_in_the_future])


class IntrekForm(VrijeTekstForm):
    teksten = ("reden",)

    reden = forms.CharField(
        label="Waarom wordt het ingetrokken",
        max_length=300,
        help_text="Bijvoorbeeld: de fractie trok de vraag in. Het stuk blijft in het register staan.",
    )
    op = DatumField(label="Op welke dag", initial=timezone.localdate, validators=[not_in_the_future])


class TermijnForm(forms.Form):
    dagen = forms.IntegerField(
        label="Dagen",
        min_value=1,
        max_value=MAX_DAGEN,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--amount"}),
        error_messages={
            "invalid": "Vul een heel aantal dagen in, zoals 30.",
            "min_value": "Vul een aantal dagen in van 1 of meer.",
            "max_value": "Vul hoogstens %(limit_value)s dagen in: vijf jaar.",
        },
    )
    grond = forms.CharField(
        label="Waar staat dat",
        required=False,
        max_length=150,
        help_text="Bijvoorbeeld het reglement van orde van de raad, met het artikel.",
    )


TOON = {
    "": "Alles",
    "lopend": "Wat nog loopt",
    "te-laat": "Te laat",
    "bijna": "Binnen een week of te laat",
    **{status.value: status.label for status in Raadsstuk.Status},
}


class RaadsstukfilterForm(forms.Form):
    """What the register is narrowed down to; whatever makes no sense is left out."""

    q = forms.CharField(
        label="Zoek", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    toon = forms.ChoiceField(label="Stand", required=False, choices=TOON.items())
    soort = forms.ChoiceField(
        label="Soort", required=False, choices=[("", "Alle soorten"), *Raadsstuk.Soort.choices]
    )
    fractie = forms.ChoiceField(label="Van wie", required=False)
    inspanning = forms.ModelChoiceField(
        Inspanning.objects.none(), label="Inspanning", required=False, empty_label="Alle inspanningen"
    )
    doelstelling = forms.ModelChoiceField(
        Doelstelling.objects.none(), label="Doel", required=False, empty_label="Alle doelen"
    )

    def __init__(self, *args, user: Gebruiker, fracties: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fractie"].choices = [("", "Iedereen"), *((one, one) for one in fracties)]
        self.fields["inspanning"].queryset = Inspanning.objects.visible_to(user).in_order()
        self.fields["doelstelling"].queryset = Doelstelling.objects.visible_to(user).order_by("nummer", "pk")
        if not user.mag(Recht.INSPANNINGEN_ZIEN):
            del self.fields["inspanning"], self.fields["doelstelling"]

    def apply(self, rows, vandaag: date):
        """Those that were asked for."""
        self.is_valid()
        asked = self.cleaned_data
        match asked.get("toon"):
            case "lopend":
                rows = rows.running()
            case "te-laat":
                rows = rows.late(vandaag)
            case "bijna":
                rows = rows.due(vandaag)
            case str(status) if status:
                rows = rows.filter(status=status)
        for name in ("soort", "fractie"):
            if asked.get(name):
                rows = rows.filter(**{name: asked[name]})
        if asked.get("inspanning"):
            rows = rows.about_inspanningen([asked["inspanning"].pk])
        if asked.get("doelstelling"):
            through = Inspanning.objects.with_doelstelling(asked["doelstelling"].pk)
            rows = rows.about_inspanningen(through.values("pk"))
        return rows.matching(asked.get("q") or "")
