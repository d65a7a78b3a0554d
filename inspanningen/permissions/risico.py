"""Who may do what with a risico. The sentence that refuses is the sentence beside the missing button."""

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Zicht
from inspanningen.models import Inspanning, Risico
from inspanningen.permissions.kaart import may_see, reason_not_to_edit

ONLY_INSIDE = "Risico’s en geld zijn alleen te zien voor wie bij de gemeente werkt."
NOT_YOUR_RISICO = "Bekijken kan wie op dit risico let, de projectleider en het programmateam."
IS_CLOSED = "Dit risico is gesloten. Heropen het eerst."
IS_OPEN = "Dit risico is al open."


def reason_not_to_see(user: Gebruiker) -> str:
    """Why this person may not see risico's; empty when they may."""
    return "" if may_see(user) and user.zicht >= Zicht.INTERN else ONLY_INSIDE


def reason_not_to_change(user: Gebruiker, inspanning: Inspanning) -> str:
    """Why this person may not add, edit or close risico's of this inspanning; empty when they may."""
    return reason_not_to_see(user) or reason_not_to_edit(user, inspanning)


def reason_not_to_look_again(user: Gebruiker, risico: Risico) -> str:
    """Whoever watches over it may also say how it is now."""
    if reason := reason_not_to_see(user):
        return reason
    if risico.eigenaar_id == user.pk or not reason_not_to_edit(user, risico.inspanning):
        return ""
    return NOT_YOUR_RISICO
