"""What partners can be told of by a webhook. The names are part of the API: a partner's system reads them."""

from django.db import models


class Gebeurtenissoort(models.TextChoices):
    """Each with the sentence by which someone chooses it."""

    SIGNAAL_GEWIJZIGD = "signaal-gewijzigd", "Een signaal van uw organisatie is een stap verder"
    VOORTGANG_BEOORDEELD = (
        "voortgang-beoordeeld",
        "De projectleider heeft voortgang van uw organisatie aanvaard of teruggegeven",
    )
    MIJLPAAL_GEWIJZIGD = (
        "mijlpaal-gewijzigd",
        "Een mijlpaal van een inspanning waaraan uw organisatie meedoet, is veranderd",
    )
    REISVERSLAG_GEPUBLICEERD = (
        "reisverslag-gepubliceerd",
        "Een reisverslag is openbaar gemaakt, of niet meer openbaar",
    )
    REFLECTIE_BEANTWOORD = "reflectie-beantwoord", "Een reflectie van uw organisatie is beantwoord"
