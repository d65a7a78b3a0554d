from datetime import date

from ambassadeurs.models import Ambassadeursgroep
from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht, Rol


def may_manage(user: Gebruiker) -> bool:
    """Add groups and members, end a membership."""
    return user.mag(Recht.AMBASSADEURS_BEHEREN)


def is_member(user: Gebruiker, groep: Ambassadeursgroep, op: date) -> bool:
    """Whether this person takes part in the group on this day. Causes a query."""
    return groep.ambassadeurs.active_on(op).filter(gebruiker=user).exists()


def may_change_werkwijze(user: Gebruiker, groep: Ambassadeursgroep, op: date) -> bool:
    """The group writes its own werkwijze; who manages the groups may help."""
    if may_manage(user):
        return True
    return user.mag(Recht.AMBASSADEURS_ZIEN) and Rol.AMBASSADEUR in user.rollen and is_member(user, groep, op)
