"""Who may do what with a raadsstuk. The sentence that refuses is the sentence beside the missing button."""

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht, Zicht
from reisverslag.models import Raadsstuk

NO_READER = "Raadsstukken zijn te lezen voor wie reisverslagen mag lezen."
ONLY_WRITERS = "Dit kan wie reisverslagen schrijft: het programmateam."
NOT_YOUR_RAADSSTUK = "Antwoorden kan de behandelaar, of het programmateam."
IS_WITHDRAWN = "Dit stuk is ingetrokken. Er verandert niets meer aan."


def reason_not_to_read(user: Gebruiker) -> str:
    """Why this person may not open the register; empty when they may. Which ones stand in it: visible_to."""
    return "" if user.mag(Recht.REISVERSLAG_LEZEN) else NO_READER


def may_see_all(user: Gebruiker) -> bool:
    """Also those that wait for an answer, and so how long an answer takes."""
    return user.mag(Recht.REISVERSLAG_SCHRIJVEN) or user.mag(Recht.REISVERSLAG_VOLGEN)


def may_see_names(user: Gebruiker) -> bool:
    """Who deals with it. Names of persons stay inside."""
    return user.zicht >= Zicht.INTERN


def reason_not_to_write(user: Gebruiker) -> str:
    """Why this person may not add, edit, settle or withdraw raadsstukken; empty when they may."""
    return "" if user.mag(Recht.REISVERSLAG_SCHRIJVEN) else ONLY_WRITERS


def reason_not_to_answer(user: Gebruiker, raadsstuk: Raadsstuk) -> str:
    """Why this person may not write the answer, or say how it was settled."""
    handles = raadsstuk.behandelaar_id == user.pk and user.mag(Recht.REISVERSLAG_LEZEN)
    return "" if handles or not reason_not_to_write(user) else NOT_YOUR_RAADSSTUK


def bezwaar_tegen_stap(raadsstuk: Raadsstuk, naar: str) -> str:
    """Why a raadsstuk cannot take this step now, whoever asks."""
    if raadsstuk.can_become(naar):
        return ""
    soort, status = raadsstuk.get_soort_display().lower(), raadsstuk.get_status_display().lower()
    return f"Deze {soort} is {status}. Dit kan nu niet: {Raadsstuk.Status(naar).label.lower()}."


def bezwaar_tegen_bewerken(raadsstuk: Raadsstuk) -> str:
    return IS_WITHDRAWN if raadsstuk.status == Raadsstuk.Status.INGETROKKEN else ""


def bezwaar_tegen_schrijven(raadsstuk: Raadsstuk) -> str:
    """Why the words of the answer cannot be written now: a draft, or an answer that was given and is put right."""
    if raadsstuk.can_become(Raadsstuk.Status.BEANTWOORD) or raadsstuk.beantwoord_op:
        return bezwaar_tegen_bewerken(raadsstuk)
    return bezwaar_tegen_stap(raadsstuk, Raadsstuk.Status.BEANTWOORD)
