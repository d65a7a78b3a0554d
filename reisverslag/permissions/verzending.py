"""Who may send a reisverslag, and to which lists."""

from brunssum.core.models import Gebruiker
from reisverslag.models import Reisverslag, Uitgave, Verzendlijst
from reisverslag.permissions.verslag import may_write

MAX_BIJLAGE = 15 * 1024 * 1024
"""In bytes. Many mail servers refuse more."""


def may_manage(user: Gebruiker) -> bool:
    """Keep the lists, see what was sent to whom."""
    return may_write(user)


def is_adopted(reisverslag: Reisverslag) -> bool:
    return reisverslag.vastgesteld_op is not None


def reason_not_to_send(user: Gebruiker, reisverslag: Reisverslag, uitgave: Uitgave | None) -> str:
    """In a sentence; empty when it can be sent. `uitgave`: the definite one, if there is one."""
    if not may_manage(user):
        return "Alleen het programmateam verstuurt reisverslagen."
    if not is_adopted(reisverslag):
        return "Stel het reisverslag eerst vast. Wat u verstuurt, verandert daarna niet meer."
    if uitgave is None:
        return "Er is nog geen pdf van het vastgestelde reisverslag. Maak die eerst."
    return ""


def reason_not_for_list(reisverslag: Reisverslag, uitgave: Uitgave, lijst: Verzendlijst) -> str:
    """In a sentence: why it may not go to this list; empty when it may."""
    if lijst.opgeheven_op:
        return "Deze lijst is opgeheven."
    if Reisverslag.ZICHT[Reisverslag.Publiek(lijst.publiek)] < reisverslag.zicht:
        return (
            f"In dit reisverslag staat wat alleen voor {reisverslag.get_publiek_display().lower()} is. "
            "Kies een lijst voor dat publiek."
        )
    if lijst.wijze == Verzendlijst.Wijze.BIJLAGE and uitgave.omvang > MAX_BIJLAGE:
        return "Deze pdf is te groot om mee te sturen. Laat de lijst een link krijgen."
    return ""
