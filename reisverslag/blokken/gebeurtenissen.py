from datetime import date

from django import forms

from brunssum.core import bouwstenen
from brunssum.core.templatetags.kanarie import datum
from reisverslag.blokken.soort import BlokForm, Bloksoort


class GebeurtenissenForm(BlokForm):
    gebeurtenissen = forms.MultipleChoiceField(
        label="Wat er gebeurde",
        widget=forms.CheckboxSelectMultiple,
        help_text="Alles wat in deze periode gebeurde, het nieuwste bovenaan. Elk punt wordt een regel met een datum.",
        error_messages={
            "required": "Kies minstens één gebeurtenis.",
            "invalid_choice": "Een van deze gebeurtenissen valt niet meer in deze periode, of is er niet meer. Kies opnieuw.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [steen for stenen in bouwstenen.offered(self.lezing.vraag).values() for steen in stenen]
        self.fields["gebeurtenissen"].choices = [
            (steen.sleutel, f"{datum(steen.dag)}: {steen.titel}")
            for steen in sorted(offered, key=lambda steen: (steen.dag, steen.sleutel), reverse=True)
        ]

    @property
    def inhoud(self):
        return {"gebeurtenissen": list(self.cleaned_data["gebeurtenissen"])}


class GebeurtenissenBlok(Bloksoort):
    """What happened, a line for each: of any bouwsteen, whatever app it comes from."""

    soort = "gebeurtenissen"
    label = "Wat er gebeurde"
    uitleg = "Een lijst van gebeurtenissen uit de periode, met de dag erbij."
    form_class = GebeurtenissenForm
    lijst = "gebeurtenissen"

    def noemt(self, inhoud):
        named: dict[str, set[int]] = {}
        for sleutel in inhoud["gebeurtenissen"]:
            soort, _, pk = sleutel.partition(":")
            if pk.isdecimal():
                named.setdefault(soort, set()).add(int(pk))
        return named

    def gather(self, inhouden, lezing):
        wanted = {bouwstenen.soort_of(one) for inhoud in inhouden for one in inhoud["gebeurtenissen"]}
        if not wanted:
            return [{"gebeurtenissen": []} for _ in inhouden]
        offered = bouwstenen.offered(lezing.vraag, wanted).values()
        found = {steen.sleutel: steen for stenen in offered for steen in stenen}
        return [self._facts(inhoud["gebeurtenissen"], found) for inhoud in inhouden]

    def _facts(self, wanted, found):
        if not set(wanted) <= set(found):
            return {
                "ontbreekt": "Een van de gekozen gebeurtenissen valt niet meer in deze periode, of is er niet meer. Kies opnieuw."
            }
        stenen = sorted((found[sleutel] for sleutel in wanted), key=lambda steen: (steen.dag, steen.sleutel))
        return {
            "gebeurtenissen": [
                {"dag": steen.dag.isoformat(), "titel": steen.titel, "zin": steen.zin} for steen in stenen
            ]
        }

    def present(self, feiten):
        return {
            "gebeurtenissen": [
                one | {"dag": date.fromisoformat(one["dag"])} for one in feiten["gebeurtenissen"]
            ]
        }
