"""The actiepunten about one thing: for who may know of that thing."""

from tests.core.rechtenmatrix.wie import LEZERS, mag
from tests.factories import InspanningFactory

ANDERMANS = {"core:actiepunten_bij": mag(LEZERS)}
EIGEN = {}


def _inspanning(eigenaar):
    return {"soort": "inspanningen.inspanning", "pk": InspanningFactory().pk}


OBJECTS = {"core:actiepunten_bij": _inspanning}
