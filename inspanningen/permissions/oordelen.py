"""Who may judge, and who leads the round. The sentence that refuses is the sentence beside the missing button."""

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht, Zicht
from inspanningen.models import Inspanning, Oordeelronde, Oordeelvraag
from inspanningen.permissions.kaart import ONLY_TEAM, may_edit, may_see

ONLY_WHO_LEADS = "Een oordeel geeft de projectleider van deze inspanning, of het programmateam."
ONLY_INTERN = "Oordelen zijn alleen te zien voor wie bij de gemeente werkt."


def reason_not_to_see_oordelen(user: Gebruiker) -> str:
    return "" if may_see(user) and user.zicht >= Zicht.INTERN else ONLY_INTERN


def reason_not_to_judge(user: Gebruiker, inspanning: Inspanning) -> str:
    """Why this person may not judge this inspanning; empty when they may."""
    return "" if may_edit(user, inspanning) else ONLY_WHO_LEADS


def reason_not_to_lead_ronde(user: Gebruiker) -> str:
    """Why this person may not open or close a round, or remind others."""
    return "" if user.mag(Recht.INSPANNINGEN_BEWERKEN) else ONLY_TEAM


def bezwaar_tegen_oordeel(ronde: Oordeelronde, inspanning: Inspanning) -> str:
    """Why nobody can judge this inspanning in this round now."""
    if not ronde.is_open:
        return f"De ronde {ronde} is gesloten. In de volgende ronde geeft u weer een oordeel."
    if inspanning.fase not in Oordeelvraag.FASEN:
        return f"Een oordeel geven we over wat loopt. De fase is nu ‘{inspanning.get_fase_display()}’."
    return ""
