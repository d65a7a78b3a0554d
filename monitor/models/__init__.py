from .bron import Aanlevering, Bron, Verversing
from .indicator import Indicator, Thema
from .koppeling import Koppeling
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
    "Probleemcluster",
    "Thema",
    "Toelichting",
    "Uitvraag",
    "Uitvraagcijfer",
    "Verhaal",
    "Verversing",
    "Waarneming",
]
