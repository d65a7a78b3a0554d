"""Browser input about risico's made into values."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from brunssum.core.forms import DatumField, VrijeTekstForm
from inspanningen.forms.gelezen import GelezenForm
from inspanningen.models import Inspanning, Risico
from inspanningen.models.risico import IMPACT, KANS, MAX_MAATREGEL
from inspanningen.queries.risico import kan_op_risico_letten


def _stap(label: str, namen: Mapping[int, str], *, required: bool = True) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        required=required,
        coerce=int,
        empty_value=None,
        choices=[("", "Kies" if required else "Nog niet ingeschat"), *((stap, f"{stap} – {naam}") for stap, naam in namen.items())],
    )  # fmt: skip


class RisicoForm(GelezenForm, VrijeTekstForm):
    teksten = ("omschrijving", "maatregel", "toelichting")

    omschrijving = forms.CharField(
        label="Wat kan er misgaan",
        max_length=200,
        help_text=Risico._meta.get_field("omschrijving").help_text,
    )
    kans = _stap("Kans, als we niets doen", KANS)
    impact = _stap("Impact, als we niets doen", IMPACT)
    maatregel = forms.CharField(
        label="Wat doen we ertegen",
        required=False,
        max_length=MAX_MAATREGEL,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wie het doet en wanneer, legt u daarna vast met een actiepunt.",
    )
    kans_na = _stap("Kans, met deze maatregel", KANS, required=False)
    impact_na = _stap("Impact, met deze maatregel", IMPACT, required=False)
    eigenaar = forms.ModelChoiceField(
        kan_op_risico_letten(), label="Wie let hierop", required=False, empty_label="Nog niemand"
    )
    toelichting = forms.CharField(
        label="Waarom is het nu anders",
        required=False,
        max_length=300,
        help_text="Eén zin. Die staat straks bij het verloop.",
    )

    def __init__(self, *args, is_new: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["toelichting"], self.fields["gelezen"]

    def clean(self):
        cleaned = super().clean()
        if (cleaned.get("kans_na") is None) != (cleaned.get("impact_na") is None):
            leeg = "kans_na" if cleaned.get("kans_na") is None else "impact_na"
            if leeg not in self.errors:
                self.add_error(leeg, "Kies ze allebei, of geen van beide.")
        if cleaned.get("kans_na") and not cleaned.get("maatregel") and "maatregel" not in self.errors:
            self.add_error(
                "maatregel", "Schrijf op wat de maatregel is waardoor kans of impact kleiner wordt."
            )
        for voor, na, wat in (("kans", "kans_na", "kans"), ("impact", "impact_na", "impact")):
            if cleaned.get(voor) and cleaned.get(na) and cleaned[na] > cleaned[voor]:
                self.add_error(na, f"Met een maatregel wordt de {wat} niet groter dan zonder.")
        return cleaned


class NogEensForm(GelezenForm, VrijeTekstForm):
    """It is still so."""

    teksten = ("toelichting",)

    toelichting = forms.CharField(
        label="Opmerking", required=False, max_length=300, help_text="Bijvoorbeeld wat u heeft nagevraagd."
    )


class SluitForm(VrijeTekstForm):
    teksten = ("reden",)

    reden = forms.CharField(
        label="Waarom sluit u dit risico",
        max_length=300,
        help_text="Kan het niet meer gebeuren, of is het gebeurd? Wat leerden we ervan?",
    )
    op = DatumField(label="Op welke dag", initial=timezone.localdate)

    def clean_op(self):
        op = self.cleaned_data["op"]
        if op > timezone.localdate():
            raise ValidationError("Deze datum ligt in de toekomst. Kies vandaag of een dag daarvoor.")
        return op


TOON = {
    "open": "Open",
    "niet-bekeken": "Half jaar niet bekeken",
    "zonder-maatregel": "Zonder maatregel",
    "zonder-eigenaar": "Zonder eigenaar",
    "gesloten": "Gesloten",
    "alles": "Open en gesloten",
}


STAND = {"nu": "nu", "zonder": "zonder maatregel"}


def _plek(namen: Mapping[int, str]) -> forms.TypedChoiceField:
    """A step of a scale, as a cell of the matrix asks for it."""
    choices = [("", ""), *((stap, stap) for stap in namen)]
    return forms.TypedChoiceField(required=False, coerce=int, choices=choices, widget=forms.HiddenInput)


class RisicofilterForm(forms.Form):
    """What the list is narrowed down to; whatever makes no sense is left out."""

    toon = forms.ChoiceField(label="Welke", required=False, choices=TOON.items())
    inspanning = forms.ModelChoiceField(
        Inspanning.objects.none(), required=False, empty_label="Alle inspanningen"
    )
    eigenaar = forms.ModelChoiceField(
        kan_op_risico_letten(), label="Wie let erop", required=False, empty_label="Iedereen"
    )
    stand = forms.ChoiceField(required=False, choices=STAND.items(), widget=forms.HiddenInput)
    kans = _plek(KANS)
    impact = _plek(IMPACT)

    def __init__(self, *args, inspanningen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["inspanning"].queryset = inspanningen

    def apply(self, risicos, vandaag):
        """The risico's that were asked for. Open ones unless something else was asked."""
        self.is_valid()
        asked = self.cleaned_data
        match asked.get("toon"):
            case "gesloten":
                risicos = risicos.closed()
            case "alles":
                pass
            case "niet-bekeken":
                risicos = risicos.not_looked_at(vandaag)
            case "zonder-maatregel":
                risicos = risicos.open().without_maatregel()
            case "zonder-eigenaar":
                risicos = risicos.open().without_eigenaar()
            case _:
                risicos = risicos.open()
        for name in ("inspanning", "eigenaar"):
            if asked.get(name):
                risicos = risicos.filter(**{name: asked[name]})
        if self.plek:
            columns = ("kans", "impact") if asked.get("stand") == "zonder" else ("kans_nu", "impact_nu")
            risicos = risicos.with_score().filter(**dict(zip(columns, self.plek, strict=True)))
        return risicos

    @property
    def plek(self) -> tuple[int, int] | None:
        """The cell of the matrix that was asked for."""
        kans, impact = self.cleaned_data.get("kans"), self.cleaned_data.get("impact")
        return (kans, impact) if kans and impact else None

    @property
    def plek_zin(self) -> str:
        if not self.plek:
            return ""
        stand = STAND[self.cleaned_data.get("stand") or "nu"]
        return f"Alleen wat {stand} staat op kans {self.plek[0]} en impact {self.plek[1]}."
