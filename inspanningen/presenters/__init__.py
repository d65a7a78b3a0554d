"""What a template would otherwise compute, a file per subject."""

from .doelen import STATUS_BADGE
from .importeren import import_kaarten, import_resultaat, import_telling
from .kaart import sectie_titel, sectie_weergaven
from .lijst import FASE_BADGE, keuzelijsten, lijst_kolommen, lijst_regels
from .verschillen import form_initial, gewijzigde_labels, veldregels, verschillen

__all__ = [
    "FASE_BADGE",
    "STATUS_BADGE",
    "form_initial",
    "gewijzigde_labels",
    "import_kaarten",
    "import_resultaat",
    "import_telling",
    "keuzelijsten",
    "lijst_kolommen",
    "lijst_regels",
    "sectie_titel",
    "sectie_weergaven",
    "veldregels",
    "verschillen",
]
