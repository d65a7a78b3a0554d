"""Who may do what with a reisverslag. Which ones a person may see at all: querysets.

A reason is the Dutch sentence why not, empty when one may: the service refuses with it, the page shows it.
"""

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht, Zicht
from reisverslag.models import Opmerking, Reisverslag
from reisverslag.querysets.verslag import can_read_along, sees_concepten
from reisverslag.stappen import Stap, why_not

ONLY_PUBLISHERS = "Openbaar maken kan alleen de programmamanager."


def may_read(user: Gebruiker) -> bool:
    """Open the list; which ones stand in it: visible_to."""
    return user.mag(Recht.REISVERSLAG_LEZEN)


def may_write(user: Gebruiker) -> bool:
    """Start a reisverslag, work on any concept, and fix it."""
    return user.mag(Recht.REISVERSLAG_SCHRIJVEN)


def may_edit(user: Gebruiker, reisverslag: Reisverslag) -> bool:
    """Change its words and choices: only as long as it is a concept."""
    return may_write(user) and reisverslag.is_in_bewerking


def may_vaststellen(user: Gebruiker, reisverslag: Reisverslag) -> bool:
    return may_write(user) and reisverslag.is_concept


def may_make_uitgave(user: Gebruiker) -> bool:
    return may_write(user)


def may_publish(user: Gebruiker) -> bool:
    return user.mag(Recht.REISVERSLAG_PUBLICEREN)


def reason_not_to_publish(user: Gebruiker, reisverslag: Reisverslag) -> str:
    if not may_publish(user):
        return ONLY_PUBLISHERS
    if reisverslag.zicht > Zicht.OPENBAAR:
        return f"In dit reisverslag staat wat alleen voor {reisverslag.get_publiek_display().lower()} is. Dat kan niet openbaar."
    return why_not(reisverslag.stap, Stap.GEPUBLICEERD)


def reason_not_to_withdraw_publication(user: Gebruiker, reisverslag: Reisverslag) -> str:
    if not may_publish(user):
        return ONLY_PUBLISHERS
    return "" if reisverslag.stap == Stap.GEPUBLICEERD else "Dit reisverslag is niet openbaar."


def reason_not_to_correct(user: Gebruiker, reisverslag: Reisverslag) -> str:
    """May cause a query: whether another replaces it already."""
    if not may_write(user):
        return "Een nieuwe versie begint wie reisverslagen schrijft."
    if reisverslag.is_concept:
        return "Dit reisverslag is nog een concept: verander het zelf."
    if hasattr(reisverslag, "vervangen_door"):
        return "Er is al een nieuwe versie van dit reisverslag."
    return ""


def may_read_along(user: Gebruiker, reisverslag: Reisverslag) -> bool:
    """Whether this person may be asked to read this concept."""
    within = [reisverslag.publiek] if reisverslag.publiek in reisverslag.publiek_within(user.zicht) else []
    return user.is_active and can_read_along(user, within)


def may_see_opmerkingen(user: Gebruiker, reisverslag: Reisverslag) -> bool:
    """Who may see the concept; once it is vastgesteld who writes or follows."""
    return sees_concepten(user) or reisverslag.is_concept


def may_comment(user: Gebruiker, reisverslag: Reisverslag) -> bool:
    """Who writes or follows, and who was asked to read along. Causes a query for the last."""
    return sees_concepten(user) or (
        may_read_along(user, reisverslag) and reisverslag.meelezers.filter(gebruiker=user).exists()
    )


def may_settle(user: Gebruiker, opmerking: Opmerking) -> bool:
    """Who writes, and who made it."""
    return may_write(user) or opmerking.door_id == user.pk
