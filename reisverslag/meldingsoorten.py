"""Of what people are told here."""

from brunssum.core.meldingsoorten import register

REISVERSLAG_VASTGESTELD = register("reisverslag.vastgesteld", "Er is een reisverslag vastgesteld.")
RAADSSTUK_BIJNA = register("raadsstuk.bijna", "Een raadsstuk van u moet binnen een week klaar zijn.")
RAADSSTUK_TE_LAAT = register("raadsstuk.te_laat", "Een raadsstuk is te laat.")
