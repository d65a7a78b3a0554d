from dataclasses import asdict
from datetime import date

from django import forms

from brunssum.core.templatetags.kanarie import datum
from inspanningen.models import Oordeelronde
from inspanningen.models.oordeel import Antwoord
from inspanningen.queries.oordelen import MINSTENS, rondetellingen
from reisverslag.blokken.soort import BlokForm, Bloksoort

BREEDTE = 360
"""How wide a bar of the drawing is when all inspanningen gave the same antwoord."""


class OordelenForm(BlokForm):
    ronde = forms.ChoiceField(
        label="Ronde",
        widget=forms.RadioSelect,
        help_text=f"In het verslag komt per criterium hoeveel inspanningen wat antwoordden, nooit welke. Alleen van rondes met minstens {MINSTENS} oordelen.",
        error_messages={
            "required": "Kies een ronde.",
            "invalid_choice": "Van deze ronde valt niets te vertellen. Kies een andere.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rondes = list(
            Oordeelronde.objects.visible_to(self.lezing.user).exclude(gesloten_op=None).newest_first()
        )
        told = rondetellingen([ronde.pk for ronde in rondes])
        self.fields["ronde"].choices = [
            (str(ronde.pk), f"{ronde.naam}, gesloten op {datum(ronde.gesloten_op)}")
            for ronde in rondes
            if ronde.pk in told
        ]

    @property
    def inhoud(self):
        return {"ronde": int(self.cleaned_data["ronde"])}


class OordelenBlok(Bloksoort):
    """How the programme judged itself, in counts. What one inspanning said is for colleagues, whatever the publiek."""

    soort = "oordelen"
    label = "Oordelen"
    uitleg = "Hoe de inspanningen er volgens zichzelf voor staan: aantallen over het hele programma."
    form_class = OordelenForm
    leeswijzer = (
        "Hoe u de oordelen leest",
        "Twee keer per jaar beoordeelt elke lopende inspanning zichzelf op vijf punten: goed, let op, of hulp nodig. "
        "Hier staan alleen de aantallen. ‘Hulp nodig’ is geen slecht cijfer: het is een vraag die op tijd is gesteld.",
    )

    def gather(self, inhouden, lezing):
        found = rondetellingen({inhoud["ronde"] for inhoud in inhouden}) if inhouden else {}
        return [self._facts(found.get(inhoud["ronde"])) for inhoud in inhouden]

    def _facts(self, telling):
        if telling is None:
            return {"ontbreekt": "Van deze ronde valt niets meer te vertellen. Kies een andere ronde."}
        return asdict(telling)

    def present(self, feiten):
        dag = feiten["gesloten_op"]
        rijen = []
        for naam, aantallen in feiten["criteria"]:
            delen, x = [], 0.0
            for antwoord in Antwoord:
                aantal = aantallen[antwoord.value]
                breed = round(BREEDTE * aantal / feiten["gegeven"], 1)
                delen.append(
                    {"soort": antwoord.value, "aantal": aantal, "x": round(x, 1), "breed": breed, "midden": round(x + breed / 2, 1)}
                )  # fmt: skip
                x += breed
            rijen.append({"naam": naam, "delen": delen})
        return feiten | {
            "gesloten_op": date.fromisoformat(dag) if isinstance(dag, str) else dag,
            "antwoorden": [antwoord.label for antwoord in Antwoord],
            "rijen": rijen,
        }
