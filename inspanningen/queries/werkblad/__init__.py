"""The spreadsheet of the programme beside what we have: what it would change, row by row. Nothing is written here."""

from brunssum.core.rollen import Zicht
from inspanningen.models import Werkbladimport
from inspanningen.queries.werkblad.kaarten import kaart_regels, kaart_rijen
from inspanningen.queries.werkblad.mijlpalen import mijlpaal_regels, mijlpaal_rijen
from inspanningen.queries.werkblad.regels import Celbotsing, Celverschil, Regel
from inspanningen.werkblad import INSPANNINGEN, MIJLPALEN

__all__ = ["Celbotsing", "Celverschil", "Regel", "kaart_rijen", "mijlpaal_rijen", "regels_of"]

REGELS = {INSPANNINGEN: kaart_regels, MIJLPALEN: mijlpaal_regels}
"""Per sheet, what lays its rows beside ours."""


def regels_of(werkblad: Werkbladimport, zicht: Zicht) -> list[Regel]:
    """All rows that were read from a workbook, beside ours as it is now."""
    return [regel for blad, rijen in werkblad.rijen.items() for regel in REGELS[blad](rijen, zicht)]
