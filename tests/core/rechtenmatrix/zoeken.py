from brunssum.core.rollen import Rol
from tests.core.rechtenmatrix.wie import mag

ANDERMANS = {
    "core:zoeken": mag(
        set(Rol)
    ),  # whoever has a rol; what they find is told in tests/core/test_zoeken_rechten.py
    "core:zoek_suggesties": mag(set(Rol)),
}
