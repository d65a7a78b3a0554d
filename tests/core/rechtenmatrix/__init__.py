"""Who may open which page: the whole of Kanarie in two tables, and the object that each address of a test points at.

A file for each subject. A new page gets a line in ANDERMANS: who may open it when its object belongs to someone else.
When one may do more with what is one's own, it also gets a line in EIGEN. Its address has an argument? Then also a
function in OBJECTS, which makes an object of `eigenaar` and gives the arguments. A new file is found by itself.
"""

import importlib
import pkgutil

from tests.core.rechtenmatrix.core import WITHOUT_NAME
from tests.core.rechtenmatrix.wie import INGELOGD, ZONDER_ROL

__all__ = ["ANDERMANS", "EIGEN", "INGELOGD", "OBJECTS", "WITHOUT_NAME", "ZONDER_ROL"]

ANDERMANS, EIGEN, OBJECTS = {}, {}, {}

for _found in pkgutil.iter_modules(__path__):
    _tables = vars(importlib.import_module(f"{__name__}.{_found.name}"))
    for _name, _whole in (("ANDERMANS", ANDERMANS), ("EIGEN", EIGEN), ("OBJECTS", OBJECTS)):
        _part = _tables.get(_name, {})
        assert not _part.keys() & _whole.keys(), f"twice in the tables: {_part.keys() & _whole.keys()}"
        _whole.update(_part)
