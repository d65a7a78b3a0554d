from django import forms

from inspanningen.models import Leerpunt
from inspanningen.queries.leerpunten import leerpunt_feiten
from reisverslag.blokken.soort import BlokForm, Bloksoort, Regel


class LeerpuntenForm(BlokForm):
    leerpunten = forms.MultipleChoiceField(
        label="Leerpunten",
        widget=forms.CheckboxSelectMultiple,
        help_text="Van elk leerpunt komt in het verslag wat we leerden, wat het antwoord was en wat er veranderde.",
        error_messages={
            "required": "Kies minstens één leerpunt.",
            "invalid_choice": "Een van deze leerpunten bestaat niet meer. Kies opnieuw.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Leerpunt.objects.visible_to(self.lezing.user).order_by("-staat_sinds", "-pk")
        self.fields["leerpunten"].choices = [
            (str(one.pk), f"{one.titel} ({one.get_staat_display().lower()})") for one in rows
        ]

    @property
    def inhoud(self):
        return {"leerpunten": [int(pk) for pk in self.cleaned_data["leerpunten"]]}


class LeerpuntenBlok(Bloksoort):
    """What we learned, the answer that came, and what changed."""

    soort = "leerpunten"
    label = "Leerpunten"
    uitleg = "Wat we leerden, wie erop antwoordde en wat er veranderde."
    form_class = LeerpuntenForm
    lijst = "leerpunten"

    def noemt(self, inhoud):
        return {Leerpunt._meta.label_lower: set(inhoud["leerpunten"])}

    def gather(self, inhouden, lezing):
        found = leerpunt_feiten({pk for inhoud in inhouden for pk in inhoud["leerpunten"]})
        return [self._facts(inhoud["leerpunten"], found) for inhoud in inhouden]

    def _facts(self, wanted, found):
        if not set(wanted) <= set(found):
            return {"ontbreekt": "Een van de gekozen leerpunten bestaat niet meer. Kies opnieuw."}
        return {"leerpunten": [found[pk] for pk in wanted]}

    def regels(self, feiten):
        return [Regel("Leerpunten", one["titel"], one["titel"], one["staat"]) for one in feiten["leerpunten"]]
