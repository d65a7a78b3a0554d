"""Who may do what with an inspanning. The sentence that refuses is the sentence beside the missing button."""

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht, Zicht
from inspanningen.models import Inspanning
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
