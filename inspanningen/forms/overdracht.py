"""Browser input about going to the line, made into values."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from brunssum.core.forms import DatumField
from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Rol
from inspanningen.forms.leerpunten import LeerTekstForm
from inspanningen.models import Overdrachtspunt

TIJD = timedelta(weeks=13)
"""As long as is proposed: a quarter."""

MAX_SLOTWOORD = 2000


class BeginOverdrachtForm(forms.Form):
    bateneigenaar = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label="Aan wie",
        help_text="De bateneigenaar die dit na het programma in stand houdt. Deze persoon krijgt een actiepunt.",
        empty_label="Kies een bateneigenaar",
    )
    uiterlijk = DatumField(label="Klaar op", initial=lambda: timezone.localdate() + TIJD)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bateneigenaar"].queryset = Gebruiker.objects.filter(
            is_active=True, roltoekenningen__rol=Rol.BATENEIGENAAR
        ).order_by("naam", "pk")

    def clean_uiterlijk(self):
        dag = self.cleaned_data["uiterlijk"]
        if dag < timezone.localdate():
            raise ValidationError("Deze dag is al voorbij. Kies vandaag of een dag daarna.")
        return dag


class PuntForm(LeerTekstForm):
    """How one point stands."""

    teksten = ("opmerking",)

    stand = forms.ChoiceField(
        label="Hoe staat dit punt ervoor", choices=Overdrachtspunt.Stand.choices, widget=forms.RadioSelect
    )
    opmerking = forms.CharField(
        label="Opmerking",
        help_text="Waar staat het, of waarom is het niet nodig?",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input--sentence"}),
    )
    gelezen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=20)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("stand") == Overdrachtspunt.Stand.NIET_NODIG and not cleaned.get("opmerking"):
            self.add_error("opmerking", "Schrijf op waarom dit punt niet nodig is.")
        return cleaned


class EigenPuntForm(LeerTekstForm):
    """A point that only this inspanning has."""

    teksten = ("titel", "uitleg")

    titel = forms.CharField(label="Punt", max_length=150)
    uitleg = forms.CharField(label="Wat is er dan geregeld", required=False, max_length=300)


class SlotwoordForm(LeerTekstForm):
    """What the bateneigenaar says with taking over."""

    teksten = ("slotwoord",)

    slotwoord = forms.CharField(
        label="Wilt u er iets bij zeggen",
        required=False,
        max_length=MAX_SLOTWOORD,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input--sentence"}),
    )


class RedenForm(LeerTekstForm):
    """Why it is given back, or stopped; each asks in its own words."""

    teksten = ("reden",)

    reden = forms.CharField(
        max_length=300, widget=forms.Textarea(attrs={"rows": 2, "class": "input--sentence"})
    )

    def __init__(self, *args, vraag: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reden"].label = vraag
