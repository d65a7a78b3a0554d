"""Who may do what with the planning. The sentence that refuses is the sentence beside the missing button."""

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht
from inspanningen.models import Inspanning, Mijlpaal
from inspanningen.permissions.kaart import ONLY_TEAM, reason_not_to_edit

KEPT = (
    "Deze mijlpaal staat in een realisatieplanning, is verschoven, is al afgehandeld of een partner meldde er iets over. "
    "Weghalen kan dan niet meer: laat hem vervallen, met de reden erbij."
)


def reason_not_to_plan(user: Gebruiker, inspanning: Inspanning) -> str:
    """Why this person may not change the planning of this inspanning; empty when they may."""
    return reason_not_to_edit(user, inspanning)


def reason_not_to_take_realisatieplanning(user: Gebruiker) -> str:
    """Why this person may not freeze the planning of all inspanningen; empty when they may."""
    return "" if user.mag(Recht.INSPANNINGEN_BEWERKEN) else ONLY_TEAM


def bezwaar_tegen_weghalen(mijlpaal: Mijlpaal) -> str:
    """Why this mijlpaal stays, whoever asks; empty when it may go. Causes three queries."""
    if mijlpaal.status != Mijlpaal.Status.GEPLAND:
        return KEPT
    told_of = (mijlpaal.planningsregels, mijlpaal.verschuivingen, mijlpaal.voortgangsmeldingen)
    return KEPT if any(rows.exists() for rows in told_of) else ""
