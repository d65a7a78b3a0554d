from django import forms

from brunssum.core.forms import DatumField


class ArchiefForm(forms.Form):
    van = DatumField(label="Vastgesteld vanaf", error_messages={"required": "Vul de eerste dag in."})
    tot = DatumField(label="Tot en met", error_messages={"required": "Vul de laatste dag in."})

    def clean(self):
        cleaned = super().clean()
        van, tot = cleaned.get("van"), cleaned.get("tot")
        if van and tot and tot < van:
            self.add_error("tot", "De periode eindigt voordat zij begint. Controleer de twee datums.")
        return cleaned
