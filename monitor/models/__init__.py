from .bron import Aanlevering, Bron, Verversing
from .indicator import Indicator, Thema
from .koppeling import Koppeling
from .plek import Plek
from .toelichting import Toelichting
from .uitvraag import Uitvraag, Uitvraagcijfer
from .verhaal import Kans, Probleemcluster, Verhaal
from .waarneming import Waarneming

__all__ = [
    "Aanlevering",
    "Bron",
    "Indicator",
    "Kans",
    "Koppeling",
    "Plek",
    "Probleemcluster",
    "Thema",
    "Toelichting",
    "Uitvraag",
    "Uitvraagcijfer",
    "Verhaal",
    "Verversing",
    "Waarneming",
]
