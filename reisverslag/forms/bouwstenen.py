"""What an author asked to see of the bouwstenen, and what they picked."""

from django import forms

from brunssum.core import bouwstenen
from reisverslag.aanbod import Aanbodfilter
from reisverslag.models import Reisverslag

PER_SOORT = "per-soort"
MAX_DIGITS = 18  # longer is no id in any database


def read_filter(query) -> Aanbodfilter:
    """What makes no sense is not asked."""
    known = {bron.soort for bron in bouwstenen.all_bronnen()}
    soort = query.get("soort", "")
    return Aanbodfilter(
        soort=soort if soort in known else "",
        gebied=_id(query.get("gebied", "")),
        inspanning=_id(query.get("inspanning", "")),
        alleen_nieuw=query.get("nieuw") == "1",
    )


def _id(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS else 0


class PlaatsForm(forms.Form):
    """Where what was picked goes."""

    hoofdstuk = forms.ChoiceField(
        label="Waar komt het",
        error_messages={
            "required": "Kies een hoofdstuk.",
            "invalid_choice": "Dit hoofdstuk is er niet meer. Kies een ander.",
        },
    )

    def __init__(self, *args, reisverslag: Reisverslag, **kwargs):
        super().__init__(*args, **kwargs)
        rows = reisverslag.hoofdstukken.present().in_order().values_list("pk", "titel")
        self.fields["hoofdstuk"].choices = [
            (PER_SOORT, "Een nieuw hoofdstuk per soort"),
            *((str(pk), titel) for pk, titel in rows),
        ]

    def clean_hoofdstuk(self) -> int | None:
        chosen = self.cleaned_data["hoofdstuk"]
        return None if chosen == PER_SOORT else int(chosen)
