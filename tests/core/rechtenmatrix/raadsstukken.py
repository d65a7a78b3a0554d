from datetime import date

from reisverslag.models import Raadsstuk
from tests.core.rechtenmatrix.wie import LEZERS, RL, TEAM, VOLGERS, mag
from tests.factories import InspanningFactory, RaadsstukFactory

ANDERMANS = {
    # the register; one that still waits for its answer, and a motie that was answered
    "reisverslag:raadsstukken": mag(LEZERS, RL),
    "reisverslag:raadsstukken-xlsx": mag(LEZERS, RL),
    "reisverslag:raadsstukken-csv": mag(LEZERS, RL),
    "reisverslag:raadsstuk-add": mag(TEAM),
    "reisverslag:raadsstuk-termijn": mag(TEAM),
    "reisverslag:raadsstukken_bij": mag(LEZERS),
    "reisverslag:raadsstuk": mag(VOLGERS),
    "reisverslag:raadsstuk-edit": mag(TEAM),
    "reisverslag:raadsstuk-link": mag(TEAM),
    "reisverslag:raadsstuk-answer": mag(TEAM),
    "reisverslag:raadsstuk-settle": mag(TEAM),
    "reisverslag:raadsstuk-withdraw": mag(TEAM),
}

EIGEN = {
    # whoever deals with it sees it and answers
    "reisverslag:raadsstuk": mag(LEZERS, RL),
    "reisverslag:raadsstuk-answer": mag(LEZERS, RL),
    "reisverslag:raadsstuk-settle": mag(LEZERS, RL),
}


def _open(eigenaar):
    return {"pk": RaadsstukFactory(behandelaar=eigenaar).pk}


def _motie(eigenaar):
    motie = RaadsstukFactory(
        behandelaar=eigenaar,
        soort=Raadsstuk.Soort.MOTIE,
        status=Raadsstuk.Status.BEANTWOORD,
        antwoord="Wij voeren de motie uit.",
        beantwoord_op=date(2026, 3, 20),
    )
    return {"pk": motie.pk}


OBJECTS = {
    "reisverslag:raadsstuk-termijn": lambda eigenaar: {"soort": "motie"},
    "reisverslag:raadsstukken_bij": lambda eigenaar: {
        "wat": "inspanning",
        "sleutel": str(InspanningFactory().pk),
    },
    "reisverslag:raadsstuk": _open,
    "reisverslag:raadsstuk-edit": _open,
    "reisverslag:raadsstuk-link": _open,
    "reisverslag:raadsstuk-answer": _open,
    "reisverslag:raadsstuk-settle": _motie,
    "reisverslag:raadsstuk-withdraw": _open,
}
