"""allauth's forms of the second factor, in our words."""

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms


def _code(label: str, help_text: str) -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
    return forms.CharField(
        label=label, help_text=help_text, max_length=20, widget=forms.TextInput(attrs=attrs)
    )


class ActivateTOTPForm(totp.ActivateTOTPForm):
    code = _code("Code uit de app", "Zes cijfers. Elke halve minuut komt er een nieuwe.")


class AuthenticateForm(base.AuthenticateForm):
    code = _code("Code", "Zes cijfers uit de app, of een van uw herstelcodes.")


class ReauthenticateForm(base.ReauthenticateForm):
    code = _code("Code", "Zes cijfers uit de app, of een van uw herstelcodes.")


class AddWebAuthnForm(webauthn.AddWebAuthnForm):
    name = forms.CharField(
        label="Naam van de sleutel",
        help_text="Zodat u hem later herkent, zoals “Telefoon” of “Sleutelbos”.",
        required=False,
        max_length=50,
    )
