from django import forms

from inspanningen import queries
from inspanningen.models import Inspanning
from reisverslag.blokken.soort import BlokForm, Bloksoort, Regel


class InspanningenForm(BlokForm):
    inspanningen = forms.MultipleChoiceField(
        label="Inspanningen",
        widget=forms.CheckboxSelectMultiple,
        help_text="Van elke inspanning komen de fase, het resultaat en de planning in het verslag.",
        error_messages={
            "required": "Kies minstens één inspanning.",
            "invalid_choice": "Een van deze inspanningen bestaat niet meer. Kies opnieuw.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Inspanning.objects.visible_to(self.lezing.user).in_order()
        self.fields["inspanningen"].choices = [
            (str(pk), f"{nummer} {naam}") for pk, nummer, naam in rows.values_list("pk", "nummer", "naam")
        ]

    @property
    def inhoud(self):
        return {"inspanningen": [int(pk) for pk in self.cleaned_data["inspanningen"]]}


class InspanningenBlok(Bloksoort):
    """What we do: per inspanning the fase, the result and the planning, as far as the publiek may read them."""

    soort = "inspanningen"
    label = "Inspanningen"
    uitleg = "Wat we doen: fase, resultaat en planning van de inspanningen die u kiest."
    form_class = InspanningenForm
    van_de_periode = False
    lijst = "inspanningen"

    def noemt(self, inhoud):
        return {Inspanning._meta.label_lower: set(inhoud["inspanningen"])}

    def gather(self, inhouden, lezing):
        wanted = {pk for inhoud in inhouden for pk in inhoud["inspanningen"]}
        kaarten = {kaart.pk: kaart for kaart in queries.kaarten(wanted, lezing.zicht)}
        return [self._facts(inhoud["inspanningen"], kaarten) for inhoud in inhouden]

    def _facts(self, wanted, kaarten):
        if not set(wanted) <= set(kaarten):
            return {"ontbreekt": "Een van de gekozen inspanningen bestaat niet meer. Kies opnieuw."}
        return {
            "inspanningen": [
                {
                    "nummer": kaart.nummer,
                    "naam": kaart.naam,
                    "fase": kaart.fase_label,
                    "onderdeel_van": kaart.ouder.naam if kaart.ouder else "",
                    "gebieden": [gebied.naam for gebied in kaart.gebieden],
                    "resultaat": kaart.tekst("resultaat"),
                    "planning": kaart.tekst("planning"),
                }
                for pk, kaart in kaarten.items()
                if pk in wanted
            ]
        }

    def regels(self, feiten):
        return [
            Regel("Inspanningen", one["nummer"], f"{one['nummer']} {one['naam']}", one["fase"])
            for one in feiten["inspanningen"]
        ]
