from inspanningen.models import Werkbladimport
from tests.core.rechtenmatrix.wie import LEZERS, TEAM, mag, mag_post

ANDERMANS = {
    "inspanningen:werkblad": mag(TEAM),
    "inspanningen:werkblad_xlsx": mag(LEZERS),
    "inspanningen:werkblad_preview": mag(),
    "inspanningen:werkblad_drop": mag_post(),
    "inspanningen:edit_together": mag(TEAM),
}

EIGEN = {
    "inspanningen:werkblad_preview": mag(TEAM),
    "inspanningen:werkblad_drop": mag_post(TEAM),
}


def _werkblad(eigenaar):
    return {"pk": Werkbladimport.objects.create(bestandsnaam="werkblad.xlsx", door=eigenaar).pk}


OBJECTS = {
    "inspanningen:werkblad_preview": _werkblad,
    "inspanningen:werkblad_drop": _werkblad,
}
