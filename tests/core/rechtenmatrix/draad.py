from tests.core.rechtenmatrix.wie import AMBASSADEURS, mag
from tests.factories import KnelpuntFactory

ANDERMANS = {
    "draad:overzicht": mag(AMBASSADEURS),
    "draad:stil": mag(AMBASSADEURS),
    # the red thread: of a knelpunt; what others may know of, tests/draad tells for each kind of thing
    "draad:strook": mag(AMBASSADEURS),
    "draad:station": mag(AMBASSADEURS),
    "draad:volg": mag(AMBASSADEURS),
}


def _knelpunt(eigenaar):
    return {"soort": "knelpunt", "sleutel": str(KnelpuntFactory().pk)}


OBJECTS = {
    "draad:stil": lambda eigenaar: {"key": "knelpunt-zonder-leerpunt"},
    "draad:strook": _knelpunt,
    "draad:volg": _knelpunt,
    "draad:station": lambda eigenaar: _knelpunt(eigenaar) | {"naar": "leerpunt"},
}
