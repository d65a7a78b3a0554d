"""Who may do what to an actiepunt, and the sentence that tells why not.

A `bezwaar` is that sentence, empty when there is none: the service refuses with it, the page shows it.
"""

from django.contrib.contenttypes.models import ContentType

from brunssum.core import onderwerpen
from brunssum.core.models import Actiepunt, Gebruiker
from brunssum.core.rollen import Recht

NIET_EIGENAAR = "Dit kan wie het actiepunt heeft, of een programmamanager."
NIET_MAKER = "Dit kan wie het actiepunt maakte, of een programmamanager."
NIET_BEVESTIGER = "Bevestigen kan alleen wie daarvoor gevraagd is."
SLUIT_ZELF = "Dit actiepunt is klaar zodra het op de pagina van het onderwerp is afgerond. Ga daarheen."


def may_make_actiepunt(user: Gebruiker) -> bool:
    return user.mag(Recht.ACTIEPUNTEN_ZIEN)


def is_eigenaar(user: Gebruiker, actiepunt: Actiepunt) -> bool:
    return user.is_active and actiepunt.eigenaar_id == user.pk


def may_finish(user: Gebruiker, actiepunt: Actiepunt) -> bool:
    return is_eigenaar(user, actiepunt) or user.mag(Recht.ACTIEPUNTEN_BEHEREN)


def may_hand_over(user: Gebruiker, actiepunt: Actiepunt) -> bool:
    return may_finish(user, actiepunt) or may_withdraw(user, actiepunt)


def may_withdraw(user: Gebruiker, actiepunt: Actiepunt) -> bool:
    """Its maker; not its owner, for whom it is a duty."""
    made_it = user.is_active and actiepunt.gemaakt_door_id == user.pk
    return made_it or user.mag(Recht.ACTIEPUNTEN_BEHEREN)


def may_confirm(user: Gebruiker, actiepunt: Actiepunt) -> bool:
    return user.is_active and actiepunt.bevestiger_id == user.pk


def bezwaar_tegen_afronden(user: Gebruiker | None, actiepunt: Actiepunt) -> str:
    if actiepunt.status != Actiepunt.Status.OPEN:
        return f"Dit actiepunt is niet meer open: {actiepunt.get_status_display().lower()}."
    if user is not None and sluit_zelf(actiepunt):
        return SLUIT_ZELF
    if user is not None and may_confirm(user, actiepunt):
        return "U bevestigt straks dat het gedaan is. Afronden doet daarom een ander."
    return ""


def sluit_zelf(actiepunt: Actiepunt) -> bool:
    """Whether what it is about finishes it. May cause a query for the content type, once for each process."""
    if actiepunt.onderwerp_soort_id is None:
        return False
    onderwerp = onderwerpen.of(ContentType.objects.get_for_id(actiepunt.onderwerp_soort_id).model_class())
    return onderwerp is not None and actiepunt.soort in onderwerp.sluit_zelf


def bezwaar_tegen_intrekken(user: Gebruiker | None, actiepunt: Actiepunt) -> str:
    if user is not None and sluit_zelf(actiepunt):
        return SLUIT_ZELF
    return bezwaar_tegen_wijzigen(actiepunt)


def bezwaar_tegen_bevestigen(actiepunt: Actiepunt) -> str:
    if actiepunt.status == Actiepunt.Status.GEDAAN:
        return ""
    if actiepunt.status == Actiepunt.Status.OPEN:
        return "Bevestigen kan als het is afgerond."
    return f"Dit actiepunt is al {actiepunt.get_status_display().lower()}."


def bezwaar_tegen_wijzigen(actiepunt: Actiepunt) -> str:
    """Against handing over."""
    if not actiepunt.is_lopend:
        return f"Dit actiepunt is al {actiepunt.get_status_display().lower()}."
    return ""
