"""Who may do what with a reisverslag. Which ones a person may see at all: querysets.py."""

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht
from reisverslag.models import Reisverslag


def may_read(user: Gebruiker) -> bool:
    """Open the list; which ones stand in it: visible_to."""
    return user.mag(Recht.REISVERSLAG_LEZEN)


def may_write(user: Gebruiker) -> bool:
    """Start a reisverslag, work on any concept, and fix it."""
    return user.mag(Recht.REISVERSLAG_SCHRIJVEN)


def may_edit(user: Gebruiker, reisverslag: Reisverslag) -> bool:
    """Change its words and choices: only as long as it is a concept."""
    return may_write(user) and reisverslag.is_concept


def may_make_uitgave(user: Gebruiker) -> bool:
    return may_write(user)
