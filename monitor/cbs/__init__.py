"""Figures from the open data services of the CBS (OData v4 and v3), and of others that publish there.

Knows no database. `read_cbs` reads what one bron says in monitor/data/bronnen.yaml.
"""

from .fouten import CbsFout
from .instellingen import CbsAdressen, CbsInstellingen, InstellingenOnbruikbaar, read_bronnen
from .lezen import read_cbs
from .transport import Grenzen, Transport
from .uitkomst import (
    Breuk,
    CbsCel,
    CbsGebied,
    CbsUitkomst,
    CbsWeigering,
    TabelStaat,
    TabelUitkomst,
    Uitslag,
    Vastgehouden,
)

__all__ = [
    "Breuk",
    "CbsAdressen",
    "CbsCel",
    "CbsFout",
    "CbsGebied",
    "CbsInstellingen",
    "CbsUitkomst",
    "CbsWeigering",
    "Grenzen",
    "InstellingenOnbruikbaar",
    "TabelStaat",
    "TabelUitkomst",
    "Transport",
    "Uitslag",
    "Vastgehouden",
    "read_bronnen",
    "read_cbs",
]
