from django import forms


class GelezenForm(forms.Form):
    """`gelezen` is the version that its writer began from; the service refuses to overwrite a newer one."""

    gelezen = forms.IntegerField(
        required=False, min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput
    )
