"""The form around free text: it warns when the text seems to tell who someone is."""

from django import forms

from brunssum.core import vrije_tekst


class VrijeTekstForm(forms.Form):
    """A form that warns once when a text seems to tell who someone is: at least a BSN, a phone number, an e-mail address.

    It is then not valid, without being wrong: `waarschuwingen` holds what was found. Sent again, it is.
    """

    teksten: tuple[str, ...] = ()

    gezien = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.waarschuwingen: list[str] = []

    def is_valid(self):
        return super().is_valid() and not self.waarschuwingen

    def look_through(self, tekst: str) -> list[vrije_tekst.Vondst]:
        return vrije_tekst.find(tekst)

    def clean(self):
        cleaned = super().clean()
        seen = set(cleaned.pop("gezien", "").split())
        found = [
            (name, vondst) for name in self.teksten for vondst in self.look_through(cleaned.get(name) or "")
        ]
        if any(self._mark(*one) not in seen for one in found):
            self.waarschuwingen = [
                f"In “{self.fields[name].label}” lijkt {vondst} te staan." for name, vondst in found
            ]
            self.data = self.data.copy()
            self.data[self.add_prefix("gezien")] = " ".join(self._mark(*one) for one in found)
        return cleaned

    @staticmethod
    def _mark(name: str, vondst: vrije_tekst.Vondst) -> str:
        return f"{name}:{vondst.name}"
