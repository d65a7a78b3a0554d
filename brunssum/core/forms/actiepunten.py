"""What people fill in about actiepunten."""

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone

from brunssum.core import onderwerpen
from brunssum.core.forms import DatumField, VrijeTekstForm
from brunssum.core.models import Actiepunt, Gebruiker
from brunssum.core.queries.actiepunten import (
    has_actiepunten,
    has_running_actiepunten,
    kan_actiepunt_krijgen,
    soorten_actiepunten,
)
from brunssum.core.templatetags.kanarie import actie

MAX_TEKST = 2000


class _NotInPast(forms.Form):
    vervalt_op = DatumField(label="Uiterlijk op")

    def clean_vervalt_op(self):
        day = self.cleaned_data["vervalt_op"]
        if day and day < timezone.localdate():
            raise ValidationError("Deze dag is al voorbij. Kies vandaag of een dag daarna.")
        return day


class ActiepuntForm(VrijeTekstForm, _NotInPast):
    """Ask someone to do something by a date."""

    teksten = ("titel", "toelichting")

    titel = forms.CharField(
        label="Wat moet er gebeuren",
        help_text=Actiepunt._meta.get_field("titel").help_text,
        max_length=150,
    )
    eigenaar = forms.ModelChoiceField(
        kan_actiepunt_krijgen(), label="Wie doet het", empty_label="Kies iemand"
    )
    bevestiger = forms.ModelChoiceField(
        kan_actiepunt_krijgen(),
        label="Wie bevestigt dat het gedaan is",
        help_text="Alleen als het belangrijk is dat een tweede meekijkt.",
        required=False,
        empty_label="Niemand",
    )
    toelichting = forms.CharField(
        label="Toelichting", required=False, max_length=MAX_TEKST, widget=forms.Textarea(attrs={"rows": 3})
    )

    field_order = ("titel", "eigenaar", "vervalt_op", "bevestiger", "toelichting")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("bevestiger") and cleaned["bevestiger"] == cleaned.get("eigenaar"):
            self.add_error("bevestiger", "Wie bevestigt, is een ander dan wie het doet.")
        return cleaned


class UitkomstForm(VrijeTekstForm):
    """What came of it."""

    teksten = ("uitkomst",)

    uitkomst = forms.CharField(
        label="Wat is de uitkomst",
        max_length=MAX_TEKST,
        help_text="In een of twee zinnen, zonder namen van bewoners.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OverdragenForm(_NotInPast):
    """Who does it from now on."""

    naar = forms.ModelChoiceField(kan_actiepunt_krijgen(), label="Aan wie", empty_label="Kies iemand")

    field_order = ("naar", "vervalt_op")

    def __init__(self, *args, actiepunt: Actiepunt, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["naar"].queryset = kan_actiepunt_krijgen().exclude(
            pk__in=[actiepunt.eigenaar_id, actiepunt.bevestiger_id or 0]
        )


class AllesOverdragenForm(forms.Form):
    """From whom all goes, and to whom."""

    van = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label="Van wie",
        empty_label="Kies iemand",
        help_text="Ook wie niet meer kan inloggen staat hier, zolang er iets op de naam loopt.",
    )
    naar = forms.ModelChoiceField(kan_actiepunt_krijgen(), label="Naar wie", empty_label="Kies iemand")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["van"].queryset = has_running_actiepunten()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("van") and cleaned["van"] == cleaned.get("naar"):
            self.add_error("naar", "Kies een ander dan van wie het komt.")
        return cleaned


class ActiepuntFilterForm(forms.Form):
    """Find actiepunten in the list."""

    eigenaar = forms.ModelChoiceField(
        Gebruiker.objects.none(), label="Wie doet het", required=False, empty_label="Iedereen"
    )
    soort = forms.ChoiceField(label="Soort", required=False)
    onderwerp = forms.ChoiceField(label="Gaat over", required=False)

    DOOR_IEMAND = "zelf"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["eigenaar"].queryset = has_actiepunten()
        soorten = [(soort, actie(soort)) for soort in soorten_actiepunten()]
        self.fields["soort"].choices = [("", "Alle"), (self.DOOR_IEMAND, "Door iemand gemaakt"), *soorten]
        self.fields["onderwerp"].choices = [
            ("", "Alles"),
            *sorted(
                (
                    (one.model._meta.label_lower, str(one.model._meta.verbose_name).capitalize())
                    for one in onderwerpen.all_registered()
                    if one.takes_actiepunten
                ),
                key=lambda keuze: keuze[1],
            ),
        ]

    def apply(self, rows):
        """The rows that were asked for. What makes no sense in one field leaves the others as they are."""
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("eigenaar"):
            rows = rows.of(wanted["eigenaar"])
        if wanted.get("soort"):
            rows = rows.filter(soort="" if wanted["soort"] == self.DOOR_IEMAND else wanted["soort"])
        if wanted.get("onderwerp"):
            rows = rows.about_a(apps.get_model(wanted["onderwerp"]))
        return rows
