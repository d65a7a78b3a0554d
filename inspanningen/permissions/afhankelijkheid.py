"""Who may say what waits for what. The sentence that refuses is the sentence beside the missing button."""

from brunssum.core.models import Gebruiker
from inspanningen.models import Inspanning
from inspanningen.permissions.kaart import may_see, reason_not_to_edit
from inspanningen.velden import is_visible

ONLY_PARTNERS = "Wat op elkaar wacht, is te zien voor de gemeente, ambassadeurs en partners."


def reason_not_to_see(user: Gebruiker) -> str:
    """Why this person may not see afhankelijkheden; empty when they may."""
    return "" if may_see(user) and is_visible("afhankelijkheden_tekst", user.zicht) else ONLY_PARTNERS


def reason_not_to_change(user: Gebruiker, inspanning: Inspanning) -> str:
    """Who edits the inspanning that waits, says what it waits for."""
    return reason_not_to_see(user) or reason_not_to_edit(user, inspanning)
