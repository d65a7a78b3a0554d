"""The steps of a reisverslag: the one table of what may follow what, and who takes it there."""

from dataclasses import dataclass

from django.db import models

from brunssum.core.rollen import Recht


class Stap(models.TextChoices):
    CONCEPT = "concept", "Concept"
    TER_BEOORDELING = "ter_beoordeling", "Ter beoordeling"
    VASTGESTELD = "vastgesteld", "Vastgesteld"
    VERZONDEN = "verzonden", "Verzonden"
    GEPUBLICEERD = "gepubliceerd", "Gepubliceerd"


VAST = (Stap.VASTGESTELD, Stap.VERZONDEN, Stap.GEPUBLICEERD)
"""No word and no figure changes any more."""


@dataclass(frozen=True)
class Overgang:
    """From one step to another: who may take it, and whether it is a step back, which asks for a reason."""

    van: Stap
    naar: Stap
    recht: Recht
    terug: bool = False


TOEGESTAAN = (
    Overgang(Stap.CONCEPT, Stap.TER_BEOORDELING, Recht.REISVERSLAG_SCHRIJVEN),
    # A small team may have nobody else to look.
    Overgang(Stap.CONCEPT, Stap.VASTGESTELD, Recht.REISVERSLAG_SCHRIJVEN),
    Overgang(Stap.TER_BEOORDELING, Stap.CONCEPT, Recht.REISVERSLAG_SCHRIJVEN, terug=True),
    Overgang(Stap.TER_BEOORDELING, Stap.VASTGESTELD, Recht.REISVERSLAG_SCHRIJVEN),
    Overgang(Stap.VASTGESTELD, Stap.VERZONDEN, Recht.REISVERSLAG_SCHRIJVEN),
    # What is for residents goes to nobody first.
    Overgang(Stap.VASTGESTELD, Stap.GEPUBLICEERD, Recht.REISVERSLAG_PUBLICEREN),
    Overgang(Stap.VERZONDEN, Stap.GEPUBLICEERD, Recht.REISVERSLAG_PUBLICEREN),
    Overgang(Stap.GEPUBLICEERD, Stap.VASTGESTELD, Recht.REISVERSLAG_PUBLICEREN, terug=True),
    Overgang(Stap.GEPUBLICEERD, Stap.VERZONDEN, Recht.REISVERSLAG_PUBLICEREN, terug=True),
)

AAN_ZET = {
    Stap.CONCEPT: "De auteur schrijft, met wie meeleest.",
    Stap.TER_BEOORDELING: "Wie het vaststelt: de programmamanager of het programmateam.",
    Stap.VASTGESTELD: "Wie het verstuurt of openbaar maakt.",
    Stap.VERZONDEN: "De programmamanager, als het openbaar mag.",
    Stap.GEPUBLICEERD: "Niemand meer: iedereen kan het lezen.",
}
"""Of each step who has something to do."""


def overgang(van: str, naar: str) -> Overgang | None:
    """The row of the table; None when this may not follow."""
    return next((one for one in TOEGESTAAN if (one.van, one.naar) == (van, naar)), None)


def why_not(van: str, naar: str) -> str:
    """The Dutch sentence why `naar` cannot follow `van`; empty when it can."""
    if overgang(van, naar):
        return ""
    van, naar = Stap(van), Stap(naar)
    if van == naar:
        return f"Dit reisverslag is al zover: {van.label.lower()}."
    vanuit = " of ".join(one.van.label.lower() for one in TOEGESTAAN if one.naar == naar)
    return f"Dit kan alleen als het reisverslag {vanuit} is. Het is nu {van.label.lower()}."
