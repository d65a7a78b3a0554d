"""Who may do what to a koppeling: the system of a partner that uses the API."""

from brunssum.core.models import ApiClient, Gebruiker
from brunssum.core.rollen import Recht


def may_manage(user: Gebruiker) -> bool:
    """Making and withdrawing it, and what it may do."""
    return user.mag(Recht.GEBRUIKERS_BEHEREN)


def may_manage_keys(user: Gebruiker, client: ApiClient) -> bool:
    """Also a contact of its organisatie, who is the first to know that a key leaked."""
    is_contact = user.mag(Recht.API_EIGEN) and user.organisatie_id == client.organisatie_id
    return is_contact or may_manage(user)


def may_see_calls(user: Gebruiker) -> bool:
    """Of all koppelingen together, and to take away as a file."""
    return may_manage(user) or user.mag(Recht.LOGBOEK_ZIEN)
