"""Browser input about the programme and its perioden made into values."""

from typing import Any

from django import forms

from brunssum.core.forms import DatumField
from inspanningen.forms.doelen import jaar_field
from inspanningen.models import Programma, Programmaperiode
from inspanningen.models.programma import MAX_TEKST


class ProgrammaForm(forms.Form):
    ambitie = forms.CharField(
        label="Ambitie",
        help_text="In één of twee zinnen: hoe is het leven hier als het is gelukt?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    start = jaar_field("Startjaar")
    horizon = jaar_field("Jaar van de ambitie")
    herijking_jaren = forms.IntegerField(
        label="Om de hoeveel jaar de koers opnieuw wordt bepaald",
        min_value=1,
        max_value=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--amount"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Vul een getal in van 1 tot en met 10."),
    )  # fmt: skip
    realisatieplanning_per_jaar = forms.IntegerField(
        label="Hoe vaak per jaar een realisatieplanning wordt vastgelegd",
        help_text=Programma._meta.get_field("realisatieplanning_per_jaar").help_text,
        min_value=1,
        max_value=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--amount"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Vul een getal in van 1 tot en met 12."),
    )  # fmt: skip
    gelezen = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, programma: Programma | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if programma is None:
            self.fields["naam"] = forms.CharField(label="Naam", max_length=150)
            self.order_fields(["naam", "ambitie"])


class PeriodeForm(forms.Form):
    van = jaar_field("Van jaar")
    tot = jaar_field("Tot en met jaar")
    koers = forms.CharField(
        label="Koers",
        help_text=Programmaperiode._meta.get_field("koers").help_text,
        max_length=MAX_TEKST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    herijkt_op = DatumField(
        label="Koers bepaald op",
        help_text="De dag waarop over deze koers is besloten. Leeg: dat moet nog.",
        required=False,
    )
    wat_veranderde = forms.CharField(
        label="Wat er veranderde",
        help_text=Programmaperiode._meta.get_field("wat_veranderde").help_text,
        max_length=MAX_TEKST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    gelezen = forms.CharField(required=False, max_length=2 * MAX_TEKST, widget=forms.HiddenInput)
