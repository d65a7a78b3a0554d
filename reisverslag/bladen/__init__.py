"""The kinds of blad: a subject on one sheet of paper, to take along to a meeting.

To add one: a file here, a template in templates/reisverslag/bladen/, a line in SOORTEN, an address in urls/bladen.py.
"""

from reisverslag.bladen.din import DinBlad
from reisverslag.bladen.gebied import GebiedBlad
from reisverslag.bladen.inspanning import InspanningBlad
from reisverslag.bladen.soort import RUIMTES, Bladsoort, Ruimte

SOORTEN: dict[str, Bladsoort] = {soort.soort: soort for soort in (InspanningBlad(), GebiedBlad(), DinBlad())}

__all__ = ["RUIMTES", "SOORTEN", "Bladsoort", "Ruimte"]
