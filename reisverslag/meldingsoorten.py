"""Of what people are told here."""

from brunssum.core.meldingsoorten import register

REISVERSLAG_VASTGESTELD = register("reisverslag.vastgesteld", "Er is een reisverslag vastgesteld.")
RAADSSTUK_BIJNA = register("raadsstuk.bijna", "Een raadsstuk van u moet binnen een week klaar zijn.")
RAADSSTUK_TE_LAAT = register("raadsstuk.te_laat", "Een raadsstuk is te laat.")
REISVERSLAG_TER_BEOORDELING = register(
    "reisverslag.ter_beoordeling",
    "Er ligt een reisverslag ter beoordeling. U mag het vaststellen of teruggeven.",
)
REISVERSLAG_TERUG = register("reisverslag.terug", "Een reisverslag van u is teruggegeven, met een reden.")
REISVERSLAG_MEELEZEN = register("reisverslag.meelezen", "U bent gevraagd om een reisverslag mee te lezen.")
OPMERKING_GEKREGEN = register(
    "reisverslag.opmerking", "Er is een opmerking gemaakt bij een reisverslag van u."
)
OPMERKING_AFGEHANDELD = register(
    "reisverslag.opmerking_afgehandeld", "Een opmerking die u maakte, is afgehandeld."
)
REISVERSLAG_TOEGEZONDEN = register("reisverslag.toegezonden", "U hebt een reisverslag gekregen.")
