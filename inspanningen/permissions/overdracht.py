"""Who hands over, who takes over. The sentence that refuses is the sentence beside the missing button."""

from collections.abc import Iterable

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht, Rol
from inspanningen.models import Inspanning, Overdracht, Overdrachtspunt
from inspanningen.permissions.kaart import may_edit

ONLY_WHO_HANDS_OVER = "Dit kan de projectleider van deze inspanning, of het programmateam."
ONLY_WHO_TAKES_PART = "Dit kan de projectleider, de bateneigenaar die overneemt, of het programmateam."
ONLY_BATENEIGENAAR = "Overnemen kan alleen de bateneigenaar aan wie de inspanning wordt overgedragen."


def reason_not_to_hand_over(user: Gebruiker, inspanning: Inspanning) -> str:
    """Why this person may not begin, report ready or stop the overdracht of this inspanning; empty when they may."""
    return "" if may_edit(user, inspanning) else ONLY_WHO_HANDS_OVER


def reason_not_to_tick(user: Gebruiker, overdracht: Overdracht) -> str:
    """Why this person may not say how the points stand."""
    takes_over = user.pk == overdracht.bateneigenaar_id and user.mag(Recht.INSPANNINGEN_ZIEN)
    return "" if takes_over or may_edit(user, overdracht.inspanning) else ONLY_WHO_TAKES_PART


def reason_not_to_take_over(user: Gebruiker, overdracht: Overdracht) -> str:
    """Why this person may not confirm, or give it back."""
    is_asked = user.pk == overdracht.bateneigenaar_id and Rol.BATENEIGENAAR in user.rollen and user.is_active
    return "" if is_asked else ONLY_BATENEIGENAAR


def bezwaar_tegen_beginnen(inspanning: Inspanning) -> str:
    """Why nobody can begin to hand this over now."""
    if inspanning.fase in (Inspanning.Fase.UITVOERING, Inspanning.Fase.NAAR_DE_LIJN):
        return ""
    return (
        "Naar de lijn gaat wat werkt: een inspanning in uitvoering. "
        f"De fase is nu ‘{inspanning.get_fase_display()}’."
    )


def bezwaar_tegen_wijzigen(overdracht: Overdracht) -> str:
    """Why the points cannot be changed now."""
    if overdracht.status == Overdracht.Status.LOOPT:
        return ""
    if overdracht.status == Overdracht.Status.KLAAR:
        return "De bateneigenaar kijkt er nu naar. Pas als die het teruggeeft, kunt u de punten wijzigen."
    return f"Deze overdracht is afgelopen: {overdracht.get_status_display().lower()}."


def bezwaar_tegen_klaarmelden(overdracht: Overdracht, punten: Iterable[Overdrachtspunt]) -> str:
    """Why it cannot be called ready now."""
    if zin := bezwaar_tegen_wijzigen(overdracht):
        return zin
    open_ = sum(punt.stand == Overdrachtspunt.Stand.OPEN for punt in punten)
    if open_:
        return f"Er {'staat nog één punt' if open_ == 1 else f'staan nog {open_} punten'} open."
    return ""


def reason_not_to_report_ready(user: Gebruiker, overdracht: Overdracht) -> str:
    if user.pk == overdracht.bateneigenaar_id:
        return "U neemt deze inspanning over. Klaar melden doet daarom een ander."
    return reason_not_to_hand_over(user, overdracht.inspanning)
