"""Who may report voortgang, and who may judge it. The sentence that refuses is the sentence beside the missing button."""

from brunssum.core.models import ApiClient, Gebruiker
from brunssum.core.rollen import Recht
from inspanningen.models import Inspanning, Voortgangsmelding
from inspanningen.permissions.kaart import reason_not_to_edit

ONLY_PARTNERS = "Voortgang melden doet een partner. Vraag de beheerder om de rol partner."
NO_ORGANISATIE = "Bij uw account staat geen organisatie. Vraag de beheerder om die in te vullen."
NOT_YOURS = "Uw organisatie doet niet mee aan deze inspanning. Klopt dat niet? Vraag het de projectleider."
NOT_YOUR_MELDING = "Deze melding is van een andere organisatie."
GESTOPT = "Deze inspanning is gestopt. Voortgang melden kan niet meer."

NIET_MEER_OPEN = {
    Voortgangsmelding.Stand.AANVAARD: "Deze melding is al aanvaard.",
    Voortgangsmelding.Stand.TERUGGEGEVEN: "Deze melding is al teruggegeven.",
    Voortgangsmelding.Stand.INGETROKKEN: "De partner heeft deze melding ingetrokken.",
}

Melder = Gebruiker | ApiClient


def may_see(user: Melder) -> bool:
    """Whether there is any voortgang for this person to see."""
    return user.mag(Recht.VOORTGANG_ZIEN) or user.mag(Recht.VOORTGANG_MELDEN)


def may_report_somewhere(user: Melder) -> bool:
    return user.mag(Recht.VOORTGANG_MELDEN) and user.organisatie_id is not None


def reason_not_to_report(user: Melder, inspanning: Inspanning) -> str:
    """Why this person or system may not report on this inspanning; empty when it may. May cause a query."""
    if not user.mag(Recht.VOORTGANG_MELDEN):
        return ONLY_PARTNERS
    if user.organisatie_id is None:
        return NO_ORGANISATIE
    if not inspanning.partnerschappen.filter(organisatie=user.organisatie_id).exists():
        return NOT_YOURS
    return ""


def bezwaar_tegen_melden(inspanning: Inspanning) -> str:
    """Why nobody can report on it now; empty when they can."""
    return GESTOPT if inspanning.fase == Inspanning.Fase.GESTOPT else ""


def reason_not_to_withdraw(user: Melder, melding: Voortgangsmelding) -> str:
    """Why this person or system may not withdraw or improve this melding; empty when it may."""
    is_own = user.organisatie_id is not None and user.organisatie_id == melding.organisatie_id
    return "" if user.mag(Recht.VOORTGANG_MELDEN) and is_own else NOT_YOUR_MELDING


def reason_not_to_judge(user: Melder, inspanning: Inspanning) -> str:
    """Why this person may not accept or give back; empty when they may: who may edit the kaart."""
    return reason_not_to_edit(user, inspanning)


def bezwaar_tegen_afhandelen(melding: Voortgangsmelding) -> str:
    """Why it cannot be accepted, given back or withdrawn any more, whoever asks; empty when it can."""
    return NIET_MEER_OPEN.get(melding.stand, "")


def bezwaar_tegen_verbeteren(melding: Voortgangsmelding) -> str:
    """Why there cannot be a better version of it; empty when there can."""
    if melding.stand != Voortgangsmelding.Stand.TERUGGEGEVEN:
        return "Verbeteren kan als de projectleider de melding heeft teruggegeven. Is er nieuws? Doe dan een nieuwe melding."
    if hasattr(melding, "vervangen_door"):
        return "Deze melding is al verbeterd."
    return ""
