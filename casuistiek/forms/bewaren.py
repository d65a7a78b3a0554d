"""Browser input about how long data are kept, made into Python values."""

from django import forms

from brunssum.core.forms import VrijeTekstForm
from casuistiek.models import Bewaartermijn, Vernietigingsregel


class BewaartermijnForm(forms.Form):
    maanden = forms.IntegerField(
        label="Hoeveel maanden",
        help_text="Na het einde van de casus, of na de laatste wijziging van wat niet is afgemaakt.",
        min_value=1,
        max_value=1200,
    )
    grondslag = forms.CharField(
        label="Op welke grond",
        help_text=Bewaartermijn._meta.get_field("grondslag").help_text,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class LangerBewarenForm(VrijeTekstForm):
    teksten = ("omdat",)

    omdat = forms.CharField(
        label=Vernietigingsregel._meta.get_field("bewaren_omdat").verbose_name.capitalize(),
        help_text="Zoals “Er loopt een bezwaar”, zonder namen. Over een jaar komt de casus terug op een lijst.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
