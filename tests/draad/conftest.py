import pytest

from brunssum.core.rollen import Rol
from tests.draad.thread import make_thread


@pytest.fixture
def thread(db, gebruiker_met):
    return make_thread(gebruiker_met(Rol.WIJKMANAGER, functie="Wijkmanager"))
