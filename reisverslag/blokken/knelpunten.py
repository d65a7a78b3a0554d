from django import forms

from casuistiek.models import Knelpunt
from casuistiek.queries import knelpunten as knelpunt_queries
from reisverslag.blokken.soort import BlokForm, Bloksoort, Regel


class KnelpuntenForm(BlokForm):
    knelpunten = forms.MultipleChoiceField(
        label="Knelpunten",
        widget=forms.CheckboxSelectMultiple,
        help_text="Van elk knelpunt komt in het verslag wat er botst, wat helpt, en wat we ervan leren. Aantallen alleen in groepen van vijf.",
        error_messages={
            "required": "Kies minstens één knelpunt.",
            "invalid_choice": "Een van deze knelpunten bestaat niet meer. Kies opnieuw.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Knelpunt.objects.visible_to(self.lezing.user).current().order_by("naam", "pk")
        self.fields["knelpunten"].choices = [(str(pk), naam) for pk, naam in rows.values_list("pk", "naam")]

    @property
    def inhoud(self):
        return {"knelpunten": [int(pk) for pk in self.cleaned_data["knelpunten"]]}


class KnelpuntenBlok(Bloksoort):
    """Where the system jams, and what we learn from it; how often only by the small-cell rule."""

    soort = "knelpunten"
    label = "Knelpunten"
    uitleg = "Waar regels en instanties langs elkaar heen werken, en wat we daarvan leren."
    form_class = KnelpuntenForm
    van_de_periode = False
    lijst = "knelpunten"

    def noemt(self, inhoud):
        return {Knelpunt._meta.label_lower: set(inhoud["knelpunten"])}

    def gather(self, inhouden, lezing):
        found = knelpunt_queries.feiten({pk for inhoud in inhouden for pk in inhoud["knelpunten"]})
        return [self._facts(inhoud["knelpunten"], found) for inhoud in inhouden]

    def _facts(self, wanted, found):
        if not set(wanted) <= set(found):
            return {"ontbreekt": "Een van de gekozen knelpunten bestaat niet meer. Kies opnieuw."}
        named = {found[pk]["naam"]: found[pk] for pk in wanted}  # two that were merged since are one
        return {"knelpunten": list(named.values())}

    def regels(self, feiten):
        return [
            Regel(
                "Knelpunten",
                one["naam"],
                one["naam"],
                f"{one['aantal']} casussen of meer" if one["aantal"] else "minder dan vijf casussen",
            )
            for one in feiten["knelpunten"]
        ]
