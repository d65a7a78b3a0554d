"""Who may do what with groups, bijeenkomsten and reflecties.

A `bezwaar` is the sentence that tells why not, empty when there is none: the service refuses with it, the page shows it.
"""

from datetime import date

from ambassadeurs.models import Ambassadeursgroep, Bijeenkomst, Reflectie
from brunssum.core.models import ApiClient, Gebruiker
from brunssum.core.rollen import Recht, Rol
from inspanningen.models import Doelstelling


def may_manage(user: Gebruiker) -> bool:
    """Add groups and members, end a membership; plan bijeenkomsten; answer any reflectie."""
    return user.mag(Recht.AMBASSADEURS_BEHEREN)


def is_member(user: Gebruiker, groep: Ambassadeursgroep, op: date) -> bool:
    """Whether this person takes part in the group on this day. Causes a query."""
    return groep.ambassadeurs.active_on(op).filter(gebruiker=user).exists()


def may_change_werkwijze(user: Gebruiker, groep: Ambassadeursgroep, op: date) -> bool:
    """The group writes its own werkwijze; who manages the groups may help."""
    if may_manage(user):
        return True
    return user.mag(Recht.AMBASSADEURS_ZIEN) and Rol.AMBASSADEUR in user.rollen and is_member(user, groep, op)


def may_reflect(user: Gebruiker, groep: Ambassadeursgroep, op: date) -> bool:
    """A member for the group; who manages the groups writes down what was said. Causes a query."""
    return may_manage(user) or (user.mag(Recht.AMBASSADEURS_ZIEN) and is_member(user, groep, op))


def may_see_reflecties(user: Gebruiker) -> bool:
    """All of them, or those of the own organisation: which, is for visible_to."""
    return user.mag(Recht.AMBASSADEURS_ZIEN) or user.mag(Recht.REFLECTIES_EIGEN)


def may_reflect_for_organisatie(user: Gebruiker | ApiClient) -> bool:
    """A partner, in person or by its system, for the organisation it belongs to and no other."""
    return user.mag(Recht.REFLECTIES_EIGEN) and user.organisatie_id is not None


def may_answer(user: Gebruiker, reflectie: Reflectie) -> bool:
    return may_manage(user) or (user.is_active and reflectie.actiepunt.eigenaar_id == user.pk)


def bezwaar_tegen_antwoord(reflectie: Reflectie) -> str:
    if reflectie.teruggekoppeld_op:
        return "Het antwoord is al terugverteld. Wat er later nog van komt, legt u vast als actiepunt."
    return ""


def bezwaar_tegen_terugvertellen(reflectie: Reflectie) -> str:
    if reflectie.teruggekoppeld_op:
        return "Het antwoord is al terugverteld."
    return "" if reflectie.beantwoord_op else "Schrijf eerst het antwoord op."


def bezwaar_tegen_wijzigen(bijeenkomst: Bijeenkomst) -> str:
    """Against changing when, where or what about; the verslag can always be written."""
    return "Deze bijeenkomst is afgelast." if bijeenkomst.afgelast_op else ""


NOT_OF_THIS_GROUP = "Meeschrijven kan wie lid is van deze groep en inlogt."


def reason_not_to_write_along(user: Gebruiker, groep: Ambassadeursgroep, op: date) -> str:
    """Why this person may not write for this group; empty when they may. Causes a query."""
    if user.mag(Recht.AMBASSADEURS_ZIEN) and Rol.AMBASSADEUR in user.rollen and is_member(user, groep, op):
        return ""
    return NOT_OF_THIS_GROUP


def bezwaar_tegen_meeschrijven(doelstelling: Doelstelling) -> str:
    """Why nobody can write along on this doelstelling now, whoever asks; empty when there is no reason."""
    if doelstelling.status == Doelstelling.Status.CONCEPT:
        return ""
    return "Deze doelstelling is geen concept meer. Wilt u er iets van zeggen? Geef dan een reflectie."
