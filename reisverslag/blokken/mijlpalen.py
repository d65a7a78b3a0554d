from dataclasses import asdict
from datetime import date
from functools import cached_property

from django import forms

from inspanningen.models import Inspanning, Mijlpaal
from inspanningen.presenters.planning import planningregels
from inspanningen.queries.mijlpalen import MijlpaalFeit, mijlpaal_feiten
from inspanningen.velden import is_visible
from reisverslag.blokken.mijlpalentekening import draw_mijlpalen
from reisverslag.blokken.soort import BlokForm, Bloksoort, Regel

_INTERN = ("projectleider_pk",)
_DAGEN = ("van", "tot", "eerste_van", "eerste_tot", "gehaald_op", "vervallen_op")


class MijlpalenForm(BlokForm):
    mijlpalen = forms.MultipleChoiceField(
        label="Mijlpalen",
        widget=forms.CheckboxSelectMultiple,
        help_text="Van elke mijlpaal komt in het verslag wanneer hij eerst was gepland, en wanneer hij is gehaald of nu staat.",
        error_messages={
            "required": "Kies minstens één mijlpaal.",
            "invalid_choice": "Een van deze mijlpalen bestaat niet meer. Kies opnieuw.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lezing = self.lezing
        chosen = self.initial.get("mijlpalen", ())
        rows = _readable(lezing)
        feiten = mijlpaal_feiten(
            (rows.between(lezing.periode_van, lezing.periode_tot) | rows.filter(pk__in=chosen)).in_order()
        )
        self.inspanningen = {str(feit.pk): feit.inspanning_pk for feit in feiten}
        self.fields["mijlpalen"].choices = [
            (str(feit.pk), f"{feit.inspanning_nummer} {feit.naam} ({feit.wanneer})") for feit in feiten
        ]

    @cached_property
    def inhoud(self):
        chosen = self.cleaned_data["mijlpalen"]
        return {
            "mijlpalen": [int(pk) for pk in chosen],
            "inspanningen": list(dict.fromkeys(self.inspanningen[pk] for pk in chosen)),
        }


class MijlpalenBlok(Bloksoort):
    """What was reached and what moved, drawn along the time, with the same facts in a table."""

    soort = "mijlpalen"
    label = "Mijlpalen"
    uitleg = "Wat is gehaald, wat opschoof en wat nog komt: tekening en tabel."
    form_class = MijlpalenForm
    lijst = "mijlpalen"
    leeswijzer = (
        "Hoe u de mijlpalen leest",
        "Een mijlpaal is een moment waarop iets klaar is. Een rondje met een vinkje is gehaald, een ruit is nog "
        "gepland, een ruit met een uitroepteken had er aan het eind van de periode moeten zijn, een kruis is vervallen. "
        "Een dunne lijn loopt van het eerste plan naar de dag van nu: hoe langer de lijn, hoe meer de mijlpaal opschoof.",
    )

    def noemt(self, inhoud):
        return {
            Mijlpaal._meta.label_lower: set(inhoud["mijlpalen"]),
            Inspanning._meta.label_lower: set(inhoud["inspanningen"]),
        }

    def gather(self, inhouden, lezing):
        wanted = {pk for inhoud in inhouden for pk in inhoud["mijlpalen"]}
        found = {
            feit.pk: feit for feit in mijlpaal_feiten(_readable(lezing).filter(pk__in=wanted).in_order())
        }
        return [self._facts(inhoud["mijlpalen"], found, lezing) for inhoud in inhouden]

    def _facts(self, wanted, found, lezing):
        if not set(wanted) <= set(found):
            return {"ontbreekt": "Een van de gekozen mijlpalen bestaat niet meer. Kies opnieuw."}
        return {
            "stand_op": lezing.periode_tot.isoformat(),
            "mijlpalen": [
                {name: value for name, value in asdict(feit).items() if name not in _INTERN}
                for pk, feit in found.items()
                if pk in wanted
            ],
        }

    def present(self, feiten):
        stand_op = date.fromisoformat(feiten["stand_op"])
        regels = planningregels(map(_feit, feiten["mijlpalen"]), stand_op)
        return {"regels": regels, "tekening": draw_mijlpalen(regels)}

    def regels(self, feiten):
        told = planningregels(map(_feit, feiten["mijlpalen"]), date.fromisoformat(feiten["stand_op"]))
        return [
            Regel(
                "Mijlpalen",
                str(one.feit.pk),
                f"{one.feit.naam} ({one.feit.inspanning})",
                f"{one.status.lower()}{f' {one.zin}' if one.feit.gehaald_op else f', {one.feit.wanneer}'}",
            )
            for one in told
        ]


def _readable(lezing):
    may_read = is_visible("planning_tekst", lezing.zicht)
    return Mijlpaal.objects.visible_to(lezing.user) if may_read else Mijlpaal.objects.none()


def _feit(one: dict) -> MijlpaalFeit:
    dagen = {
        name: date.fromisoformat(one[name]) if isinstance(one[name], str) else one[name] for name in _DAGEN
    }
    return MijlpaalFeit(**one | dagen | dict.fromkeys(_INTERN))
