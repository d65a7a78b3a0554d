from tests.core.rechtenmatrix.wie import AMBASSADEURS, mag
from tests.factories import KnelpuntFactory

ANDERMANS = {
    # the red thread: of a knelpunt; what others may know of, tests/draad tells for each kind of thing
    "draad:strook": mag(AMBASSADEURS),
    "draad:station": mag(AMBASSADEURS),
}


def _knelpunt(eigenaar):
    return {"soort": "knelpunt", "sleutel": str(KnelpuntFactory().pk)}


OBJECTS = {
    "draad:strook": _knelpunt,
    "draad:station": lambda eigenaar: _knelpunt(eigenaar) | {"naar": "leerpunt"},
}
