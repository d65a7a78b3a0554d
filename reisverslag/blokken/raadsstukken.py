from collections.abc import Iterable
from datetime import date

from django import forms

from brunssum.core.templatetags.kanarie import datum
from reisverslag.blokken.soort import BlokForm, Bloksoort
from reisverslag.models import Raadsstuk

VORMEN = {
    "lijst": "Onder elkaar: de vraag, het antwoord en wat er gebeurt",
    "tabel": "Als tabel, kort naast elkaar",
}


class RaadsstukkenForm(BlokForm):
    raadsstukken = forms.MultipleChoiceField(
        label="Raadsstukken",
        widget=forms.CheckboxSelectMultiple,
        help_text="Bovenaan staat wat in de periode van dit verslag is beantwoord of afgedaan. Wat nog loopt, mag er ook in: dan staat erbij wanneer het antwoord er is.",
        error_messages={
            "required": "Kies minstens één raadsstuk.",
            "invalid_choice": "Een van deze raadsstukken is er niet meer bij. Kies opnieuw.",
        },
    )
    vorm = forms.ChoiceField(
        label="Hoe het erin staat", choices=VORMEN.items(), initial="lijst", widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        seen = Raadsstuk.objects.visible_to(self.lezing.user)
        in_period = seen.dealt_with_between(self.lezing.periode_van, self.lezing.periode_tot)
        chosen = seen.filter(pk__in=self.initial.get("raadsstukken", ()))
        rows = [*in_period.newest_first(), *seen.running().newest_first(), *chosen.newest_first()]
        self.fields["raadsstukken"].choices = {str(row.pk): _keuze(row) for row in rows}.items()

    @property
    def inhoud(self):
        chosen = [int(pk) for pk in self.cleaned_data["raadsstukken"]]
        return {"raadsstukken": chosen, "vorm": self.cleaned_data["vorm"]}


class RaadsstukkenBlok(Bloksoort):
    """What the raad asked, what we answered, and what happens."""

    soort = "raadsstukken"
    label = "Raadsstukken"
    uitleg = "Wat de raad vroeg, wat ons antwoord is en wat er gebeurt."
    form_class = RaadsstukkenForm
    lijst = "raadsstukken"

    def noemt(self, inhoud):
        return {Raadsstuk._meta.label_lower: set(inhoud["raadsstukken"])}

    def gather(self, inhouden, lezing):
        found = _feiten({pk for inhoud in inhouden for pk in inhoud["raadsstukken"]})
        return [self._facts(inhoud, found) for inhoud in inhouden]

    def _facts(self, inhoud, found):
        wanted = inhoud["raadsstukken"]
        if not set(wanted) <= set(found):
            return {"ontbreekt": "Een van de gekozen raadsstukken is er niet meer. Kies opnieuw."}
        return {"vorm": inhoud.get("vorm", "lijst"), "raadsstukken": [found[pk] for pk in wanted]}

    def present(self, feiten):
        # Frozen facts hold a day as JSON writes it.
        days = ("ontvangen_op", "uiterlijk", "beantwoord_op", "afgedaan_op", "ingetrokken_op")
        rows = [one | {name: _dag(one[name]) for name in days} for one in feiten["raadsstukken"]]
        return {"vorm": feiten["vorm"], "raadsstukken": rows}


def _keuze(row: Raadsstuk) -> str:
    if row.klaar_op:
        stand = f"{row.get_status_display().lower()}, {datum(row.klaar_op)}"
    else:
        stand = f"{row.get_status_display().lower()}, uiterlijk {datum(row.uiterlijk)}"
    return f"{row.titel} ({row.van_wie}; {stand})"


def _feiten(pks: Iterable[int]) -> dict[int, dict]:
    """What a reisverslag tells of these, by pk. Of an answer in concept nothing. Three queries."""
    rows = Raadsstuk.objects.filter(pk__in=pks).prefetch_related("inspanningen", "leerpunten")
    return {
        row.pk: {
            "soort": row.get_soort_display(),
            "kenmerk": row.kenmerk,
            "van": row.van_wie,
            "kop": row.gevraagd,
            "onderwerp": row.onderwerp,
            "vraag": row.tekst,
            "ontvangen_op": row.ontvangen_op,
            "uiterlijk": row.uiterlijk,
            "loopt": row.loopt,
            "antwoord": row.gegeven_antwoord,
            "beantwoord_op": row.beantwoord_op,
            "hoe": row.afgedaan_hoe,
            "afgedaan_op": row.afgedaan_op,
            "ingetrokken_op": row.ingetrokken_op,
            "ingetrokken_reden": row.ingetrokken_reden,
            "inspanningen": [str(one) for one in sorted(row.inspanningen.all(), key=lambda one: one.pk)],
            "leerpunten": sorted(one.titel for one in row.leerpunten.all()),
        }
        for row in rows
    }


def _dag(dag):
    return date.fromisoformat(dag) if isinstance(dag, str) else dag
