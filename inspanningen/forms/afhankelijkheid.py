"""Browser input about what waits for what made into values."""

from django import forms

from brunssum.core.forms import DatumField, VrijeTekstForm
from inspanningen.forms.gelezen import GelezenForm
from inspanningen.models import Afhankelijkheid, Inspanning, Mijlpaal


def _help(name: str) -> str:
    return Afhankelijkheid._meta.get_field(name).help_text


class AfhankelijkheidForm(GelezenForm, VrijeTekstForm):
    teksten = ("buiten", "waarvoor", "reden_kritiek")

    hangt_af_van = forms.ModelChoiceField(
        Inspanning.objects.none(), label="Wacht op inspanning", required=False, empty_label="Geen inspanning"
    )
    mijlpaal = forms.ModelChoiceField(
        Mijlpaal.objects.none(),
        label="Wacht op mijlpaal",
        required=False,
        empty_label="Geen mijlpaal",
        help_text="Een mijlpaal van die inspanning, als u het zo precies weet.",
    )
    buiten = forms.CharField(
        label="Of: wacht op iets buiten het programma",
        required=False,
        max_length=100,
        help_text=_help("buiten"),
    )
    waarvoor = forms.CharField(label="Waarvoor", max_length=200, help_text=_help("waarvoor"))
    nodig_van = DatumField(label="Nodig vanaf", required=False)
    nodig_tot = DatumField(label="Uiterlijk nodig op", required=False)
    is_kritiek = forms.BooleanField(label="Dit is kritiek", required=False)
    reden_kritiek = forms.CharField(
        label="Waarom is het kritiek", required=False, max_length=200, help_text=_help("reden_kritiek")
    )

    def __init__(self, *args, inspanning: Inspanning, user, is_new: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["gelezen"]
        others = Inspanning.objects.visible_to(user).exclude(pk=inspanning.pk)
        self.fields["hangt_af_van"].queryset = others.in_order()
        mijlpalen = Mijlpaal.objects.visible_to(user).exclude(inspanning=inspanning)
        self.fields["mijlpaal"].queryset = mijlpalen.for_list()
        self.fields["mijlpaal"].label_from_instance = lambda mijlpaal: (
            f"{mijlpaal.inspanning.nummer}: {mijlpaal} ({mijlpaal.wanneer})"
        )

    def clean(self):
        cleaned = super().clean()
        mijlpaal = cleaned.get("mijlpaal")
        if mijlpaal and not cleaned.get("hangt_af_van") and not cleaned.get("buiten"):
            cleaned["hangt_af_van"] = mijlpaal.inspanning
        one, other = cleaned.get("hangt_af_van"), cleaned.get("buiten")
        if "hangt_af_van" not in self.errors and "buiten" not in self.errors and bool(one) == bool(other):
            self.add_error("hangt_af_van", "Kies een inspanning, of schrijf op wat het buiten het programma is: een van de twee.")  # fmt: skip
        van, tot = cleaned.get("nodig_van"), cleaned.get("nodig_tot")
        if van and "nodig_tot" not in self.errors and (tot is None or tot < van):
            self.add_error("nodig_tot", "Vul hier een dag in die niet voor de eerste dag ligt.")
        if (
            cleaned.get("is_kritiek")
            and not cleaned.get("reden_kritiek")
            and "reden_kritiek" not in self.errors
        ):
            self.add_error("reden_kritiek", "Schrijf op waarom dit kritiek is.")
        return cleaned
