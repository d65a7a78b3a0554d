from dataclasses import asdict

from django import forms

from casuistiek import queries
from casuistiek.models import Casus
from casuistiek.queries.knelpunten import namen_per_casus
from reisverslag.blokken.soort import BlokForm, Bloksoort


class VerhaalForm(BlokForm):
    casus = forms.ChoiceField(
        label="Verhaal",
        widget=forms.RadioSelect,
        help_text="De verhalen die in deze periode zijn vrijgegeven door wie voor de casus verantwoordelijk is.",
        error_messages={
            "required": "Kies een verhaal.",
            "invalid_choice": "Dit verhaal is niet meer vrijgegeven. Kies een ander verhaal.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lezing = self.lezing
        verhalen = queries.released_verhalen(lezing.user, lezing.periode_van, lezing.periode_tot)
        self.fields["casus"].choices = [
            (str(verhaal.casus_id), f"{verhaal.titel} ({verhaal.wijk}, {verhaal.maand})")
            for verhaal in verhalen
        ]
        if not verhalen:
            self.fields[
                "casus"
            ].help_text = "Er zijn in deze periode geen verhalen vrijgegeven. Wie voor een casus verantwoordelijk is, kan dat doen."

    @property
    def inhoud(self):
        return {"casus": int(self.cleaned_data["casus"])}


class VerhaalBlok(Bloksoort):
    """A casus as an anonymous story, released by its casusverantwoordelijke."""

    soort = "verhaal"
    label = "Verhaal"
    uitleg = "Wat er voor een inwoner veranderde: een vrijgegeven verhaal, zonder namen."
    form_class = VerhaalForm
    van_de_periode = True

    def noemt(self, inhoud):
        return {Casus._meta.label_lower: {inhoud["casus"]}}

    def gather(self, inhouden, lezing):
        found = queries.verhalen(lezing.user, {inhoud["casus"] for inhoud in inhouden})
        knelpunten = namen_per_casus(found)
        return [
            self._facts(found.get(inhoud["casus"]), knelpunten.get(inhoud["casus"], []))
            for inhoud in inhouden
        ]

    def _facts(self, verhaal, knelpunten):
        if verhaal is None:
            return {
                "ontbreekt": "Dit verhaal is niet meer vrijgegeven. Kies een ander verhaal of haal dit blok weg."
            }
        told = {
            name: value
            for name, value in asdict(verhaal).items()
            if name not in ("casus_id", "vrijgegeven_op")
        }
        return told | {"knelpunten": knelpunten}
