"""Who may do what with an inspanning. The sentence that refuses is the sentence beside the missing button."""

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht, Zicht
from inspanningen.models import Inspanning, Leerpunt
from inspanningen.velden import is_visible

ONLY_PROJECTLEIDER = "Alleen de projectleider van deze inspanning en het programmateam kunnen haar bewerken."
ONLY_TEAM = "Alleen het programmateam kan dit. Vraag het programmateam om hulp."
ONLY_INSIDE = "Eerdere versies zijn alleen te zien voor wie bij de gemeente werkt."


def may_see(user: Gebruiker) -> bool:
    """Whether this person may see inspanningen at all."""
    return user.mag(Recht.INSPANNINGEN_ZIEN)


def may_see_persons(user: Gebruiker) -> bool:
    """Whether this person may see who leads what: also as a filter and as an order of the list."""
    return is_visible("projectleider", user.zicht)


def reason_not_to_edit(user: Gebruiker, inspanning: Inspanning) -> str:
    """Why this person may not edit this kaart; empty when they may."""
    is_own = inspanning.projectleider_id is not None and inspanning.projectleider_id == user.pk
    if user.mag(Recht.INSPANNINGEN_BEWERKEN) or (is_own and user.mag(Recht.INSPANNINGEN_EIGEN_BEWERKEN)):
        return ""
    return ONLY_PROJECTLEIDER


def edits_some(user: Gebruiker) -> bool:
    """Whether this person may lead and edit inspanningen: then a kaart says why another's is not for them."""
    return user.mag(Recht.INSPANNINGEN_EIGEN_BEWERKEN)


def may_edit(user: Gebruiker, inspanning: Inspanning) -> bool:
    return not reason_not_to_edit(user, inspanning)


def reason_not_to_add(user: Gebruiker) -> str:
    """Why this person may not add or import kaarten; empty when they may."""
    return "" if user.mag(Recht.INSPANNINGEN_BEWERKEN) else ONLY_TEAM


def reason_not_to_see_versies(user: Gebruiker) -> str:
    """Why this person may not see earlier versions: they hold every field, also the hidden ones."""
    return "" if may_see(user) and user.zicht >= Zicht.INTERN else ONLY_INSIDE


# Leerpunten

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
