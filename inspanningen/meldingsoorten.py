"""Of what inspanningen tell people."""

from brunssum.core import meldingsoorten

INSPANNING_GEWIJZIGD = meldingsoorten.register(
    "inspanning.gewijzigd", "Een ander wijzigde een inspanning die u leidt."
)
INSPANNING_FASE = meldingsoorten.register(
    "inspanning.fase", "Een inspanning die u leidt, ging naar een andere fase."
)
INSPANNING_LEIDEN = meldingsoorten.register("inspanning.leiden", "U leidt nu een inspanning.")
DOELSTELLING_VASTGESTELD = meldingsoorten.register(
    "doelstelling.vastgesteld", "Een doelstelling waar u eigenaar van bent of aan meeschreef, is vastgesteld."
)
LEERPUNT_AAN_U = meldingsoorten.register("leerpunt.aan_u", "Van u wordt antwoord gevraagd op een leerpunt.")
LEERPUNT_BEANTWOORD = meldingsoorten.register("leerpunt.beantwoord", "Er is antwoord op een leerpunt van u.")
OORDEEL_GEVRAAGD = meldingsoorten.register(
    "oordeel.gevraagd", "Er is een oordeelronde: uw oordeel over een inspanning wordt gevraagd."
)
OORDEEL_HERINNERD = meldingsoorten.register(
    "oordeel.herinnerd", "Uw oordeel over een inspanning wordt nog gevraagd."
)
VOORTGANG_GEMELD = meldingsoorten.register(
    "voortgang.gemeld", "Een partner meldde voortgang bij een inspanning. Zij telt pas als u haar aanvaardt."
)
VOORTGANG_BEOORDEELD = meldingsoorten.register(
    "voortgang.beoordeeld", "Een voortgangsmelding van uw organisatie is beoordeeld."
)
