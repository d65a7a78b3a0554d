"""What people choose about their meldingen."""

from django import forms

from brunssum.core.models import Gebruiker


class MeldingenPerMailForm(forms.Form):
    """How often they come by mail."""

    hoe_vaak = forms.ChoiceField(
        label="Hoe vaak wilt u een mail over uw meldingen",
        choices=Gebruiker.MeldingenPerMail.choices,
        widget=forms.RadioSelect,
        help_text="In de mail staat hoeveel meldingen er zijn en van welke soort. Nooit om wie of wat het gaat.",
    )
