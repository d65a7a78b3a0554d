"""Of what people are told here."""

from brunssum.core.meldingsoorten import register

REISVERSLAG_VASTGESTELD = register("reisverslag.vastgesteld", "Er is een reisverslag vastgesteld.")
