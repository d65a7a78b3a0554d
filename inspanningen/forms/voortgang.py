"""Browser input about voortgang made into values. Others than the writer read it: the forms warn at names."""

from typing import Any

from django import forms
from django.utils import timezone

from brunssum.core.forms import DatumField
from inspanningen.forms.leerpunten import LeerTekstForm
from inspanningen.forms.mijlpalen import VageDatumField
from inspanningen.models import Inspanning, Mijlpaal, Voortgangsmelding
from inspanningen.models.voortgang import MAX_AANTAL, MAX_ANTWOORD, MAX_TEKST
from inspanningen.services.voortgang import OverMijlpaal


def _tekst(name: str, **kwargs: Any) -> forms.CharField:
    field = Voortgangsmelding._meta.get_field(name)
    words = {
        "label": field.verbose_name.capitalize(),
        "help_text": field.help_text,
        "max_length": MAX_TEKST,
        "widget": forms.Textarea(attrs={"rows": 4}),
    }
    return forms.CharField(**words | kwargs)


class Mijlpaalkeuze(forms.ModelChoiceField):
    def label_from_instance(self, obj: Mijlpaal) -> str:
        return f"{obj}, gepland {obj.wanneer}"


class VoortgangForm(LeerTekstForm):
    teksten = ("gedaan", "belemmering")

    peildatum = DatumField(
        label="Stand van",
        initial=timezone.localdate,
        help_text=Voortgangsmelding._meta.get_field("peildatum").help_text,
    )
    gedaan = _tekst("gedaan")
    belemmering = _tekst("belemmering", required=False)
    aantal = forms.IntegerField(
        label="Hoeveel",
        help_text="Een heel getal, als er iets te tellen is.",
        min_value=0,
        max_value=MAX_AANTAL,
        required=False,
    )
    eenheid = _tekst("eenheid", max_length=60, widget=forms.TextInput, required=False)
    mijlpaal = Mijlpaalkeuze(
        Mijlpaal.objects.none(),
        label="Gaat het over een mijlpaal",
        help_text="Kies hem alleen als hij is gehaald, of op een ander moment komt.",
        required=False,
        empty_label="Nee",
    )
    bereikt_op = DatumField(
        label="De mijlpaal is gehaald op", help_text="Leeg als hij nog niet is gehaald.", required=False
    )
    wanneer = VageDatumField(
        label="Of: de mijlpaal wordt nu verwacht",
        help_text="Alleen als het moment anders wordt. Bijvoorbeeld: 15 april 2027, medio april 2027, derde kwartaal 2027.",
        required=False,
    )

    def __init__(self, *args, inspanning: Inspanning, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mijlpaal"].queryset = (
            Mijlpaal.objects.of_inspanning(inspanning).planned().order_by("tot", "van", "pk")
        )

    def clean(self):
        cleaned = super().clean()
        if (cleaned.get("aantal") is None) != (not cleaned.get("eenheid")) and "aantal" not in self.errors:
            wat = "eenheid" if cleaned.get("aantal") is not None else "aantal"
            self.add_error(
                wat, "Bij een aantal hoort waarvan, en andersom. Vul dit ook in, of maak beide leeg."
            )
        says = cleaned.get("bereikt_op") or cleaned.get("wanneer")
        if says and not cleaned.get("mijlpaal") and "mijlpaal" not in self.errors:
            self.add_error("mijlpaal", "Kies over welke mijlpaal dit gaat.")
        return cleaned

    def melding(self) -> dict[str, Any]:
        """What the service asks for."""
        words = dict(self.cleaned_data)
        mijlpaal, bereikt_op, wanneer = (words.pop(name) for name in ("mijlpaal", "bereikt_op", "wanneer"))
        getypt = self.data.get(self.add_prefix("wanneer"), "")
        over = OverMijlpaal(mijlpaal.pk, bereikt_op, wanneer, getypt) if mijlpaal else None
        return words | {"over": over}


def initial_of(melding: Voortgangsmelding) -> dict[str, Any]:
    """What a better version of this melding begins with."""
    return {
        "peildatum": melding.peildatum,
        "gedaan": melding.gedaan,
        "belemmering": melding.belemmering,
        "aantal": melding.aantal,
        "eenheid": melding.eenheid,
        "mijlpaal": melding.mijlpaal_id,
        "bereikt_op": melding.bereikt_op,
        "wanneer": melding.verwacht_getypt,
    }


class AanvaardForm(LeerTekstForm):
    teksten = ("antwoord", "reden")

    antwoord = forms.CharField(
        label="Antwoord aan de partner",
        max_length=MAX_ANTWOORD,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    reden = forms.CharField(
        label="Waarom schuift de mijlpaal",
        help_text="Dit komt bij de mijlpaal te staan, achter wie het meldde. Iedereen die de inspanning ziet, leest het.",
        max_length=300,
        required=False,
    )

    def __init__(self, *args, melding: Voortgangsmelding, **kwargs):
        super().__init__(*args, **kwargs)
        if melding.verwacht_van is None:
            del self.fields["reden"]
            self.teksten = ("antwoord",)


class TeruggeefForm(LeerTekstForm):
    teksten = ("antwoord",)

    antwoord = forms.CharField(
        label="Wat moet anders",
        help_text="De partner leest dit, en kan een betere melding doen.",
        max_length=MAX_ANTWOORD,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
