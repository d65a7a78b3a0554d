"""Who may do what with money. The sentence that refuses is the sentence beside the missing button."""

from brunssum.core.models import Gebruiker
from inspanningen.models import Inspanning
from inspanningen.permissions.kaart import reason_not_to_add, reason_not_to_edit
from inspanningen.permissions.risico import reason_not_to_see

__all__ = ["reason_not_to_change_budget", "reason_not_to_change_financiering", "reason_not_to_see"]


def reason_not_to_change_financiering(user: Gebruiker) -> str:
    """A financiering is of the whole programme: only the team changes it."""
    return reason_not_to_see(user) or reason_not_to_add(user)


def reason_not_to_change_budget(user: Gebruiker, inspanning: Inspanning) -> str:
    """Why this person may not change what this inspanning costs; empty when they may."""
    return reason_not_to_see(user) or reason_not_to_edit(user, inspanning)
