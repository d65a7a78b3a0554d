"""Reads over several models. What other apps may use: released_verhalen, verhaal, safe_counts_per_gebied,
werkvoorraad_counts, signaal_counts, and the module knelpunten. Nothing of these tells who a casus is about.
"""

from .budget import Bedragen, Budgetstand, boekingen_of, budget_jaren, budget_on, budgetstand
from .casus import (
    Dossier,
    Geld,
    Klok,
    Moment,
    amount_now,
    dossier,
    geld_of,
    geschiedenis,
    klok,
    names_betrokkene,
)
from .mandaat import WachtOpTweede, mandaat_of, mandaten, waiting_for_second, who_may_confirm
from .noodinzagen import functionarissen, noodinzagen_in_casussen_of, noodinzagen_to_judge
from .signalen import Signaalmoment, Signaaltelling, signaal_counts, signalen_of, verloop_of
from .tellingen import VeiligeCel, VeiligeTelling, safe_counts_per_gebied, safe_signalen_per_gebied, wijk_of
from .vrijgegeven import AnoniemVerhaal, released_verhalen, verhaal, verhalen
from .werkvoorraad import Werkvoorraad, behandelaars, werkvoorraad_counts

__all__ = [
    "AnoniemVerhaal",
    "Bedragen",
    "Budgetstand",
    "Dossier",
    "Geld",
    "Klok",
    "Moment",
    "Signaalmoment",
    "Signaaltelling",
    "VeiligeCel",
    "VeiligeTelling",
    "WachtOpTweede",
    "Werkvoorraad",
    "amount_now",
    "behandelaars",
    "boekingen_of",
    "budget_jaren",
    "budget_on",
    "budgetstand",
    "dossier",
    "functionarissen",
    "geld_of",
    "geschiedenis",
    "klok",
    "mandaat_of",
    "mandaten",
    "names_betrokkene",
    "noodinzagen_in_casussen_of",
    "noodinzagen_to_judge",
    "released_verhalen",
    "safe_counts_per_gebied",
    "safe_signalen_per_gebied",
    "signaal_counts",
    "signalen_of",
    "verhaal",
    "verhalen",
    "verloop_of",
    "waiting_for_second",
    "werkvoorraad_counts",
    "who_may_confirm",
    "wijk_of",
]
