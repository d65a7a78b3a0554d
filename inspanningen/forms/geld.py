"""Browser input about money made into values."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from brunssum.core.forms import BedragField, DatumField, VrijeTekstForm
from inspanningen.forms.gelezen import GelezenForm
from inspanningen.models import Budgetpost, Financiering
from inspanningen.models.geld import BRONNEN, EERSTE_JAAR, LAATSTE_JAAR, MAX_TEKST

MAX_DIGITS = 12


def _of(model, name: str) -> dict:
    """The label and the help of a column, for a field of a form."""
    field = model._meta.get_field(name)
    return {
        "label": field.verbose_name.capitalize(),
        "help_text": field.help_text,
        "required": not field.blank,
    }


def _tekst(name: str) -> forms.CharField:
    return forms.CharField(
        **_of(Financiering, name), max_length=MAX_TEKST, widget=forms.Textarea(attrs={"rows": 3})
    )


class FinancieringForm(GelezenForm, VrijeTekstForm):
    teksten = ("naam", "voorwaarden", "toelichting")

    naam = forms.CharField(**_of(Financiering, "naam"), max_length=120)
    bron = forms.CharField(
        **_of(Financiering, "bron"), max_length=80, widget=forms.TextInput(attrs={"list": "bronnen"})
    )
    bedrag = BedragField(**_of(Financiering, "bedrag"), max_digits=MAX_DIGITS)
    van = DatumField(**_of(Financiering, "van"))
    tot = DatumField(**_of(Financiering, "tot"))
    voorwaarden = _tekst("voorwaarden")
    verantwoorden_op = DatumField(**_of(Financiering, "verantwoorden_op"))
    verantwoord_op = DatumField(**_of(Financiering, "verantwoord_op"))
    toelichting = _tekst("toelichting")

    def __init__(self, *args, is_new: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["gelezen"]
        used = Financiering.objects.order_by("bron").values_list("bron", flat=True).distinct()
        self.suggesties = {"bronnen": list(dict.fromkeys([*BRONNEN, *used]))}

    def clean_verantwoord_op(self):
        op = self.cleaned_data["verantwoord_op"]
        if op and op > timezone.localdate():
            raise ValidationError("Deze datum ligt in de toekomst. Vul hem in als de verantwoording weg is.")
        return op

    def clean(self):
        cleaned = super().clean()
        van, tot = cleaned.get("van"), cleaned.get("tot")
        if van and tot and tot < van:
            self.add_error("tot", "De laatste dag ligt voor de eerste dag.")
        if cleaned.get("verantwoord_op") and not cleaned.get("verantwoorden_op") and "verantwoorden_op" not in self.errors:  # fmt: skip
            self.add_error("verantwoorden_op", "Vul ook in wanneer de verantwoording binnen moest zijn.")
        return cleaned


class BudgetpostForm(GelezenForm, VrijeTekstForm):
    teksten = ("omschrijving",)

    jaar = forms.IntegerField(
        min_value=EERSTE_JAAR,
        max_value=LAATSTE_JAAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--amount"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Vul een jaar in, zoals 2027."),
    )
    omschrijving = forms.CharField(**_of(Budgetpost, "omschrijving"), max_length=150)
    gepland = BedragField(label="Gepland", max_digits=MAX_DIGITS)
    werkelijk = BedragField(
        label="Werkelijk uitgegeven",
        required=False,
        max_digits=MAX_DIGITS,
        help_text="Leeg zolang u het nog niet weet.",
    )
    financiering = forms.ModelChoiceField(
        Financiering.objects.none(),
        label="Waaruit betaald",
        required=False,
        empty_label="Nog niet gevonden",
        help_text="Staat het er niet bij? Dan legt het programmateam de financiering eerst vast.",
    )

    field_order = ("jaar", "omschrijving", "gepland", "financiering", "werkelijk")

    def __init__(self, *args, is_new: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["gelezen"]
        self.fields["financiering"].queryset = Financiering.objects.in_order()
        self.fields["financiering"].label_from_instance = _with_term


def _with_term(financiering: Financiering) -> str:
    van = financiering.van.year
    return f"{financiering} ({f'vanaf {van}' if financiering.is_structureel else f'{van} tot en met {financiering.tot.year}'})"
