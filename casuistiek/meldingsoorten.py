"""Of what people are told here. No sentence tells which casus, or what it is about."""

from brunssum.core.meldingsoorten import register

CASUS_AANGEBODEN = register("casus.aangeboden", "Een casus wordt u aangeboden.")
CASUS_OVERGENOMEN = register("casus.overgenomen", "Een casus die u aanbood, is overgenomen.")
CASUS_AFGEWEZEN = register("casus.afgewezen", "Een casus die u aanbood, is niet overgenomen.")
SIGNAAL_BINNEN = register("signaal.binnen", "Er is een signaal van een partner binnen.")
SIGNAAL_AANGEVULD = register("signaal.aangevuld", "Een partner heeft een signaal aangevuld.")
SIGNAAL_TE_LANG = register("signaal.te_lang", "Een signaal van een partner wacht te lang op een antwoord.")
SIGNALEN_VOL = register(
    "signalen.vol",
    "Een organisatie gaf vandaag zoveel signalen als er mogen. Wat er nog komt, weigert Kanarie.",
)
SIGNAAL_BIJ_CASUS = register("signaal.bij_casus", "Er is een signaal bij een casus van u gekomen.")
SIGNAAL_VERDER = register("signaal.verder", "Er is nieuws over een signaal van uw organisatie.")
SIGNAAL_VRAAG = register("signaal.vraag", "De gemeente heeft een vraag over een signaal van uw organisatie.")
