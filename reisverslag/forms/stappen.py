from django import forms


class OverdragenForm(forms.Form):
    toelichting = forms.CharField(
        label="Wat u wilt meegeven",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld wanneer het klaar moet zijn, of waar u over twijfelt.",
    )


class TeruggevenForm(forms.Form):
    toelichting = forms.CharField(
        label="Wat er nog anders moet",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf op waarom het reisverslag een stap terug gaat."},
    )


class PublicerenForm(forms.Form):
    """Nothing to fill in: only to be sure."""


class IntrekkenForm(forms.Form):
    toelichting = forms.CharField(
        label="Waarom het niet meer openbaar is",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Voor uw collega’s en het archief. Op de openbare pagina staat dit niet.",
        error_messages={"required": "Schrijf op waarom het niet meer openbaar is."},
    )
