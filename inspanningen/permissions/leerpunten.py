"""Who may do what with a leerpunt. The sentence that refuses is the sentence beside the missing button."""

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht
from inspanningen.models import Leerpunt

ONLY_LERENDEN = "Leerpunten toevoegen kan wie bij de gemeente aan het programma werkt."
NOT_YOUR_LEERPUNT = "Dit kan wie het leerpunt signaleerde, aan wie het is gericht, of het programmateam."
NOT_ASKED_OF_YOU = "Antwoorden kan aan wie het leerpunt is gericht, of het programmateam."


def reason_not_to_add_leerpunt(user: Gebruiker) -> str:
    return "" if user.mag(Recht.LEREN_TOEVOEGEN) else ONLY_LERENDEN


def reason_not_to_edit_leerpunt(user: Gebruiker, leerpunt: Leerpunt) -> str:
    """Why this person may not bring this leerpunt further; empty when they may."""
    mine = user.pk in (leerpunt.gesignaleerd_door_id, leerpunt.geadresseerde_id)
    if user.mag(Recht.LEREN_BEHEREN) or (mine and user.mag(Recht.LEREN_ZIEN)):
        return ""
    return NOT_YOUR_LEERPUNT


def reason_not_to_answer(user: Gebruiker, leerpunt: Leerpunt) -> str:
    asked = leerpunt.geadresseerde_id == user.pk and user.mag(Recht.LEREN_ZIEN)
    return "" if asked or user.mag(Recht.LEREN_BEHEREN) else NOT_ASKED_OF_YOU


def bezwaar_tegen_leerpuntstap(leerpunt: Leerpunt, naar: str) -> str:
    """Why a leerpunt cannot take this step now, whoever asks."""
    if leerpunt.can_become(naar):
        return ""
    van, stap = leerpunt.get_staat_display().lower(), Leerpunt.Staat(naar).label.lower()
    return f"Dit leerpunt is {van}. Het kan nu niet naar {stap}."
