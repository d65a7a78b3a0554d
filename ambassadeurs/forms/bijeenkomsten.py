from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from ambassadeurs.models import Ambassadeur, Ambassadeursgroep, Bijeenkomst, Trainingsmodule
from brunssum.core.forms import DatumField, MeerkeuzeField, VrijeTekstForm
from brunssum.core.models import Gebruiker, Organisatie
from inspanningen.models import Leerpunt

MAX_TEKST = 10_000


class TijdField(forms.TimeField):
    """A time of the day: 19:30, or 19.30."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    input_formats = ["%H:%M", "%H:%M:%S", "%H.%M"]
    default_error_messages = {"invalid": "Vul een tijd in als uren en minuten, zoals 19:30."}


class BijeenkomstForm(forms.Form):
    titel = forms.CharField(label="Titel", max_length=120)
    soort = forms.ChoiceField(label="Soort", choices=Bijeenkomst.Soort.choices)
    module = forms.ModelChoiceField(
        Trainingsmodule.objects.select_related("groep").order_by("groep", "volgorde", "pk"),
        label="Module",
        help_text="Alleen bij een training.",
        required=False,
        empty_label="Geen",
    )
    dag = DatumField(label="Dag")
    begin = TijdField(label="Begint om")
    einde = TijdField(label="Eindigt om")
    plaats = forms.CharField(label="Plaats", max_length=150)
    groepen = MeerkeuzeField(
        Ambassadeursgroep.objects.order_by("gestart_op", "pk"),
        label="Voor welke groepen",
        help_text="Hun ambassadeurs staan dan op de lijst, en kunnen een uitnodiging krijgen.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    agenda = forms.CharField(
        label="Agenda", required=False, max_length=MAX_TEKST, widget=forms.Textarea(attrs={"rows": 5})
    )

    def clean(self):
        cleaned = super().clean()
        day, begin, end = (cleaned.pop(name, None) for name in ("dag", "begin", "einde"))
        if day and begin and end:
            if end <= begin:
                self.add_error("einde", ValidationError("Het einde ligt niet na het begin."))
            cleaned["begint_op"] = timezone.make_aware(datetime.combine(day, begin))
            cleaned["eindigt_op"] = timezone.make_aware(datetime.combine(day, end))
        if cleaned.get("soort") != Bijeenkomst.Soort.TRAINING:
            cleaned["module"] = None
        elif not cleaned.get("module"):
            self.add_error("module", "Kies bij een training welke module het is.")
        return cleaned

    @staticmethod
    def initial_of(bijeenkomst: Bijeenkomst) -> dict:
        begin, end = timezone.localtime(bijeenkomst.begint_op), timezone.localtime(bijeenkomst.eindigt_op)
        return {
            "titel": bijeenkomst.titel,
            "soort": bijeenkomst.soort,
            "module": bijeenkomst.module_id,
            "dag": begin.date(),
            "begin": begin.time(),
            "einde": end.time(),
            "plaats": bijeenkomst.plaats,
            "groepen": [groep.pk for groep in bijeenkomst.groepen.all()],
            "agenda": bijeenkomst.agenda,
        }


class VerslagForm(VrijeTekstForm):
    """`gelezen` is the verslag the writer began from; the service refuses to overwrite a newer one."""

    teksten = ("verslag",)

    aanwezig = MeerkeuzeField(
        Ambassadeur.objects.none(),
        label="Welke ambassadeurs waren er",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    inwoners = forms.IntegerField(
        label="Hoeveel inwoners waren erbij",
        help_text="Ambassadeurs die zelf inwoner zijn tellen mee. 0 als er niemand was.",
        min_value=0,
        max_value=9999,
        required=False,
    )
    organisaties = MeerkeuzeField(
        Organisatie.objects.order_by("naam"),
        label="Welke organisaties waren er",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    verslag = forms.CharField(
        label="Verslag",
        help_text="Kort: wat kwam aan de orde. Afspraken legt u daarna vast als actiepunt.",
        required=False,
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    leerpunten = MeerkeuzeField(
        Leerpunt.objects.none(),
        label="Welke leerpunten kwamen aan de orde",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    gelezen = forms.CharField(required=False, max_length=MAX_TEKST, widget=forms.HiddenInput)

    def __init__(self, *args, bijeenkomst: Bijeenkomst, gebruiker: Gebruiker, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["aanwezig"].queryset = (
            Ambassadeur.objects.filter(deelnames__bijeenkomst=bijeenkomst)
            .select_related("groep")
            .order_by("groep", "aanduiding", "pk")
        )
        leerpunten = Leerpunt.objects.visible_to(gebruiker).order_by("-gesignaleerd_op", "-pk")
        if leerpunten.exists():
            self.fields["leerpunten"].queryset = leerpunten
        else:
            del self.fields["leerpunten"]


class RitmeForm(forms.Form):
    """One number per soort."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for soort, label in Bijeenkomst.Soort.choices:
            self.fields[soort] = forms.IntegerField(
                label=f"{label}: ten minste eens per … maanden",
                help_text="Leeg: als er aanleiding is.",
                min_value=1,
                max_value=24,
                required=False,
            )


class ModuleForm(forms.Form):
    naam = forms.CharField(label="Naam van de module", max_length=120)
    omschrijving = forms.CharField(
        label="Waar gaat de module over",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    volgorde = forms.IntegerField(label="De hoeveelste module", min_value=1, max_value=99, initial=1)
