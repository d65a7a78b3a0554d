"""Who may do what with a wijkplan. The sentence that refuses is the sentence beside the missing button."""

from brunssum.core.models import Gebied, Gebruiker
from brunssum.core.rollen import Recht, Zicht
from inspanningen.models import Wijkplan

ONLY_WIJK = "Dit kan de wijkmanager van deze wijk, of het programmateam."
ONLY_WIJKMANAGERS = "Een wijkplan beginnen kan de wijkmanager van de wijk, of het programmateam."
ONLY_TEAM_VASTSTELLEN = "Vaststellen doet het programmateam."
ONLY_IN_RONDE = "Dit plan is vastgesteld. De tekst verandert in de jaarlijkse ronde: begin die eerst."
ONLY_IN_CONCEPT = (
    "Dit plan is vastgesteld. Laat de actie vervallen, met de reden erbij: dan blijft te zien dat zij er was."
)


def sees_concepten(user: Gebruiker) -> bool:
    return user.zicht >= Zicht.INTERN


def begins_some(user: Gebruiker) -> bool:
    """Whether there is a wijk for which this person may begin a plan."""
    return user.mag(Recht.INSPANNINGEN_BEWERKEN) or user.mag(Recht.WIJKPLAN_EIGEN_BEWERKEN)


def reason_not_to_write(user: Gebruiker, gebied: Gebied) -> str:
    """Why this person may not write the plan of this gebied; empty when they may. May cause one query."""
    if user.mag(Recht.INSPANNINGEN_BEWERKEN):
        return ""
    if not user.mag(Recht.WIJKPLAN_EIGEN_BEWERKEN):
        return ONLY_WIJK
    here = [gebied.pk, *([gebied.ouder_id] if gebied.ouder_id else [])]
    return "" if user.gebieden.filter(pk__in=here).exists() else ONLY_WIJK


def reason_not_to_vaststellen(user: Gebruiker) -> str:
    return "" if user.mag(Recht.INSPANNINGEN_BEWERKEN) else ONLY_TEAM_VASTSTELLEN


def bezwaar_tegen_wijzigen(wijkplan: Wijkplan) -> str:
    """Why the words of a plan cannot change now, whoever asks."""
    return "" if wijkplan.is_concept or wijkplan.open_ronde else ONLY_IN_RONDE


def bezwaar_tegen_weghalen(wijkplan: Wijkplan) -> str:
    return "" if wijkplan.is_concept else ONLY_IN_CONCEPT


def bezwaar_tegen_ronde(wijkplan: Wijkplan, jaar: int) -> str:
    """Why no round can begin in this year, whoever asks."""
    if wijkplan.is_concept:
        return "Dit plan is nog een concept: u kunt het gewoon wijzigen."
    if wijkplan.open_ronde:
        return "Er loopt al een ronde. Rond die eerst af."
    if any(ronde.jaar == jaar for ronde in wijkplan.aanscherpingen.all()):
        return f"In {jaar} is dit plan al aangescherpt. De volgende ronde is in {jaar + 1}."
    if jaar > wijkplan.tot_jaar:
        return f"Dit plan liep tot en met {wijkplan.tot_jaar}. Begin een nieuw wijkplan."
    return ""
