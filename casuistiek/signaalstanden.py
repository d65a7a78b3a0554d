"""Where a Signaal stands, in the words its partner may know: the one table of what may follow what.

python -m casuistiek.signaalstanden        prints the table as a diagram (Mermaid), for the docs
"""

from django.db import models

from casuistiek.stappen import Stap


class Stand(models.TextChoices):
    ONTVANGEN = "ontvangen", "Ontvangen"
    OPGEPAKT = "opgepakt", "Opgepakt"
    BEKEKEN = "bekeken", "Bekeken"
    IN_BEHANDELING = "in_behandeling", "In behandeling"
    HULP_GEREGELD = "hulp_geregeld", "Er is hulp geregeld"
    DOORGELEID = "doorgeleid", "Doorgeleid"
    GESLOTEN = "gesloten", "Gesloten"
    NIET_OPGEPAKT = "niet_opgepakt", "Niet opgepakt"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


UITLEG: dict[Stand, str] = {
    Stand.ONTVANGEN: "De gemeente heeft het signaal en beslist wat zij ermee doet.",
    Stand.OPGEPAKT: "Iemand van de gemeente gaat ermee aan de slag.",
    Stand.BEKEKEN: "Iemand van de gemeente is bij de bewoner geweest.",
    Stand.IN_BEHANDELING: "De gemeente bekijkt welke hulp er kan komen.",
    Stand.HULP_GEREGELD: "De bewoner krijgt hulp.",
    Stand.DOORGELEID: "Een andere instantie neemt het over.",
    Stand.GESLOTEN: "De gemeente is ermee klaar.",
    Stand.NIET_OPGEPAKT: "De gemeente gaat er niet mee verder, en zegt waarom.",
    Stand.INGETROKKEN: "U hebt het signaal ingetrokken.",
}
"""What a partner reads beside each."""

TOEGESTAAN: dict[Stand, tuple[Stand, ...]] = {
    Stand.ONTVANGEN: (Stand.OPGEPAKT, Stand.NIET_OPGEPAKT, Stand.INGETROKKEN),
    # It may have come to a casus that was further on already: the partner hears of its next step.
    Stand.OPGEPAKT: (Stand.BEKEKEN, Stand.IN_BEHANDELING, Stand.HULP_GEREGELD, Stand.DOORGELEID, Stand.GESLOTEN),
    Stand.BEKEKEN: (Stand.IN_BEHANDELING, Stand.DOORGELEID, Stand.GESLOTEN),
    Stand.IN_BEHANDELING: (Stand.HULP_GEREGELD, Stand.DOORGELEID, Stand.GESLOTEN),
    Stand.HULP_GEREGELD: (Stand.GESLOTEN,),
    Stand.DOORGELEID: (Stand.BEKEKEN, Stand.GESLOTEN),
    Stand.GESLOTEN: (),
    Stand.NIET_OPGEPAKT: (),
    Stand.INGETROKKEN: (),
}  # fmt: skip

BIJ_STAP: dict[Stap, Stand] = {
    Stap.GESIGNALEERD: Stand.OPGEPAKT,
    Stap.TER_PLEKKE: Stand.BEKEKEN,
    Stap.VOORSTEL: Stand.IN_BEHANDELING,
    Stap.BESLUIT: Stand.IN_BEHANDELING,
    Stap.UITVOERING: Stand.HULP_GEREGELD,
    Stap.NAZORG: Stand.HULP_GEREGELD,
    Stap.GESLOTEN: Stand.GESLOTEN,
    Stap.DOORGELEID: Stand.DOORGELEID,
    Stap.INGETROKKEN: Stand.GESLOTEN,
}
"""What the partner may know of each step of the casus: not that there is a voorstel, or what was decided on it."""

LOPEND = frozenset({Stand.ONTVANGEN, Stand.OPGEPAKT, Stand.BEKEKEN, Stand.IN_BEHANDELING, Stand.HULP_GEREGELD})  # fmt: skip
ZONDER_CASUS = frozenset({Stand.ONTVANGEN, Stand.NIET_OPGEPAKT, Stand.INGETROKKEN})
AANVULBAAR = LOPEND | {Stand.DOORGELEID}
"""The partner may still add something: what was doorgeleid may come back."""


def why_not(van: str, naar: str) -> str:
    """The Dutch sentence why `naar` cannot follow `van`; empty when it can."""
    van, naar = Stand(van), Stand(naar)
    if naar in TOEGESTAAN[van]:
        return ""
    if naar == Stand.INGETROKKEN and van in AANVULBAAR:
        return (
            "Dit signaal is al opgepakt. Hoeft het niet meer? Laat het de gemeente weten met een aanvulling."
        )
    return f"Dit kan niet meer: het signaal staat op “{van.label}”."


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    regels = ["stateDiagram-v2", "    direction LR", f"    [*] --> {Stand.ONTVANGEN.value}"]
    regels += [f"    {stand.value} : {stand.label}" for stand in Stand]
    regels += [f"    {van.value} --> {naar.value}" for van in TOEGESTAAN for naar in TOEGESTAAN[van]]
    regels += [f"    {stand.value} --> [*]" for stand in TOEGESTAAN if not TOEGESTAAN[stand]]
    return "\n".join(regels)


if __name__ == "__main__":
    print(diagram())  # noqa: T201
