"""Browser input made into Python values."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, Value, When
from django.utils import timezone

from monitor.aanlevering import check_size
from monitor.models import Bron
from monitor.services import BESTAND, EERSTE_JAAR


class ImportForm(forms.Form):
    """A file with figures, where it comes from, and the year they are of."""

    bron = forms.ModelChoiceField(
        Bron.objects.none(),
        label="Waar komt het bestand vandaan",
        help_text="Per bron onthouden wij wat de namen in het bestand betekenen. Staat de bron er niet bij? Kies dan Aangeleverd bestand.",
        empty_label=None,
        to_field_name="code",
        initial=BESTAND,
        required=False,
    )
    bestand = forms.FileField(
        label="Bestand",
        help_text="Een csv- of xlsx-bestand, zoals u het uit Excel, Swing of van het CBS hebt.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,text/csv"}),
    )
    periode = forms.IntegerField(
        label="Jaar van de cijfers",
        help_text="Het jaar dat is gemeten, bijvoorbeeld 2023. Laat leeg als in het bestand zelf staat van welk jaar elk cijfer is.",
        required=False,
        min_value=EERSTE_JAAR,
        error_messages={"invalid": "Vul een jaar in, zoals 2023."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        eerst = Case(When(code=BESTAND, then=Value(0)), default=Value(1))
        rows = Bron.objects.filter(adapter=Bron.Adapter.BESTAND).order_by(eerst, "naam", "pk")
        self.fields["bron"].queryset = rows

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        check_size(bestand.size)
        return bestand

    def clean_periode(self):
        periode = self.cleaned_data["periode"]
        if periode is not None and periode > timezone.localdate().year:
            raise ValidationError(f"{periode} is nog niet begonnen. Vul een jaar in, zoals 2023.")
        return periode


class KoppelingForm(forms.Form):
    """Names in a file with what each means: fields indicator-3 and naam-indicator-3; "-" leaves a name out."""

    blad = forms.CharField(required=False, max_length=100, strip=False)
    indicator = forms.IntegerField(required=False, min_value=1)
    gebied = forms.IntegerField(required=False, min_value=1)

    def clean(self):
        cleaned = super().clean()
        for soort, many in (("indicator", "indicatoren"), ("gebied", "gebieden")):
            cleaned[many] = {}
            for name, value in self.data.items():
                tekst = self.data.get(f"naam-{name}", "")
                if not name.startswith(f"{soort}-") or not value or not tekst:
                    continue
                if value != "-" and not (value.isdecimal() and len(value) < 10):
                    raise ValidationError("Een van uw keuzes is niet te lezen. Kies opnieuw.")
                cleaned[many][tekst] = None if value == "-" else int(value)
        return cleaned
