from dataclasses import asdict
from datetime import date
from decimal import Decimal

from django import forms

from brunssum.core.templatetags.kanarie import euro
from casuistiek.queries.budget import safe_budgetten
from inspanningen.queries.geld import publieke_jaren
from reisverslag.blokken.soort import BlokForm, Bloksoort, Regel

GEEN = "Over dit jaar valt nog niets te vertellen: het gaat om te weinig casussen of inspanningen, of er is nog niets vastgelegd."
BREEDTE = 420
"""How wide the longest bar of the drawing is."""


class BudgetForm(BlokForm):
    wat = forms.ChoiceField(
        label="Welk geld",
        choices=[
            ("tws", "Het Tussen-Wal-en-Schipbudget"),
            ("programma", "Het geld van het programma"),
        ],
        widget=forms.RadioSelect,
        help_text="Alleen sommen: van een casus of een inspanning alleen komt geen bedrag in het verslag.",
        error_messages={"required": "Kies welk geld."},
    )
    jaar = forms.IntegerField(
        label="Jaar",
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--amount"}),
        error_messages={
            "required": "Vul een jaar in.",
            "invalid": "Vul een jaar in, zoals 2026.",
            "min_value": "Vul een jaar in, zoals 2026.",
            "max_value": "Vul een jaar in, zoals 2026.",
        },
    )

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not _facts_of(cleaned["wat"], {cleaned["jaar"]}, self.lezing.periode_tot):
            self.add_error("jaar", GEEN)
        return cleaned


class BudgetBlok(Bloksoort):
    """Money in sums that nothing of one person or one inspanning can be read from."""

    soort = "budget"
    label = "Geld"
    uitleg = "Wat er in een jaar was en wat ermee gebeurde: sommen van het hele budget."
    form_class = BudgetForm
    leeswijzer = (
        "Hoe u de bedragen leest",
        "Van het Tussen-Wal-en-Schipbudget tellen wij toezeggingen in groepen van vijf casussen, naar beneden afgerond "
        "op vijfhonderd euro: vandaar ‘of meer’. Zo is nooit af te lezen wat één mens kreeg. Het geld van het programma "
        "is afgerond op duizend euro en gaat over alle inspanningen samen.",
    )

    def gather(self, inhouden, lezing):
        found = {}
        for wat in {inhoud["wat"] for inhoud in inhouden}:
            jaren = {inhoud["jaar"] for inhoud in inhouden if inhoud["wat"] == wat}
            for jaar, feiten in _facts_of(wat, jaren, lezing.periode_tot).items():
                found[wat, jaar] = feiten
        return [found.get((inhoud["wat"], inhoud["jaar"]), {"ontbreekt": GEEN}) for inhoud in inhouden]

    def present(self, feiten):
        names = (
            {"beschikbaar": "Beschikbaar", "toegezegd": "Toegezegd"}
            if feiten["wat"] == "tws"
            else {"gepland": "Gepland", "gedekt": "Gedekt", "werkelijk": "Uitgegeven"}
        )
        amounts = {name: Decimal(feiten[name]) for name in names if feiten[name] is not None}
        largest = max(amounts.values(), default=0) or Decimal(1)
        return feiten | {
            "op": date.fromisoformat(feiten["op"]) if isinstance(feiten["op"], str) else feiten["op"],
            "rijen": [
                {
                    "naam": names[name],
                    "bedrag": bedrag,
                    "breed": round(float(bedrag / largest) * BREEDTE, 1),
                    "of_meer": name == "toegezegd",
                }
                for name, bedrag in amounts.items()
            ],
        }

    def regels(self, feiten):
        told = self.present(feiten)
        geld = "Tussen-Wal-en-Schipbudget" if told["wat"] == "tws" else "Het programma"
        return [
            Regel(
                "Geld",
                f"{told['wat']}:{told['jaar']}:{rij['naam']}",
                f"{geld} {told['jaar']}, {rij['naam'].lower()}",
                f"{euro(rij['bedrag'])}{' of meer' if rij['of_meer'] else ''}",
            )
            for rij in told["rijen"]
        ]


def _facts_of(wat: str, jaren: set[int], op: date) -> dict[int, dict]:
    if wat == "tws":
        return {
            jaar: {"wat": wat} | asdict(stand)
            for jaar, stand in safe_budgetten(jaren, op).items()
            if stand.casussen is not None
        }
    return {jaar: {"wat": wat, "op": op} | asdict(stand) for jaar, stand in publieke_jaren(jaren).items()}
