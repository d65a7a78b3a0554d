"""Of what people are told here. No sentence tells which casus, or what it is about."""

from brunssum.core.meldingsoorten import register

CASUS_AANGEBODEN = register("casus.aangeboden", "Een casus wordt u aangeboden.")
CASUS_OVERGENOMEN = register("casus.overgenomen", "Een casus die u aanbood, is overgenomen.")
CASUS_AFGEWEZEN = register("casus.afgewezen", "Een casus die u aanbood, is niet overgenomen.")
