"""Of what people are told here."""

from brunssum.core.meldingsoorten import register

REFLECTIE_AAN_U = register(
    "reflectie.aan_u", "Ambassadeurs of een organisatie gaven iets mee. Van u wordt antwoord gevraagd."
)
REFLECTIE_BEANTWOORD = register("reflectie.beantwoord", "Er is antwoord op wat u meegaf.")
REFLECTIE_TERUGVERTELD = register("reflectie.terugverteld", "Wat u meegaf, is afgerond: het antwoord is terugverteld.")  # fmt: skip
MEESCHRIJVEN = register("doelstelling.schrijf_mee", "Uw groep is gevraagd om mee te schrijven aan een doelstelling.")  # fmt: skip
BIJEENKOMST_GEPLAND = register("bijeenkomst.gepland", "U bent gevraagd voor een bijeenkomst.")
BIJEENKOMST_GEWIJZIGD = register("bijeenkomst.gewijzigd", "Een bijeenkomst waarvoor u bent gevraagd, is veranderd.")  # fmt: skip
BIJEENKOMST_AFGELAST = register("bijeenkomst.afgelast", "Een bijeenkomst waarvoor u bent gevraagd, gaat niet door.")  # fmt: skip
