from datetime import date

from django import forms

from inspanningen.models import Wijkplan
from inspanningen.queries.wijkplan import folder
from monitor.namen import korte_gebiedsnaam
from reisverslag.blokken.soort import BlokForm, Bloksoort, Regel

MINSTENS = 5
"""Fewer residents than this are not counted in a text for everyone."""


class WijkplanForm(BlokForm):
    wijkplan = forms.ChoiceField(
        label="Wijkplan",
        widget=forms.RadioSelect,
        help_text="Alleen een wijkplan dat is vastgesteld. In het verslag komt wat er speelt, wat er gebeurt en wat er bij de laatste ronde veranderde.",
        error_messages={
            "required": "Kies een wijkplan.",
            "invalid_choice": "Dit wijkplan is er niet meer. Kies opnieuw.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = _readable(self.lezing).order_by("gebied__naam", "-van_jaar", "pk")
        self.fields["wijkplan"].choices = [
            (str(one.pk), f"{korte_gebiedsnaam(one.gebied.naam)}, {one.periode}") for one in rows
        ]

    @property
    def inhoud(self):
        return {"wijkplan": int(self.cleaned_data["wijkplan"])}


class WijkplanBlok(Bloksoort):
    """What goes on in a wijk and what is done about it, in short."""

    soort = "wijkplan"
    label = "Wijkplan"
    uitleg = "Wat er in een wijk speelt, wie er wat aan doet en wat er bij de laatste ronde veranderde."
    form_class = WijkplanForm

    def noemt(self, inhoud):
        return {Wijkplan._meta.label_lower: {inhoud["wijkplan"]}}

    def gather(self, inhouden, lezing):
        wanted = {inhoud["wijkplan"] for inhoud in inhouden}
        found = {plan.pk: _facts(plan) for plan in _readable(lezing).filter(pk__in=wanted).with_ritme()}
        gone = {"ontbreekt": "Dit wijkplan is er niet meer. Kies een ander."}
        return [found.get(inhoud["wijkplan"], gone) for inhoud in inhouden]

    def present(self, feiten):
        ronde = feiten["ronde"]
        if ronde is None:
            return feiten
        dag = ronde["op"]
        return feiten | {"ronde": ronde | {"op": date.fromisoformat(dag) if isinstance(dag, str) else dag}}

    def regels(self, feiten):
        return [
            Regel(
                "Wijkplannen",
                f"{feiten['naam']}:{actie['wat']}",
                f"{actie['wat']} ({feiten['naam']})",
                groep["kop"].lower(),
            )
            for groep in feiten["groepen"]
            for actie in groep["acties"]
        ]


def _readable(lezing):
    rows = Wijkplan.objects.visible_to(lezing.user).exclude(status=Wijkplan.Status.CONCEPT)
    return rows.select_related("gebied")


def _facts(plan: Wijkplan) -> dict:
    read = folder(plan)
    ronde = read.ronde
    return {
        "naam": read.naam,
        "periode": read.periode,
        "opgave": read.opgave,
        "bewoners": list(read.bewoners[:3]),
        "groepen": [
            {
                "kop": groep.kop,
                "acties": [
                    {name: actie[name] for name in ("wat", "wie", "waar", "wanneer")}
                    for actie in groep.acties
                ],
            }
            for groep in read.groepen
        ],
        "ronde": {
            "jaar": ronde.jaar,
            "op": ronde.gesloten_op,
            "wie": ronde.wie,
            "bewoners": ronde.bewoners if (ronde.bewoners or 0) >= MINSTENS else None,
            "wat_veranderde": ronde.wat_veranderde,
        }
        if ronde
        else None,
    }
