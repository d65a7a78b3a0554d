from datetime import date

from django import forms

from ambassadeurs.models import Reflectie
from ambassadeurs.queries import reflectie_feiten
from brunssum.core.bouwstenen import first_words
from brunssum.core.templatetags.kanarie import datum
from reisverslag.blokken.soort import BlokForm, Bloksoort, Regel


class OpvolgingForm(BlokForm):
    reflecties = forms.MultipleChoiceField(
        label="Reflecties met een antwoord",
        widget=forms.CheckboxSelectMultiple,
        help_text="Van elke reflectie komt in het verslag wat een groep of organisatie meegaf, wat wij ermee doen en hoe dat is terugverteld. Niet van wie het kwam.",
        error_messages={
            "required": "Kies minstens één reflectie.",
            "invalid_choice": "Een van deze reflecties bestaat niet meer, of heeft nog geen antwoord. Kies opnieuw.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Reflectie.objects.visible_to(self.lezing.user).exclude(beantwoord_op=None)
        self.fields["reflecties"].choices = [
            (str(one.pk), f"{one.afzender}, {datum(one.ontvangen_op)}: {one.tekst[:80]}")
            for one in rows.select_related("groep", "organisatie").order_by("-ontvangen_op", "-pk")
        ]

    @property
    def inhoud(self):
        return {"reflecties": [int(pk) for pk in self.cleaned_data["reflecties"]]}


class OpvolgingBlok(Bloksoort):
    """What ambassadeurs gave us to think about, and what we did with it."""

    soort = "opvolging"
    label = "Opvolging"
    uitleg = "Wat ambassadeurs meegaven, ons antwoord en hoe wij dat terugvertelden."
    form_class = OpvolgingForm
    lijst = "reflecties"

    def noemt(self, inhoud):
        return {Reflectie._meta.label_lower: set(inhoud["reflecties"])}

    def gather(self, inhouden, lezing):
        found = reflectie_feiten({pk for inhoud in inhouden for pk in inhoud["reflecties"]})
        return [self._facts(inhoud["reflecties"], found) for inhoud in inhouden]

    def _facts(self, wanted, found):
        if not set(wanted) <= set(found):
            return {"ontbreekt": "Een van de gekozen reflecties bestaat niet meer. Kies opnieuw."}
        return {"reflecties": [found[pk] for pk in wanted]}

    def present(self, feiten):
        # Frozen facts hold a day as JSON writes it.
        return {"reflecties": [one | {"op": _dag(one["ontvangen_op"]), "terug_op": _dag(one["teruggekoppeld_op"])} for one in feiten["reflecties"]]}  # fmt: skip

    def regels(self, feiten):
        return [
            Regel(
                "Reflecties",
                one["tekst"],
                first_words(one["tekst"], 90),
                "terugverteld" if one["teruggekoppeld_op"] else "beantwoord, nog niet terugverteld",
            )
            for one in feiten["reflecties"]
        ]


def _dag(dag):
    return date.fromisoformat(dag) if isinstance(dag, str) else dag
