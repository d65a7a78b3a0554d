"""Browser input of a round made into values: opening one, and the one screen on which an inspanning is judged."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from brunssum.core.forms import DatumField
from brunssum.core.models import Gebruiker
from brunssum.core.queries.actiepunten import kan_actiepunt_krijgen
from brunssum.core.rollen import ZICHT, Zicht
from inspanningen.criteria import CRITERIA
from inspanningen.forms.leerpunten import LeerTekstForm
from inspanningen.models import Oordeel, Oordeelronde

RONDE_TIJD = timedelta(weeks=4)
"""As long as people are proposed to have."""

NAMEN = (
    *(name for criterium in CRITERIA for name in (criterium.key, criterium.zin)),
    "samenvatting",
    "hulp_gevraagd",
    "hulp_van",
)
"""What of an Oordeel stands in the form, without the reason of a correction."""


def ronde_naam(dag: date) -> str:
    """What a round that begins on this day is called: voorjaar 2026."""
    return f"{'voorjaar' if dag.month <= 6 else 'najaar'} {dag.year}"


class RondeForm(forms.Form):
    naam = forms.CharField(
        label="Naam",
        help_text=Oordeelronde._meta.get_field("naam").help_text,
        max_length=60,
        initial=lambda: ronde_naam(timezone.localdate()),
    )
    uiterlijk = DatumField(
        label="Antwoord uiterlijk op",
        help_text="Wie nog niet heeft geantwoord, wordt een week van tevoren herinnerd.",
        initial=lambda: timezone.localdate() + RONDE_TIJD,
    )

    def clean_uiterlijk(self):
        dag = self.cleaned_data["uiterlijk"]
        if dag <= timezone.localdate():
            raise ValidationError("Geef mensen ten minste een dag: kies een dag na vandaag.")
        if dag > timezone.localdate() + timedelta(days=120):
            raise ValidationError("Een ronde duurt hoogstens vier maanden. Kies een eerdere dag.")
        return dag


def _zin(naam: str, **kwargs: Any) -> forms.CharField:
    field = Oordeel._meta.get_field(naam)
    words = {
        "label": field.verbose_name[:1].upper() + field.verbose_name[1:],
        "help_text": field.help_text,
        "max_length": field.max_length,
        "required": not field.blank,
        "widget": forms.Textarea(attrs={"rows": 2, "class": "input--sentence"}),
    }
    return forms.CharField(**words | kwargs)


class OordeelForm(LeerTekstForm):
    """Five criteria, a sentence, and help. `vorig` is what was answered last time; `eerder` what this replaces."""

    teksten = (*(criterium.zin for criterium in CRITERIA), "samenvatting", "hulp_gevraagd", "reden")

    samenvatting = _zin("samenvatting")
    hulp_gevraagd = _zin("hulp_gevraagd")
    hulp_van = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label="Van wie",
        help_text="Deze persoon krijgt het actiepunt. U bevestigt later dat de hulp er is.",
        required=False,
        empty_label="Een programmamanager",
    )
    reden = _zin("reden", required=True)
    gelezen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62, required=False)

    def __init__(self, *args, user: Gebruiker, eerder: Oordeel | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        for criterium in CRITERIA:
            self.fields[criterium.key] = forms.ChoiceField(
                label=criterium.naam,
                help_text=criterium.vraag,
                choices=Oordeel.Antwoord.choices,
                widget=forms.RadioSelect,
            )
            self.fields[criterium.zin] = _zin(
                criterium.zin, label="In één zin", help_text="Nodig bij ‘let op’ en ‘hulp nodig’."
            )
        self.fields["hulp_van"].queryset = _can_help(user)
        if eerder is None:
            del self.fields["reden"]

    def clean_gelezen(self):
        return self.cleaned_data["gelezen"] or 0

    def clean(self):
        cleaned = super().clean()
        answers = {criterium: cleaned.get(criterium.key) for criterium in CRITERIA}
        for criterium, answer in answers.items():
            needs = answer in {Oordeel.Antwoord.LET_OP, Oordeel.Antwoord.HULP_NODIG}
            if needs and not cleaned.get(criterium.zin) and criterium.zin not in self.errors:
                self.add_error(criterium.zin, "Schrijf in één zin wat er aan de hand is.")
        asks = Oordeel.Antwoord.HULP_NODIG in answers.values()
        if asks and not cleaned.get("hulp_gevraagd") and "hulp_gevraagd" not in self.errors:
            self.add_error("hulp_gevraagd", "U koos ‘hulp nodig’. Schrijf welke hulp u vraagt.")
        if not asks and cleaned.get("hulp_gevraagd"):
            self.add_error("hulp_gevraagd", "Vraagt u hulp? Kies dan ergens hierboven ‘hulp nodig’.")
        if not asks:
            cleaned["hulp_van"] = None
        return cleaned


def oordeel_initial(eerder: Oordeel | None, vorig: Oordeel | None, *, zelfde: bool) -> dict[str, Any]:
    """How the form begins: as it was answered this round, or with the answers of last time but not its words."""
    if eerder:
        initial = {naam: getattr(eerder, naam) for naam in NAMEN}
    elif zelfde and vorig:
        initial = {criterium.key: getattr(vorig, criterium.key) for criterium in CRITERIA}
    else:
        initial = {}
    return initial | {"gelezen": eerder.pk if eerder else 0}


def _can_help(user: Gebruiker):
    """Who reads oordelen, and may be asked to do something."""
    rollen = [rol for rol, zicht in ZICHT.items() if zicht >= Zicht.INTERN]
    return kan_actiepunt_krijgen().filter(roltoekenningen__rol__in=rollen).exclude(pk=user.pk)
