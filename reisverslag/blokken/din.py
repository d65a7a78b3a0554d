from dataclasses import asdict

from django import forms

from inspanningen.models import Doelstelling
from inspanningen.presenters.doelen import sterkte_label
from inspanningen.presenters.netwerk import draw
from inspanningen.queries.netwerk import Netwerk, Netwerkfilter, netwerk
from reisverslag.blokken.soort import BlokForm, Bloksoort, Regel

ALLES = "alles"


class DinForm(BlokForm):
    doelstelling = forms.ChoiceField(
        label="Wat er getekend wordt",
        widget=forms.RadioSelect,
        help_text="Van één doelstelling staan er alleen de inspanningen bij die daaraan bijdragen.",
        error_messages={
            "required": "Kies een doelstelling, of het hele netwerk.",
            "invalid_choice": "Deze doelstelling is er niet meer. Kies opnieuw.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Doelstelling.objects.visible_to(self.lezing.user).geldend()
        self.fields["doelstelling"].choices = [
            (ALLES, "Het hele netwerk"),
            *(
                (str(one.pk), str(one))
                for one in sorted(rows, key=lambda one: (*one.volgorde, (0, str(one.pk))))
            ),
        ]

    @property
    def inhoud(self):
        chosen = self.cleaned_data["doelstelling"]
        return {"doelstelling": chosen if chosen == ALLES else int(chosen)}


class DinBlok(Bloksoort):
    """The doelen-inspanningennetwerk: what we want, and what we do for it."""

    soort = "din"
    label = "Doelen en inspanningen"
    uitleg = "Wat we willen en wat we ervoor doen: het doelen-inspanningennetwerk als tekening en tabel."
    form_class = DinForm
    leeswijzer = (
        "Hoe u het doelen-inspanningennetwerk leest",
        "Links staat wat wij willen, rechts wat wij ervoor doen. Een lijn zegt dat een inspanning aan een doelstelling "
        "bijdraagt: hoe dikker, hoe meer. Een gestippelde lijn is een aanname: niemand schreef nog op wat ervan komt. "
        "Een kruis zegt dat wat wij zagen de aanname tegenspreekt. Ook dat is iets om van te leren.",
    )

    def noemt(self, inhoud):
        chosen = inhoud["doelstelling"]
        return {} if chosen == ALLES else {Doelstelling._meta.label_lower: {chosen}}

    def gather(self, inhouden, lezing):
        if not inhouden:
            return []
        whole = netwerk(lezing.user)
        known = {doel.pk for doel in whole.doelen}
        return [self._facts(inhoud["doelstelling"], whole, known) for inhoud in inhouden]

    def _facts(self, chosen, whole, known):
        if chosen != ALLES and chosen not in known:
            return {"ontbreekt": "Deze doelstelling is er niet meer. Kies opnieuw."}
        part = whole if chosen == ALLES else Netwerkfilter(doelstelling=chosen).apply(whole)
        if not part.doelen:
            return {"ontbreekt": "Er zijn nog geen doelstellingen om te tekenen."}
        told = asdict(part)
        # Only what is drawn: the others stand nowhere in this verslag.
        drawn = {lijn.inspanning.pk for lijn in part.lijnen}
        told["inspanningen"] = [one for one in told["inspanningen"] if one["pk"] in drawn]
        told["mager"] = sorted(part.mager & {doel.pk for doel in part.doelen})
        return {"netwerk": told}

    def present(self, feiten):
        told = Netwerk.from_dict(feiten["netwerk"])
        return {
            "tekening": draw(told, "breed", Netwerkfilter(doelstelling=told.doelen[0].pk)),
            "smal": draw(told, "smal", Netwerkfilter(doelstelling=told.doelen[0].pk)),
            "doelen": [
                {
                    "doel": doel,
                    "lijnen": [
                        {"lijn": lijn, "sterkte": sterkte_label(lijn.sterkte)}
                        for lijn in told.lijnen_van(doel)
                    ],
                }
                for doel in told.doelen
            ],
        }

    def regels(self, feiten):
        return [
            Regel(
                "Wat we zagen van bijdragen",
                f"{lijn.inspanning.pk}:{lijn.doel.pk}",
                f"{lijn.inspanning}, voor {lijn.doel}",
                lijn.onderbouwing.label.lower(),
            )
            for lijn in Netwerk.from_dict(feiten["netwerk"]).lijnen
        ]
