"""Of what inspanningen tell people."""

from brunssum.core import meldingsoorten

OORDEEL_HERINNERD = meldingsoorten.register(
    "oordeel.herinnerd", "Uw oordeel over een inspanning wordt nog gevraagd."
)
