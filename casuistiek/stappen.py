"""The steps of a Casus: the one table of what may follow what. The diagram in the docs is drawn from it.

python -m casuistiek.stappen        prints that diagram (Mermaid)
"""

from django.db import models


class Stap(models.TextChoices):
    GESIGNALEERD = "gesignaleerd", "Gesignaleerd"
    TER_PLEKKE = "ter_plekke", "Ter plekke"
    VOORSTEL = "voorstel", "Voorstel"
    BESLUIT = "besluit", "Besluit"
    UITVOERING = "uitvoering", "Uitvoering"
    NAZORG = "nazorg", "Nazorg"
    GESLOTEN = "gesloten", "Gesloten"
    DOORGELEID = "doorgeleid", "Doorgeleid"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


TOEGESTAAN: dict[Stap, tuple[Stap, ...]] = {
    Stap.GESIGNALEERD: (Stap.TER_PLEKKE, Stap.DOORGELEID, Stap.INGETROKKEN),
    Stap.TER_PLEKKE: (Stap.VOORSTEL, Stap.DOORGELEID, Stap.INGETROKKEN),
    # A voorstel that is not yet decided on may be replaced by a better one.
    Stap.VOORSTEL: (Stap.VOORSTEL, Stap.BESLUIT, Stap.DOORGELEID, Stap.INGETROKKEN),
    # After a no: another voorstel. After a yes: carry it out. permissions.py tells which.
    Stap.BESLUIT: (Stap.UITVOERING, Stap.VOORSTEL, Stap.DOORGELEID, Stap.INGETROKKEN),
    Stap.UITVOERING: (Stap.NAZORG, Stap.INGETROKKEN),
    Stap.NAZORG: (Stap.GESLOTEN,),
    # The regular line sent the resident away after all: go and look again.
    Stap.DOORGELEID: (Stap.TER_PLEKKE, Stap.GESLOTEN),
    Stap.GESLOTEN: (),
    Stap.INGETROKKEN: (),
}

ZET: dict[Stap, str] = {
    Stap.TER_PLEKKE: "Ter plekke geweest",
    Stap.VOORSTEL: "Voorstel maken",
    Stap.BESLUIT: "Besluit nemen",
    Stap.UITVOERING: "Uitvoering begint",
    Stap.NAZORG: "Naar nazorg",
    Stap.GESLOTEN: "Sluiten",
    Stap.DOORGELEID: "Doorgeleiden",
    Stap.INGETROKKEN: "Intrekken",
}
"""The words on the button that takes a Casus to this step."""

HOOFDWEG = (Stap.GESIGNALEERD, Stap.TER_PLEKKE, Stap.VOORSTEL, Stap.BESLUIT, Stap.UITVOERING, Stap.NAZORG, Stap.GESLOTEN)  # fmt: skip
ZIJDEUREN = (Stap.DOORGELEID, Stap.INGETROKKEN)
LOPEND = frozenset({Stap.GESIGNALEERD, Stap.TER_PLEKKE, Stap.VOORSTEL, Stap.BESLUIT, Stap.UITVOERING, Stap.NAZORG})  # fmt: skip
"""Steps in which someone still has to do something."""

KAN_STILSTAAN = LOPEND - {Stap.NAZORG}
"""Nazorg waits on purpose: we look again after three months."""


def why_not(van: str, naar: str) -> str:
    """The Dutch sentence why `naar` cannot follow `van`; empty when it can."""
    van, naar = Stap(van), Stap(naar)
    if naar in TOEGESTAAN[van]:
        return ""
    if not TOEGESTAAN[van]:
        return f"Deze casus is {van.label.lower()}. Er volgt geen stap meer."
    vanuit = [stap.label for stap in Stap if naar in TOEGESTAAN[stap]]
    if not vanuit:
        return f"Een casus begint met {naar.label.lower()} en komt daar niet terug."
    return f"Dit kan alleen na {_of(vanuit)}. Deze casus staat op {van.label}."


def _of(woorden: list[str]) -> str:
    return " of ".join(filter(None, [", ".join(woorden[:-1]), woorden[-1]]))


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    regels = ["stateDiagram-v2", "    direction LR", f"    [*] --> {Stap.GESIGNALEERD.value}"]
    regels += [f"    {stap.value} : {stap.label}" for stap in Stap]
    regels += [
        f"    {van.value} --> {naar.value} : {ZET[naar]}" for van in TOEGESTAAN for naar in TOEGESTAAN[van]
    ]
    regels += [f"    {stap.value} --> [*]" for stap in TOEGESTAAN if not TOEGESTAAN[stap]]
    return "\n".join(regels)


if __name__ == "__main__":
    print(diagram())  # noqa: T201
