"""What a partner fills in about its webhooks, and how one looks through what was sent."""

from django import forms

from brunssum.core.gebeurtenissoorten import Gebeurtenissoort
from brunssum.core.models import Bericht
from brunssum.core.webhooks.adres import MAX_LENGTH


class SoortenForm(forms.Form):
    """What a webhook wants to hear."""

    soorten = forms.MultipleChoiceField(
        label="Wat wilt u horen?",
        choices=Gebeurtenissoort.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="In een bericht staat nooit om wie het gaat: alleen wat er gebeurde en waar uw systeem het leest.",
    )


class AddWebhookForm(SoortenForm):
    url = forms.CharField(
        label="Adres van uw systeem",
        max_length=MAX_LENGTH,
        help_text="Bijvoorbeeld https://klantsysteem.example.org/kanarie. Het moet vanaf het internet te bereiken zijn.",
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ["url", "soorten"]


class BerichtFilterForm(forms.Form):
    """Find a bericht in the log."""

    stand = forms.ChoiceField(
        label="Hoe het ging", required=False, choices=[("", "Alle"), *Bericht.Stand.choices]
    )
    soort = forms.ChoiceField(
        label="Wat er gebeurde", required=False, choices=[("", "Alles"), *Gebeurtenissoort.choices]
    )
