"""Who says how far residents have a say. The sentence that refuses is the sentence beside the missing button."""

from brunssum.core.models import Gebruiker
from inspanningen.models import Inspanning
from inspanningen.permissions.kaart import may_edit

ONLY_WHO_LEADS = "Dit legt de projectleider van deze inspanning vast, of het programmateam."


def reason_not_to_assess(user: Gebruiker, inspanning: Inspanning) -> str:
    """Why this person may not write down how far residents have a say; empty when they may."""
    return "" if may_edit(user, inspanning) else ONLY_WHO_LEADS
