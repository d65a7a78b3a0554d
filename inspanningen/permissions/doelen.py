"""Who may do what with doelstellingen, bijdragen and the perioden of the programme."""

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht
from inspanningen.models import Doelstelling
from inspanningen.permissions.kaart import ONLY_TEAM

ONLY_MANAGER = "Vaststellen, en wat vastgesteld is nog aanpassen, kan alleen de programmamanager."
IS_VERVALLEN = "Deze doelstelling is vervallen. Maak er eerst weer een concept van."


def reason_not_to_manage(user: Gebruiker) -> str:
    """Why this person may not add doelstellingen, or write the perioden of the programme; empty when they may."""
    return "" if user.mag(Recht.INSPANNINGEN_BEWERKEN) else ONLY_TEAM


def reason_not_to_adopt(user: Gebruiker) -> str:
    """Why this person may not bring a doelstelling to another status; empty when they may."""
    return "" if user.mag(Recht.DOELSTELLINGEN_VASTSTELLEN) else ONLY_MANAGER


def reason_not_to_edit_doelstelling(user: Gebruiker, doelstelling: Doelstelling) -> str:
    """Why this person may not edit this doelstelling now; empty when they may.

    A concept is for the team (and for the groups that write along: see ambassadeurs); what is vastgesteld is for who
    may do that.
    """
    if doelstelling.status == Doelstelling.Status.CONCEPT:
        return reason_not_to_manage(user)
    if doelstelling.status == Doelstelling.Status.VERVALLEN:
        return IS_VERVALLEN
    return reason_not_to_adopt(user)


def bezwaar_tegen_vaststellen(doelstelling: Doelstelling) -> str:
    """What has to be filled in before this doelstelling can be vastgesteld, whoever asks; empty when nothing."""
    wanted = [
        ("een omschrijving", doelstelling.omschrijving),
        ("een bateneigenaar", doelstelling.bateneigenaar_id),
    ]
    if doelstelling.soort == Doelstelling.Soort.OPERATIONEEL:
        wanted.append(("van welk tot welk jaar zij geldt", doelstelling.term_van))
    missing = [words for words, value in wanted if not value]
    return f"Vul eerst in: {', '.join(missing)}. Dan is zij vast te stellen." if missing else ""
