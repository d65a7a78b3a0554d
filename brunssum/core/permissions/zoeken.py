"""Who may search, and whose words are kept out of sight."""

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht


def may_search(user: Gebruiker) -> bool:
    """Whoever has a rol: without one there is nothing to find."""
    return user.is_active and bool(user.rollen)


def searches_in_silence(user: Gebruiker) -> bool:
    """Whether the words this person looks for may be the name of a resident, and so stand in no address or log."""
    return user.mag(Recht.CASUS_BEHANDELEN) or user.mag(Recht.SIGNALEN_EIGEN)
