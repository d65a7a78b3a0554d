from tests.core.rechtenmatrix.wie import IEDEREEN
from tests.openbaar.maken import make_gebied_met_cijfers, make_gepubliceerd

ANDERMANS = {
    "sitemap": IEDEREEN,
    "robots": IEDEREEN,
    "api": IEDEREEN,
    "api_documentatie": IEDEREEN,
    "openbaar:begin": IEDEREEN,
    "openbaar:programma": IEDEREEN,
    "openbaar:gebieden": IEDEREEN,
    "openbaar:gebied": IEDEREEN,
    "openbaar:verslagen": IEDEREEN,
    "openbaar:feed": IEDEREEN,
    "openbaar:verslag": IEDEREEN,
    "openbaar:pdf": IEDEREEN,
}


def _verslag(eigenaar):
    return {"pk": make_gepubliceerd(auteur=eigenaar).pk}


OBJECTS = {
    "openbaar:gebied": lambda _: {"code": make_gebied_met_cijfers().code},
    "openbaar:verslag": _verslag,
    "openbaar:pdf": _verslag,
}
