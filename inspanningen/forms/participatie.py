"""Browser input about participatie made into values. Everyone who sees the inspanning reads it: it warns at names."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from brunssum.core.forms import DatumField
from inspanningen.forms.leerpunten import LeerTekstForm
from inspanningen.models import Participatie

UITLEG = {
    Participatie.Trede.INFORMEREN: "inwoners horen wat er gebeurt",
    Participatie.Trede.RAADPLEGEN: "inwoners zeggen wat zij vinden, wij beslissen",
    Participatie.Trede.ADVISEREN: "inwoners geven advies, en horen wat wij ermee doen",
    Participatie.Trede.COPRODUCEREN: "inwoners maken het plan samen met ons",
    Participatie.Trede.MEEBESLISSEN: "inwoners beslissen mee",
}


class ParticipatieForm(LeerTekstForm):
    teksten = ("hoe",)

    soort = forms.ChoiceField(
        label="Wat legt u vast",
        choices=[
            (Participatie.Soort.WERKELIJK, "Hoe het werkelijk gaat"),
            (Participatie.Soort.GEPLAND, "Hoe het is gepland"),
        ],
        widget=forms.RadioSelect,
    )
    trede = forms.TypedChoiceField(
        label="Hoever gaat de zeggenschap van inwoners",
        coerce=int,
        choices=[(trede.value, f"{trede.label}: {UITLEG[trede]}") for trede in Participatie.Trede],
        widget=forms.RadioSelect,
    )
    hoe = forms.CharField(
        label="Hoe, in één zin",
        help_text=Participatie._meta.get_field("hoe").help_text,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input--sentence"}),
    )
    op = DatumField(label="Op welke dag", initial=timezone.localdate)

    def clean_op(self):
        op = self.cleaned_data["op"]
        if op > timezone.localdate():
            raise ValidationError("Deze datum ligt in de toekomst. Kies vandaag of een dag daarvoor.")
        return op
